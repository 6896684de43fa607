"""Proposing series: values that belong together because a text measures the same thing at several times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from colligate.indicators.recognising.captions import Caption, captions
from colligate.indicators.recognising.concepts import Concept, key
from colligate.indicators.recognising.found import Point, SeriesFound, missing
from colligate.indicators.recognising.labelled import labelled
from colligate.indicators.recognising.likeness import nouns, within
from colligate.indicators.recognising.numeric import Told, told
from colligate.indicators.recognising.quantities import Quantity, quantities
from colligate.indicators.recognising.ratings import ratings
from colligate.indicators.recognising.tables import tabled
from colligate.indicators.recognising.years import When
from colligate.languages import languages
from colligate.programmes.recognising.dates import dates as dates_of
from colligate.sources.outline import OpenText


def series(
    text: OpenText, dates: Sequence[When] | None = None, numbers: Sequence[Quantity] | None = None
) -> tuple[SeriesFound, ...]:
    """Return the series of a text: of numbers in prose, of ratings, and of table rows.

    `dates` and `numbers` are what other recognisers found in the text; what is not given is looked for.
    """
    if text.language not in languages():
        return ()
    when = dates_of(text) if dates is None else dates
    counts = quantities(text) if numbers is None else numbers
    above = captions(text, when)
    found = [*_numeric(told(text, when, counts), above, text.language), *ratings(text, when, above), *tabled(text)]
    found += labelled(text, when)
    return tuple({one.key: one for one in reversed(found)}[name] for name in dict.fromkeys(one.key for one in found))


def _numeric(found: Iterator[Told], above: Sequence[Caption], language: str) -> Iterator[SeriesFound]:
    groups: defaultdict[str, list[Told]] = defaultdict(list)
    for group in _joined(found):
        for one in group:
            groups[key(one.concept.name, _verb(group), one.concept.area)].append(one)
    for group in groups.values():
        yield _series(group, above, language)


def _joined(found: Iterator[Told]) -> list[list[Told]]:
    """Gather points whose measure has the same name and area; a verb of counting parts them where there are two."""
    by_name: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in found:
        by_name[one.concept.name.casefold(), one.concept.area].append(one)
    parted: list[list[Told]] = []
    for group in by_name.values():
        verbs = list(dict.fromkeys(one.concept.verb for one in group if one.concept.verb))
        if len(verbs) < len("ab"):
            parted.append(group)
            continue
        parted += [[one for one in group if one.concept.verb == verb] for verb in ["", *verbs]]
    return [group for group in parted if group]


def _verb(group: list[Told]) -> str:
    verb = next((one.concept.verb for one in group if one.concept.verb), "")
    return "" if group[0].concept.name.endswith(verb) else verb


def _series(group: list[Told], above: Sequence[Caption], language: str) -> SeriesFound:
    concept, verb = group[0].concept, _verb(group)
    caption = _caption(concept, above, language)
    area = concept.area or (caption.area if caption else "")
    points = _points(group)
    span = caption.span if caption else ""
    return SeriesFound(
        key=key(concept.name, verb, concept.area),
        name=concept.name,
        concept=f"{concept.name} ({verb})" if verb else concept.name,
        unit=next((one.measure for one in group if one.measure == "people"), group[0].measure),
        area=area,
        points=points,
        missing=missing(points, span),
        span=span,
    )


def _caption(concept: Concept, above: Sequence[Caption], language: str) -> Caption | None:
    wanted = nouns(concept.name, language)
    for caption in above:
        if caption.span and within(wanted, nouns(caption.name, language)) and (
            not caption.area or not concept.area or caption.area == concept.area
        ):  # fmt: skip
            return caption
    return None


def _points(group: list[Told]) -> tuple[Point, ...]:
    return tuple(sorted((one.point for one in group), key=lambda point: point.period))
