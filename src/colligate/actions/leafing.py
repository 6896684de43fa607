"""A PDF as its own pages: each an image, with the frozen text laid over the words it shows."""

from __future__ import annotations

import bisect
import io
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path

import msgspec
import pypdfium2

from colligate.actions.coding import NoSuchThingError, read_source
from colligate.actions.looking import Standing
from colligate.problems import ColligateError
from colligate.sources.facsimile.placing import Piece, place
from colligate.sources.facsimile.print import Boxes, read_print
from colligate.sources.readers.pdfium import pdfium
from colligate.sources.source import Source
from colligate.sources.text import PageStart, Text

#: Documents kept open from one page to the next.
_OPEN = 4
#: Narrowest and widest image of a page that is drawn, in pixels.
NARROWEST, WIDEST = 100, 3_000
#: Below this share of words found on it, a page's words are set under its image instead of over it.
_MOSTLY = 0.5


class Leaf(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a PDF. Offsets are half-open, in Unicode code points."""

    #: Place in the file, from 0.
    number: int
    #: As printed, or as the file states it; inferred ones in square brackets.
    label: str
    #: Measures in points, as the page is seen.
    width: float
    height: float
    start: int
    end: int


class Laid(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one leaf, each with its box on the page where it is beyond doubt."""

    pieces: tuple[Piece, ...]
    #: Words of the leaf, and how many of them are not found on its page.
    words: int
    lost: int

    @property
    def over(self) -> bool:
        """Say whether the words lie over the image; those of a scan are set under it."""
        return self.lost <= (1 - _MOSTLY) * self.words


class Leaves(msgspec.Struct, frozen=True, kw_only=True):
    """All pages of one source."""

    source: Source
    text: Text
    #: The original, and the state of its file.
    file: Path
    state: tuple[int, int]
    leaves: tuple[Leaf, ...]

    def at(self, offset: int) -> Leaf:
        """Return the leaf on which a character stands."""
        return self.leaves[max(0, bisect.bisect_right(self.leaves, offset, key=lambda leaf: leaf.start) - 1)]

    def labelled(self, label: str) -> Leaf | None:
        """Return the first leaf of a label, as it is printed or in brackets."""
        return next((leaf for leaf in self.leaves if label and label == leaf.label.strip("[]")), None)


class NoPagesError(NoSuchThingError):
    """A source that cannot be shown as its pages."""

    def __init__(self, source: str) -> None:
        """Name it."""
        ColligateError.__init__(
            self,
            f"'{source}' cannot be shown as pages: it is no PDF, or its original is not here. Read it as words.",
        )


def leaves(standing: Standing, source: str) -> Leaves | None:
    """Return the pages of a source; None where it is no PDF, or where original and text no longer go together.

    Raises:
        NoSuchThingError: Where the study has no such source, or its text was never read.
    """
    study = standing.study
    found, text = read_source(study, source)
    if not text.extractor.startswith("pdf "):
        return None
    file = next(iter(study.folder.originals.glob(f"{found.sha256}.*")), None) if found.sha256 else None
    if file is None:
        return None
    stat = file.stat()
    state = stat.st_mtime_ns, stat.st_size
    sizes = _sizes(file, state)
    opened = study.searchable(text)
    pages = opened.layout.pages
    if not sizes or len(sizes) != len(pages):
        return None
    ends = [*(page.offset for page in pages[1:]), len(opened.text)]
    made = tuple(
        Leaf(number=number, label=_label(page), width=size[0], height=size[1], start=page.offset, end=end)
        for number, (page, size, end) in enumerate(zip(pages, sizes, ends, strict=True))
    )
    return Leaves(source=found, text=text, file=file, state=state, leaves=made)


def laid(standing: Standing, pages: Leaves, leaf: Leaf) -> Laid:
    """Return the words of one leaf with their places on its page."""
    text = standing.study.searchable(pages.text).text
    return _laid(pages.file, pages.state, leaf, text)


def image(pages: Leaves, leaf: Leaf, width: int) -> bytes:
    """Return a leaf drawn as PNG, so many pixels wide (between `NARROWEST` and `WIDEST`)."""
    return _image(pages.file, pages.state, leaf.number, max(NARROWEST, min(width, WIDEST)))


def _label(page: PageStart) -> str:
    return f"[{page.label}]" if page.basis == "inferred" else page.label


@lru_cache(maxsize=64)
def _sizes(file: Path, state: tuple[int, int]) -> tuple[tuple[float, float], ...]:
    """Return the measures of every page; nothing for a file that can no longer be opened."""
    try:
        with pdfium():
            document = _document(file, state)
            return tuple(document.get_page_size(number) for number in range(len(document)))
    except pypdfium2.PdfiumError:
        return ()


@lru_cache(maxsize=512)
def _laid(file: Path, state: tuple[int, int], leaf: Leaf, text: str) -> Laid:
    with pdfium():
        try:
            page = _document(file, state)[leaf.number]
        except pypdfium2.PdfiumError:
            pieces: tuple[Piece, ...] = (Piece(start=leaf.start, end=leaf.end),)
        else:
            textpage = page.get_textpage()
            pieces = place(text, leaf.start, leaf.end, read_print(textpage), Boxes(page, textpage))
            textpage.close()
            page.close()
    lost = sum(len(text[piece.start : piece.end].split()) for piece in pieces if piece.box is None)
    return Laid(pieces=pieces, words=len(text[leaf.start : leaf.end].split()), lost=lost)


@lru_cache(maxsize=32)
def _image(file: Path, state: tuple[int, int], number: int, width: int) -> bytes:
    with pdfium():
        page = _document(file, state)[number]
        scale = min(width / page.get_width(), WIDEST / page.get_height())
        drawn = page.render(scale=scale).to_pil()  # pyright: ignore[reportArgumentType] - any number will do
        page.close()
    written = io.BytesIO()
    # Fast rather than small: it goes no further than this machine.
    drawn.save(written, "PNG", compress_level=1)
    return written.getvalue()


_documents: OrderedDict[tuple[Path, tuple[int, int]], pypdfium2.PdfDocument] = OrderedDict()


def _document(file: Path, state: tuple[int, int]) -> pypdfium2.PdfDocument:
    """Return an original, open. PDFium must be held; raises PdfiumError where it cannot be opened."""
    key = file, state
    if key not in _documents:
        # From bytes, so that the file can be moved or replaced while it is read.
        _documents[key] = pypdfium2.PdfDocument(file.read_bytes())
        while len(_documents) > _OPEN:
            _documents.popitem(last=False)[1].close()
    _documents.move_to_end(key)
    return _documents[key]
