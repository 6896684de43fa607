"""Documents into a study: read, freeze, record; refuse with a reason what cannot be a source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from colligate.problems import ColligateError, Problem
from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.likeness import Likeness, sketch
from colligate.sources.readers import read
from colligate.sources.source import Source
from colligate.sources.text import Text
from colligate.study.folder import Folder, digest, slug, store
from colligate.study.journal import Journal, stamp
from colligate.study.sketches import sketched
from colligate.study.study import Study


class AddReport(msgspec.Struct, kw_only=True):
    """What became of each file: added, already there, or refused with a reason."""

    added: list[str] = []
    problems: list[Problem] = []
    #: Names of files left out as near-duplicates, with the id of the source each is like.
    alike: dict[str, str] = {}
    #: What was read of each of these.
    readings: dict[str, Extraction] = {}


class NoSuchFileError(ColligateError):
    """A file or folder named by the user that is not there."""

    def __init__(self, path: Path) -> None:
        """Name the path."""
        super().__init__(f"{path} does not exist. Check the spelling, or give the full path.")


class InsideStudyError(ColligateError):
    """A file of the study itself, named as if it were a document."""

    def __init__(self, path: Path) -> None:
        """Name the path."""
        super().__init__(f"{path} is part of the study itself. Name documents that lie outside the study folder.")


def add_sources(
    path: Path,
    files: Sequence[Path],
    *,
    by: str,
    at: datetime | None = None,
    even_if_alike: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
) -> AddReport:
    """Add files, and every file in folders, as sources; each is one act.

    Args:
        path: The study folder.
        files: Files or folders. Hidden files are passed over.
        by: Whose journal, such as ``amina@laptop``.
        at: Fixes the time of the first act, for builds that must repeat; else the clock.
        even_if_alike: Add near-duplicates too.
        progress: Called before each file with its number from 1, the number of files, and its name.

    Raises:
        NotAStudyError: Where `path` is no study.
        NoSuchFileError: Where a file does not exist.
        InsideStudyError: Where a file or folder named lies in the study itself.
    """
    study = Study(path)
    adding = _Adding(study, by=by, at=at, even_if_alike=even_if_alike)
    for file in files:
        if file.resolve().is_relative_to(study.folder.path.resolve()):
            raise InsideStudyError(file)
    found = [file for file in _files(files) if not file.resolve().is_relative_to(study.folder.path.resolve())]
    for number, file in enumerate(found, 1):
        if progress:
            progress(number, len(found), file.name)
        adding.add(file)
    return adding.report


def _files(files: Iterable[Path]) -> Iterator[Path]:
    for file in files:
        if file.is_dir():
            yield from sorted(
                inner
                for inner in file.rglob("*")
                if not inner.is_dir() and not any(part.startswith(".") for part in inner.relative_to(file).parts)
            )
        elif file.exists() or file.is_symlink():
            yield file
        else:
            raise NoSuchFileError(file)


class _Adding:
    """One run of adding: what is known already, and what has come."""

    def __init__(self, study: Study, *, by: str, at: datetime | None, even_if_alike: bool) -> None:
        self.report = AddReport()
        self._folder: Folder = study.folder
        self._journal = Journal(study.folder.journals / f"{by}.jsonl")
        self._by, self._at, self._latest = by, at, study.records.latest
        self._even_if_alike = even_if_alike
        self._taken = set(study.records.by_id)
        self._hashes = {source.sha256: source.id for source in study.records.of(Source)}
        self._likeness = Likeness()
        if not even_if_alike:
            self._remember(study)

    def _remember(self, study: Study) -> None:
        for text in study.records.of(Text):
            try:
                self._likeness.add(text.source, sketched(study.folder, text.sha256))
            except (OSError, UnicodeDecodeError):
                continue  # 'check' names the missing text

    def add(self, file: Path) -> None:
        """Add one file or say why not."""
        if not file.is_file():
            what = "It is a link to a file that is gone." if file.is_symlink() else "It is no ordinary file."
            self._problem(file, what, "Put the document itself in its place, then add it again.")
            return
        try:
            data = file.read_bytes()
        except OSError as error:
            self._problem(file, f"It cannot be opened: {error.strerror}.", "Check its permissions, then add it again.")
            return
        if known := self._hashes.get(digest(data)):
            self._problem(file, f"The same file is already here as '{known}'.", "Nothing to do.", "warning")
            return
        try:
            extraction = read(data, file.name)
        except UnreadableFileError as error:
            self._problem(file, error.reason, error.remedy)
            return
        if not self._too_like(file, extraction):
            self._record(file, data, extraction)

    def _too_like(self, file: Path, extraction: Extraction) -> bool:
        if self._even_if_alike:
            return False
        near = self._likeness.nearest(sketch(extraction.text))
        if near:
            self.report.alike[file.name] = near[0]
            self.report.readings[file.name] = extraction
            self._problem(
                file,
                f"About {near[1]:.0%} of its word runs stand in '{near[0]}' too: it looks like the same document.",
                "If it is another document, add it with --even-if-alike.",
                "warning",
            )
        return near is not None

    def _record(self, file: Path, data: bytes, extraction: Extraction) -> None:
        identity = self._identity(file)
        sha256 = store(self._folder.originals, data, file.suffix.lower())
        text, layout = self._folder.freeze(extraction.text, extraction.layout)
        source = Source(
            id=identity,
            by=self._by,
            at=self._time(),
            title=str(extraction.csl.get("title") or file.stem),
            csl=extraction.csl,
            name=file.name,
            sha256=sha256,
            media_type=extraction.media_type,
        )
        reading = text_record(source.id, text, layout, extraction, by=self._by, at=self._time())
        self._journal.append([source, reading])
        self._hashes[sha256] = identity
        if not self._even_if_alike:
            self._likeness.add(identity, sketch(extraction.text))
        self.report.added.append(identity)
        self.report.problems.extend(extraction.problems)

    def _identity(self, file: Path) -> str:
        base = slug(file.stem)
        identity, number = base, 2
        while identity in self._taken:
            identity, number = f"{base}-{number}", number + 1
        self._taken.add(identity)
        return identity

    def _time(self) -> datetime:
        if self._at is not None:
            self._latest, self._at = self._at, self._at + timedelta(microseconds=1)
        else:
            self._latest = stamp(self._latest)
        return self._latest

    def _problem(self, file: Path, message: str, remedy: str, severity: str = "error") -> None:
        self.report.problems.append(Problem(place=str(file), message=message, remedy=remedy, severity=severity))


def text_record(source: str, text: str, layout: str, extraction: Extraction, *, by: str, at: datetime) -> Text:
    """Return the record of one frozen reading; the same reading of the same source has the same id."""
    return Text(
        id=f"text-{digest(f'{source} {text} {layout}'.encode())[:12]}",
        by=by,
        at=at,
        source=source,
        sha256=text,
        layout=layout,
        extractor=extraction.extractor,
        characters=len(extraction.text),
        ocr=extraction.ocr,
    )
