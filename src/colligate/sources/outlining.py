"""Finding the sections, paragraphs and sentences of a text."""

from __future__ import annotations

import re
from array import array

from colligate.sources.outline import Outline, Section, Unit
from colligate.sources.text import Layout

_PARAGRAPH = re.compile(r"\n\s*\n")
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“(]?[A-Z0-9])")  # noqa: RUF001


def outline(text: str, layout: Layout) -> Outline:
    """Return the sections and units of a text."""
    del layout
    units: list[Unit] = []
    position = paragraph = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        start = position
        for stop in [*(match.end() for match in _END.finditer(text, position, end)), end]:
            if unit := _unit(text, start, stop, len(units), paragraph):
                units.append(unit)
            start = stop
        paragraph += 1
        position = gap.end() if gap else end
    return Outline(sections=(Section(title="", level=1, start=0, end=len(text)),), units=tuple(units))


def _unit(text: str, start: int, end: int, number: int, paragraph: int) -> Unit | None:
    words: list[str] = []
    offsets = array("q")
    for match in re.finditer(r"\S+", text[start:end]):
        if words:
            words.append(" ")
            offsets.append(start + match.start() - 1)
        words.append(match[0])
        offsets.extend(range(start + match.start(), start + match.end()))
    if not offsets:
        return None
    joined = "".join(words)
    return Unit(
        number=number, kind="sentence", words=joined, offsets=offsets, end=offsets[-1] + 1, section=0,
        paragraph=paragraph,
    )  # fmt: skip
