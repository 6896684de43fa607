"""Theories as versioned codebooks: read, checked, compared; `catalog` holds the ones that ship."""
