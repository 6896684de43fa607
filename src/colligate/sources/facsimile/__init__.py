"""Pages as they were printed, with the frozen text laid over its own words."""
