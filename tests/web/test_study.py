"""The study page: where it stands, what is next, what is wrong and where, what changed since the last build."""
