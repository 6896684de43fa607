"""Other programs' formats, in and out, each with its losses."""
