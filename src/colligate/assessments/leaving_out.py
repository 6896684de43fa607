"""What rests on what: which findings change, from what to what, if one source, publisher or coder is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec

from colligate.assessments.evidence import cells_of
from colligate.assessments.findings import findings
from colligate.assessments.material import Material
from colligate.assessments.results import Evidence, Finding, Flip, Level

Kind = Literal["source", "publisher", "coder"]
KINDS: tuple[Kind, ...] = ("source", "publisher", "coder")
#: What can be left out together, and what is then said to be left out.
Group = Literal["self-reported", "secondary", "unknown"]
GROUPS: dict[Group, str] = {
    "self-reported": "every self-reported account",
    "secondary": "every source that is not primary",
    "unknown": "every source whose publisher nobody recorded",
}
_KEPT: dict[Group, Callable[[Evidence], bool]] = {
    "self-reported": lambda item: not item.self_reported,
    "secondary": lambda item: item.primary,
    "unknown": lambda item: item.self_reported or item.independent,
}


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """One finding and where it would stand."""

    key: str
    before: Level
    after: Level


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """One thing left out, and the findings that change with it."""

    kind: Literal["source", "publisher", "coder", "group"]
    #: Id of the Source or Actor, name of the coder, or the word of the group.
    id: str
    moved: tuple[Moved, ...]

    @property
    def ways(self) -> dict[tuple[Level, Level], int]:
        """How many findings go from which level to which, the commonest first."""
        counted: Counter[tuple[Level, Level]] = Counter((one.before, one.after) for one in self.moved)
        return dict(counted.most_common())


class Resting(msgspec.Struct, frozen=True, kw_only=True):
    """How findings rest on single sources, publishers and coders."""

    #: Findings with support.
    supported: int
    #: Of these, those with one supporting source.
    on_one_source: int
    #: Of these, those that change if some one source (publisher, coder) is left out.
    changing: dict[Kind, int]
    #: What changes findings, those that change most first.
    left_out: tuple[LeftOut, ...]


def resting(found: Iterable[Finding]) -> Resting:
    """Gather the flips that findings carry by what is left out. Linear in the flips."""
    moved: defaultdict[tuple[Kind, str], list[Moved]] = defaultdict(list)
    changing: Counter[Kind] = Counter()
    supported = [finding for finding in found if finding.supporting]
    for finding in supported:
        changing.update({flip.kind for flip in finding.flips_on})
        for flip in finding.flips_on:
            moved[flip.kind, flip.id].append(_moved(finding, flip))
    ordered = sorted(moved.items(), key=lambda item: (-len(item[1]), KINDS.index(item[0][0]), item[0][1]))
    return Resting(
        supported=len(supported),
        on_one_source=sum(finding.supporting_sources == 1 for finding in supported),
        changing={kind: changing[kind] for kind in KINDS},
        left_out=tuple(LeftOut(kind=kind, id=name, moved=tuple(rows)) for (kind, name), rows in ordered),
    )


def without_group(material: Material, evidence: Sequence[Evidence], found: Iterable[Finding], group: Group) -> LeftOut:
    """Read every finding again without one group of evidence; costs as much as the first reading did."""
    kept = [item for item in evidence if _KEPT[group](item)]
    read = findings(material, cells_of(kept), {})
    after: dict[str, Level] = {finding.key: finding.level for through in read.values() for finding in through}
    moved = [_to(one, after.get(one.key, "absent")) for one in found if after.get(one.key, "absent") != one.level]
    return LeftOut(kind="group", id=group, moved=tuple(moved))


def _moved(finding: Finding, flip: Flip) -> Moved:
    return _to(finding, flip.to)


def _to(finding: Finding, level: Level) -> Moved:
    return Moved(key=finding.key, before=finding.level, after=level)
