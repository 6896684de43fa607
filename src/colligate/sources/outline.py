"""A text as a reader meets it: its sections, and its sentences made whole across line and page breaks.

Nothing here changes a text. A unit holds the words as they are to be understood (page furniture left out, white space
folded, proposed repairs applied) and, for each of their characters, the offset it came from.
"""

from __future__ import annotations

from array import array
from typing import Literal

import msgspec

#: What a unit is. Only sentences are prose; recognisers of facts pass over headings unless they say so.
UnitKind = Literal["sentence", "heading", "caption", "item", "row", "note"]

#: What a section does in a paper or report, where its title or place tells; empty where neither does.
SectionRole = Literal[
    "", "front", "abstract", "introduction", "literature", "theory", "method", "results", "conclusion", "references",
]  # fmt: skip


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading with what stands under it. Offsets are half-open, in Unicode code points."""

    #: Empty for what stands before the first heading.
    title: str
    #: 1 for the document's main headings.
    level: int
    start: int
    end: int
    role: SectionRole = ""


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence, heading, caption, list item that is no sentence, table row, or line of a footnote."""

    #: Place in `Outline.units`, from 0.
    number: int
    kind: UnitKind
    #: The words as understood; all recognisers work on these.
    words: str
    #: For each character of `words` the offset in the text it came from.
    offsets: array[int]
    #: One past the last character's offset.
    end: int
    #: Place of its section in `Outline.sections`.
    section: int
    #: Number of its paragraph, from 0 through the whole text.
    paragraph: int

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.offsets[0]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the text of the characters of `words` from `start` up to `end`."""
        return self.offsets[start], self.offsets[end] if end < len(self.offsets) else self.end


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """Sections and units of one text, both in the order of the text."""

    sections: tuple[Section, ...]
    units: tuple[Unit, ...]


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A span of one unit's words that means something; recognisers' results build on it."""

    #: `Unit.number`.
    unit: int
    #: Half-open, in code points of `Unit.words`.
    start: int
    end: int


class OpenText(msgspec.Struct, frozen=True, kw_only=True):
    """A source's text laid open for recognisers."""

    #: Ids of the Source and of its Text.
    source: str
    text: str
    #: The frozen characters.
    characters: str
    outline: Outline
    #: Year of issue and BCP 47 tag, where known.
    year: int | None = None
    language: str = "en"

    def unit(self, mention: Mention) -> Unit:
        """Return the unit a mention stands in."""
        return self.outline.units[mention.unit]

    def words(self, mention: Mention) -> str:
        """Return the words of a mention."""
        return self.unit(mention).words[mention.start : mention.end]
