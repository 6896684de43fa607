"""Highlights of a PDF: the words that were marked, under the code chosen, or waiting for one."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marking import AROUND, BLUE, RED, SET, YELLOW, Marker, Z, boxes_of, by_hand, quad_of, typeset
from pypdfium2 import raw

from colligate.actions.adding import add_sources
from colligate.actions.checking import check_study
from colligate.actions.looking import standing_of
from colligate.actions.receiving import Received, receive, receive_highlights
from colligate.actions.residual import dismiss, residual
from colligate.actions.saying import say
from colligate.actions.starting import new_study
from colligate.codings.coding import Coding, Memo
from colligate.codings.residual import RESIDUAL
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.highlights.choosing import BadChoiceError
from colligate.exchange.highlights.opening import open_marked
from colligate.record import Retraction
from colligate.sources.facsimile.colours import colour_word
from colligate.sources.passage import Passage
from colligate.sources.readers.pdfium import pdfium
from colligate.sources.source import Source
from colligate.study.journal import stamp
from colligate.study.study import Study

CODE = "io-roles/forum"
QUAD = "50 112 70 112 50 98 70 98"
HIGHLIGHT = "<< /Type /Annot /Subtype /Highlight"
ANSWER = "<< /Type /Annot /Subtype /Text /IRT 6 0 R /Rect [0 0 9 9]"
PAGE = (
    "The office trained 600 officers in five provinces, and the ministry counted 595 victims in 2014. "
    "A forum of eleven states met twice a year to agree on how victims are identified.\n\n"
    "Poverty was not spoken of at any of its meetings, nor was the demand for cheap labour."
)


class Reader:
    """A study, and what a person brings into it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.study = new_study(path / "study", lenses=["io-roles"])

    def take(self, data: bytes, name: str = "paper.pdf", **asked: object) -> Received:
        file = self.path / name
        file.write_bytes(data)
        return receive(self.study, file, by="amina@laptop", **asked)  # pyright: ignore[reportArgumentType]

    def codings(self) -> list[Coding]:
        return list(Study(self.study).records.of(Coding))

    def quotes(self) -> list[str]:
        records = Study(self.study).records
        return [records.get(Passage, coding.passage).quote for coding in records.of(Coding)]  # pyright: ignore[reportOptionalMemberAccess]

    def files(self) -> dict[str, bytes]:
        return {
            str(file.relative_to(self.study)): file.read_bytes() for file in self.study.rglob("*") if file.is_file()
        }


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def told(received: Received, outcome: str) -> dict[str, tuple[str, ...]]:
    return {f"{loss.what}: {loss.why}": loss.ids for loss in received.losses if loss.outcome == outcome}


def test_the_sample_of_another_program(reader: Reader, material: Path) -> None:
    received = reader.take((material / "formats/pdf/annotated_pdf.pdf").read_bytes())
    assert received.added == {"Source": 1, "Text": 1, "Passage": 1, "Coding": 1, "Memo": 1}
    assert reader.quotes() == ["Line 1 Line 2"]
    (coding,) = reader.codings()
    assert (coding.code, coding.by) == (RESIDUAL, "amina@laptop")
    assert coding.memo == "Highlight comment\n[Highlighted in yellow, 1990-04-28]"
    (memo,) = Study(reader.study).records.of(Memo)
    assert (memo.text, memo.about) == ("This is a text annotation.\n[Note in the PDF, p. 1]", "paper")
    assert check_study(reader.study) == []


def test_colours_and_authors_choose_codes(reader: Reader) -> None:
    made = Marker(typeset(PAGE))
    made.mark("trained 600 officers", colour=YELLOW, author="Bram Vos", comment="a role", date="D:20240305120000Z")
    made.mark("Poverty was not spoken of", colour=RED)
    made.mark("counted 595 victims", colour=BLUE, author="Chai")
    made.mark("met twice a year", colour=BLUE)
    codes = ["yellow=io-roles/forum", "RED=io-roles/forum:contradicts", "chai=io-roles/actor.recognised"]
    received = reader.take(made.data(), codes=[*codes, "green=io-roles/forum"])
    assert [(one.code, one.stance) for one in reader.codings()] == [
        ("io-roles/forum", "supports"), ("io-roles/forum", "contradicts"), ("io-roles/actor.recognised", "supports"),
        (RESIDUAL, "mentions"),
    ]  # fmt: skip
    assert reader.quotes()[:2] == ["trained 600 officers", "Poverty was not spoken of"]
    assert reader.quotes()[2:] == ["counted 595 victims", "met twice a year"]
    assert reader.codings()[0].memo == "a role\n[Highlighted in yellow by Bram Vos, 2024-03-05]"
    assert all(one.by == "amina@laptop" for one in reader.codings())
    left = told(received, "left")
    assert left == {
        "choices: no mark has that colour or author; there are blue (2), red (1), yellow (1), Bram Vos (1), Chai (1)":
        ("green=io-roles/forum",),
    }  # fmt: skip


