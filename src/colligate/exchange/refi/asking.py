"""What every part of a QDA-XML project is asked for: its name, GUID, maker, references and codings."""

from __future__ import annotations

from collections.abc import Iterator

from colligate.exchange.guids import derived, named
from colligate.exchange.refi.project import Coded
from colligate.exchange.refi.xml import Element


class PartError(Exception):
    """A part that cannot be read; `line` is where it stands."""

    def __init__(self, element: Element, message: str) -> None:
        """Keep message and line."""
        super().__init__(message)
        self.line = element.sourceline or 0


def tag(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of a name."""
    return (child for child in element if tag(child) == name)


def child_text(element: Element, name: str) -> str:
    """Return the words of the first child of a name, or nothing."""
    child = next(children(element, name), None)
    return "" if child is None else child.text or ""


def references(element: Element, name: str) -> tuple[str, ...]:
    """Return the GUIDs that children of one name refer to; a codebook's sets write ``guid``."""
    return tuple(named(child.get("targetGUID") or child.get("guid")) for child in children(element, name))


def identity(element: Element) -> str:
    """Return a part's GUID; one without has what stands for all it says and for where it lies."""
    if found := named(element.get("guid")):
        return found
    return derived(_where(element.getparent()), tag(element), _attributes(element), *_said(element))


def _where(element: Element | None) -> str:
    """Return what tells a part from others of the file without looking at what lies beside it."""
    if element is None:
        return ""
    return element.get("guid") or f"{_where(element.getparent())} {tag(element)} {_attributes(element)}"


def _attributes(element: Element) -> str:
    return " ".join(f"{name}={value!r}" for name, value in sorted(element.items()))


def _said(element: Element) -> Iterator[str]:
    """Yield what tells parts of the same attributes apart: the words in them and what they refer to."""
    for child in element:
        yield f"{tag(child)} {child.get('targetGUID') or ''} {child.text or ''}"


def maker(element: Element) -> str:
    """Return the GUID of the user who made a part, or at least changed it."""
    return named(element.get("creatingUser") or element.get("modifyingUser"))


def codings(element: Element, by: str = "") -> tuple[Coded, ...]:
    """Return the codings of a part, one for each code; `by` made those that name nobody."""
    return tuple(
        Coded(
            guid=identity(child),
            code=code,
            by=maker(child) or by,
            at=child.get("creationDateTime") or "",
            notes=references(child, "NoteRef"),
        )
        for child in children(element, "Coding")
        for code in references(child, "CodeRef") or ("",)
    )
