"""A lens as a matrix: codes by programmes, each cell with its level, its evidence counted, and who judged otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.assessments.findings import key
from colligate.assessments.judgement import Judgement
from colligate.assessments.results import LEVELS, Coverage, Finding
from colligate.lenses.lens import Code, Lens
from colligate.programmes.programme import Programme
from colligate.reports.support import Decision

#: More subjects that are no programmes than this are shown only when asked for.
_FEW = 4
#: What stands for a cell that nobody coded or searched.
UNEXAMINED = "not examined"


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """Whom or what the codings are about."""

    #: Id of the Programme, Actor or other record; empty for codings about nothing named.
    id: str
    name: str
    programme: bool


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One finding as the matrix shows it."""

    key: str
    #: The level, or `UNEXAMINED`.
    level: str
    supporting: int = 0
    contradicting: int = 0
    #: Judgements of named persons, the latest of each.
    judgements: tuple[Decision, ...] = ()
    #: For a typology: *addressed*, *searched and silent* or *not searched*.
    coverage: str = ""
    searches: tuple[str, ...] = ()
    #: How many sources none of the searches read.
    unsearched: int = 0

    @property
    def differs(self) -> tuple[Decision, ...]:
        """Judgements other than the rule's level."""
        return tuple(one for one in self.judgements if one.decision != self.level)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One code."""

    code: str
    name: str
    depth: int
    #: Reference of the concept it is a criterion of; empty at the top.
    parent: str
    #: It is read from criteria below it.
    concept: bool
    #: How the criteria below combine, in words; empty for a criterion.
    needs: str
    cells: tuple[Cell, ...]


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """One lens over the programmes of a study."""

    lens: Lens
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    #: Subjects other than programmes that are left out until asked for.
    others: int = 0

    def tally(self, column: int) -> dict[str, int]:
        """Return how many criteria of a column stand at each level, strongest first, then those not examined."""
        counts = Counter(row.cells[column].level for row in self.rows if not row.concept)
        return {level: counts[level] for level in (*reversed(LEVELS), UNEXAMINED)}

    @property
    def total(self) -> dict[str, int]:
        """The tallies of all columns together."""
        tallies = [self.tally(column) for column in range(len(self.columns))]
        return {level: sum(tally[level] for tally in tallies) for level in (*reversed(LEVELS), UNEXAMINED)}

    @property
    def criteria(self) -> int:
        """How many codes have no criteria below them."""
        return sum(not row.concept for row in self.rows)


def matrix(standing: Standing, lens_id: str, *, others: bool = False) -> Matrix:
    """Return one lens over every programme, and over what else was coded with it. Linear in its cells.

    Args:
        standing: The study.
        lens_id: Id of a lens in use.
        others: Show every other subject, however many.

    Raises:
        NoSuchThingError: Where the study does not use that lens.
    """
    lens = standing.study.lenses.get(lens_id)
    if lens is None:
        raise NoSuchThingError("lens", lens_id, standing.study.lenses)
    every = subjects(standing, lens_id)
    besides = [column for column in every if not column.programme]
    shown = besides if others or len(besides) <= _FEW else []
    columns = [*(column for column in every if column.programme), *shown]
    coverage = standing.coverage if lens.kind == "typology" else {}
    rows = (_row(standing, code, reference, columns, coverage) for reference, code in lens.walk())
    return Matrix(lens=lens, columns=tuple(columns), rows=tuple(rows), others=len(besides) - len(shown))


def decisions(standing: Standing, identities: Sequence[str]) -> tuple[Decision, ...]:
    """Return judgements as they are shown, the oldest first."""
    found = (standing.material.get(Judgement, identity) for identity in identities)
    return tuple(
        Decision(id=one.id, by=one.by, date=f"{one.at:%Y-%m-%d}", decision=one.decision, reason=one.reason)
        for one in found
        if one
    )


def subjects(standing: Standing, lens: str) -> list[Column]:
    """Return whatever a lens is read of: the programmes, then all else coded with it."""
    columns = list(_programmes(standing))
    return [*columns, *_besides(standing, lens, {column.id for column in columns})]


def subject_of(standing: Standing, identity: str | None) -> Column:
    """Return one subject as the head of a column; None and an empty id stand for codings about nothing."""
    name = standing.binder.quoting.name(identity) if identity else "about nothing named"
    return Column(id=identity or "", name=name, programme=standing.material.get(Programme, identity) is not None)


def _programmes(standing: Standing) -> Iterator[Column]:
    for programme in standing.material.said(Programme):
        yield subject_of(standing, programme.id)


def _besides(standing: Standing, lens: str, known: set[str]) -> list[Column]:
    """Return what else was coded with a lens, by the order of the findings."""
    found = dict.fromkeys(
        finding.programme or ""
        for finding in standing.findings_of(lens)
        if (finding.programme or "") not in known and (finding.supporting or finding.contradicting or finding.mentions)
    )
    return [subject_of(standing, one) for one in found]


def _row(
    standing: Standing, code: Code, reference: str, columns: Sequence[Column], coverage: dict[tuple[str, str], Coverage]
) -> Row:
    parent, dot, _ = reference.rpartition(".")
    needs = {"all": "all needed", "any": "any will do", "None": "strongest shown"}
    return Row(
        code=reference,
        name=code.name,
        depth=reference.count("."),
        parent=parent if dot else "",
        concept=bool(code.codes),
        needs=needs.get(str(code.needs), f"{code.needs} needed") if code.codes else "",
        cells=tuple(_cell(standing, column.id, reference, coverage.get((column.id, reference))) for column in columns),
    )


def _cell(standing: Standing, subject: str, reference: str, covered: Coverage | None) -> Cell:
    finding: Finding | None = standing.binder.findings.get(key(subject or None, reference))
    if finding is None:
        return Cell(key=key(subject or None, reference), level=UNEXAMINED)
    return Cell(
        key=finding.key,
        level=finding.level if finding.examined else UNEXAMINED,
        supporting=len(finding.supporting),
        contradicting=len(finding.contradicting),
        judgements=decisions(standing, finding.judgements),
        coverage=covered.state if covered else "",
        searches=covered.searches if covered else (),
        unsearched=len(covered.unsearched) if covered else 0,
    )
