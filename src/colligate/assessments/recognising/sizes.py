"""Words of size without a yardstick (*a high number of cases*), and numbers reached without a total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from colligate.assessments.recognising.phrases import any_of, claim_words
from colligate.indicators.recognising.phrases import series_words
from colligate.indicators.recognising.quantities import LONGEST, Quantity
from colligate.languages import alternatives, languages
from colligate.sources.outline import Mention, OpenText


def comparatives(text: OpenText) -> tuple[Mention, ...]:
    """Return the words of size joined to a noun of quantity in sentences that give no number, rate or comparison."""
    if text.language not in languages():
        return ()
    return tuple(
        Mention(unit=unit.number, start=match.start(), end=match.end())
        for unit in text.outline.units
        if unit.kind in {"sentence", "item"} and len(unit.words) <= LONGEST
        for match in _sized(text.language).finditer(unit.words)
        if not _measured(unit.words, text.language)
    )


def outputs(text: OpenText, numbers: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the numbers of people said to have been reached or trained whose sentence gives no total or share."""
    if text.language not in languages():
        return ()
    persons, reaching = series_words(text.language).persons, any_of(claim_words(text.language).reaching)
    return tuple(
        number
        for number in numbers
        if number.counted
        and number.counted.split()[-1].casefold() in persons
        and reaching.search(text.unit(number).words)
        and not any_of(claim_words(text.language).yardsticks).search(text.unit(number).words)
    )


@cache
def _sized(language: str) -> re.Pattern[str]:
    known = claim_words(language)
    return re.compile(
        rf"(?<![\w-])(?:{alternatives(known.sizes)})(?:\s+and\s+\w+)?\s+(?:{alternatives(known.quantities)})(?![\w-])",
        re.IGNORECASE,
    )


def _measured(words: str, language: str) -> bool:
    """Say whether a sentence has a yardstick: a comparison, a rate, a number that is no year, or each year's step."""
    outside = re.sub(r"\([^()]*\)", "", words)
    return bool(
        any_of(claim_words(language).yardsticks).search(outside)
        or any_of(series_words(language).every).search(outside)
        or re.search(r"(?<![\w.-])(?!(?:1[5-9]|20|21)\d\d(?!,\d))\d[\d,.]*\d(?![\w-])", outside)
    )
