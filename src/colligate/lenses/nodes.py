"""YAML bytes as plain nodes that know their line, with everything dangerous in YAML refused.

A lens is text people write by hand and send each other, so tags, anchors and aliases (which can run code in other
readers, or swell a few lines to gigabytes) have no use here. Nothing is guessed: a scalar stays the text it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from colligate.problems import Problem

#: Bytes. The largest lens that ships is below a tenth of this.
LARGEST_FILE = 1_000_000
#: Levels of lists and mappings inside each other; a lens with seven levels of codes needs sixteen.
DEEPEST = 40

# libyaml reads about ten times faster; PyYAML is sometimes built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `style` is YAML's: empty for plain, a quote, or ``|`` and ``>`` for blocks."""

    value: str
    line: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in order. `flow` where it stands in brackets, so that each comma starts a new item."""

    line: int
    flow: bool = False
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in order, repeated keys included."""

    line: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)

    def get(self, key: str) -> Node | None:
        """Return the first value of a key."""
        return next(
            (value for name, value in self.pairs if isinstance(name, Scalar) and name.value == key),
            None,
        )

    def line_of(self, key: str) -> int:
        """Return the line where a key stands, or the mapping's own."""
        return next(
            (name.line for name, _ in self.pairs if isinstance(name, Scalar) and name.value == key),
            self.line,
        )


Node = Scalar | Sequence | Mapping


def read_node(data: bytes, place: str) -> Node | Problem:
    """Read one YAML document, or say the one thing that keeps it from being read. Lines count from 1."""
    if len(data) > LARGEST_FILE:
        return Problem(
            place=place,
            message=f"The file has {len(data):,} bytes; a lens may have {LARGEST_FILE:,}.",
            remedy="Check that this is a lens, and split it if it is.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(
            place=f"{place}:{line}",
            message=f"The file is not UTF-8: byte {error.start + 1} (0x{data[error.start]:02x}) does not belong there.",
            remedy="Save the file again with the encoding UTF-8.",
        )
    try:
        return _compose(yaml.parse(text, Loader=_LOADER), place)
    except yaml.YAMLError as error:
        return _syntax_problem(error, place)


def _compose(events: Iterator[yaml.Event], place: str) -> Node | Problem:
    """Build the tree with a stack of our own, so that depth is a number to check and not a crash."""
    root: Node | None = None
    open_nodes: list[Sequence | Mapping] = []
    keys: list[Node | None] = []
    for event in events:
        refused = _refusal(event, place, depth=len(open_nodes), second=root is not None)
        if refused is not None:
            return refused
        if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            open_nodes.pop()
            keys.pop()
            continue
        node = _node(event)
        if node is None:
            continue
        if open_nodes:
            keys[-1] = _attach(open_nodes[-1], keys[-1], node)
        else:
            root = node
        if not isinstance(node, Scalar):
            open_nodes.append(node)
            keys.append(None)
    if root is None:
        return Problem(
            place=place,
            message="The file is empty.",
            remedy="Write the lens, or remove the file.",
        )
    return root


def _attach(parent: Sequence | Mapping, key: Node | None, node: Node) -> Node | None:
    """Put a node into its parent; return the key that still waits for its value."""
    if isinstance(parent, Sequence):
        parent.items.append(node)
        return None
    if key is None:
        return node
    parent.pairs.append((key, node))
    return None


def _node(event: yaml.Event) -> Node | None:
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(event.value, _line(event), event.style or "")
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(_line(event), flow=bool(event.flow_style))
    if isinstance(event, yaml.MappingStartEvent):
        return Mapping(_line(event))
    return None


def _refusal(event: yaml.Event, place: str, *, depth: int, second: bool) -> Problem | None:
    """Return why reading stops at this event, if it does."""
    here = f"{place}:{_line(event)}"
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return Problem(
            place=here,
            message="Anchors (&) and aliases (*) are not read in a lens.",
            remedy="Write the text out, or put it in quotes if it starts with & or *.",
        )
    if getattr(event, "tag", None):
        return Problem(
            place=here,
            message="Tags (!) are not read in a lens.",
            remedy="Remove the tag, or put the text in quotes if it starts with an exclamation mark.",
        )
    if depth > DEEPEST:
        return Problem(
            place=here,
            message=f"Lists and keys are nested more than {DEEPEST} deep.",
            remedy="Give the codes fewer levels.",
        )
    if second and isinstance(event, yaml.DocumentStartEvent):
        return Problem(
            place=here,
            message="A second document starts here; a file holds one lens.",
            remedy="Put each lens into a file of its own, and remove the line of three hyphens.",
        )
    return None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


#: What the YAML reader says, and what has usually happened. The first that occurs in its words is taken.
_USUAL_CAUSES = (
    ("mapping values are not allowed", "Put the text in quotes, since it holds a colon followed by a space."),
    ("unexpected end of stream", "Close the quote that was opened and never closed."),
    (
        "cannot start any token",
        "Indent with spaces and not with tabs, and put a text that starts with @ or % in quotes.",
    ),
    ("control characters", "Remove the invisible characters; write the text in an editor for plain text."),
)


def _syntax_problem(error: yaml.YAMLError, place: str) -> Problem:
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    mark = getattr(error, "problem_mark", None)
    # Where a quote is never closed, the reader notices at the end of the file; its beginning is what helps.
    if "end of stream" in said:
        mark = getattr(error, "context_mark", None) or mark
    usual = "Indent with spaces, line up the keys of one code, and close each bracket and quote."
    return Problem(
        place=place if mark is None else f"{place}:{mark.line + 1}",
        message=f"The YAML is broken here: {said}.",
        remedy=next((remedy for cause, remedy in _USUAL_CAUSES if cause in said), usual),
    )
