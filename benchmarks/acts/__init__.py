"""The same acts of reading and coding, done and timed in two programs: the parts of `workbench.py`."""
