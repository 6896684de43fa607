"""Runs of capitalised words, and where their parts belong to one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from colligate.languages import alternatives, languages, words

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
#: A capitalised word: inner points, hyphens and apostrophes belong to it, a genitive does not. Its length has a bound
#: so that a line of *A.A.A.…* takes no longer than one of prose.
WORD = rf"{_CAPITAL}(?:[\w/&-]|\.(?=\w)|['\u2019](?!s\b)(?=\w)){{0,60}}"
#: Characters of the longest name; a longer run of capitals is a heading or a table.
LONGEST_NAME = 240


@cache
def _article() -> str:
    """Return a pattern of the articles of every language, for a name is the same whatever language tells it."""
    told = {article for language in languages() for article in words("organisations", language)["articles"]}
    return f"(?:{alternatives({*told, *(article.capitalize() for article in told)})})"


@cache
def _leading_article() -> re.Pattern[str]:
    return re.compile(rf"^{_article()}\s+")


def lower_words(characters: str) -> frozenset[str]:
    """Return the words that a text also writes without a capital."""
    return frozenset(re.findall(r"(?<![\w-])[^\W\d_A-Z]\w+", characters))


@cache
def run(joins: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a capitalised run whose words may be joined by small ones."""
    return re.compile(
        rf"(?<![\w-]){WORD}(?:\s+(?:(?:{alternatives(joins)})\s+(?:{_article()}\s+)?(?:{WORD}['\u2019]s?\s+(?={_CAPITAL}))?)?{WORD})*"
    )


def runs(said: str, joins: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of capitalised runs; none goes into or over what is blanked with NUL."""
    for match in run(tuple(joins)).finditer(said):
        yield match.span()


def bare(name: str) -> str:
    """Return a name without its article, white space folded and marks at its ends taken off."""
    return _leading_article().sub("", " ".join(name.split())).strip(" ,.;:'\"\u2018\u2019\u201c\u201d()")


def key(name: str) -> str:
    """Return a name as lower-case ASCII letters and digits with hyphens; the same however it is capitalised."""
    plain = unicodedata.normalize("NFKD", bare(name)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:60].strip("-") or "x"


def initials(name: str) -> str:
    """Return the first letters of the capitalised words of a name, and inner capitals: *UnderSecretary* gives US."""
    parts = re.split(r"[\s/-]+", name)
    return "".join(part[0] for part in parts if part and part[0].isupper())


def spells(acronym: str, name: str) -> bool:
    """Say whether an acronym's letters stand in a name in their order, each at the head of a word or after it.

    The first letters must agree, and most letters must be heads of words.
    """
    letters = [letter for letter in acronym if letter.isalpha()]
    heads = initials(name)
    if len(letters) < 2 or not heads or letters[0].upper() != heads[0].upper():
        return False
    position, met = 0, 0
    for letter in letters:
        at = heads.upper().find(letter.upper(), position)
        if at >= 0:
            position, met = at + 1, met + 1
    return met >= max(2, round(0.6 * len(letters)))
