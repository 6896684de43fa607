"""Highlights into a study: each a coding of a chosen code, or one that waits in the review queue for its code."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
from rapidfuzz import fuzz

from colligate.codings.coding import Coding, Memo
from colligate.codings.residual import RESIDUAL
from colligate.exchange.highlights.choosing import Choice, choices, there_is
from colligate.exchange.highlights.landing import Ground, Open, ground
from colligate.exchange.highlights.opening import Marked, Met, open_marked
from colligate.exchange.highlights.placing import stands_at
from colligate.exchange.highlights.telling import remembered
from colligate.exchange.incoming import Incoming, Known, digest, unsaid
from colligate.exchange.losses import Losses
from colligate.record import Record
from colligate.sources.facsimile.marks import NOTES, Mark
from colligate.sources.folding import fold
from colligate.sources.locating import Searchable
from colligate.sources.passage import Passage, passage_fields

#: From this likeness on (0 to 100) a comment is taken to be a copy of the words it lies on, made by the program.
_COPY = 85.0
#: Points within which two marks of one name and author are the same mark.
_STEP = 10
_SEVERAL = "their words stand apart in the text; each part is a passage of its own"


def take_highlights(
    data: bytes, known: Known, searchable: Open, *, name: str, by: str, source: str = "", codes: Sequence[str] = ()
) -> tuple[Incoming, Losses]:
    """Make records of what is marked in a PDF. Nothing is written.

    A mark on words becomes a coding of each code chosen for its colour or author, or else waits for a code; its comment
    is the coding's memo, which also tells who made it and when. A note beside the words becomes a memo on the source.
    What the study has already, or has refused, is not said again.

    Raises RefusedFileError where the file cannot be read or is no copy of `source`, BadChoiceError for a bad choice.
    """
    chosen = choices(codes, {ref for lens in known.lenses.values() for ref, _ in lens.walk()})
    marked = open_marked(data, name)
    incoming, losses = Incoming(), Losses()
    landed = ground(
        data, marked.extraction, known, searchable, name=name, by=by, source=source, incoming=incoming, losses=losses
    )
    taking = _Taking(marked, landed, known, searchable, by, chosen, incoming, losses)
    taking.take_all()
    return incoming, losses


class _Taking:
    def __init__(
        self, marked: Marked, landed: Ground, known: Known, searchable: Open, by: str, chosen: list[Choice],
        incoming: Incoming, losses: Losses,
    ) -> None:  # fmt: skip
        self._marked, self._text, self._known, self._by = marked, landed.text, known, by
        self._chosen, self._incoming, self._losses = chosen, incoming, losses
        self._own = Searchable(marked.extraction.text, marked.extraction.layout)
        self._target = None if landed.same else searchable(landed.text)
        self._passages = {
            (record.text, record.start, record.end): record.id
            for record in known.records.values()
            if isinstance(record, Passage)
        }
        self._marks: dict[str, Mark] = {}
        self._became: dict[tuple[int, int], str] = {}
        self._said: set[str] = set()

    def take_all(self) -> None:
        """Take marks first, then the notes, which may answer them."""
        shown = [met for met in self._marked.met if not met.mark.hidden]
        self._losses.left(
            "marks", "they are hidden in the file", [_place(m) for m in self._marked.met if m.mark.hidden]
        )
        for met in shown:
            if met.mark.kind not in NOTES:
                self._take(met)
        for met in sorted((met for met in shown if met.mark.kind in NOTES), key=lambda met: met.mark.answers):
            self._note(met)
        self._tell([met.mark for met in shown])

    def _take(self, met: Met) -> None:
        mark, identity = met.mark, self._identity(met.mark)
        stood = stands_at(met, self._own, self._target)
        if not stood.spans:
            self._losses.left("highlights", stood.why, [_place(met)])
            if mark.comment:
                self._memo(met, identity, self._text.source)
            return
        if met.under.widened and self._target is None:
            self._losses.changed("highlights", "an edge within a word was moved to the edge of the word", [identity])
        if mark.boxed:
            self._losses.changed("highlights", "the file says only around which rectangle they lie", [identity])
        if len(stood.spans) > 1:
            self._losses.changed("highlights", _SEVERAL, [identity])
        comment = self._comment(met, identity)
        for number, (start, end) in enumerate(stood.spans, 1):
            suffix = f"-{number}" if number > 1 else ""
            self._codings(met, f"{identity}{suffix}", self._passage(start, end), comment if number == 1 else "")
        self._became[mark.page, mark.number] = identity

    def _codings(self, met: Met, identity: str, passage: str, comment: str) -> None:
        fitting = [choice for choice in self._chosen if choice.fits(met.mark)]
        fitting = list({choice.code: choice for choice in fitting}.values())
        memo = remembered(met.mark, comment, page=met.page)
        for choice in fitting or (None,):
            name = identity if not fitting or choice is fitting[0] else f"{identity}-{digest(choice.code)[:4]}"  # pyright: ignore[reportOptionalMemberAccess]
            coding = Coding(
                id=name, by=self._by, passage=passage, code=choice.code if choice else RESIDUAL,
                stance=choice.stance if choice else "mentions", memo=memo, **unsaid(),
            )  # fmt: skip
            self._say(coding, "codings" if choice else "waiting highlights", comment)

    def _note(self, met: Met) -> None:
        mark = met.mark
        if not mark.comment:
            self._losses.left("notes", "they hold no words", [_place(met)])
            return
        about = self._became.get((mark.page, mark.answers), "") if mark.answers >= 0 else ""
        self._memo(met, self._identity(mark), about or self._text.source)

    def _memo(self, met: Met, identity: str, about: str) -> None:
        text = remembered(met.mark, met.mark.comment, page=met.page, placed=False)
        self._say(Memo(id=identity, by=self._by, text=text, about=about, **unsaid()), "memos", met.mark.comment)
        self._became[met.mark.page, met.mark.number] = identity

    def _say(self, record: Coding | Memo, what: str, comment: str) -> None:
        """Take a record; of one that the study has, only a code for what waits is new."""
        if record.id in self._said:
            return
        self._said.add(record.id)
        old = self._known.records.get(record.id)
        if record.id in self._known.withdrawn:
            self._losses.left(what, "they were refused or withdrawn in this study before", [record.id])
        elif old is None:
            self._add(record, what)
        elif isinstance(old, Coding) and isinstance(record, Coding) and old.code == RESIDUAL != record.code:
            self._add(msgspec.structs.replace(old, code=record.code, stance=record.stance), what)
        else:
            self._stays(old, record, comment)

    def _add(self, record: Record, what: str) -> None:
        self._incoming.records.append(record)
        self._losses.carried(what, [record.id])

    def _stays(self, old: Record, record: Coding | Memo, comment: str) -> None:
        self._incoming.records.append(old)
        had = old.memo if isinstance(old, Coding) else old.text if isinstance(old, Memo) else ""
        if comment and comment not in had:
            self._losses.left("comments", "the study has these marks with other words, which stay", [record.id])
        if isinstance(old, Coding) and isinstance(record, Coding) and record.code not in (RESIDUAL, old.code):
            self._losses.left("choices of a code", "these marks have another code by now, which stays", [record.id])

    def _passage(self, start: int, end: int) -> str:
        if known := self._passages.get((self._text.id, start, end)):
            return known
        opened = self._target or self._own
        fields = passage_fields(opened.text, opened.layout, start, end)
        identity = f"p-{digest(f'{self._text.source} {self._text.id} {start} {end}')}"
        passage = Passage(id=identity, by=self._by, source=self._text.source, text=self._text.id, **unsaid(), **fields)  # pyright: ignore[reportArgumentType]
        self._passages[self._text.id, start, end] = passage.id
        self._incoming.records.append(passage)
        return passage.id

    def _comment(self, met: Met, identity: str) -> str:
        """Return a mark's comment; nothing where it only repeats the words it lies on."""
        comment, words = fold(met.mark.comment), fold(met.under.printed)
        if not comment or comment == words:
            return ""
        if fuzz.ratio(comment, words) >= _COPY:
            why = "the file's own copy of their words differs from what the page shows; it is kept as the memo"
            self._losses.changed("highlights", why, [identity])
        return met.mark.comment

    def _identity(self, mark: Mark) -> str:
        """Return the same id for the same mark in every copy of the file."""
        lies = [round(number, 1) for quad in mark.quads for corner in quad for number in corner]
        told = f"{mark.name} {_extent(mark)}" if mark.name else f"{lies or [round(side, 1) for side in mark.around]}"
        words = mark.comment if not mark.name and not lies else ""
        basis = f"{self._text.source} {mark.page} {mark.kind} {mark.author} {told} {words}"
        identity = f"highlight-{digest(basis)}"
        bare = msgspec.structs.replace(mark, number=0)
        if self._marks.setdefault(identity, bare) != bare:  # another mark at the place
            identity = f"highlight-{digest(f'{basis} {lies} {mark.around} {mark.comment} {mark.date}')}"
        return identity

    def _tell(self, marks: Collection[Mark]) -> None:
        """Tell what holds of all."""
        authors = sorted({mark.author for mark in marks if mark.author})
        why = "who marked the words stands in the memo; the record is by whoever imports it"
        self._losses.changed("authors", why, authors)
        dates = sorted({mark.date for mark in marks if mark.date})
        why = "a record is said when it is imported; when the words were marked stands in the memo"
        self._losses.changed("dates", why, dates)
        unmet = [one.written for one in self._chosen if not any(one.fits(mark) for mark in marks)]
        self._losses.left("choices", f"no mark has that colour or author; there are {there_is(list(marks))}", unmet)


def _extent(mark: Mark) -> list[int]:
    """Return where a mark with a name lies, in steps of ten points: programs give the same names, and save places anew.

    A name alone is not enough, since programs number the marks of each page from one; and a second copy may have the
    same place with fewer decimals.
    """
    across = [x for quad in mark.quads for x, _ in quad] or list(mark.around[0::2])
    down = [y for quad in mark.quads for _, y in quad] or list(mark.around[1::2])
    return [round(side / _STEP) for sides in (across, down) if sides for side in (min(sides), max(sides))]


def _place(met: Met) -> str:
    """Name a mark that is not taken, by where it lies."""
    words = f" “{met.under.printed[:40]}”" if met.under.printed else ""
    return f"p. {met.page}, no. {met.mark.number + 1}{words}"
