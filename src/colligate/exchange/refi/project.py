"""A REFI-QDA project as its file states it, before anything is known of its meaning for a study.

GUIDs are in lower case without braces. Positions are as written: what they count is found out by `positions`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

DocumentKind = Literal["text", "pdf", "picture", "audio", "video"]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What most parts of a project have."""

    guid: str
    name: str = ""
    #: GUID of the User who made it.
    by: str = ""
    #: GUIDs of the Notes it refers to.
    notes: tuple[str, ...] = ()


class CodeNode(Part, frozen=True, kw_only=True):
    """One code with the codes below it."""

    description: str = ""
    colour: str = ""
    #: A colour as written that is none.
    unread_colour: str = ""
    #: False for one that only gathers others.
    codable: bool = True
    codes: tuple[CodeNode, ...] = ()


class Coded(Part, frozen=True, kw_only=True):
    """One ``Coding``: a code given to a selection, or to a whole document."""

    code: str
    #: As written, ISO 8601.
    at: str = ""


class Selection(Part, frozen=True, kw_only=True):
    """Words of a text, half-open. `name` often repeats them, whole or cut short."""

    start: int
    end: int
    description: str = ""
    codings: tuple[Coded, ...] = ()


class Region(Part, frozen=True, kw_only=True):
    """A region of a page or picture, or a span of time; `words` are those it is said to hold."""

    words: str = ""
    description: str = ""
    codings: tuple[Coded, ...] = ()


class TextBody(Part, frozen=True, kw_only=True):
    """A text: its characters or the path of the file that holds them, and what was selected in it."""

    content: str | None = None
    path: str = ""
    #: Path of the formatted file the text was taken from.
    rich_path: str = ""
    description: str = ""
    selections: tuple[Selection, ...] = ()
    #: Given to the text as a whole.
    codings: tuple[Coded, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


class Document(Part, frozen=True, kw_only=True):
    """A source."""

    kind: DocumentKind
    #: Path of the file itself; for a text that of its formatted original, if it has one.
    path: str = ""
    description: str = ""
    text: TextBody | None = None
    regions: tuple[Region, ...] = ()
    codings: tuple[Coded, ...] = ()
    #: GUID of a Variable and the value, in its written form.
    values: tuple[tuple[str, str], ...] = ()


class Case(Part, frozen=True, kw_only=True):
    """A unit of analysis: a person, organisation, programme."""

    description: str = ""
    codes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    documents: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


class Group(Part, frozen=True, kw_only=True):
    """A ``Set``: members are GUIDs of codes, sources or notes."""

    description: str = ""
    codes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Link(Part, frozen=True, kw_only=True):
    """A link between any two parts."""

    origin: str = ""
    target: str = ""
    direction: str = ""


class Project(msgspec.Struct, kw_only=True):
    """The whole file."""

    name: str = ""
    #: Program that wrote it.
    origin: str = ""
    description: str = ""
    base_path: str = ""
    notes_on_project: tuple[str, ...] = ()
    #: Name by GUID.
    users: dict[str, str] = {}
    codes: list[CodeNode] = []
    #: Name by GUID.
    variables: dict[str, str] = {}
    #: What a variable is said to be, by its GUID.
    described: dict[str, str] = {}
    cases: list[Case] = []
    documents: list[Document] = []
    notes: list[TextBody] = []
    links: list[Link] = []
    groups: list[Group] = []
    #: GUIDs.
    graphs: list[str] = []
