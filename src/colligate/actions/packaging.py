"""A whole study out as a research package, which anyone may read and which builds the same report again."""

from __future__ import annotations

from datetime import UTC
from importlib.metadata import version
from pathlib import Path

from colligate.actions.exporting import Exported
from colligate.actions.giving_away import opened, require_silence
from colligate.actions.unpacking import require_free, write_whole
from colligate.exchange.losses import Losses, in_words
from colligate.exchange.package.contents import LOSSES, METADATA, PROVENANCE, README, Contents
from colligate.exchange.package.crate import crate_bytes
from colligate.exchange.package.provenance import provenance_bytes
from colligate.exchange.package.readme import readme
from colligate.exchange.refi.packing import Archive
from colligate.pandoc import pandoc_version
from colligate.problems import ColligateError
from colligate.record import Record
from colligate.sources.source import Source
from colligate.study.building import build, read_report_of
from colligate.study.folder import write
from colligate.study.study import Study
from colligate.study.withholding import Withheld

#: Libraries whose versions can show in the bytes of a report.
_LIBRARIES = ("typst", "vl-convert-python", "xlsxwriter")
#: What a build notes for itself, of no use to others.
_PRIVATE = "build.lock"


class UnbuiltError(ColligateError):
    """A study whose report cannot be built, so that no package could promise to build it again."""

    def __init__(self, count: int, first: str) -> None:
        """Say how many faults there are, and the first of them."""
        faults = f"{count} fault{'s' * (count != 1)}"
        super().__init__(f"The report cannot be built: {faults}. {first} Mend what 'colligate check' lists first.")


def export_package(path: Path, to: Path | None = None) -> Exported:
    """Write a study as an RO-Crate: a zip, or a folder where the name does not end in ``.zip``.

    Confidential sources are withheld: see `colligate.study.withholding`. The same study gives the same bytes.

    Raises:
        NotAStudyError: Where `path` is no study.
        FolderTakenError: Where a folder to write to holds something.
        DamagedStudyError: Where a file of the study is missing.
        UnbuiltError: Where the report has faults.
        LeakError: Where words of a confidential source would remain.
    """
    place = to or Path(f"{path.resolve().name}.zip")
    if place.suffix.lower() != ".zip":
        require_free(place)
    with opened(path) as (study, withheld):
        files, losses = _packed(study, withheld)
    require_silence(files, withheld)
    if place.suffix.lower() == ".zip":
        archive = Archive()
        for name, data in files.items():
            archive.put(name, data)
        write(place, archive.bytes())
    else:
        write_whole(place, files)
    report = place.with_name(f"{place.name}.losses.txt")
    lines = losses.lines()
    write(report, files[LOSSES])
    return Exported(file=str(place), losses=lines, report=str(report))


def _packed(study: Study, withheld: Withheld) -> tuple[dict[str, bytes], Losses]:
    built = build(study)
    if built.failed:
        faults = [problem for problem in built.problems if problem.severity == "error"]
        raise UnbuiltError(len(faults), str(faults[0]))
    root = study.folder.path
    files = {
        found.relative_to(root).as_posix(): found.read_bytes()
        for found in sorted(root.rglob("*"))
        if found.is_file() and found != study.folder.build / _PRIVATE
    }
    contents = _contents(study, files)
    losses = _losses(study, withheld, files)
    files[LOSSES] = in_words(losses.lines(), everything=True).encode()
    files[PROVENANCE] = provenance_bytes(contents)
    files[README] = readme(contents)
    files = dict(sorted(files.items()))
    return {METADATA: crate_bytes(contents, files), **files}, losses


def _contents(study: Study, files: dict[str, bytes]) -> Contents:
    document = read_report_of(study).document
    settings = study.settings.report
    said = _said(study)
    stated = str(settings.get("date", ""))
    return Contents(
        title=document.title or study.settings.title or "A study",
        question=study.settings.question,
        authors=document.authors,
        licence=str(settings.get("licence", "") or settings.get("license", "")),
        published=stated or (f"{said[-1].at.astimezone(UTC):%Y-%m-%d}" if said else "1970-01-01"),
        software={
            "Colligate": version("colligate"),
            "pandoc": pandoc_version().removeprefix("pandoc "),
            **{name: version(name) for name in _LIBRARIES},
        },
        document=document,
        said=said,
        withheld=frozenset(source.id for source in study.records.of(Source) if source.confidential),
        files=files,
    )


def _said(study: Study) -> list[Record]:
    """Return every saying of every record in the order of time."""
    history = study.records.history
    once = [record for record in study.records.by_id.values() if record.id not in history]
    every = [*once, *(record for said in history.values() for record in said)]
    return sorted(every, key=lambda record: (record.at, record.by, record.id))


def _losses(study: Study, withheld: Withheld, files: dict[str, bytes]) -> Losses:
    losses = Losses()
    losses.carried("files", sorted(files))
    losses.carried("records", study.records.by_id)
    closed = [source.id for source in study.records.of(Source) if source.confidential]
    losses.left(
        "confidential sources",
        "file, text, title, address, file name and id are withheld; what stays is the hash of the file, the "
        "publisher, primary or secondary, the date of issue, and where in the text each passage stood",
        closed,
    )
    losses.changed("records", "words of a confidential source stood in them and are blotted out", withheld.records)
    losses.changed("files", "words or ids of a confidential source stood in them and do no more", withheld.files)
    losses.left(
        "lines of journals", "they cannot be read and might hold words of a confidential source", withheld.lines
    )
    told = {METADATA, PROVENANCE, LOSSES, README}
    losses.left("files", "no build reads them", (name for name in withheld.left if name not in told))
    return losses
