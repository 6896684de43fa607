"""The words of a sentence changed while its values, citations, notes and emphasis stay where they were."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from colligate.reports.spots import bracketed

_MARKS = re.compile(r"\*+|~~|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")
_CITED = re.compile(r"\[[^\]\[]*(?<!\w)-?@[^\]\[]*\]|(?<!\w)-?@[\w](?:[\w:.#$%&\-+?<>~/]*\w)?")
_SMART = (("---", "\N{EM DASH}"), ("--", "\N{EN DASH}"), ("...", "\N{HORIZONTAL ELLIPSIS}"))
_FOLDED = str.maketrans({
    "\N{LEFT SINGLE QUOTATION MARK}": "'", "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"', "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{NON-BREAKING HYPHEN}": "-",
})  # fmt: skip
_ESCAPED = re.compile(r"([\\\[\]*_`^~<>$@{}|#])")


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Part of a sentence's Markdown: what is written, and what of it is printed."""

    kind: Literal["sign", "value", "mark"]
    raw: str
    printed: str = ""


class Reworded(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence's Markdown with other words."""

    inner: str
    #: Values that the new words no longer hold, as they were printed.
    dropped: tuple[str, ...] = ()


def folded(words: str) -> str:
    """Return words as they are compared: one kind of quotation mark, hyphen and blank."""
    return " ".join(words.translate(_FOLDED).split())


def pieces(inner: str, values: Mapping[str, str]) -> list[Piece]:
    """Part a sentence's Markdown. `values` gives the printed form of each value expression."""
    spans = {one.start: one for one in bracketed(inner)}
    found: list[Piece] = []
    ends: dict[int, int] = {}
    at = 0
    while at < len(inner):
        span = spans.get(at)
        if span and "value" in span.pairs:
            typed = inner[span.inner[0] : span.inner[1]]
            shown = typed or values.get(span.pairs["value"], "")
            found.append(Piece(kind="value", raw=inner[at : span.end], printed=shown))
            at = span.end
        elif span:
            ends[span.inner[1]] = span.end
            found.append(Piece(kind="mark", raw="["))
            at += 1
        elif at in ends:
            found.append(Piece(kind="mark", raw=inner[at : ends[at]]))
            at = ends[at]
        else:
            found.append(_piece(inner, at))
            at += len(found[-1].raw)
    return found


def _piece(inner: str, at: int) -> Piece:
    if inner[at] == "\\" and at + 1 < len(inner):
        return Piece(kind="sign", raw=inner[at : at + 2], printed=inner[at + 1])
    if inner.startswith("^[", at):
        return Piece(kind="mark", raw=inner[at : _matching(inner, at + 1)])
    for pattern in (_CITED, _MARKS):
        if match := pattern.match(inner, at):
            return Piece(kind="mark", raw=match[0])
    if inner[at] == "`":
        return Piece(kind="mark", raw="`")
    for typed, shown in _SMART:
        if inner.startswith(typed, at):
            return Piece(kind="sign", raw=typed, printed=shown)
    return Piece(kind="sign", raw=inner[at], printed=" " if inner[at].isspace() else inner[at])


def _matching(inner: str, at: int) -> int:
    depth = 0
    for place in range(at, len(inner)):
        depth += (inner[place] == "[") - (inner[place] == "]")
        if not depth:
            return place + 1
    return len(inner)


def printed(parts: Sequence[Piece]) -> str:
    """Return the words as they are printed."""
    return "".join(part.printed for part in parts)


def reword(inner: str, values: Mapping[str, str], words: str) -> Reworded:
    """Return a sentence's Markdown changed so that it prints `words`.

    What both wordings share keeps its Markdown. Marks, citations and notes inside what is replaced are kept; a value
    inside it is dropped, and told.
    """
    old = _tokens(pieces(inner, values))
    shown = sorted({value for value in values.values() if value}, key=len, reverse=True)
    new = _words(" ".join(words.split()), shown)
    matcher = SequenceMatcher(
        None, [folded(printed(token)) or " " for token in old], [folded(one) or " " for one in new], autojunk=False
    )
    said: list[str] = []
    dropped: list[str] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        replaced = [part for token in old[a:b] for part in token]
        if kind == "equal":
            said += [part.raw for part in replaced]
            continue
        said += [escaped("".join(new[c:d]))]
        said += [part.raw for part in replaced if part.kind == "mark"]
        dropped += [part.printed for part in replaced if part.kind == "value"]
    return Reworded(inner="".join(said), dropped=tuple(dropped))


def escaped(words: str) -> str:
    """Return plain words as Markdown that prints them."""
    return _ESCAPED.sub(r"\\\1", words)


def _tokens(parts: Sequence[Piece]) -> list[list[Piece]]:
    """Group pieces into words, blanks and signs; a mark goes with what follows it, or with the last."""
    tokens: list[list[Piece]] = []
    waiting: list[Piece] = []
    for part in parts:
        if part.kind == "mark":
            waiting.append(part)
            continue
        joins = tokens and not waiting and part.kind == "sign" and _one_word(tokens[-1][-1], part)
        if joins:
            tokens[-1].append(part)
        else:
            tokens.append([*waiting, part])
            waiting = []
    if waiting and tokens:
        tokens[-1] += waiting
    return tokens


def _one_word(before: Piece, part: Piece) -> bool:
    if before.kind != "sign":
        return False
    both = before.printed[-1:] + part.printed
    return both.replace("_", "a").isalnum() or both.isspace()


def _words(words: str, values: Sequence[str]) -> list[str]:
    known = "".join(f"{re.escape(value)}|" for value in values)
    return re.findall(rf"{known}[^\W_]+|\s+|.", words, re.DOTALL)
