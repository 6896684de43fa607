"""Ids and codes that records name: each must lead to a record of the right kind, in the study or in the same import."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache

import msgspec
from rapidfuzz import fuzz, process

from colligate.assessments import claim
from colligate.assessments.judgement import Judgement
from colligate.codings.coding import Memo
from colligate.exchange.columns import CellError
from colligate.indicators.indicator import Indicator
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Event, Programme
from colligate.record import Record

References = Mapping[type, Mapping[str, tuple[type[Record], ...]]]

_SUBJECTS = (Programme, Event, Actor)
#: What the fields of a claim's form name.
FORMS: References = {
    claim.Value: {"indicator": (Indicator,)},
    claim.Peak: {"indicator": (Indicator,)},
    claim.Trend: {"indicator": (Indicator,)},
    claim.Change: {"indicator": (Indicator,)},
    claim.Dated: {"about": (Event, Programme)},
    claim.Ordering: {"first": (Event,), "second": (Event,)},
    claim.Stated: {"about": _SUBJECTS},
    claim.Cause: {"acts": (Event, Programme), "indicator": (Indicator,), "event": (Event,), "rivals": ()},
    claim.Fulfilled: {"about": ()},
    claim.Covered: {"about": ()},
}
#: Fields of a form that hold codes.
_FORM_CODES = {claim.Fulfilled: "code", claim.Covered: "codes"}
#: For this many ids and codes that lead nowhere the nearest is looked for.
_HINTS = 300
#: Below this likeness (0 to 100) an id is not worth proposing.
_NEAR = 65


class Links:
    """What ids and codes may lead to."""

    def __init__(
        self,
        by_id: Mapping[str, Record],
        codes: Collection[str],
        references: References,
        coded: Mapping[type[Record], str],
    ) -> None:
        """Take records by id, the codes of the lenses, which fields name records, and which name codes."""
        self._by_id, self._codes = by_id, codes
        self._references, self._coded = references, coded
        self._near, self._words = cache(self._nearest), cache(self._all)
        self._hints = 0

    def faults(self, record: Record, refused: Mapping[str, str]) -> Iterator[tuple[str, CellError]]:
        """Yield the column and the fault of everything that leads nowhere; `refused` gives the rows not taken."""
        yield from self._of(record, self._references.get(type(record), {}), refused)
        yield from self._coded_by(record, self._coded.get(type(record), ""))
        if isinstance(record, claim.Claim):
            yield from self._of(record.states, FORMS.get(type(record.states), {}), refused)
            yield from self._coded_by(record.states, _FORM_CODES.get(type(record.states), ""))
        elif isinstance(record, Judgement):
            yield from self._finding(record.finding, refused)
        elif isinstance(record, Memo) and record.about and record.about not in self._codes:
            yield from self._id("about", record.about.partition("@")[0], (), refused)

    def _of(
        self, holder: msgspec.Struct, fields: Mapping[str, tuple[type[Record], ...]], refused: Mapping[str, str]
    ) -> Iterator[tuple[str, CellError]]:
        for field, kinds in fields.items():
            for identity in _named(getattr(holder, field)):
                yield from self._id(field, identity, kinds, refused)

    def _id(
        self, field: str, identity: str, kinds: tuple[type[Record], ...], refused: Mapping[str, str]
    ) -> Iterator[tuple[str, CellError]]:
        target = self._by_id.get(identity)
        if target is not None and (not kinds or isinstance(target, kinds)):
            return
        wanted = " or ".join(kind.__name__ for kind in kinds) or "record"
        if target is not None:
            yield (
                field,
                CellError(
                    f"'{identity}' names a record of type {type(target).__name__}.", f"Name one of type {wanted}."
                ),
            )
        elif identity in refused:
            yield (
                field,
                CellError(f"'{identity}' is on a row that was refused ({refused[identity]}).", "Mend that row first."),
            )
        else:
            yield (
                field,
                CellError(
                    f"The study has no {wanted} '{identity}'.{_hint(self._near(identity, kinds))}",
                    f"Correct the id, or add the {wanted}.",
                ),
            )

    def _coded_by(self, holder: msgspec.Struct, field: str) -> Iterator[tuple[str, CellError]]:
        for code in _named(getattr(holder, field)) if field else ():
            if fault := self._code(code):
                yield field, fault

    def _code(self, code: str) -> CellError | None:
        if code in self._codes:
            return None
        return CellError(
            f"No lens of the study has the code '{code}'.{_hint(self._near(code, None))}",
            "Correct the code, or add its lens with 'colligate lenses add'.",
        )

    def _finding(self, finding: str, refused: Mapping[str, str]) -> Iterator[tuple[str, CellError]]:
        subject, at, code = finding.partition("@")
        if not at:
            yield from self._id("finding", finding, (claim.Claim,), refused)
            return
        if subject not in ("", "*"):
            yield from self._id("finding", subject, (), refused)
        if fault := self._code(code):
            yield "finding", fault

    def _nearest(self, word: str, kinds: tuple[type[Record], ...] | None) -> str:
        self._hints += 1
        if self._hints > _HINTS:
            return ""
        best = process.extractOne(word, self._words(kinds), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return best[0] if best else ""

    def _all(self, kinds: tuple[type[Record], ...] | None) -> list[str]:
        if kinds is None:
            return sorted(self._codes)
        return sorted(key for key, record in self._by_id.items() if not kinds or isinstance(record, kinds))


def _named(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def _hint(near: str) -> str:
    return f" Did you mean '{near}'?" if near else ""
