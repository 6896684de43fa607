"""The standing rule: the level of a finding, read off its evidence, and what the level would be with some left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from colligate.assessments.results import Evidence, Level

#: What can be left out: all evidence of one source, of one publisher's sources, or of one coder.
Left = tuple[Literal["source", "publisher", "coder"], str]


class Tally:
    """The sources that speak for and against, which is all that the rule looks at."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        """Count each source once for each side it speaks for; mentions speak for neither."""
        #: Source to the coders who found it to speak so.
        self.supporting: defaultdict[str, set[str]] = defaultdict(set)
        self.contradicting: defaultdict[str, set[str]] = defaultdict(set)
        self.independent: set[str] = set()
        self.primary: set[str] = set()
        self.publishers: dict[str, str | None] = {}
        for item in evidence:
            if item.stance == "mentions":
                continue
            side = self.supporting if item.stance == "supports" else self.contradicting
            side[item.source].add(item.coder)
            self.publishers[item.source] = item.publisher
            if item.stance == "supports" and item.independent:
                self.independent.add(item.source)
                if item.primary:
                    self.primary.add(item.source)

    def level(self) -> Level:
        """Return the level of all the evidence."""
        return self._without((), ())

    def flips(self) -> dict[Left, Level]:
        """Return what, left out by itself, changes the level, and to which."""
        now, fewest = self.level(), self._fewest()
        changed: dict[Left, Level] = {}
        for left, supporting, contradicting in self._leavable(fewest):
            if len(supporting) < fewest and len(contradicting) < fewest:
                continue
            level = self._without(supporting, contradicting)
            if level != now:
                changed[left] = level
        return changed

    def _fewest(self) -> int:
        """Return how many sources must be left out before the level can change; most cells hold too many for that."""
        turns_at = ((self.supporting, 1), (self.contradicting, 1), (self.independent, 2), (self.primary, 1))
        return min((max(1, len(side) - least + 1) for side, least in turns_at if side), default=0)

    def _leavable(self, fewest: int) -> Iterator[tuple[Left, Collection[str], Collection[str]]]:
        """Yield each thing that can be left out with the sources that then no longer support, or contradict."""
        by_publisher: defaultdict[str, set[str]] = defaultdict(set)
        for source, publisher in self.publishers.items():
            if fewest <= 1:
                yield ("source", source), (source,), (source,)
            if publisher:
                by_publisher[publisher].add(source)
        for publisher, sources in by_publisher.items():
            yield ("publisher", publisher), sources, sources
        supported, contradicted = _by_sole_coder(self.supporting), _by_sole_coder(self.contradicting)
        for coder in {*supported, *contradicted}:
            yield ("coder", coder), supported.get(coder, set()), contradicted.get(coder, set())

    def _without(self, supporting: Collection[str], contradicting: Collection[str]) -> Level:
        return _level(
            supports=_left(self.supporting, supporting) > 0,
            contradicts=_left(self.contradicting, contradicting) > 0,
            independent=_left(self.independent, supporting),
            primary=_left(self.primary, supporting),
        )


def level(evidence: Iterable[Evidence]) -> Level:
    """Read the level off the evidence by the standing rule (see `RULE`)."""
    return Tally(evidence).level()


def _left(sources: Collection[str], without: Collection[str]) -> int:
    # Asked once for everything that can be left out: `without` is short, `sources` may not be.
    return len(sources) - sum(source in sources for source in without)


def _level(*, supports: bool, contradicts: bool, independent: int, primary: int) -> Level:
    if contradicts:
        return "contested" if supports else "refuted"
    if not supports:
        return "absent"
    if independent >= 2 and primary:
        return "established"
    return "corroborated" if independent else "claimed"


def _by_sole_coder(side: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return, for each coder, the sources that speak so by this coder's word alone."""
    alone: defaultdict[str, set[str]] = defaultdict(set)
    for source, coders in side.items():
        if len(coders) == 1:
            alone[next(iter(coders))].add(source)
    return alone
