"""What sources held when they were searched, as a hash: whether a logged search still speaks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from colligate.sources.text import Text
from colligate.study.folder import digest


def content(texts: Mapping[str, Text], corpus: Iterable[str]) -> str:
    """Return the SHA-256 of sources and their texts' hashes: the same only where the same words were searched."""
    lines = (f"{source} {texts[source].sha256 if source in texts else ''}\n" for source in corpus)
    return digest("".join(lines).encode())
