"""Files of values: rows of cells, each with its place in a text that is frozen and quoted like any other."""
