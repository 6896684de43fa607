"""How many of something a study holds: *to what extent* is answered by counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from colligate.assessments.judgement import Judgement
from colligate.assessments.material import Material
from colligate.assessments.results import LEVELS, Assessment
from colligate.codings.coding import Coding
from colligate.indicators.indicator import Indicator, Observation
from colligate.problems import ColligateError
from colligate.programmes.actor import Actor, Place
from colligate.programmes.programme import Event, Fact, Factor, Programme
from colligate.sources.passage import Passage
from colligate.sources.source import Citation, Search, Source

_RECORDS: dict[str, type] = {
    "sources": Source, "passages": Passage, "citations": Citation, "searches": Search, "codings": Coding,
    "actors": Actor, "places": Place, "programmes": Programme, "events": Event, "facts": Fact, "factors": Factor,
    "indicators": Indicator, "observations": Observation, "judgements": Judgement,
}  # fmt: skip

_RESULTS: dict[str, Callable[[Assessment], Sequence[Any]]] = {
    "findings": lambda assessment: assessment.findings,
    "claims": lambda assessment: assessment.claims,
    "coverage": lambda assessment: assessment.coverage,
    "chains": lambda assessment: assessment.chains,
    "windows": lambda assessment: assessment.windows,
    "conflicts": lambda assessment: assessment.conflicts,
    "series": lambda assessment: assessment.series,
    "evidence": lambda assessment: assessment.evidence,
}


class CountError(ColligateError):
    """A count was asked for in words that name nothing."""

    def __init__(self, message: str, remedy: str) -> None:
        """Keep both halves apart, so that a problem can be made of them."""
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message} {remedy}")


def count(material: Material, assessment: Assessment, kind: str, wanted: Mapping[str, str]) -> int:
    """Count the things of a kind whose fields have the values wanted.

    `wanted` maps a field's name to one or more values with commas between; ``*`` stands for any value but none, and
    ``least`` (findings only) for a level and everything above it. A field that holds several values needs one of them.

    Raises:
        CountError: If the kind or a field does not exist.
    """
    items = _items(material, assessment, kind)
    for field, values in wanted.items():
        if items and field != "least" and not hasattr(items[0], field):
            fields = ", ".join(type(items[0]).__struct_fields__)
            raise CountError(f"{kind.capitalize()} have no field '{field}' to count by.", f"Use one of: {fields}.")
        if field == "least" and values not in LEVELS:
            raise CountError(f"'{values}' is not a level.", f"Use one of: {', '.join(LEVELS)}.")
    return sum(all(_fits(item, *pair) for pair in wanted.items()) for item in items)


def _items(material: Material, assessment: Assessment, kind: str) -> Sequence[Any]:
    if kind in _RESULTS:
        return _RESULTS[kind](assessment)
    if kind in _RECORDS:
        return material.of(_RECORDS[kind])
    known = ", ".join(sorted((*_RESULTS, *_RECORDS)))
    raise CountError(f"Nothing is counted as '{kind}'.", f"Use one of: {known}.")


def _fits(item: Any, field: str, values: str) -> bool:  # noqa: ANN401 - any record or result
    if field == "least":
        return LEVELS.index(item.level) >= LEVELS.index(values)  # pyright: ignore[reportArgumentType]
    stands = getattr(item, field)
    if isinstance(stands, bool):
        return values == ("yes" if stands else "no")
    if isinstance(stands, tuple):
        return any(_matches(str(each), values) for each in stands)
    return stands is not None and _matches(str(stands), values)


def _matches(stands: str, values: str) -> bool:
    # Blanks end an option, so 'searched and silent' is written searched_and_silent.
    return bool(stands) if values == "*" else stands.replace(" ", "_") in values.replace(" ", "_").split(",")
