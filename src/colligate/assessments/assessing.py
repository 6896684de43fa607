"""Everything derived from a study's records, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from colligate.assessments.chain import chains
from colligate.assessments.claims import check_claims
from colligate.assessments.claims.ground import Ground
from colligate.assessments.conflicts import conflicts, preferred
from colligate.assessments.coverage import Coverages
from colligate.assessments.dates import Dates
from colligate.assessments.evidence import evidence
from colligate.assessments.findings import findings
from colligate.assessments.material import Material
from colligate.assessments.results import Assessment, Point, Series
from colligate.assessments.sourced import Sourced
from colligate.assessments.standing import Standings
from colligate.assessments.windows import Windows
from colligate.indicators.indicator import Observation
from colligate.indicators.series import steps


def assess(material: Material) -> Assessment:
    """Assess a study: the same records, in whatever order, give the same result."""
    found = evidence(material, Standings(material))
    read = findings(material, found)
    by_key = {finding.key: finding for finding in read}
    sourced, dates, coverages = Sourced(material), Dates(material), Coverages(material, found)
    windows, chained = Windows(material, sourced), chains(material, by_key)
    ground = Ground(
        material=material,
        sourced=sourced,
        dates=dates,
        windows=windows,
        coverages=coverages,
        findings=by_key,
        chains={chain.programme: chain for chain in chained},
    )
    return Assessment(
        findings=tuple(read),
        claims=tuple(check_claims(ground)),
        coverage=tuple(coverages.all()),
        chains=tuple(chained),
        windows=tuple(windows.all()),
        conflicts=tuple(conflicts(material, dates, sourced)),
        series=tuple(_series(material, sourced)),
        evidence=tuple(found),
    )


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
