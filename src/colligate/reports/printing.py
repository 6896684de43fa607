"""What DOCX and PDF share: the report's blocks with evidence in footnotes, figures and appendix in place."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from colligate.reports.appendix import appendix_blocks
from colligate.reports.appendix_lists import counted
from colligate.reports.citing import csl_arguments, with_references
from colligate.reports.document import Document, Figure
from colligate.reports.nodes import Node, classes_of, div, walk
from colligate.reports.nodes import words as inlines_of
from colligate.reports.pandoc import pandoc
from colligate.reports.support import Quote, Support

#: Quotes printed in one footnote, and things named that a sentence rests on; the evidence table has them all.
QUOTES, NAMED = 1, 3
#: Longer quotes are cut at a word in a footnote, and say so.
LONGEST = 220
#: What a sentence's class is called in print.
STYLES = {"stale": "Stale", "unbound": "Unbound", "argument": "Argument"}
_LOOKS = {"unbound": "Underline", "argument": "Emph"}
#: Height of a picture, as a share of its width, beyond which it is set narrower than the line to fit a page.
_TALLEST = 1.25


def printed(
    document: Document,
    to: str,
    *arguments: str,
    picture: Callable[[str, Figure], str],
    names: Mapping[str, str] | None = None,
) -> bytes:
    """Write the report through pandoc in a printed form, with citations set and references listed.

    Args:
        document: The report.
        to: Pandoc's name of the form.
        arguments: More options for pandoc.
        picture: Gives the address of a figure, by its key, as the form finds it: a file name or a data address.
        names: What sentences are called in this form, by their ids, where it cannot hold these.
    """
    ast = copy.deepcopy(document.ast)
    _sentences(ast["blocks"], document, styled=to.startswith("docx"))
    _rename(ast["blocks"], names or {})
    _links(ast["blocks"])
    _credits(ast["blocks"])
    _pictures(ast["blocks"], document.figures, picture)
    ast["blocks"] = [*_guide(document), *_with_appendix(ast["blocks"], document)]
    if document.bibliography:
        heading: Node = {"t": "Header", "c": [1, ["references", ["unnumbered"], []], inlines_of("References")]}
        ast["blocks"] += [heading, div([], "refs")]
    ast["meta"] = _meta(document)
    data = json.dumps(with_references(ast, document.bibliography)).encode()
    environment = {"SOURCE_DATE_EPOCH": "0", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    return pandoc(data, "--from=json", f"--to={to}", *csl_arguments(document.csl), *arguments, environment=environment)


def _meta(document: Document) -> Node:
    meta: Node = {"title": _inlines(document.title), "lang": {"t": "MetaString", "c": document.language}}
    meta |= {
        "page-numbering": {"t": "MetaString", "c": "1"},
        "fontsize": {"t": "MetaString", "c": "10.5pt"},
        "mainfont": {"t": "MetaString", "c": "Libertinus Serif"},
        "margin": {"t": "MetaMap", "c": {side: {"t": "MetaString", "c": "2.6cm"} for side in ("x", "y")}},
    }
    if document.subtitle:
        meta["subtitle"] = _inlines(document.subtitle)
    if document.abstract:
        meta["abstract"] = {"t": "MetaBlocks", "c": [_paragraph(document.abstract)]}
    if document.authors:
        meta["author"] = {"t": "MetaList", "c": [_inlines(author) for author in document.authors]}
    return meta


def _inlines(text: str) -> Node:
    return {"t": "MetaInlines", "c": inlines_of(text)}


def _sentences(blocks: list[Node], document: Document, *, styled: bool) -> None:
    """Give each sentence its style and, where it rests on evidence, a footnote.

    Where the form has no styles of its own (`styled` is false), arguments are in italics and the unbound underlined.
    """
    stale = {sentence.id: sentence.stale for sentence in document.sentences if sentence.stale}
    for node in list(walk(blocks)):
        if node["t"] != "Span" or "sentence" not in classes_of(node):
            continue
        identity, classes, _ = node["c"][0]
        node["c"][1] = _cited(node["c"][1])
        if look := None if styled else next((tag for word, tag in _LOOKS.items() if word in classes), None):
            node["c"][1] = [{"t": look, "c": node["c"][1]}]
        style = next((name for word, name in STYLES.items() if word in classes), "Bound Sentence")
        node["c"][0] = [identity, list(classes), [["custom-style", style]]]
        changed = f"Not confirmed since: {'; '.join(stale[identity]).rstrip('.')}. " if identity in stale else ""
        if found := document.supports.get(identity):
            node["c"][1].append({"t": "Note", "c": [_paragraph(changed + notes(found))]})


def _cited(inlines: list[Node]) -> list[Node]:
    """Give citations a style, so that the words of a sentence can be told from what they cite."""
    style = [["custom-style", "Report Citation"]]
    return [{"t": "Span", "c": [["", [], style], [one]]} if one["t"] == "Cite" else one for one in inlines]


def _rename(blocks: list[Node], names: Mapping[str, str]) -> None:
    """Write other names for the ids of sentences, also where a link leads to one."""
    for node in walk(blocks):
        if node["t"] == "Span" and node["c"][0][0] in names:
            node["c"][0][0] = names[node["c"][0][0]]
        elif node["t"] == "Link" and node["c"][2][0].removeprefix("#") in names:
            node["c"][2][0] = f"#{names[node['c'][2][0].removeprefix('#')]}"


def notes(supports: Sequence[Support]) -> str:
    """Return a sentence's footnote: what it rests on, each with its level, then the first quotes for and against.

    A page is for reading, so a footnote is short; the evidence table and the page in HTML hold every quote.
    """
    named = [f"{one.title.rstrip('.')}{f': {one.level}' if one.level else ''}" for one in supports[:NAMED]]
    left = len(supports) - len(named)
    said = "; ".join(named) + (f"; and {left} more" if left > 0 else "") + "."
    quotes = list(dict.fromkeys(quote_line(quote) for one in supports for quote in one.quotes))
    against = list(dict.fromkeys(f"Against: {quote_line(quote)}" for one in supports for quote in one.against))
    judged = [f"Judged {one.decision} by {one.by}." for support in supports for one in support.judgements]
    rest = len(quotes[QUOTES:]) + len(against[1:])
    more = [f"{counted(rest, 'more quote')} in the evidence table."] if rest else []
    return " ".join([said, *quotes[:QUOTES], *against[:1], *judged[:1], *more])


def quote_line(quote: Quote) -> str:
    """Return a quote with its source, page and standing on one line."""
    page = f", p. {'[' + quote.page.strip('[]') + ']' if quote.page_inferred else quote.page}" if quote.page else ""
    page += f", l. {quote.lines}" if quote.lines else ""
    whose = {True: "self-reported", False: "independent", None: ""}[quote.self_reported]
    publisher = "" if quote.publisher in quote.source_title else quote.publisher
    marks = (
        publisher,
        quote.kind,
        whose,
        "reader's notes" if quote.notes_on else "",
        "read by OCR" if quote.ocr else "",
        "proposed, not accepted" if quote.suggested else "",
    )
    standing = ", ".join(part for part in marks if part)
    words = quote.words if len(quote.words) <= LONGEST else f"{quote.words[:LONGEST].rsplit(' ', 1)[0]} […]"
    return f"\u201c{words}\u201d {quote.source_title}{page}{f' ({standing})' if standing else ''}."


def _paragraph(text: str) -> Node:
    return {"t": "Para", "c": inlines_of(text)}


def _guide(document: Document) -> Iterator[Node]:
    """Say how to read the marks, before the first line."""
    if question := str(document.settings.get("question", "")):
        yield {"t": "BlockQuote", "c": [_paragraph(question)]}
    if document.material.suggested:
        yield _paragraph(
            "Everything here is proposed by rules; nobody has accepted it yet. Footnotes give the words each line was "
            "read from, with their page and line."
        )
        return
    bound = sum(sentence.id in document.supports for sentence in document.sentences)
    own = sum(sentence.argument for sentence in document.sentences)
    rest = sum(sentence.unbound for sentence in document.sentences)
    stale = sum(1 for sentence in document.sentences if sentence.stale)
    said = [
        f"Sentences that rest on evidence, given in footnotes: {bound}.",
        f"The authors' own argument, in italics: {own}.",
        f"Bound to nothing, underlined: {rest}." if rest else "",
        f"Not confirmed since what they rest on changed, as their footnotes say: {stale}." if stale else "",
    ]
    yield _paragraph(" ".join(said))


def _links(blocks: list[Node]) -> None:
    """Keep the words of links that only the page in HTML can follow."""
    for node in walk(blocks):
        if node["t"] == "Link" and node["c"][2][0].startswith("#r-"):
            inlines = node["c"][1]
            node["t"], node["c"] = "Span", [["", [], []], inlines]


def _credits(blocks: list[Node]) -> None:
    """Set what is told under every figure apart from its caption."""
    for node in walk(blocks):
        if node["t"] == "Span" and "credit" in classes_of(node):
            node["c"][0][2] = [
                ["custom-style", "Credit"], ["typst:text:size", "7.8pt"], ["typst:text:fill", "luma(90)"],
            ]  # fmt: skip


def _pictures(blocks: list[Node], figures: Mapping[str, Figure], picture: Callable[[str, Figure], str]) -> None:
    for node in walk(blocks):
        if node["t"] == "Image" and node["c"][2][0].startswith("figures/"):
            key = node["c"][2][0].removeprefix("figures/").removesuffix(".svg")
            node["c"][2][0] = picture(key, figures[key])
            node["c"][0][2] = [["width", f"{_width(figures[key].png)}%"]]


def _width(png: bytes) -> int:
    """Return the share of the line, in hundredths, at which a picture fits a page: a PNG states its size in front."""
    wide, high = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    return min(100, int(100 * _TALLEST * wide / high)) if wide and high else 100


def _with_appendix(blocks: list[Node], document: Document) -> Iterator[Node]:
    for block in blocks:
        if block["t"] == "Div" and "appendix" in classes_of(block):
            yield from appendix_blocks(document)
        elif block["t"] == "Div":
            block["c"][1] = list(_with_appendix(block["c"][1], document))
            yield block
        else:
            yield block
