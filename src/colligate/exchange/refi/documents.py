"""Documents of a project become sources with their frozen text."""

from __future__ import annotations

import hashlib

import msgspec

from colligate.exchange.guids import remembering
from colligate.exchange.incoming import digest, guids_of, slug, unsaid
from colligate.exchange.refi.arriving import Arrival
from colligate.exchange.refi.beside import restored
from colligate.exchange.refi.gathering import Gathered
from colligate.exchange.refi.leaving import leave
from colligate.exchange.refi.manifest import Manifest, SourceFields
from colligate.exchange.refi.positions import kept
from colligate.exchange.refi.project import Document
from colligate.exchange.refi.selected import Selected
from colligate.sources.extraction import UnreadableFileError
from colligate.sources.passage import Passage
from colligate.sources.readers import read
from colligate.sources.readers.signatures import media_type
from colligate.sources.source import Source
from colligate.sources.text import Layout, Text


class Documents:
    """Makes records of documents."""

    def __init__(self, arrival: Arrival, manifest: Manifest) -> None:
        """Begin, knowing what stands in the study already."""
        self._arrival, self._manifest = arrival, manifest
        known = arrival.known
        self._by_guid = guids_of(known.records)
        self._readings = {
            (text.source, text.sha256): text for text in known.records.values() if isinstance(text, Text)
        } | {(text.source, text.sha256): text for text in known.texts.values()}
        self._by_words: dict[tuple[str, str], list[str]] = {}
        for source_id, sha256 in self._readings:
            if isinstance(source := known.records.get(source_id), Source):
                self._by_words.setdefault((source.sha256, sha256), []).append(source_id)
        #: Sources that a document of this file has become.
        self._met: set[str] = set()
        self._selected = Selected(arrival, manifest)

    def take(self, gathered: Gathered) -> None:
        """Make a source, its text, passages and codings of one document."""
        arrival, document = self._arrival, gathered.document
        fields = self._manifest.sources.get(document.guid, SourceFields())
        text, layout, extractor = self._words(gathered, fields)
        if not text.strip():
            leave(arrival, document, "no text could be read from them")
            return
        source = self._source(gathered, fields, text)
        record = self._text(source, text, layout, extractor, fields)
        self._met.add(source.id)
        arrival.became[document.guid] = source.id
        if body := document.text:
            arrival.became.setdefault(body.guid, source.id)
        self._selected.take(gathered, record, text, layout)

    def _words(self, gathered: Gathered, fields: SourceFields) -> tuple[str, Layout, str]:
        """Return the text to freeze, its layout and what read it."""
        origin = f"refi-qda 1 ({self._arrival.project.origin or 'another program'})"
        raw = gathered.raw
        if raw is not None and fields.text.get("sha256") == _sha(raw):
            return raw, msgspec.convert(fields.layout, Layout), str(fields.text.get("extractor", origin))
        if raw is not None:
            return (*kept(raw), origin)
        name = gathered.original_name
        try:
            extraction = read(gathered.original or b"", name)
        except UnreadableFileError as error:
            self._arrival.losses.left("documents", f"{error.reason} {error.remedy}", [gathered.document.name])
            return "", Layout(), ""
        self._arrival.losses.changed("texts", "the file states no text; the document was read anew", [name])
        return extraction.text, extraction.layout, extraction.extractor

    def _source(self, gathered: Gathered, fields: SourceFields, text: str) -> Source:
        arrival, document = self._arrival, gathered.document
        original, name = gathered.original, gathered.original_name or document.name
        suffix = _suffix(name, document.name)
        if fields.record:
            source = restored(Source, fields.record)
            if not source.sha256:
                original = None
            suffix = _suffix(source.name, name)
            if original is not None and source.sha256 and source.sha256 != _sha_bytes(original):
                source = msgspec.structs.replace(source, sha256=_sha_bytes(original))
        else:
            sha256 = _sha_bytes(original or b"")
            stem = (document.name or name).rpartition(".")[0] or document.name or name
            custom = self._custom(document)
            source = Source(
                id=slug(stem, f"document-{document.guid[:8]}"), by=arrival.by, title=stem or document.guid,
                name=name if "." in name else f"{name}{suffix}", sha256=sha256,
                media_type=_media(original or b"", name),
                csl={"custom": custom} if custom else {}, **unsaid(),
            )  # fmt: skip
        return self._settled(source, original, suffix, document, text)

    def _settled(self, source: Source, original: bytes | None, suffix: str, document: Document, text: str) -> Source:
        """Return the source under the id it has, or gets, in the study."""
        arrival = self._arrival
        standing = self._by_guid.get(document.guid) or self._twin(
            document, self._by_words.get((source.sha256, _sha(text)), [])
        )
        old = arrival.known.records.get(standing)
        if isinstance(old, Source) and (old.id, _sha(text)) in self._readings:
            if not self._manifest.sources:
                arrival.losses.changed("documents", "they are in the study already; its own record stays", [old.id])
                return old
            source = msgspec.structs.replace(source, id=old.id)
        else:
            source = msgspec.structs.replace(source, id=arrival.fresh(source.id))
            if original is not None:
                arrival.incoming.originals.append((original, suffix))
        arrival.say(source)
        arrival.losses.carried("documents", [source.id])
        return source

    def _twin(self, document: Document, sources: list[str]) -> str:
        """Return which source of its words a document has become before: where its selections lie, or the first."""
        left = [source for source in sources if source not in self._met]
        for selection in document.text.selections if document.text else ():
            passage = self._arrival.known.records.get(remembering("p", selection.guid))
            if isinstance(passage, Passage) and passage.source in left:
                return passage.source
        return next(iter(left), "")

    def _custom(self, document: Document) -> dict[str, str]:
        values = [*document.values, *(document.text.values if document.text and document.kind != "text" else ())]
        told: dict[str, list[str]] = {}
        for variable, value in values:
            told.setdefault(self._arrival.project.variables.get(variable, variable), []).append(value)
        return {name: "; ".join(dict.fromkeys(found)) for name, found in told.items()}

    def _text(self, source: Source, text: str, layout: Layout, extractor: str, fields: SourceFields) -> Text:
        arrival = self._arrival
        sha256, frozen = _sha(text), _sha_bytes(msgspec.json.encode(layout))
        if known := self._readings.get((source.id, sha256)):
            return known
        identity = f"text-{digest(f'{source.id} {sha256} {frozen}')}"
        if fields.text.get("sha256") == sha256 and fields.text.get("source") == source.id:
            identity = str(fields.text["id"])
        record = Text(
            id=identity, by=arrival.by, source=source.id, sha256=sha256, layout=frozen, extractor=extractor,
            characters=len(text), ocr=bool(fields.text.get("ocr")), **unsaid(),
        )  # fmt: skip
        arrival.incoming.texts.append((text, layout))
        arrival.say(record)
        return record


def _suffix(*names: str) -> str:
    for name in names:
        ending = name.rpartition(".")[2].lower() if "." in name else ""
        if ending.isalnum() and len(ending) <= 5:
            return f".{ending}"
    return ".txt"


def _media(data: bytes, name: str) -> str:
    try:
        return media_type(data, name)
    except UnreadableFileError:
        return "text/plain"


def _sha(text: str) -> str:
    return _sha_bytes(text.encode("utf-8", "surrogatepass"))


def _sha_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
