"""Records that name codes of a lens, said as they are to be said once the codes have gone elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from colligate.assessments.claim import Claim, Covered, Fulfilled
from colligate.assessments.judgement import Judgement
from colligate.codings.coding import Coding, Memo
from colligate.codings.residual import RESIDUAL
from colligate.programmes.programme import Factor
from colligate.record import Record, Suggestion
from colligate.sources.source import Search
from colligate.study.records import Records

#: Fields that name one code.
_ONE: dict[type[Record], str] = {Coding: "code", Factor: "code", Memo: "about"}


class Renaming(msgspec.Struct, frozen=True, kw_only=True):
    """Where the codes of a lens have gone, by full reference, and who decided on what."""

    #: See `colligate.lenses.editing.Edited.went`, with references in place of paths.
    went: dict[str, tuple[str, ...]]
    #: The code stays what it was and only its reference is another, so that judgements of its findings still hold.
    same: bool = False
    #: Id of a record to the reference it is to name, where a code went to several.
    assigned: dict[str, str] = {}

    def one(self, record: str, code: str) -> str | None:
        """Return the one code a record is to name in place of another; None where nobody has decided."""
        to = self.went.get(code, (code,))
        return to[0] if len(to) == 1 else self.assigned.get(record)

    def all(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Return every code that some have gone to, in their order."""
        return tuple(dict.fromkeys(new for code in codes for new in self.went.get(code, (code,))))


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """A record that names codes that have gone, and what becomes of it."""

    record: Record
    #: The codes it names, of those that have gone.
    codes: tuple[str, ...]
    #: The record as it is to be said; None where nothing can be said for it.
    said: Record | None
    #: A person decided on this record, where the others are only carried along.
    decided: bool = False


def named_codes(record: Record) -> tuple[str, ...]:
    """Return every code a record names, as ``lens/code``."""
    if field := _ONE.get(type(record)):
        return (getattr(record, field),)
    if isinstance(record, Search):
        return record.codes
    if isinstance(record, Judgement):
        return (record.finding.rpartition("@")[2],)
    if isinstance(record, Suggestion):
        return tuple(_proposed(record.proposes))
    form = record.states if isinstance(record, Claim) else None
    return (form.code,) if isinstance(form, Fulfilled) else form.codes if isinstance(form, Covered) else ()


def namings(records: Records, renaming: Renaming) -> Iterator[Naming]:
    """Yield every standing record that names a code that has gone, in the order said."""
    kinds = (Coding, Search, Factor, Memo, Claim, Judgement, Suggestion)
    for kind in kinds:
        for record in records.of(kind):
            if met := tuple(code for code in named_codes(record) if code in renaming.went):
                said = _said(record, renaming)
                if said != record:
                    yield Naming(record=record, codes=met, said=said, decided=record.id in renaming.assigned)


def _said(record: Record, renaming: Renaming) -> Record | None:
    """Return a record with the codes it is to name; None where that cannot be told."""
    if field := _ONE.get(type(record)):
        # Whoever splits a code may leave a coding for later: then it waits where no code fits yet.
        later = RESIDUAL if isinstance(record, Coding) else ""
        code = renaming.one(record.id, getattr(record, field)) or later
        return msgspec.structs.replace(record, **{field: code}) if code else None
    if isinstance(record, Search):
        return msgspec.structs.replace(record, codes=renaming.all(record.codes))
    if isinstance(record, Claim):
        return _claiming(record, renaming)
    if isinstance(record, Judgement) and renaming.same:
        subject, _, code = record.finding.rpartition("@")
        return msgspec.structs.replace(record, finding=f"{subject}@{renaming.went[code][0]}")
    return _proposing(record, renaming) if isinstance(record, Suggestion) else None


def _claiming(claim: Claim, renaming: Renaming) -> Claim | None:
    """Return a claim that states the same under the codes as they are now."""
    form = claim.states
    if isinstance(form, Covered):
        return msgspec.structs.replace(claim, states=msgspec.structs.replace(form, codes=renaming.all(form.codes)))
    code = renaming.one(claim.id, form.code) if isinstance(form, Fulfilled) else None
    return msgspec.structs.replace(claim, states=msgspec.structs.replace(form, code=code)) if code else None


def _proposed(proposes: Mapping[str, Any]) -> Iterator[str]:
    for holder in (proposes, proposes.get("states") or {}):
        if isinstance(code := holder.get("code"), str):
            yield code
        yield from holder.get("codes") or ()


def _proposing(suggestion: Suggestion, renaming: Renaming) -> Suggestion | None:
    """Return a suggestion that proposes the same under the codes as they are now."""
    proposes, form = dict(suggestion.proposes), suggestion.proposes.get("states")
    for holder in (proposes, dict(form) if form else {}):
        if isinstance(code := holder.get("code"), str):
            later = RESIDUAL if proposes.get("type") == "Coding" else None
            if (new := renaming.one(suggestion.id, code) or later) is None:
                return None
            holder["code"] = new
        if codes := holder.get("codes"):
            holder["codes"] = list(renaming.all(tuple(codes)))
        if form and holder is not proposes:
            proposes["states"] = holder
    return msgspec.structs.replace(suggestion, proposes=proposes)
