"""XML of a reference manager, with everything dangerous in it refused."""

from __future__ import annotations

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.refi.xml import Element, etree

#: Bytes.
LARGEST = 500_000_000


def root_of(data: bytes, name: str) -> Element:
    """Return the root of an export. Raises RefusedFileError for what is damaged, or declares a document type."""
    if len(data) > LARGEST:
        raise RefusedFileError(name, f"Its XML has {len(data):,} bytes.", f"At most {LARGEST:,} are read.")
    if any("<!DOCTYPE".encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
        raise RefusedFileError(name, "It declares a document type, which no export has.", "Do not trust this file.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise RefusedFileError(
            name, f"Its XML breaks off or is damaged at line {line}: {error}.", "Export the library again."
        ) from error
