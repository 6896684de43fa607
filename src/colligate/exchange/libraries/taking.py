"""A library into a study: each entry a source with its file, matched to what is there; only what changed is said."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from colligate.codings.coding import Memo
from colligate.exchange.incoming import Incoming, Known, digest, free_id, slug, unsaid
from colligate.exchange.libraries.entry import Entry, Library, Note
from colligate.exchange.libraries.files import Found, Opened, find, opened
from colligate.exchange.libraries.holding import Holding, Sketched
from colligate.exchange.libraries.matching import Matching
from colligate.exchange.libraries.merging import Told, merged, seal, told_of, with_told
from colligate.exchange.losses import Losses
from colligate.programmes.actor import Actor
from colligate.programmes.interest import actor_names
from colligate.record import Record
from colligate.sources.source import Source
from colligate.sources.text import Text

#: What names one document, and none that comes with it.
_OF_ONE = frozenset({"DOI", "URL", "ISBN", "PMID", "PMCID", "citation-key", "custom"})

_OWN = "another file of their entry"
_OTHER = "a source here; if they are another document, add them with 'sources add --even-if-alike'"
_WITHDRAWN = "they were withdrawn here"


def take_library(
    library: Library,
    folder: Path,
    known: Known,
    history: Mapping[str, Sequence[Record]],
    sketched: Sketched,
    *,
    by: str,
) -> tuple[Incoming, Losses]:
    """Return what a library brings into a study, and what it leaves.

    Args:
        library: The export.
        folder: Where the files that it links lie.
        known: The study.
        history: Every saying of each id, the first one first.
        sketched: Sketches of the study's texts, with which new files are compared.
        by: Whose journal.
    """
    arrival = _Arrival(library, folder, known, history, sketched, by)
    for entry in library.entries:
        arrival.take(entry)
    for note in library.notes:
        arrival.memo(note, "", None)
    for what, why, ids in library.left:
        arrival.losses.left(what, why, ids)
    return arrival.incoming, arrival.losses


class _Arrival:
    def __init__(
        self, library: Library, folder: Path, known: Known, history: Mapping[str, Sequence[Record]],
        sketched: Sketched, by: str,
    ) -> None:  # fmt: skip
        self.incoming, self.losses = Incoming(), Losses()
        self._folder, self._known, self._history, self._by = folder, known, history, by
        sources = [record for record in known.records.values() if isinstance(record, Source)]
        withdrawn = [one for name in known.withdrawn for one in history.get(name, ()) if isinstance(one, Source)]
        said = (*known.records.values(), *(one for each in history.values() for one in each))
        texts = [one for one in said if isinstance(one, Text) and one.source in known.withdrawn]
        self._holding = Holding(known, withdrawn, texts, sketched)
        self._matching = Matching(library.entries, sources, withdrawn, self._holding)
        self._actors = actor_names(one for one in known.records.values() if isinstance(one, Actor))
        self._ids = set(history)

    def take(self, entry: Entry) -> None:
        """Take one entry, with its files and notes."""
        title = str(entry.csl.get("title") or entry.key)
        files = find(entry, self._folder, self.losses)
        before = self._matching.before(entry, files)
        if before is None and self._matching.was_withdrawn(entry, files):
            self.losses.left("entries", "their sources were withdrawn here", [title])
            return
        new = [one for one in files if not self._holding.has(one.sha256) and not self._holding.lost(one.sha256)]
        read = opened(new, self.losses)
        fitting = [before] if before else self._matching.meant(entry, files, read)
        if len(fitting) > 1:
            self.losses.left("entries", "each fits several sources, and nothing is guessed", [title])
            return
        lost = {done.found.sha256 for done in read if self._holding.lost_words(done)}
        if not fitting and files and all(self._holding.lost(one.sha256) or one.sha256 in lost for one in files):
            self.losses.left("entries", "their files were withdrawn here", [title])
            return
        old = fitting[0] if fitting else None
        source, told = self._described(entry, old)
        earlier = told or Told(key=entry.key)
        source = self._with_files(entry, source, earlier, files, read)
        notes = {note.key: self.memo(note, source.id, told) for note in entry.notes}
        now = Told(
            key=entry.key, fields={field: seal(value) for field, value in entry.csl.items()},
            files=self._told_files(earlier, files), notes={**earlier.notes, **notes},
        )  # fmt: skip
        source = msgspec.structs.replace(source, csl=with_told(source.csl, now))
        self._matching.taken.add(source.id)
        self.incoming.records.insert(self._place, source)
        self.losses.carried("entries", [source.id])

    def _told_files(self, earlier: Told, files: Sequence[Found]) -> dict[str, str]:
        """Return what the study has, or had, of an entry's files: what could not be read is new when it is mended."""
        had = {key: sha256 for key, sha256 in earlier.files.items() if self._holding.met(sha256)}
        return {one.attached.key: one.sha256 for one in files if self._holding.met(one.sha256)} | had

    def _described(self, entry: Entry, old: Source | None) -> tuple[Source, Told | None]:
        title = str(entry.csl.get("title") or "")
        if old is None:
            publisher = self._actors.get(str(entry.csl.get("publisher", "")).strip().casefold())
            fresh = Source(
                id=self._identity(entry), by=self._by, title=title or entry.key, csl=entry.csl, publisher=publisher,
                url=str(entry.csl.get("URL", "")), retrieved=_day(entry.csl),
                language=str(entry.csl.get("language", "")), **unsaid(),
            )  # fmt: skip
            return fresh, None
        first = next((one for one in self._history.get(old.id, ()) if isinstance(one, Source)), old)
        done = merged(old, first, entry.csl)
        for field, both in done.kept.items():
            why = "they were put right here, so they stay; the export says otherwise"
            self.losses.changed(f"values of '{field}'", why, [f"{old.id} ({both})"])
        fields: dict[str, str] = {}
        if old.title in (old.csl.get("title"), first.title) and "title" not in done.kept and title:
            fields["title"] = title
        for field, variable in (("url", "URL"), ("language", "language")):
            if getattr(old, field) in ("", old.csl.get(variable)) and variable not in done.kept:
                fields[field] = str(done.csl.get(variable) or getattr(old, field))
        return msgspec.structs.replace(old, by=self._by, csl=done.csl, **fields), told_of(old)

    def _with_files(
        self, entry: Entry, source: Source, told: Told, files: Sequence[Found], read: Sequence[Opened]
    ) -> Source:
        """Return the source with its file; further files become sources of their own, after it."""
        self._place = len(self.incoming.records)
        for one in files:
            if holder := self._holding.has(one.sha256):
                self.losses.carried("files that are here already", [f"{one.attached.path} ({holder})"])
            elif self._holding.lost(one.sha256):
                self.losses.left("files", _WITHDRAWN, [one.attached.path])
        for done in read:
            if not self._is_new(done, told, source):
                continue
            if source.sha256:
                further = self._further(entry, source, done)
                self.incoming.records.append(further)
                self._read(further, done)
            else:
                ending = done.extraction.media_type
                source = msgspec.structs.replace(
                    source, sha256=done.found.sha256, name=done.found.place.name, media_type=ending
                )
                self._read(source, done)
        return source

    def _is_new(self, done: Opened, told: Told, source: Source) -> bool:
        """Say whether a file says what the study does not have; tell why it does not."""
        path, before = done.found.attached.path, told.files.get(done.found.attached.key, "")
        if holders := self._holding.with_words_of(done):
            self.losses.carried("files that are here already", [f"{path} ({holders[0]})"])
        elif self._holding.lost(before) or self._holding.lost_words(done):
            self.losses.left("files", _WITHDRAWN, [path])
        elif self._holding.met(before):
            why = "they are other files than before; the study keeps its own, add the new edition by itself"
            self.losses.left("files", why, [path])
        elif near := self._holding.like(done):
            why = f"they say nearly the same as {_OWN if near[0] == source.id else _OTHER}"
            self.losses.left("files", why, [f"{path} ({near[0]}, {near[1]:.0%})"])
        else:
            return True
        return False

    def _further(self, entry: Entry, source: Source, done: Opened) -> Source:
        named = done.found.attached.title or done.found.place.stem
        csl = {field: value for field, value in source.csl.items() if field not in _OF_ONE}
        title = f"{source.title}: {named}"
        further = Source(
            id=self._identity(entry), by=self._by, title=title, csl={**csl, "title": title}, publisher=source.publisher,
            url=done.found.attached.url, name=done.found.place.name, sha256=done.found.sha256,
            media_type=done.extraction.media_type, language=source.language, **unsaid(),
        )  # fmt: skip
        self.losses.changed("files", "an entry has several, so they are sources of their own", [further.id])
        return further

    def _read(self, source: Source, done: Opened) -> None:
        extraction = done.extraction
        self._holding.add(source.id, done)
        layout = hashlib.sha256(msgspec.json.encode(extraction.layout)).hexdigest()
        self.incoming.texts.append((extraction.text, extraction.layout))
        self.incoming.files.append((done.found.place, done.found.sha256))
        text = Text(
            id=f"text-{digest(f'{source.id} {done.words} {layout}')}", by=self._by, source=source.id, sha256=done.words,
            layout=layout, extractor=extraction.extractor, characters=len(extraction.text), ocr=extraction.ocr,
            **unsaid(),
        )  # fmt: skip
        self.incoming.records.append(text)
        self.losses.carried("files", [done.found.attached.path])
        for problem in extraction.problems:
            self.losses.changed("files", problem.message.rstrip("."), [done.found.attached.path])

    def memo(self, note: Note, about: str, told: Told | None) -> str:
        """Take a note as a memo, unless a person changed what it was; return its digest."""
        identity, now = f"memo-{digest(f'{about} {note.key if about else note.text}')}", seal(note.text)
        old, before = self._known.records.get(identity), told.notes.get(note.key, "") if told else ""
        if identity in self._known.withdrawn:
            self.losses.left("notes", "they were withdrawn here", [identity])
        elif isinstance(old, Memo) and old.text != note.text and seal(old.text) != before:
            if now != before:
                self.losses.left("notes", "they were changed here, so they stay; the export says otherwise", [identity])
        else:
            self.incoming.records.append(Memo(id=identity, by=self._by, text=note.text, about=about, **unsaid()))
            self.losses.carried("notes", [identity])
        return now

    def _identity(self, entry: Entry) -> str:
        base = slug(entry.citekey or _called(entry.csl), f"source-{digest(entry.key)[:6]}")
        identity = free_id(base, self._known, self._ids)
        self._ids.add(identity)
        return identity


def _called(csl: Mapping[str, Any]) -> str:
    """Return author, year and the first words of the title."""
    people = csl.get("author") or csl.get("editor")
    first = people[0] if isinstance(people, list) else {}
    name = str(first.get("family") or first.get("literal") or "") if isinstance(first, dict) else ""
    year = Source(id="", by="", title="", csl=dict(csl), **unsaid()).year or ""
    return f"{' '.join(name.split()[:3])} {year} {' '.join(str(csl.get('title', '')).split()[:4])}"


def _day(csl: Mapping[str, Any]) -> str:
    """Return the ISO date on which an entry was looked at, where a whole one is told."""
    try:
        year, month, day = (int(part) for part in csl["accessed"]["date-parts"][0])
        return date(year, month, day).isoformat()
    except (KeyError, IndexError, TypeError, ValueError):
        return ""
