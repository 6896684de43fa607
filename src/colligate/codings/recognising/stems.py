"""Words with their endings off, so that forms of one word meet."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from colligate.languages import words

#: A letter doubled before an ending: *begging*. Others keep it in the plain form too: *pass*, *skill*.
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
_LONGEST_WORD = 40


class Token(NamedTuple):
    """A word of a sentence."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def stem(word: str, language: str = "en") -> str:
    """Return a word in small letters, spelt one way, without its ending."""
    known = _known(language)
    plain = word.casefold()
    if len(plain) > _LONGEST_WORD:
        return plain
    for length in range(min(len(plain) - 2, 9), 2, -1):
        if (other := known.spellings.get(plain[-length:])) is not None:
            plain = plain[:-length] + other
            break
    if len(plain) >= known.least and known.plural.search(plain):
        plain = known.plural.sub("", plain)
    if plain in known.whole:
        return plain
    for ending, instead in known.endings:
        if plain.endswith(ending) and len(plain) - len(ending) + len(instead) >= known.least:
            return _DOUBLED.sub(r"\1", plain[: -len(ending)]) + instead
    short = plain.endswith(known.short) and len(plain) > known.least + 1
    return _DOUBLED.sub(r"\1", plain.removesuffix(known.short)) if short else plain


@lru_cache(maxsize=4096)
def tokens(said: str, language: str = "en") -> tuple[Token, ...]:
    """Return the words of a sentence with their places; numbers count as words, a genitive's end does not."""
    found = _known(language).word.finditer(said)
    return tuple(Token(stem(match[0], language), match.start(), match.end()) for match in found)


def stems(phrase: str, language: str = "en") -> tuple[str, ...]:
    """Return the stems of a phrase in its order."""
    return tuple(token.stem for token in tokens(phrase, language))


class _Known(NamedTuple):
    word: re.Pattern[str]
    #: Ending and what takes its place, the longest first.
    endings: tuple[tuple[str, str], ...]
    plural: re.Pattern[str]
    #: The ending that is taken off short words too.
    short: str
    #: Letters that must be left.
    least: int
    spellings: dict[str, str]
    whole: frozenset[str]


@cache
def _known(language: str) -> _Known:
    data = words("coding", language)
    plural = data["plural"]
    return _Known(
        word=re.compile(rf"(?:\b[^\W\d_]-)?[^\W_]+(?:['\u2019](?!{data['genitive']}\b)[^\W_]+)*"),
        endings=tuple(sorted(data["endings"].items(), key=lambda pair: -len(pair[0]))),
        plural=re.compile(rf"(?<![{plural['never_after']}]){plural['ending']}$"),
        short=data["short_ending"],
        least=int(data["least"]),
        spellings=data["spellings"],
        whole=frozenset(data["whole"]),
    )
