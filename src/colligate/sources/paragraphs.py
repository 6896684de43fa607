"""Lines gathered into blocks: headings, captions, rows, items and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from colligate.sources import furnishing, headings
from colligate.sources.body import Body, Line
from colligate.sources.sentences import STOPS_ABROAD

BlockKind = Literal["prose", "heading", "caption", "row", "item", "label", "note"]

#: A list's or paragraph's mark: a bullet, or a number or letter with a stop or bracket.
_MARK = re.compile(
    r"(?:[-*\u2022\u25cf\u25aa\u2013\u2014\u00b7\uf0b7]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]{1,2}|[ivxl]{1,5})[.)]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}|\((?:[a-z]{1,2}|[A-Z]|[ivxIVX]{1,5}|\d{1,3})\))\s+(?=\S)"
)
_STOPPED = re.compile(rf"[.!?:;…\uff1a\uff1b{STOPS_ABROAD}][\"'”’»」』)\]*]*\d{{0,3}}$")  # noqa: RUF001
_ENDED = re.compile(rf"[.!?…{STOPS_ABROAD}][\"'”’»」』)\]*]*\d{{0,3}}$")  # noqa: RUF001
#: Thai, Lao and Tai scripts close no sentence with a mark: there an empty line alone tells where a paragraph ends.
_OPEN = "\u0e01-\u0eff\u1950-\u19ff\u1a20-\u1aad\uaa80-\uaadf"
_UNSTOPPED = re.compile(f"[{_OPEN}][^\\w{_OPEN}]*$")
_OPEN_END = re.compile(r"[,\u2013\u2014(-]$|\b[a-z]{1,3}$")
_POINT = re.compile(r"[\u2022\u25cf\u25aa\uf0b7]\s+\S")
#: A line shorter than this share of a full one, with a final stop, ends its paragraph.
_FULL = 0.8
#: A line of more characters that ends without a stop goes on in the next, where each line holds a paragraph.
_HALF_LINE = 40
#: A line of fewer characters need not be a sentence.
_SHORT = 60
#: Lines a heading can take.
_HEADING_LINES = 3


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """Lines that belong together."""

    kind: BlockKind
    lines: tuple[Line, ...]
    #: Offset of the first word after the mark of a list or a paragraph number.
    start: int
    #: Whether it began with such a mark.
    marked: bool = False

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The spans of its lines in the text, without its mark."""
        return [(max(line.start, self.start), line.end) for line in self.lines]


def blocks(body: Body, language: str = "en") -> list[Block]:
    """Return the blocks of a body of lines, in order; footnotes come last."""
    lines, found = body.lines, furnishing.kinds(body.lines, language)
    said = sum(line.region == "heading" for line in lines) >= _HEADING_LINES
    gathered: list[Block] = []
    number = 0
    while number < len(lines):
        taken = _heading(body, found, number, language, said=said)
        if taken:
            gathered.append(_block("heading", lines[number : number + taken]))
        elif found[number] == "residue":
            taken = 1
        elif found[number] != "prose":
            taken = _run(lines, found, number)
            kind = found[number]
            gathered.append(
                _block(
                    "label" if kind == "label" else "row" if kind == "row" else "caption",
                    lines[number : number + taken],
                )
            )
        else:
            taken = _paragraph(body, found, number, language, said=said)
            gathered.append(_prose(lines[number : number + taken], _may_be_marked(gathered)))
        number += taken
    gathered = _joined(_without_lists(gathered), body.width)
    return gathered + [_block("note", (line,)) for line in body.notes]


def _block(kind: BlockKind, lines: Sequence[Line]) -> Block:
    return Block(kind=kind, lines=tuple(lines), start=lines[0].start)


def _prose(lines: Sequence[Line], may_be_marked: bool = True) -> Block:  # noqa: FBT001, FBT002
    mark = _marked(lines[0].words) if may_be_marked else None
    start = lines[0].start + (mark.end() if mark else 0)
    return Block(kind="prose", lines=tuple(lines), start=start, marked=bool(mark))


def _marked(words: str) -> re.Match[str] | None:
    """Return a list's or paragraph's mark; a number with small letters behind it belongs to a sentence."""
    mark = _MARK.match(words)
    if mark and mark[0][0].isdigit() and words[mark.end()].islower() and mark[0].strip()[-1].isdigit():
        return None
    return mark


def _may_be_marked(gathered: Sequence[Block]) -> bool:
    """Say whether what came before is complete, so that a number at a line's beginning can be a mark."""
    if not gathered or gathered[-1].kind != "prose":
        return True
    before = gathered[-1].lines[-1].words
    return bool(_STOPPED.search(before)) or before.endswith(",") or gathered[-1].marked or len(before) < _SHORT


def _run(lines: Sequence[Line], found: Sequence[furnishing.LineKind], number: int) -> int:
    """Return how many lines a caption or label takes; a row is one line."""
    kind, taken = found[number], 1
    if kind == "row":
        return 1
    while number + taken < len(lines):
        line = lines[number + taken]
        goes_on = found[number + taken] == kind or (kind == "label" and found[number + taken] == "prose")
        if line.gap or line.opens_page or line.region == "heading" or not goes_on:
            break
        if kind == "label" and len(lines[number + taken - 1].words) < 40:
            break
        taken += 1
    return taken


