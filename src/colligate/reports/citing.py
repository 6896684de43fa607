"""The study's sources as CSL items, for citations and the list of references."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Any

from colligate.assessments.material import Material
from colligate.programmes.actor import Actor
from colligate.reports.nodes import Node, walk
from colligate.sources.source import Source


def cited(blocks: list[Node]) -> set[str]:
    """Return the keys cited anywhere in some blocks."""
    return {citation["citationId"] for node in walk(blocks) if node["t"] == "Cite" for citation in node["c"][0]}


def bibliography(material: Material, identities: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """Return CSL-JSON items of the sources named, sorted by id; ids that are no source's are left out."""
    sources = (material.get(Source, identity) for identity in sorted(set(identities)))
    return tuple(csl_item(source, material) for source in sources if source)


def csl_item(source: Source, material: Material) -> dict[str, Any]:
    """Return a source as a CSL item (CSL-JSON 1.0.2); a publisher stands in for an author nobody names."""
    publisher = material.get(Actor, source.publisher)
    item: dict[str, Any] = {"type": "document", "title": source.title, **source.csl, "id": source.id}
    item.pop("custom", None)  # what programs keep there is for them
    if publisher and "author" not in item and "editor" not in item:
        item["author"] = [{"literal": publisher.name}]
    elif publisher:
        item.setdefault("publisher", publisher.name)
    if source.url:
        item.setdefault("URL", source.url)
    if not str(item.get("URL", "http")).startswith("http"):
        # A list of references links to pages; anything else a reader's click should not start.
        del item["URL"]
    if source.notes_on:
        item.setdefault("note", "Held as reader's notes")
    return item


def with_references(ast: dict[str, Any], items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the document with the items in its metadata, where pandoc's citeproc finds them.

    All of them are listed as references, cited or only quoted; citations link to the list.
    """
    listed = list(items)
    nocite = [
        {
            "citationId": item["id"],
            "citationPrefix": [],
            "citationSuffix": [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for item in listed
    ]
    meta = {
        **ast["meta"],
        "references": _meta(listed),
        "link-citations": {"t": "MetaBool", "c": True},
        "nocite": {"t": "MetaInlines", "c": [{"t": "Cite", "c": [nocite, []]}] if nocite else []},
    }
    return {**ast, "meta": meta}


def csl_arguments(csl: bytes | None) -> tuple[str, ...]:
    """Return the arguments by which pandoc sets citations in a style, without a file being read."""
    style = (f"--csl=data:text/xml;base64,{base64.b64encode(csl).decode()}",) if csl else ()
    return ("--citeproc", *style)


def _meta(value: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {key: _meta(inner) for key, inner in value.items()}}
    if isinstance(value, (list, tuple)):
        return {"t": "MetaList", "c": [_meta(inner) for inner in value]}
    return {"t": "MetaString", "c": str(value)}
