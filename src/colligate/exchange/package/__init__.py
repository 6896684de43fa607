"""A whole study as a research package: an RO-Crate with hashes, licences, software and a PROV trail, out and in."""
