"""REFI-QDA projects as other programs write them, made for tests."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

from desk import AT

from colligate.actions.receiving import Received, receive

NAMESPACE = "urn:QDA-XML:project:1.0"
WORDS = "The office trained 600 officers.\n\nNobody 😀 came to the seminar in 2015.\n"


def take(study: Path, data: bytes, name: str = "work.qdpx", *, without_missing: bool = False) -> Received:
    """Write a project beside a study, and take it in."""
    file = study.parent / name
    file.write_bytes(data)
    return receive(study, file, by="amina@laptop", without_missing=without_missing, at=AT)


def number(count: int) -> str:
    """Return a GUID for a number."""
    return str(UUID(int=count))


@dataclass
class Made:
    """A project under construction; every part is XML of its own."""

    name: str = "Fieldwork"
    namespace: str = NAMESPACE
    origin: str = "Another program 3"
    users: str = ""
    codes: str = ""
    sources: str = ""
    after: str = ""
    variables: str = ""
    cases: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    inner: str = "project.qde"

    def xml(self) -> bytes:
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n'
            f"<Project xmlns={quoteattr(self.namespace)} name={quoteattr(self.name)} origin={quoteattr(self.origin)}>"
            f"{self.users}<CodeBook><Codes>{self.codes}</Codes></CodeBook>{self.variables}{self.cases}"
            f"<Sources>{self.sources}</Sources>{self.after}</Project>"
        ).encode()

    def archive(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(self.inner, self.xml())
            for name, data in self.files.items():
                archive.writestr(name, data)
        return out.getvalue()


def code(count: int, name: str, inner: str = "", *, description: str = "", colour: str = "") -> str:
    """Return a code."""
    told = f"<Description>{escape(description)}</Description>" if description else ""
    painted = f' color="{colour}"' if colour else ""
    return f'<Code guid="{number(count)}" name={quoteattr(name)} isCodable="true"{painted}>{told}{inner}</Code>'


def text_source(count: int, name: str, path: str, inner: str = "", *, rich: str = "") -> str:
    """Return a source of plain text in a file."""
    formatted = f' richTextPath="{rich}"' if rich else ""
    said = f'guid="{number(count)}" name={quoteattr(name)} plainTextPath="{path}"{formatted}'
    return f"<TextSource {said}>{inner}</TextSource>"


def selection(count: int, start: int, end: int, code_count: int, *, name: str = "", inner: str = "") -> str:
    """Return a selection with one coding, whose GUID is the next."""
    named = f" name={quoteattr(name)}" if name else ""
    return (
        f'<PlainTextSelection guid="{number(count)}" startPosition="{start}" endPosition="{end}"{named}>'
        f'<Coding guid="{number(count + 1)}"><CodeRef targetGUID="{number(code_count)}"/>{inner}</Coding>'
        f"</PlainTextSelection>"
    )