@pytest.mark.parametrize("order", [Z, AROUND, (0, 2, 3, 1), (3, 0, 2, 1)])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_corners_in_any_order_on_turned_and_cropped_pages(reader: Reader, order: tuple[int, ...], turned: int) -> None:
    made = Marker(typeset(PAGE)).turn(turned).crop(10, 30, 290, 250)
    reader.take(made.mark("met twice a year to agree on how victims are identified.", order=order).data())
    assert reader.quotes() == ["met twice a year to agree on how victims are identified."]


def test_a_word_cut_at_the_end_of_a_line_is_whole(reader: Reader) -> None:
    markup = '#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\n#block(width: 92pt)[' + PAGE + "]"
    made = Marker(typeset(markup))
    with pdfium():
        textpage = made.document[0].get_textpage()
        cut = re.search(r"(\w+)(?:-\r\n|\ufffe)(?:\r\n)?(\w+)", textpage.get_text_range())
        textpage.close()
    assert cut, "nothing is hyphened here"
    reader.take(made.mark(cut[0]).data())
    assert reader.quotes() == [cut[1] + cut[2]]


def test_edges_within_words(reader: Reader) -> None:
    made = Marker(typeset(PAGE)).mark("rained 600 officers in five provin").mark("s met twice a y").mark("inistr")
    received = reader.take(made.data())
    assert reader.quotes() == ["trained 600 officers in five provinces", "met twice a", "ministry"]
    (ids,) = [ids for why, ids in told(received, "changed").items() if "edge within a word" in why]
    assert len(ids) == 3


def test_a_mark_over_two_columns_is_one_span(reader: Reader) -> None:
    head = SET + "#set page(columns: 2)\n#set columns(gutter: 40pt)\n"
    made = Marker(typeset("#lorem(130)", head=head))
    with pdfium():
        textpage = made.document[0].get_textpage()
        wanted = " ".join(textpage.get_text_range().replace("\ufffe", "").split()[40:90])
        textpage.close()
    received = reader.take(made.mark(wanted).data())
    assert reader.quotes() == [wanted]
    assert not [why for why in told(received, "changed") if "stand apart" in why]


def test_parts_that_lie_apart(reader: Reader) -> None:
    made = Marker(typeset(PAGE))
    with pdfium():
        textpage = made.document[0].get_textpage()
        text = textpage.get_text_range()
        boxes = [boxes_of(textpage, text.index(words), len(words))[0] for words in ("trained", "Poverty")]
        textpage.close()
    made.note(kind=raw.FPDF_ANNOT_UNDERLINE, quads=[quad_of(box, Z, 0) for box in boxes], comment="both")
    received = reader.take(made.data())
    assert reader.quotes() == ["trained", "Poverty"]
    assert [one.memo for one in reader.codings()] == ["both\n[Underlined in yellow]", "[Underlined in yellow]"]
    assert any("stand apart" in why for why in told(received, "changed"))


def test_ligatures(reader: Reader) -> None:
    made = Marker(typeset("The official offer of five final affidavits was filed."))
    reader.take(made.mark("offer of five final affidavits").data())
    assert reader.quotes() == ["offer of five final affidavits"]


def test_arabic(reader: Reader) -> None:
    words = "وقعت الحكومة اتفاقية دولية لمكافحة جريمة منظمة"
    made = Marker(typeset(words, head=SET + '#set text(lang: "ar", font: "DejaVu Sans")\n'))
    reader.take(made.mark("اتفاقية دولية لمكافحة").data())
    assert reader.quotes() == ["اتفاقية دولية لمكافحة"]


def test_overlapping_marks_are_each_their_own(reader: Reader) -> None:
    made = Marker(typeset(PAGE)).mark("trained 600 officers in five").mark("officers in five provinces", colour=RED)
    made.mark("officers", kind=raw.FPDF_ANNOT_STRIKEOUT)
    reader.take(made.data())
    assert reader.quotes() == ["trained 600 officers in five", "officers in five provinces", "officers"]


