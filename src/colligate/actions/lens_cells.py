"""Two assessments of one study set against each other: which cells of a lens stand otherwise, which are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from colligate.assessments.results import Assessment, Coverage, Finding

_Key = tuple[str | None, str]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One cell before and after: *not examined* counts as a level of its own."""

    #: Id of what the finding is about; empty for nothing in particular.
    subject: str
    #: Full references; empty where there was, or is, no such cell.
    code: str
    code_after: str
    level: str
    level_after: str

    @property
    def moved(self) -> bool:
        """Say whether the level is another, where a cell of the same code or its only follower stands."""
        return self.level != self.level_after


def cells(before: Assessment, after: Assessment, lens: str, went: Mapping[str, tuple[str, ...]]) -> tuple[Cell, ...]:
    """Return the findings of a lens that stand otherwise, and those that are merged or split away."""
    old = {(one.programme, f"{lens}/{one.code}"): _level(one) for one in before.findings if one.lens == lens}
    new = {(one.programme, f"{lens}/{one.code}"): _level(one) for one in after.findings if one.lens == lens}
    return tuple(_cells(old, new, went, nothing="not examined"))


def coverage(before: Assessment, after: Assessment, lens: str, went: Mapping[str, tuple[str, ...]]) -> tuple[Cell, ...]:
    """Return the same for what programmes touch."""
    old, new = _states(before.coverage, lens), _states(after.coverage, lens)
    return tuple(_cells(old, new, went, nothing="not searched"))


def _cells(
    old: Mapping[_Key, str], new: Mapping[_Key, str], went: Mapping[str, tuple[str, ...]], *, nothing: str
) -> Iterator[Cell]:
    came: defaultdict[str, list[str]] = defaultdict(list)
    for code in dict.fromkeys(code for _, code in old):
        for to in went.get(code, (code,)):
            came[to].append(code)
    for (subject, code), level in new.items():
        origins = [one for one in came.get(code, ()) if (subject, one) in old]
        if not origins and level != nothing:
            yield Cell(subject=subject or "", code="", code_after=code, level="", level_after=level)
        for origin in origins:
            was = old[subject, origin]
            # Where one code alone came here and went nowhere else the cell is the same under another name.
            alone = len(origins) == 1 and len(went.get(origin, (origin,))) == 1
            if was != level or (not alone and origin != code and was != nothing):
                yield Cell(subject=subject or "", code=origin, code_after=code, level=was, level_after=level)
    for (subject, code), level in old.items():
        if level != nothing and not any((subject, to) in new for to in went.get(code, (code,))):
            yield Cell(subject=subject or "", code=code, code_after="", level=level, level_after="")


def _level(finding: Finding) -> str:
    return finding.level if finding.examined else "not examined"


def _states(rows: tuple[Coverage, ...], lens: str) -> dict[_Key, str]:
    return {(row.programme, row.code): row.state for row in rows if row.code.partition("/")[0] == lens}
