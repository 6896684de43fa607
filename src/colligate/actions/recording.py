"""A fact, event, value or name said from a form: checked field by field, in one act with the passage that shows it."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.saying import Said, Span, passage_at, say
from colligate.actions.tabled import shown_by
from colligate.indicators.indicator import Indicator, Observation
from colligate.indicators.numbers import comparable, number
from colligate.periods import PeriodError, period
from colligate.problems import ColligateError
from colligate.programmes.actor import Actor, Name, Place
from colligate.programmes.programme import Event, Fact, Factor, Programme
from colligate.record import Record
from colligate.sources.passage import Passage
from colligate.study.checks.references import CODES, REFERENCES
from colligate.study.folder import digest, slug
from colligate.study.journal import stamp
from colligate.study.study import Study

#: What can be recorded, by the name a form gives it.
KINDS: dict[str, type[Record]] = {
    "fact": Fact, "event": Event, "observation": Observation, "programme": Programme, "actor": Actor, "place": Place,
    "factor": Factor, "indicator": Indicator,
}  # fmt: skip
#: Fields that hold a date or period.
PERIODS: frozenset[tuple[type[Record], str]] = frozenset(
    {(Event, "date"), (Fact, "holds"), (Observation, "period"), (Observation, "reference")}
)
#: Fields of a Fact whose value is a date or period.
DATED: frozenset[str] = frozenset({"start", "end", "date", "planned start", "planned end"})
#: Fields a form does not fill.
_OWN = frozenset({"id", "by", "at", "revises", "proposed_by", "stated_by", "passages", "names", "breaks"})
_NEEDED: dict[type[Record], tuple[str, ...]] = {
    Fact: ("about", "field", "value"), Event: ("name", "kind"), Observation: ("indicator", "area", "period"),
    Programme: ("name", "kind"), Actor: ("name", "kind"), Place: ("name",), Factor: ("name", "code"),
    Indicator: ("name", "concept"),
}  # fmt: skip


class BadFieldError(ColligateError):
    """A field that does not hold what it should."""

    def __init__(self, field: str, why: str) -> None:
        """Name the field, which a form can mark, and say what would do."""
        self.field = field
        super().__init__(f"{field.replace('_', ' ').capitalize()}: {why}")


def record(
    path: Path, kind: str, given: Mapping[str, str], *, by: str, span: Span | None = None, passages: Sequence[str] = (),
    also: Sequence[Span] = (), without: Sequence[str] = (), identity: str = "",
) -> Said:  # fmt: skip
    """Say a record of the register or of a series from the fields of a form, with the words that show it.

    A passage that stands is rested on again, whoever quoted it. A value from a table's cell rests on the row it stands
    in, on the lines of its heads and on the caption. A Programme has no passage of its own: the words that
    name it are said with it as a Fact about it with field ``note``.

    Args:
        path: The study folder.
        kind: A key of `KINDS`.
        given: Fields as typed; several ids in one field are parted by commas. What is not given keeps its value in a
            record said again, and is empty in a new one.
        by: Whose journal.
        span: The words that show it, where they are selected.
        passages: Ids of Passages that show it and stand already.
        also: More words that show it, such as the head of a table's column.
        without: Ids of Passages that a record said again no longer rests on.
        identity: Id of the record to say again; empty for a new one.

    Raises:
        BadFieldError: Where a field is missing, no date or number, or none of the words allowed.
        NoSuchThingError: Where a field names what the study does not have.
        NoSuchPlaceError: Where the span holds no words.
    """
    study = Study(path)
    made = KINDS.get(kind)
    if made is None:
        raise NoSuchThingError("kind of record", kind, KINDS)
    known = study.records.get(made, identity) if identity else None
    if identity and known is None:
        raise NoSuchThingError(kind, identity, (one.id for one in study.records.of(made)))
    spans = [*([span] if span else []), *also]
    if made is Observation:
        # A number in a table says nothing without its row and its heads.
        spans = [shown for one in spans for shown in shown_by(study, one)]
    return say(study, drafted(study, made, given, by, spans, passages, known=known, without=without), by=by)


def drafted(
    study: Study, kind: type[Record], given: Mapping[str, str], by: str, spans: Sequence[Span],
    passages: Sequence[str] = (), *, known: Record | None = None, without: Sequence[str] = (), proposed_by: str = "",
) -> list[Record]:  # fmt: skip
    """Return the records that fields of a form make, the new passages among them first. Raises what `record` does."""
    plain: dict[str, Any] = msgspec.to_builtins(known) if known else {}
    plain |= {field: _value(study, kind, field, told) for field, told in given.items() if field in _fields(kind)}
    plain |= {"proposed_by": proposed_by} if proposed_by else {}
    _check(study, kind, plain)
    if "passages" in plain:
        plain["passages"] = [one for one in plain["passages"] if one not in without]
    resting = _passages(study, spans, passages, by)
    return [*_new(study, resting), *_made(study, kind, plain, resting, by)]


def _fields(kind: type[Record]) -> list[str]:
    return [field for field in kind.__struct_fields__ if field not in _OWN]


def _value(study: Study, kind: type[Record], field: str, told: str) -> Any:  # noqa: ANN401 - as the field's type is
    told = told.strip()
    hint = get_type_hints(kind)[field]
    if get_origin(hint) is tuple:
        found = tuple(one.strip() for one in told.split(",") if one.strip())
        return [_reference(study, kind, field, one) for one in found]
    if hint is bool:
        return told.casefold() in {"yes", "true", "on", "1"}
    if not told:
        return None if type(None) in get_args(hint) else ""
    if float in get_args(hint):
        return float(_number(field, told))
    return _word(study, kind, field, told)


def _word(study: Study, kind: type[Record], field: str, told: str) -> str:
    if (kind, field) in PERIODS:
        return _period(field, told)
    choices = _choices(get_type_hints(kind)[field])
    if choices and told not in choices:
        raise BadFieldError(field, f"'{told}' is none of {', '.join(filter(None, choices))}. Choose one of these.")
    return told if choices else _reference(study, kind, field, told)


def _choices(hint: Any) -> tuple[str, ...]:  # noqa: ANN401 - a type hint
    if get_origin(hint) in {Union, types.UnionType}:
        return next((found for one in get_args(hint) if (found := _choices(one))), ())
    return get_args(hint) if get_origin(hint) is Literal else ()


def _reference(study: Study, kind: type[Record], field: str, told: str) -> str:
    if CODES.get(kind) == field and told not in study.codes:
        raise NoSuchThingError("code", told, study.codes)
    kinds = REFERENCES.get(kind, {}).get(field)
    if kinds is not None:
        target = study.records.by_id.get(told)
        if target is None or (kinds and not isinstance(target, kinds)):
            fitting = (one.id for one in study.records.by_id.values() if not kinds or isinstance(one, kinds))
            raise NoSuchThingError(" or ".join(one.__name__.lower() for one in kinds) or "record", told, fitting)
    return told


def _period(field: str, told: str) -> str:
    try:
        period(told)
    except PeriodError as error:
        raise BadFieldError(field, str(error)) from None
    return told


def _number(field: str, told: str) -> str:
    found = number(told)
    if found is None:
        raise BadFieldError(field, f"'{told}' is no number. Write digits, such as 1,250 or 3.5.")
    return f"{found:f}"


def _check(study: Study, kind: type[Record], plain: dict[str, Any]) -> None:
    for field in _NEEDED[kind]:
        if not plain.get(field):
            raise BadFieldError(field, "this is needed. Fill it in.")
    if kind is Fact and plain["field"] in DATED:
        plain["value"] = _period("value", plain["value"])
    if kind is Observation and plain.get("value"):
        indicator = study.records.get(Indicator, plain["indicator"])
        if indicator and indicator.scale:
            if comparable(indicator, plain["value"]) is None:
                raise BadFieldError("value", f"Choose one of {', '.join(indicator.scale)}.")
        else:
            plain["value"] = _number("value", plain["value"])


def _passages(study: Study, spans: Iterable[Span], passages: Sequence[str], by: str) -> list[Passage]:
    found = [study.records.get(Passage, identity) for identity in passages]
    if None in found:
        raise NoSuchThingError("passage", passages[found.index(None)], (one.id for one in study.records.of(Passage)))
    for span in spans:
        text = study.texts.get(span.source)
        if text is None:
            raise NoSuchThingError("source", span.source, study.texts)
        found.append(passage_at(study, text, span, by=by))
    return [passage for passage in found if passage]


def _new(study: Study, passages: Iterable[Passage]) -> list[Passage]:
    return [passage for passage in passages if passage.id not in study.records.by_id]


def _made(study: Study, kind: type[Record], plain: dict[str, Any], resting: list[Passage], by: str) -> list[Record]:
    at = stamp(study.records.latest)
    shown = [passage.id for passage in resting]
    if kind is Actor and resting and not plain.get("id"):
        plain["names"] = [msgspec.to_builtins(Name(name=plain["name"], passages=tuple(shown)))]
    elif "passages" in kind.__struct_fields__:
        plain["passages"] = list(dict.fromkeys([*plain.get("passages", ()), *shown]))
    identity = plain.get("id") or _identity(study, kind, plain, by)
    made: Record = msgspec.convert({**plain, "id": identity, "by": by, "at": at, "revises": ()} | _tag(kind), kind)
    if kind is not Programme or not resting:
        return [made]
    words = Fact(
        id=f"fact-{digest(f'{identity} {shown}'.encode())[:12]}", by=by, at=at, about=identity, field="note",
        value=resting[-1].quote, passages=tuple(shown),
    )  # fmt: skip
    return [words, made]


def _tag(kind: type[Record]) -> dict[str, str]:
    return {"type": kind.__name__}


def _identity(study: Study, kind: type[Record], plain: Mapping[str, Any], by: str) -> str:
    """Return a new id: of the name where it has one, else of what it says and who says it."""
    if kind in {Fact, Observation}:
        said = msgspec.json.encode({**plain, "by": by}, order="deterministic")
        return f"{kind.__name__.lower()}-{digest(said)[:12]}"
    name = slug(plain["name"])
    taken = study.records
    return next(
        tried for n in range(1, len(taken.by_id) + 2)
        if (tried := name if n == 1 else f"{name}-{n}") not in taken.by_id and tried not in taken.history
    )  # fmt: skip
