"""The particulars of a source put right by a person: who published it, when, what kind of account it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.problems import ColligateError
from colligate.programmes.actor import Actor
from colligate.programmes.interest import actor_names
from colligate.record import Record, version
from colligate.sources.source import Source, SourceKind
from colligate.study.folder import slug
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study

#: Fields of the CSL item that a person can put right as plain words, in the order shown.
WORDS: tuple[tuple[str, str], ...] = (
    ("container-title", "Published in (journal, book, site)"),
    ("volume", "Volume"),
    ("issue", "Issue"),
    ("page", "Pages"),
    ("number", "Report or document number"),
    ("publisher-place", "Place of publication"),
    ("DOI", "DOI"),
)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


class UnclearParticularError(ColligateError):
    """A particular that cannot be read."""

    def __init__(self, field: str, value: str, wanted: str) -> None:
        """Name the field, what was given and what would do."""
        super().__init__(f"{field}: '{value}' cannot be read. {wanted}")


def catalogue(path: Path, source: str, told: Mapping[str, str], *, by: str) -> str:
    """Say a source again with particulars put right; return its id. One act; nothing is said where nothing changed.

    Args:
        path: The study folder.
        source: Id of the Source.
        told: Fields by name: ``title``, ``authors`` (one a line, *Family, Given* or an organisation), ``issued``
            (year, year-month or full date), ``kind``, ``publisher`` (an Actor by id or name, or a new name), ``url``,
            ``retrieved``, ``language``, ``type``, ``confidential`` (*yes* or *no*), and those of WORDS. Fields left
            out stay; empty ones are cleared.
        by: Whose journal.

    Raises:
        NotAStudyError: Where `path` is no study.
        NoSuchThingError: Where there is no such source.
        UnclearParticularError: Where a date, kind, mark or title cannot be read.
    """
    study = Study(path)
    known = study.records.get(Source, source)
    if known is None:
        raise NoSuchThingError("source", source, [one.id for one in study.records.of(Source)])
    act: list[Record] = []
    at = stamp(study.records.latest)
    publisher = known.publisher
    if "publisher" in told:
        publisher, made = actor_meant(study, told["publisher"].strip(), by=by, at=at)
        act += made
    plain = ("title", "url", "retrieved", "language")
    fields: dict[str, Any] = {name: told[name].strip() for name in plain if name in told}
    if "title" in fields and not fields["title"]:
        raise UnclearParticularError("Title", "", "Every source needs one; for an untitled paper, describe it.")
    if fields.get("retrieved"):
        _date(fields["retrieved"], "Retrieved")
    if "kind" in told:
        fields["kind"] = _kind(told["kind"])
    if "confidential" in told:
        fields["confidential"] = _yes(told["confidential"], "Confidential")
    csl = _csl(known.csl, told)
    said = msgspec.structs.replace(known, publisher=publisher, csl=csl, **fields)
    if said != known:
        act.append(msgspec.structs.replace(said, by=by, at=stamp(at), revises=(version(known),)))
        Journal(study.folder.journals / f"{by}.jsonl").append(act)
    return source


def _kind(value: str) -> SourceKind | None:
    if value and value not in get_args(SourceKind):
        raise UnclearParticularError("Kind of account", value, "Say primary, secondary, or leave it open.")
    return value or None  # pyright: ignore[reportReturnType] - checked just above


def _yes(value: str, field: str) -> bool:
    if value not in ("yes", "no", ""):
        raise UnclearParticularError(field, value, "Say yes or no.")
    return value == "yes"


def actor_meant(study: Study, value: str, *, by: str, at: Any) -> tuple[str | None, list[Record]]:  # noqa: ANN401
    """Return the id of the Actor meant by id or name, none for no words; and the record of a new one, not yet said."""
    if not value:
        return None, []
    if study.records.get(Actor, value):
        return value, []
    if known := actor_names(study.records.of(Actor)).get(value.casefold()):
        return known, []
    base = identity = slug(value)
    number = 2
    while identity in study.records.by_id:
        identity, number = f"{base}-{number}", number + 1
    return identity, [Actor(id=identity, by=by, at=at, name=value, kind="organisation")]


def _csl(known: dict[str, Any], told: Mapping[str, str]) -> dict[str, Any]:
    csl = dict(known)
    for name in (*(name for name, _ in WORDS), "type", "title"):
        if name in told:
            _put(csl, name, told[name].strip())
    if "url" in told:
        _put(csl, "URL", told["url"].strip())
    if "authors" in told:
        _put(csl, "author", [_author(line.strip()) for line in told["authors"].splitlines() if line.strip()])
    if "issued" in told:
        _put(csl, "issued", _issued(told["issued"].strip()))
    return csl


def _put(csl: dict[str, Any], name: str, value: Any) -> None:  # noqa: ANN401 - whatever CSL holds there
    if value:
        csl[name] = value
    else:
        csl.pop(name, None)


def _author(line: str) -> dict[str, str]:
    family, comma, given = line.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma and given.strip() else {"literal": line}


def _issued(value: str) -> dict[str, Any] | None:
    return {"date-parts": [_date(value, "Issued")]} if value else None


def _date(value: str, field: str) -> list[int]:
    found = _DATE.fullmatch(value)
    parts = [int(part) for part in found.groups() if part] if found else []
    if not parts or not all(1 <= part <= most for part, most in zip(parts, (9999, 12, 31), strict=False)):
        raise UnclearParticularError(field, value, "Write a year, or a date such as 2016-03 or 2016-03-21.")
    return parts
