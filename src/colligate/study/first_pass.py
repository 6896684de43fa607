"""The report on a first pass, written beside the builds of a study's own report."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from pathlib import Path

import msgspec

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.problems import ColligateError
from colligate.reports.composing import compose
from colligate.study.building import drawn, findings_bytes
from colligate.study.folder import write
from colligate.study.study import Study

#: Format to the function that sets a document in it.
_FORMS = {
    "html": ("colligate.reports.html", "html_bytes"),
    "docx": ("colligate.reports.docx", "docx_bytes"),
    "pdf": ("colligate.reports.pdf", "pdf_bytes"),
}


class UnboundReportError(ColligateError):
    """The report on a first pass could not be put together: a fault of the program."""

    def __init__(self, reasons: Collection[str]) -> None:
        """Give the reasons."""
        super().__init__(
            f"The report could not be written: {'; '.join(reasons)}. What was proposed is kept in the study. "
            "Please report this with the document, if you may share it."
        )


def write_report(
    study: Study, text: str, material: Material, assessment: Assessment, *, formats: Collection[str]
) -> list[Path]:
    """Set the report and write it, with its findings, into ``build/``; return the files. Raises UnboundReportError."""
    title = f"First pass: {study.settings.title}"
    settings = msgspec.to_builtins(study.settings) | {"title": title, "question": ""}
    composed = compose({"first-pass.md": text.encode()}, material, assessment, draw=drawn, settings=settings)
    errors = [str(problem) for problem in composed.document.problems if problem.severity == "error"]
    if errors:
        raise UnboundReportError(errors)
    written = []
    for form in formats:
        module, maker = _FORMS[form]
        data = getattr(import_module(module), maker)(composed.document)
        written.append(_put(study.folder.build / f"first-pass.{form}", data))
    _put(study.folder.build / "first-pass.json", findings_bytes(assessment))
    return written


def _put(path: Path, data: bytes) -> Path:
    write(path, data)
    return path
