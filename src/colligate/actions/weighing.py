"""One finding with all that a person needs to judge it: its evidence, the rule, how it was reached, its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.actions.matrices import UNEXAMINED, Column, subject_of, subjects
from colligate.assessments.findings import key
from colligate.assessments.judgement import Judgement
from colligate.assessments.reasons import deciding, reached
from colligate.assessments.results import LEVELS, RULE, Coverage, Evidence, Finding, Level
from colligate.lenses.lens import Code
from colligate.reports.registers import told, unmarked
from colligate.reports.support import Support
from colligate.sources.source import Search


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the rule."""

    level: Level
    rule: str
    #: It is the line that applied.
    applies: bool


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion of a concept, as its finding stands."""

    key: str
    name: str
    level: str
    #: It holds the concept where it is.
    decides: bool


class Opinion(msgspec.Struct, frozen=True, kw_only=True):
    """One saying of a judgement, in force or replaced."""

    by: str
    date: str
    decision: str
    reason: str
    in_force: bool


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """A search behind a silence."""

    id: str
    told: str


class Neighbours(msgspec.Struct, frozen=True, kw_only=True):
    """Keys of the findings beside one in the matrix; empty at an edge."""

    above: str = ""
    below: str = ""
    left: str = ""
    right: str = ""


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as its page shows it."""

    finding: Finding
    support: Support
    #: The level, or that nobody examined it.
    level: str
    subject: Column
    code: Code | None
    code_name: str
    lens_title: str
    rule: tuple[Step, ...]
    how: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    #: Key and name of the concept it is a criterion of.
    concept: tuple[str, str] | None
    would_raise: str
    opinions: tuple[Opinion, ...]
    coverage: Coverage | None
    searches: tuple[Sought, ...]
    beside: Neighbours
    #: Place in its column, from 1, and how many there are.
    place: tuple[int, int]

    @property
    def sources(self) -> int:
        """How many sources speak for it or against it."""
        return len({quote.source for quote in (*self.support.quotes, *self.support.against)})


def weigh(standing: Standing, ref: str) -> Weighed:
    """Return a finding by its key. Raises NoSuchThingError where the study reads no such finding."""
    finding, support = standing.binder.findings.get(ref), standing.binder.bind(ref)
    if finding is None or support is None:
        raise NoSuchThingError("finding", ref, standing.binder.findings)
    lens = standing.study.lenses[finding.lens]
    reference = f"{finding.lens}/{finding.code}"
    code = standing.material.codes.get(reference)
    codes = [name for name, _ in lens.walk()]
    column = subject_of(standing, finding.programme)
    columns = subjects(standing, lens.id)
    columns = columns if column in columns else [*columns, column]
    covered = standing.coverage.get((finding.programme or "", reference))
    return Weighed(
        finding=finding,
        support=support,
        level=finding.level if finding.examined else UNEXAMINED,
        subject=column,
        code=code,
        code_name=code.name if code else finding.code,
        lens_title=lens.title,
        rule=tuple(
            Step(level=level, rule=RULE[level], applies=finding.examined and level == finding.level)
            for level in reversed(LEVELS)
        ),
        how=reached(finding, _evidence(standing, finding), lambda name: _known_as(standing, finding, name)),
        criteria=tuple(_criteria(standing, finding)),
        concept=_concept(standing, finding),
        would_raise=_raised(standing, finding),
        opinions=tuple(opinions(standing, finding.judgements)),
        coverage=covered,
        searches=tuple(_sought(standing, covered)),
        beside=_beside(codes, columns, reference, columns.index(column)),
        place=(codes.index(reference) + 1, len(codes)),
    )


def opinions(standing: Standing, identities: Sequence[str]) -> Iterator[Opinion]:
    """Yield every saying of some judgements, the replaced ones too, in the order of time."""
    records = standing.study.records
    said = [
        one
        for identity in identities
        for one in records.history.get(identity, [records.by_id[identity]])
        if isinstance(one, Judgement)
    ]
    for one in sorted(said, key=lambda judgement: judgement.at):
        yield Opinion(
            by=one.by, date=f"{one.at:%Y-%m-%d}", decision=one.decision, reason=one.reason,
            in_force=records.by_id.get(one.id) == one,
        )  # fmt: skip


def _evidence(standing: Standing, finding: Finding) -> list[Evidence]:
    known = standing.binder.quoting.evidence
    return [known[name] for name in (*finding.supporting, *finding.contradicting) if name in known]


def _known_as(standing: Standing, finding: Finding, name: str) -> str:
    """Return the name of a criterion of the finding's lens, or of a source."""
    code = standing.material.codes.get(f"{finding.lens}/{name}")
    return code.name if code else standing.binder.quoting.name(name)


def _raised(standing: Standing, finding: Finding) -> str:
    """Return what would raise the level, with the names of criteria and sources for their ids."""
    said = unmarked(finding.would_raise)
    names = [part.code for part in finding.parts] or [item.source for item in _evidence(standing, finding)]
    for name in sorted(dict.fromkeys(names), key=len, reverse=True):
        said = said.replace(name, _known_as(standing, finding, name))
    return said


def _criteria(standing: Standing, finding: Finding) -> Iterator[Criterion]:
    decide = deciding(finding)
    for part in finding.parts:
        name = key(finding.programme, f"{finding.lens}/{part.code}")
        below = standing.binder.findings.get(name)
        yield Criterion(
            key=name, name=_known_as(standing, finding, part.code),
            level=part.level if below is None or below.examined else UNEXAMINED, decides=part.code in decide,
        )  # fmt: skip


def _concept(standing: Standing, finding: Finding) -> tuple[str, str] | None:
    above, dot, _ = finding.code.rpartition(".")
    return (key(finding.programme, f"{finding.lens}/{above}"), _known_as(standing, finding, above)) if dot else None


def _sought(standing: Standing, covered: Coverage | None) -> Iterator[Sought]:
    for identity in covered.searches if covered else ():
        if search := standing.material.get(Search, identity):
            yield Sought(id=identity, told=told(search))


def _beside(codes: Sequence[str], columns: Sequence[Column], reference: str, column: int) -> Neighbours:
    row = codes.index(reference)

    def at(r: int, c: int) -> str:
        inside = 0 <= r < len(codes) and 0 <= c < len(columns)
        return key(columns[c].id or None, codes[r]) if inside else ""

    return Neighbours(
        above=at(row - 1, column), below=at(row + 1, column), left=at(row, column - 1), right=at(row, column + 1)
    )
