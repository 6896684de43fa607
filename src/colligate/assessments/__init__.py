"""From evidence to finding: standing, structure, coverage, claims."""
