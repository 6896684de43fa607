"""Documents, their frozen text and pages, and the passages quoted from them."""
