"""Which causes and vulnerabilities the programmes address, and which were sought in vain, in the sources of a study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from colligate.actions.looking import Standing
from colligate.assessments.results import CoverageState
from colligate.programmes.programme import Factor, Programme
from colligate.reports.registers import told
from colligate.sources.source import Search, Source

STATES: tuple[CoverageState, ...] = ("addressed", "searched and silent", "not searched")


class FactorCell(msgspec.Struct, frozen=True, kw_only=True):
    """One factor and one programme."""

    state: CoverageState
    #: What opens it: the finding where a passage addresses it, the gap where it was sought in vain.
    ref: str
    passages: int = 0
    #: Id of each search behind a silence, and what it looked for.
    searches: tuple[tuple[str, str], ...] = ()


class FactorRow(msgspec.Struct, frozen=True, kw_only=True):
    """One factor."""

    id: str
    name: str
    code: str
    code_name: str
    cells: tuple[FactorCell, ...]

    @property
    def untouched(self) -> bool:
        """No programme addresses it in these sources."""
        return all(cell.state != "addressed" for cell in self.cells)


class FactorCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """Every factor by every programme."""

    programmes: tuple[tuple[str, str], ...]
    rows: tuple[FactorRow, ...]
    #: How many documents the study has.
    documents: int

    @property
    def counts(self) -> dict[CoverageState, int]:
        """How many cells are in each state."""
        counted = Counter(cell.state for row in self.rows for cell in row.cells)
        return {state: counted[state] for state in STATES}


def factor_coverage(standing: Standing) -> FactorCoverage:
    """Set the factors that sources name against the programmes. Linear in the cells."""
    programmes = tuple((one.id, one.name) for one in standing.material.said(Programme))
    return FactorCoverage(
        programmes=programmes,
        rows=tuple(_row(standing, factor, programmes) for factor in standing.material.said(Factor)),
        documents=len(standing.study.records.of(Source)),
    )


def _row(standing: Standing, factor: Factor, programmes: tuple[tuple[str, str], ...]) -> FactorRow:
    return FactorRow(
        id=factor.id,
        name=factor.name,
        code=factor.code,
        code_name=standing.binder.quoting.code(factor.code),
        cells=tuple(_cell(standing, factor.code, programme) for programme, _ in programmes),
    )


def _cell(standing: Standing, code: str, programme: str) -> FactorCell:
    covered = standing.coverage.get((programme, code))
    if covered is None:
        return FactorCell(state="not searched", ref=f"{programme}@{code}")
    ref = f"{programme}@{code}" if covered.state == "addressed" else f"gap:{programme}@{code}"
    searches = tuple(_searches(standing, covered.searches))
    return FactorCell(state=covered.state, ref=ref, passages=len(covered.codings), searches=searches)


def _searches(standing: Standing, identities: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for identity in identities:
        if search := standing.material.get(Search, identity):
            yield identity, told(search)
