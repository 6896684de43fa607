"""The report annotated for transparent inquiry (ATI; Qualitative Data Repository, Syracuse): sentence by sentence.

For each bound sentence: its words and those around it, what it rests on with an excerpt around each quote, a note on
how it was weighed, and full citations. Once as W3C annotations (2017), once as a table, once for a word processor.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from colligate.exchange.annotations.giving import CONTEXT, addresses_of, collection, selectors, words_body
from colligate.exchange.guids import guid
from colligate.exchange.losses import Losses
from colligate.reports.citing import csl_arguments, csl_item, with_references
from colligate.reports.document import Document
from colligate.reports.formulas import GUARDED, guarded
from colligate.reports.nodes import Node, para, plain, stringify, walk, words
from colligate.reports.pandoc import pandoc
from colligate.reports.sentence import Sentence
from colligate.reports.support import Quote, Support
from colligate.sources.excerpts import excerpt
from colligate.sources.passage import CONTEXT as AROUND
from colligate.sources.passage import Passage, reading
from colligate.sources.source import Source
from colligate.sources.text import Layout, Text

#: Where sentences stand.
REPORT = "build/report.html"
WITHHELD = "Confidential: no excerpt."
_COLUMNS: tuple[str, ...] = (
    "annotation", "sentence", "claim", "side", "quote", "excerpt", "page", "source", "citation", "link",
    "analytic note",
)  # fmt: skip

#: Reads a frozen text.
Read = Callable[[Text], tuple[str, Layout]]


class Excerpt(msgspec.Struct, frozen=True, kw_only=True):
    """A quote with the words around it and where it is from."""

    #: ``for``, ``against`` or ``mentions``; empty for quotes of values and facts.
    side: str
    quote: Quote
    passage: Passage
    #: `LEAST` to `MOST` words around the quote, as a reader meets them; see `colligate.sources.excerpts`.
    words: str
    citation: str


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence, annotated."""

    number: int
    sentence: Sentence
    #: Up to `AROUND` code points of the sentences before and after.
    prefix: str
    suffix: str
    excerpts: tuple[Excerpt, ...]
    #: Paragraphs: what each thing it rests on comes to, by which rule, who judged it how, and what would change it.
    note: tuple[str, ...]


def annotated(document: Document, read: Read, losses: Losses) -> list[Annotation]:
    """Annotate every sentence that rests on something, in the order of the report."""
    cited = _citations(document)
    made: list[Annotation] = []
    every = document.sentences
    for place, sentence in enumerate(every):
        supports = document.supports.get(sentence.id, ())
        if not supports:
            why = "they rest on nothing but their author's argument" if sentence.argument else "they are not bound"
            losses.left("sentences", why, [sentence.id])
            continue
        before = every[place - 1].words if place else ""
        after = every[place + 1].words if place + 1 < len(every) else ""
        made.append(
            Annotation(
                number=len(made) + 1,
                sentence=sentence,
                prefix=before[-AROUND:].strip(),
                suffix=after[:AROUND].strip(),
                excerpts=tuple(_excerpts(document, supports, read, cited)),
                note=tuple(_note(supports)),
            )
        )
        losses.carried("sentences", [sentence.id])
    return made


def _excerpts(document: Document, supports: Iterable[Support], read: Read, cited: dict[str, str]) -> Iterator[Excerpt]:
    seen: set[str] = set()
    for support in supports:
        sides = {
            "for" if support.rule else "": support.quotes,
            "against": support.against,
            "mentions": support.mentions,
        }
        for side, quote in ((side, quote) for side, quotes in sides.items() for quote in quotes):
            passage = document.material.get(Passage, quote.passage)
            if passage and passage.id not in seen:
                seen.add(passage.id)
                around = _around(document, passage, read)
                yield Excerpt(
                    side=side, quote=quote, passage=passage, words=around, citation=cited.get(passage.source, "")
                )


def _around(document: Document, passage: Passage, read: Read) -> str:
    source, text = document.material.get(Source, passage.source), document.material.get(Text, passage.text)
    if source and source.confidential:
        return WITHHELD
    if text is None:
        return passage.quote
    whole, layout = read(text)
    return reading(whole, layout, *excerpt(whole, passage.start, passage.end))


def _note(supports: Iterable[Support]) -> Iterator[str]:
    for support in supports:
        level = f": {support.level} ({support.rule})" if support.rule else f": {support.level}" if support.level else ""
        yield f"{support.title}{level}."
        yield from support.notes
        counts = [(len(support.quotes), "for"), (len(support.against), "against"), (len(support.mentions), "neither")]
        if support.rule:
            yield f"Quotes: {', '.join(f'{count} {side}' for count, side in counts if count) or 'none'}."
        yield from (f"Judged {one.decision} by {one.by}, {one.date}: {one.reason}" for one in support.judgements)
        yield from (f"{one.coder}, {one.date}: {one.memo}" for one in (*support.quotes, *support.against) if one.memo)
        if support.flips:
            yield f"What would change it: {'; '.join(support.flips)}."


