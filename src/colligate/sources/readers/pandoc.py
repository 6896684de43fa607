"""Documents through pandoc: its account of a document, as JSON, turned into blocks.

Pandoc runs sandboxed: it sees the bytes handed to it and no file or address.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pypandoc

from colligate.sources.extraction import UnreadableFileError
from colligate.sources.readers.blocks import Block, table

#: Seconds after which a document is given up: pandoc reads a thousand pages in less.
_PATIENCE = 180

_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}  # noqa: RUF001
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Document(msgspec.Struct, frozen=True):
    """What pandoc found in a file."""

    blocks: list[Block]
    #: Title, author and so on as pandoc names them; each a list, empty strings left out.
    stated: dict[str, list[str]]


def version() -> str:
    """Return pandoc's name and version."""
    return f"pandoc {pypandoc.get_pandoc_version()}"


def read(data: bytes, name: str, kind: str) -> Document:
    """Read a file of a kind pandoc knows (``docx``); raises UnreadableFileError where pandoc cannot."""
    try:
        account = msgspec.json.decode(_account(data, kind))
        stated = {key: [text for text in _values(value) if text] for key, value in account["meta"].items()}
        return Document(blocks=_Walk().of(account["blocks"]), stated=stated)
    except (subprocess.SubprocessError, msgspec.DecodeError, RecursionError, LookupError, TypeError) as error:
        raise UnreadableFileError(
            name, f"The {kind.upper()} file is damaged: pandoc cannot read it.", "Open it, save it anew and add that."
        ) from error


def _account(data: bytes, kind: str) -> bytes:
    command = [pypandoc.get_pandoc_path(), "--sandbox", "--from", kind, "--to", "json"]
    return subprocess.run(command, input=data, capture_output=True, check=True, timeout=_PATIENCE).stdout  # noqa: S603


def _values(value: dict[str, Any]) -> list[str]:
    match value["t"]:
        case "MetaList":
            return [text for item in value["c"] for text in _values(item)]
        case "MetaInlines":
            return [_Walk().inline(value["c"])]
        case "MetaBlocks":
            return ["\n\n".join(block.text for block in _Walk().of(value["c"]))]
        case "MetaString":
            return [value["c"]]
        case _:
            return []


class _Walk:
    """One walk through a document, which numbers its notes."""

    def __init__(self) -> None:
        self.notes: list[Block] = []

    def of(self, elements: list[dict[str, Any]]) -> list[Block]:
        """Return the blocks, notes last."""
        return [*self._blocks(elements), *self.notes]

    def inline(self, elements: list[Any]) -> str:
        """Return the characters of inline elements; the notes among them are put aside."""
        return "".join(self._inline(element) for element in elements)

    def _blocks(self, elements: list[dict[str, Any]]) -> Iterator[Block]:
        for element in elements:
            yield from self._block(element["t"], element.get("c"))

    def _block(self, tag: str, content: Any) -> Iterator[Block]:
        match tag:
            case "Para" | "Plain":
                yield Block(self.inline(content))
            case "Header":
                yield Block(self.inline(content[2]), "heading")
            case "LineBlock":
                yield Block("\n".join(self.inline(line) for line in content))
            case "CodeBlock":
                yield Block(content[1])
            case "BulletList":
                yield self._list(content, lambda _: "-")
            case "OrderedList":
                yield self._list(content[1], _numbering(content[0]))
            case "DefinitionList":
                for term, definitions in content:
                    yield Block(self.inline(term))
                    yield from (block for definition in definitions for block in self._blocks(definition))
            case "Table":
                yield from self._table(content)
            case "Figure":
                yield from self._blocks(content[2])
                yield from (Block(block.text, "caption") for block in self._blocks(content[1][1]))
            case "Div":
                yield from self._blocks(content[1])
            case "BlockQuote":
                yield from self._blocks(content)
            case _:
                return

    def _list(self, items: list[list[dict[str, Any]]], mark: Callable[[int], str]) -> Block:
        lines = []
        for index, item in enumerate(items):
            lines.append(f"{mark(index)} " + "\n".join(block.text for block in self._blocks(item)))
        return Block("\n".join(lines))

    def _table(self, content: list[Any]) -> Iterator[Block]:
        _, caption, _, head, bodies, foot = content
        yield from (Block(block.text, "caption") for block in self._blocks(caption[1]))
        rows = [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]
        yield Block(table([[self._cell(cell) for cell in row[1]] for row in rows]), "table")

    def _cell(self, cell: list[Any]) -> str:
        return " ".join(block.text for block in self._blocks(cell[4]))

    def _inline(self, element: dict[str, Any]) -> str:
        content = element.get("c")
        match element["t"]:
            case "Str":
                return content
            case "Space" | "SoftBreak":
                return " "
            case "LineBreak":
                return "\n"
            case "Emph" | "Strong" | "Underline" | "Strikeout" | "Superscript" | "Subscript" | "SmallCaps":
                return self.inline(content)
            case "Quoted":
                opening, closing = _QUOTES[content[0]["t"]]
                return opening + self.inline(content[1]) + closing
            case "Cite" | "Span" | "Link":
                return self.inline(content[1])
            case "Code" | "Math":
                return content[1]
            case "Note":
                return self._note(content)
            case _:
                return ""

    def _note(self, content: list[dict[str, Any]]) -> str:
        """Put a note aside under its number; the sentence it hangs on is left whole."""
        position = len(self.notes)
        self.notes.append(Block("", "footnote"))
        text = "\n".join(block.text.strip() for block in self._blocks(content))
        self.notes[position] = Block(text if text[:1].isdigit() else f"{position + 1} {text}", "footnote")
        return ""


def _numbering(attributes: list[Any]) -> Callable[[int], str]:
    start, style, delimiter = attributes[0], attributes[1]["t"], attributes[2]["t"]
    opening = "(" if delimiter == "TwoParens" else ""
    closing = ")" if delimiter in ("TwoParens", "OneParen") else "."
    return lambda index: f"{opening}{_number(start + index, style)}{closing}"


def _number(number: int, style: str) -> str:
    if "Alpha" in style and 1 <= number <= 26:
        text = chr(ord("a") + number - 1)
    elif "Roman" in style and 1 <= number < 40:
        text, rest = "", number
        for value, sign in _ROMAN:
            text += sign * (rest // value)
            rest %= value
    else:
        return str(number)
    return text.upper() if style.startswith("Upper") else text
