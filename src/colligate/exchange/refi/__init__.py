"""REFI-QDA 1.0 (qdasoftware.org): whole projects (.qdpx) and codebooks (.qdc), both ways."""
