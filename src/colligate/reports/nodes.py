"""Pandoc's JSON document: making, reading and walking its nodes (pandoc-types 1.23)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Node = dict[str, Any]

#: Inlines whose content is a plain list of inlines.
_WRAPPERS = frozenset({"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"})

_LOOSE = re.compile(r" +([.,;:!?](?:\s|$))")

_QUOTES = {"SingleQuote": ("\u2018", "\u2019"), "DoubleQuote": ("\u201c", "\u201d")}

#: Inlines that are words themselves.
_LITERAL: dict[str, Callable[[Any], str]] = {
    "Str": str,
    "Code": lambda inner: inner[1],
    "Math": lambda inner: inner[1],
    "Space": lambda _: " ",
    "SoftBreak": lambda _: " ",
    "LineBreak": lambda _: " ",
}


def words(text: str) -> list[Node]:
    """Make inlines of plain words; runs of white space become one blank."""
    inlines: list[Node] = []
    for word in text.split():
        if inlines:
            inlines.append({"t": "Space"})
        inlines.append({"t": "Str", "c": word})
    return inlines


def attributes(identity: str = "", classes: tuple[str, ...] = (), **pairs: str) -> list[Any]:
    """Make pandoc's attribute triple."""
    return [identity, list(classes), [[key, value] for key, value in pairs.items()]]


def span(inlines: list[Node], identity: str = "", classes: tuple[str, ...] = (), **pairs: str) -> Node:
    """Make a span."""
    return {"t": "Span", "c": [attributes(identity, classes, **pairs), inlines]}


def div(blocks: list[Node], identity: str = "", classes: tuple[str, ...] = (), **pairs: str) -> Node:
    """Make a div."""
    return {"t": "Div", "c": [attributes(identity, classes, **pairs), blocks]}


def link(inlines: list[Node], target: str, classes: tuple[str, ...] = (), **pairs: str) -> Node:
    """Make a link."""
    return {"t": "Link", "c": [attributes("", classes, **pairs), inlines, [target, ""]]}


def plain(inlines: list[Node]) -> Node:
    """Make a block of inlines that is no paragraph."""
    return {"t": "Plain", "c": inlines}


def para(inlines: list[Node]) -> Node:
    """Make a paragraph."""
    return {"t": "Para", "c": inlines}


def table(
    head: list[list[Node]],
    rows: list[list[list[Node]]],
    *,
    caption: list[Node],
    identity: str = "",
    classes: tuple[str, ...] = (),
    widths: list[float] | None = None,
) -> Node:
    """Make a table; cells are lists of inlines, the first cell of each row heads it, `widths` are shares of one."""
    columns = [
        [{"t": "AlignDefault"}, {"t": "ColWidth", "c": widths[i]} if widths else {"t": "ColWidthDefault"}]
        for i in range(len(head))
    ]
    body = [attributes(), 1, [], [_row(row) for row in rows]]
    return {
        "t": "Table",
        "c": [
            attributes(identity, classes),
            [None, [plain(caption)] if caption else []],
            columns,
            [attributes(), [_row(head)]],
            [body],
            [attributes(), []],
        ],
    }


def _row(cells: list[list[Node]]) -> list[Any]:
    return [
        attributes(),
        [[attributes(), {"t": "AlignDefault"}, 1, 1, [plain(cell)] if cell else []] for cell in cells],
    ]


def walk(content: Any) -> Iterator[Node]:  # noqa: ANN401 - JSON
    """Yield every node inside some content, parents first, in the order of the document."""
    if isinstance(content, list):
        for item in content:
            yield from walk(item)
    elif isinstance(content, dict):
        if "t" in content:
            yield content
            yield from walk(content.get("c"))
        else:
            # A citation: its prefix and suffix hold inlines.
            for item in content.values():
                yield from walk(item)


def classes_of(node: Node) -> list[str]:
    """Return the classes of a span, div, link or header."""
    return node["c"][1][1] if node["t"] == "Header" else node["c"][0][1]


def pairs_of(node: Node) -> dict[str, str]:
    """Return the key-value attributes of a span, div, link or code block."""
    return dict(node["c"][0][2])


def stringify(content: Any, *, citations: bool = False) -> str:  # noqa: ANN401 - JSON
    """Return the words of some content with single blanks, notes left out, citations only if asked for."""
    said = " ".join("".join(_pieces(content, citations=citations)).split())
    # A citation left out leaves its blank before the full stop.
    return _LOOSE.sub(r"\1", said)


def _pieces(content: Any, *, citations: bool) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(content, list):
        for item in content:
            yield from _pieces(item, citations=citations)
        return
    if not isinstance(content, dict):
        return
    kind, inner = content.get("t", ""), content.get("c")
    if kind in _LITERAL:
        yield _LITERAL[kind](inner)
    elif kind == "Quoted":
        opening, closing = _QUOTES[inner[0]["t"]]  # pyright: ignore[reportOptionalSubscript]
        yield opening
        yield from _pieces(inner[1], citations=citations)  # pyright: ignore[reportOptionalSubscript]
        yield closing
    elif kind == "Cite":
        yield from _pieces(inner[1] if citations else [], citations=citations)  # pyright: ignore[reportOptionalSubscript]
    elif kind not in ("Note", "RawInline", "RawBlock"):
        yield from _pieces(_content(kind, inner), citations=citations)
        yield " " if kind in ("Para", "Plain", "Header") else ""


def _content(kind: str, inner: Any) -> Any:  # noqa: ANN401 - JSON
    if kind in _WRAPPERS or kind in ("Para", "Plain", "BlockQuote", "BulletList"):
        return inner
    if kind in ("Span", "Div", "Link", "Image", "OrderedList"):
        return inner[1]
    if kind == "Header":
        return inner[2]
    return []
