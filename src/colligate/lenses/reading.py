"""A lens read from YAML: everything wrong with the file is collected at once, each with its line and the way out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any, Literal, get_args

from colligate.lenses.checking import check_lens
from colligate.lenses.lens import Code, Lens, LensKind, ScaleOrder, Work
from colligate.lenses.nodes import Mapping, Node, Scalar, Sequence, read_node
from colligate.lenses.shaping import MOST_PROBLEMS, Field, Shaper, shorten
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
    reader = _LensReader(place)
    lens = reader.lens(node)
    problems = [*reader.problems, *islice(_in_file(lens, node, place), MOST_PROBLEMS)]
    problems.sort(key=lambda problem: (_line_of(problem.place), problem.severity, problem.message))
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
        elif isinstance(current, Sequence) and isinstance(step, int) and step < len(current.items):
            current = current.items[step]
            line = current.line
        else:
            break
    return line


def _line_of(place: str) -> int:
    return int(place.rsplit(":", 1)[1])


class _LensReader(Shaper):
    """Knows the keys of a lens, its works and its codes."""

    def lens(self, node: Node) -> Lens | None:
        """Read the whole file; missing parts are noted and stand empty, so that the rest is still checked."""
        values = self.mapping(node, "the lens", _LENS)
        if values is None:
            return None
        if "kind" not in values:
            # Whether an order fits cannot be told, and the kind is noted already.
            values.pop("order", None)
        empty: dict[str, Any] = {
            "id": "",
            "version": "",
            "title": "",
            "kind": "typology",
            "summary": "",
            "works": (),
            "codes": (),
        }
        return Lens(**{**empty, **values})

    def needs(self, node: Node, what: str) -> Literal["all", "any"] | int | None:
        """Read how the criteria of a concept combine."""
        text = self.text(node, what)
        if text is None:
            return None
        for word in ("all", "any"):
            if text == word:
                return word
        if _COUNT.fullmatch(text):
            return int(text)
        self.note(
            node.line,
            f"{what[:1].upper()}{what[1:]} should say how its criteria combine, but it says '{shorten(text)}'.",
            "Write all, any, or a number from 1 up: how many of the criteria must hold.",
        )
        # Noted already; a stand-in keeps the check of the whole from noting it again.
        return "all"

    def kind(self, node: Node, what: str) -> str | None:
        """Read the kind of a lens."""
        return self.one_of(node, what, get_args(LensKind))

    def order(self, node: Node, what: str) -> str:
        """Read from which end a scale starts."""
        # Noted already where it is None; a stand-in keeps the check of the whole from noting it again.
        return self.one_of(node, what, get_args(ScaleOrder)) or "best-first"

    def works(self, node: Node, what: str) -> tuple[Work, ...] | None:
        """Read the works; a missing part stands empty."""
        empty: dict[str, Any] = {"id": "", "author": "", "year": 0, "title": ""}
        items = self.items(node, what)
        if items is None:
            return None
        read = [self.mapping(item, _named("work", item), _WORK) for item in items]
        return tuple(Work(**{**empty, **values}) for values in read if values is not None)

    def codes(self, node: Node, what: str) -> tuple[Code, ...] | None:
        """Read codes with the codes below them; a missing part stands empty."""
        empty: dict[str, Any] = {"id": "", "name": "", "definition": ""}
        items = self.items(node, what)
        if items is None:
            return None
        # A code that is no mapping keeps its place, so that the paths of its neighbours stay right.
        read = [self.mapping(item, _named("code", item), _CODE) or {} for item in items]
        return tuple(Code(**{**empty, **values}) for values in read)


_COUNT = re.compile(r"[1-9][0-9]{0,3}")

_WORK: dict[str, Field] = {
    "id": Field(_LensReader.text, required=True),
    "author": Field(_LensReader.text, required=True),
    "year": Field(_LensReader.whole_number, required=True),
    "title": Field(_LensReader.text, required=True),
    "publisher": Field(_LensReader.text),
    "locator": Field(_LensReader.text),
    "doi": Field(_LensReader.text),
    "url": Field(_LensReader.text),
}

_CODE: dict[str, Field] = {
    "id": Field(_LensReader.text, required=True),
    "name": Field(_LensReader.text, required=True),
    "definition": Field(_LensReader.text, required=True),
    "use_when": Field(_LensReader.sentences),
    "not_when": Field(_LensReader.sentences),
    "against": Field(_LensReader.sentences),
    "cues": Field(_LensReader.texts),
    "example": Field(_LensReader.text),
    "after": Field(_LensReader.texts),
    "held_by": Field(_LensReader.text),
    "group": Field(_LensReader.text),
    "colour": Field(_LensReader.text),
    "ordered": Field(_LensReader.yes_or_no),
    "needs": Field(_LensReader.needs),
    "codes": Field(_LensReader.codes),
}

_LENS: dict[str, Field] = {
    "id": Field(_LensReader.text, required=True),
    "version": Field(_LensReader.text, required=True),
    "title": Field(_LensReader.text, required=True),
    "kind": Field(_LensReader.kind, required=True),
    "order": Field(_LensReader.order),
    "summary": Field(_LensReader.text, required=True),
    "works": Field(_LensReader.works, required=True),
    # That a lens must have codes is said once, by the check of the whole.
    "codes": Field(_LensReader.codes),
    "notes": Field(_LensReader.sentences),
}


def _named(kind: str, node: Node) -> str:
    """Name a code or work by its id, which is how its author knows it."""
    identity = node.get("id") if isinstance(node, Mapping) else None
    if isinstance(identity, Scalar) and identity.value.strip():
        return f"the {kind} '{shorten(identity.value)}'"
    return f"a {kind} without id"
