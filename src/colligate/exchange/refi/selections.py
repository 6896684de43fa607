"""Selections of a QDA-XML project: words of a text, stretches of a transcript, regions of a page or picture."""

from __future__ import annotations

from collections.abc import Iterator

from colligate.exchange.guids import named
from colligate.exchange.refi.asking import (
    PartError,
    child_text,
    children,
    codings,
    identity,
    maker,
    references,
)
from colligate.exchange.refi.project import Region, Selection
from colligate.exchange.refi.xml import Element

#: A region's name of fewer characters is a label that may stand in the text by chance.
_TELLING = 20


def selection(element: Element) -> Selection:
    """Read words of a text. Raises PartError for a position that is no number."""
    return _selection(element, _number(element, "startPosition"), _number(element, "endPosition"))


def heard(element: Element) -> Iterator[Selection]:
    """Yield what is selected in a transcript, between two points of time that state their place in its text."""
    places = {
        identity(point): _number(point, "position") for point in children(element, "SyncPoint") if point.get("position")
    }
    for child in children(element, "TranscriptSelection"):
        start, end = (places.get(named(child.get(name)), -1) for name in ("fromSyncPoint", "toSyncPoint"))
        yield _selection(child, start, end)


def region(element: Element) -> Region:
    """Read a region of a page or picture or a span of time, with the words it is said to hold."""
    said = next(children(element, "Representation"), None)
    name = (element.get("name") or "").strip()
    words = "" if said is None else child_text(said, "PlainTextContent").strip()
    return Region(
        guid=identity(element),
        name=name,
        by=maker(element),
        words=words or (name if len(name) >= _TELLING else ""),
        description=child_text(element, "Description").strip(),
        codings=codings(element, maker(element)),
        notes=references(element, "NoteRef"),
    )


def _selection(element: Element, start: int, end: int) -> Selection:
    return Selection(
        guid=identity(element),
        name=element.get("name") or "",
        by=maker(element),
        start=min(start, end),
        end=max(start, end),
        description=child_text(element, "Description").strip(),
        codings=codings(element, maker(element)),
        notes=references(element, "NoteRef"),
    )


def _number(element: Element, name: str) -> int:
    written = (element.get(name) or "").strip()
    try:
        return int(written)
    except ValueError:
        raise PartError(element, f"The {name} of a selection is no number: {written[:20]!r}") from None
