"""One module a page; each names its routes."""
