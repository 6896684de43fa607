"""The parts of a QDA-XML project, element by element."""

from __future__ import annotations

import re

from colligate.exchange.guids import named
from colligate.exchange.refi.asking import child_text, children, codings, identity, maker, references, tag
from colligate.exchange.refi.project import (
    Case,
    CodeNode,
    Document,
    DocumentKind,
    Group,
    Link,
    TextBody,
)
from colligate.exchange.refi.selections import heard, region, selection
from colligate.exchange.refi.xml import Element

DOCUMENTS: dict[str, DocumentKind] = {
    "TextSource": "text",
    "PDFSource": "pdf",
    "PictureSource": "picture",
    "AudioSource": "audio",
    "VideoSource": "video",
}
#: Where each kind of source keeps a text of its own.
_TEXTS = ("Representation", "TextDescription", "Transcript")
_REGIONS = ("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection")
_SHORT_COLOUR = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")


def code(element: Element) -> CodeNode:
    """Read a code and those below it. Raises PartError."""
    return CodeNode(
        guid=identity(element),
        name=(element.get("name") or "").strip(),
        description=child_text(element, "Description").strip(),
        colour=_colour(element.get("color")),
        unread_colour="" if _colour(element.get("color")) else (element.get("color") or "").strip(),
        codable=(element.get("isCodable") or "true").strip().lower() not in ("false", "0"),
        notes=references(element, "NoteRef"),
        codes=tuple(code(child) for child in children(element, "Code")),
    )


def documents(element: Element) -> list[Document]:
    """Read a source with its text, whichever of the five kinds it is; each further transcript is one of its own."""
    kind = DOCUMENTS[tag(element)]
    if kind == "text":
        body = text_body(element)
        return [
            Document(
                guid=body.guid, name=body.name, by=body.by, kind=kind, path=body.rich_path,
                description=body.description, text=body, notes=body.notes, codings=body.codings, values=body.values,
            )
        ]  # fmt: skip
    texts = _with_words([text_body(child) for name in _TEXTS for child in children(element, name)])
    whole = Document(
        guid=identity(element),
        name=element.get("name") or "",
        by=maker(element),
        kind=kind,
        path=element.get("path") or element.get("currentPath") or "",
        description=child_text(element, "Description"),
        text=texts[0] if texts else None,
        regions=tuple(region(child) for name in _REGIONS for child in children(element, name)),
        notes=references(element, "NoteRef"),
        codings=codings(element),
        values=_values(element),
    )
    return [whole, *(_further(whole, text, number) for number, text in enumerate(texts[1:], 2))]


def _further(whole: Document, text: TextBody, number: int) -> Document:
    name = text.name or f"{whole.name} ({number})"
    return Document(guid=text.guid, name=name, by=text.by, kind=whole.kind, text=text, notes=text.notes)


def text_body(element: Element) -> TextBody:
    """Read a text, note or transcript. Raises PartError."""
    content = next(children(element, "PlainTextContent"), None)
    return TextBody(
        guid=identity(element),
        name=element.get("name") or "",
        by=maker(element),
        content=None if content is None else content.text or "",
        path=element.get("plainTextPath") or "",
        rich_path=element.get("richTextPath") or "",
        description=child_text(element, "Description"),
        selections=(*map(selection, children(element, "PlainTextSelection")), *heard(element)),
        codings=codings(element),
        notes=references(element, "NoteRef"),
        values=_values(element),
    )


def case(element: Element) -> Case:
    """Read a case. Raises PartError."""
    return Case(
        guid=identity(element),
        name=element.get("name") or "",
        description=child_text(element, "Description"),
        codes=references(element, "CodeRef"),
        values=_values(element),
        documents=references(element, "SourceRef"),
        selections=references(element, "SelectionRef"),
    )


def group(element: Element) -> Group:
    """Read a set, of a project or of a codebook. Raises PartError."""
    members = (*references(element, "MemberSource"), *references(element, "MemberNote"))
    return Group(
        guid=identity(element),
        name=element.get("name") or "",
        description=child_text(element, "Description"),
        codes=references(element, "MemberCode"),
        others=members,
    )


def link(element: Element) -> Link:
    """Read a link. Raises PartError."""
    return Link(
        guid=identity(element),
        name=element.get("name") or "",
        origin=named(element.get("originGUID")),
        target=named(element.get("targetGUID")),
        direction=element.get("direction") or "",
        notes=references(element, "NoteRef"),
    )


def _values(element: Element) -> tuple[tuple[str, str], ...]:
    found = []
    for value in children(element, "VariableValue"):
        variable = "".join(references(value, "VariableRef")[:1])
        words = "".join(child.text or "" for child in value if tag(child) != "VariableRef").strip()
        if words:
            found.append((variable, words))
    return tuple(found)


def _with_words(texts: list[TextBody]) -> list[TextBody]:
    filled = [text for text in texts if text.path or text.content]
    return filled or texts[:1]


def _colour(written: str | None) -> str:
    colour = (written or "").strip().lower()
    colour = _SHORT_COLOUR.sub(r"#\1\1\2\2\3\3", colour) if len(colour) == 4 else colour
    return colour if re.fullmatch("#[0-9a-f]{6}", colour) else ""
