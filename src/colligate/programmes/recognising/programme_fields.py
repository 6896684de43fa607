"""What sentences on a programme say of it: who, when, where, what for, what about, how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, Protocol

import msgspec

from colligate.languages import alternatives, words
from colligate.programmes.programme import FactField
from colligate.programmes.recognising.dates import DateMention
from colligate.programmes.recognising.found import Entities, NamedActor, NamedPlace
from colligate.sources.outline import Mention, Unit

#: Characters between a verb and its date, an actor and its verb, a preposition and the actor behind it.
_DATE, _DOER, _NEXT = 110, 60, 25
_SENTENCE = re.compile(r"[.;(]")
_LONGEST_VALUE = 200


class Counted(Protocol):
    """A quantity in a text, as a recogniser of quantities finds it."""

    @property
    def unit(self) -> int:
        """Number of the unit it stands in."""
        ...

    @property
    def start(self) -> int:
        """Offset in the unit's words."""
        ...

    @property
    def end(self) -> int:
        """One past its last character."""
        ...

    @property
    def value(self) -> str:
        """A decimal."""
        ...

    @property
    def measure(self) -> str:
        """What kind of number it is; empty for plain counts."""
        ...

    @property
    def counted(self) -> str:
        """What is counted, in the text's words."""
        ...


