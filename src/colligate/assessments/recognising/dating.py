"""Claims of a date and of an order in time, about events and programmes that were found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from colligate.assessments.claim import Dated, Ordering
from colligate.assessments.recognising.acts import acts_in
from colligate.assessments.recognising.courses import Numbered
from colligate.assessments.recognising.found import Act, ClaimFound, made
from colligate.assessments.recognising.phrases import any_of, cause_words
from colligate.assessments.recognising.spans import clause_after, trimmed
from colligate.indicators.recognising.quantities import LONGEST
from colligate.sources.outline import Mention, OpenText, Unit


def dated(numbered: Numbered, acts: Sequence[Act]) -> Iterator[ClaimFound]:
    """Yield the date that each mention of an act is given in its sentence; as the text gives it there."""
    text = numbered.text
    for act in acts:
        for mention, date in act.told:
            if date:
                form = Dated(about=act.key, field="start" if act.programme else "date", date=date)
                yield made(text, mention, "date", text.unit(mention).words, form, rule="a date beside an act")


def orderings(text: OpenText, acts: Sequence[Act]) -> Iterator[ClaimFound]:
    """Yield that one act came after another, where a sentence names both around a word of time."""
    if not acts:
        return
    known = cause_words(text.language)
    for unit in text.outline.units:
        if unit.kind not in {"sentence", "item"} or len(unit.words) > LONGEST:
            continue
        for phrases, swapped in ((known.later, False), (known.earlier, True)):
            for match in any_of(phrases).finditer(unit.words):
                yield from _ordered(text, unit, match, acts, swapped=swapped)


def _ordered(
    text: OpenText, unit: Unit, match: re.Match[str], acts: Sequence[Act], *, swapped: bool
) -> Iterator[ClaimFound]:
    inner = clause_after(unit, match.end(), to_comma=True)
    if inner is None:
        return
    opening = not unit.words[: match.start()].strip()
    outer = trimmed(unit, inner.end, len(unit.words)) if opening else trimmed(unit, 0, match.start())
    first, second = acts_in(text, inner, acts), acts_in(text, outer, acts) if outer else ()
    if len(first) == 1 and len(second) == 1 and first != second:
        form = Ordering(first=second[0], second=first[0]) if swapped else Ordering(first=first[0], second=second[0])
        place = Mention(unit=unit.number, start=match.start(), end=match.end())
        yield made(text, place, "ordering", unit.words, form, rule="two acts around a word of time")
