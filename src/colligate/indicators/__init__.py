"""Series whose every value knows its place."""
