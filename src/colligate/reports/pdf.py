"""The report as PDF, set by typst with the fonts it carries: the same bytes on any machine."""

from __future__ import annotations

import base64
import re
import tempfile
from importlib import resources
from pathlib import Path

import typst

from colligate.reports.document import Document, Figure
from colligate.reports.printing import printed

#: Pictures as pandoc writes them into typst: a call with the data inside.
_IMAGE = re.compile(r'image\("data:([\w/+.-]+);base64,([A-Za-z0-9+/=]+)"')
_SUFFIX = {"image/svg+xml": ".svg", "image/png": ".png"}


def pdf_bytes(document: Document) -> bytes:
    """Set a report as PDF. Letters that the fonts of typst lack (Thai, Arabic, Chinese …) show as empty boxes."""
    text = printed(document, "typst", "--standalone", "--variable=papersize:a4", picture=_svg).decode()
    with tempfile.TemporaryDirectory() as folder:  # typst reads pictures from files alone
        place = Path(folder)
        source = _set_off(_with_files(text, place))
        (place / "report.typ").write_text(source, encoding="utf-8")
        made = typst.compile(
            str(place / "report.typ"), root=str(place), font_paths=[], ignore_system_fonts=True, timestamp=0
        )
    return made if isinstance(made, bytes) else made[0]


def _svg(figure: Figure) -> tuple[str, bytes]:
    return "image/svg+xml", figure.svg


def _with_files(text: str, place: Path) -> str:
    """Put the pictures beside the text, where typst finds them."""
    count = 0

    def put(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        name = f"figure-{count}{_SUFFIX.get(match.group(1), '.png')}"
        (place / name).write_bytes(base64.b64decode(match.group(2)))
        return f'image("{name}"'

    return _IMAGE.sub(put, text)


def _set_off(text: str) -> str:
    """Set our rules of typesetting before the first line of the body, after pandoc's own template."""
    rules = (resources.files("colligate.reports") / "templates" / "report.typ").read_text(encoding="utf-8")
    head, mark, body = text.partition("\n#show: doc => conf(")
    if not mark:
        return f"{rules}\n{text}"
    end = body.index("\n)\n") + 3
    return f"{head}{mark}{body[:end]}\n{rules}\n{body[end:]}"
