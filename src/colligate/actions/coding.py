"""A person's coding of a span, its change and its withdrawal: each is one act."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import msgspec

from colligate.actions.saying import NoSuchPlaceError, Said, Span, passage_at, say
from colligate.codings.coding import Coding, Stance
from colligate.codings.residual import RESIDUAL
from colligate.problems import ColligateError
from colligate.record import Record, Retraction
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Text
from colligate.study.folder import digest
from colligate.study.journal import stamp
from colligate.study.study import Study

__all__ = ["NoSuchPlaceError", "NoSuchThingError", "change", "code_span", "coding_id", "read_source", "withdraw"]


class NoSuchThingError(ColligateError):
    """A code or record that a coding was to name."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Name it and the nearest there are."""
        near = difflib.get_close_matches(name, list(known), n=3)
        meant = f" Did you mean {' or '.join(near)}?" if near else " Choose one from the list."
        super().__init__(f"The study has no {kind} '{name}'.{meant}")


def read_source(study: Study, source: str) -> tuple[Source, Text]:
    """Return a source with its current text. Raises NoSuchThingError where there is none, or it was never read."""
    found, text = study.records.get(Source, source), study.texts.get(source)
    if found is None or text is None:
        raise NoSuchThingError("source", source, study.texts)
    return found, text


def code_span(
    path: Path, *, source: str, start: int, end: int, code: str, stance: Stance = "supports", about: str = "",
    memo: str = "", by: str, proposed_by: str = "",
) -> Said:  # fmt: skip
    """Say that a span of a source's current text is an instance of a code.

    Args:
        path: The study folder.
        source: Id of the Source.
        start: Offset of the first character, in Unicode code points; white space at the edges is left out.
        end: Offset after the last.
        code: ``lens/code``.
        stance: Whether the span speaks for the code, against it, or only of it.
        about: Id of what it speaks of; empty for nothing in particular.
        memo: A note.
        by: Whose journal.
        proposed_by: Rule or model that put the span forward; empty where nothing did.

    Raises:
        NoSuchThingError: Where the study has no such source, code or record, or there is no such stance.
        NoSuchPlaceError: Where the text has no such span, or it holds no words.
    """
    study = Study(path)
    text = study.texts.get(source)
    if text is None:
        raise NoSuchThingError("source", source, study.texts)
    _require(study, code, stance, about)
    passage = passage_at(study, text, Span(source=source, start=start, end=end), by=by)
    coding = Coding(
        id=_identity(study, passage.id, code, about, by), by=by, at=stamp(study.records.latest), passage=passage.id,
        code=code, stance=stance, about=about or None, memo=memo.strip(), proposed_by=proposed_by,
    )  # fmt: skip
    act: list[Record] = [coding] if study.records.get(Passage, passage.id) else [passage, coding]
    return say(study, act, by=by)


def coding_id(passage: str, code: str, about: str, by: str) -> str:
    """Return the id of one person's coding of a passage under a code, about one thing."""
    return f"coding-{digest(f'{passage} {code} {about} {by}'.encode())[:12]}"


def change(
    path: Path, identity: str, *, code: str, stance: Stance, about: str = "", memo: str = "", by: str
) -> Said:  # fmt: skip
    """Say a coding again with another code, stance, subject or memo; the words stay. Raises NoSuchThingError."""
    study = Study(path)
    known = study.records.get(Coding, identity)
    if known is None:
        raise NoSuchThingError("coding", identity, (coding.id for coding in study.records.of(Coding)))
    _require(study, code, stance, about)
    return say(
        study,
        [msgspec.structs.replace(known, code=code, stance=stance, about=about or None, memo=memo.strip())],
        by=by,
    )


def withdraw(path: Path, identity: str, *, by: str, reason: str = "") -> Said:
    """Withdraw a record of one's own or another's; its lines stay in the journal. Raises NoSuchThingError."""
    study = Study(path)
    if identity not in study.records.by_id:
        raise NoSuchThingError("record", identity, study.records.by_id)
    return say(study, [Retraction(id=identity, by=by, at=stamp(study.records.latest), reason=reason.strip())], by=by)


def _identity(study: Study, passage: str, code: str, about: str, by: str) -> str:
    """Return the id of a coding: the same for the same statement, and never that of one which has another code now."""
    identity = coding_id(passage, code, about, by)
    standing = study.records.get(Coding, identity)
    if standing is None or (standing.code, standing.about or "") == (code, about):
        return identity
    return f"coding-{digest(f'{identity} {study.records.latest}'.encode())[:12]}"


def _require(study: Study, code: str, stance: str, about: str) -> None:
    if stance not in get_args(Stance):
        raise NoSuchThingError("stance", stance, get_args(Stance))
    if code not in study.codes and code != RESIDUAL:
        raise NoSuchThingError("code", code, study.codes)
    if about and about not in study.records.by_id:
        raise NoSuchThingError("record", about, study.records.by_id)
