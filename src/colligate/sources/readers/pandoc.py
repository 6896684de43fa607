"""Documents through pandoc: its account of a document, as JSON, turned into blocks.

Pandoc runs sandboxed: it sees the bytes handed to it and no file or address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from colligate.pandoc import PandocError, pandoc
from colligate.sources.extraction import UnreadableFileError
from colligate.sources.readers.blocks import Block, table

_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}  # noqa: RUF001
#: One element of pandoc's account: its type ``t`` and content ``c``.
Element = dict[str, Any]

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Document(msgspec.Struct, frozen=True):
    """What pandoc found in a file."""

    blocks: list[Block]
    #: Title, author and so on as pandoc names them; each a list, empty strings left out.
    stated: dict[str, list[str]]


def read(data: bytes, name: str, kind: str) -> Document:
    """Read a file of a kind pandoc knows (``docx``); raises UnreadableFileError where pandoc cannot."""
    try:
        account = msgspec.json.decode(pandoc(data, f"--from={kind}", "--to=json"))
        stated = {key: [text for text in _values(value) if text] for key, value in account["meta"].items()}
        return Document(blocks=_Walk().of(account["blocks"]), stated=stated)
    except (PandocError, msgspec.DecodeError, RecursionError, LookupError, TypeError) as error:
        raise UnreadableFileError(
            name, f"The {kind.upper()} file is damaged: pandoc cannot read it.", "Open it, save it anew and add that."
        ) from error


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

    def of(self, elements: list[Element]) -> list[Block]:
        """Return the blocks, notes last."""
        return [*self.blocks(elements), *self.notes]

    def inline(self, elements: list[Element]) -> str:
        """Return the characters of inline elements; the notes among them are put aside."""
        return "".join(
            _INLINE[element["t"]](self, element.get("c", [])) for element in elements if element["t"] in _INLINE
        )

    def blocks(self, elements: list[Element]) -> Iterator[Block]:
        """Yield the blocks of block elements; what holds no words yields none."""
        for element in elements:
            if element["t"] in _BLOCK:
                yield from _BLOCK[element["t"]](self, element.get("c", []))

    def captions(self, elements: list[Element]) -> Iterator[Block]:
        """Yield the blocks of block elements as captions."""
        return (Block(block.text, "caption") for block in self.blocks(elements))

    def enumeration(self, items: list[list[Element]], mark: Callable[[int], str]) -> Iterator[Block]:
        """Yield a list as one block, each item on its line after its mark."""
        texts = ("\n".join(block.text for block in self.blocks(item)) for item in items)
        yield Block("\n".join(f"{mark(index)} {text}" for index, text in enumerate(texts)))

    def definitions(self, content: list[Any]) -> Iterator[Block]:
        """Yield each term and then what is said of it."""
        for term, definitions in content:
            yield Block(self.inline(term))
            for definition in definitions:
                yield from self.blocks(definition)

    def table(self, content: list[Any]) -> Iterator[Block]:
        """Yield a table's caption and its rows."""
        _, caption, _, head, bodies, foot = content
        yield from self.captions(caption[1])
        groups = [head[1], *(rows for body in bodies for rows in (body[2], body[3])), foot[1]]
        yield Block(table(row for group in groups for row in self.grid(group)), "table")

    def grid(self, rows: list[Any]) -> Iterator[list[str]]:
        """Yield the words of rows; a cell over several rows or columns leaves those after its first empty."""
        #: For how many rows to come each column is taken up by a cell above.
        taken: dict[int, int] = {}
        for row in rows:
            words: list[str] = []
            for _, _, down, across, blocks in row[1]:
                words += _passed(taken, len(words))
                for column in range(len(words), len(words) + across):
                    taken[column] = down - 1
                words += [" ".join(block.text for block in self.blocks(blocks)), *[""] * (across - 1)]
            yield [*words, *_passed(taken, len(words))]

    def figure(self, content: list[Any]) -> Iterator[Block]:
        """Yield what a figure holds in words, then its caption."""
        yield from self.blocks(content[2])
        yield from self.captions(content[1][1])

    def note(self, content: list[Element]) -> str:
        """Put a note aside under its number; the sentence it hangs on is left whole."""
        position = len(self.notes)
        self.notes.append(Block("", "footnote"))
        text = "\n".join(block.text.strip() for block in self.blocks(content))
        self.notes[position] = Block(text if text[:1].isdigit() else f"{position + 1} {text}", "footnote")
        return ""


def _passed(taken: dict[int, int], column: int) -> list[str]:
    """Return an empty cell for each column, from one on, that a cell above takes up, and count those rows down."""
    passed: list[str] = []
    while taken.get(column, 0) > 0:
        taken[column] -= 1
        passed.append("")
        column += 1
    return passed


def _quoted(walk: _Walk, content: list[Any]) -> str:
    opening, closing = _QUOTES[content[0]["t"]]
    return opening + walk.inline(content[1]) + closing


_STYLES = ("Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps")

#: What each inline element says.
_INLINE: dict[str, Callable[[_Walk, Any], str]] = {
    "Str": lambda _, content: content,
    "Space": lambda *_: " ",
    "SoftBreak": lambda *_: " ",
    "LineBreak": lambda *_: "\n",
    "Code": lambda _, content: content[1],
    "Math": lambda _, content: content[1],
    "Quoted": _quoted,
    "Note": _Walk.note,
    **dict.fromkeys(_STYLES, _Walk.inline),
    **dict.fromkeys(("Cite", "Span", "Link"), lambda walk, content: walk.inline(content[1])),
}

#: The blocks each block element makes.
_BLOCK: dict[str, Callable[[_Walk, Any], Iterable[Block]]] = {
    "Para": lambda walk, content: [Block(walk.inline(content))],
    "Plain": lambda walk, content: [Block(walk.inline(content))],
    "Header": lambda walk, content: [Block(walk.inline(content[2]), "heading")],
    "LineBlock": lambda walk, content: [Block("\n".join(walk.inline(line) for line in content))],
    "CodeBlock": lambda _, content: [Block(content[1])],
    "BulletList": lambda walk, content: walk.enumeration(content, lambda _: "-"),
    "OrderedList": lambda walk, content: walk.enumeration(content[1], _numbering(content[0])),
    "DefinitionList": _Walk.definitions,
    "Table": _Walk.table,
    "Figure": _Walk.figure,
    "Div": lambda walk, content: walk.blocks(content[1]),
    "BlockQuote": _Walk.blocks,
}


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
