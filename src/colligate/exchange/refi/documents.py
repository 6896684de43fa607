"""Documents of a project become sources with their frozen text; their selections passages, and these codings."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from colligate.codings.coding import Coding
from colligate.exchange.guids import remembering
from colligate.exchange.incoming import digest, guids_of, slug, unsaid
from colligate.exchange.refi.arriving import Arrival
from colligate.exchange.refi.beside import restored
from colligate.exchange.refi.gathering import Gathered
from colligate.exchange.refi.manifest import Manifest, SourceFields
from colligate.exchange.refi.notes import about_and_stance, coding_memo
from colligate.exchange.refi.positions import kept, placed, trusted
from colligate.exchange.refi.project import Coded, Document, TextBody
from colligate.sources.extraction import UnreadableFileError
from colligate.sources.passage import Passage, passage_fields, stands
from colligate.sources.readers import read
from colligate.sources.readers.signatures import media_type
from colligate.sources.source import Source
from colligate.sources.text import Layout, Text

_READ_ANEW = "the file gives no text to count in, and their names are not words that stand at one place"


class Documents:
    """Makes records of documents."""

    def __init__(self, arrival: Arrival, manifest: Manifest) -> None:
        """Begin, knowing what stands in the study already."""
        self._arrival, self._manifest = arrival, manifest
        known = arrival.known
        self._promised = manifest.promised()
        self._by_guid = guids_of(known.records)
        self._readings = {
            (text.source, text.sha256): text for text in known.records.values() if isinstance(text, Text)
        } | {(text.source, text.sha256): text for text in known.texts.values()}
        self._by_words = {
            (source.sha256, sha256): source.id
            for source_id, sha256 in self._readings
            if isinstance(source := known.records.get(source_id), Source)
        }
        self._spans = {
            (record.text, record.start, record.end): identity
            for identity, record in known.records.items()
            if isinstance(record, Passage)
        }

    def take(self, gathered: Gathered) -> None:
        """Make a source, its text, passages and codings of one document."""
        arrival, document = self._arrival, gathered.document
        fields = self._manifest.sources.get(document.guid, SourceFields())
        text, layout, extractor = self._words(gathered, fields)
        if not text.strip():
            arrival.losses.left("documents", "no text could be read from them", [document.name])
            return
        source = self._source(gathered, fields, text)
        record = self._text(source, text, layout, extractor, fields)
        arrival.became[document.guid] = source.id
        if body := document.text:
            arrival.became.setdefault(body.guid, source.id)
            self._selections(gathered, body, record, text, layout)
        if document.regions:
            why = "regions of a page or picture and spans of time are no words of a text"
            arrival.losses.left("selections", why, document.regions)
            arrival.losses.left("codings", why, document.region_codings)
        whole = [*document.codings, *(body.codings if body and body.guid != document.guid else ())]
        if whole:
            self._whole(whole, record, text, layout)

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
        standing = self._by_guid.get(document.guid) or self._by_words.get((source.sha256, _sha(text)), "")
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

    def _custom(self, document: Document) -> dict[str, str]:
        values = [*document.values, *(document.text.values if document.text and document.kind != "text" else ())]
        return {self._arrival.project.variables.get(variable, variable): value for variable, value in values}

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

    def _selections(self, gathered: Gathered, body: TextBody, record: Text, text: str, layout: Layout) -> None:
        arrival, selections = self._arrival, body.selections
        spans, counted = placed(text if gathered.raw is None else gathered.raw, text, selections)
        if gathered.raw is None:
            spans = trusted(text, layout, selections, spans)
        elif counted:
            arrival.losses.changed("positions", f"the file counts otherwise: {counted}", [gathered.document.name])
        why = "they begin or end outside the text" if gathered.raw is not None else _READ_ANEW
        for selection, span in zip(selections, spans, strict=True):
            passage = self._passage(selection.guid, selection.name, record, text, layout, span)
            if passage is None:
                held = [selection.guid, *(coding.guid for coding in selection.codings)]
                arrival.losses.left("selections", why, held)
                continue
            arrival.became[selection.guid] = passage
            for coded in selection.codings:
                self._coding(coded, passage)

    def _whole(self, codings: list[Coded], record: Text, text: str, layout: Layout) -> None:
        passage = self._passage("", "", record, text, layout, (0, len(text)))
        if passage is None:
            return
        why = "given to a document as a whole, they now speak of all its words"
        self._arrival.losses.changed("codings", why, [coded.guid for coded in codings])
        for coded in codings:
            self._coding(coded, passage)

    def _passage(
        self, guid: str, name: str, record: Text, text: str, layout: Layout, span: tuple[int, int]
    ) -> str | None:
        start, end = span
        if not 0 <= start < end <= len(text):
            return None
        if known := self._spans.get((record.id, start, end)):
            return known
        identity = self._manifest.ids.get(guid) or (
            remembering("p", guid) if guid else f"p-{digest(f'{record.source} {record.id} {start} {end}')}"
        )
        fields: dict[str, Any] = passage_fields(text, layout, start, end)
        if not fields["quote"]:
            fields["quote"] = text[start:end]
            self._arrival.losses.changed("passages", "they hold white space only, kept as it is", [identity])
        passage = Passage(id=identity, by=self._arrival.by, source=record.source, text=record.id, **unsaid(), **fields)
        said = msgspec.structs.replace(passage, quote=name)
        if guid in self._manifest.ids and name and stands(said, text, layout):
            passage = said
        if not self._arrival.say(passage):
            return None
        self._spans[record.id, start, end] = identity
        self._arrival.losses.carried("passages", [identity])
        return identity

    def _coding(self, coded: Coded, passage: str) -> None:
        arrival = self._arrival
        code = arrival.became.get(coded.code, "")
        if "/" not in code:
            arrival.losses.left("codings", "their code is not in the codebook, or heads a whole lens", [coded.guid])
            return
        memo, stance, about = about_and_stance(coding_memo(arrival, coded.notes, self._manifest))
        if about and not (arrival.stands(about) or about in self._promised):
            arrival.losses.changed("codings", "what they are about has no place, so they are about nothing", [about])
            about = ""
        identity = self._manifest.ids.get(coded.guid) or self._by_guid.get(coded.guid)
        coding = Coding(
            id=identity or remembering("coding", coded.guid),
            by=arrival.coder(coded.by), passage=passage, code=code, stance=stance, about=about or None, memo=memo,
            proposed_by=self._manifest.proposed.get(coded.guid, ""), **unsaid(),
        )  # fmt: skip
        if arrival.say(coding):
            arrival.became[coded.guid] = coding.id
            arrival.losses.carried("codings", [coding.id])


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
