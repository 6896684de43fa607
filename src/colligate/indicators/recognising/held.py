"""Which of a study's indicators a row or column of a table holds, by the words of its heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from colligate.indicators.indicator import Indicator
from colligate.indicators.recognising.likeness import nouns
from colligate.sources.tables.signs import known

#: Heads of fewer words of meaning say too little by themselves.
_LEAST = 2


def held(indicators: Iterable[Indicator], measure: Sequence[str], caption: str, language: str) -> Indicator | None:
    """Return the one indicator that heads speak of; None where they speak of none, or of several alike.

    Every word of the heads must be one of the indicator's, so that *women among the victims* is not *victims*; and the
    words of its name must stand in heads and caption, or those of the heads in its name.
    """
    heads = frozenset[str]().union(*(nouns(part, known(language)) for part in measure))
    above = nouns(caption, known(language))
    found = {one.id: (score, one) for one in indicators if (score := _score(one, heads, above, known(language)))}
    if not found:
        return None
    best = max(score for score, _ in found.values())
    chosen = [one for score, one in found.values() if score == best]
    return chosen[0] if len(chosen) == 1 else None


def _score(indicator: Indicator, heads: frozenset[str], above: frozenset[str], language: str) -> int:
    name = nouns(indicator.name, language)
    if not heads:
        return len(name) if name and name <= above else 0
    if not heads <= name | nouns(f"{indicator.concept} {indicator.unit}", language) or not heads & name:
        return 0
    if name <= heads | above and (len(name) >= _LEAST or name == heads):
        return 2 * len(name)
    return len(heads) if len(heads) >= _LEAST and heads <= name else 0
