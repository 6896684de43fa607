"""What an edit of a lens would do to a study, told before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from colligate.actions.lens_cells import Cell, cells, coverage
from colligate.actions.lens_naming import Naming, named_codes
from colligate.actions.lens_places import Left, left_in_program, left_in_texts
from colligate.actions.looking import Standing
from colligate.assessments.claim import Claim, Fulfilled
from colligate.assessments.judgement import Judgement
from colligate.assessments.results import Assessment
from colligate.codings.coding import Coding, Memo
from colligate.codings.residual import NO_CODE_FITS, RESIDUAL
from colligate.lenses.comparing import DECIDING
from colligate.lenses.editing import Edited, paths
from colligate.lenses.edits import Edit, Rename, Reword
from colligate.lenses.lens import Lens
from colligate.lenses.telling import told
from colligate.programmes.programme import Factor
from colligate.record import Record, Suggestion
from colligate.reports.support import Quote


class Recoded(msgspec.Struct, frozen=True, kw_only=True):
    """One coding said again with another code."""

    id: str
    before: str
    after: str
    stance: str
    #: Its words and place; None where the passage is gone.
    quote: Quote | None

    @property
    def route(self) -> tuple[str, str]:
        """From which code to which."""
        return self.before, self.after


class Renamed(msgspec.Struct, frozen=True, kw_only=True):
    """Another record said again because it names a code that has gone."""

    id: str
    #: ``Search``, ``Factor``, ``Claim``, ``Memo``, ``Judgement`` or ``Suggestion``.
    kind: str
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Verdicts(msgspec.Struct, frozen=True, kw_only=True):
    """A claim whose verdict is another."""

    id: str
    sentence: str
    before: str
    after: str


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """All that an edit would change, and all that it cannot."""

    #: The edit in a sentence.
    title: str
    lens: str
    before: str
    after: str
    #: Names of all codes met below, by reference, as they are before or, for new ones, after.
    names: dict[str, str]
    #: Field, before and after, of a code reworded.
    wording: tuple[tuple[str, str, str], ...] = ()
    #: How many codings were made by a rule that is now worded otherwise; they stay as they are.
    earlier_rule: int = 0
    codings: tuple[Recoded, ...] = ()
    others: tuple[Renamed, ...] = ()
    left: tuple[Left, ...] = ()
    findings: tuple[Cell, ...] = ()
    coverage: tuple[Cell, ...] = ()
    claims: tuple[Verdicts, ...] = ()
    fingerprint: str = ""


def naming_code(standing: Standing, code: str) -> Iterator[tuple[Record, Quote | None]]:
    """Yield the codings, causes, claims and notes that name a code alone, with words: a split decides on each."""
    quoting = standing.binder.quoting
    for kind in (Coding, Factor, Claim, Memo, Suggestion):
        for record in standing.study.records.of(kind):
            alone = not isinstance(record, Claim) or isinstance(record.states, Fulfilled)
            if alone and code in named_codes(record):
                named = (record.passage,) if isinstance(record, Coding) else getattr(record, "passages", ())
                quotes = quoting.coding(record) if isinstance(record, Coding) else quoting.passages(named[:1], record)
                yield record, quotes[0] if quotes else None


class Telling:
    """Puts an edit and its consequences into words."""

    def __init__(self, standing: Standing, lens: Lens, made: Edited, edit: Edit, found: Sequence[Naming]) -> None:
        """Take the lens before and after, and everything that names a code that has gone."""
        self.standing, self.lens, self.made, self.edit, self.found = standing, lens, made, edit, found

    def preview(self, went: dict[str, tuple[str, ...]], after: Assessment) -> Preview:
        """Tell what differs between the study as it stands and the same assessed after the edit."""
        before, folder = self.standing.assessment, self.standing.study.folder
        wording, earlier = self._wording()
        return Preview(
            title=told(self.edit, self.lens),
            lens=self.lens.id,
            before=self.lens.version,
            after=self.made.lens.version,
            names=self._names(),
            wording=wording,
            earlier_rule=earlier,
            codings=tuple(self._recoded()),
            others=tuple(self._others()),
            left=(
                *self._left(),
                *left_in_program(self.lens.id, went),
                *left_in_texts(folder, went),
            ),
            findings=cells(before, after, self.lens.id, went),
            coverage=coverage(before, after, self.lens.id, went),
            claims=tuple(self._claims(after)),
        )

    def _names(self) -> dict[str, str]:
        new = {reference: code.name for reference, code in self.made.lens.walk()}
        old = {reference: code.name for reference, code in self.lens.walk()}
        return new | old | {RESIDUAL: NO_CODE_FITS.name}

    def _wording(self) -> tuple[tuple[tuple[str, str, str], ...], int]:
        if not isinstance(self.edit, Reword | Rename):
            return (), 0
        path = self.edit.code
        before = paths(self.lens)[path]
        after = paths(self.made.lens)[self.made.went.get(path, (path,))[0]]
        fields = [name for name in before.__struct_fields__ if name != "codes"]
        differing = [name for name in fields if getattr(before, name) != getattr(after, name)]
        told_ = tuple((name, _line(getattr(before, name)), _line(getattr(after, name))) for name in differing)
        codings = self.standing.study.records.of(Coding) if set(differing) & set(DECIDING) else []
        return told_, sum(coding.code == f"{self.lens.id}/{path}" for coding in codings)

    def _recoded(self) -> Iterator[Recoded]:
        for naming in self.found:
            coding, said = naming.record, naming.said
            if isinstance(coding, Coding) and isinstance(said, Coding):
                quotes = self.standing.binder.quoting.coding(coding)
                yield Recoded(
                    id=coding.id,
                    before=coding.code,
                    after=said.code,
                    stance=said.stance,
                    quote=quotes[0] if quotes else None,
                )

    def _others(self) -> Iterator[Renamed]:
        for naming in self.found:
            if naming.said and not isinstance(naming.record, Coding):
                yield Renamed(
                    id=naming.record.id,
                    kind=type(naming.record).__name__,
                    title=title_of(naming.record),
                    before=named_codes(naming.record),
                    after=named_codes(naming.said),
                )

    def _left(self) -> Iterator[Left]:
        for naming in self.found:
            if naming.said is None:
                judged = isinstance(naming.record, Judgement)
                remedy = (
                    "The finding judged is there no longer. Judge the new one, with this reason in mind."
                    if judged
                    else "Say which of the parts it belongs to, or correct it afterwards."
                )
                yield Left(place=naming.record.id, words=title_of(naming.record), remedy=remedy)

    def _claims(self, after: Assessment) -> Iterator[Verdicts]:
        now = {one.id: one.verdict for one in after.claims}
        for one in self.standing.assessment.claims:
            if now.get(one.id, one.verdict) != one.verdict:
                sentence = self.standing.binder.quoting.name(one.id)
                yield Verdicts(id=one.id, sentence=sentence, before=one.verdict, after=now[one.id])


def _line(value: object) -> str:
    return " · ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)


def title_of(record: Record) -> str:
    """Say what a record is about, in its own words."""
    fields = ("sentence", "decision", "name", "query", "text")
    said = next((str(value) for field in fields if (value := getattr(record, field, ""))), "")
    reason = getattr(record, "reason", "")
    return f"{said}: {reason}" if reason else said or str(getattr(record, "why", ""))
