"""Sentences of a paragraph that stand in no span, found and marked as unbound."""

from __future__ import annotations

import re

from colligate.reports.nodes import Node, classes_of, pairs_of, span, stringify

_END = re.compile(r"[.!?]['\"\u2019\u201d)\]]*$")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:e\.g|i\.e|cf|etc|vs|no|art|p|pp|ed|eds|al|dr|mr|mrs|ms|prof|st|[A-Z])\.$", re.IGNORECASE
)
_BLANKS = frozenset({"Space", "SoftBreak", "LineBreak"})


def mark_unbound(inlines: list[Node]) -> list[Node]:
    """Wrap each sentence outside every span in a span of class ``unbound``; the rest is left as it is."""
    marked: list[Node] = []
    run: list[Node] = []
    for inline in inlines:
        if _is_sentence(inline):
            marked.extend(_wrap(run))
            marked.append(inline)
            run = []
        else:
            run.append(inline)
    return marked + _wrap(run)


def _is_sentence(inline: Node) -> bool:
    if inline["t"] != "Span":
        return False
    return bool(inline["c"][0][0] or "rests" in pairs_of(inline) or "argument" in classes_of(inline))


def _wrap(run: list[Node]) -> list[Node]:
    wrapped: list[Node] = []
    for piece in _pieces(run):
        lead = next((i for i, inline in enumerate(piece) if inline["t"] not in _BLANKS), len(piece))
        body = piece[lead:]
        tail: list[Node] = []
        while body and body[-1]["t"] in _BLANKS:
            tail.insert(0, body.pop())
        spoken = re.search(r"\w", stringify(body))
        wrapped += piece[:lead]
        wrapped += [span(body, classes=("unbound",))] if spoken else body
        wrapped += tail
    return wrapped


def _pieces(run: list[Node]) -> list[list[Node]]:
    pieces: list[list[Node]] = [[]]
    for position, inline in enumerate(run):
        pieces[-1].append(inline)
        if inline["t"] in _BLANKS and position and _ends(run[position - 1]) and _begins(run, position + 1):
            pieces.append([])
    return pieces


def _ends(inline: Node) -> bool:
    words = stringify([inline])
    return bool(_END.search(words)) and not _ABBREVIATION.search(words)


def _begins(run: list[Node], position: int) -> bool:
    words = stringify(run[position : position + 1], citations=True)
    return bool(words) and not words[0].islower()
