r"""Lines of print to paragraphs of text, words broken at a line's end made whole.

Lines of one paragraph stay apart by ``\n``, so that a text can be compared with its page. A new paragraph begins where
the line before could have taken the next word and did not, where the space between lines is wide, where a line is set
in, and where the size of the type changes.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

import msgspec

from colligate.sources.readers.hyphens import Hyphens
from colligate.sources.readers.lines import Line, same_row

#: Distance between lines, as a share of the usual, from which a new paragraph begins.
_WIDE = 1.35
#: Type sizes that differ by less than this share belong to one paragraph.
_SIZE = 0.08
#: Type larger than the body's by this share is a heading's.
_HEADING = 1.12
_HEADING_LENGTH = 250

_ENDED = re.compile(r"[.!?:;…。？！؟۔][\"'”’»)\]]*\d{0,3}$")  # noqa: RUF001
_ITEM = re.compile(r"([•●▪◦‣·*–—-]|\(?([0-9]{1,3}|[a-z]|[ivx]{1,5})[.)])\s")  # noqa: RUF001
_LOWER = re.compile(r"[\W\d]*[a-zß-öø-ÿ]")


class Paragraph(msgspec.Struct):
    """A paragraph, or the part of one that stands in one flow."""

    text: str
    first: Line
    last: Line
    heading: bool = False
    #: True where the first line is set in from its column.
    indented: bool = False
    #: True where the last line left no room for the next word, so the paragraph may run on.
    full: bool = False


def paragraphs(flows: list[list[Line]], size: float, hyphens: Hyphens) -> list[Paragraph]:
    """Return the paragraphs of one page; one that runs on from column to column is joined."""
    found: list[Paragraph] = []
    for flow in flows:
        for paragraph in _of_flow(flow, size, hyphens):
            if found and runs_on(found[-1], paragraph):
                found[-1] = _joined(found[-1], paragraph, hyphens)
            else:
                found.append(paragraph)
    for paragraph in found:
        if paragraph.last.broken:
            paragraph.text += "-"
    return found


def runs_on(before: Paragraph, after: Paragraph) -> bool:
    """Say whether a paragraph that a column or page break cut goes on in another."""
    if before.heading != after.heading or _differ(before.last, after.first):
        return False
    if before.last.broken:
        return True
    if _ENDED.search(before.text) or _ITEM.match(after.text):
        return False
    return bool(_LOWER.match(after.text)) or (before.full and not after.indented)


def _joined(before: Paragraph, after: Paragraph, hyphens: Hyphens) -> Paragraph:
    text = hyphens.join(before.text, after.text, broken=before.last.broken)
    return msgspec.structs.replace(before, text=text, last=after.last, full=after.full)


def _of_flow(flow: list[Line], size: float, hyphens: Hyphens) -> list[Paragraph]:
    if not flow:
        return []
    left, right = min(line.left for line in flow), max(line.right for line in flow)
    pitch = _pitch(flow)
    groups = [[flow[0]]]
    for before, line in pairwise(flow):
        large = size > 0 and min(before.size, line.size) >= _HEADING * size
        if _breaks(before, line, left, right, pitch, large=large):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_paragraph(group, left, right, size, hyphens) for group in groups]


def _pitch(flow: list[Line]) -> float:
    """Return the usual distance from line to line."""
    steps = [line.middle - before.middle for before, line in pairwise(flow) if line.middle > before.bottom]
    return median(steps) if steps else flow[0].size * 1.2


def _breaks(before: Line, line: Line, left: float, right: float, pitch: float, *, large: bool) -> bool:
    """Say whether a new paragraph begins with `line`; `large` lines are headings, which may end anywhere."""
    if before.broken or (same_row(before, line) and line.left >= before.left):
        return False
    if line.middle - before.middle > _WIDE * max(pitch, line.size):
        return True
    # A line of another size may go on within a sentence, as names of files and quoted forms do.
    if _differ(before, line) and (bool(_ENDED.search(before.text)) or not _LOWER.match(line.text)):
        return True
    if large or _ITEM.match(line.text):
        return not large
    indented = line.left > left + 0.8 * line.size and before.left <= left + 0.3 * line.size
    ended = bool(_ENDED.search(before.text))
    if ended and (indented or not _full(before, line, right)):
        return True
    return not ended and not _LOWER.match(line.text) and not _full(before, line, right)


def _full(before: Line, line: Line, right: float) -> bool:
    """Say whether the next line's first word would not have fitted on the line before."""
    word = len(line.text.split(maxsplit=1)[0]) + 1
    return before.right + word * line.width / max(1, len(line.text)) + 0.5 * line.size > right


def _differ(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) > _SIZE * max(line.size, other.size) and not _mark(line) and not _mark(other)


def _mark(line: Line) -> bool:
    """Say whether a line is so short that its size says nothing: a raised figure, a number."""
    return len(line.text) < 4


def _paragraph(group: list[Line], left: float, right: float, size: float, hyphens: Hyphens) -> Paragraph:
    text = group[0].text
    for before, line in pairwise(group):
        if same_row(before, line) and line.left >= before.left:
            touching = line.left - before.right < 0.15 * max(before.size, line.size)
            text += line.text if touching else " " + line.text
        else:
            text = hyphens.join(text, line.text, broken=before.broken)
    last = group[-1]
    return Paragraph(
        text=text,
        first=group[0],
        last=last,
        heading=size > 0 and all(line.size >= _HEADING * size for line in group) and len(text) < _HEADING_LENGTH,
        indented=group[0].left > left + 0.8 * group[0].size,
        full=last.right > right - 0.1 * (right - left),
    )
