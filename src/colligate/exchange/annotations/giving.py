"""Codings, and memos that quote, as W3C annotations: one collection, each annotation whole in itself.

A coding has motivation *classifying*. Its bodies: the code (*classifying*, by IRI) with its reference as a tag, the
memo (*commenting*), the stance (*assessing*), and what it is about (*identifying*).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import Any
from urllib.parse import quote

import msgspec

from colligate.codings.coding import Coding, Memo
from colligate.exchange.guids import guid
from colligate.exchange.losses import Losses
from colligate.exchange.refi.giving import Study
from colligate.record import Record
from colligate.sources.passage import Passage
from colligate.sources.source import Source

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Before the id of a record, where an annotation says which of ours it is.
CANONICAL = "urn:colligate:"
_WRITTEN = "%Y-%m-%dT%H:%M:%SZ"
_OTHERS = {Source, Passage, Coding, Memo}


def annotation_bytes(study: Study) -> tuple[bytes, Losses]:
    """Write the annotations of a study as JSON-LD and say what was lost. Same study, same bytes."""
    losses = Losses()
    items: list[dict[str, Any]] = []
    addresses = addresses_of(record for record in study.records.values() if isinstance(record, Source))
    for record in study.records.values():
        if isinstance(record, Coding | Memo):
            passages = (record.passage,) if isinstance(record, Coding) else record.passages
            targets = [_target(study, passage, addresses) for passage in passages]
            if not targets or None in targets:
                what = "codings" if isinstance(record, Coding) else "memos"
                losses.left(what, "an annotation needs words of a source, and they quote none", [record.id])
                continue
            items.append(_annotation(study, record, targets))
            losses.carried(type(record).__name__.lower() + "s", [record.id])
    _tell(study, losses)
    return collection(items, "Codings and memos"), losses


def collection(items: list[dict[str, Any]], label: str) -> bytes:
    """Write annotations as one collection."""
    whole: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{guid('collection', ''.join(item['id'] for item in items))}",
        "type": "AnnotationCollection",
        "label": label,
        "total": len(items),
    }
    if items:
        page = {"id": f"{whole['id']}#1", "type": "AnnotationPage", "startIndex": 0, "items": items}
        whole["first"] = page
        whole["last"] = page["id"]
    return msgspec.json.format(msgspec.json.encode(whole), indent=1)


def _annotation(study: Study, record: Coding | Memo, targets: list[Any]) -> dict[str, Any]:
    bodies = list(_coding_bodies(study, record) if isinstance(record, Coding) else _memo_bodies(study, record))
    person = f"urn:uuid:{guid('user', record.by)}"
    return {
        "@context": CONTEXT,
        "id": f"urn:uuid:{guid(type(record).__name__.lower(), record.id)}",
        "type": "Annotation",
        "canonical": f"{CANONICAL}{quote(record.id, safe='')}",
        "motivation": "classifying" if isinstance(record, Coding) else "commenting",
        "creator": {"id": person, "type": "Person", "name": record.by, "nickname": record.by},
        "created": record.at.astimezone(UTC).strftime(_WRITTEN),
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _coding_bodies(study: Study, coding: Coding) -> Iterable[dict[str, Any]]:
    yield {"type": "SpecificResource", "purpose": "classifying", "source": f"urn:uuid:{guid('code', coding.code)}"}
    yield words_body("tagging", coding.code)
    if coding.memo:
        yield words_body("commenting", coding.memo)
    if coding.stance != "supports":
        yield words_body("assessing", coding.stance)
    if coding.about:
        yield _about(study, coding.about)


def _memo_bodies(study: Study, memo: Memo) -> Iterable[dict[str, Any]]:
    yield words_body("commenting", memo.text)
    if memo.about:
        yield _about(study, memo.about)


def words_body(purpose: str, value: str) -> dict[str, Any]:
    """Return a body of plain words."""
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _about(study: Study, identity: str) -> dict[str, Any]:
    record = study.records.get(identity)
    kind = type(record).__name__.lower() if isinstance(record, Record) else "code"
    return {"type": "SpecificResource", "purpose": "identifying", "source": f"urn:uuid:{guid(kind, identity)}"}


def _target(study: Study, identity: str, addresses: dict[str, str]) -> dict[str, Any] | None:
    passage = study.records.get(identity)
    if not isinstance(passage, Passage) or passage.source not in addresses:
        return None
    return {"type": "SpecificResource", "source": addresses[passage.source], "selector": selectors(passage)}


def selectors(passage: Passage) -> list[dict[str, Any]]:
    """Return how a passage is found again: by its words and the words around them, and by its place."""
    said = {"type": "TextQuoteSelector", "exact": passage.quote, "prefix": passage.prefix, "suffix": passage.suffix}
    return [said, {"type": "TextPositionSelector", "start": passage.start, "end": passage.end}]


def addresses_of(all_sources: Iterable[Source]) -> dict[str, str]:
    """Return an IRI for each source: its own address where no other source has the same, else a GUID."""
    sources = list(all_sources)
    urls = [source.url for source in sources]
    return {
        source.id: source.url if source.url and urls.count(source.url) == 1 else f"urn:uuid:{guid('source', source.id)}"
        for source in sources
    }


def _tell(study: Study, losses: Losses) -> None:
    others: dict[str, list[str]] = {}
    for record in study.records.values():
        if type(record) not in _OTHERS:
            others.setdefault(f"{type(record).__name__.lower()} records", []).append(record.id)
    for kind, ids in others.items():
        losses.left(kind, "annotations carry codings and memos only", ids)
    losses.left(
        "lenses", "an annotation names a code, it does not define it; export them as refi-codebook", study.lenses
    )
