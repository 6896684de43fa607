"""An activity as its file has it, set beside what the study says now: unchanged elements stay word for word."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from colligate.exchange.iati.activity import Piece, Reading
from colligate.exchange.iati.building import Builder, title_of
from colligate.exchange.iati.settling import content, untouched
from colligate.exchange.iati.tree import Element, child_of, children, name_of
from colligate.exchange.iati.valuing import Unbuilt, is_bound, restate, tell_value, value_period
from colligate.exchange.iati.wording import plural
from colligate.exchange.losses import Losses
from colligate.indicators.indicator import Indicator, Observation
from colligate.programmes.programme import Fact, Programme
from colligate.record import Record

_WITHDRAWN = "they were withdrawn in this study"
_CHANGED = "changed observations"
_VALUES = frozenset({"target", "actual", "baseline"})


def compared(
    reading: Reading, programme: Programme, records: Mapping[str, Record], builder: Builder, losses: Losses
) -> tuple[Element, set[str]]:
    """Return the activity as it goes out, and the ids of all records that its file gave."""
    comparing = _Comparing(reading, records, builder, losses)
    comparing.title(programme)
    comparing.kept()
    for piece in reading.pieces:
        comparing.piece(piece)
    comparing.new_values()
    return reading.element, {piece.record.id for piece in reading.pieces}


class _Comparing:
    """One activity under way; its element is changed in place."""

    def __init__(self, reading: Reading, records: Mapping[str, Record], builder: Builder, losses: Losses) -> None:
        self._reading, self._records, self._builder, self._losses = reading, records, builder, losses

    def title(self, programme: Programme) -> None:
        """Write the title anew where the name, or what it is called in other languages, is no longer the file's."""
        given = [each.record for each in self._reading.pieces]
        titles = [each for each in given if isinstance(each, Fact) and each.field == "title"]
        standing = [self._records.get(each.id) for each in titles]
        others = [each.value for each in standing if isinstance(each, Fact)]
        if programme.name == self._reading.name and others == [each.value for each in titles]:
            return
        old = child_of(self._reading.element, "title")
        new = title_of(programme.name, others)
        if old is None:
            self._reading.element.append(new)
        else:
            self._reading.element.replace(old, new)
        self._losses.carried("changed titles", [programme.id])

    def kept(self) -> None:
        """Note the elements that a study has no field for."""
        for name, why in self._reading.left:
            self._losses.carried(f"{plural(name)} as the file has them", [self._reading.identifier] if why else [])

    def piece(self, piece: Piece) -> None:
        """Leave an element as it is, write it anew, or take it out, as its record stands."""
        record, now = piece.record, self._records.get(piece.record.id)
        if isinstance(record, Fact) and (record.about != self._reading.programme or record.field == "title"):
            return
        if not isinstance(record, Fact | Observation | Indicator):
            return
        if now is not None and content(now) == content(record):
            self._losses.carried(f"{type(record).__name__.lower()}s", [record.id])
        elif isinstance(record, Indicator) or (isinstance(record, Fact) and piece.element.tag in _NESTED):
            why = "its element goes out as the file has it; names of series and results are changed there"
            self._losses.left(f"changed {type(record).__name__.lower()}s", why, [record.id])
        elif now is None:
            self._losses.left(f"{type(record).__name__.lower()}s", _WITHDRAWN, [record.id])
            _out(_part(piece.element, record))
        elif isinstance(now, Observation) and isinstance(record, Observation):
            self._value(piece.element, now, record)
        elif isinstance(now, Fact):
            self._fact(piece.element, now, record)

    def _fact(self, element: Element, fact: Fact, before: Record) -> None:
        part = _part(element, before)
        if part is not element:
            part.text = fact.value
            self._losses.carried("changed facts", [fact.id])
            return
        built = self._builder.built(fact)
        parent = element.getparent()
        if isinstance(built, Unbuilt):
            self._losses.left("changed facts", built.why, [fact.id])
            _out(element)
        elif parent is not None:
            parent.replace(element, built)
            why = "their element is written anew, without what else it held"
            self._losses.changed("changed facts", why, [fact.id])

    def _value(self, element: Element, now: Observation, before: Observation) -> None:
        if (now.period, now.area, now.reference) != (before.period, before.area, before.reference):
            why = "period and area go out as the file has them"
            self._losses.left("changed periods and areas", why, [now.id])
        if now.value is None and before.value is not None:
            self._losses.left(_CHANGED, "a value was taken away", [now.id])
            _out(element)
        elif name_of(element) in _VALUES:
            restate(element, now, before)
            tell_value(self._losses, now, _CHANGED)
        else:
            self._amount(element, now, before)

    def _amount(self, element: Element, now: Observation, before: Observation) -> None:
        """Write the amount of a budget or transaction, which has no comment."""
        amount = child_of(element, "value")
        if is_bound(now) or amount is None:
            self._losses.left(_CHANGED, "an amount is a number, and has no place for a bound", [now.id])
            _out(element)
            return
        amount.text = now.value
        for what, differs in (("qualifiers", now.qualifier), ("changed notes", now.note != before.note)):
            self._losses.left(what, "an amount has no place for them", [now.id] if differs else [])
        tell_value(self._losses, msgspec.structs.replace(now, qualifier=""), _CHANGED)

    def new_values(self) -> None:
        """Add values that the study has of the file's own indicators."""
        met = {piece.record.id for piece in self._reading.pieces}
        elements = {
            piece.record.id: piece.element
            for piece in self._reading.pieces
            if isinstance(piece.record, Indicator) and piece.element.tag == "indicator"
        }
        for observation in self._records.values():
            if (
                not isinstance(observation, Observation)
                or observation.indicator not in elements
                or observation.id in met
            ):
                continue
            built = value_period(observation)
            if untouched(observation):
                why = "the latest file of the activity no longer has them"
                self._losses.left("observations", why, [observation.id])
            elif isinstance(built, Unbuilt):
                self._losses.left("observations", built.why, [observation.id])
            else:
                elements[observation.indicator].append(built)
                tell_value(self._losses, observation)
                elsewhere = [observation.id] if observation.area != self._reading.area else []
                self._losses.left("areas of values", "they go out as values of the activity's own area", elsewhere)


#: Facts that an element states among much else; it is not written anew for one of them.
_NESTED = frozenset({"indicator", "budget", "planned-disbursement", "transaction"})


def _part(element: Element, record: Record) -> Element:
    """Return what in an element a fact came from: one narrative of a description that has several, else all of it."""
    told = children(element, "narrative")
    if element.tag != "description" or len(told) < 2 or not isinstance(record, Fact):
        return element
    return next((each for each in told if record.value.endswith(" ".join((each.text or "").split()))), element)


def _out(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
