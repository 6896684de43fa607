"""A person's coding of a span, and its withdrawal: each is one act."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from colligate.codings.coding import Coding, Stance
from colligate.problems import ColligateError
from colligate.record import Record, Retraction, version
from colligate.sources.passage import Passage, passage_fields
from colligate.study.folder import digest
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study


class NoSuchPlaceError(ColligateError):
    """A span that the source's text does not have."""

    def __init__(self, source: str, start: int, end: int, length: int) -> None:
        """Name the source, the offsets, and how long its text is."""
        super().__init__(
            f"'{source}' has no words from {start} to {end}; its text has {length} characters. Select words, then code."
        )


class NoSuchThingError(ColligateError):
    """A code or record that a coding was to name."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Name it and the nearest there are."""
        near = difflib.get_close_matches(name, list(known), n=3)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"The study has no {kind} '{name}'.{meant}")


def code_span(
    path: Path, *, source: str, start: int, end: int, code: str, stance: Stance = "supports", about: str = "",
    memo: str = "", by: str,
) -> str:  # fmt: skip
    """Say that a span of a source's current text is an instance of a code; return the coding's id.

    Args:
        path: The study folder.
        source: Id of the Source.
        start: Offset of the first character, in Unicode code points.
        end: Offset after the last.
        code: ``lens/code``.
        stance: Whether the span speaks for the code, against it, or only of it.
        about: Id of what it speaks of; empty for nothing in particular.
        memo: A note.
        by: Whose journal.

    Raises:
        NoSuchThingError: Where the study has no such source, code or record, or there is no such stance.
        NoSuchPlaceError: Where the text has no such span, or it holds no words.
    """
    study = Study(path)
    text = study.texts.get(source)
    if text is None:
        raise NoSuchThingError("source", source, study.texts)
    if stance not in get_args(Stance):
        raise NoSuchThingError("stance", stance, get_args(Stance))
    if code not in study.codes:
        raise NoSuchThingError("code", code, study.codes)
    if about and about not in study.records.by_id:
        raise NoSuchThingError("record", about, study.records.by_id)
    opened = study.searchable(text)
    if not 0 <= start < end <= len(opened.text) or not opened.text[start:end].strip():
        raise NoSuchPlaceError(source, start, end, len(opened.text))
    at = stamp(study.records.latest)
    passage = Passage(
        id=f"p-{digest(f'{source} {text.id} {start} {end}'.encode())[:12]}", by=by, at=at, source=source, text=text.id,
        **passage_fields(opened.text, opened.layout, start, end),  # pyright: ignore[reportArgumentType]
    )  # fmt: skip
    identity = f"coding-{digest(f'{passage.id} {code} {about} {by}'.encode())[:12]}"
    standing = study.records.get(Coding, identity)
    coding = Coding(
        id=identity, by=by, at=stamp(at), passage=passage.id, code=code, stance=stance, about=about or None, memo=memo,
        revises=(version(standing),) if standing else (),
    )  # fmt: skip
    act: list[Record] = [coding] if passage.id in study.records.by_id else [passage, coding]
    Journal(study.folder.journals / f"{by}.jsonl").append(act)
    return identity


def withdraw(path: Path, identity: str, *, by: str, reason: str = "") -> None:
    """Withdraw a record of one's own or another's; its lines stay in the journal. Raises NoSuchThingError."""
    study = Study(path)
    standing = study.records.by_id.get(identity)
    if standing is None:
        raise NoSuchThingError("record", identity, study.records.by_id)
    gone = Retraction(id=identity, by=by, at=stamp(study.records.latest), revises=(version(standing),), reason=reason)
    Journal(study.folder.journals / f"{by}.jsonl").append([gone])
