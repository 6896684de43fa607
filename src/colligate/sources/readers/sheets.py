"""From the lines of all pages of one document to its text and layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from colligate.sources.readers import repairs
from colligate.sources.readers.assembly import Leaf, assemble
from colligate.sources.readers.columns import flows, gutters, in_columns
from colligate.sources.readers.furniture import Parted, body_size, part
from colligate.sources.readers.hyphens import Hyphens
from colligate.sources.readers.lines import Line, Sheet
from colligate.sources.readers.paragraphs import paragraphs
from colligate.sources.text import Layout, RegionKind

_MARK = re.compile(r"^(\d{1,3}|[*†‡§]+)(?=[^\W\d_]|[\"“‘])")  # noqa: RUF001


def put_together(sheets: list[Sheet], labels: list[str]) -> tuple[str, Layout]:
    """Return the text in reading order, with pages, headings and what stands outside the body."""
    hyphens = Hyphens(text for sheet in sheets for text in _whole_words(sheet))
    parted = part(sheets)
    size = body_size(line for page in parted for line in page.body)
    places = gutters([page.body for page in parted])
    leaves = [
        Leaf(
            label=label,
            body=paragraphs(in_columns(page.body, place), size, hyphens),
            notes=_notes(page, hyphens),
        )
        for label, page, place in zip(labels, parted, places, strict=True)
    ]
    text, pages, regions = assemble(leaves, hyphens)
    confidence = _confidence(sheets)
    return text, Layout(
        pages=pages,
        regions=regions,
        ocr_confidence=confidence,
        repairs=repairs.proposals(text) if confidence else (),
    )


def _whole_words(sheet: Sheet) -> Iterator[str]:
    """Yield the page's lines without the parts of words broken at their ends, which are no words."""
    broken = False
    for line in sheet.lines:
        text = line.text.partition(" ")[2] if broken else line.text
        broken = line.broken or text.endswith("-")
        yield text.rpartition(" ")[0] if broken else text


def _notes(page: Parted, hyphens: Hyphens) -> list[tuple[RegionKind, str]]:
    """Return what stands outside the body of a page: head, footnotes, foot."""
    notes: list[tuple[RegionKind, str]] = []
    if page.headers:
        notes.append(("header", _running(page.headers, hyphens)))
    notes.extend(("footnote", _note(note, hyphens)) for note in page.footnotes)
    if page.footers:
        notes.append(("footer", _running(page.footers, hyphens)))
    return notes


def _running(lines: list[Line], hyphens: Hyphens) -> str:
    """Return the text of a running head or foot."""
    return "\n".join(paragraph.text for paragraph in paragraphs(flows(lines), 0, hyphens))


def _note(lines: list[Line], hyphens: Hyphens) -> str:
    """Return the text of a footnote, its raised mark set off from the first word."""
    text = "\n".join(paragraph.text for paragraph in paragraphs([lines], 0, hyphens))
    return _MARK.sub(r"\1 ", text)


def _confidence(sheets: list[Sheet]) -> tuple[float, ...]:
    """Return a figure a page where any page was recognised from an image; text layers count as certain."""
    if all(sheet.confidence is None for sheet in sheets):
        return ()
    return tuple(1.0 if sheet.confidence is None else round(sheet.confidence, 3) for sheet in sheets)
