"""A project or codebook as what a study takes in: files, lenses, records, and what was lost on the way."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from colligate.exchange.faults import MissingFilesError
from colligate.exchange.incoming import Incoming, Known
from colligate.exchange.losses import Losses
from colligate.exchange.refi.archive import Files, UnavailableError
from colligate.exchange.refi.arriving import Arrival
from colligate.exchange.refi.beside import restored, take_others
from colligate.exchange.refi.cases import take_cases
from colligate.exchange.refi.codebook import take_codes
from colligate.exchange.refi.documents import Documents
from colligate.exchange.refi.gathering import gather
from colligate.exchange.refi.leaving import leave
from colligate.exchange.refi.manifest import NOTE, Manifest, read_manifest
from colligate.exchange.refi.notes import take_notes
from colligate.exchange.refi.project import Project, TextBody
from colligate.record import Record
from colligate.sources.extraction import UnreadableFileError
from colligate.sources.readers import read
from colligate.sources.readers.decoding import decode
from colligate.sources.text import Layout


def take_project(
    project: Project, files: Files, known: Known, *, name: str, by: str, without_missing: bool = False
) -> tuple[Incoming, Losses]:
    """Make of a project what a study takes in. Nothing is written.

    Raises:
        MissingFilesError: Where documents are missing, unless `without_missing`.
        RefusedFileError: Where an archive holds what no document is.
    """
    arrival = Arrival(project, known, by)
    arrival.notes = {identity: _filled(arrival, note, files) for identity, note in arrival.notes.items()}
    manifest = _manifest(arrival)
    gathered, missing = gather(arrival, files, manifest)
    if missing and not without_missing:
        raise MissingFilesError(name, [(one.name or one.guid, reason) for one, reason in missing])
    for document, reason in missing:
        leave(arrival, document, "their files cannot be had", name=f"{document.name or document.guid} ({reason})")
    take_codes(arrival)
    documents = Documents(arrival, manifest)
    for one in gathered:
        documents.take(one)
    take_others(arrival, manifest, take_cases(arrival, manifest))
    take_notes(arrival, manifest)
    _tell(arrival, files)
    return arrival.incoming, arrival.losses


def _manifest(arrival: Arrival) -> Manifest:
    note = arrival.notes.get(NOTE)
    found = read_manifest((note.content or "").encode()) if note else None
    if found and not _holds(found, arrival.known.kinds):
        found = None
    if note and found is None:
        arrival.losses.changed("notes", "what this program had noted for itself was changed and is not used", [NOTE])
    return found or Manifest()


def _holds(manifest: Manifest, kinds: Mapping[str, type[Record]]) -> bool:
    """Say whether every record of the note can be read: it comes from outside, like the rest of the file."""
    found = [*manifest.others, *(case.record for case in manifest.cases.values())]
    found += [fact for case in manifest.cases.values() for fact in case.facts]
    found += [source.record for source in manifest.sources.values() if source.record]
    try:
        for fields in found:
            if fields.get("type") in _NEVER or not restored(kinds[str(fields.get("type"))], fields).id:
                return False
        for source in manifest.sources.values():
            msgspec.convert(source.layout, Layout)
    except (msgspec.ValidationError, KeyError, TypeError):
        return False
    return all(source.record.get("type") == "Source" for source in manifest.sources.values() if source.record) and all(
        case.record.get("type") in ("Actor", "Programme") and all(fact.get("type") == "Fact" for fact in case.facts)
        for case in manifest.cases.values()
    )


#: Records that are no statement of a study's matter, or that QDA-XML itself states.
_NEVER = frozenset({"Retraction", "Suggestion", "Text", "Passage", "Coding", "Memo"})


def _filled(arrival: Arrival, note: TextBody, files: Files) -> TextBody:
    """Return a note with its words, wherever they stand."""
    path = note.path or note.rich_path
    if note.content is not None or not path:
        return note
    try:
        data, name = files.get(path)
        words = decode(data)[0] if note.path else read(data, name).text
    except UnavailableError as error:
        arrival.losses.left("notes", str(error), [note.name or note.guid])
        return note
    except UnreadableFileError as error:
        arrival.losses.left("notes", f"{error.reason} {error.remedy}", [note.name or note.guid])
        return note
    return msgspec.structs.replace(note, content=words)


def _tell(arrival: Arrival, files: Files) -> None:
    """Note what holds of all that came."""
    project = arrival.project
    why = "their path leads elsewhere; the file of that name in the archive is taken"
    arrival.losses.changed("files", why, dict.fromkeys(files.elsewhere))
    if project.graphs:
        arrival.losses.left("graphs", "drawings of links have no place", project.graphs)
    codings = [record.id for record in arrival.incoming.records if type(record).__name__ == "Coding"]
    if codings and not arrival.ours:
        why = "the file says nothing of a stance; each is taken as supporting its code"
        arrival.losses.changed("codings", why, codings)
    if codings:
        arrival.losses.changed("times", "a record is said when it is imported; the file's times are not kept", codings)
