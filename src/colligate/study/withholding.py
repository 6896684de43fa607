"""A copy of a study that may be given away: what a build reads, without the words of confidential sources.

Where no source is confidential the copy has the same bytes. Else each confidential document is kept by its hash alone:
its text becomes a blot of the same length, so that passages keep their places and findings their levels; its title,
address, file name and id go; and its words are blotted out wherever people repeated them. What stays is who published
it, whether it is primary, when it appeared, and what the study says of it in words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from colligate.record import Record, version
from colligate.reports.locking import Lock, lock_bytes, read_lock
from colligate.sources.source import Search, Source
from colligate.sources.text import Layout, PageStart, Text
from colligate.sources.withholding import Words
from colligate.study.building import LOCK, read_report_of
from colligate.study.confidential import confidential, said, words_of
from colligate.study.contents import content
from colligate.study.folder import Folder, digest, write
from colligate.study.journal import AnyRecord, Journal, read_journal
from colligate.study.pseudonyms import Renaming, file_names, pseudonyms
from colligate.study.rewording import blot, parted, reworded
from colligate.study.study import Study

#: A page label that is more than a number may say something.
_LABEL = re.compile(r"\w{1,6}")


class Withheld(msgspec.Struct, kw_only=True):
    """What a copy does not hold."""

    #: Confidential sources as the study has them, in the order of the journal.
    sources: tuple[Source, ...] = ()
    #: The words looked for and blotted out; None where nothing is confidential.
    words: Words | None = None
    #: Records in which people had repeated them.
    records: list[str] = []
    #: Files in which they had.
    files: list[str] = []
    #: Files of the study folder that no build reads, those of withheld sources aside.
    left: list[str] = []
    #: Lines of journals that no version can read, and that might hold anything.
    lines: list[str] = []
    #: New ids of the sources and names of their files, by the old.
    names: dict[str, str] = {}

    def told(self, message: str) -> str:
        """Return what is said of the study as it would be said of the copy."""
        blotted = self.words.blotted(message) if self.words else message
        return Renaming(self.names).told(blotted)


def open_copy(study: Study, to: Path) -> Withheld:
    """Write a copy of a study that may be given away into an empty folder, and say what it does not hold.

    Raises OSError where a file that the study names is missing.
    """
    closed = confidential(study)
    copy = _Copy(study, Folder(to), closed)
    copy.write()
    return copy.withheld


class _Copy:
    def __init__(self, study: Study, to: Folder, closed: tuple[Source, ...]) -> None:
        self._study, self._to = study, to
        self._ids = {source.id for source in closed}
        every = list(said(study, Source))
        names = pseudonyms(closed, study.records.by_id)
        names |= file_names(
            (one for one in every if one.id in self._ids), (one for one in every if one.id not in self._ids), names
        )
        self._renaming = Renaming(names)
        self.withheld = Withheld(sources=closed, words=words_of(study, closed) if closed else None, names=names)
        #: Versions of sayings as they were, to what they are in the copy.
        self._versions: dict[str, str] = {}

    def write(self) -> None:
        """Write everything a build reads, and the originals that may go."""
        folder = self._study.folder
        taken = [folder.settings, *sorted(folder.lenses.rglob("*.yaml")), *sorted(folder.report.glob("*.md"))]
        style = self._study.settings.report.get("style")
        if isinstance(style, str) and (folder.path / style).resolve().is_relative_to(folder.path.resolve()):
            taken += [folder.path / style] if (folder.path / style).is_file() else []
        for path in taken:
            self._put(path, self._opened_file(path))
        self._originals()
        self._frozen()
        self._journals()
        self._lock()
        self._name_left()

    def _put(self, path: Path, data: bytes) -> None:
        write(self._to.path / path.relative_to(self._study.folder.path), data)

    def _opened_file(self, path: Path) -> bytes:
        data = path.read_bytes()
        if self.withheld.words is None:
            return data
        opened = self._renaming.written(self.withheld.words.blotted(data.decode("utf-8", "replace")))
        if opened != data.decode("utf-8", "replace"):
            self.withheld.files.append(path.relative_to(self._study.folder.path).as_posix())
            return opened.encode()
        return data

    def _originals(self) -> None:
        closed = {source.sha256 for source in said(self._study, Source) if source.id in self._ids}
        wanted = {source.sha256 for source in said(self._study, Source)} - closed
        for path in sorted(self._study.folder.originals.glob("*")):
            if path.stem in wanted:
                self._put(path, path.read_bytes())

    def _frozen(self) -> None:
        """Write texts and layouts; those of confidential sources as blots."""
        for text in said(self._study, Text):
            if text.source in self._ids:
                write(self._to.texts / f"{digest(blot(text))}.txt", blot(text))
                layout = msgspec.json.encode(self._layout(text))
                write(self._to.texts / f"{digest(layout)}.json", layout)
            else:
                for name in (f"{text.sha256}.txt", f"{text.layout}.json"):
                    path = self._study.folder.texts / name
                    self._put(path, path.read_bytes())

    def _layout(self, text: Text) -> Layout:
        """Return where pages begin, and nothing else that was read off the page."""
        pages = self._study.folder.layout(text.layout).pages
        return Layout(
            pages=tuple(
                page if _LABEL.fullmatch(page.label) else PageStart(page.offset, str(number), page.basis)
                for number, page in enumerate(pages, 1)
            )
        )

    def _journals(self) -> None:
        for path in sorted(self._study.folder.journals.glob("*.jsonl")):
            if not self._ids:
                self._put(path, path.read_bytes())
        if self._ids:
            lines = list(self._lines())
            # A saying names the versions it replaces, so the older has to be rewritten first.
            for record in sorted((record for _, act in lines for record in act), key=lambda record: record.at):
                self._versions[version(record)] = version(self._said_openly(record))
            acts: dict[str, list[list[Record]]] = {}
            for path, act in lines:
                acts.setdefault(path.name, []).append([self._said_openly(record) for record in act])
            for name, rewritten in acts.items():
                Journal(self._to.journals / name).append_all(rewritten)

    def _lines(self) -> Iterator[tuple[Path, list[AnyRecord]]]:
        for path in sorted(self._study.folder.journals.glob("*.jsonl")):
            for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
                act, problems = read_journal(line, f"journal/{path.name}", first=number)
                self.withheld.lines += [problem.place for problem in problems]
                if act:
                    yield path, act

    def _said_openly(self, record: Any) -> Any:  # noqa: ANN401 - the same type of record
        """Return a record without withheld words."""
        opened = reworded(record, self._ids)
        plain: dict[str, Any] = msgspec.to_builtins(opened)
        blotted = self._blotted(plain)
        renamed = self._renaming.record(blotted)
        if blotted != plain and renamed["id"] not in self.withheld.records:
            self.withheld.records.append(renamed["id"])
        blotted = renamed
        revises = [self._versions.get(name, name) for name in record.revises]
        if revises:
            blotted["revises"] = revises
        if isinstance(record, Text) and record.source in self._ids:
            layout = msgspec.json.encode(self._layout(record))
            blotted |= {"sha256": digest(blot(record)), "layout": digest(layout)}
        if isinstance(record, Search) and record.searched == content(self._study.texts, record.corpus):
            blotted["searched"] = content(self._texts, blotted["corpus"])
        return msgspec.convert(blotted, type(record))

    @cached_property
    def _texts(self) -> dict[str, Text]:
        """The current text of each source as the copy has it, by the new id."""
        replace, names = msgspec.structs.replace, self.withheld.names
        return {
            names.get(source, source): replace(text, sha256=digest(blot(text))) if source in self._ids else text
            for source, text in self._study.texts.items()
        }

    def _blotted(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, str):
            return self.withheld.words.blotted(value) if self.withheld.words and parted(value) else value
        if isinstance(value, list | tuple):
            return type(value)(self._blotted(item) for item in value)
        if isinstance(value, dict):
            return {key: self._blotted(item) for key, item in value.items()}
        return value

    def _lock(self) -> None:
        path = self._study.folder.report / LOCK
        if not path.is_file():
            return
        if not self._ids:
            self._put(path, path.read_bytes())
            return
        # What a sentence rested on was hashed with the words; those that were current are so without them.
        lock, _ = read_lock(path.read_bytes(), f"report/{LOCK}")
        stale = read_report_of(self._study).stale
        kept: Lock = {name: entry for name, entry in lock.items() if name in stale}
        if kept:
            self._put(path, self._renaming.written(self.withheld.words.blotted(lock_bytes(kept).decode())).encode())  # pyright: ignore[reportOptionalMemberAccess]

    def _name_left(self) -> None:
        root, build = self._study.folder.path, self._study.folder.build
        told = {source.sha256 for source in said(self._study, Source) if source.id in self._ids}
        told |= {
            name for text in said(self._study, Text) if text.source in self._ids for name in (text.sha256, text.layout)
        }
        for path in sorted(root.rglob("*")):
            place = path.relative_to(root)
            hidden = any(part.startswith(".") for part in place.parts) or path.name == LOCK or path.stem in told
            if (
                path.is_file()
                and not hidden
                and not path.is_relative_to(build)
                and not (self._to.path / place).exists()
            ):
                self.withheld.left.append(self._renaming.told(place.as_posix()))
