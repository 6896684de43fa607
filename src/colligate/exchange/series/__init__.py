"""Series of indicators from anybody's files of values, by a mapping that says which column means what."""
