"""Series and their values."""

from __future__ import annotations

from collections.abc import Iterator

from colligate.indicators.indicator import Break, Indicator, Observation
from colligate.indicators.recognising.merging import Joined
from colligate.programmes.recognising.places import area_code
from colligate.sources.outline import Mention
from colligate.suggestions.drafting.desk import Desk, rule
from colligate.suggestions.drafts import content_id

#: What stands where a text names no area.
_NO_AREA = "unstated"


def series(desk: Desk) -> None:
    """Propose indicators and their values; one value told in several places of a text is one observation."""
    for joined in desk.found.series:
        identity = desk.ids[joined.key] = desk.drafts.free(f"series-{joined.key}")
        desk.drafts.propose(
            Indicator, identity, rule=rule("series"), why=joined.why or "Values with their periods.",
            name=joined.name, concept=joined.concept, unit=joined.unit, scale=joined.scale, note=joined.why,
            breaks=tuple(_breaks(desk, joined)),
        )  # fmt: skip
        for (text, period, value, qualifier), mentions in _points(joined).items():
            opened = desk.by_text[text]
            desk.drafts.propose(
                Observation, content_id("obs", identity, text, period, value or "", qualifier),
                rule=rule("series"), why="A value and its period in one statement.", indicator=identity,
                area=area(joined.area, opened.language), period=period, value=value, qualifier=qualifier,
                cites=desk.cited_for(opened.source, mentions), passages=desk.drafts.sentences(opened, mentions),
            )  # fmt: skip


def _breaks(desk: Desk, joined: Joined) -> Iterator[Break]:
    """Yield a break where a text takes numbers of one series from the works of different authors.

    They may count differently; whether they do is for a person to find out. Ratings are given by one body anyway.
    """
    if joined.ordinal:
        return
    for name, member in joined.members:
        text = desk.by_text[name]
        before = ""
        for point in sorted(member.points, key=lambda point: point.period):
            cited = desk.cited_for(text.source, [point.mention])
            author = _author(desk, cited) if cited else ""
            if author and before and author != before:
                reason = f"The values before are taken from {before}, those from here on from {author}."
                passages = (desk.drafts.sentence(text, point.mention),)
                yield Break(period=point.period, reason=reason, passages=passages)
            before = author or before


def _author(desk: Desk, citation: str) -> str:
    return str(desk.drafts.suggestions[citation].proposes["key"]).rpartition(",")[0]


def _points(joined: Joined) -> dict[tuple[str, str, str | None, str], list[Mention]]:
    found: dict[tuple[str, str, str | None, str], list[Mention]] = {}
    for text, point in joined.points():
        found.setdefault((text, point.period, point.value, point.qualifier), []).append(point.mention)
    return found


def area(name: str, language: str) -> str:
    """Return an area as a code: of a country its own, of anything else the name without blanks."""
    return area_code(name, language) or "-".join(name.split()) or _NO_AREA
