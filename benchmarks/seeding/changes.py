"""The kinds of error, each a way to change one sentence; the words are chosen apart from those of any detector."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random
from typing import NamedTuple


class Change(NamedTuple):
    """A stretch of a sentence and what takes its place; offsets count from the sentence's start."""

    start: int
    end: int
    after: str


#: Looks at a sentence and yields the ways to change it.
Maker = Callable[[str, Random], Iterator[Change]]

_YEAR = re.compile(r"(?<![\d.,/$(-])\b(?:19[3-9]\d|20[0-2]\d)\b(?![\d,]*\d)(?!\s?[-–%);])")  # noqa: RUF001
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\b(\d{{1,2}})(?=\s+(?:{_MONTHS})\b)|(?<=\b)(?:(?:{_MONTHS})\s+)(\d{{1,2}})(?=,)")
_NUMBER = re.compile(r"(?<![\w.,/$(:-])\d{1,3}(?:,\d{3})+\b|(?<![\w.,/$(:-])\d{1,3}(?![\w.:,/)-])(?=\s+[a-z])")
_COUNTS = {
    "two": "five", "three": "seven", "four": "nine", "five": "eight", "six": "eleven", "seven": "twelve",
    "eight": "fifteen", "nine": "fourteen", "ten": "thirty", "dozen": "hundred", "dozens": "hundreds",
}  # fmt: skip
_UNITS = {
    "million": "billion", "billion": "million", "thousand": "million", "hundreds": "millions", "thousands": "millions",
    "millions": "thousands", "per cent": "per mille", "percent": "per mille", "dollars": "euros",
    "metres": "kilometres",
    "kilometres": "metres", "years": "months", "months": "years", "days": "weeks", "weeks": "days", "tons": "kilograms",
    "century": "decade", "decades": "years", "decade": "year",
}  # fmt: skip
_COUNTRIES = (
    *(
        "Thailand",
        "Cambodia",
        "Myanmar",
        "Malaysia",
        "Vietnam",
        "India",
        "Nigeria",
        "Nepal",
        "Indonesia",
        "Philippines",
    ),
    *("Bangladesh", "Pakistan", "Afghanistan", "Iran", "Iraq", "Syria", "Yemen", "Libya", "Egypt", "Sudan", "Somalia"),
    *(
        "Kenya",
        "Mali",
        "Ukraine",
        "Russia",
        "China",
        "Japan",
        "Cuba",
        "Colombia",
        "Haiti",
        "Brazil",
        "Mexico",
        "France",
    ),
    *("Germany", "Austria", "Italy", "Spain", "Serbia", "Cyprus", "Turkey", "Greece", "Israel", "Lebanon", "Jordan"),
)
_BODIES = (
    *("Security Council", "General Assembly", "Economic and Social Council", "Trusteeship Council", "Secretariat"),
    *("Human Rights Council", "International Court of Justice", "International Criminal Court", "African Union"),
    *("European Union", "World Bank", "World Health Organization", "UNICEF", "UNDP", "UNODC", "UNHCR", "ASEAN", "ILO"),
)
_DIRECTIONS = {
    "increased": "decreased", "increase": "decrease", "increasing": "decreasing", "rising": "falling",
    "risen": "fallen",
    "grown": "shrunk", "growing": "shrinking", "growth": "decline", "improved": "worsened", "improve": "worsen",
    "improvement": "deterioration", "strengthened": "weakened", "strengthen": "weaken", "strengthening": "weakening",
    "expanded": "contracted", "raised": "lowered", "accelerated": "slowed", "accelerate": "slow", "climb": "fall",
    "enhanced": "diminished", "enhance": "diminish", "enhancing": "diminishing", "higher": "lower", "gains": "losses",
    "progress": "regress", "downgrade": "upgrade", "downgraded": "upgraded", "reduced": "raised", "reduce": "raise",
    "reducing": "raising", "decline": "growth", "decreased": "increased",
}  # fmt: skip
_EXTREMES = {
    "highest": "lowest", "lowest": "highest", "largest": "smallest", "greatest": "least", "smallest": "largest",
    "the most": "the least", "the least": "the most", "the best": "the worst", "worst": "best", "majority": "minority",
    "maximum": "minimum", "peaked": "bottomed out", "the first": "the last", "the last": "the first",
    "newest": "oldest",
    "youngest": "oldest", "main": "smallest",
}  # fmt: skip
_FIRMER = {
    "suggests": "proves", "suggest": "prove", "suggested": "proved", "indicates": "proves", "indicating": "proving",
    "may": "will", "might": "will", "could": "will", "can": "must", "should": "will", "contribute to": "cause",
    "contributes to": "causes", "contributed to": "caused", "helped": "forced", "hope": "know", "hopes": "knows",
    "believe": "know", "believes": "knows", "aims to": "is certain to", "often": "always", "some": "all",
    "argue": "prove", "likely": "certain",
}  # fmt: skip
_QUOTED = {
    "international": "national", "global": "regional", "human": "civil", "people": "governments",
    "peace": "order", "rights": "duties", "must": "may", "extent": "end", "all": "some", "significant": "limited",
    "women": "workers", "children": "adults", "world": "region", "security": "trade", "nations": "empires",
    "development": "growth", "justice": "law", "future": "past", "war": "hunger", "poverty": "debt", "one": "no",
    "freedom": "wealth", "united": "divided", "effective": "costly", "sustainable": "rapid", "great": "small",
    "new": "old",
}  # fmt: skip
_NOT = re.compile(
    r"\b(?:is|are|was|were|will|must|shall|should|can)\b(?=\s+[a-z])(?!\s+(?:not|no|never|also|only|be(?:en)?\s+no)\b)"
    r"|\b(?:has|have|had)\b(?=\s+(?:been|[a-z]+ed)\b)"
)
_DROP = re.compile(
    r"(?<=\b(?:is|as|ad))\s+not\b(?!\s+only)|(?<=\b(?:are|ave|ere|was|ill|uld|ust|all|can))\s+not\b(?!\s+only)"
)
_KEY = re.compile(r"(?<=[\w.]\s\()(?:19|20)\d\d(?=[a-z]?\))|(?<=,\s)(?:19|20)\d\d(?=[a-z]?\))|(?<=\bArticle )\d{1,3}\b")
_RESOLUTION = re.compile(r"(?<=\bresolution )\d{2,4}\b|(?<=\bresolutions )\d{2,4}\b")
_QUOTE = re.compile('\u201c[^\u201c\u201d]{15,}\u201d|"[^"]{15,}"|(?<!\\w)\'[A-Z][^\'"]{15,200}\'(?!\\w)')


