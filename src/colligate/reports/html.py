"""The report as one HTML page that needs nothing but itself: no network, no other file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from colligate.assessments.results import LEVELS, RULE
from colligate.reports.appendix import appendix_blocks
from colligate.reports.document import Document
from colligate.reports.html_body import body, contents, note_numbers
from colligate.reports.nodes import Node, classes_of, walk
from colligate.reports.support import Support
from colligate.reports.tables import SIGNS

#: How a support's kind is called on the page.
KINDS: dict[str, str] = {
    "coding": "Coded passage", "observation": "Value", "event": "Event", "fact": "Fact", "actor": "Actor",
    "programme": "Programme", "factor": "Factor", "claim": "Claim checked", "judgement": "Judgement",
    "search": "Search", "finding": "Finding", "gap": "Coverage", "series": "Series", "passage": "Passage",
    "source": "Source", "citation": "Citation", "place": "Place", "indicator": "Indicator", "memo": "Memo",
}  # fmt: skip


_FIRST = ("finding", "judgement", "claim", "gap", "series", "observation", "event", "fact", "programme", "coding")
_ORDER = {kind: place for place, kind in enumerate(dict.fromkeys((*_FIRST, *KINDS)))}


def html_bytes(document: Document, *, appendix: list[Node] | None = None) -> bytes:
    """Set a report as one page, UTF-8.

    `appendix` are the blocks that stand where the author placed the appendix; the methods appendix if left out.
    """
    numbers = note_numbers(document)
    page = _templates().get_template("report.html.j2")
    sentences = {sentence.id: sentence for sentence in document.sentences}
    return page.render(
        document=document,
        body=Markup(body(document, _appendix(document) if appendix is None else appendix)),  # noqa: S704 - set by pandoc from the author's own text
        contents=contents(document),
        notes=[(number, sentences[identity], document.supports[identity]) for identity, number in numbers.items()],
        used_by=_used_by(document, numbers),
        register=sorted(document.register.values(), key=lambda support: (_ORDER[support.kind], support.ref)),
        counts=_counts(document),
        rule=[(level, RULE[level]) for level in reversed(LEVELS)],
        signs=SIGNS,
        kinds=KINDS,
        style=Markup(_read("report.css")),  # noqa: S704 - our own file
        script=Markup(_read("report.js")),  # noqa: S704 - our own file
    ).encode()


def _appendix(document: Document) -> list[Node]:
    placed = (node for node in walk(document.ast["blocks"]) if node["t"] == "Div" and "appendix" in classes_of(node))
    return appendix_blocks(document) if next(placed, None) else []


def _used_by(document: Document, numbers: Mapping[str, int]) -> dict[str, list[tuple[int, str]]]:
    """Map each support to the sentences that rest on it: number and id, in the order of the report."""
    used: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for identity, number in numbers.items():
        for support in document.supports[identity]:
            used[support.ref].append((number, identity))
    return used


def _counts(document: Document) -> dict[str, int]:
    sentences = document.sentences
    return {
        "bound": sum(1 for sentence in sentences if sentence.rests),
        "argument": sum(1 for sentence in sentences if sentence.argument),
        "stale": sum(1 for sentence in sentences if sentence.stale),
        "unbound": sum(1 for sentence in sentences if sentence.unbound),
    }


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_read),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["counted"] = _counted
    environment.tests["sided"] = _sided
    return environment


def _counted(number: int, word: str) -> str:
    """Write a count with its noun: ``1 sentence``, ``2 sentences``."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def _sided(support: Any) -> bool:  # noqa: ANN401 - called by the template
    """Say whether evidence for and against stand beside each other: only what the rule was read off has two sides."""
    return isinstance(support, Support) and bool(support.rule)


def _read(name: str) -> str:
    return (resources.files("colligate.reports") / "templates" / name).read_text(encoding="utf-8")
