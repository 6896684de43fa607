"""Values behind a label and a colon, as lists of figures have them: the label names measure and period."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from colligate.indicators.recognising.areas import countries
from colligate.indicators.recognising.concepts import key
from colligate.indicators.recognising.found import Point, SeriesFound, missing
from colligate.indicators.recognising.numerals import Numeral, numerals, plain
from colligate.indicators.recognising.phrases import series_words
from colligate.indicators.recognising.years import When
from colligate.sources.outline import Mention, OpenText, Unit

_LINE = re.compile(r"(?P<label>[^\W\d_][^:]{4,120}):\s+(?=\d)")
#: Words after the value that say nothing more of it.
_REST = 18
_RULE = "a value after its label and a colon"


def labelled(text: OpenText, dates: Sequence[When]) -> Iterator[SeriesFound]:
    """Yield the series of lines that consist of a label with one period, a colon, and one number."""
    points: defaultdict[tuple[str, str, str], list[Point]] = defaultdict(list)
    for unit in text.outline.units:
        if unit.kind in {"sentence", "item", "row"} and (match := _LINE.match(unit.words)):
            when = [date for date in dates if date.unit == unit.number and date.end <= match.end("label")]
            values = [one for one in numerals(unit.words, text.language) if one.start >= match.end("label")]
            if len(when) == len(values) == 1 and len(unit.words) - values[0].end <= _REST:
                measure = _measure(unit, match.end("label"), when[0], text.language)
                points[measure].append(_point(unit, values[0], when[0]))
    for (name, verb, area), told in points.items():
        if name:
            yield SeriesFound(
                key=key(name, "", area), name=name, concept=name, unit=_unit(name, verb), area=area,
                points=tuple(told), missing=missing(told),
            )  # fmt: skip


def _point(unit: Unit, value: Numeral, when: When) -> Point:
    mention = Mention(unit=unit.number, start=value.start, end=value.end)
    return Point(period=when.written, value=plain(value.value), mention=mention, why=_RULE)


def _measure(unit: Unit, end: int, when: When, language: str) -> tuple[str, str, str]:
    """Return name, verb of counting and area of a label; a verb at its head goes behind the noun."""
    known = series_words(language)
    label, area = unit.words[: when.start] + unit.words[when.end : end], ""
    for start, country in reversed(countries(label, language)):
        label, area = f"{label[:start]} {label[start + len(country) :]}", country
    leads = {*known.when, *known.among, *known.of}
    parts = label.strip(" ,;()").split()
    kept = [part for n, part in enumerate(parts) if part.casefold() not in leads or _joins(parts, n, leads)]
    kept = [part.strip(",;()") for part in kept]
    verb = next((part.casefold() for part in kept if part.casefold() in known.counting), "")
    if kept and kept[0].casefold() == verb:
        kept = [*kept[1:], verb]
    name = " ".join(kept)
    return (name[:1].casefold() + name[1:] if len(kept) > bool(verb) else ""), verb, area


def _joins(parts: Sequence[str], place: int, leads: set[str]) -> bool:
    """Say whether a small word stands between two others that stay: *persons of concern*."""
    after = parts[place + 1 : place + 2]
    return place > 0 and bool(after) and after[0].casefold() not in leads


def _unit(name: str, verb: str) -> str:
    """Return the noun counted: the one before the verb, or the first."""
    parts = name.split()
    place = parts.index(verb) if verb in parts else len(parts)
    return parts[place - 1] if 0 < place <= len(parts) and verb else parts[0]
