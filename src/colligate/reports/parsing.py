"""Report files in pandoc's Markdown, read into one document whose sentences are found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from colligate.problems import Problem
from colligate.reports.nodes import Node, classes_of, pairs_of, stringify, walk
from colligate.reports.pandoc import PandocError, read_markdown
from colligate.reports.segmenting import mark_unbound

#: Classes of divs that the build replaces by a figure or table.
PLACED = frozenset(
    {
        "figure", "matrix", "coverage", "claims", "timeline", "tiers", "map", "conflicts", "windows", "chains", "rule",
        "sources", "appendix", "citations", "memos",
    }
)  # fmt: skip

#: Blocks whose words are not body prose: nobody asks what a heading rests on.
_NOT_PROSE = frozenset({"Header", "Table", "Figure", "CodeBlock", "RawBlock", "HorizontalRule", "LineBlock"})


class Found(msgspec.Struct, kw_only=True):
    """A sentence as it stands in the document: its span, still open to being filled and marked."""

    node: Node
    id: str
    rests: tuple[str, ...]
    argument: bool
    unbound: bool
    place: str


class Report(msgspec.Struct, kw_only=True):
    """All report files as one document."""

    version: list[int] = msgspec.field(default_factory=lambda: [1, 23, 1])
    blocks: list[Node] = []
    #: Title, subtitle, abstract and language of the first file that gives each, as plain words.
    meta: dict[str, str] = {}
    authors: tuple[str, ...] = ()
    found: list[Found] = []
    problems: list[Problem] = []


def read_report(files: Mapping[str, bytes]) -> Report:
    """Read report files in the order of their names. What cannot be read becomes a problem."""
    report = Report()
    for name in sorted(files):
        try:
            text = files[name].decode("utf-8-sig")
            document = read_markdown(text.encode())
        except UnicodeDecodeError as error:
            report.problems.append(
                Problem(
                    place=name,
                    message=f"Byte {error.start} of this file is not UTF-8, so it cannot be read.",
                    remedy="Save the file as UTF-8.",
                )
            )
            continue
        except PandocError as error:
            report.problems.append(Problem(place=name, message=str(error), remedy=""))
            continue
        _add(report, name, text, document)
    return report


def _add(report: Report, name: str, text: str, document: dict[str, Any]) -> None:
    report.version = document["pandoc-api-version"]
    for key, value in document["meta"].items():
        if key == "author":
            people = value["c"] if value["t"] == "MetaList" else [value]
            report.authors = report.authors or tuple(stringify(person["c"]) for person in people)
        elif value["t"] in ("MetaInlines", "MetaBlocks"):
            report.meta.setdefault(key, stringify(value["c"]))
    _own_ids(report.blocks, document["blocks"])
    lines = _Lines(name, text)
    for paragraph in _prose(document["blocks"]):
        paragraph["c"] = mark_unbound(paragraph["c"])
    report.found.extend(_sentences(document["blocks"], lines))
    report.blocks.extend(document["blocks"])


def _own_ids(before: list[Node], blocks: list[Node]) -> None:
    """Number headings of a file whose ids an earlier file has."""
    taken = {node["c"][1][0] for node in walk(before) if node["t"] == "Header"}
    for node in walk(blocks):
        if node["t"] == "Header":
            name, number = node["c"][1][0], 1
            while node["c"][1][0] in taken:
                number += 1
                node["c"][1][0] = f"{name}-{number}"
            taken.add(node["c"][1][0])


def _prose(blocks: list[Any]) -> Iterator[Node]:
    """Yield the paragraphs of body text, in order."""
    for block in blocks:
        if isinstance(block, list):
            yield from _prose(block)
        elif not isinstance(block, dict) or block.get("t") in _NOT_PROSE:
            continue
        elif block["t"] in ("Para", "Plain"):
            yield block
        elif block["t"] == "Div":
            if not PLACED.intersection(classes_of(block)):
                yield from _prose(block["c"][1])
        elif block["t"] == "OrderedList":
            yield from _prose(block["c"][1])
        elif block["t"] == "DefinitionList":
            yield from _prose([definitions for _, definitions in block["c"]])
        elif block["t"] in ("BlockQuote", "BulletList"):
            yield from _prose(block["c"])


def _sentences(blocks: list[Node], lines: _Lines) -> Iterator[Found]:
    inside: set[int] = set()
    for node in walk(blocks):
        if node["t"] != "Span" or id(node) in inside:
            continue
        pairs, classes = pairs_of(node), classes_of(node)
        identity = node["c"][0][0]
        if not (identity or "rests" in pairs or "argument" in classes or "unbound" in classes):
            continue
        inside.update(id(inner) for inner in walk(node["c"][1]))
        unbound = "unbound" in classes
        place = lines.of_words(stringify(node["c"][1])) if unbound or not identity else lines.of_id(identity)
        yield Found(
            node=node,
            id=identity,
            rests=tuple(pairs.get("rests", "").split()),
            argument="argument" in classes,
            unbound=unbound,
            place=place,
        )


class _Lines:
    """Finds the line of a file on which something stands; pandoc does not say."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    def of_id(self, identity: str) -> str:
        return self._place(re.search(rf"\{{[^}}]*#{re.escape(identity)}(?=[\s}}])", self.text), at_end=True)

    def of_words(self, sentence: str) -> str:
        first = [re.escape(word) for word in re.findall(r"\w+", sentence)[:4]]
        return self._place(re.search(r"\W+".join(first), self.text) if first else None)

    def _place(self, match: re.Match[str] | None, *, at_end: bool = False) -> str:
        if match is None:
            return self.name
        return f"{self.name}:{self.text.count(chr(10), 0, match.end() if at_end else match.start()) + 1}"
