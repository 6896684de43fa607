"""Activities of the International Aid Transparency Initiative (IATI 2.03), in and out, each with its losses."""
