"""How a person's act is said: records stamped, set after what they replace, appended as one line of a journal."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from colligate.problems import ColligateError
from colligate.record import Record, version
from colligate.sources.passage import Passage, passage_fields
from colligate.sources.text import Text
from colligate.study.folder import digest
from colligate.study.journal import AnyRecord, Journal, stamp
from colligate.study.records import Records
from colligate.study.study import Study


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One act as it was appended; enough to undo it (see `colligate.actions.undoing`)."""

    #: Id of the record the act was for; passages said along with it are in `versions` alone.
    id: str
    #: ``(id, version)`` of every record of the act, in the order said.
    versions: tuple[tuple[str, str], ...]

    @property
    def token(self) -> str:
        """The act in one word, for a page to keep and send back."""
        return " ".join(f"{identity}={name}" for identity, name in self.versions)


class NoSuchPlaceError(ColligateError):
    """A span that the source's text does not have."""

    def __init__(self, source: str, start: int, end: int, length: int) -> None:
        """Name the source, the offsets, and how long its text is."""
        super().__init__(
            f"'{source}' has no words from {start} to {end}; its text has {length} characters. Select words, then code."
        )


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a source's current text: half-open, in Unicode code points."""

    #: Id of the Source.
    source: str
    start: int
    end: int


def heads(records: Records, identity: str) -> tuple[str, ...]:
    """Return the versions that the next saying of an id replaces: none for a new id, several made apart."""
    standing = records.by_id.get(identity)
    said = records.history.get(identity) or ([standing] if standing else ())
    if not said:
        return ()
    replaced = {name for record in said for name in record.revises}
    return tuple(name for record in said if (name := version(record)) not in replaced)


def as_read(record: Record) -> Record:
    """Return a record as it will be read: a default that came in from a form would change the version."""
    return msgspec.json.decode(msgspec.json.encode(record), type=type(record))


def all_as_read(records: Sequence[Record]) -> list[Record]:
    """Return records as they will be read, as `as_read` does for one."""
    return list(msgspec.json.decode(msgspec.json.encode(records), type=tuple[AnyRecord, ...]))


def say(study: Study, drafts: Sequence[Record], *, by: str, carried: Collection[str] = ()) -> Said:
    """Append records as one act of `by`, each replacing whatever stands or was withdrawn under its id.

    `by`, `at` and `revises` of the drafts are set here. The last draft is what the act is for. Those whose ids are in
    `carried` stay the statement of whoever made it: `by` only says it again.
    """
    at = study.records.latest
    act: list[Record] = []
    said_here: dict[str, Record] = {}
    for draft in drafts:
        at = stamp(at)
        earlier = said_here.get(draft.id)
        replaced = (version(earlier),) if earlier else heads(study.records, draft.id)
        whose = draft.speaker if draft.id in carried and draft.speaker != by else ""
        said = msgspec.structs.replace(draft, by=by, at=at, revises=replaced, stated_by=whose)
        said_here[draft.id] = as_read(said)
        act.append(said_here[draft.id])
    Journal(study.folder.journals / f"{by}.jsonl").append(act)
    return Said(id=act[-1].id, versions=tuple((record.id, version(record)) for record in act))


def passage_at(study: Study, text: Text, span: Span, *, by: str) -> Passage:
    """Return the passage of a span: the one that stands there, whoever quoted it, or a new one not yet said.

    Raises:
        NoSuchPlaceError: Where the text has no such span, or it holds no words.
    """
    opened = study.searchable(text)
    start, end = span.start, span.end
    if not 0 <= start < end <= len(opened.text) or not opened.text[start:end].strip():
        raise NoSuchPlaceError(span.source, start, end, len(opened.text))
    while opened.text[start].isspace():
        start += 1
    while opened.text[end - 1].isspace():
        end -= 1
    identity = f"p-{digest(f'{span.source} {text.id} {start} {end}'.encode())[:12]}"
    if known := study.records.get(Passage, identity):
        return known
    for passage in study.records.by(Passage, "text").get(text.id, ()):
        if passage.start == start and passage.end == end:
            return passage
    at = stamp(study.records.latest)
    fields = passage_fields(opened.text, opened.layout, start, end)
    return Passage(id=identity, by=by, at=at, source=span.source, text=text.id, **fields)  # pyright: ignore[reportArgumentType]
