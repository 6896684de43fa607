"""Two revisions made apart: shown side by side, and settled by a person as one saying that revises them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from colligate.actions.looking import Standing
from colligate.actions.saying import Said, say
from colligate.problems import ColligateError
from colligate.record import Record, Retraction, version
from colligate.reports.support import Quote
from colligate.study.journal import AnyRecord
from colligate.study.study import Study

#: What every record has; not part of what it says.
_FRAME = frozenset(("id", "by", "at", "revises", "proposed_by"))


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of several revisions made apart."""

    version: str
    by: str
    #: Date and time, to the minute, in UTC.
    at: str
    #: This side withdrew the record.
    withdrawn: bool = False
    #: Why it was withdrawn.
    reason: str = ""
    #: The words it rests on.
    quotes: tuple[Quote, ...] = ()


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One field as each side that did not withdraw the record has it."""

    name: str
    #: Version of a side to what it says, in words.
    told: dict[str, str]
    differs: bool


class Apart(msgspec.Struct, frozen=True, kw_only=True):
    """A record of which revisions were made apart, set side by side."""

    id: str
    #: The noun, such as ``Coding``.
    kind: str
    #: What a reader calls it.
    title: str
    #: Oldest first.
    sides: tuple[Side, ...]
    fields: tuple[Compared, ...]

    @property
    def mixed(self) -> bool:
        """Say whether there is anything to choose field by field."""
        return sum(not side.withdrawn for side in self.sides) > 1 and any(field.differs for field in self.fields)


class NotApartError(ColligateError):
    """A record of which there are no revisions made apart."""

    def __init__(self, identity: str, known: Iterable[str]) -> None:
        """Name it, and what waits to be settled."""
        waiting = ", ".join(known) or "nothing"
        super().__init__(
            f"There are no revisions of '{identity}' made apart; perhaps somebody has settled it. To settle: {waiting}."
        )


class NoSuchSideError(ColligateError):
    """A side was chosen that is none, or a field taken from one that withdrew the record."""

    def __init__(self, identity: str, chosen: str, sides: Iterable[str]) -> None:
        """Name the choice and those there are."""
        super().__init__(f"'{chosen}' is no choice for '{identity}'. Choose one of: {'; '.join(sides)}.")


class SettledMeanwhileError(ColligateError):
    """The revisions are no longer those that were shown."""

    def __init__(self, identity: str) -> None:
        """Name the record."""
        super().__init__(
            f"Somebody has said '{identity}' again since it was shown, so nothing was settled. Look at it again, "
            "then choose again."
        )


def apart(standing: Standing) -> list[Apart]:
    """Return every record of which revisions were made apart, in the order of their ids."""
    return [_side_by_side(standing, heads) for _, heads in sorted(standing.study.records.apart.items())]


def settle(
    path: Path, identity: str, *, take: str, fields: Mapping[str, str] | None = None, seen: Sequence[str] = (), by: str,
) -> Said:  # fmt: skip
    """Say a record once more, so that this saying revises every one of the revisions made apart.

    Args:
        path: The study folder.
        identity: Id of the record.
        take: The side taken: its version, or who said it. One that withdrew the record withdraws it.
        fields: Fields taken from other sides: name to version, or to who said it.
        seen: Versions of the sides as they were shown; empty to skip the comparison.
        by: Whose journal.

    Raises:
        NotApartError: Where there is nothing to settle.
        NoSuchSideError: Where a side or field chosen is none.
        SettledMeanwhileError: Where the sides are no longer those in `seen`.
    """
    study = Study(path)
    heads = study.records.apart.get(identity)
    if heads is None:
        raise NotApartError(identity, sorted(study.records.apart))
    sides = {version(head): head for head in heads}
    if seen and set(seen) != set(sides):
        raise SettledMeanwhileError(identity)
    kept = _chosen(identity, take, sides)
    changes: dict[str, Any] = {}
    for name, side in (fields or {}).items():
        other = _chosen(identity, side, sides)
        if type(other) is not type(kept) or isinstance(other, Retraction) or name not in _fields(kept):
            raise NoSuchSideError(identity, f"{name} of {side}", _named(sides))
        changes[name] = getattr(other, name)
    return say(study, [msgspec.structs.replace(kept, **changes)], by=by)


def _chosen(identity: str, chosen: str, sides: Mapping[str, AnyRecord]) -> AnyRecord:
    if chosen in sides:
        return sides[chosen]
    said = [head for head in sides.values() if head.by == chosen]
    if len(said) != 1:
        raise NoSuchSideError(identity, chosen, _named(sides))
    return said[0]


def _named(sides: Mapping[str, AnyRecord]) -> list[str]:
    return [f"{name} ({head.by}, {head.at:%Y-%m-%d %H:%M})" for name, head in sides.items()]


def _fields(record: Record) -> list[str]:
    return [name for name in record.__struct_fields__ if name not in _FRAME]


def _side_by_side(standing: Standing, heads: Sequence[AnyRecord]) -> Apart:
    kept = [head for head in heads if not isinstance(head, Retraction)]
    said = [one for one in standing.study.records.history[heads[0].id] if not isinstance(one, Retraction)]
    shown = kept[-1] if kept else (said or heads)[-1]
    names = _fields(kept[0]) if kept and len({type(head) for head in kept}) == 1 else []
    return Apart(
        id=heads[0].id,
        kind=type(shown).__name__,
        title=_title(standing, shown),
        sides=tuple(_side(standing, head) for head in heads),
        fields=tuple(_compared(standing, name, kept) for name in names),
    )


def _side(standing: Standing, head: AnyRecord) -> Side:
    rests = getattr(head, "passages", ()) or tuple(filter(None, [getattr(head, "passage", "")]))
    return Side(
        version=version(head),
        by=head.by,
        at=f"{head.at:%Y-%m-%d %H:%M}",
        withdrawn=isinstance(head, Retraction),
        reason=head.reason if isinstance(head, Retraction) else "",
        quotes=standing.binder.quoting.passages(rests, head),
    )


def _compared(standing: Standing, name: str, kept: Sequence[AnyRecord]) -> Compared:
    values = [getattr(head, name) for head in kept]
    told = {version(head): _told(standing, value) for head, value in zip(kept, values, strict=True)}
    return Compared(name=name, told=told, differs=any(value != values[0] for value in values[1:]))


def _told(standing: Standing, value: object) -> str:
    """Say a field's value as a reader would: names for ids, the words of a passage, nothing for nothing."""
    if isinstance(value, (tuple, list)):
        return "; ".join(_told(standing, each) for each in value)
    if isinstance(value, (msgspec.Struct, dict)):
        plain = msgspec.to_builtins(value)
        return ", ".join(f"{key}: {_told(standing, each)}" for key, each in plain.items() if each not in ("", None))
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = "" if value is None else str(value)
    passage = standing.study.records.by_id.get(words)
    if quote := getattr(passage, "quote", ""):
        return f"“{quote}”"
    quoting = standing.binder.quoting
    name = quoting.code(words) if words in standing.study.codes else quoting.name(words)
    return name if name == words else f"{name} ({words})"


def _title(standing: Standing, record: AnyRecord) -> str:
    support = standing.binder.bind(record.id)
    return support.title if support else standing.binder.quoting.name(record.id)
