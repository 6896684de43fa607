"""Interventions: named programmes, projects, seminars and trainings, with what the sentences on them say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from colligate.codings.recognising.about import abouts
from colligate.languages import alternatives, languages, words
from colligate.programmes.programme import ProgrammeKind
from colligate.programmes.recognising.dates import DateMention
from colligate.programmes.recognising.events import EventFound
from colligate.programmes.recognising.found import Entities
from colligate.programmes.recognising.names import key
from colligate.programmes.recognising.programme_fields import Counted, FieldFound, fields
from colligate.programmes.recognising.programme_names import Named, meant, names, same
from colligate.sources.outline import Mention, OpenText, Unit

#: What a word of a kind weighs in the programme's own name, in headings over it, and in a sentence on it.
_IN_NAME, _IN_HEADING, _IN_SENTENCE = 5, 3, 1


#: What the words of a kind must weigh, at least and for each sentence.
_CERTAIN, _SHARE = 1, 0.25
#: Fields one of which a programme must have whose noun is never capitalised.
_SHOWING = frozenset({"implementer", "start", "date", "output"})


class InterventionFound(msgspec.Struct, frozen=True, kw_only=True):
    """A programme, project, seminar or other intervention that a text names."""

    #: Stable: made from the name alone.
    key: str
    #: The fullest form.
    name: str
    aliases: tuple[str, ...] = ()
    kind: ProgrammeKind
    fields: tuple[FieldFound, ...] = ()
    #: Where it is named.
    mentions: tuple[Mention, ...]
    #: Numbers of the units that speak of it and of no other programme.
    units: tuple[int, ...] = ()

    def all(self, field: str) -> tuple[FieldFound, ...]:
        """Return every value told for a field, in the order of the text."""
        return tuple(one for one in self.fields if one.field == field)


class _Facts(NamedTuple):
    entities: Entities
    dates: Sequence[DateMention]
    counted: Sequence[Counted]
    happened: Sequence[Mention]


def interventions(
    text: OpenText,
    entities: Entities,
    events: Sequence[EventFound] = (),
    dates: Sequence[DateMention] = (),
    counted: Sequence[Counted] = (),
) -> tuple[InterventionFound, ...]:
    """Return the interventions that a text names, those with most sentences first.

    Args:
        text: The text.
        entities: Its actors and places.
        events: Its events; those told in sentences on a programme date it.
        dates: Its dates, without the years of citations.
        counted: Its quantities; those beside a word of delivery are outputs.
    """
    if text.language not in languages():
        return ()
    held: dict[int, list[tuple[int, int]]] = {}
    for mention in _mentions(entities, dates):
        held.setdefault(mention.unit, []).append((mention.start, mention.end))
    groups = _groups(names(text, held), text.language)
    called = {_key(group): _names(group) for group in groups}
    spoken = abouts(text, called, _meant(text, groups))
    accounts = [account for event in events for account in event.accounts]
    happened = [account.mention for account in accounts if account.source == text.source]
    found = [_found(text, group, spoken, _Facts(entities, dates, counted, happened)) for group in groups]
    kept = [
        one
        for one, group in zip(found, groups, strict=True)
        if any(field.field in _SHOWING for field in one.fields) or any(_capital(name) for name in group)
    ]
    return tuple(sorted(kept, key=lambda one: (-len(one.units), one.key)))


def spoken_of(found: Iterable[InterventionFound]) -> dict[int, str]:
    """Return the number of each unit that speaks of one intervention, with the intervention's key."""
    return {number: one.key for one in found for number in one.units}


def _mentions(entities: Entities, dates: Sequence[DateMention]) -> list[Mention]:
    found = [mention for group in (entities.actors, entities.places) for one in group for mention in one.mentions]
    return [*found, *dates]


def _groups(found: Sequence[Named], language: str) -> list[list[Named]]:
    """Gather the names of one programme; a group needs one that is written as a name."""
    groups: list[list[Named]] = []
    for name in sorted(found, key=lambda one: (one.heading, not one.proper, one.mention.unit)):
        at = next((group for group in groups if any(same(name, other, language) for other in group)), None)
        if at is None:
            groups.append([name])
        else:
            at.append(name)
    return [sorted(group, key=lambda one: one.mention.unit) for group in groups if any(one.proper for one in group)]


def _key(group: Sequence[Named]) -> str:
    return key(_name(group))


