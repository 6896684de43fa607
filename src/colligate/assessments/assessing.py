"""Everything derived from a study's records, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from colligate.assessments.chain import chains
from colligate.assessments.claims import check_claims
from colligate.assessments.claims.ground import Ground
from colligate.assessments.conflicts import conflicts, preferred
from colligate.assessments.coverage import Coverages, Covered
from colligate.assessments.dates import Dates
from colligate.assessments.evidence import Cells, cells_of, evidence
from colligate.assessments.findings import Read, findings
from colligate.assessments.material import Material
from colligate.assessments.results import Assessment, Evidence, Point, Series
from colligate.assessments.sourced import Sourced
from colligate.assessments.standing import Standings
from colligate.assessments.windows import Windows
from colligate.codings.coding import Coding
from colligate.indicators.indicator import Observation
from colligate.indicators.series import steps
from colligate.sources.passage import Passage


class Assessed:
    """An assessment with what it was read from, so that the next one need not read all of it again."""

    def __init__(self, material: Material, found: list[Evidence], cells: Cells, read: Read, covered: Covered) -> None:
        """Read findings and coverage where they are not known, and everything else.

        Args:
            material: What is assessed.
            found: The evidence, in the order said.
            cells: The same by subject and code.
            read: Findings known to be what `material` gives.
            covered: Coverage known to be what `material` gives.
        """
        coverages = Coverages(material, cells)
        self.material, self.found, self.cells = material, found, cells
        #: What any further claim can be set against.
        self.ground: Ground
        self.read, self.covered = findings(material, cells, read), coverages.all(covered)
        self.assessment = self._assess(coverages)

    @cached_property
    def awaited(self) -> frozenset[str]:
        """Ids of passages that codings name and nobody has said."""
        codings = self.material.of(Coding)
        if len(codings) == len(self.found):
            return frozenset()
        return frozenset(one.passage for one in codings if self.material.get(Passage, one.passage) is None)

    def _assess(self, coverages: Coverages) -> Assessment:
        material = self.material
        by_key = {finding.key: finding for group in self.read.values() for finding in group}
        sourced, dates = Sourced(material), Dates(material)
        windows, chained = Windows(material, sourced), chains(material, by_key)
        self.ground = Ground(
            material=material,
            sourced=sourced,
            dates=dates,
            windows=windows,
            coverages=coverages,
            findings=by_key,
            chains={chain.programme: chain for chain in chained},
        )
        return Assessment(
            findings=tuple(by_key.values()),
            claims=tuple(check_claims(self.ground)),
            coverage=tuple(row for group in self.covered.values() for row in group),
            chains=tuple(chained),
            windows=tuple(windows.all()),
            conflicts=tuple(conflicts(material, dates, sourced)),
            series=tuple(_series(material, sourced)),
            evidence=tuple(self.found),
        )


def assessed(material: Material) -> Assessed:
    """Assess a study and keep what the assessment was read from."""
    found = evidence(material, Standings(material))
    return Assessed(material, found, cells_of(found), {}, {})


def assess(material: Material) -> Assessment:
    """Assess a study: the same records, in whatever order, give the same result."""
    return assessed(material).assessment


def _series(material: Material, sourced: Sourced) -> Iterator[Series]:
    grouped: defaultdict[tuple[str, str], list[Observation]] = defaultdict(list)
    for observation in material.said(Observation):
        grouped[observation.indicator, observation.area].append(observation)
    for (indicator, area), observations in sorted(grouped.items()):
        points = (
            Point(
                period=step.period,
                observations=tuple(observation.id for observation in step.observations),
                value=step.value,
                state=step.state,
            )
            for step in steps(observations, prefer=lambda o: preferred(material, o, sourced))
        )
        yield Series(indicator=indicator, area=area, points=tuple(points))
