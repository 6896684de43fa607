"""Libraries of reference managers in: items, their files, and what changed since the last export."""
