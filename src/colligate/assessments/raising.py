"""What evidence would raise a finding, in words a reader can act on."""

from __future__ import annotations

from collections.abc import Sequence

from colligate.assessments.results import LEVELS, Evidence
from colligate.assessments.rule import level
from colligate.assessments.structure import Reading

_SIMPLE = {
    "refuted": "Evidence in support would make it contested.",
    "absent": "A passage in support: an interested party's would make it claimed, an independent one corroborated.",
    "claimed": "Support from a source that no interested party published would make it corroborated.",
}


def would_raise(reading: Reading, rows: Sequence[Evidence]) -> str:
    """Return what would raise the level by one step; nothing for *established*, above which there is no level."""
    if reading.level == "established":
        return ""
    if reading.parts:
        return _of_parts(reading)
    if reading.level == "contested":
        return _contested(rows)
    if reading.level == "corroborated":
        return _corroborated(rows)
    return _SIMPLE[reading.level]


def _contested(rows: Sequence[Evidence]) -> str:
    against = dict.fromkeys(row.source for row in rows if row.stance == "contradicts")
    rest = level(row for row in rows if row.stance != "contradicts")
    return (
        f"More support changes nothing while {_listed(tuple(against))} speaks against it; "
        f"were that shown not to bear on it, it would be {rest}."
    )


def _corroborated(rows: Sequence[Evidence]) -> str:
    independent = {row.source: row.primary for row in rows if row.stance == "supports" and row.independent}
    if len(independent) > 1:
        return "One independent source that is primary would make it established."
    missing = "" if any(independent.values()) else ", one of the two primary,"
    return f"A second independent source{missing} would make it established."


def _of_parts(reading: Reading) -> str:
    if reading.needs == "any":
        return f"One of its parts above *{reading.level}*: {_parts(reading)}."
    if reading.needs == "all":
        return f"Its weakest criteria hold it at *{reading.level}*: {_parts(reading, at=True)}."
    return f"At least {reading.needs} criteria above *{reading.level}*; not above it are: {_parts(reading)}."


def _parts(reading: Reading, *, at: bool = False) -> str:
    rank = LEVELS.index(reading.level)
    held = [part for part in reading.parts if LEVELS.index(part.level) <= rank]
    return ", ".join(part.code if at else f"{part.code} ({part.level})" for part in held) or "none"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
