"""Words with their endings off, so that forms of one word meet."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from colligate.languages import words

_WORD = re.compile(r"(?:\b[^\W\d_]-)?[^\W_]+(?:['\u2019](?!s\b)[^\W_]+)*")
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
    endings, least, spellings, whole = _known(language)
    plain = word.casefold()
    if len(plain) > _LONGEST_WORD:
        return plain
    for length in range(min(len(plain) - 2, 9), 2, -1):
        if (other := spellings.get(plain[-length:])) is not None:
            plain = plain[:-length] + other
            break
    if len(plain) >= least and plain.endswith("s") and plain[-2] not in "suia":
        plain = plain[:-1]
    if plain in whole:
        return plain
    for ending, instead in endings:
        if plain.endswith(ending) and len(plain) - len(ending) + len(instead) >= least:
            return _DOUBLED.sub(r"\1", plain[: -len(ending)]) + instead
    return _DOUBLED.sub(r"\1", plain[:-3]) if plain.endswith("ing") and len(plain) > least + 1 else plain


@lru_cache(maxsize=4096)
def tokens(said: str, language: str = "en") -> tuple[Token, ...]:
    """Return the words of a sentence with their places; numbers count as words, a genitive's end does not."""
    return tuple(Token(stem(match[0], language), match.start(), match.end()) for match in _WORD.finditer(said))


def stems(phrase: str, language: str = "en") -> tuple[str, ...]:
    """Return the stems of a phrase in its order."""
    return tuple(token.stem for token in tokens(phrase, language))


@cache
def _known(language: str) -> tuple[tuple[tuple[str, str], ...], int, dict[str, str], frozenset[str]]:
    data = words("coding", language)
    endings = tuple(sorted(data["endings"].items(), key=lambda pair: -len(pair[0])))
    return endings, int(data["least"]), data["spellings"], frozenset(data["whole"])
