"""Web pages: the main text, without menus and notices, and what the page says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import lxml.etree
import lxml.html
import trafilatura
from trafilatura.settings import Document

from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.readers import csl
from colligate.sources.readers.blocks import Block, put_together, table
from colligate.sources.readers.decoding import clean, decode_labelled
from colligate.sources.text import Layout, RegionKind

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEADINGS = frozenset({"head", "h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = frozenset(
    {"p", "quote", "code", "list", "table", "div", "item", "row", "pre", "ul", "ol", "li", "blockquote", "section"}
    | {"article", "main", "dl", "dt", "dd", "header", "footer", "aside", "nav", "body", "tr", "figure", "figcaption"}
)
_UNSEEN = "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "button"


def read(data: bytes, name: str) -> Extraction:
    """Read a web page; where no main text can be told from the rest, all of it."""
    found = _CHARSET.search(data[:4096])
    decoded, _ = decode_labelled(data, found[1].decode("ascii") if found else "")
    page = _DECLARATION.sub("", clean(decoded).replace("\f", " "))
    document = _main(page)
    blocks = list(_blocks(document.body)) if document is not None and document.body is not None else []
    if not any(block.text.strip() for block in blocks):
        blocks = _everything(page)
    text, regions = put_together(blocks)
    if not text.strip():
        raise UnreadableFileError(
            name, "The page holds no text.", "Save it from a browser once it has loaded, as a complete page or a PDF."
        )
    return Extraction(
        text=text,
        layout=Layout(regions=regions),
        extractor=f"html 1 (trafilatura {version('trafilatura')})",
        media_type="text/html",
        csl=_fields(document),
    )


def _main(page: str) -> Document | None:
    """Return the main part of a page with what the page says of itself; None where there is none."""
    found = trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return found if isinstance(found, Document) else None


def _blocks(element: lxml.etree._Element) -> Iterator[Block]:
    """Yield the blocks of an element in order; text standing beside blocks makes blocks of its own."""
    loose: list[str] = [element.text or ""]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _HEADINGS or tag in _PARAGRAPHS:
            yield _block("".join(loose))
            loose = []
            yield from _of(child, tag)
        elif tag:
            loose.append("\n" if tag in ("lb", "br") else _words(child))
        loose.append(child.tail or "")
    yield _block("".join(loose))


def _of(element: lxml.etree._Element, tag: str) -> Iterator[Block]:
    if tag in _HEADINGS:
        yield _block(_words(element), "heading")
    elif tag == "table":
        rows = [[_words(cell) for cell in row if isinstance(cell.tag, str)] for row in element.iter("row", "tr")]
        yield Block(table(row for row in rows if any(cell.strip() for cell in row)), "table")
    elif tag in ("list", "ul", "ol"):
        items = (" ".join(_words(item).split()) for item in element if isinstance(item.tag, str))
        yield Block("\n".join(f"- {item}" for item in items if item))
    else:
        yield from _blocks(element)


def _block(text: str, kind: RegionKind | None = None) -> Block:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return Block(" ".join(line for line in lines if line), kind)


def _words(element: lxml.etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _everything(page: str) -> list[Block]:
    """Return all text of a page, for pages without a main part."""
    try:
        tree = lxml.html.document_fromstring(page)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return []
    lxml.etree.strip_elements(tree, *_UNSEEN, lxml.etree.Comment, with_tail=False)
    return list(_blocks(tree))


def _fields(document: Document | None) -> dict[str, Any]:
    if document is None:
        return {}
    fields = csl.item(
        title=document.title or "", authors=document.author or "", issued=document.date or "", kind="webpage"
    )
    extra = {"container-title": document.sitename, "URL": document.url, "language": document.language}
    stated = {key: value for key, value in extra.items() if value}
    return {"type": "webpage", **fields, **stated} if fields or stated else {}
