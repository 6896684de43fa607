"""Everything a user can do, one function each: checks input, makes records, appends one act."""
