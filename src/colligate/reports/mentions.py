"""How often a manuscript cites an actor's own words: the share of self-report, from the register of citations."""

from __future__ import annotations

from collections.abc import Collection

from colligate.assessments.material import Material
from colligate.programmes.actor import Actor
from colligate.sources.passage import Passage
from colligate.sources.source import Citation


def share_of_mentions(
    material: Material,
    publisher: str,
    *,
    start: Passage | None = None,
    end: Passage | None = None,
    without: Collection[str] = (),
) -> tuple[int, int]:
    """Return how many mentions cite a publisher (or one that belongs to it), of how many.

    Args:
        material: What stands in the study.
        publisher: Id of an Actor.
        start: Mentions before this passage do not count.
        end: Mentions after this passage do not count.
        without: Ids of Citations or of publishers that do not count, such as works of theory.
    """
    own = counted = 0
    for citation in material.of(Citation):
        if citation.id in without or citation.publisher in without:
            continue
        found = (material.get(Passage, identity) for identity in citation.passages)
        mentions = sum(1 for passage in found if passage and _within(passage, start, end))
        counted += mentions
        own += mentions if publisher in lineage(material, citation.publisher) else 0
    return own, counted


def lineage(material: Material, identity: str | None) -> list[str]:
    """Return an actor's id and those it belongs to, nearest first; a circle ends where it closes."""
    line: list[str] = []
    while identity and identity not in line:
        line.append(identity)
        actor = material.get(Actor, identity)
        identity = actor.part_of if actor else None
    return line


def _within(passage: Passage, start: Passage | None, end: Passage | None) -> bool:
    return (start is None or passage.start >= start.start) and (end is None or passage.start <= end.start)
