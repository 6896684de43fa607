"""How far evidence reaches along each programme's results chain."""

from __future__ import annotations

from collections.abc import Mapping

from colligate.assessments.findings import key
from colligate.assessments.material import Material
from colligate.assessments.results import LEVELS, Chain, ChainLink, Finding
from colligate.programmes.programme import Programme

#: The lens whose codes are the links.
LENS = "results-chain"
LINKS = ("input", "activity", "output", "outcome", "impact")
_SHOWN = LEVELS.index("claimed")


def chains(material: Material, findings: Mapping[str, Finding]) -> list[Chain]:
    """Return the chain of every programme, in the order said; none where the lens is not in use."""
    if LENS not in material.lenses:
        return []
    return [_chain(programme.id, findings) for programme in material.said(Programme)]


def _chain(programme: str, findings: Mapping[str, Finding]) -> Chain:
    links = tuple(_link(name, findings.get(key(programme, f"{LENS}/{name}"))) for name in LINKS)
    shown = [link.link for link in links if LEVELS.index(link.level) >= _SHOWN]
    return Chain(programme=programme, links=links, reaches=shown[-1] if shown else None)


def _link(name: str, finding: Finding | None) -> ChainLink:
    if finding is None:
        return ChainLink(link=name, level="absent")  # pyright: ignore[reportArgumentType]
    codings = (*finding.supporting, *finding.contradicting)
    return ChainLink(link=name, level=finding.level, codings=codings)  # pyright: ignore[reportArgumentType]
