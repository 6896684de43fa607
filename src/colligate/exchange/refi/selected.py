"""What is selected in a document becomes passages, and what is coded there codings."""

from __future__ import annotations

from typing import Any

import msgspec

from colligate.codings.coding import Coding
from colligate.exchange.guids import remembering
from colligate.exchange.incoming import digest, guids_of, unsaid
from colligate.exchange.refi.arriving import Arrival
from colligate.exchange.refi.gathering import Gathered
from colligate.exchange.refi.manifest import Manifest
from colligate.exchange.refi.notes import about_and_stance, coding_memo
from colligate.exchange.refi.positions import placed, trusted, unconfirmed
from colligate.exchange.refi.project import Coded, Region, Selection, TextBody
from colligate.sources.locating import Searchable, find
from colligate.sources.passage import Passage, passage_fields, stands
from colligate.sources.text import Layout, Text

_READ_ANEW = "the file gives no text to count in, and their names are not words that stand at one place"
_REGIONS = "regions of a page or picture and spans of time are no words of a text"
_UNSURE = (
    "nothing in the file confirms how it counts marks, line ends and characters beyond the basic plane; they are "
    "counted as the standard says"
)


class Selected:
    """Makes passages and codings."""

    def __init__(self, arrival: Arrival, manifest: Manifest) -> None:
        """Begin, knowing what stands in the study already."""
        self._arrival, self._manifest = arrival, manifest
        known = arrival.known
        self._promised = manifest.promised()
        self._by_guid = guids_of(known.records)
        self._spans = {
            (record.text, record.start, record.end): identity
            for identity, record in known.records.items()
            if isinstance(record, Passage)
        }
        self._cases = {case.guid for case in arrival.project.cases}
        #: Where each GUID was met, and what each coding says: some files give one GUID to several.
        self._met: dict[str, tuple[str, int, int]] = {}
        self._coded: dict[str, tuple[str, str]] = {}
        self._said: set[tuple[str, str, str]] = set()

    def take(self, gathered: Gathered, record: Text, text: str, layout: Layout) -> None:
        """Make passages and codings of what is selected in a document, and in the document as a whole."""
        document, body = gathered.document, gathered.document.text
        if body:
            self._selections(gathered, body, record, text, layout)
        if document.regions:
            self._regions(document.regions, record, text, layout)
        whole = [*document.codings, *(body.codings if body and body.guid != document.guid else ())]
        if whole:
            self._whole(whole, record, text, layout)

    def _selections(self, gathered: Gathered, body: TextBody, record: Text, text: str, layout: Layout) -> None:
        for selection, span in zip(body.selections, self._placed(gathered, body.selections, text, layout), strict=True):
            passage = self._passage(selection.guid, selection.name, record, text, layout, span)
            if passage is None:
                self._left(selection, _why(gathered, selection))
                continue
            self._arrival.became[selection.guid] = passage
            for coded in selection.codings:
                self._coding(coded, passage)

    def _placed(
        self, gathered: Gathered, selections: tuple[Selection, ...], text: str, layout: Layout
    ) -> list[tuple[int, int]]:
        """Return where selections lie in the text, and tell how the file counts where it is not by the standard."""
        losses, raw, names = self._arrival.losses, gathered.raw, [gathered.document.name]
        if raw is None:
            return trusted(text, layout, selections, placed(text, text, selections)[0])
        single = "atlas" in self._arrival.project.origin.lower()
        spans, counted = placed(raw, text, selections, single=single)
        if counted:
            losses.changed("positions", f"the file counts otherwise: {counted}", names)
        elif not self._arrival.ours and unconfirmed(raw, text, selections, spans):
            losses.changed("positions", _UNSURE, names)
        return spans

    def _regions(self, regions: tuple[Region, ...], record: Text, text: str, layout: Layout) -> None:
        """Place regions whose words the file states, where these stand at one place of the text."""
        opened = Searchable(text, layout) if any(region.words for region in regions) else None
        for region in regions:
            place = find(region.words, opened) if opened and region.words else None
            span = (place.start, place.end) if place and place.found else (-1, -1)
            passage = self._passage(region.guid, "", record, text, layout, span)
            if passage is None:
                self._left(region, _REGIONS)
                continue
            self._arrival.became[region.guid] = passage
            for coded in region.codings:
                if (passage, self._arrival.became.get(coded.code, ""), self._arrival.coder(coded.by)) in self._said:
                    why = "a region of a page says again what its words say already"
                    self._arrival.losses.changed("codings", why, [coded.guid])
                else:
                    self._coding(coded, passage)

    def _left(self, one: Selection | Region, why: str) -> None:
        losses = self._arrival.losses
        losses.left("selections", why, [one.guid])
        losses.left("codings", why, [coded.guid for coded in one.codings])
        if one.description:
            losses.left("descriptions", "what they describe did not arrive", [one.guid])

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
        place = (record.id, start, end)
        again = bool(guid) and self._met.setdefault(guid, place) != place
        if known := self._spans.get(place):
            return known
        identity = self._manifest.ids.get(guid) or (
            remembering("p", guid)
            if guid and not again
            else f"p-{digest(f'{record.source} {record.id} {start} {end}')}"
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
        self._spans[place] = identity
        self._arrival.losses.carried("passages", [identity])
        return identity

    def _coding(self, coded: Coded, passage: str) -> None:
        arrival = self._arrival
        if coded.code in self._cases:
            arrival.words_of_cases.setdefault(coded.code, []).append(passage)
            arrival.became[coded.guid] = passage
            arrival.losses.changed("codings", "a case is no code; they are words given to it", [coded.guid])
            return
        code = arrival.became.get(coded.code, "")
        if "/" not in code:
            arrival.losses.left("codings", "their code is not in the codebook, or heads a whole lens", [coded.guid])
            return
        memo, stance, about = about_and_stance(coding_memo(arrival, coded.notes, self._manifest))
        if about and not (arrival.stands(about) or about in self._promised):
            arrival.losses.changed("codings", "what they are about has no place, so they are about nothing", [about])
            about = ""
        coding = Coding(
            id=self._coding_id(coded, passage, code),
            by=arrival.coder(coded.by), passage=passage, code=code, stance=stance, about=about or None, memo=memo,
            proposed_by=self._manifest.proposed.get(coded.guid, ""), **unsaid(),
        )  # fmt: skip
        if arrival.say(coding):
            arrival.became[coded.guid] = coding.id
            self._said.add((passage, code, coding.by))
            arrival.losses.carried("codings", [coding.id])
            if not arrival.coders.get(coded.by):
                arrival.losses.changed("codings", f"the file names no coder; they are {arrival.by}'s", [coding.id])

    def _coding_id(self, coded: Coded, passage: str, code: str) -> str:
        """Return the id a coding has in the study, or one that remembers its GUID; no GUID is remembered twice."""
        if self._coded.setdefault(coded.guid, (passage, code)) != (passage, code):
            return f"coding-{digest(f'{coded.guid} {passage} {code}')}"
        identity = self._manifest.ids.get(coded.guid) or self._by_guid.get(coded.guid)
        return identity or remembering("coding", coded.guid)


def _why(gathered: Gathered, selection: Selection) -> str:
    """Say why a selection has no place."""
    if gathered.raw is None:
        return _READ_ANEW
    return "they hold no words" if selection.start == selection.end >= 0 else "they begin or end outside the text"
