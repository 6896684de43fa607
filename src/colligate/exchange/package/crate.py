"""The package described: RO-Crate 1.1 (Soiland-Reyes et al. 2022, doi:10.3233/DS-210053), its `ro-crate-metadata.json`.

Every file has its SHA-256 and size, which is what unpacking checks. Same contents, same bytes: the clock is not asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any
from urllib.parse import quote

import msgspec

from colligate.codings.coding import Coding, Memo
from colligate.exchange.package.contents import METADATA, PROVENANCE, Contents, media_type, reference
from colligate.programmes.actor import Actor
from colligate.record import Record, Retraction, Suggestion
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Text

#: `sha256` is a term of schema.org that the context of RO-Crate 1.1 does not have yet.
CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "http://schema.org/sha256"}]
_PROFILE = "https://w3id.org/ro/crate/1.1"
_PROGRAM = "#software-Colligate"
_NO_LICENCE = "#no-licence"
#: Licences by the short names of SPDX that studies are likely to give.
_LICENCES = "https://spdx.org/licenses/"

Entity = dict[str, Any]


def crate_bytes(contents: Contents, described: dict[str, bytes]) -> bytes:
    """Write the metadata of a package; `described` are all its files but this one."""
    graph = [
        {"@id": METADATA, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": _PROFILE}},
        _root(contents, described),
        *_files(contents, described),
        *_sources(contents),
        *_agents(contents),
        *_software(contents),
        *_actions(contents),
        *_licence(contents.licence),
    ]
    encoded = msgspec.json.encode({"@context": CONTEXT, "@graph": graph})
    return msgspec.json.format(encoded, indent=1) + b"\n"


def _root(contents: Contents, described: dict[str, bytes]) -> Entity:
    root: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": contents.title,
        "description": contents.question or f"The study '{contents.title}', whole: sources, codings, findings, report.",
        "datePublished": contents.published,
        "license": {"@id": _licence_id(contents.licence)},
        "author": _refs(reference("author", name) for name in contents.authors),
        "citation": _refs(reference("source", source.id) for source in contents.document.material.of(Source)),
        "hasPart": _refs(quote(path) for path in sorted(described)),
        "mentions": _refs(action["@id"] for action in _actions(contents)),
    }
    if "build/report.html" in described:
        root["mainEntity"] = {"@id": "build/report.html"}
    return _filled(root)


def _files(contents: Contents, described: dict[str, bytes]) -> Iterator[Entity]:
    of_source = {source.sha256: source.id for source in contents.document.material.of(Source) if source.sha256}
    of_text = {text.sha256: text.source for text in contents.said if isinstance(text, Text)}
    for path, data in sorted(described.items()):
        stem = path.rpartition("/")[2].partition(".")[0]
        original, text = (of_source.get(stem), None) if path.startswith("originals/") else (None, of_text.get(stem))
        yield _filled({
            "@id": quote(path),
            "@type": "File",
            "name": _NAMES.get(path, path),
            "encodingFormat": media_type(path),
            "contentSize": str(len(data)),
            "sha256": hashlib.sha256(data).hexdigest(),
            "exampleOfWork": {"@id": reference("source", original)} if original else {},
            "isBasedOn": {"@id": reference("source", text)} if text else {},
        })  # fmt: skip


_NAMES = {
    "study.yaml": "Question, case, period, lenses in use and method of the study",
    PROVENANCE: "From sources to sentences: provenance in PROV-JSON",
    "losses.txt": "What the package carries, what it changed and what it leaves out",
    "README.md": "How to read and rebuild this package",
    "build/report.html": "The report, as a page that leads from each sentence to its evidence",
    "build/report.docx": "The report, for a word processor",
    "build/report.pdf": "The report, for print",
    "build/evidence.csv": "The quotes behind each sentence of the report",
    "build/evidence.xlsx": "The quotes behind each sentence of the report, as a workbook",
    "build/findings.json": "Everything read off the evidence by rule",
}


def _sources(contents: Contents) -> Iterator[Entity]:
    for source in contents.document.material.of(Source):
        closed = source.id in contents.withheld
        rights = source.csl.get("license") or source.csl.get("rights") or ""
        yield _filled({
            "@id": reference("source", source.id),
            "@type": "CreativeWork",
            "identifier": source.id,
            "name": source.title,
            "author": [_name(name) for name in _list(source.csl.get("author"))],
            "publisher": {"@id": reference("actor", source.publisher)} if source.publisher else {},
            "datePublished": issued(source),
            "url": source.url,
            "license": str(rights),
            "sdDatePublished": source.retrieved,
            "inLanguage": source.language,
            "description": f"Held as reader's notes on: {source.notes_on}" if source.notes_on else "",
            "conditionsOfAccess": "Confidential: not in this package, and known by its hash alone." if closed else "",
            "sha256": source.sha256,
        })  # fmt: skip


def issued(source: Source) -> str:
    """Return the date of issue as ISO writes it, as far as CSL states it: ``2014``, ``2014-06``."""
    try:
        parts = source.csl["issued"]["date-parts"][0]
        return "-".join(f"{int(part):02d}" for part in parts)
    except (KeyError, IndexError, TypeError, ValueError):
        return ""


def _name(name: Any) -> str:  # noqa: ANN401 - CSL
    if not isinstance(name, dict):
        return str(name)
    return str(name.get("literal") or " ".join(str(name[part]) for part in ("given", "family") if name.get(part)))


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - CSL
    return value if isinstance(value, list) else []


def _agents(contents: Contents) -> Iterator[Entity]:
    for name in dict.fromkeys(contents.authors):
        yield {"@id": reference("author", name), "@type": "Person", "name": name}
    for by in sorted({record.by for record in contents.said} | {record.speaker for record in contents.said}):
        yield {"@id": reference("person", by), "@type": "Person", "name": by}
    material = contents.document.material
    published = {source.publisher for source in material.of(Source)}
    for actor in material.of(Actor):
        if actor.id in published:
            kind = "Person" if actor.kind == "person" else "Organization"
            yield {"@id": reference("actor", actor.id), "@type": kind, "name": actor.name}


def _software(contents: Contents) -> Iterator[Entity]:
    for name, version in contents.software.items():
        needed = _refs(f"#software-{quote(other)}" for other in contents.software if other != "Colligate")
        yield _filled({
            "@id": f"#software-{quote(name)}",
            "@type": "SoftwareApplication",
            "name": name,
            "version": version,
            "softwareRequirements": needed if name == "Colligate" else [],
        })  # fmt: skip


#: What a person did, by the kinds of record that say so. Whatever is not here is about the register and its facts.
_DOINGS: dict[str, tuple[type[Record], ...]] = {
    "Importing documents": (Source, Text),
    "Coding": (Coding, Memo, Passage),
    "Deciding on proposals": (Suggestion, Retraction),
}


def doing(record: Record) -> str:
    """Say in a word or two what a person did by saying a record."""
    return next((name for name, kinds in _DOINGS.items() if isinstance(record, kinds)), "Recording and judging")


def _actions(contents: Contents) -> list[Entity]:
    """Return what each person did, and the build."""
    done: dict[tuple[str, str], list[Record]] = {}
    for record in contents.said:
        done.setdefault((record.by, doing(record)), []).append(record)
    actions = [
        {
            "@id": reference("action", f"{by} {name}"),
            "@type": "CreateAction",
            "name": f"{name} by {by}",
            "agent": {"@id": reference("person", by)},
            "instrument": {"@id": _PROGRAM},
            "startTime": _time(min(record.at for record in said)),
            "endTime": _time(max(record.at for record in said)),
            "result": {"@id": quote(f"journal/{by}.jsonl")},
            "description": f"{len(said):,} record{'s' * (len(said) != 1)} said.",
        }
        for (by, name), said in sorted(done.items())
    ]
    for action in actions:
        if action["result"]["@id"] not in map(quote, contents.files):
            del action["result"]
    built = [path for path in sorted(contents.files) if path.startswith("build/")]
    read = [path for path in sorted(contents.files) if not path.startswith(("build/", "originals/"))]
    return [
        *actions,
        _filled({
            "@id": "#build",
            "@type": "CreateAction",
            "name": "Building findings, tables and report",
            "agent": _refs(reference("author", name) for name in contents.authors),
            "instrument": {"@id": _PROGRAM},
            "object": _refs(map(quote, read)),
            "result": _refs(map(quote, built)),
        }),
    ]  # fmt: skip


def _time(at: Any) -> str:  # noqa: ANN401 - a time
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _licence_id(licence: str) -> str:
    if not licence:
        return _NO_LICENCE
    return licence if licence.startswith(("http://", "https://")) else f"{_LICENCES}{quote(licence)}"


def _licence(licence: str) -> Iterator[Entity]:
    yield {
        "@id": _licence_id(licence),
        "@type": "CreativeWork",
        "name": licence or "No licence stated",
        "description": f"The licence its authors chose for the study: {licence}. Sources have licences of their own."
        if licence
        else "The study states no licence. Ask its authors before you reuse it.",
    }


def _refs(identities: Iterable[str]) -> list[dict[str, str]]:
    return [{"@id": identity} for identity in dict.fromkeys(identities)]


def _filled(entity: Entity) -> Entity:
    """Leave out what is empty; one thing stands alone, not in a list, as the specification recommends."""
    alone = {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in entity.items()}
    return {key: value for key, value in alone.items() if value not in ("", [], {})}
