"""A file of activities as what a study takes in: the file as a source, and every field bound to its line there."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.iati.activity import RULE, Organisations, Piece, Reading
from colligate.exchange.iati.reading import ActivityFile
from colligate.exchange.iati.rereading import EXTRACTOR, identifiers, known_programmes
from colligate.exchange.iati.settling import content, signed, untouched
from colligate.exchange.iati.telling import tell, tell_faults
from colligate.exchange.iati.tree import Element
from colligate.exchange.iati.visiting import visit
from colligate.exchange.iati.wording import lines
from colligate.exchange.incoming import Incoming, Known, digest, free_id, slug, unsaid
from colligate.exchange.losses import Losses
from colligate.indicators.indicator import Observation
from colligate.programmes.programme import Fact
from colligate.record import Record
from colligate.sources.passage import Passage, passage_fields
from colligate.sources.source import Source
from colligate.sources.text import Layout, Region, Text

_KEPT = "somebody changed them in this study; that stands, although the file says otherwise"
_GONE = "the file no longer has them; they stand as an earlier file said"
_WITHDRAWN = "they were withdrawn in this study"


def take_activities(data: bytes, known: Known, *, name: str, by: str) -> tuple[Incoming, Losses]:
    """Make of a file of activities what a study takes in. Nothing is written. Raises RefusedFileError."""
    return _Taking(data, known, name, by).take()


class _Written(msgspec.Struct, kw_only=True):
    """The text under way: its blocks, their length so far, and where headings stand."""

    blocks: list[str] = []
    length: int = 0
    headings: list[Region] = []

    def add(self, words: str, *, heading: bool) -> tuple[int, int]:
        """Add a line and return its span in code points."""
        start, end = self.length, self.length + len(words)
        self.blocks.append(words)
        self.length = end + 2
        if heading:
            self.headings.append(Region(start, end, "heading"))
        return start, end


#: A record, and the spans of the text it rests on.
_Placed = tuple[Record, tuple[tuple[int, int], ...]]


class _Taking:
    """One import under way."""

    def __init__(self, data: bytes, known: Known, name: str, by: str) -> None:
        self._data, self._known, self._name, self._by = data, known, name, by
        self._losses, self._incoming = Losses(), Incoming()
        self._sha256 = hashlib.sha256(data).hexdigest()
        self._organisations = Organisations(known.records, by)
        self._addresses = {
            each.url: each.id for each in known.records.values() if isinstance(each, Source) and each.url
        }
        self._reporters: set[str] = set()
        #: Programmes met in the file, and passages that need not be said.
        self._met: set[str] = set()
        self._said_passages = set(known.records)
        self._language = ""

    def take(self) -> tuple[Incoming, Losses]:
        """Read the file twice: for the identifiers that its activities name each other by, then for all."""
        file = ActivityFile(self._data, self._name)
        found = identifiers(file)
        tell_faults(self._losses, file.faults)
        if not found:
            raise RefusedFileError(
                self._name, "None of its activities has an identifier or a title.", "Fetch it again from its publisher."
            )
        ids = known_programmes(self._known.records, found)
        written = _Written()
        placed = [pair for activity in file.activities() for pair in self._activity(activity, written, ids, file)]
        self._say(placed, written, file)
        self._tell_gone(placed, {ids[each] for each in found})
        return self._incoming, self._losses

    def _activity(
        self, activity: Element, written: _Written, ids: Mapping[str, str], file: ActivityFile
    ) -> Iterator[_Placed]:
        spans: dict[Element, tuple[int, int]] = {}
        for number, (element, words) in enumerate(lines(activity)):
            spans.setdefault(element, written.add(words, heading=not number))
        reading = Reading(activity, self._organisations, ids, sources=self._addresses, by=self._by)
        if not self._tells_apart(reading, activity):
            return
        visit(reading)
        tell(self._losses, reading, returns=file.returns)
        self._language = self._language or (activity.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
        for piece in reading.pieces:
            if isinstance(piece.record, Fact) and piece.record.field == "reporter" and piece.record.refers:
                self._reporters.add(piece.record.refers)
            yield piece.record, _spans(piece, spans)

    def _tells_apart(self, reading: Reading, activity: Element) -> bool:
        """Say whether an activity is one of its own: known by something, and not met before in this file."""
        line = f"line {activity.sourceline}"
        if not reading.identifier:
            self._losses.left("activities", "they have no identifier and no title to be known by", [line])
            return False
        if reading.programme in self._met:
            why = "an activity of the same identifier stands before them in the file"
            self._losses.left("activities", why, [f"{reading.identifier} ({line})"])
            return False
        self._met.add(reading.programme)
        if reading.known_by != "iati-identifier":
            why = f"they have no IATI identifier and are known by their {reading.known_by}"
            self._losses.changed("activities", why, [reading.identifier])
        return True

    def _say(self, placed: list[_Placed], written: _Written, file: ActivityFile) -> None:
        text = "\n\n".join(written.blocks) + "\n"
        layout = Layout(regions=tuple(written.headings))
        source = self._source(file)
        record = self._text(source, text, layout, file.version)
        said: set[str] = set()
        for draft, spans in placed:
            if draft.id in said:
                continue
            said.add(draft.id)
            self._settle(draft, [self._passage(record, text, layout, span) for span in spans])

    def _settle(self, draft: Record, passages: list[Passage]) -> None:
        """Say a record if it is new, or says otherwise what an earlier file said; never over a person's word."""
        kind = f"{type(draft).__name__.lower()}s"
        old = self._known.records.get(draft.id)
        if draft.id in self._known.withdrawn:
            self._losses.left(kind, _WITHDRAWN, [draft.id])
        elif old is not None and content(old) == content(draft):
            self._incoming.records.append(old)
            self._losses.carried(kind, [draft.id])
        elif old is not None and not untouched(old):
            self._losses.changed(kind, _KEPT, [draft.id])
        else:
            if "passages" in draft.__struct_fields__:
                self._incoming.records += [each for each in passages if each.id not in self._said_passages]
                self._said_passages.update(each.id for each in passages)
                draft = msgspec.structs.replace(draft, passages=tuple(each.id for each in passages))
            self._incoming.records.append(signed(draft))
            self._losses.carried(kind, [draft.id])

    def _passage(self, record: Text, text: str, layout: Layout, span: tuple[int, int]) -> Passage:
        start, end = span
        fields: dict[str, Any] = passage_fields(text, layout, start, end)
        identity = f"p-{digest(f'{record.source} {record.id} {start} {end}')}"
        return Passage(id=identity, by=self._by, source=record.source, text=record.id, **unsaid(), **fields)

    def _source(self, file: ActivityFile) -> Source:
        for record in self._known.records.values():
            if isinstance(record, Source) and record.sha256 == self._sha256:
                return record
        identity = free_id(slug(self._name.rpartition(".")[0] or self._name, "activities"), self._known)
        csl: dict[str, Any] = {"type": "dataset"}
        if (issued := file.generated[:10].split("-")) and all(part.isdecimal() for part in issued):
            csl["issued"] = {"date-parts": [[int(part) for part in issued]]}
        source = Source(
            id=identity, by=self._by, title=f"IATI activities ({self._name})", kind="primary", csl=csl,
            publisher=next(iter(self._reporters)) if len(self._reporters) == 1 else None, name=self._name,
            sha256=self._sha256, media_type="application/xml", language=self._language, proposed_by=RULE, **unsaid(),
        )  # fmt: skip
        self._incoming.originals.append((self._data, ".xml"))
        self._incoming.records.append(source)
        self._losses.carried("files", [source.id])
        return source

    def _text(self, source: Source, text: str, layout: Layout, version: str) -> Text:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        for known in self._known.texts.values():
            if known.source == source.id and known.sha256 == sha256:
                return known
        frozen = hashlib.sha256(msgspec.json.encode(layout)).hexdigest()
        record = Text(
            id=f"text-{digest(f'{source.id} {sha256} {frozen}')}", by=self._by, source=source.id, sha256=sha256,
            layout=frozen, extractor=f"{EXTRACTOR} (version {version or 'not stated'})", characters=len(text),
            **unsaid(),
        )  # fmt: skip
        self._incoming.texts.append((text, layout))
        self._incoming.records.append(record)
        return record

    def _tell_gone(self, placed: list[_Placed], programmes: set[str]) -> None:
        """Name what an earlier file said of these activities and this one does not."""
        now = {record.id for record, _ in placed}
        facts = [each for each in self._known.records.values() if isinstance(each, Fact) and each.about in programmes]
        series = {each.refers for each in facts if each.refers}
        values = [each for each in self._known.records.values() if isinstance(each, Observation)]
        told = [*facts, *(each for each in values if each.indicator.removesuffix("-target") in series)]
        gone = Counter((type(each).__name__.lower(), each.id) for each in told if untouched(each))
        for kind, identity in gone:
            if identity not in now:
                self._losses.changed(f"{kind}s", _GONE, [identity])


def _spans(piece: Piece, spans: Mapping[Element, tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple(dict.fromkeys(spans[element] for element in piece.rests if element in spans))
