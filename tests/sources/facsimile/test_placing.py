"""Words of a frozen text laid over the same words on their page."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from colligate.sources.facsimile.aligning import aligned
from colligate.sources.facsimile.placing import Piece, place
from colligate.sources.facsimile.print import Boxes, read_print
from colligate.sources.readers import pdf
from colligate.sources.readers.pdfium import pdfium

UPR = Path(__file__).parents[4] / "shared" / "corpus" / "un_upr"
SET = '#set page(width: 400pt, height: 200pt, margin: 20pt)\n#set text(font: "Libertinus Serif", size: 10pt)\n'


def laid(data: bytes) -> list[tuple[str, list[Piece]]]:
    """Read a PDF and lay its text over each of its pages."""
    read = pdf.read(data, "made.pdf")
    ends = [*(page.offset for page in read.layout.pages[1:]), len(read.text)]
    with pdfium():
        document = pypdfium2.PdfDocument(data)
        pages = []
        for page, start, end in zip(document, (page.offset for page in read.layout.pages), ends, strict=True):
            textpage = page.get_textpage()
            pieces = place(read.text, start, end, read_print(textpage), Boxes(page, textpage))
            pages.append((read.text, list(pieces)))
            textpage.close()
            page.close()
        document.close()
    return pages


def words(text: str, pieces: list[Piece]) -> dict[str, list[Piece]]:
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(text[piece.start : piece.end].strip(), []).append(piece)
    return found


def ink(data: bytes, *, scale: float = 4.0) -> tuple[float, float, float, float]:
    """Return the box around everything drawn on the first page, as shares of the page."""
    with pdfium():
        document = pypdfium2.PdfDocument(data)
        drawn = document[0].render(scale=scale).to_pil().convert("L").point(lambda shade: 255 if shade < 128 else 0)
        document.close()
    left, top, right, bottom = drawn.getbbox()
    return left / drawn.width, top / drawn.height, right / drawn.width, bottom / drawn.height


def test_a_word_lies_where_it_was_set() -> None:
    source = (
        SET + "#place(top + left, dx: 80pt, dy: 60pt)[Corroborated] #place(top + left, dx: 180pt, dy: 120pt)[evidence]"
    )
    text, pieces = laid(typst.compile(source.encode()))[0]
    box = words(text, pieces)["Corroborated"][0].box
    assert box is not None
    assert box[0] == pytest.approx(100 / 400, abs=0.004)
    assert 76 / 200 < box[1] < box[3] < 96 / 200
    assert words(text, pieces)["evidence"][0].box[0] == pytest.approx(200 / 400, abs=0.004)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_box_lies_over_the_ink_on_a_page_that_is_turned_and_cut(turned: int) -> None:
    document = pypdfium2.PdfDocument(typst.compile((SET + "#place(dx: 90pt, dy: 70pt)[Independent]").encode()))
    page = document[0]
    page.set_cropbox(50, 40, 350, 180)
    page.set_rotation(turned)
    written = io.BytesIO()
    document.save(written)
    data = written.getvalue()
    text, pieces = laid(data)[0]
    box = words(text, pieces)["Independent"][0].box
    assert box is not None
    left, top, right, bottom = ink(data)
    assert box[0] - 0.01 <= left < right <= box[2] + 0.01
    assert box[1] - 0.01 <= top < bottom <= box[3] + 0.01
    # No wider and higher than a line of type around the ink.
    assert (box[2] - box[0]) * (box[3] - box[1]) < 2.5 * (right - left) * (bottom - top)


def test_a_word_broken_at_a_line_end_lies_on_both_lines() -> None:
    told = "The internationalisation of counter-trafficking responsibilities notwithstanding, responsibilities remain."
    source = f'{SET}#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\n#block(width: 90pt)[{told}]'
    text, pieces = laid(typst.compile(source.encode()))[0]
    assert all(piece.box for piece in pieces)
    parts = [piece for piece in pieces if not text[piece.start : piece.end][-1].isspace() and piece.end < len(text)]
    assert parts, "no word was broken, so nothing was tested"
    for part in parts:
        after = next(piece for piece in pieces if piece.start == part.end)
        assert after.box[1] > part.box[1]
        assert after.box[0] < part.box[0]


def test_two_columns_are_laid_in_reading_order() -> None:
    left, right = (" ".join(f"{side}{n}" for n in range(40)) for side in ("left", "right"))
    source = f"{SET}#columns(2)[{left}#colbreak(){right}]"
    text, pieces = laid(typst.compile(source.encode()))[0]
    found = words(text, pieces)
    assert all(found[f"left{n}"][0].box[2] < 0.5 for n in range(40))
    assert all(found[f"right{n}"][0].box[0] > 0.5 for n in range(40))
    assert [piece.start for piece in pieces] == sorted(piece.start for piece in pieces)


def test_words_the_page_does_not_show_are_not_laid() -> None:
    data = typst.compile((SET + "The office trained two hundred officers.").encode())
    with pdfium():
        document = pypdfium2.PdfDocument(data)
        page = document[0]
        textpage = page.get_textpage()
        text = "The office trained nine thousand officers."
        pieces = place(text, 0, len(text), read_print(textpage), Boxes(page, textpage))
        document.close()
    assert [text[piece.start : piece.end].strip() for piece in pieces if piece.box is None] == ["nine thousand"]


@pytest.mark.skipif(not UPR.is_dir(), reason="the UN documents are not beside this checkout")
@pytest.mark.parametrize(
    ("name", "pages"), [("thailand2011.pdf", 26), ("vietnam2014.pdf", 29), ("cambodia2014.pdf", 27)]
)
def test_every_word_of_a_un_report_is_laid(name: str, pages: int) -> None:
    leaves = laid((UPR / name).read_bytes())
    assert len(leaves) == pages
    for text, pieces in leaves:
        assert [text[piece.start : piece.end] for piece in pieces if piece.box is None] == []
        assert "".join(text[piece.start : piece.end] for piece in pieces) == text[pieces[0].start : pieces[-1].end]


@given(st.lists(st.text("abcdef ", min_size=1, max_size=30), max_size=8), st.randoms())
def test_what_is_aligned_is_the_same_character_and_given_once(lines: list[str], chance) -> None:
    wanted = "".join(lines)
    shuffled = list(lines)
    chance.shuffle(shuffled)
    printed = "".join(shuffled)
    places = [place for place in aligned(wanted, printed) if place >= 0]
    assert len(set(places)) == len(places)
    assert all(wanted[at] == printed[place] for at, place in enumerate(aligned(wanted, printed)) if place >= 0)


@given(
    st.permutations([f"line {n} tells of {word} alone" for n, word in enumerate(("aid", "law", "courts", "shelter"))])
)
def test_lines_in_another_order_are_all_found(lines: list[str]) -> None:
    wanted, printed = "".join(sorted(lines)), "".join(lines)
    assert -1 not in aligned(wanted, printed)
