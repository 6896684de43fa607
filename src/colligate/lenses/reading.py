"""A lens read from YAML: everything wrong with the file is collected at once, each with its line and the way out."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple, get_args

from colligate.lenses.checking import check_lens
from colligate.lenses.lens import Code, Lens, LensKind, ScaleOrder, Work
from colligate.lenses.nodes import Mapping, Node, Scalar, Sequence, read_node
from colligate.lenses.writing import lens_bytes
from colligate.problems import Problem

__all__ = ["lens_bytes", "read_lens"]


def read_lens(data: bytes, place: str) -> tuple[Lens | None, list[Problem]]:
    """Read a lens, or say what keeps it from being one.

    Args:
        data: The file's bytes, YAML in UTF-8.
        place: How problems name the file, such as ``lenses/io-roles.yaml``; the line is added after a colon.

    Returns:
        The lens, or None where a problem is an error; and the problems in the order of the file. A lens may come with
        warnings. Nothing is raised for whatever the bytes hold.
    """
    node = read_node(data, place)
    if isinstance(node, Problem):
        return None, [node]
    reader = _Reader(place)
    lens = reader.lens(node)
    problems = [*reader.problems, *_in_file(lens, node, place)]
    problems.sort(
        key=lambda problem: (_line_of(problem.place), problem.severity, problem.message)
    )
    if lens is None or any(problem.severity == "error" for problem in problems):
        return None, problems
    return lens, problems


def _in_file(lens: Lens | None, node: Node, place: str) -> Iterable[Problem]:
    """Yield what is wrong with the lens as a whole, with the line of the node each fault stands at."""
    if lens is None:
        return
    for fault in check_lens(lens):
        line = _find_line(node, fault.path)
        yield Problem(
            place=f"{place}:{line}",
            message=fault.message,
            remedy=fault.remedy,
            severity=fault.severity,
        )


def _find_line(node: Node, path: tuple[str | int, ...]) -> int:
    """Return the line of the deepest part of a path that the file holds."""
    line = node.line
    current: Node | None = node
    for step in path:
        if isinstance(current, Mapping) and isinstance(step, str):
            line = current.line_of(step)
            current = current.get(step)
        elif (
            isinstance(current, Sequence)
            and isinstance(step, int)
            and step < len(current.items)
        ):
            current = current.items[step]
            line = current.line
        else:
            break
    return line


def _line_of(place: str) -> int:
    return int(place.rsplit(":", 1)[1])


class _Field(NamedTuple):
    """How one key of a mapping is read."""

    read: Callable[[_Reader, Node, str], Any]
    required: bool = False


class _Reader:
    """Turns nodes into structs and notes what does not fit. A value that does not fit is left out."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.problems: list[Problem] = []

    def note(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(
            Problem(place=f"{self.place}:{line}", message=message, remedy=remedy)
        )

    def lens(self, node: Node) -> Lens | None:
        """Read the whole file; missing parts are noted and stand empty, so that the rest is still checked."""
        values = self.mapping(node, "the lens", _LENS)
        if values is None:
            return None
        empty = {
            "id": "",
            "version": "",
            "title": "",
            "kind": "typology",
            "summary": "",
            "works": (),
            "codes": (),
        }
        return Lens(**{**empty, **values})

    def mapping(
        self, node: Node, what: str, fields: dict[str, _Field]
    ) -> dict[str, Any] | None:
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
                read = (
                    None
                    if _is_blank(value)
                    else fields[name].read(self, value, f"'{name}' of {what}")
                )
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

    def _note_unknown(
        self, line: int, name: str, what: str, fields: dict[str, _Field]
    ) -> None:
        near = difflib.get_close_matches(name, fields, n=1, cutoff=0.6)
        remedy = (
            f"Write '{near[0]}' if that is meant."
            if near
            else f"Use one of {_listed(fields)}."
        )
        self.note(line, f"'{_shorten(name)}' is not a key of {what}.", remedy)

    def text(self, node: Node, what: str) -> str | None:
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
        items = self.items(node, what)
        if items is None:
            return None
        read = [
            self.text(item, f"an item of {what}")
            for item in items
            if not self._blank_item(item, what)
        ]
        return tuple(item for item in read if item is not None)

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
        if isinstance(node, Sequence):
            return node.items
        self.note(
            node.line,
            f"{_capital(what)} should be a list, but this is {_shape(node)}.",
            "Put each item on a line of its own that starts with a hyphen and a space.",
        )
        return None

    def whole_number(self, node: Node, what: str) -> int | None:
        text = self.text(node, what)
        if text is None or (
            text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 6
        ):
            return None if text is None else int(text)
        self.note(
            node.line,
            f"{_capital(what)} should be a year in figures, not '{_shorten(text)}'.",
            "Write it as in 1994.",
        )
        return None

    def yes_or_no(self, node: Node, what: str) -> bool | None:
        text = self.text(node, what)
        if text is None or text in {"true", "false"}:
            return None if text is None else text == "true"
        self.note(
            node.line,
            f"{_capital(what)} should be true or false, not '{_shorten(text)}'.",
            "Write true or false.",
        )
        return None

    def needs(self, node: Node, what: str) -> Literal["all", "any"] | int | None:
        text = self.text(node, what)
        if text == "all" or text == "any":
            return text
        if text is None or (
            text.isdecimal() and text.isascii() and 0 < len(text) < 6 and int(text) > 0
        ):
            return None if text is None else int(text)
        self.note(
            node.line,
            f"{_capital(what)} should say how its criteria combine, but it says '{_shorten(text)}'.",
            "Write all, any, or a number from 1 up: how many of the criteria must hold.",
        )
        return None

    def one_of(self, node: Node, what: str, allowed: tuple[str, ...]) -> str | None:
        text = self.text(node, what)
        if text is None or text in allowed:
            return text
        near = difflib.get_close_matches(text, allowed, n=1, cutoff=0.6)
        remedy = (
            f"Write '{near[0]}' if that is meant."
            if near
            else f"Write one of {_listed(allowed)}."
        )
        self.note(node.line, f"{_capital(what)} cannot be '{_shorten(text)}'.", remedy)
        return None

    def kind(self, node: Node, what: str) -> str | None:
        return self.one_of(node, what, get_args(LensKind))

    def order(self, node: Node, what: str) -> str | None:
        return self.one_of(node, what, get_args(ScaleOrder))

    def works(self, node: Node, what: str) -> tuple[Work, ...] | None:
        empty = {"id": "", "author": "", "year": 0, "title": ""}
        items = self.items(node, what)
        if items is None:
            return None
        read = [self.mapping(item, _named("work", item), _WORK) for item in items]
        return tuple(
            Work(**{**empty, **values}) for values in read if values is not None
        )

    def codes(self, node: Node, what: str) -> tuple[Code, ...] | None:
        empty = {"id": "", "name": "", "definition": ""}
        items = self.items(node, what)
        if items is None:
            return None
        # A code that is no mapping keeps its place, so that the paths of its neighbours stay right.
        read = [self.mapping(item, _named("code", item), _CODE) or {} for item in items]
        return tuple(Code(**{**empty, **values}) for values in read)


_WORK = {
    "id": _Field(_Reader.text, required=True),
    "author": _Field(_Reader.text, required=True),
    "year": _Field(_Reader.whole_number, required=True),
    "title": _Field(_Reader.text, required=True),
    "publisher": _Field(_Reader.text),
    "locator": _Field(_Reader.text),
    "doi": _Field(_Reader.text),
    "url": _Field(_Reader.text),
}

_CODE = {
    "id": _Field(_Reader.text, required=True),
    "name": _Field(_Reader.text, required=True),
    "definition": _Field(_Reader.text, required=True),
    "use_when": _Field(_Reader.texts),
    "not_when": _Field(_Reader.texts),
    "against": _Field(_Reader.texts),
    "cues": _Field(_Reader.texts),
    "example": _Field(_Reader.text),
    "after": _Field(_Reader.texts),
    "held_by": _Field(_Reader.text),
    "group": _Field(_Reader.text),
    "ordered": _Field(_Reader.yes_or_no),
    "needs": _Field(_Reader.needs),
    "codes": _Field(_Reader.codes),
}

_LENS = {
    "id": _Field(_Reader.text, required=True),
    "version": _Field(_Reader.text, required=True),
    "title": _Field(_Reader.text, required=True),
    "kind": _Field(_Reader.kind, required=True),
    "order": _Field(_Reader.order),
    "summary": _Field(_Reader.text, required=True),
    "works": _Field(_Reader.works, required=True),
    "codes": _Field(_Reader.codes, required=True),
    "notes": _Field(_Reader.texts),
}


def _is_blank(node: Node) -> bool:
    if not isinstance(node, Scalar):
        return False
    return not node.value.strip() or (not node.style and node.value in {"~", "null"})


def _named(kind: str, node: Node) -> str:
    """Name a code or work by its id, which is how its author knows it."""
    identity = node.get("id") if isinstance(node, Mapping) else None
    if isinstance(identity, Scalar) and identity.value.strip():
        return f"the {kind} '{_shorten(identity.value)}'"
    return f"a {kind} without id"


def _shape(node: Node) -> str:
    if isinstance(node, Scalar):
        return "a text" if node.value.strip() else "empty"
    return "a list" if isinstance(node, Sequence) else "a set of keys"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _shorten(text: str) -> str:
    """Keep what a message quotes on one short line, and free of control characters."""
    line = "".join(character if character.isprintable() else "�" for character in text)
    return line if len(line) <= 60 else f"{line[:57]}..."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
