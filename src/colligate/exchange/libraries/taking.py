"""A library into a study: each entry a source with its file, matched to what is there; only what changed is said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from colligate.codings.coding import Memo
from colligate.exchange.incoming import Incoming, Known, digest, free_id, slug, unsaid
from colligate.exchange.libraries.entry import Entry, Library, Note
from colligate.exchange.libraries.files import Found, Opened, find, opened
from colligate.exchange.libraries.merging import Told, merged, seal, told_of, with_told
from colligate.exchange.losses import Losses
from colligate.programmes.actor import Actor
from colligate.programmes.interest import actor_names
from colligate.record import Record
from colligate.sources.fitting import Fitting
from colligate.sources.source import Source
from colligate.sources.text import Text


def take_library(
    library: Library, folder: Path, known: Known, history: Mapping[str, Sequence[Record]], *, by: str
) -> tuple[Incoming, Losses]:
    """Return what a library brings into a study, and what it leaves.

    Args:
        library: The export.
        folder: Where the files that it links lie.
        known: The study.
        history: Every saying of each id, the first one first.
        by: Whose journal.
    """
    arrival = _Arrival(folder, known, history, by)
    for entry in library.entries:
        arrival.take(entry)
    for note in library.notes:
        arrival.memo(note, "", None)
    for what, why, ids in library.left:
        arrival.losses.left(what, why, ids)
    return arrival.incoming, arrival.losses


class _Arrival:
    def __init__(self, folder: Path, known: Known, history: Mapping[str, Sequence[Record]], by: str) -> None:
        self.incoming, self.losses = Incoming(), Losses()
        self._folder, self._known, self._history, self._by = folder, known, history, by
        sources = [record for record in known.records.values() if isinstance(record, Source)]
        self._hashes = {source.sha256: source for source in sources if source.sha256}
        self._keys = {told.key: source for source in sources if (told := told_of(source))}
        self._gone = {told.key for told in map(told_of, self._withdrawn()) if told}
        self._fitting = Fitting(sources)
        self._actors = actor_names(one for one in known.records.values() if isinstance(one, Actor))
        self._taken: set[str] = set()
        self._ids = set(history)

    def _withdrawn(self) -> Iterator[Source]:
        for identity in self._known.withdrawn:
            yield from (one for one in self._history.get(identity, ()) if isinstance(one, Source))

    def take(self, entry: Entry) -> None:
        """Take one entry, with its files and notes."""
        title = str(entry.csl.get("title") or entry.key)
        files = find(entry, self._folder, self.losses)
        fitting = self._meant(entry, files)
        if len(fitting) > 1:
            self.losses.left("entries", "each fits several sources, and nothing is guessed", [title])
            return
        if not fitting and entry.key in self._gone:
            self.losses.left("entries", "their sources were withdrawn here", [title])
            return
        old = fitting[0] if fitting else None
        source, told = self._described(entry, old)
        source = self._with_files(entry, source, told, files)
        notes = {note.key: self.memo(note, source.id, told) for note in entry.notes}
        fields = {field: seal(value) for field, value in entry.csl.items()}
        known_files = {one.attached.key: one.sha256 for one in files}
        earlier = told or Told(key=entry.key)
        now = Told(
            key=entry.key, fields=fields, files={**known_files, **earlier.files}, notes={**earlier.notes, **notes}
        )
        source = msgspec.structs.replace(source, csl=with_told(source.csl, now))
        self._taken.add(source.id)
        self._hashes[source.sha256] = source
        self.incoming.records.insert(self._place, source)
        self.losses.carried("entries", [source.id])

    def _meant(self, entry: Entry, files: Sequence[Found]) -> list[Source]:
        """Return the source an entry was before; else the one that has a file of it; else those it describes."""
        before = self._keys.get(entry.key)
        if before and (told := told_of(before)) and _same(told, entry, files):
            return [before]
        held = [source for one in files if (source := self._hashes.get(one.sha256)) and source.id not in self._taken]
        if held:
            return held[:1]
        year = Source(id="", by="", title="", csl=entry.csl, **unsaid()).year
        return [
            source
            for source in self._fitting.of(entry.csl)
            if source.id not in self._taken and (not year or not source.year or year == source.year)
        ]

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

    def _with_files(self, entry: Entry, source: Source, told: Told | None, files: Sequence[Found]) -> Source:
        """Return the source with its file; further files become sources of their own, after it."""
        self._place = len(self.incoming.records)
        new: list[Found] = []
        for one in files:
            before = told.files.get(one.attached.key) if told else None
            if holder := self._hashes.get(one.sha256):
                self.losses.carried("files that are here already", [f"{one.attached.path} ({holder.id})"])
            elif before and before != one.sha256:
                why = "they are other files than before; the study keeps its own, add the new edition by itself"
                self.losses.left("files", why, [one.attached.path])
            elif one.sha256 not in {other.sha256 for other in new}:
                new.append(one)
        for done in opened(new, self.losses):
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

    def _further(self, entry: Entry, source: Source, done: Opened) -> Source:
        named = done.found.attached.title or done.found.place.stem
        csl = {field: value for field, value in source.csl.items() if field != "custom"}
        title = f"{source.title}: {named}"
        further = Source(
            id=self._identity(entry), by=self._by, title=title, csl={**csl, "title": title}, publisher=source.publisher,
            url=done.found.attached.url, name=done.found.place.name, sha256=done.found.sha256,
            media_type=done.extraction.media_type, language=source.language, **unsaid(),
        )  # fmt: skip
        self._hashes[further.sha256] = further
        self.losses.changed("files", "an entry has several, so they are sources of their own", [further.id])
        return further

    def _read(self, source: Source, done: Opened) -> None:
        extraction = done.extraction
        sha256 = hashlib.sha256(extraction.text.encode()).hexdigest()
        layout = hashlib.sha256(msgspec.json.encode(extraction.layout)).hexdigest()
        self.incoming.texts.append((extraction.text, extraction.layout))
        self.incoming.files.append((done.found.place, done.found.sha256))
        text = Text(
            id=f"text-{digest(f'{source.id} {sha256} {layout}')}", by=self._by, source=source.id, sha256=sha256,
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


def _same(told: Told, entry: Entry, files: Sequence[Found]) -> bool:
    """Say whether an entry with the key of an earlier one is that one: keys of one library may be another's too."""
    shared = ("title", "DOI", "URL", "author", "ISBN")
    fields = any(field in entry.csl and told.fields.get(field) == seal(entry.csl[field]) for field in shared)
    return fields or bool({one.sha256 for one in files} & set(told.files.values()))


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
