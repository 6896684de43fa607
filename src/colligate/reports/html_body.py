"""The body of the page: pandoc's document set as HTML, sentences and cells ready to open their evidence."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from colligate.reports.citing import csl_arguments, with_references
from colligate.reports.document import Document, Figure
from colligate.reports.html_figures import chart, data_table
from colligate.reports.nodes import Node, classes_of, div, link, span, stringify, walk, words
from colligate.reports.pandoc import pandoc
from colligate.reports.sentence import Sentence

#: Titles start below the report's own, which is the page's first heading.
_ARGUMENTS = (
    "--from=json", "--to=html5", "--wrap=none", "--mathml", "--shift-heading-level-by=1", "--email-obfuscation=none",
)  # fmt: skip

#: Keeps a mark on the line of the word before it.
_JOINED = "\N{WORD JOINER}"

_TARGETS = re.compile(r"https?://|mailto:|#|figures/")

#: Where the list of references goes.
_REFERENCES: list[Node] = [
    {"t": "Header", "c": [1, ["references", ["unnumbered"], []], words("References")]},
    div([], "refs"),
]


#: Gives the address that a sentence's mark leads to, from the sentence's id.
Leads = Callable[[str], str]


def body(document: Document, appendix: list[Node], *, leads: Leads | None = None) -> str:
    """Return the report's text as HTML, with its notes of sentences numbered in the order of the report.

    Marks lead to the notes, or to where `leads` says; then the words for what a sentence is instead lead there too.
    """
    ast = copy.deepcopy(document.ast)
    numbers = note_numbers(document)
    sentences = {sentence.id: sentence for sentence in document.sentences}
    _safe(ast["blocks"])
    _sentences(ast["blocks"], numbers, sentences, leads)
    ast["blocks"] = _blocks(ast["blocks"], document.figures, appendix)
    if document.bibliography:
        ast["blocks"] += copy.deepcopy(_REFERENCES)
    data = json.dumps(with_references(ast, document.bibliography)).encode()
    return pandoc(data, *_ARGUMENTS, *csl_arguments(document.csl)).decode()


def note_numbers(document: Document) -> dict[str, int]:
    """Return the number of each sentence's note, in the order of the report."""
    bound = [sentence.id for sentence in document.sentences if sentence.id in document.supports]
    return {identity: number for number, identity in enumerate(dict.fromkeys(bound), 1)}


def contents(document: Document) -> list[dict[str, Any]]:
    """Return the report's headings of the first two levels: ``level``, ``id``, ``title``."""
    headings = [node for node in walk(document.ast["blocks"]) if node["t"] == "Header" and node["c"][0] <= 2]
    return [{"level": node["c"][0], "id": node["c"][1][0], "title": stringify(node["c"][2])} for node in headings]


def _safe(blocks: list[Node]) -> None:
    """Take the target from every link that is neither a page, an address nor a place in the report."""
    for node in walk(blocks):
        if node["t"] in ("Link", "Image") and not _TARGETS.match(node["c"][2][0]):
            node["c"][2][0] = ""


def _sentences(
    blocks: list[Node], numbers: Mapping[str, int], sentences: Mapping[str, Sentence], leads: Leads | None
) -> None:
    """Add to each sentence its mark: the number of its note, or a word for what it is instead."""
    unbound = 0
    for node in list(walk(blocks)):
        if node["t"] != "Span" or "sentence" not in classes_of(node):
            continue
        if "unbound" in classes_of(node):
            # Named as in `Document.sentences`, which numbers them.
            unbound += 1
            node["c"][0][0] = f"unbound-{unbound}"
        identity, classes, _ = node["c"][0]
        node["c"][0][2] = []
        sentence = sentences.get(identity)
        address = leads(identity) if leads else ""
        if "unbound" in classes:
            node["c"][1] += _tag("unbound", "This sentence is bound to nothing", address)
        if "argument" in classes:
            node["c"][1] += _tag("argument", "The author's own argument", address)
        if sentence and sentence.stale:
            node["c"][1] += _tag("stale", f"Not confirmed since: {'; '.join(sentence.stale)}", address)
        if identity in numbers:
            number = str(numbers[identity])
            label = {"aria-label": f"Evidence, note {number}"}
            mark = link(words(number), address or f"#n-{identity}", ("mark",), **label)
            node["c"][1] += [{"t": "Str", "c": _JOINED}, mark]


def _tag(word: str, title: str, address: str) -> list[Node]:
    told = words(word)
    tag = link(told, address, ("tag",), title=title) if address else span(told, classes=("tag",), title=title)
    # A tag stays on the line of the word before it.
    return [{"t": "Str", "c": "\N{NO-BREAK SPACE}"}, tag]


def _blocks(blocks: list[Node], figures: Mapping[str, Figure], appendix: list[Node]) -> list[Node]:
    made: list[Node] = []
    for block in blocks:
        if block["t"] == "Table":
            name = stringify(block["c"][1][1]) or "Table"
            made.append(div([block], classes=("wide",), role="region", tabindex="0", **{"aria-label": name}))
        elif block["t"] == "Figure":
            made.extend(_figure(block, figures))
        elif block["t"] == "Div" and "appendix" in classes_of(block):
            made.extend(_blocks(appendix, figures, []))
        elif block["t"] == "Div":
            block["c"][1] = _blocks(block["c"][1], figures, appendix)
            made.append(block)
        else:
            made.append(block)
    return made


def _figure(block: Node, figures: Mapping[str, Figure]) -> list[Node]:
    key = block["c"][0][0]
    figure = figures.get(key)
    if figure is None:
        return [block]
    drawn = {"t": "RawBlock", "c": ["html", chart(figure, key)]}
    told = {"t": "RawBlock", "c": ["html", data_table(figure)]}
    return [{"t": "Figure", "c": [block["c"][0], block["c"][1], [drawn]]}, told]
