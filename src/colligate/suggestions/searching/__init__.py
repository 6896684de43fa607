"""Search over the passages of a study: the query language, the words of a passage, and the index derived from both."""
