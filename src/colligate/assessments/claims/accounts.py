"""The observations that speak to a claim, and whose they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from colligate.assessments.claim import Claim
from colligate.assessments.claims.ground import Ground, listed
from colligate.indicators.indicator import Indicator, Observation
from colligate.indicators.series import alike
from colligate.sources.source import Citation, Source


class Accounts:
    """Every account of one indicator in one area, parted into the manuscript's own, those seen, and those not read.

    Accounts of indicators held to be the same concept are among them.
    """

    def __init__(self, claim: Claim, indicator: str, area: str, ground: Ground) -> None:
        """Gather the accounts, in the order said."""
        self.claim, self.ground = claim, ground
        self.indicator = ground.material.get(Indicator, indicator)
        self.own: list[Observation] = []
        self.seen: list[Observation] = []
        self.unread: list[Observation] = []
        same = alike(indicator, ground.material.of(Indicator))
        for observation in ground.material.said(Observation):
            if observation.indicator in same and observation.area == area:
                self._part(observation)

    def _part(self, observation: Observation) -> None:
        sourced, manuscript = self.ground.sourced, self.claim.source
        if sourced.seen(observation, manuscript):
            self.seen.append(observation)
        elif sourced.told_elsewhere(observation, manuscript):
            self.unread.append(observation)
        elif sourced.sources(observation):
            self.own.append(observation)

    @cached_property
    def by_publisher(self) -> dict[str, list[Observation]]:
        """The accounts seen, by the publisher whose they are."""
        found: defaultdict[str, list[Observation]] = defaultdict(list)
        for observation in self.seen:
            for publisher in dict.fromkeys(
                self.ground.sourced.publisher(source)
                for source in self.ground.sourced.seen(observation, self.claim.source)
            ):
                found[publisher].append(observation)
        return dict(sorted(found.items()))

    def publishers(self, observations: Iterable[Observation]) -> str:
        """Name whose accounts these are."""
        wanted = {observation.id for observation in observations}
        ids = [who for who, theirs in self.by_publisher.items() if any(o.id in wanted for o in theirs)]
        return listed([self.ground.name(who) for who in ids])

    def citations_unseen(self, agreeing: Iterable[Observation], period: str) -> list[str]:
        """Return the keys of the documents cited for the claim that nobody here has read on this value.

        A cited document was not read where its key has no entry, or no entry has an account seen for the period.
        `agreeing` are the manuscript's own observations; what they cite is cited for the claim.
        """
        cited = [*self.claim.cites, *(o.cites for o in agreeing if o.cites)]
        read_here = {
            source.id
            for observation in self.seen
            if observation.period == period
            for source in self.ground.sourced.seen(observation, self.claim.source)
        }
        keys: dict[str, None] = {}
        for identity in cited:
            citation = self.ground.material.get(Citation, identity)
            if citation is None or not read_here.intersection(citation.entries):
                keys[citation.key if citation else identity] = None
        return list(keys)

    def titles(self, observations: Iterable[Observation]) -> str:
        """Name the sources of these accounts."""
        found: dict[str, Source] = {}
        for observation in observations:
            for source in self.ground.sourced.told_elsewhere(observation, self.claim.source):
                found[source.id] = source
        return listed([source.title for source in found.values()])
