"""Everything derived from a study's records, put together."""

from __future__ import annotations

from colligate.assessments.chain import chains
from colligate.assessments.coverage import Coverages
from colligate.assessments.evidence import evidence
from colligate.assessments.findings import findings
from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.assessments.standing import Standings


def assess(material: Material) -> Assessment:
    """Assess a study: the same records, in whatever order, give the same result."""
    found = evidence(material, Standings(material))
    read = findings(material, found)
    by_key = {finding.key: finding for finding in read}
    return Assessment(
        findings=tuple(read),
        coverage=tuple(Coverages(material, found).all()),
        chains=tuple(chains(material, by_key)),
        evidence=tuple(found),
    )
