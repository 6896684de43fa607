"""A person's word on a passage that was put forward for a code: taken up with a stance, or refused. Each is one act."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from colligate.actions.coding import NoSuchThingError, code_span, coding_id
from colligate.actions.saying import Said, Span, passage_at, say
from colligate.codings.coding import Coding, Stance
from colligate.record import Record, Retraction, Suggestion, suggestion_id
from colligate.sources.passage import Passage
from colligate.study.journal import stamp
from colligate.study.study import Study


def take_up(
    path: Path, reference: str, span: Span, *, stance: Stance = "supports", about: str = "", memo: str = "",
    proposed_by: str, by: str,
) -> Said:  # fmt: skip
    """Say that a passage put forward is an instance of a code; the coding keeps what put it forward.

    Args:
        path: The study folder.
        reference: ``lens/code``.
        span: Where the passage stands.
        stance: Whether it speaks for the code, against it, or only of it.
        about: Id of what it speaks of.
        memo: A note.
        proposed_by: Name and version of the model, with the track, as the queue gave it.
        by: Whose journal.

    Raises:
        NoSuchThingError: Where the study has no such source, code or record.
        NoSuchPlaceError: Where the text has no such span.
    """
    return code_span(
        path, source=span.source, start=span.start, end=span.end, code=reference, stance=stance, about=about,
        memo=memo, by=by, proposed_by=proposed_by,
    )  # fmt: skip


def refuse(path: Path, reference: str, span: Span, *, reason: str = "", proposed_by: str, by: str) -> Said:
    """Say that a passage put forward is no instance of a code.

    The proposal is written down only now, and withdrawn in the same act: a journal holds what was decided, never what
    was only ever ranked.

    Raises:
        NoSuchThingError: Where the study has no such source or code.
        NoSuchPlaceError: Where the text has no such span.
    """
    study = Study(path)
    text = study.texts.get(span.source)
    if text is None:
        raise NoSuchThingError("source", span.source, study.texts)
    if reference not in study.codes:
        raise NoSuchThingError("code", reference, study.codes)
    passage, at = passage_at(study, text, span, by=by), stamp(study.records.latest)
    proposed = Coding(id=coding_id(passage.id, reference, "", by), by=by, at=at, passage=passage.id, code=reference)
    identity = suggestion_id(proposed.id)
    act: list[Record] = [] if study.records.get(Passage, passage.id) else [passage]
    act += [
        Suggestion(id=identity, by=by, at=at, proposed_by=proposed_by, proposes=_plain(proposed)),
        Retraction(id=identity, by=by, at=at, reason=reason.strip() or "refused"),
    ]
    return say(study, act, by=by)


def _plain(record: Record) -> dict[str, Any]:
    plain = msgspec.json.decode(msgspec.json.encode(record))
    return {key: value for key, value in plain.items() if key not in ("by", "at")}
