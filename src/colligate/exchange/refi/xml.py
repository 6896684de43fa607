"""The one place where lxml is named, which states no types of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from lxml import etree as _etree  # pyright: ignore[reportAttributeAccessIssue] - made of C, without stubs

__all__ = ["Element", "child", "document", "etree"]


etree = _etree


class Element(Protocol):
    """What is used of an element of lxml."""

    tag: str
    text: str | None
    sourceline: int | None

    def get(self, key: str) -> str | None:
        """Return an attribute."""

    def items(self) -> list[tuple[str, str]]:
        """Return the attributes."""
        ...

    def set(self, key: str, value: str) -> None:
        """Set an attribute."""

    def iter(self, tag: str) -> Iterator[Element]:
        """Yield all elements of a name below, itself included."""
        ...

    def getparent(self) -> Element | None:
        """Return the element this one lies in."""

    def getroottree(self) -> _Tree:
        """Return the document."""
        ...

    def index(self, child: Element) -> int:
        """Return the place of a child."""
        ...

    def itertext(self) -> Iterator[str]:
        """Yield the pieces of text in it, at any depth."""
        ...

    def clear(self) -> None:
        """Forget what lies in it."""

    def __iter__(self) -> Iterator[Element]:
        """Yield the children."""
        ...

    def __len__(self) -> int:
        """Return the number of children."""
        ...

    def __delitem__(self, key: slice) -> None:
        """Drop children."""


class _Tree(Protocol):
    docinfo: _DocumentInformation


class _DocumentInformation(Protocol):
    internalDTD: object  # noqa: N815 - lxml's own name


def document(name: str, namespace: str, attributes: Mapping[str, str]) -> Element:
    """Return the root of a new document, all of whose elements lie in one namespace."""
    return _etree.Element(f"{{{namespace}}}{name}", attributes, nsmap={None: namespace})


def child(parent: Element, name: str, attributes: Mapping[str, str] | None = None, text: str = "") -> Element:
    """Add an element of the parent's namespace and return it."""
    namespace = parent.tag.rpartition("}")[0]
    added = _etree.SubElement(parent, f"{namespace}}}{name}" if namespace else name, attributes or {})
    if text:
        added.text = text
    return added
