"""The words of one language that laying statements side by side needs, made ready once."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from colligate.languages import alternatives, words

#: Below this many letters an ending is left on its word.
_LEAST = 4


class Lexicon(NamedTuple):
    """Patterns and tables made of a language's data."""

    language: str
    stop: frozenset[str]
    suffixes: tuple[str, ...]
    numbers: dict[str, float]
    scales: dict[str, float]
    labels: frozenset[str]
    #: *first*, *second*, *another*.
    ranks: frozenset[str]
    months: dict[str, int]
    negations: frozenset[str]
    #: Word to (kind, number of the pair, side).
    opposites: dict[str, tuple[str, int, int]]
    #: Word to how firm it is, from 0.
    strengths: dict[str, int]
    #: One pattern for all that is no plain word, and for words; the group tells which.
    pattern: re.Pattern[str]


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language. Raises NoWordsError."""
    data, polarity = words("parallels", language), words("polarity", language)
    months = {name: number for number, names in enumerate(data["months"], 1) for name in names}
    opposites: dict[str, tuple[str, int, int]] = {}
    number = 0
    for kind, pairs in polarity["opposites"].items():
        for pair in pairs:
            number += 1
            opposites.update(
                {word: (kind, number, side) for side, side_words in enumerate(pair) for word in side_words}
            )
    return Lexicon(
        language=language,
        stop=frozenset(map(str, data["stop"])),
        suffixes=tuple(sorted(data["suffixes"], key=len, reverse=True)),
        numbers={str(word): float(value) for word, value in data["numbers"].items()},
        scales={str(word): float(value) for word, value in data["scales"].items()},
        labels=frozenset(map(str, data["labels"])),
        ranks=frozenset(map(str, data["ordinals"])),
        months=months,
        negations=frozenset(map(str, polarity["negations"])),
        opposites=opposites,
        strengths={word: rank for rank, group in enumerate(polarity["strengths"]) for word in group},
        pattern=_pattern(data, months),
    )


def _pattern(data: dict, months: dict[str, int]) -> re.Pattern[str]:
    month = rf"(?:{alternatives(months)})\b\.?"
    day = rf"\d{{1,2}}(?:{alternatives(data['ordinal_endings'])})?"
    year = r"(?:1[5-9]|20)\d\d(?![\d,]*\d|\.\d)"
    stretches = "|".join(
        re.escape(form).replace(r"\ ", r"\s+").replace(r"\{first\}", year).replace(r"\{second\}", year)
        for form in data["stretches"]
    )
    unit = rf"(?:\s?(?:{alternatives([*data['scales'], *data['percent']])})(?!\w))*"
    money, percent = alternatives(data["currencies"]), alternatives(data["percent"])
    counted, scaled = alternatives(map(str, data["numbers"])), alternatives(data["scales"])
    return re.compile(
        rf"(?P<citation>\((?:[^()\d]{{2,120}}(?:\d{{4}}[a-z]?|n\.d\.)[^()]{{0,120}}|\d{{4}}[a-z]?)\)|\[\d[\d,;\s–-]{{0,30}}\])"  # noqa: RUF001
        rf"|(?P<date>\b{day}(?:\s+of)?\s+{month},?\s+\d{{4}}\b|\b{month}\s+{day},?\s+\d{{4}}\b|\b\d{{4}}-\d\d-\d\d\b"
        rf"|\b{month},?\s+\d{{4}}\b)"
        rf"|(?P<stretch>\b(?:{stretches})\b|\b{year}\s?[-–/]\s?(?:{year}|\d\d)\b)"  # noqa: RUF001
        rf"|(?P<year>\b{year}\b(?!\s?%))"
        rf"|(?P<number>(?:(?:{money})\s?)?(?<![\w])\d[\d,.]*(?<=\d)(?![\w]){unit}(?:\s(?:{money})\b)?)"
        rf"|(?P<counted>\b(?:{counted})(?:[\s-]+(?:{counted}|{scaled}))*\b(?:\s?(?:{percent})(?!\w))?)"
        r"|(?P<word>[^\W_]\w*(?:['’\-&/]\w+)*)",  # noqa: RUF001
        re.IGNORECASE,
    )


@cache
def _ending(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\w{{{_LEAST}}})(?:{'|'.join(lexicon(language).suffixes)})$")


def stem(word: str, language: str) -> str:
    """Return a word without case, hyphens and its commonest endings: *ratified*, *ratification* to *ratif*."""
    return _stem(word[:60].casefold(), language)


@cache
def _stem(word: str, language: str) -> str:
    bare = word.replace("’", "'").removesuffix("'s").removesuffix("'").replace("-", "")  # noqa: RUF001
    short = _ending(language).sub("", bare)
    return short if short == bare else _ending(language).sub("", short) if len(short) > _LEAST + 3 else short