def test_marks_that_mark_no_words(reader: Reader) -> None:
    markup = "#rect(width: 100pt, height: 60pt, fill: gray)\n\nThe office trained 600 officers in five provinces."
    made = Marker(typeset(markup)).note(
        kind=raw.FPDF_ANNOT_HIGHLIGHT, quads=[(25, 230, 100, 230, 25, 190, 100, 190)], comment="this picture"
    )
    received = reader.take(made.data())
    assert told(received, "left") == {"highlights: no words lie under them": ("p. 1, no. 1",)}
    (memo,) = Study(reader.study).records.of(Memo)
    assert memo.text == "this picture\n[Highlighted in yellow, p. 1]"


def test_broken_places(reader: Reader) -> None:
    made = by_hand([
        f"{HIGHLIGHT} /Rect [50 98 70 112] /QuadPoints [{QUAD}] /Contents (good) >>",
        f"{HIGHLIGHT} /Rect [73 98 108 112] /QuadPoints [73 112 108 112 73 98] /Contents (cut) >>",
        f"{HIGHLIGHT} /Rect [73 98 108 112] /QuadPoints [nan inf nan nan 1 1 1 1] /Contents (nan) >>",
        f"{HIGHLIGHT} /Rect [0 0 0 0] /Contents (nowhere) >>",
        f"{HIGHLIGHT} /Rect [0 0 0 0] /QuadPoints 7 /Contents 8 >>",
        f"{HIGHLIGHT} /F 2 /Rect [50 98 70 112] /QuadPoints [{QUAD}] /Contents (hidden) >>",
        f"{HIGHLIGHT} /Rect [1 2] /QuadPoints [(a) (b) /c null 1 2 3 4] >>",
        "7",
        "<< /Type /Annot >>",
    ])  # fmt: skip
    received = reader.take(made)
    assert reader.quotes() == ["The", "office", "office"]
    assert [one.memo.splitlines()[0] for one in reader.codings()] == ["good", "cut", "nan"]
    left = told(received, "left")
    assert left["marks: they are hidden in the file"] == ("p. 1, no. 6 “The”",)
    assert left["highlights: the file does not say where they lie"] == ("p. 1, no. 4", "p. 1, no. 5")
    assert left["highlights: no words lie under them"] == ("p. 1, no. 7",)
    assert [memo.text.splitlines()[0] for memo in Study(reader.study).records.of(Memo)] == ["nowhere"]


def test_a_rectangle_over_several_lines_tells_no_words(reader: Reader) -> None:
    made = Marker(typeset(PAGE)).note(kind=raw.FPDF_ANNOT_HIGHLIGHT, box=(20, 240, 280, 180), comment="all of this")
    received = reader.take(made.data())
    assert reader.quotes() == []
    assert any("around which rectangle" in why for why in told(received, "left"))
    assert len(list(Study(reader.study).records.of(Memo))) == 1


def test_a_copy_of_the_words_is_no_comment(reader: Reader) -> None:
    made = Marker(typeset(PAGE)).mark("trained 600 officers", comment="trained 600\nofficers")
    made.mark("A forum of eleven states met", comment="A forum of seven states met", name="n1")
    received = reader.take(made.data())
    assert [one.memo for one in reader.codings()] == [
        "[Highlighted in yellow]", "A forum of seven states met\n[Highlighted in yellow]"
    ]  # fmt: skip
    assert any("own copy of their words differs" in why for why in told(received, "changed"))


def test_answers_are_memos_on_what_they_answer(reader: Reader) -> None:
    made = by_hand([
        f"{HIGHLIGHT} /Rect [50 98 70 112] /QuadPoints [{QUAD}] /Contents (why?) >>",
        "<< /Type /Annot /Subtype /Popup /Parent 6 0 R /Rect [0 0 9 9] >>",
        f"{ANSWER} /T (Chai) /Contents (because) >>",
        f"{ANSWER} /StateModel (Review) /State (Accepted) /Contents (Accepted set by Chai) >>",
    ])  # fmt: skip
    reader.take(made)
    (coding,), (memo,) = reader.codings(), Study(reader.study).records.of(Memo)
    assert (memo.about, memo.text) == (coding.id, "because\n[Answer in the PDF by Chai, p. 1]")


def test_a_marked_copy_lands_on_the_source_it_copies(reader: Reader) -> None:
    plain = typeset(PAGE)
    (reader.path / "office.pdf").write_bytes(plain)
    add_sources(reader.study, [reader.path / "office.pdf"], by="amina@laptop")
    marked = Marker(plain).mark("trained 600 officers").data()
    assert marked != plain
    received = reader.take(marked, "office (my marks).pdf")
    assert received.added == {"Passage": 1, "Coding": 1}
    assert [source.id for source in Study(reader.study).records.of(Source)] == ["office"]