def swapped_years(words: str, _chance: Random) -> Iterator[Change]:
    """Two years of one sentence change places."""
    years = list(_YEAR.finditer(words))
    for one, other in pairwise(years):
        if one[0] != other[0]:
            yield Change(one.start(), other.end(), f"{other[0]}{words[one.end() : other.start()]}{one[0]}")


def moved_date(words: str, chance: Random) -> Iterator[Change]:
    """A day of the month, or a year, becomes another."""
    for day in _DAY.finditer(words):
        group = 1 if day[1] else 2
        yield Change(day.start(group), day.end(group), str((int(day[group]) + chance.randint(2, 20)) % 27 + 1))
    for year in _YEAR.finditer(words):
        yield Change(*year.span(), str(int(year[0]) + chance.choice((-3, -2, -1, 1, 2, 3))))


def inflated_number(words: str, chance: Random) -> Iterator[Change]:
    """A count becomes two to nine times what it was."""
    for number in _NUMBER.finditer(words):
        value = int(number[0].replace(",", "")) * chance.randint(2, 9)
        yield Change(*number.span(), f"{value:,}" if "," in number[0] else str(value))
    yield from _replaced(words, _COUNTS)


def changed_unit(words: str, _chance: Random) -> Iterator[Change]:
    """A million becomes a billion, years become months."""
    for change in _replaced(words, _UNITS):
        if re.search(
            r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|of|past|last|few))\s*$",
            words[: change.start],
        ):
            yield change


def renamed(words: str, chance: Random) -> Iterator[Change]:
    """A country or a body takes another's name."""
    for names in (_COUNTRIES, _BODIES):
        for found in re.finditer(rf"\b(?:{'|'.join(names)})\b", words):
            yield Change(*found.span(), chance.choice([name for name in names if name not in words]))


def reversed_direction(words: str, _chance: Random) -> Iterator[Change]:
    """What rose falls."""
    yield from _replaced(words, _DIRECTIONS)


def false_extreme(words: str, _chance: Random) -> Iterator[Change]:
    """The highest becomes the lowest."""
    yield from _replaced(words, _EXTREMES)


def negation(words: str, _chance: Random) -> Iterator[Change]:
    """A *not* goes, or comes."""
    for found in _DROP.finditer(words):
        yield Change(*found.span(), "")
    if not re.search(r"\bnot?\b", words):
        for found in _NOT.finditer(words):
            yield Change(found.end(), found.end(), " not")


def strengthened(words: str, _chance: Random) -> Iterator[Change]:
    """*Suggests* becomes *proves*."""
    yield from _replaced(words, _FIRMER)


def wrong_citation(words: str, chance: Random) -> Iterator[Change]:
    """A citation gets another year, an article or a resolution another number."""
    for pattern in (_KEY, _RESOLUTION):
        for found in pattern.finditer(words):
            yield Change(*found.span(), str(int(found[0]) + chance.choice((-3, -2, 2, 3, 4)) or 9))


def broken_quotation(words: str, _chance: Random) -> Iterator[Change]:
    """A word inside quotation marks becomes another."""
    for quote in _QUOTE.finditer(words):
        for change in _replaced(quote[0], _QUOTED):
            yield Change(change.start + quote.start(), change.end + quote.start(), change.after)


def _replaced(words: str, table: dict[str, str]) -> Iterator[Change]:
    for found in re.finditer(rf"\b(?:{'|'.join(table)})\b", words):
        if (found[0] != "progress" or not words[: found.start()].endswith("to ")) and found[0].islower():
            yield Change(*found.span(), table[found[0]])


KINDS: dict[str, Maker] = {
    "swapped years": swapped_years,
    "date moved": moved_date,
    "number inflated": inflated_number,
    "unit changed": changed_unit,
    "renamed": renamed,
    "direction reversed": reversed_direction,
    "false extreme": false_extreme,
    "negation": negation,
    "strengthened": strengthened,
    "wrong citation": wrong_citation,
    "broken quotation": broken_quotation,
}
