"""Everything derived for readers, written into ``build/``: only what changed, and nothing where a report is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from importlib import import_module, resources
from importlib.metadata import version
from pathlib import Path

import msgspec

from colligate.assessments.assessing import assess
from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.problems import ColligateError, Problem
from colligate.reports.composing import Composed, compose
from colligate.reports.document import Completeness, Document, Figure
from colligate.reports.locking import Lock, lock_bytes, read_lock
from colligate.study.assessing import material
from colligate.study.checks.passages import passage_problems
from colligate.study.folder import digest, write
from colligate.study.since import Moment, moment
from colligate.study.study import Study
from colligate.study.styles import style_of

#: What a build can write.
FORMATS = ("html", "docx", "pdf", "tables")

LOCK = "report.lock"
_RECORD = "build.lock"
#: Files of the program that can change what a build makes.
_SOURCES = frozenset({".py", ".j2", ".css", ".js", ".typ", ".yaml"})

#: For each format the files it writes, and the function that makes each from a document.
_FORMS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "html": (("report.html", "colligate.reports.html", "html_bytes"),),
    "docx": (("report.docx", "colligate.reports.docx", "docx_bytes"),),
    "pdf": (("report.pdf", "colligate.reports.pdf", "pdf_bytes"),),
    "tables": (
        ("evidence.csv", "colligate.reports.evidence_table", "csv_bytes"),
        ("evidence.xlsx", "colligate.reports.evidence_table", "xlsx_bytes"),
    ),
}

#: Draws one figure; see `colligate.reports.placing`.
_Draw = Callable[[str, dict[str, str], Material, Assessment], Figure]


class BuildResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a build found and wrote."""

    problems: tuple[Problem, ...] = ()
    #: Files written, in the order of their names; empty where nothing changed.
    written: tuple[Path, ...] = ()
    #: Nothing had changed since the last build, so nothing was done.
    unchanged: bool = False
    #: Ids of the sentences that are stale.
    stale: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Say whether a fault kept the report from being written."""
        return any(problem.severity == "error" for problem in self.problems)


class UnknownSentenceError(ColligateError):
    """Sentences were to be confirmed that the report does not hold."""

    def __init__(self, identities: Iterable[str], known: Iterable[str]) -> None:
        """Name them, and the sentences that could be confirmed."""
        wanted = ", ".join(sorted(identities))
        stale = ", ".join(known) or "none"
        super().__init__(f"The report has no bound sentence {wanted}. Those that are stale: {stale}.")


class _Record(msgspec.Struct, frozen=True, kw_only=True):
    """What the last build was made from and what it made: file name to hash."""

    inputs: str
    outputs: dict[str, str]
    problems: tuple[Problem, ...] = ()
    stale: tuple[str, ...] = ()
    #: How far the folder had come; None in what an earlier version wrote.
    at: Moment | None = None


def build(
    study: Study, *, formats: Collection[str] = (), completeness: Callable[[Study], Completeness] | None = None
) -> BuildResult:
    """Write findings, report and tables.

    A report with an error in it is not written; the findings are. Sentences met for the first time are taken as
    confirmed. Where nothing changed since the last build, nothing is read but to be compared, and nothing written.

    Args:
        study: The study as it stands.
        formats: Those of `FORMATS` to write; all if empty.
        completeness: Tells how far the texts were read for each code; asked only where something changed.
    """
    chosen = tuple(name for name in FORMATS if name in formats or not formats)
    if done := _unchanged(study, chosen):
        return BuildResult(problems=done.problems, unchanged=True, stale=done.stale)
    began = moment(study.folder)
    case = material(study)
    assessment = assess(case)
    outputs: dict[str, bytes] = {"findings.json": findings_bytes(assessment)}
    lock, problems = _read_lock(study)
    read = completeness(study) if completeness else None
    composed = _compose(study, case, assessment, lock, draw=drawn, completeness=read)
    problems += [*style_of(study)[1], *composed.document.problems]
    failed = any(problem.severity == "error" for problem in problems)
    if not failed:
        _replace(study.folder.report / LOCK, lock_bytes(composed.lock) if composed.lock else b"")
        outputs |= dict(_outputs(composed.document, chosen))
        problems += _warnings(composed.document, chosen)
    written = [
        study.folder.build / name for name in sorted(outputs) if _replace(study.folder.build / name, outputs[name])
    ]
    if not failed:
        made = {name: digest(data) for name, data in sorted(outputs.items())}
        record = _Record(
            inputs=_inputs(study, chosen), outputs=made, problems=tuple(problems), stale=tuple(composed.stale), at=began
        )
        _replace(study.folder.build / _RECORD, msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")
    return BuildResult(problems=tuple(problems), written=tuple(written), stale=tuple(composed.stale))


def report_problems(study: Study, *, composed: Composed | None = None) -> list[Problem]:
    """Return what is wrong with the report's sentences, without drawing or writing anything.

    The report may be given where it was composed already.
    """
    if not _texts(study):
        return []
    _, problems = _read_lock(study)
    return [*problems, *style_of(study)[1], *(composed or read_report_of(study)).document.problems]


def read_report_of(
    study: Study, *, confirmed: Sequence[str] = (), assessed: tuple[Material, Assessment] | None = None,
    draw: _Draw | None = None, completeness: Completeness | None = None,
) -> Composed:  # fmt: skip
    """Return the report as it stands, with every sentence's support and why stale ones are.

    Figures are left blank unless `draw` draws them.

    The lock returned takes the sentences in `confirmed` as confirmed; nothing is written. What was assessed already
    may be given, and how far the texts were read for each code, which the methods appendix tells.
    """
    case, assessment = assessed or (found := material(study), assess(found))
    lock, _ = _read_lock(study)
    return _compose(
        study, case, assessment, lock, draw=draw or _undrawn, confirmed=confirmed, completeness=completeness
    )


def confirm(study: Study, sentences: Sequence[str]) -> tuple[str, ...]:
    """Confirm sentences (``all`` for every stale one) as they now stand; return their ids.

    Raises:
        UnknownSentenceError: If the report binds no sentence of that id.
    """
    standing = read_report_of(study)
    chosen = tuple(standing.stale) if "all" in sentences else tuple(sentences)
    if unknown := set(chosen) - set(standing.lock):
        raise UnknownSentenceError(unknown, standing.stale)
    again = read_report_of(study, confirmed=chosen)
    _replace(study.folder.report / LOCK, lock_bytes(again.lock))
    return chosen


def last_build(study: Study) -> tuple[Moment | None, Assessment | None]:
    """Return how far the folder had come at the last build, and what was assessed then; None for what is not known."""
    try:
        at = msgspec.json.decode((study.folder.build / _RECORD).read_bytes(), type=_Record).at
    except (OSError, msgspec.DecodeError):
        at = None
    try:
        return at, msgspec.json.decode((study.folder.build / "findings.json").read_bytes(), type=Assessment)
    except (OSError, msgspec.DecodeError):
        return at, None


def findings_bytes(assessment: Assessment) -> bytes:
    """Write everything assessed as JSON, fields as `colligate.assessments.results` documents them."""
    return msgspec.json.format(msgspec.json.encode(assessment), indent=2) + b"\n"


def _compose(
    study: Study, case: Material, assessment: Assessment, lock: Lock, *, draw: _Draw, confirmed: Sequence[str] = (),
    completeness: Completeness | None = None,
) -> Composed:  # fmt: skip
    lost = {problem.place.split(" ")[0]: problem.message for problem in passage_problems(study)}
    return compose(
        _texts(study),
        case,
        assessment,
        draw=draw,
        lock=lock,
        confirm=confirmed,
        bad_passages=lost,
        settings=msgspec.to_builtins(study.settings),
        csl=style_of(study)[0],
        completeness=completeness,
    )


def _texts(study: Study) -> dict[str, bytes]:
    return {f"report/{path.name}": path.read_bytes() for path in sorted(study.folder.report.glob("*.md"))}


def _read_lock(study: Study) -> tuple[Lock, list[Problem]]:
    path = study.folder.report / LOCK
    return read_lock(path.read_bytes() if path.is_file() else b"", f"report/{LOCK}")


def _outputs(document: Document, formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    if not document.sentences and not document.ast["blocks"]:
        return
    for form in formats:
        for name, module, maker in _FORMS[form]:
            # Each form's libraries take their time to load, and a rebuild with nothing to do needs none of them.
            yield name, getattr(import_module(module), maker)(document)


def _warnings(document: Document, formats: Sequence[str]) -> tuple[Problem, ...]:
    """Return what the forms written could not show."""
    if "pdf" not in formats:
        return ()
    from colligate.reports.pdf_letters import pdf_problems  # noqa: PLC0415 - slow to load, see `_outputs`

    return pdf_problems(document)


def drawn(name: str, attributes: dict[str, str], case: Material, assessment: Assessment) -> Figure:
    """Draw a figure of a report; see `colligate.reports.placing`."""
    from colligate.reports.figures import figure  # noqa: PLC0415 - slow to load, and not every report has one

    return figure(name, attributes, case, assessment)


def _undrawn(name: str, attributes: dict[str, str], case: Material, assessment: Assessment) -> Figure:
    del attributes, case, assessment
    return Figure(name=name, title=name, caption="", svg=b"", png=b"")


def _unchanged(study: Study, formats: Sequence[str]) -> _Record | None:
    """Return the record of the last build if it was made from just this, and all it made is still there."""
    path = study.folder.build / _RECORD
    try:
        record = msgspec.json.decode(path.read_bytes(), type=_Record)
    except (OSError, msgspec.DecodeError):
        return None
    files = ((study.folder.build / name, known) for name, known in record.outputs.items())
    whole = all(file.is_file() and digest(file.read_bytes()) == known for file, known in files)
    return record if whole and record.inputs == _inputs(study, formats) else None


def _inputs(study: Study, formats: Sequence[str]) -> str:
    """Hash everything a build reads: names and bytes, so that two copies of a study agree."""
    folder = study.folder
    files = [
        folder.settings,
        *folder.lenses.glob("*.yaml"),
        *folder.journals.glob("*.jsonl"),
        *folder.texts.glob("*"),
        *folder.report.glob("*.md"),
        folder.report / LOCK,
    ]
    seal = hashlib.sha256(f"{version('colligate')} {_code()} {' '.join(formats)}".encode())
    seal.update(style_of(study)[0] or b"")
    for path in sorted(files):
        if path.is_file():
            seal.update(f"\n{path.relative_to(folder.path).as_posix()} {digest(path.read_bytes())}".encode())
    return seal.hexdigest()


def _code() -> str:
    """Hash the program itself, so that a report is made anew when what makes it has changed."""
    package = Path(str(resources.files("colligate")))
    files = sorted(path for path in package.rglob("*") if path.suffix in _SOURCES and "examples" not in path.parts)
    seal = hashlib.sha256()
    for path in files:
        seal.update(f"{path.relative_to(package).as_posix()} {digest(path.read_bytes())}\n".encode())
    return seal.hexdigest()


def _replace(path: Path, data: bytes) -> bool:
    """Write a file if that changes it; say whether it did. Empty bytes are not written where no file is."""
    stands = path.read_bytes() if path.is_file() else b""
    if stands == data:
        return False
    write(path, data)
    return True
