"""Pages put together into one text with its layout, in the order every reader promises."""

from __future__ import annotations

from itertools import pairwise

import msgspec

from colligate.sources.readers.hyphens import Hyphens
from colligate.sources.readers.paragraphs import Paragraph, runs_on
from colligate.sources.text import PageBasis, PageStart, Region, RegionKind


class Leaf(msgspec.Struct):
    """One page ready to be put into the text."""

    label: str
    body: list[Paragraph]
    #: What stands outside the flow: header, then footnotes, then footer.
    notes: list[tuple[RegionKind, str]]
    basis: PageBasis = "file"


class _Draft:
    """A text as it grows, with its regions."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.regions: list[Region] = []

    def write(self, text: str, kind: RegionKind | None = None, *, end: str) -> None:
        """Add text and its end; the region of a note takes in the line breaks, that of a heading does not."""
        written = text + end
        if kind:
            covered = len(text) if kind == "heading" else len(written)
            self.regions.append(Region(self.length, self.length + covered, kind))
        self.pieces.append(written)
        self.length += len(written)


def assemble(leaves: list[Leaf], hyphens: Hyphens) -> tuple[str, tuple[PageStart, ...], tuple[Region, ...]]:
    """Return text, page starts and regions.

    Regions of notes take in the line breaks after them: a text without them is the body, its paragraphs parted by a
    blank line, and one that runs over a page break by a single line break.
    """
    cut = _cut(leaves, hyphens)
    draft = _Draft()
    pages: list[PageStart] = []
    for index, leaf in enumerate(leaves):
        pages.append(PageStart(draft.length, leaf.label, leaf.basis))
        for position, paragraph in enumerate(leaf.body, start=1):
            end = "\n" if position == len(leaf.body) and index in cut else "\n\n"
            draft.write(paragraph.text, "heading" if paragraph.heading else None, end=end)
        for position, (kind, text) in enumerate(leaf.notes, start=1):
            draft.write(text, kind, end="\n\n" if position == len(leaf.notes) else "\n")
    return "".join(draft.pieces), tuple(pages), tuple(draft.regions)


def _cut(leaves: list[Leaf], hyphens: Hyphens) -> set[int]:
    """Return the pages whose last paragraph runs on, having made whole on them the words that a page break cuts."""
    cut = set()
    for before, after in pairwise(index for index, leaf in enumerate(leaves) if leaf.body):
        first, second = leaves[before].body[-1], leaves[after].body[0]
        if not runs_on(first, second):
            continue
        cut.add(before)
        first.text, second.text = hyphens.across(first.text, second.text)
    return cut
