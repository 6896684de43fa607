"""Which lines look like headings, what their sections do, and how deep they lie."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, cast

import msgspec

from colligate import languages
from colligate.sources.outline import SectionRole

#: A numbering before a title: 1. or 2.3 or IV. or B. or (a).
NUMBERING = re.compile(
    r"(?:(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?|([IVXLC]{1,7})[.)]|([A-Z])[.)]|\(([a-z0-9]{1,4})\)|([a-z])[.)])\s+(?=\S)"
)
_NUMERAL = re.compile(r"[IVXLC]{1,7}[.:]?|\d{1,3}[.:]?")
_WORD = re.compile(r"[^\W\d_][\w'’/.&-]*")  # noqa: RUF001
_MARKS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_UNFIT = re.compile(r"[.,;:!…]$|\.{4}|[@#=<>|~^\\{}]|https?:|www\.")
_FINAL_MARK = re.compile(r"[*†‡\d\s]+$")
#: Words in the longest heading.
LONGEST = 26
#: Words in a heading of small letters, and in a title whose last word alone tells its role.
_SHORT, _TITLE = 9, 5


class Titles(msgspec.Struct, frozen=True):
    """How a language calls the parts of a document."""

    exact: dict[str, SectionRole]
    endings: dict[str, SectionRole]
    holds_parts: frozenset[str]
    small: frozenset[str]
    #: A division's word and number, then the rest of its title.
    division: re.Pattern[str]
    #: The same inside a line, with a capital letter to follow.
    inside: re.Pattern[str]


@cache
def titles(language: str) -> Titles:
    """Return a language's words for the parts of a document, prepared for matching."""
    words: dict[str, Any] = languages.words("sections", language)
    either = languages.alternatives(words["divisions"])
    return Titles(
        exact={title: cast("SectionRole", role) for role, known in words["titles"].items() for title in known},
        endings={title: cast("SectionRole", role) for role, known in words["endings"].items() for title in known},
        holds_parts=frozenset(words["holds_parts"]),
        small=frozenset(words["small"]),
        division=re.compile(rf"({either})\s+([IVXLC]{{1,7}}|\d{{1,3}}|[A-Z])\b[.:]?\s*(.*)", re.IGNORECASE | re.DOTALL),
        inside=re.compile(rf"\b((?i:{either}))\s+([IVXLC]{{1,7}}|\d{{1,3}})\b[.:]?(?=\s+[A-Z(])"),
    )


def plain(title: str) -> str:
    """Return a title in small letters without numbering and marks around it."""
    if numbering := NUMBERING.match(title):
        title = title[numbering.end() :]
    return " ".join(_MARKS.sub("", title.casefold()).split())


def is_known(words: str, language: str = "en") -> bool:
    """Say whether a line is a known title and nothing else, with a capital letter and without a final stop."""
    return (
        not words.endswith((".", ",", ";")) and words[0] in words[0].upper() and plain(words) in titles(language).exact
    )


def follows(one: re.Match[str], other: re.Match[str]) -> bool:
    """Say whether one numbering is the next after another of its kind: 2. after 1., (b) after (a)."""
    if one.lastindex != other.lastindex:
        return False
    first, second = one[one.lastindex or 0], other[other.lastindex or 0]
    if first.replace(".", "").isdecimal():
        parts, others = first.split("."), second.split(".")
        return parts[:-1] == others[:-1] and int(others[-1]) == int(parts[-1]) + 1
    return len(first) > 1 or ord(second[0]) == ord(first[0]) + 1


def is_bare(title: str, language: str = "en") -> bool:
    """Say whether a heading is a division's number alone, its title to follow."""
    division = titles(language).division.fullmatch(title)
    return bool(division and not division[3]) or bool(_NUMERAL.fullmatch(title))


def is_division(title: str, language: str = "en") -> bool:
    """Say whether a heading begins with a division's word and number."""
    return bool(titles(language).division.match(title) or _NUMERAL.fullmatch(title))


def role_of(title: str, language: str = "en") -> SectionRole:
    """Return what a section of this title does, or nothing where its words do not tell."""
    known, bare = titles(language), plain(title)
    if bare in known.exact:
        return known.exact[bare]
    parts = bare.split()
    if 1 < len(parts) <= _TITLE:
        return known.endings.get(parts[-1], "")
    return ""