def _name(group: Sequence[Named]) -> str:
    """Return the name most used in sentences, of these the fullest; headings are often put otherwise."""
    used = Counter(one.name for one in group if not one.heading) or Counter(one.name for one in group)
    return max(used, key=lambda name: (name[0].isupper(), len(set(name.casefold().split())), used[name], name))


def _names(group: Sequence[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([_name(group), *(one.name for one in group), *_made_up(group)]))


def _made_up(group: Sequence[Named]) -> Iterable[str]:
    """Yield words with a capital inside, which stand for the programme by themselves: *eLearning*."""
    return (match[0] for one in group for match in re.finditer(r"(?<![\w-])[a-z]-?[A-Z][a-z]\w{2,}", one.name))


def _meant(text: OpenText, groups: Sequence[Sequence[Named]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    called = [(_key(group), _distinct(group)) for group in groups]
    for unit in text.outline.units:
        for slug, distinct in called:
            if unit.kind in {"sentence", "item", "heading"} and any(
                meant(unit, one, text.language) for one in distinct
            ):
                found.setdefault(unit.number, []).append(slug)
    return found


def _distinct(group: Sequence[Named]) -> list[Named]:
    """Return one of those names that are told apart by the same words."""
    return list({(one.head, one.core, one.name.casefold()): one for one in group}.values())


def _found(
    text: OpenText,
    group: Sequence[Named],
    spoken: dict[int, str],
    facts: _Facts,
) -> InterventionFound:
    name, slug = _name(group), _key(group)
    named, distinct = {one.mention.unit: one.mention for one in reversed(group)}, _distinct(group)
    numbers = tuple(number for number, one in spoken.items() if one == slug)
    told = [
        field
        for number in numbers
        for field in fields(
            text.outline.units[number],
            _place(text.outline.units[number], named.get(number), distinct, text.language),
            facts.entities,
            [date for date in facts.dates if date.unit == number],
            [one for one in facts.counted if one.unit == number],
            [one for one in facts.happened if one.unit == number],
            text.language,
        )
    ]
    return InterventionFound(
        key=slug,
        name=name,
        aliases=tuple(one for one in _names(group) if one != name),
        kind=_kind(text, group, [text.outline.units[number] for number in numbers]),
        fields=_once(told),
        mentions=tuple(one.mention for one in group),
        units=numbers,
    )


def _place(unit: Unit, named: Mention | None, group: Sequence[Named], language: str) -> tuple[int, int] | None:
    """Return where a sentence names a programme, or its noun where it names it in other words."""
    if named:
        return named.start, named.end
    for one in group:
        if meant(unit, one, language) and (at := unit.words.casefold().find(one.head)) >= 0:
            return at, at + len(one.head)
    return None


def _capital(name: Named) -> bool:
    """Say whether the noun of a name is capitalised too, outside headings."""
    noun = [word for word in name.name.split() if word.casefold().startswith(name.head)]
    return not name.heading and name.proper and bool(noun) and noun[0][0].isupper()


def _once(told: Sequence[FieldFound]) -> tuple[FieldFound, ...]:
    """Keep one of each value of a field; actors and places are told once however often they are named."""
    kept: dict[tuple[str, str, str], FieldFound] = {}
    for one in told:
        kept.setdefault((one.field, one.refers or one.value, one.unit), one)
    return tuple(kept.values())


def _kind(text: OpenText, group: Sequence[Named], sentences: Collection[Unit]) -> ProgrammeKind:
    weights: Counter[ProgrammeKind] = Counter()
    sections = {unit.section for unit in sentences}
    headings = [one for one in group if one.heading]
    for kind, pattern in _kinds(text.language).items():
        weights[kind] += _IN_NAME * sum(bool(pattern.search(one)) for one in {one.name.casefold() for one in group})
        over = {one.mention.unit for one in headings if text.outline.units[one.mention.unit].section in sections}
        weights[kind] += _IN_HEADING * sum(bool(pattern.search(text.outline.units[number].words)) for number in over)
        weights[kind] += _IN_SENTENCE * sum(bool(pattern.search(unit.words)) for unit in sentences)
    ranked = weights.most_common(2)
    certain = ranked[0][1] >= max(_CERTAIN, _SHARE * len(sentences)) and ranked[0][1] > ranked[1][1]
    return ranked[0][0] if certain else "other"


@cache
def _kinds(language: str) -> dict[ProgrammeKind, re.Pattern[str]]:
    return {
        kind: re.compile(rf"\b(?:{alternatives(cues)})\b", re.IGNORECASE)
        for kind, cues in words("programmes", language)["kinds"].items()
    }
