"""Findings: what the rule reads off the evidence for every subject and code, examined or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from colligate.assessments.evidence import Cells
from colligate.assessments.judgement import Judgement
from colligate.assessments.material import Material
from colligate.assessments.raising import would_raise
from colligate.assessments.results import Evidence, Finding, Flip
from colligate.assessments.rule import Left, Tally
from colligate.assessments.structure import NOTHING, Reading, read
from colligate.lenses.lens import Code, Lens
from colligate.programmes.programme import Programme
from colligate.sources.source import Search

_KINDS = {"source": 0, "publisher": 1, "coder": 2}
#: Findings by subject and lens, in the order of all findings.
Read = dict[tuple[str | None, str], tuple[Finding, ...]]


def findings(material: Material, cells: Cells, known: Mapping[tuple[str | None, str], tuple[Finding, ...]]) -> Read:
    """Return the finding of every cell, examined or not.

    Every Programme is read through every lens; any other subject through the lenses with which somebody coded a
    passage about it, and codings about nothing likewise. Programmes come first, in the order said, then the other
    subjects by id, then codings about nothing; codes in the order of the lenses. What is `known` of a subject through
    a lens is taken over.
    """
    programmes = dict.fromkeys(programme.id for programme in material.said(Programme))
    others = sorted(subject for subject in cells if subject is not None and subject not in programmes)
    subjects: list[str | None] = [*programmes, *others, *([None] if None in cells else [])]
    judged, searched = _judgements(material), Searched(material)
    found: Read = {}
    for subject in subjects:
        mine = cells.get(subject, {})
        used = {code.partition("/")[0] for code in mine}
        for lens in material.lenses.values():
            if subject in programmes or lens.id in used:
                through = known.get((subject, lens.id))
                found[subject, lens.id] = through or tuple(_through(lens, subject, mine, judged, searched))
    return found


class Searched:
    """Which codes were searched for, about which subjects."""

    def __init__(self, material: Material) -> None:
        """Read the logged searches."""
        self._searches: defaultdict[str, list[Search]] = defaultdict(list)
        for search in material.said(Search):
            for code in search.codes:
                self._searches[code].append(search)
        #: Every code that any search names.
        self.codes = frozenset(self._searches)

    def of(self, code: str, subject: str | None) -> tuple[str, ...]:
        """Return the ids of the searches for a code (``lens/code``) that were about the subject, or about all."""
        return tuple(s.id for s in self._searches.get(code, ()) if not s.about or subject in s.about)


def key(subject: str | None, code: str) -> str:
    """Name the finding of one cell: ``subject@lens/code``."""
    return f"{subject or ''}@{code}"


def _judgements(material: Material) -> dict[str, tuple[str, ...]]:
    judged: defaultdict[str, list[str]] = defaultdict(list)
    for judgement in material.said(Judgement):
        judged[judgement.finding].append(judgement.id)
    return {finding: tuple(ids) for finding, ids in judged.items()}


def _through(
    lens: Lens,
    subject: str | None,
    cells: Mapping[str, Sequence[Evidence]],
    judged: dict[str, tuple[str, ...]],
    searched: Searched,
) -> Iterator[Finding]:
    """Yield one subject's findings through one lens, each concept before its criteria."""
    known: dict[str, Reading] = {}

    def direct(path: str) -> Reading:
        if path not in known:
            rows = cells.get(f"{lens.id}/{path}")
            tally = Tally(rows) if rows else None
            known[path] = Reading(level=tally.level(), flips=tally.flips()) if tally else NOTHING
        return known[path]

    for reference, code in lens.walk():
        path = reference.partition("/")[2]
        below = list(_references(reference, code))
        reading = read(code, path, direct)
        name = key(subject, reference)
        yield _finding(
            name, subject, lens.id, path, code, reading,
            own=cells.get(reference, ()),
            rows=[row for part in below for row in cells.get(part, ())],
            examined=any(part in cells or searched.of(part, subject) for part in below),
            judgements=judged.get(name, ()),
        )  # fmt: skip


def _references(reference: str, code: Code) -> Iterator[str]:
    yield reference
    for child in code.codes:
        yield from _references(f"{reference}.{child.id}", child)


def _finding(
    name: str,
    subject: str | None,
    lens: str,
    path: str,
    code: Code,
    reading: Reading,
    *,
    own: Sequence[Evidence],
    rows: Sequence[Evidence],
    examined: bool,
    judgements: tuple[str, ...],
) -> Finding:
    # What is coded with a concept itself is shown, but only its criteria set the level.
    shown_only = {row.id for row in own} if code.needs is not None and code.codes else set()
    supporting = [row for row in rows if row.stance == "supports" and row.id not in shown_only]
    sources = {row.source: row.self_reported for row in supporting}
    return Finding(
        key=name,
        programme=subject,
        lens=lens,
        code=path,
        level=reading.level,
        supporting=tuple(row.id for row in supporting),
        contradicting=tuple(row.id for row in rows if row.stance == "contradicts" and row.id not in shown_only),
        mentions=tuple(row.id for row in rows if row.stance == "mentions" or row.id in shown_only),
        self_reported_sources=sum(sources.values()),
        supporting_sources=len(sources),
        parts=reading.parts,
        needs=reading.needs,
        flips_on=tuple(_flips(reading)),
        would_raise=would_raise(reading, rows),
        examined=examined,
        judgements=judgements,
    )


def _flips(reading: Reading) -> Iterator[Flip]:
    def order(left: Left) -> tuple[int, str]:
        return _KINDS[left[0]], left[1]

    for left in sorted(reading.flips, key=order):
        yield Flip(kind=left[0], id=left[1], to=reading.flips[left])
