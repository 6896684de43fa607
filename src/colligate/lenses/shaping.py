"""Nodes read as keys, texts, lists and numbers, with everything that does not fit noted and passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from colligate.lenses.nearest import nearest
from colligate.lenses.nodes import Mapping, Node, Scalar, Sequence
from colligate.problems import Problem

#: A file with more problems than this is not a lens, and its reader will not go through them.
MOST_PROBLEMS = 500
#: Figures a number may have, sign included.
_DIGITS = 5
#: Characters of the file a message quotes.
_QUOTED = 60


class Field(NamedTuple):
    """How one key of a mapping is read."""

    #: A method of a shaper: node, how messages call it, value or None.
    read: Callable[[Any, Node, str], Any]
    required: bool = False


class Shaper:
    """Turns nodes into plain values and notes what does not fit. A value that does not fit is left out."""

    def __init__(self, place: str) -> None:
        """Start with no problems; `place` is the file's name in them."""
        self.place = place
        self.problems: list[Problem] = []

    def note(self, line: int, message: str, remedy: str) -> None:
        """Note an error on a line of the file, as long as a reader could still want to know."""
        if len(self.problems) >= MOST_PROBLEMS:
            return
        self.problems.append(Problem(place=f"{self.place}:{line}", message=message, remedy=remedy))

    def mapping(self, node: Node, what: str, fields: dict[str, Field]) -> dict[str, Any] | None:
        """Read known keys; note unknown, repeated and missing ones."""
        if not isinstance(node, Mapping):
            self.note(
                node.line,
                f"Here {what} should be written as keys with values, but this is {_shape(node)}.",
                f"Write keys such as {_listed(list(fields)[:3])}, each followed by a colon and its value.",
            )
            return None
        values: dict[str, Any] = {}
        seen: dict[str, int] = {}
        for key, value in node.pairs:
            name = key.value if isinstance(key, Scalar) else ""
            if name in seen:
                self.note(
                    key.line,
                    f"The key '{name}' of {what} is given twice, first on line {seen[name]}.",
                    "Keep one of the two.",
                )
            elif name in fields:
                read = None if _is_blank(value) else fields[name].read(self, value, f"'{name}' of {what}")
                if read is not None:
                    values[name] = read
                elif _is_blank(value):
                    self._note_blank(key.line, name, what)
            else:
                self._note_unknown(key.line, name, what, fields)
            seen.setdefault(name, key.line)
        for name, field in fields.items():
            if field.required and name not in seen:
                self.note(
                    node.line,
                    f"There is no '{name}' in {what}.",
                    f"Add a line that starts with {name}:",
                )
        return values

    def _note_blank(self, line: int, name: str, what: str) -> None:
        self.note(
            line,
            f"The key '{name}' of {what} has no value.",
            "Give it one, or remove the line.",
        )

    def _note_unknown(self, line: int, name: str, what: str, fields: dict[str, Field]) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            return
        near = nearest(name, fields)
        remedy = f"Write '{near}' if that is meant." if near else f"Use one of {_listed(fields)}."
        self.note(line, f"'{shorten(name)}' is not a key of {what}.", remedy)

    def text(self, node: Node, what: str) -> str | None:
        """Read a text as it stands; the line break that ends a block is left out."""
        if not isinstance(node, Scalar):
            self.note(
                node.line,
                f"{_capital(what)} should be a text, but this is {_shape(node)}.",
                "Write one text; put it in quotes if it holds a colon or starts with a bracket or hyphen.",
            )
            return None
        # The line break that ends a block belongs to the file's layout, not to the text.
        return node.value.removesuffix("\n") if node.style in {"|", ">"} else node.value

    def texts(self, node: Node, what: str) -> tuple[str, ...] | None:
        """Read a list of texts, in order."""
        items = self.items(node, what)
        if items is None:
            return None
        read = [self.text(item, f"an item of {what}") for item in items if not self._blank_item(item, what)]
        return tuple(item for item in read if item is not None)

    def sentences(self, node: Node, what: str) -> tuple[str, ...] | None:
        """Read a list of sentences, and warn where brackets have cut one at its commas."""
        read = self.texts(node, what)
        if read and isinstance(node, Sequence) and node.flow and _is_cut(read):
            self.problems.append(
                Problem(
                    place=f"{self.place}:{node.line}",
                    message=f"{_capital(what)} reads as {len(read)} items, the first of them '{shorten(read[0])}'.",
                    remedy="Put each sentence in quotes, since a comma between brackets starts a new item.",
                    severity="warning",
                )
            )
        return read

    def _blank_item(self, node: Node, what: str) -> bool:
        if _is_blank(node):
            self.note(
                node.line,
                f"An item of {what} is empty.",
                "Write it, or remove its hyphen.",
            )
            return True
        return False

    def items(self, node: Node, what: str) -> list[Node] | None:
        """Read a list as its nodes."""
        if isinstance(node, Sequence):
            return node.items
        self.note(
            node.line,
            f"{_capital(what)} should be a list, but this is {_shape(node)}.",
            "Put each item on a line of its own that starts with a hyphen and a space.",
        )
        return None

    def whole_number(self, node: Node, what: str) -> int | None:
        """Read a year."""
        text = self.text(node, what)
        if text is None or (text.removeprefix("-").isdecimal() and text.isascii() and len(text) <= _DIGITS):
            return None if text is None else int(text)
        self.note(
            node.line,
            f"{_capital(what)} should be a year in figures, not '{shorten(text)}'.",
            "Write it as in 1994.",
        )
        return None

    def yes_or_no(self, node: Node, what: str) -> bool | None:
        """Read true or false."""
        text = self.text(node, what)
        if text is None or text in {"true", "false"}:
            return None if text is None else text == "true"
        self.note(
            node.line,
            f"{_capital(what)} should be true or false, not '{shorten(text)}'.",
            "Write true or false.",
        )
        return None

    def one_of(self, node: Node, what: str, allowed: tuple[str, ...]) -> str | None:
        """Read one word of a fixed few."""
        text = self.text(node, what)
        if text is None or text in allowed:
            return text
        near = nearest(text, allowed)
        remedy = f"Write '{near}' if that is meant." if near else f"Write one of {_listed(allowed)}."
        self.note(node.line, f"{_capital(what)} cannot be '{shorten(text)}'.", remedy)
        return None


def _is_blank(node: Node) -> bool:
    if not isinstance(node, Scalar):
        return False
    return not node.value.strip() or (not node.style and node.value in {"~", "null"})


def _shape(node: Node) -> str:
    if isinstance(node, Scalar):
        return "a text" if node.value.strip() else "empty"
    return "a list" if isinstance(node, Sequence) else "a set of keys"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def shorten(text: str) -> str:
    """Keep what a message quotes on one short line, and free of control characters."""
    line = "".join(character if character.isprintable() else "�" for character in text)
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 3]}..."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_cut(sentences: tuple[str, ...]) -> bool:
    """Whether only the last item ends as a sentence does, as when commas have cut one."""
    ends = [sentence.endswith((".", "?", "!")) for sentence in sentences]
    return ends[-1] and not all(ends)
