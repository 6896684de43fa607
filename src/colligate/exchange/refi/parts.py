"""The parts of a QDA-XML project, element by element."""

from __future__ import annotations

import re
from collections.abc import Iterator

from colligate.exchange.guids import plain
from colligate.exchange.refi.project import (
    Case,
    Coded,
    CodeNode,
    Document,
    DocumentKind,
    Group,
    Link,
    Selection,
    TextBody,
)
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
_REGIONS = ("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection", "TranscriptSelection")
_SHORT_COLOUR = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")


class PartError(Exception):
    """A part that cannot be read; `line` is where it stands."""

    def __init__(self, element: Element, message: str) -> None:
        """Keep message and line."""
        super().__init__(message)
        self.line = element.sourceline or 0


def tag(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def code(element: Element) -> CodeNode:
    """Read a code and those below it. Raises PartError."""
    return CodeNode(
        guid=_guid(element),
        name=(element.get("name") or "").strip(),
        description=child_text(element, "Description").strip(),
        colour=_colour(element.get("color")),
        notes=references(element, "NoteRef"),
        codes=tuple(code(child) for child in _children(element, "Code")),
    )


def document(element: Element) -> Document:
    """Read a source with its text, whichever of the five kinds it is. Raises PartError."""
    kind = DOCUMENTS[tag(element)]
    if kind == "text":
        body = text_body(element)
        return Document(
            guid=body.guid, name=body.name, by=body.by, kind=kind, path=body.rich_path, description=body.description,
            text=body, notes=body.notes, codings=body.codings, values=body.values,
        )  # fmt: skip
    texts = [text_body(child) for name in _TEXTS for child in _children(element, name)]
    regions = [region for name in _REGIONS for region in element.iter(f"{{*}}{name}")]
    return Document(
        guid=_guid(element),
        name=element.get("name") or "",
        by=plain(element.get("creatingUser")),
        kind=kind,
        path=element.get("path") or element.get("currentPath") or "",
        description=child_text(element, "Description"),
        text=_first_with_words(texts),
        regions=tuple(map(_guid, regions)),
        region_codings=tuple(coded.guid for region in regions for coded in _codings(region)),
        notes=references(element, "NoteRef"),
        codings=_codings(element),
        values=_values(element),
    )


def text_body(element: Element) -> TextBody:
    """Read a text, note or transcript. Raises PartError."""
    content = next(_children(element, "PlainTextContent"), None)
    return TextBody(
        guid=_guid(element),
        name=element.get("name") or "",
        by=plain(element.get("creatingUser")),
        content=None if content is None else content.text or "",
        path=element.get("plainTextPath") or "",
        rich_path=element.get("richTextPath") or "",
        description=child_text(element, "Description"),
        selections=tuple(_selection(child) for child in _children(element, "PlainTextSelection")),
        codings=_codings(element),
        notes=references(element, "NoteRef"),
        values=_values(element),
    )


def case(element: Element) -> Case:
    """Read a case. Raises PartError."""
    return Case(
        guid=_guid(element),
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
        guid=_guid(element),
        name=element.get("name") or "",
        description=child_text(element, "Description"),
        codes=references(element, "MemberCode"),
        others=members,
    )


def link(element: Element) -> Link:
    """Read a link. Raises PartError."""
    return Link(
        guid=_guid(element),
        name=element.get("name") or "",
        origin=plain(element.get("originGUID")),
        target=plain(element.get("targetGUID")),
        direction=element.get("direction") or "",
        notes=references(element, "NoteRef"),
    )


def references(element: Element, name: str) -> tuple[str, ...]:
    """Return the GUIDs that children of one name refer to; a codebook's sets write ``guid``."""
    return tuple(plain(child.get("targetGUID") or child.get("guid")) for child in _children(element, name))


def child_text(element: Element, name: str) -> str:
    """Return the words of the first child of a name, or nothing."""
    child = next(_children(element, name), None)
    return "" if child is None else child.text or ""


def _selection(element: Element) -> Selection:
    return Selection(
        guid=_guid(element),
        name=element.get("name") or "",
        by=plain(element.get("creatingUser")),
        start=_number(element, "startPosition"),
        end=_number(element, "endPosition"),
        description=child_text(element, "Description").strip(),
        codings=_codings(element),
        notes=references(element, "NoteRef"),
    )


def _codings(element: Element) -> tuple[Coded, ...]:
    return tuple(
        Coded(
            guid=_guid(child),
            code="".join(references(child, "CodeRef")[:1]),
            by=plain(child.get("creatingUser")),
            at=child.get("creationDateTime") or "",
            notes=references(child, "NoteRef"),
        )
        for child in _children(element, "Coding")
    )


def _values(element: Element) -> tuple[tuple[str, str], ...]:
    found = []
    for value in _children(element, "VariableValue"):
        variable = "".join(references(value, "VariableRef")[:1])
        words = "".join(child.text or "" for child in value if tag(child) != "VariableRef").strip()
        if words:
            found.append((variable, words))
    return tuple(found)


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if tag(child) == name)


def _guid(element: Element) -> str:
    found = plain(element.get("guid"))
    if not found:
        raise PartError(element, f"A {tag(element)} has no GUID that can be read: {(element.get('guid') or '')[:40]!r}")
    return found


def _number(element: Element, name: str) -> int:
    written = (element.get(name) or "").strip()
    try:
        return int(written)
    except ValueError:
        raise PartError(element, f"The {name} of a selection is no number: {written[:20]!r}") from None


def _first_with_words(texts: list[TextBody]) -> TextBody | None:
    filled = [text for text in texts if text.path or text.content]
    return next(iter(filled or texts), None)


def _colour(written: str | None) -> str:
    colour = (written or "").strip().lower()
    colour = _SHORT_COLOUR.sub(r"#\1\1\2\2\3\3", colour) if len(colour) == 4 else colour
    return colour if re.fullmatch("#[0-9a-f]{6}", colour) else ""
