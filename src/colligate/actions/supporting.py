"""What a sentence could rest on, found by words: records with their quotes, findings, claims and series."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from colligate.actions.looking import Standing
from colligate.assessments.claim import Claim
from colligate.codings.coding import Coding
from colligate.indicators.indicator import Observation
from colligate.programmes.programme import Event, Fact, Programme
from colligate.reports.support import Support

_WORD = re.compile(r"\w+")

#: A finding says more than one coding it is read from, so it comes first where both are met alike.
_DERIVED = 1.5


def supports_for(standing: Standing, words: str, *, most: int = 20) -> list[Support]:
    """Return what speaks most to some words, best first: rare words count more, and twice where they name the thing.

    Words are met by their beginnings, so that *victim* meets *victims*. Nothing is returned where no word is shared.
    """
    wanted = {word for word in _WORD.findall(words.casefold()) if len(word) > 2 or word.isdigit()}
    if not wanted:
        return []
    said = [(support, set(_WORD.findall(_text(support)))) for support in _every(standing)]
    met = [(support, {w for w in wanted if any(one.startswith(w) for one in has)}) for support, has in said]
    common = Counter(word for _, found in met for word in found)
    weights = {word: math.log(1 + len(said) / count) for word, count in common.items()}
    ranked = sorted(((_weight(support, found, weights), support) for support, found in met if found), key=_rank)
    return [support for _, support in ranked[:most]]


def _weight(support: Support, found: set[str], weights: dict[str, float]) -> float:
    title = support.title.casefold()
    said = sum(weights[word] * (2 if word in title else 1) for word in found)
    return said * (_DERIVED if support.kind in {"finding", "claim", "series"} else 1)


def _rank(pair: tuple[float, Support]) -> tuple[float, str]:
    return -pair[0], pair[1].ref


def _every(standing: Standing) -> Iterator[Support]:
    records, binder = standing.study.records, standing.binder
    names = [record.id for kind in (Observation, Event, Fact, Claim, Programme, Coding) for record in records.of(kind)]
    names += [finding.key for finding in standing.assessment.findings if finding.examined]
    names += [f"series:{series.indicator}|{series.area}" for series in standing.assessment.series]
    for name in names:
        if support := binder.bind(name):
            yield support


def _text(support: Support) -> str:
    quotes = (*support.quotes, *support.against, *support.mentions)
    told = " ".join(f"{quote.words} {quote.source_title} {quote.code}" for quote in quotes[:8])
    return f"{support.title} {support.value} {support.kind} {told}".casefold()
