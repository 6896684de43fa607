"""Plain text and Markdown in any encoding."""

from __future__ import annotations

import re

import msgspec

from colligate.problems import Problem
from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.readers import csl, pages, repairs
from colligate.sources.readers.decoding import clean, decode
from colligate.sources.text import Layout, Region

#: A larger share of characters that no text has, such as control codes, and the file is something else.
_NO_TEXT = 0.05
_FEW = 20
_FOREIGN = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_HEADING = re.compile(r"#{1,6}[ \t]*(\S(?:[^\n]*[^\s#])?)")


def read(data: bytes, name: str) -> Extraction:
    """Read plain text; the characters stay as they are but for line ends, marks and control characters."""
    return _read(data, name, "text/plain")


def read_markdown(data: bytes, name: str) -> Extraction:
    """Read Markdown as it is written, its marks included, so that quotes can be compared with the file."""
    extraction = _read(data, name, "text/markdown")
    headings = _headings(extraction.text)
    titles = [extraction.text[start:end] for start, end in headings[:1]]
    regions = tuple(Region(start, end, "heading") for start, end in headings)
    layout = msgspec.structs.replace(extraction.layout, regions=regions)
    return msgspec.structs.replace(extraction, layout=layout, csl=csl.item(title="".join(titles)))


def _headings(text: str) -> list[tuple[int, int]]:
    """Return the spans of the words of all headings marked by number signs, outside of code."""
    spans, position, code = [], 0, False
    for line in text.splitlines(keepends=True):
        code ^= line.startswith(("```", "~~~"))
        if not code and (heading := _HEADING.match(line)):
            spans.append((position + heading.start(1), position + heading.end(1)))
        position += len(line)
    return spans


def _read(data: bytes, name: str, media_type: str) -> Extraction:
    decoded, encoding = decode(data)
    if len(_FOREIGN.findall(decoded)) > max(_FEW, _NO_TEXT * len(decoded)):
        reason = "It has the name of a text, but much of it is no text in any encoding."
        raise UnreadableFileError(name, reason, "Open it with the program that made it, and save it as text or PDF.")
    text, starts = pages.form_feeds(clean(decoded))
    problems = list(_slips(decoded, encoding, name))
    if not starts and (starts := pages.inferred(text)):
        problems.append(_inferred(len(starts), name))
    return Extraction(
        text=text,
        layout=Layout(pages=starts, repairs=repairs.proposals(text)),
        extractor=f"text 1 ({encoding})",
        media_type=media_type,
        problems=tuple(problems),
    )


def _slips(decoded: str, encoding: str, name: str) -> tuple[Problem, ...]:
    count = decoded.count("\ufffd")
    if not count:
        return ()
    message = f"{count} characters could not be read as {encoding}; each stands as \ufffd."
    return (
        Problem(place=name, message=message, remedy="Save the file as UTF-8 and add it again.", severity="warning"),
    )


def _inferred(count: int, name: str) -> Problem:
    message = f"The file states no pages; {count} were inferred from lines set in by one blank."
    return Problem(
        place=name, message=message, remedy="Compare a few page numbers with the original.", severity="warning"
    )
