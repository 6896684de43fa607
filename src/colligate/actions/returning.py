"""A report edited in Word taken back in: every difference shown first, and only what a person takes is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec

from colligate.actions.code_stopping import completeness_of
from colligate.actions.writing import add_sentence, place_of, reword_sentence
from colligate.problems import ColligateError, Problem
from colligate.reports.docx import docx_bytes
from colligate.reports.returned import Change, Returned, compare
from colligate.reports.rewording import reword
from colligate.reports.sentence import Sentence
from colligate.study.building import confirm, drawn, read_report_of
from colligate.study.study import Study


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """One difference with what a person needs to decide on it."""

    change: Change
    kind: str
    #: What the sentence rests on, as written.
    rests: tuple[str, ...] = ()
    argument: bool = False
    #: What to look at before taking it.
    warnings: tuple[str, ...] = ()

    @property
    def safe(self) -> bool:
        """Say whether taking it loses nothing: words changed, nothing gone, no computed value overwritten."""
        return self.kind != "gone" and not self.warnings


class Back(msgspec.Struct, frozen=True, kw_only=True):
    """What came back, ready to be shown."""

    unchanged: int
    offered: tuple[Offered, ...]
    #: Ids of sentences that stand elsewhere among the others; their place in the report is not changed.
    moved: tuple[str, ...]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What was written."""

    keys: tuple[str, ...]
    #: What could not be written, the rest was.
    problems: tuple[Problem, ...] = ()


def returned_report(path: Path, data: bytes) -> Back:
    """Set a DOCX that came back beside the report as it stands. Nothing is written.

    Raises:
        NotAStudyError: Where `path` is no study.
        NotADocxError: Where the bytes are no Word document.
    """
    study = Study(path)
    found = _compared(study, data)
    return Back(unchanged=found.unchanged, offered=tuple(_offered(study, found)), moved=found.moved)


def take_back(path: Path, data: bytes, keys: Collection[str]) -> Taken:
    """Write the differences named into the report's text, each sentence staying bound to what it rested on.

    A changed sentence that was current before is confirmed: whoever took it over has read it beside its support.

    Args:
        path: The study folder.
        data: The DOCX.
        keys: Keys of the differences to take; see `Change.key`.

    Raises:
        NotAStudyError: Where `path` is no study.
        NotADocxError: Where the bytes are no Word document.
    """
    study = Study(path)
    stale = set(read_report_of(study).stale)
    found = _compared(study, data)
    taken: list[str] = []
    problems: list[Problem] = []
    for change in (*found.changed, *reversed(found.new), *found.gone):
        if change.key not in keys:
            continue
        try:
            if change.key.startswith("new-"):
                add_sentence(path, change.new, after=change.sentence)
            else:
                reword_sentence(path, change.sentence, change.new, seen=change.old)
        except ColligateError as error:  # one sentence that cannot be placed must not lose the others
            problems.append(Problem(place=change.sentence, message=str(error), remedy=""))
            continue
        taken.append(change.key)
    again = {change.sentence for change in found.changed if change.key in taken} - stale
    if current := again & set(read_report_of(Study(path)).lock):
        confirm(Study(path), sorted(current))
    return Taken(keys=tuple(taken), problems=tuple(problems))


def _compared(study: Study, data: bytes) -> Returned:
    # Figures are drawn and the appendix is whole: their words are words of the document, too.
    composed = read_report_of(study, draw=drawn, completeness=completeness_of(study))
    return compare(docx_bytes(composed.document), data)


def _offered(study: Study, found: Returned) -> Iterator[Offered]:
    sentences = {sentence.id: sentence for sentence in read_report_of(study).document.sentences}
    for change in found.changed:
        sentence = sentences[change.sentence]
        yield Offered(
            change=change, kind="changed", rests=sentence.rests, argument=sentence.argument,
            warnings=tuple(_warnings(study, change, tuple(sentences.values()))),
        )  # fmt: skip
    for change in found.new:
        yield Offered(change=change, kind="new")
    for change in found.gone:
        sentence = sentences[change.sentence]
        yield Offered(change=change, kind="gone", rests=sentence.rests, argument=sentence.argument)


def _warnings(study: Study, change: Change, sentences: Sequence[Sentence]) -> Iterator[str]:
    place = place_of(study, change.sentence, sentences)
    for value in reword(place.inner, place.values, change.new).dropped:
        yield f"The study gives {value} here, and the new words no longer hold it: it would be typed words from now on."
    if change.matched:
        yield "Its mark was lost in Word; it was found by its words. Make sure that it is this sentence."
