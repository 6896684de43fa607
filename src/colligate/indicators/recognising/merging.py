"""Setting series of different texts side by side where they measure the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from colligate.indicators.recognising.found import Point, SeriesFound
from colligate.indicators.recognising.likeness import nouns, within


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """Series of one or more texts that measure the same thing; nothing of them is averaged or chosen."""

    #: Key, name, concept, unit and area of the first of its members that says most.
    key: str
    name: str
    concept: str
    unit: str = ""
    area: str = ""
    scale: tuple[str, ...] = ()
    ordinal: bool = False
    #: Text and series, in the order given.
    members: tuple[tuple[str, SeriesFound], ...]
    #: Why its members are held to be the same; empty for a single one.
    why: str = ""

    @property
    def span(self) -> str:
        """The span that a member's caption states."""
        return next((member.span for _, member in self.members if member.span), "")

    def points(self) -> Iterator[tuple[str, Point]]:
        """Yield every point with the text it stands in."""
        for text, member in self.members:
            for point in member.points:
                yield text, point


def merge_series(per_text: Mapping[str, Sequence[SeriesFound]], language: str = "en") -> tuple[Joined, ...]:
    """Join the series of several texts that measure the same thing; where that is unsure they stay apart.

    Same means: the meaning words of one name are all among the other's, the verb of counting is the same where both
    have one, areas do not differ, and units agree. A series that fits two others which differ is joined to neither.
    """
    every = [(text, one) for text, found in per_text.items() for one in found]
    groups: list[list[tuple[str, SeriesFound]]] = []
    for text, one in sorted(every, key=lambda pair: -len(nouns(pair[1].concept, language))):
        fitting = [group for group in groups if all(_same(one, member, language) for _, member in group)]
        if len(fitting) == 1:
            fitting[0].append((text, one))
        else:
            groups.append([(text, one)])
    order = {id(one): place for place, (_, one) in enumerate(every)}
    ordered = [sorted(group, key=lambda pair: order[id(pair[1])]) for group in groups]
    return tuple(_joined(group, language) for group in sorted(ordered, key=lambda group: order[id(group[0][1])]))


def _same(one: SeriesFound, other: SeriesFound, language: str) -> bool:
    if one.ordinal != other.ordinal or (one.area and other.area and one.area != other.area):
        return False
    if one.ordinal:
        return one.name == other.name and bool(one.scale or one.area == other.area)
    if one.unit and other.unit and one.unit != other.unit and not _counts(one, other):
        return False
    return within(nouns(one.concept, language), nouns(other.concept, language))


def _counts(one: SeriesFound, other: SeriesFound) -> bool:
    """Say whether both units are things counted; *people* and *victims* do not exclude each other."""
    return all(unit.isalpha() and unit.islower() for unit in (one.unit, other.unit))


def _joined(group: list[tuple[str, SeriesFound]], language: str) -> Joined:
    lead = max((one for _, one in group), key=lambda one: len(nouns(one.concept, language)))
    area = lead.area or next((one.area for _, one in group if one.area), "")
    names = ", ".join(dict.fromkeys(f"\u201c{one.concept}\u201d" for _, one in group))
    return Joined(
        key=lead.key, name=lead.name, concept=lead.concept, unit=lead.unit, area=area, scale=lead.scale,
        ordinal=lead.ordinal, members=tuple(group), why=names if len(group) > 1 else "",
    )  # fmt: skip