def _heading(body: Body, found: Sequence[furnishing.LineKind], number: int, language: str, *, said: bool) -> int:
    """Return how many lines the heading that begins here takes, 0 where none begins."""
    lines = body.lines
    line = lines[number]
    if line.region == "heading":
        return _said(lines, number)
    if found[number] != "prose":
        return 0
    known = headings.is_known(line.words, language) and not (said and not headings.role_of(line.words, language))
    before = line.gap or line.opens_page or not number or headings.is_known(lines[number - 1].words, language)
    if not before and not (known and (found[number - 1] != "prose" or _STOPPED.search(lines[number - 1].words))):
        return 0
    return int(known) or _by_look(body, number, _together(lines, found, number), language, said=said)


def _by_look(body: Body, number: int, taken: int, language: str, *, said: bool) -> int:
    """Return how many of `taken` lines that stand together look like a heading: all, the first alone, or none."""
    lines = body.lines
    words = " ".join(part.words for part in lines[number : number + taken])
    if said and not (headings.NUMBERING.match(words) or headings.role_of(words, language)):
        return 0
    after = lines[number + taken] if number + taken < len(lines) else None
    apart = after is None or bool(after.gap or after.opens_page)
    if apart and taken <= _HEADING_LINES and headings.looks_like_title(words, language, apart=True):
        return taken if _no_tail(lines, number, taken) else 0
    return int(taken > 1 and _first_alone(lines[number].words, lines[number + 1].words, body.width, language))


def _first_alone(words: str, following: str, width: int, language: str) -> bool:
    """Say whether a line is a heading with its text directly below it."""
    if not headings.looks_like_title(words, language) or not _begins(following) or _MARK.match(words):
        return False
    tokens = words.split()
    return (
        len(tokens) > 2 and len(words) < _FULL * width and tokens[-1].casefold() not in headings.titles(language).small
    )


def _said(lines: Sequence[Line], number: int) -> int:
    taken = 1
    while number + taken < len(lines):
        line = lines[number + taken]
        if line.region_start != lines[number].region_start or line.gap or line.opens_page:
            break
        taken += 1
    return taken


def _together(lines: Sequence[Line], found: Sequence[furnishing.LineKind], number: int) -> int:
    """Return how many lines stand without an empty line between them, up to one more than a heading takes."""
    taken = 1
    while number + taken < len(lines) and taken <= _HEADING_LINES:
        line = lines[number + taken]
        if line.gap or line.opens_page or found[number + taken] != "prose" or line.region == "heading":
            break
        taken += 1
    return taken


def _no_tail(lines: Sequence[Line], number: int, taken: int) -> bool:
    """Refuse what a sentence goes on from or into: a piece of a paragraph with empty lines between its lines."""
    before = lines[number - 1] if number else None
    after = lines[number + taken] if number + taken < len(lines) else None
    if after is not None and (after.words[0].islower() or after.words[0] in ",;)"):
        return False
    return before is None or bool(_STOPPED.search(before.words)) or len(before.words) < 60 or before.region is not None


def _begins(words: str) -> bool:
    return bool(words) and (words[0].isupper() or words[0] in "“\"‘'")  # noqa: RUF001


def _paragraph(body: Body, found: Sequence[furnishing.LineKind], number: int, language: str, *, said: bool) -> int:
    lines, taken = body.lines, 1
    while number + taken < len(lines):
        at = number + taken
        if found[at] != "prose" or lines[at].gap or _breaks(body, lines[at - 1], lines[at]):
            break
        if _heading(body, found, at, language, said=said):
            break
        taken += 1
    return taken


def _breaks(body: Body, before: Line, line: Line) -> bool:
    """Say whether a paragraph begins with `line` though no empty line stands before it."""
    ended = bool(_STOPPED.search(before.words))
    if line.region == "heading":
        return True
    if _POINT.match(line.words):
        return True
    if _marked(line.words) and (ended or before.words.endswith(",") or not body.width):
        return True
    if not body.width:
        return ended or bool(_UNSTOPPED.search(before.words))
    return bool(_ENDED.search(before.words)) and (
        len(before.words) < _FULL * body.width
        or line.indent >= before.indent + 2
        or len(before.words) > 1.5 * body.width
    )


def _without_lists(gathered: Sequence[Block]) -> list[Block]:
    """Turn numbered lines that follow one another with nothing between into list items."""
    kept = list(gathered)
    numbers = [
        headings.NUMBERING.match(block.lines[0].words) if block.kind == "heading" else None for block in gathered
    ]
    for place in range(len(kept) - 1):
        one, other = numbers[place], numbers[place + 1]
        if one and other and kept[place].lines[0].region is None and headings.follows(one, other):
            for at in (place, place + 1):
                kept[at] = msgspec.structs.replace(_prose(kept[at].lines), kind="item")
    return kept


def _joined(gathered: Sequence[Block], width: int) -> list[Block]:
    """Join paragraphs that an empty line or a page break cut in the middle of a sentence."""
    joined: list[Block] = []
    for block in gathered:
        last = joined[-1] if joined else None
        if last and last.kind == block.kind == "prose" and not block.marked and _goes_on(last, block.lines[0], width):
            joined[-1] = msgspec.structs.replace(last, lines=last.lines + block.lines)
        else:
            joined.append(block)
    return joined


def _goes_on(block: Block, line: Line, width: int) -> bool:
    before = block.lines[-1].words
    if _ENDED.search(before) or ((line.gap or not width) and not line.opens_page and _UNSTOPPED.search(before)):
        return False
    if line.words[0].islower() or line.words[0] == "(":
        return not before.endswith((";", ":")) or line.words[0] != "("
    if before.endswith((":", ";")):
        return False
    return (
        bool(_OPEN_END.search(before)) or (not width and len(before) > _HALF_LINE) or len(before) >= _FULL * width > 0
    )
