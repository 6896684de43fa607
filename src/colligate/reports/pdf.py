"""The report as PDF, set by typst with the fonts it carries: the same bytes on any machine."""

from __future__ import annotations

import tempfile
from importlib import resources
from pathlib import Path

import typst

from colligate.reports.document import Document, Figure
from colligate.reports.printing import printed


def pdf_bytes(document: Document) -> bytes:
    """Set a report as PDF. Letters that the fonts of typst lack (Thai, Arabic, Chinese …) show as empty boxes."""
    text = printed(document, "typst", "--standalone", "--variable=papersize:a4", picture=_name).decode()
    with tempfile.TemporaryDirectory() as folder:  # typst reads pictures from files alone
        place = Path(folder)
        for key, figure in document.figures.items():
            (place / _name(key, figure)).write_bytes(figure.svg)
        (place / "report.typ").write_text(_set_off(text), encoding="utf-8")
        made = typst.compile(
            str(place / "report.typ"), root=str(place), font_paths=[], ignore_system_fonts=True, timestamp=0
        )
    return made if isinstance(made, bytes) else made[0]


def _name(key: str, figure: Figure) -> str:
    del figure
    return f"{key}.svg"


def _set_off(text: str) -> str:
    """Set our rules before pandoc's template takes over: later, a rule on pages would begin a new one."""
    rules = (resources.files("colligate.reports") / "templates" / "report.typ").read_text(encoding="utf-8")
    head, mark, body = text.partition("\n#show: doc => conf(")
    return f"{head}\n{rules}{mark}{body}"