def test_another_reading_of_the_document_is_asked_about_and_placed_by_words(reader: Reader) -> None:
    (reader.path / "office.txt").write_text(PAGE.replace("eleven", "twelve") + "\n")
    add_sources(reader.study, [reader.path / "office.txt"], by="amina@laptop")
    marked = Marker(typeset(PAGE)).mark("trained 600 officers").mark("A forum of eleven states").data()
    before = reader.files()
    with pytest.raises(RefusedFileError, match="It is like source 'office'"):
        reader.take(marked)
    assert reader.files() == before
    received = reader.take(marked, source="office")
    assert reader.quotes() == ["trained 600 officers"]
    assert told(received, "left") == {
        "highlights: their words are not in the text as it was read": ("p. 1, no. 2 “A forum of eleven states”",)
    }


def test_again_adds_nothing_and_what_was_refused_stays_away(reader: Reader) -> None:
    marked = Marker(typeset(PAGE)).mark("trained 600 officers").mark("met twice a year").data()
    reader.take(marked)
    waiting = residual(standing_of(reader.study))
    assert [one.quote.words for one in waiting if one.quote] == ["trained 600 officers", "met twice a year"]
    dismiss(reader.study, waiting[0].id, reason="beside the point", by="amina@laptop")
    lines = sum(len(file.read_bytes().splitlines()) for file in (reader.study / "journal").iterdir())
    again = reader.take(marked, "other-name.pdf")
    assert (again.added, again.revised, again.unchanged) == ({}, {}, {"Coding": 1})
    assert told(again, "left") == {
        "waiting highlights: they were refused or withdrawn in this study before": (waiting[0].id,)
    }
    assert sum(len(file.read_bytes().splitlines()) for file in (reader.study / "journal").iterdir()) == lines
    coded = receive_highlights(reader.study, "paper", by="amina@laptop", codes=[f"yellow={CODE}"])
    assert coded.revised == {"Coding": 1}
    assert [one.code for one in reader.codings()] == [CODE]
    assert residual(standing_of(reader.study)) == []


def test_marks_never_land_on_a_withdrawn_source(reader: Reader) -> None:
    marked = Marker(typeset(PAGE)).mark("trained 600 officers").data()
    reader.take(marked)
    opened = Study(reader.study)
    gone = Retraction(id="paper", by="amina@laptop", at=stamp(opened.records.latest), reason="Not of this case")
    say(opened, [gone], by="amina@laptop")
    assert reader.take(marked).added == {"Source": 1, "Text": 1, "Passage": 1, "Coding": 1}
    records = Study(reader.study).records
    new = [one for one in records.of(Passage) if one.source == "paper-2"]
    assert [one.quote for one in new] == ["trained 600 officers"]


@pytest.mark.parametrize(
    "other", [("met twice a year", "Bram"), ("trained 600 officers", "Bram"), ("met twice a year", "Amina")]
)
def test_marks_of_one_name_in_two_copies_are_two(reader: Reader, other: tuple[str, str]) -> None:
    plain, (words, author) = typeset(PAGE), other
    amina = Marker(plain).mark("trained 600 officers", name="fitz-A0", author="Amina").data()
    bram = Marker(plain).mark(words, name="fitz-A0", author=author).data()
    for data in (amina, bram, amina, bram):
        reader.take(data)
    assert sorted(reader.quotes()) == sorted(["trained 600 officers", words])
    assert sorted(one.memo.partition(" by ")[2][:4] for one in reader.codings()) == sorted(["Amin", author[:4]])


def test_notes_of_one_name_in_two_copies_are_two(reader: Reader) -> None:
    note = "<< /Type /Annot /Subtype /Text /NM (note-1) /Rect [{0} 9 {1} 29] /Contents ({2}) >>"
    first, second = by_hand([note.format(9, 29, "why?")]), by_hand([note.format(200, 220, "who?")])
    edited = by_hand([note.format(9, 29, "why so?")])
    for data in (first, second, first, second):
        reader.take(data)
    assert sorted(one.text.partition("\n")[0] for one in Study(reader.study).records.of(Memo)) == ["who?", "why?"]
    received = reader.take(edited)
    assert received.added == {}
    assert "comments: the study has these marks with other words, which stay" in told(received, "left")


def test_notes_without_names_that_say_the_same_are_each_their_own(reader: Reader) -> None:
    note = "<< /Type /Annot /Subtype /Text /Rect [{0} 9 {1} 29] /Contents (!) >>"
    data = by_hand([note.format(9, 29), note.format(200, 220)])
    assert reader.take(data).added["Memo"] == 2
    assert reader.take(data).added == {}