class FieldFound(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a programme as one sentence gives it. Differing values stand side by side."""

    field: FactField
    #: In the text's words; dates as `colligate.periods` reads them, outputs as decimals.
    value: str
    #: For counted values: what is counted, in the text's words.
    unit: str = ""
    #: Key of the `NamedActor` or `NamedPlace` that the value names.
    refers: str = ""
    mention: Mention


def fields(
    unit: Unit,
    name: tuple[int, int] | None,
    named: Entities,
    dates: Sequence[DateMention],
    counted: Sequence[Counted],
    happened: Sequence[Mention],
    language: str,
) -> list[FieldFound]:
    """Return what one sentence says of the programme it is on.

    Args:
        unit: The sentence.
        name: Where the programme is named in it; None where it is spoken of otherwise.
        named: The text's actors and places.
        dates: The dates in the sentence.
        counted: The quantities in the sentence.
        happened: Where events are told with their dates.
        language: BCP 47 tag.
    """
    known = _patterns(language)
    actors = [
        (m, actor) for actor in named.actors if actor.kind != "person" for m in actor.mentions if m.unit == unit.number
    ]
    actors.sort(key=lambda pair: pair[0].start)
    places = [(m, place) for place in named.places for m in place.mentions if m.unit == unit.number]
    found = [
        *_doers(unit, name, actors, known),
        *_others(unit, actors, known),
        *_dated(unit, dates, happened, known, named=bool(name)),
    ]
    found += _placed(unit, places, known)
    found += _said(unit, "theme", known.themes, known.clause)
    found += _said(unit, "purpose", known.purposes, _SENTENCE)
    if name:  # what names the programme is not said of it
        found = [one for one in found if not (one.mention.start <= name[0] and name[1] <= one.mention.end)]
    if known.delivers.search(unit.words):
        found += _outputs(unit, counted)
    return found


def _field(
    unit: Unit, field: FactField, start: int, end: int, *, value: str = "", refers: str = "", counted: str = ""
) -> FieldFound:
    mention = Mention(unit=unit.number, start=start, end=end)
    return FieldFound(field=field, value=value or unit.words[start:end], unit=counted, refers=refers, mention=mention)


Actors = Sequence[tuple[Mention, NamedActor]]


def _doers(unit: Unit, name: tuple[int, int] | None, actors: Actors, known: _Patterns) -> Iterator[FieldFound]:
    """Yield the actors that stand before a verb of doing, joined by "and", with the programme behind the verb."""
    said = unit.words
    own = known.possessive.search(said, 0, name[0]) if name else None
    if name is None and (again := known.again.search(said)):
        name = again.span("noun")
    if name is None:
        return
    verbs = [match for match in known.doing.finditer(said) if match.end() <= name[0]]
    before = [
        pair
        for pair in actors
        if verbs and pair[0].end <= verbs[0].start() and not known.prepositions.search(said, 0, pair[0].start)
    ]
    if before and verbs[0].start() - before[-1][0].end <= _DOER and not known.passive.search(said, 0, verbs[0].start()):
        last = before[-1][0]
        doers = [pair for pair in before if _joined(said[pair[0].end : last.start], known)]
        aside = known.alongside.fullmatch(verbs[0][0])
        for place, (mention, actor) in enumerate(doers):
            field = "partner" if aside and place and actor.key != doers[0][1].key else "implementer"
            yield _field(unit, field, mention.start, mention.end, refers=actor.key)
        return
    if own and (
        owners := {
            actor.key: mention for mention, actor in actors if mention.end <= own.start() and actor.kind != "state"
        }
    ):
        refers, mention = list(owners.items())[-1]
        yield _field(unit, "implementer", mention.start, mention.end, refers=refers)
        return
    for mention, actor in actors:
        if (
            name[0] - 14 <= mention.end <= name[0]
            and actor.kind != "state"
            and not known.owned.sub("", said[mention.end : name[0]])
        ):
            yield _field(unit, "implementer", mention.start, mention.end, refers=actor.key)


def _joined(between: str, known: _Patterns) -> bool:
    """Say whether nothing but "and", commas, articles and acronyms in brackets lies between two actors."""
    return len(between) < _NEXT * 8 and not known.apart.search(between)


def _others(unit: Unit, actors: Actors, known: _Patterns) -> Iterator[FieldFound]:
    said = unit.words
    for mention, actor in actors:
        before = said[max(0, mention.start - 45) : mention.start]
        for field, pattern in known.before:
            if pattern.search(before) and not (field == "receiver" and not known.giving.search(said, 0, mention.start)):
                yield _field(unit, field, mention.start, mention.end, refers=actor.key)
                break


def _dated(
    unit: Unit, dates: Sequence[DateMention], happened: Sequence[Mention], known: _Patterns, *, named: bool
) -> Iterator[FieldFound]:
    spoken = named or known.again.search(unit.words)
    for date in dates:
        if date.edition or not spoken:
            continue
        field: FactField | None = None
        if known.ends.search(unit.words[max(0, date.start - 30) : date.start]):
            field = "end"
        else:
            near = [
                (min(abs(match.start() - date.end), abs(date.start - match.end())), kind)
                for kind, pattern in (("start", known.starts), ("date", known.takes_place))
                for match in pattern.finditer(unit.words)
            ]
            if near and min(near)[0] <= _DATE:
                field = "start" if min(near)[1] == "start" and named else "date"
            elif any(one.unit == unit.number and one.start <= date.start and date.end <= one.end for one in happened):
                field = "date"
        if field:
            yield _field(unit, field, date.start, date.end, value=date.written)


def _placed(unit: Unit, places: Sequence[tuple[Mention, NamedPlace]], known: _Patterns) -> Iterator[FieldFound]:
    ordered = sorted(places, key=lambda pair: pair[0].start)
    led = False
    last = 0
    for mention, place in ordered:
        between = unit.words[last : mention.start]
        if not led or known.apart.search(between) or len(between) > _NEXT:
            led = bool(known.in_place.search(unit.words[max(0, mention.start - 30) : mention.start]))
        last = mention.end
        if led:
            yield _field(
                unit, "country" if place.kind == "country" else "place", mention.start, mention.end, refers=place.key
            )


def _said(unit: Unit, field: FactField, cue: re.Pattern[str], stop: re.Pattern[str]) -> Iterator[FieldFound]:
    for match in cue.finditer(unit.words):
        cut = stop.search(unit.words, match.end() + 1)
        end = cut.start() if cut else len(unit.words)
        value = unit.words[match.end() : end].strip(" ,.")
        if 3 < len(value) <= _LONGEST_VALUE:
            start = unit.words.index(value, match.end())
            yield _field(unit, field, start, start + len(value))


def _outputs(unit: Unit, counted: Sequence[Counted]) -> Iterator[FieldFound]:
    for one in counted:
        if one.counted and one.measure in {"", "people"}:
            yield _field(unit, "output", one.start, one.end, value=one.value, counted=one.counted)


class _Patterns(NamedTuple):
    doing: re.Pattern[str]
    #: Where a theme ends.
    clause: re.Pattern[str]
    #: What may stand between a body and its programme.
    owned: re.Pattern[str]
    passive: re.Pattern[str]
    possessive: re.Pattern[str]
    prepositions: re.Pattern[str]
    again: re.Pattern[str]
    alongside: re.Pattern[str]
    giving: re.Pattern[str]
    before: tuple[tuple[FactField, re.Pattern[str]], ...]
    starts: re.Pattern[str]
    ends: re.Pattern[str]
    takes_place: re.Pattern[str]
    in_place: re.Pattern[str]
    themes: re.Pattern[str]
    purposes: re.Pattern[str]
    delivers: re.Pattern[str]
    apart: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    data = words("programmes", language)

    def any_of(which: str, after: str = r"\b") -> re.Pattern[str]:
        return re.compile(rf"\b(?:{alternatives(data[which])}){after}", re.IGNORECASE)

    the = alternatives(data["articles"])
    behind = rf"\s+(?:(?:{the})\s+)?$"
    return _Patterns(
        doing=any_of("doing"),
        clause=re.compile(rf"[.;(]|,\s(?:{alternatives(data['clauses'])})\s|\s(?:{alternatives(data['breaks'])})\s"),
        owned=re.compile(rf"['\u2019](?:{data['genitive']})\b|[^\w]"),
        passive=re.compile(rf"\b(?:{alternatives(data['passive'])})\s+(?:\w+\s+)?$", re.IGNORECASE),
        prepositions=any_of("prepositions", behind),
        possessive=any_of("possessive", r"\s+$"),
        again=re.compile(rf"\b(?P<noun>{alternatives(words('coding', language)['again'])})\b", re.IGNORECASE),
        alongside=any_of("alongside"),
        giving=any_of("giving"),
        before=(
            ("implementer", any_of("done_by", behind)),
            ("funder", any_of("funders", behind)),
            ("partner", any_of("partners", behind)),
            ("receiver", any_of("given_to", behind)),
        ),
        starts=any_of("starts"),
        ends=any_of("ends", rf"\s+(?:(?:{alternatives(data['dated_by'])})\s+)?$"),
        takes_place=any_of("takes_place"),
        in_place=any_of("in_place", rf"\s*[(,:]?\s*(?:(?:{the})\s+)?$"),
        themes=any_of("themes"),
        purposes=any_of("purposes"),
        delivers=any_of("delivers"),
        apart=re.compile(rf"\b(?!(?:{alternatives(data['between'])})\b)[a-z]{{2,}}\b"),
    )
