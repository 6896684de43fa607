"""The report on a first pass: what rules proposed, told so that a stranger can read and check it."""