def _citations(document: Document) -> dict[str, str]:
    """Return the full reference of each source, set by pandoc in the study's style."""
    items = [csl_item(source, document.material) for source in document.material.of(Source)]
    if not items:
        return {}
    ast = {**document.ast, "meta": {}, "blocks": []}
    data = json.dumps(with_references(ast, items)).encode()
    done = json.loads(pandoc(data, "--from=json", "--to=json", *csl_arguments(document.csl)))
    return {
        node["c"][0][0].removeprefix("ref-"): stringify(node["c"][1])
        for node in walk(done["blocks"])
        if node["t"] == "Div" and node["c"][0][0].startswith("ref-")
    }


def jsonld_bytes(document: Document, made: Iterable[Annotation]) -> bytes:
    """Write annotations of the report as JSON-LD."""
    addresses = addresses_of(document.material.of(Source))
    return collection([_jsonld(document, one, addresses) for one in made], "Annotations for transparent inquiry")


def _jsonld(document: Document, one: Annotation, addresses: dict[str, str]) -> dict[str, Any]:
    bodies = [words_body("commenting", "\n\n".join(one.note))]
    for found in one.excerpts:
        bodies.append(words_body("describing", found.words))
        linked = {"source": addresses[found.passage.source], "selector": selectors(found.passage)}
        bodies.append({"type": "SpecificResource", "purpose": "linking", **linked})
        if found.citation:
            bodies.append(words_body("identifying", found.citation))
    exact = {"exact": one.sentence.words, "prefix": one.prefix, "suffix": one.suffix}
    fragment = {"value": one.sentence.id, "conformsTo": "http://tools.ietf.org/rfc/rfc3236"}
    return {
        "@context": CONTEXT,
        "id": f"urn:uuid:{guid('ati', one.sentence.id)}",
        "type": "Annotation",
        "motivation": "commenting",
        "creator": [{"type": "Person", "name": name} for name in document.authors],
        "body": bodies,
        "target": {
            "type": "SpecificResource",
            "source": REPORT,
            "selector": [{"type": "TextQuoteSelector", **exact}, {"type": "FragmentSelector", **fragment}],
        },
    }


def csv_bytes(made: Iterable[Annotation], losses: Losses) -> bytes:
    """Write one row for each excerpt: UTF-8 with byte order mark, for spreadsheets; no cell is run as a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for one in made:
        head = {"annotation": str(one.number), "sentence": one.sentence.id, "claim": one.sentence.words}
        note = {"analytic note": "\n".join(one.note)}
        rows = [
            {
                "side": found.side, "quote": found.quote.words, "excerpt": found.words, "page": found.quote.page,
                "source": found.quote.source, "citation": found.citation, "link": found.quote.url,
            }
            for found in one.excerpts
        ] or [{}]  # fmt: skip
        for row in rows:
            whole = {**head, **row, **note}
            cells = {key: guarded(value) for key, value in whole.items()}
            losses.changed("rows of ati.csv", GUARDED, [one.sentence.id] if cells != whole else [])
            writer.writerow(cells)
    return out.getvalue().encode("utf-8-sig")


def docx_bytes(document: Document, made: Iterable[Annotation]) -> bytes:
    """Set the annotations for a word processor. Same annotations, same bytes."""
    blocks: list[Node] = []
    for one in made:
        blocks.append({"t": "Header", "c": [2, [f"ati-{one.number}", [], []], words(f"Annotation {one.number}")]})
        blocks.append({"t": "BlockQuote", "c": [para(words(one.sentence.words))]})
        for found in one.excerpts:
            where = f", p. {found.quote.page}" if found.quote.page else ""
            head = f"{found.side.capitalize() or 'Source'}: {found.citation or found.quote.source_title}{where}"
            blocks += [para([{"t": "Strong", "c": words(head)}]), para(words(found.words))]
            if found.quote.url.startswith("http"):
                blocks.append(para([{"t": "Link", "c": [["", [], []], words(found.quote.url), [found.quote.url, ""]]}]))
        blocks.append(para([{"t": "Strong", "c": words("Analytic note")}]))
        blocks.append({"t": "BulletList", "c": [[plain(words(line))] for line in one.note]})
    meta = {"title": {"t": "MetaInlines", "c": words(f"Annotations: {document.title}")}}
    data = json.dumps({**document.ast, "meta": meta, "blocks": blocks}).encode()
    environment = {"SOURCE_DATE_EPOCH": "0", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    return pandoc(data, "--from=json", "--to=docx", environment=environment)
