"""What stands in the margin of a text: its codings as a reader reads them, filtered, and where its sentences are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.actions.reading_room import placed_in, subjects
from colligate.codings.coding import Coding
from colligate.codings.residual import NO_CODE_FITS, RESIDUAL
from colligate.languages import languages, spoken
from colligate.sources.sentences import sentences
from colligate.sources.source import Source

#: Codes used last that a digit calls.
RECENT = 9
#: Coders are told apart by so many colours and patterns; then they begin again, and the letters tell.
COLOURS = 6

_PARAGRAPH = re.compile(r"(?:(?!\n[ \t]*\n).)+", re.DOTALL)
_BLANK = re.compile(r"\s")
#: The number or bullet of a list, which is no part of the sentence.
_MARK = re.compile(r"(?:[-*\u2022\u25cf\u25aa\u2013]|#{1,6}|\(?\d{1,3}[.)])\s+(?=\S)")


class Only(msgspec.Struct, frozen=True, kw_only=True):
    """Which codings are wanted; an empty field wants all."""

    code: str = ""
    coder: str = ""
    stance: str = ""

    def wants(self, coding: Coding) -> bool:
        """Say whether a coding is among them; a code wants the codes below it too."""
        return (
            (not self.code or coding.code == self.code or coding.code.startswith((f"{self.code}.", f"{self.code}/")))
            and self.coder in {"", coding.speaker}
            and self.stance in {"", coding.stance}
        )


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One coding as the margin shows it. Offsets are half-open, in Unicode code points."""

    id: str
    passage: str
    start: int
    end: int
    quote: str
    code: str
    #: Name of the code, or its reference where no lens in use has it.
    name: str
    stance: str
    about: str
    #: Name of what it is about.
    subject: str
    memo: str
    by: str
    date: str
    #: Place of the coder among all coders, which gives colour and pattern.
    coder: int


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """What the margin of a span shows."""

    marks: tuple[Mark, ...]
    #: Half-open spans of sentences, and of paragraphs, in the order of the text.
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    #: Codes this person used last, latest first, with their names.
    recent: tuple[tuple[str, str], ...]
    #: Everybody who has coded in this study, in one order for all pages.
    coders: tuple[str, ...]


def marks(standing: Standing, source: str, start: int, end: int, *, by: str, only: Only | None = None) -> Marks:
    """Return what the margin of a span of a source's current text shows to a person. Raises NoSuchThingError."""
    study, wanted = standing.study, only or Only()
    text = study.texts.get(source)
    if text is None:
        raise NoSuchThingError("source", source, study.texts)
    characters = study.searchable(text).text
    coded = study.records.by(Coding, "speaker")
    coders = tuple(sorted(coded.keys() | {by}))
    names = {reference: code.name for reference, code in study.codes.items()} | {RESIDUAL: NO_CODE_FITS.name}
    about = subjects(standing)
    place = {coder: number for number, coder in enumerate(coders)}
    found = tuple(
        Mark(
            id=coding.id, passage=at.id, start=at.start, end=at.end, quote=at.quote, code=coding.code,
            name=names.get(coding.code, coding.code), stance=coding.stance, about=coding.about or "",
            subject=about.get(coding.about or "", coding.about or ""), memo=coding.memo, by=coding.speaker,
            date=coding.at.date().isoformat(), coder=place[coding.speaker],
        )
        for coding, at in placed_in(standing, text, start, end) if wanted.wants(coding)
    )  # fmt: skip
    described = study.records.get(Source, source)
    tag = described.language.partition("-")[0].lower() if described else ""
    paragraphs = tuple(_paragraphs(characters, start, min(end, len(characters))))
    return Marks(
        marks=found,
        sentences=tuple(one for span in paragraphs for one in _sentences(characters, span, tag)),
        paragraphs=paragraphs,
        recent=_recent(coded.get(by, ()), names),
        coders=coders,
    )


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _PARAGRAPH.finditer(text, start, end):
        if trimmed := _trimmed(text, *match.span()):
            yield trimmed


def _sentences(text: str, span: tuple[int, int], tag: str) -> Iterator[tuple[int, int]]:
    words = _BLANK.sub(" ", text[span[0] : span[1]])
    language = tag or spoken(words)
    for start, end in sentences(words, language if language in languages() else "en"):
        if trimmed := _trimmed(text, span[0] + start, span[0] + end):
            mark = _MARK.match(text, *trimmed)
            yield (mark.end(), trimmed[1]) if mark else trimmed


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _recent(codings: Sequence[Coding], names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    used: dict[str, str] = {}
    for coding in reversed(codings):
        if coding.code in names:
            used.setdefault(coding.code, names[coding.code])
            if len(used) == RECENT:
                break
    return tuple(used.items())
