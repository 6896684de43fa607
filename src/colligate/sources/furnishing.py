"""Captions, table rows, and what text recognition made of drawings: lines that are no prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

import msgspec

from colligate import languages
from colligate.sources.body import Line

#: What a line is; *residue* is a drawing's lettering and belongs nowhere.
LineKind = Literal["prose", "caption", "row", "residue", "label"]

_LEADERS = re.compile(r"(?:\.\s?){5,}|_{6,}")
_COLUMNS = re.compile(r"\t+|[ \u00a0]{3,}")
_SYMBOLS = re.compile(r"(?:[A-Z]{0,4}[./-]?[\w.-]*\d[\w./-]*|[A-Z]+(?:[/.][\w.-]+)+|\(?[A-Z]\)?|\*)")
_SENTENCE = re.compile(r"\w+ \w+ \w+[.!?](?:\s|$)")
_RULE = re.compile(r"[-=_|+:\s]+")
_NUMBERS = re.compile(r"[-+−(]?[\d.,]*\d[%)]?|[-–—.…]+|n/?a", re.IGNORECASE)  # noqa: RUF001
_WORD = re.compile(r"[^\W\d_]{2,}")
#: What the reader's regions make of a line.
_SAID: dict[str | None, LineKind] = {"caption": "caption", "table": "row", "figure": "residue", "heading": "prose"}
#: After a figure's caption this many lines, at most, can be its lettering.
_DRAWING = 40
#: Prose below a drawing begins with a line of at least so many words.
_PROSE_WORDS = 6


class Patterns(msgspec.Struct, frozen=True):
    """How captions begin in a language."""

    figure: re.Pattern[str]
    table: re.Pattern[str]
    below: re.Pattern[str]
    label: re.Pattern[str]
    ends_abstract: re.Pattern[str]


@cache
def patterns(language: str) -> Patterns:
    """Return a language's caption words, prepared for matching."""
    words: dict[str, Any] = languages.words("sections", language)

    def numbered(names: list[str]) -> re.Pattern[str]:
        number = r"\s*(?:\d{1,3}(?:[.-]\d{1,2})?|[IVX]{1,5}|[A-Z]\d?)(?=$|\s|[.:])(?!\s*[.:–—-]?\s*[a-z(,;])"  # noqa: RUF001
        return re.compile(rf"(?i:{languages.alternatives(names)}){number}")

    def before_colon(names: list[str]) -> re.Pattern[str]:
        return re.compile(rf"(?:{languages.alternatives(names)})\s*:", re.IGNORECASE)

    return Patterns(
        figure=numbered(words["figures"]),
        table=numbered(words["tables"]),
        below=before_colon(words["below"]),
        label=before_colon(words["labels"]),
        ends_abstract=before_colon(words["abstract_ends"]),
    )


def kinds(lines: Sequence[Line], language: str = "en") -> list[LineKind]:
    """Return what each line is, seen by itself and by the captions near it."""
    known = patterns(language)
    found: list[LineKind] = [_alone(line, known) for line in lines]
    for number, line in enumerate(lines):
        if found[number] == "caption" and known.figure.match(line.words):
            _below_figure(lines, found, number, known)
        elif found[number] == "caption" and known.table.match(line.words):
            _below_table(lines, found, number)
        elif number and found[number] == "prose" and found[number - 1] != "prose" and known.below.match(line.words):
            found[number] = "caption"
    return found


def _alone(line: Line, known: Patterns) -> LineKind:
    if line.region in _SAID:
        return _SAID[line.region]
    if _is_caption(line, known):
        return "caption"
    words = line.words
    if _is_row(words):
        return "residue" if _RULE.fullmatch(words) else "row"
    if known.label.match(words):
        return "label"
    return "residue" if _garbled(words) else "prose"


def _is_caption(line: Line, known: Patterns) -> bool:
    if not (line.gap or line.opens_page or known.below.match(line.words)):
        return False
    return any(pattern.match(line.words) for pattern in (known.figure, known.table)) and len(line.words) < 400


def _is_row(words: str) -> bool:
    if words.startswith("|") or words.count(" | ") > 1:
        return True
    if _LEADERS.search(words):
        return True
    cells = _COLUMNS.split(words) if len(words) < 400 else ()
    return len(cells) > 2 and max(map(len, cells)) < 60 and not any(_SENTENCE.search(cell) for cell in cells)


def _garbled(words: str) -> bool:
    """Tell lettering read out of a drawing: more signs than letters, and no words."""
    if len(words) > 60:
        return False
    if "/" in words and all(map(_SYMBOLS.fullmatch, words.split())):
        return True
    letters = sum(map(str.isalpha, words))
    signs = sum(not character.isalnum() and not character.isspace() for character in words)
    return (not _WORD.search(words) and signs > letters and signs > 2) or bool(re.search(r"[=@#~\\]{2,}", words))


def _below_figure(lines: Sequence[Line], found: list[LineKind], caption: int, known: Patterns) -> None:
    """Mark the lines between a figure's caption and the next prose as lettering."""
    limit, number = min(len(lines), caption + 1 + _DRAWING), caption + 1
    while number < limit and not lines[number].gap and not lines[number].opens_page and _full(lines, number, caption):
        found[number] = "caption"
        number += 1
    for below in range(number, limit):
        line = lines[below]
        if known.below.match(line.words):
            found[below] = "caption"
            return
        if line.region == "heading" or found[below] in ("caption", "label") or _prose(line, lines, below):
            return
        found[below] = "residue"


def _full(lines: Sequence[Line], number: int, caption: int) -> bool:
    """Say whether a caption seems to go on in the next line."""
    return number == caption + 1 and len(lines[caption].words) > 60 and not lines[caption].words.endswith(".")


def _prose(line: Line, lines: Sequence[Line], number: int) -> bool:
    words = line.words.split()
    if len(words) < _PROSE_WORDS or not _WORD.search(line.words):
        return False
    following = lines[number + 1] if number + 1 < len(lines) else None
    goes_on = line.words[-1] in ".:;" or (following is not None and not following.gap and len(following.words) > 20)
    small = sum(word[0].islower() for word in words)
    return goes_on and small >= 0.4 * len(words)


def _below_table(lines: Sequence[Line], found: list[LineKind], caption: int) -> None:
    """Mark short lines of figures under a table's caption as rows."""
    for number in range(caption + 1, min(len(lines), caption + 1 + 4 * _DRAWING)):
        cells = lines[number].words.split()
        if lines[number].region == "heading" or found[number] in ("caption", "label"):
            return
        figures = sum(bool(_NUMBERS.fullmatch(cell)) for cell in cells)
        if figures < 2 and not (figures and len(cells) <= 4) and found[number] != "row":
            if number > caption + 2:
                return
            continue
        found[number] = "row"
