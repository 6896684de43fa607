"""Everything derived from a study's records, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from colligate.assessments.chain import chains
from colligate.assessments.claims import check_claims
from colligate.assessments.claims.ground import Ground
from colligate.assessments.conflicts import conflicts, preferred
from colligate.assessments.coverage import Coverages
from colligate.assessments.dates import Dates
from colligate.assessments.evidence import evidence
from colligate.assessments.findings import findings
from colligate.assessments.material import Material
from colligate.assessments.results import Assessment, Chain, Evidence, Finding, Point, Series
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
    chained = chains(material, by_key)
    ground = _ground(material, found, by_key, chained)
    return Assessment(
        findings=tuple(read),
        claims=tuple(check_claims(ground)),
        coverage=tuple(ground.coverages.all()),
        chains=tuple(chained),
        windows=tuple(ground.windows.all()),
        conflicts=tuple(conflicts(material, ground.dates, ground.sourced)),
        series=tuple(_series(material, ground.sourced)),
        evidence=tuple(found),
    )


def ground_of(material: Material, assessment: Assessment) -> Ground:
    """Return what any further claim can be set against, from what was assessed already."""
    by_key = {finding.key: finding for finding in assessment.findings}
    return _ground(material, assessment.evidence, by_key, assessment.chains)


def _ground(
    material: Material, found: Iterable[Evidence], by_key: Mapping[str, Finding], chained: Iterable[Chain]
) -> Ground:
    sourced = Sourced(material)
    return Ground(
        material=material,
        sourced=sourced,
        dates=Dates(material),
        windows=Windows(material, sourced),
        coverages=Coverages(material, found),
        findings=by_key,
        chains={chain.programme: chain for chain in chained},
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
