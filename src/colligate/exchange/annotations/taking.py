"""Annotations into a study: each placed where its words stand, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast, get_args

from colligate.codings.coding import Coding, Memo, Stance
from colligate.codings.residual import NO_CODE_FITS, RESIDUAL
from colligate.exchange.annotations.note import Note, Quote, guid_of, read_notes
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.guids import guid, remembering
from colligate.exchange.incoming import Incoming, Known, digest, guids_of, slug, unsaid
from colligate.exchange.losses import Losses
from colligate.lenses.lens import UNWRITTEN, Code, Lens
from colligate.sources.locating import Searchable, locate
from colligate.sources.passage import Passage, passage_fields
from colligate.sources.source import Source
from colligate.sources.text import Text

Open = Callable[[Text], Searchable]
_TAGS = "annotation-tags"


def take_annotations(
    data: bytes, known: Known, searchable: Open, *, name: str, by: str, source: str = ""
) -> tuple[Incoming, Losses]:
    """Make records of a file's annotations. Nothing is written.

    An annotation with tags or codes becomes codings, one without a memo; a tag that no code of the study bears becomes
    a code of a lens of tags. One whose words are at several places, or at none, is listed and not taken.

    Raises RefusedFileError where the file holds no annotations, or `source` is none of the study.
    """
    if source and source not in known.texts:
        raise RefusedFileError(name, f"The study has no source '{source}' with a text.", "Give the id of a source.")
    notes = read_notes(data, name)
    taking = _Taking(known, searchable, by, source)
    taking.name_codes(notes)
    for note in sorted(notes, key=lambda note: bool(note.answers)):
        taking.take(note)
    return taking.incoming, taking.losses


class _Taking:
    def __init__(self, known: Known, searchable: Open, by: str, source: str) -> None:
        self.incoming, self.losses = Incoming(), Losses()
        self._known, self._open, self._by, self._source = known, searchable, by, source
        self._sources = _addresses(known)
        self._by_guid = guids_of(known.records)
        self._codes = {RESIDUAL: NO_CODE_FITS}
        self._codes |= {ref: code for lens in known.lenses.values() for ref, code in lens.walk()}
        self._code_guids = {guid("code", reference): reference for reference in self._codes}
        self._tags: dict[str, str] = {}
        self._spans = {
            (record.text, record.start, record.end): record
            for record in known.records.values()
            if isinstance(record, Passage)
        }
        self._became: dict[str, str] = {}
        self._said: set[str] = set()
        self._opened: dict[str, Searchable] = {}

    def name_codes(self, notes: list[Note]) -> None:
        """Find the code of each tag; those without one become codes of a lens of tags."""
        names: dict[str, list[str]] = {}
        for reference, code in self._codes.items():
            names.setdefault(code.name.casefold(), []).append(reference)
        new: dict[str, str] = {}
        for tag in dict.fromkeys(tag for note in notes if not self._coded(note) for tag in note.tags):
            found = [tag] if tag in self._codes else names.get(tag.casefold(), [])
            if len(found) == 1:
                self._tags[tag] = found[0]
            else:
                new[tag] = slug(tag, f"tag-{digest(tag)[:6]}")
        if new:
            self._tag_lens(new)

    def _tag_lens(self, new: dict[str, str]) -> None:
        identity, number = _TAGS, 2
        while identity in self._known.lenses:
            identity, number = f"{_TAGS}-{number}", number + 1
        codes = {}
        for tag, name in new.items():
            codes.setdefault(name, Code(id=name, name=tag, definition=UNWRITTEN))
            self._tags[tag] = f"{identity}/{name}"
        summary = "Tags of annotations made elsewhere. What each means, and what it rests on, is still to be said."
        self.incoming.lenses.append(
            Lens(id=identity, version="1", title="Tags of annotations", kind="typology", summary=summary, works=(),
                 codes=tuple(codes.values()))
        )  # fmt: skip
        self.losses.changed("tags", f"no code of the study has that name; they are codes of lens '{identity}'", new)

    def take(self, note: Note) -> None:
        """Make records of one annotation, or list why not."""
        if note.answers:
            self._answer(note)
            return
        passages: list[str] = []
        about = ""
        for quote in note.quotes:
            source = self._source_of(quote)
            if not source:
                address = quote.addresses[0] if quote.addresses else "no address"
                self.losses.left("annotations", f"no source of the study has the address {address}", [note.id])
                return
            if not quote.exact and quote.start is None:
                about = source
                continue
            passage = self._place(note, quote, source)
            if passage is None:
                return
            passages.append(passage)
        if not note.quotes:
            self.losses.left("annotations", "they name no document, or only say where others lie", [note.id])
            return
        if note.unread:
            self.losses.left("bodies", "they are no words but lie elsewhere", note.unread)
        self._records(note, tuple(dict.fromkeys(passages)), about)

    def _records(self, note: Note, passages: tuple[str, ...], source: str) -> None:
        coded = self._coded(note)
        codes = list(coded or dict.fromkeys(self._tags[tag] for tag in note.tags))
        about = self._subject(note, passages)
        if note.about and not about:
            self.losses.changed("annotations", "the study does not have what they are about", [note.id])
        if codes and not passages:
            self.losses.left("tags", "a document as a whole has no words to code", [note.id])
        single = len(codes) == 1 and len(passages) == 1
        for code in codes if passages else ():
            for passage in passages:
                self._coding(note, code, passage, about, single=single)
        if note.comment and not (single and passages):
            nearest = "" if note.ours else (passages or ("",))[0]
            self._memo(note, passages, about or source or nearest)
        if not codes and not note.comment:
            self.losses.carried("highlights", [note.id])

    def _subject(self, note: Note, passages: tuple[str, ...]) -> str:
        wanted = guid_of(note.about)
        own = next((passage for passage in passages if guid("passage", passage) == wanted), "")
        return own or self._by_guid.get(wanted, "") or self._code_guids.get(wanted, "")

    def _coding(self, note: Note, code: str, passage: str, about: str, *, single: bool) -> None:
        stance = cast("Stance", note.stance) if note.stance in get_args(Stance) else "supports"
        identity = self._identity(note, "coding") if single else f"coding-{digest(f'{note.id} {code} {passage}')}"
        self._say(
            Coding(
                id=identity, by=_coder(note.creator) or self._by, passage=passage, code=code, stance=stance,
                about=about or None, memo=note.comment if single else "", **unsaid(),
            ),
            "codings",
        )  # fmt: skip
        self._became[note.id] = identity

    def _memo(self, note: Note, passages: tuple[str, ...], about: str) -> None:
        identity = self._identity(note, "memo")
        memo = Memo(
            id=identity,
            by=_coder(note.creator) or self._by,
            text=note.comment,
            about=about,
            passages=passages,
            **unsaid(),
        )
        self._say(memo, "memos")
        self._became.setdefault(note.id, identity)

    def _answer(self, note: Note) -> None:
        if not note.comment:
            self.losses.left("answers", "they hold no words", [note.id])
            return
        self._memo(note, (), self._became.get(note.answers, ""))

    def _identity(self, note: Note, kind: str) -> str:
        """Return the id of our own record, of the one that has this GUID, or one made of the annotation's own id."""
        if note.ours:
            return note.ours
        foreign = guid_of(note.id)
        return self._by_guid.get(foreign) or (
            remembering(kind, foreign) if foreign else f"{kind}-{digest(note.id or str(note))}"
        )

    def _coded(self, note: Note) -> tuple[str, ...]:
        """Return the codes that an annotation names by IRI, as far as the study has them."""
        return tuple(filter(None, (self._code_guids.get(guid_of(code), "") for code in note.codes)))

    def _source_of(self, quote: Quote) -> str:
        if self._source:
            return self._source
        found = (self._sources.get(_address(address)) for address in quote.addresses)
        return next(filter(None, found), "")

    def _place(self, note: Note, quote: Quote, source: str) -> str | None:
        """Return the passage of a quote; nothing, and a line of the report, where it is not at one place."""
        text = self._known.texts.get(source)
        if text is None:
            self.losses.left("annotations", f"source '{source}' has no text", [note.id])
            return None
        opened = self._opened.get(text.id) or self._opened.setdefault(text.id, self._open(text))
        if not quote.exact:
            self.losses.left("annotations", "they give a position but no words to check it by", [note.id])
            return None
        start, end = quote.start if quote.start is not None else -1, quote.end if quote.end is not None else -1
        wanted = Passage(
            id="", by="", source=source, text=text.id, start=start, end=end, quote=quote.exact, prefix=quote.prefix,
            suffix=quote.suffix, **unsaid(),
        )  # fmt: skip
        place = locate(wanted, opened)
        if place.status == "ambiguous":
            spots = ", ".join(f"{first}-{last}" for first, last in place.candidates[:5])
            why = f"their words stand at several places of '{source}' ({spots}); code the one that is meant"
            self.losses.left("annotations", why, [note.id])
            return None
        if place.status == "lost":
            near = f"; the nearest are: '{place.nearest[:120]}'" if place.nearest else ""
            self.losses.left("annotations", f"their words are not in '{source}'{near}", [note.id])
            return None
        if place.status == "moved" and quote.start is not None:
            self.losses.changed("annotations", "their words stand at another place than the file says", [note.id])
        return self._passage(text, opened, place.start, place.end)

    def _passage(self, text: Text, opened: Searchable, start: int, end: int) -> str:
        if known := self._spans.get((text.id, start, end)):
            return known.id
        passage = Passage(
            id=f"p-{digest(f'{text.source} {text.id} {start} {end}')}", by=self._by, source=text.source, text=text.id,
            **unsaid(), **passage_fields(opened.text, opened.layout, start, end),  # pyright: ignore[reportArgumentType]
        )  # fmt: skip
        self._spans[text.id, start, end] = passage
        self.incoming.records.append(passage)
        self.losses.carried("passages", [passage.id])
        return passage.id

    def _say(self, record: Coding | Memo, what: str) -> None:
        if record.id in self._known.withdrawn:
            self.losses.left(what, "they were withdrawn in this study", [record.id])
        elif record.id not in self._said:
            self._said.add(record.id)
            self.incoming.records.append(record)
            self.losses.carried(what, [record.id])


def _addresses(known: Known) -> dict[str, str]:
    """Return sources by address and by GUID; an address that two share leads to neither."""
    found: dict[str, list[str]] = {}
    for source in known.records.values():
        if isinstance(source, Source):
            if source.url:
                found.setdefault(_address(source.url), []).append(source.id)
            found[f"urn:uuid:{guid('source', source.id)}"] = [source.id]
    return {address: ids[0] for address, ids in found.items() if len(ids) == 1}


def _address(written: str) -> str:
    """Return an address without what does not tell documents apart: scheme, fragment, last slash."""
    bare = re.sub(r"^https?://(www\.)?", "", written.strip(), flags=re.IGNORECASE)
    return bare.partition("#")[0].rstrip("/")


def _coder(name: str) -> str:
    return re.sub(r"[^\w.+@-]+", "-", name.strip()).strip("-")