def looks_like_title(words: str, language: str = "en", *, apart: bool = False) -> bool:
    """Say whether words stand like a heading: few, no final stop, capitals where titles have them.

    Args:
        words: The line or lines, white space folded.
        language: The text's language.
        apart: Whether empty lines stand around them, which lets titles in small letters pass.
    """
    if not (2 < len(words) < LONGEST * 12) or _UNFIT.search(words):
        return False
    known = titles(language)
    if plain(words) in known.exact:
        return True
    numbering = NUMBERING.match(words)
    rest = words[numbering.end() :] if numbering else words
    found = _WORD.findall(rest)
    if not found or len(found) > LONGEST or not _begins_title(rest):
        return False
    if known.division.fullmatch(words) and len(found) < LONGEST // 2:
        return apart
    return _capitals(found, known.small) or (
        apart and len(found) <= (2 * _SHORT if numbering else _SHORT) and _plainly(rest)
    )


def _begins_title(words: str) -> bool:
    letters = sum(character.isalpha() or character.isspace() for character in words)
    return (words[0].isupper() or words[0] in "“\"‘'(") and letters >= 0.75 * len(words)  # noqa: RUF001


def _capitals(found: Sequence[str], small: frozenset[str]) -> bool:
    weighty = [word for word in found if word.casefold() not in small]
    capital = sum(word[0].isupper() or (len(word) > 1 and word[1].isupper()) for word in weighty)
    return bool(weighty) and capital >= 0.75 * len(weighty) and sum(map(len, weighty)) > 3


def _plainly(words: str) -> bool:
    """Refuse lines of figures and lines with sentence marks inside."""
    return not re.search(r"\d|[.,;:!] |[\"“”]", words) and len(words) > 5


class Depths:
    """Gives headings their level in the order they come; a style met again closes what was opened since."""

    def __init__(self, language: str = "en") -> None:
        """Begin before the first heading."""
        self._titles = titles(language)
        self._language = language
        #: Style and role of each open section, the outermost first.
        self._open: list[tuple[str, SectionRole]] = []

    def place(self, title: str, *, marks: int = 0, stacked: bool = False) -> tuple[int, SectionRole]:
        """Return the level, from 1, and the role of the next heading.

        Args:
            title: The heading's words.
            marks: Number signs before it in Markdown; 0 where there are none.
            stacked: Whether no other words stand between the previous heading and this one.
        """
        style, own = self._style(title, marks), role_of(title, self._language)
        styles = [style for style, _ in self._open]
        if style == "main" or (style not in styles and self._begins_count(style, own)):
            del self._open[:]
        elif style.startswith("marks"):
            deeper = [place for place, kept in enumerate(styles) if kept.startswith("marks") and kept >= style]
            del self._open[deeper[0] if deeper else len(styles) :]
        elif style in styles:
            del self._open[styles.index(style) :]
        elif style == "plain" and not self._holds(stacked=stacked):
            del self._open[:]
        inherited = self._open[-1][1] if self._open else ""
        if self._open and plain(title) not in self._titles.exact:
            own = ""
        self._open.append((style, inherited or own))
        return len(self._open), inherited or own

    def _begins_count(self, style: str, own: SectionRole) -> bool:
        """Say whether a numbering not met before counts the main sections, not the parts of the open one."""
        if style == "numbered 0.0" and own:
            return True
        alone = len(self._open) == 1 and self._open[0][0] == "main"
        return alone and style.startswith("numbered") and self._open[0][1] not in self._titles.holds_parts

    def _holds(self, *, stacked: bool) -> bool:
        if not self._open:
            return False
        return stacked or self._open[-1][1] in self._titles.holds_parts or self._open[-1][0] != "main"

    def _style(self, title: str, marks: int) -> str:
        if division := self._titles.division.match(title):
            return f"division {division[1].casefold()}"
        if _NUMERAL.fullmatch(title):
            return "division"
        if marks:
            return f"marks{marks}"
        if numbering := NUMBERING.match(title):
            shape = next(number for number, group in enumerate(numbering.groups()) if group)
            depth = numbering[1].count(".") if numbering[1] else 0
            return f"numbered {shape}.{depth}"
        return "main" if role_of(title, self._language) or plain(title) in self._titles.exact else "plain"
