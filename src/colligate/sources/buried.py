"""Headings that stand inside a paragraph: laws published as one unbroken line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from colligate.sources import headings
from colligate.sources.body import Line
from colligate.sources.paragraphs import Block

#: A shorter paragraph holds no buried headings.
_LONG = 3000
#: Divisions that must be found in a row before any is believed.
_ENOUGH = 3
#: Characters of the longest title before a division's number.
_TITLE_LENGTH = 120
_SENTENCE_SIGN = re.compile(r"[.;!?]")
_CAPITALS = re.compile(r"[.;!?\"”]\s+([A-Z][A-Z ,'-]{3,80})\s*$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def divided(gathered: Sequence[Block], text: str, language: str = "en") -> list[Block]:
    """Return the blocks with every unbroken law cut at its chapters and articles, numbered in sequence."""
    cut: list[Block] = []
    for block in gathered:
        span = (block.start, block.lines[-1].end)
        if block.kind == "prose" and span[1] - span[0] > _LONG and len(block.lines) == 1:
            cut += list(_divide(block, text, language))
        else:
            cut.append(block)
    return cut


def _divide(block: Block, text: str, language: str) -> Iterator[Block]:
    found = _divisions(text, block.start, block.lines[-1].end, language)
    if len(found) < _ENOUGH:
        yield block
        return
    position = block.start
    for start, end in found:
        if text[position:start].strip():
            yield _piece(text, position, start, "prose")
        yield _piece(text, start, end, "heading")
        position = end
    if text[position : block.lines[-1].end].strip():
        yield _piece(text, position, block.lines[-1].end, "prose")


def _piece(text: str, start: int, end: int, kind: str) -> Block:
    words = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    line = Line(start=start, end=start + len(words), words=words, gap=1)
    return msgspec.structs.replace(Block(kind="prose", lines=(line,), start=start), kind=kind)


def _divisions(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """Return the spans of headings whose numbers follow one another within their kind."""
    last: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    pattern = headings.titles(language).inside
    for match in pattern.finditer(text, start, end):
        kind, number = match[1].casefold(), _number(match[2])
        if number != last.get(kind, 0) + 1:
            continue
        above = _above(text, found[-1][1] if found else start, match.start(), titled=bool(found))
        if above is None:
            continue
        if above < match.start() and found and not text[found[-1][1] : above].strip():
            found[-1] = (found[-1][0], match.start())
        elif above < match.start():
            found.append((above, match.start()))
        last[kind] = number
        found.append((match.start(), match.end()))
    return found


def _above(text: str, start: int, end: int, *, titled: bool) -> int | None:
    """Return where the title that stands before a division begins, `end` where none does, None inside a sentence."""
    between = text[max(start, end - _TITLE_LENGTH) : end]
    if titled and end - start < _TITLE_LENGTH and not _SENTENCE_SIGN.search(between):
        return start
    if capitals := _CAPITALS.search(between):
        return max(start, end - _TITLE_LENGTH) + capitals.start(1)
    before = between.rstrip()
    return end if not before or before[-1] in '.:;!?"”' else None


def _number(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    values = [_VALUES.get(letter, 0) for letter in numeral]
    return sum(-v if v < max(values[place:]) else v for place, v in enumerate(values))
