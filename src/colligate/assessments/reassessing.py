"""An assessment after a few more acts: what they cannot have touched is taken over from the one before.

A coding touches its own evidence and the findings and coverage of its subject through its lens; a judgement touches
the findings of its subject through its lens. Claims, chains, windows, conflicts and series are read again from these,
since they are few. Anything else (who published what, who belongs to whom, what was searched for) can touch all: then
everything is read anew.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from colligate.assessments.assessing import Assessed, assessed
from colligate.assessments.claim import Claim
from colligate.assessments.evidence import Cells, resolved
from colligate.assessments.judgement import Judgement
from colligate.assessments.material import Material, when
from colligate.assessments.results import Evidence
from colligate.assessments.standing import Standings
from colligate.codings.coding import Coding, Memo
from colligate.indicators.indicator import Observation
from colligate.record import Record, Suggestion
from colligate.sources.passage import Passage
from colligate.sources.source import Citation

#: What is followed here, and what neither evidence nor findings nor coverage are read from.
_FOLLOWED = frozenset({Coding, Judgement, Passage, Memo, Observation, Claim, Citation, Suggestion})
#: Beyond so many changes it is as quick to read everything anew.
_MANY = 1_000


def reassessed(known: Assessed, material: Material, changed: Collection[str]) -> Assessed:
    """Return what `assessed(material)` returns.

    Args:
        known: An assessment of what stood before.
        material: What stands now.
        changed: Ids of all records that differ between the two; more do no harm.
    """
    pairs = [(known.material.by_id.get(identity), material.by_id.get(identity)) for identity in changed]
    if not _can_follow(known, material, pairs):
        return assessed(material)
    old = [before for before, _ in pairs if isinstance(before, Coding)]
    standings = Standings(material)
    new = [item for _, now in pairs if isinstance(now, Coding) and (item := resolved(now, material, standings))]
    found, cells = list(known.found), _Cells(known.cells)
    gone = [item for coding in old if (item := _taken_out(found, coding, known.material))]
    for item in gone:
        cells.own(item).remove(item)

    def order(item: Evidence) -> tuple[datetime, str]:
        return when(material.by_id[item.id])

    for item in new:
        insort(found, item, key=order)
        insort(cells.own(item), item, key=order)
    touched = {(item.about, item.code.partition("/")[0]) for item in (*gone, *new)}
    judged = touched | set(_judged(record for pair in pairs for record in pair))
    return Assessed(
        material, found, cells.all(),
        {name: group for name, group in known.read.items() if name not in judged},
        {name: group for name, group in known.covered.items() if name not in touched},
    )  # fmt: skip


def _can_follow(known: Assessed, material: Material, pairs: Collection[tuple[Record | None, Record | None]]) -> bool:
    """Say whether nothing changed but what is followed here."""
    before = known.material
    if len(pairs) > _MANY or before.lenses != material.lenses or before.organisation != material.organisation:
        return False
    for old, now in pairs:
        if any(type(record) not in _FOLLOWED for record in (old, now) if record):
            return False
        # Codings of a passage said before can come to bear on something else; so can those that waited for it.
        if Passage in (type(old), type(now)) and (old or (now and now.id in known.awaited)):
            return False
    return True


class _Cells:
    """Evidence by subject and code, in which only the cells that change are copied."""

    def __init__(self, cells: Cells) -> None:
        self._new: dict[str | None, dict[str, Sequence[Evidence]]] = {**cells}  # pyright: ignore[reportAttributeAccessIssue]
        self._subjects: set[str | None] = set()
        self._owned: dict[tuple[str | None, str], list[Evidence]] = {}

    def own(self, item: Evidence) -> list[Evidence]:
        """Return the cell of an item, to be changed."""
        if item.about not in self._subjects:
            self._subjects.add(item.about)
            self._new[item.about] = dict(self._new.get(item.about, {}))
        mine = self._new[item.about]
        if (item.about, item.code) not in self._owned:
            mine[item.code] = self._owned[item.about, item.code] = list(mine.get(item.code, ()))
        return self._owned[item.about, item.code]

    def all(self) -> Cells:
        """Return the cells that hold something."""
        for (about, code), cell in self._owned.items():
            if not cell:
                del self._new[about][code]
        return {about: mine for about, mine in self._new.items() if mine}


def _taken_out(found: list[Evidence], coding: Coding, material: Material) -> Evidence | None:
    """Take the evidence of a coding out of all evidence; None where it bore nothing."""
    at = bisect_left(found, when(coding), key=lambda item: when(material.by_id[item.id]))
    return found.pop(at) if at < len(found) and found[at].id == coding.id else None


def _judged(records: Iterable[Record | None]) -> Iterator[tuple[str | None, str]]:
    """Yield the subjects and lenses of the findings that judgements are on."""
    for record in records:
        if isinstance(record, Judgement):
            subject, _, code = record.finding.rpartition("@")
            yield subject or None, code.partition("/")[0]