def test_a_copy_that_states_places_less_finely_holds_the_same_marks(reader: Reader) -> None:
    mark = HIGHLIGHT + " /NM (a1) /Rect [50 98 70 112] /QuadPoints [{}] >>"
    reader.take(by_hand([mark.format("50.0449 112.0449 70.0449 112.0449 50.0449 98.0449 70.0449 98.0449")]))
    again = reader.take(by_hand([mark.format("50.05 112.05 70.05 112.05 50.05 98.05 70.05 98.05")]))
    assert (again.added, again.unchanged["Coding"]) == ({}, 1)


@pytest.mark.parametrize(
    ("choice", "reason"),
    [("yellow", "names no colour"), ("yellow=io-roles/nothing", "Did you mean"), ("#ff=io-roles/forum", "#ffd100"),
     ("red=io-roles/forum:maybe", "no stance")],
)  # fmt: skip
def test_a_choice_that_cannot_be_read_changes_nothing(reader: Reader, choice: str, reason: str) -> None:
    before = reader.files()
    with pytest.raises(BadChoiceError, match=reason):
        reader.take(Marker(typeset(PAGE)).mark("trained").data(), codes=[choice])
    assert reader.files() == before


def test_files_that_are_refused(reader: Reader, material: Path) -> None:
    before = reader.files()
    plain, locked = typeset(PAGE), (material / "formats/pdf/libreoffice-writer-password.pdf").read_bytes()
    for data, why in ((plain, "Nothing is marked"), (plain[:900], "locked or damaged"), (locked, "locked or damaged")):
        with pytest.raises(RefusedFileError, match=why):
            reader.take(data)
    assert reader.files() == before


def test_thousands_of_marks(reader: Reader) -> None:
    made, chosen = Marker(typeset(PAGE)), ("trained 600 officers", "met twice a year", "Poverty", "eleven states")
    for number in range(3000):
        made.mark(chosen[number % 4], name=f"n{number}")
    began = time.process_time()
    received = reader.take(made.data())
    assert received.added["Coding"] == 3000
    assert received.added["Passage"] == 4
    assert time.process_time() - began < 20


@given(st.data())
def test_any_words_come_back_as_they_were_marked(data: st.DataObject) -> None:
    words = PAGE.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(len(words) - 1, first + 30)))
    wanted = " ".join(words[first : last + 1])
    order = data.draw(st.permutations([0, 1, 2, 3]))
    grown = data.draw(st.floats(0, 1))
    if PAGE.count(wanted) > 1:
        return
    met = open_marked(Marker(_SET_PAGE).mark(wanted, order=order, grown=grown).data(), "paper.pdf")
    text = met.extraction.text
    assert [" ".join(text[start:end].split()) for start, end in met.met[0].under.spans] == [wanted]


_SET_PAGE = typeset(PAGE)


def test_words_of_real_reports_come_back(material: Path) -> None:
    """Words are marked on pages of reports of a body of the United Nations by PDFium's own boxes."""
    draw, right, count = random.Random(11), 0, 0
    for file in sorted((material / "corpus/un_upr").glob("*.pdf"))[:6]:
        made = Marker(file.read_bytes())
        wanted = []
        for page in draw.sample(range(2, len(made.document) - 1), 3):
            with pdfium():
                textpage = made.document[page].get_textpage()
                lines = textpage.get_text_range().split("\r\n")
                textpage.close()
            body = [
                line.split() for line in lines[4:] if len(line.split()) > 7 and not re.search(r"\.{3}|\ufffe", line)
            ]
            for line in draw.sample(body, min(5, len(body))):
                words = " ".join(line[1:6])
                made.mark(words, page=page)
                wanted.append((page, words))
        marked = open_marked(made.data(), file.name)
        text = marked.extraction.text
        found = [(one.mark.page, " ".join(text[s:e].split())) for one in marked.met for s, e in one.under.spans]
        count += len(wanted)
        right += sum(one in found for one in wanted)
        assert set(wanted) <= set(found), f"{file.name}: {set(wanted) - set(found)}"
    assert (right, count >= 80) == (count, True)


@pytest.mark.parametrize(
    ("colour", "word"),
    [("#ffff00", "yellow"), ("#ffd100", "yellow"), ("#ff0000", "red"), ("#00ff00", "green"), ("#0000ff", "blue"),
     ("#a28ae5", "purple"), ("#ff6666", "red"), ("#f19837", "orange"), ("#e56eee", "pink"), ("#ffb6c1", "pink"),
     ("#5fb236", "green"), ("#2ea8e5", "blue"), ("#aaaaaa", "grey"), ("#000000", "black"), ("", "")],
)  # fmt: skip
def test_colours_have_the_words_people_use(colour: str, word: str) -> None:
    assert colour_word(colour) == word
