"""Where the sentences of a report stand in its Markdown, so that one can be changed and every other byte kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

_ATTRIBUTE = re.compile(
    r"""#(?P<id>[^\s}]+)|\.(?P<class>[^\s}=]+)|(?P<key>[\w:-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s}]+))"""
)
_FENCE = re.compile(r"^(`{3,}|~{3,})")
_HEAD = re.compile(r"\A\ufeff?---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
#: Lines that open no prose: headings, divs, tables, indented code, comments.
_NO_PROSE = re.compile(r"(?:#{1,6}\s|:::|\||\s{4,}|<!--|\[[^\]]+\]:)")
_MARKER = re.compile(r"(?:\s{0,3}(?:[-*+]|\d+[.)]|>)\s+)+")
_END = re.compile(r"""[.!?]['"\u2019\u201d)\]*_]*(?=\s)""")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:e\.g|i\.e|cf|etc|vs|no|art|p|pp|ed|eds|al|dr|mr|mrs|ms|prof|st|[A-Z])\.$", re.IGNORECASE
)


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence in a file. Offsets are half-open, in characters of the file's text."""

    start: int
    end: int
    #: The words inside the brackets, with their marks; the whole spot for a sentence in none.
    inner: tuple[int, int]
    id: str = ""
    rests: tuple[str, ...] = ()
    argument: bool = False
    #: Other classes and attributes, as written, to be kept.
    other: tuple[str, ...] = ()

    @property
    def bare(self) -> bool:
        """Say whether it stands in no brackets: bound to nothing, and no argument."""
        return (self.start, self.end) == self.inner


class Bracketed(msgspec.Struct, frozen=True, kw_only=True):
    """Words in brackets with attributes behind them."""

    start: int
    end: int
    inner: tuple[int, int]
    id: str
    classes: tuple[str, ...]
    pairs: dict[str, str]


def spots(text: str) -> list[Spot]:
    """Return the sentences of a report file in their order, bound ones and bare ones."""
    found = [_spot(one) for one in bracketed(text, *_body(text)) if one.id or "rests" in one.pairs or _argues(one)]
    outer = [one for one in found if not any(_inside(one, other) for other in found)]
    return sorted([*outer, *_bare(text, outer)], key=lambda spot: spot.start)


def bracketed(text: str, start: int = 0, end: int | None = None) -> Iterator[Bracketed]:
    """Yield every pair of brackets with attributes behind it, inner ones first. Code and escaped brackets are none."""
    opened: list[int] = []
    at, end = start, len(text) if end is None else end
    while at < end:
        sign = text[at]
        if sign == "\\":
            at += 2
            continue
        if sign == "`":
            at = _past_code(text, at, end)
            continue
        if sign == "[":
            opened.append(at)
        elif sign == "]" and opened:
            begin = opened.pop()
            close = _closing(text, at + 1, end)
            if close > 0:
                yield _bracketed(text, begin, at, close)
        at += 1


def _closing(text: str, at: int, end: int) -> int:
    """Return the offset after the attributes that begin here; 0 where none do."""
    if not text.startswith("{", at):
        return 0
    quoted = False
    for place in range(at + 1, end):
        if text[place] == '"':
            quoted = not quoted
        elif text[place] == "}" and not quoted:
            return place + 1
    return 0


def _past_code(text: str, at: int, end: int) -> int:
    ticks = len(text[at:end]) - len(text[at:end].lstrip("`"))
    close = text.find("`" * ticks, at + ticks, end)
    return at + ticks if close < 0 else close + ticks


def _bracketed(text: str, begin: int, close: int, end: int) -> Bracketed:
    identity, classes, pairs = "", [], {}
    for match in _ATTRIBUTE.finditer(text, close + 2, end - 1):
        if match["id"]:
            identity = match["id"]
        elif match["class"]:
            classes.append(match["class"])
        else:
            pairs[match["key"]] = match["quoted"] if match["quoted"] is not None else match["bare"]
    return Bracketed(
        start=begin, end=end, inner=(begin + 1, close), id=identity, classes=tuple(classes), pairs=pairs,
    )  # fmt: skip


def _argues(one: Bracketed) -> bool:
    return "argument" in one.classes


def _spot(one: Bracketed) -> Spot:
    other = [f".{name}" for name in one.classes if name != "argument"]
    other += [f'{key}="{value}"' for key, value in one.pairs.items() if key != "rests"]
    return Spot(
        start=one.start, end=one.end, inner=one.inner, id=one.id, rests=tuple(one.pairs.get("rests", "").split()),
        argument=_argues(one), other=tuple(other),
    )  # fmt: skip


def _inside(one: Spot, other: Spot) -> bool:
    return other.start < one.start and one.end < other.end


def _body(text: str) -> tuple[int, int]:
    head = _HEAD.match(text)
    return (head.end() if head else 0), len(text)


def _bare(text: str, bound: list[Spot]) -> Iterator[Spot]:
    for start, end in _paragraphs(text):
        at = start
        for spot in [*(one for one in bound if start <= one.start < end), None]:
            stop = spot.start if spot else end
            yield from _sentences(text, at, stop)
            at = max(at, spot.end) if spot else end


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of running prose: paragraphs and list items, without their markers."""
    at, fence = _body(text)[0], ""
    begin = -1
    for line in text[at:].splitlines(keepends=True):
        opened = _FENCE.match(line)
        starts = opened is None and not fence and line.strip() and not (begin < 0 and _NO_PROSE.match(line))
        marker = _MARKER.match(line)
        if begin >= 0 and (not starts or marker or line.startswith(":::")):
            yield begin, at
            begin = -1
        if opened:
            fence = "" if fence and line.startswith(fence) else fence or opened[1]
        elif starts and begin < 0 and not line.startswith(":::"):
            begin = at + (marker.end() if marker else 0)
        at += len(line)
    if begin >= 0:
        yield begin, at


def _sentences(text: str, start: int, end: int) -> Iterator[Spot]:
    begin = start
    for match in _END.finditer(text, start, end):
        rest = text[match.end() : end].lstrip()
        if _ABBREVIATION.search(text[begin : match.start() + 1]) or (rest and rest[0].islower()):
            continue
        yield from _bare_spot(text, begin, match.end())
        begin = match.end()
    yield from _bare_spot(text, begin, end)


def _bare_spot(text: str, start: int, end: int) -> Iterator[Spot]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start < end and re.search(r"\w", text[start:end]):
        yield Spot(start=start, end=end, inner=(start, end))


def written(
    inner: str, *, identity: str, rests: tuple[str, ...] = (), argument: bool = False, other: tuple[str, ...] = ()
) -> str:
    """Return the Markdown of a sentence with what it rests on."""
    parts = [f"#{identity}", *([".argument"] if argument else []), *other]
    if rests:
        parts.append(f'rests="{" ".join(rests)}"')
    return f"[{inner}]{{{' '.join(parts)}}}"
