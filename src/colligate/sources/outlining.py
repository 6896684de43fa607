"""Finding the sections, paragraphs and sentences of a text."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from colligate.sources import buried, furnishing, headings
from colligate.sources.body import body
from colligate.sources.outline import Outline, Section, SectionRole, Unit, UnitKind
from colligate.sources.paragraphs import Block, blocks
from colligate.sources.sentences import sentences
from colligate.sources.text import Layout
from colligate.sources.wording import Wording, Writer


def outline(text: str, layout: Layout, language: str = "en") -> Outline:
    """Return the sections and units of a text.

    Headings are taken from the layout where it has them, else from the look of the lines; running heads, page numbers
    and the lettering of drawings are in no unit.
    """
    builder = _Builder(text, layout, language)
    for block in buried.divided(blocks(body(text, layout), language), text, language):
        builder.add(block)
    return builder.outline()


#: Signs at the end of a sentence, a colon before a list among them.
_FINAL = frozenset('.!?…:"”’»)*†‡')  # noqa: RUF001
#: What a paper or report begins with, its front aside.
_FIRST = frozenset({"abstract", "introduction"})
#: Words of fewer characters without a final sign are no sentence.
_SHORT = 60


class _Open(msgspec.Struct):
    title: str
    level: int
    role: SectionRole
    start: int


class _Builder:
    def __init__(self, text: str, layout: Layout, language: str) -> None:
        self._text, self._language = text, language
        self._writer = Writer(text, layout.repairs)
        self._depths = headings.Depths(language)
        self._sections = [_Open("", 1, "", 0)]
        self._units: list[Unit] = []
        self._paragraph = 0
        self._last: str = ""
        self._abstract_over = False

    def add(self, block: Block) -> None:
        wording = self._writer.read(block.spans)
        if not wording.words:
            return
        if block.kind == "heading":
            self._open(block, wording.words)
        elif self._abstract_over and block.kind == "prose":
            self._resume(block.start)
        for kind, start, end in _pieces(block, wording, self._language):
            self._put(kind, wording, start, end)
        self._paragraph += 1
        self._last = block.kind
        if block.kind == "label" and self._sections[-1].role == "abstract":
            self._abstract_over = bool(furnishing.patterns(self._language).ends_abstract.match(wording.words))

    def outline(self) -> Outline:
        ends = [section.start for section in self._sections[1:]] + [len(self._text)]
        sections = tuple(
            Section(title=section.title, level=section.level, start=section.start, end=end, role=section.role)
            for section, end in zip(self._sections, ends, strict=True)
        )
        return _trimmed(Outline(sections=_with_front(sections), units=tuple(self._units)))

    def _open(self, block: Block, title: str) -> None:
        self._abstract_over = False
        last = self._sections[-1]
        bare = headings.is_bare(last.title, self._language) and not headings.is_division(title, self._language)
        if self._last == "heading" and bare:
            last.title = f"{last.title} {title}"
            last.role = last.role or headings.role_of(title, self._language)
            return
        marks = self._marks(block.lines[0].start)
        level, role = self._depths.place(title, marks=marks, stacked=self._last == "heading")
        if not (last.title == title and last.level == level):
            self._sections.append(_Open(title, level, role, block.start))

    def _resume(self, start: int) -> None:
        """Begin the introduction after an abstract's last line where no heading does."""
        self._abstract_over = False
        first = next((s for s in self._sections if s.role == "introduction"), None)
        self._depths = headings.Depths(self._language)
        self._sections.append(_Open(first.title if first else "", 1, "introduction", start))

    def _marks(self, start: int) -> int:
        line = self._text[self._text.rfind("\n", 0, start) + 1 : start].strip()
        return len(line) if line and not line.strip("#") else 0

    def _put(self, kind: UnitKind, wording: Wording, start: int, end: int) -> None:
        offsets = wording.offsets[start:end]
        self._units.append(
            Unit(
                number=len(self._units),
                kind=kind,
                words=wording.words[start:end],
                offsets=offsets,
                end=offsets[-1] + 1,
                section=len(self._sections) - 1,
                paragraph=self._paragraph,
            )
        )


def _pieces(block: Block, wording: Wording, language: str) -> Iterator[tuple[UnitKind, int, int]]:
    """Give the units of a block: a paragraph's are its sentences, any other block is one unit."""
    words = wording.words
    if block.kind == "prose":
        spans = sentences(words, language)
        for start, end in spans:
            fragment = (block.marked or (len(spans) == 1 and end - start < _SHORT)) and words[end - 1] not in _FINAL
            yield "item" if fragment else "sentence", start, end
    else:
        yield "item" if block.kind == "label" else block.kind, 0, len(words)


def _with_front(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Call what stands before a paper's abstract or introduction its front."""
    begins = next((place for place, section in enumerate(sections) if section.role in _FIRST), 0)
    return tuple(
        msgspec.structs.replace(section, role="front") if place < begins and not section.role else section
        for place, section in enumerate(sections)
    )


def _trimmed(found: Outline) -> Outline:
    """Leave out the section before the first heading where nothing stands in it."""
    if len(found.sections) < 2 or any(unit.section == 0 for unit in found.units[:1]):
        return found
    units = tuple(msgspec.structs.replace(unit, section=unit.section - 1) for unit in found.units)
    return Outline(sections=found.sections[1:], units=units)
