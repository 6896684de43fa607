"""PDFs whose every word is known."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from told_text import Prose, body, page_of, regions

from colligate.sources.extraction import UnreadableFileError
from colligate.sources.readers import read


def test_a_paper_in_two_columns_is_read_column_by_column(prose: Prose, compiled) -> None:
    first, second, third = prose(25), prose(40), prose(50)
    source = f"""#set page(paper: "a4", columns: 2,
      header: [#set text(8pt); Journal of Small Harbours #h(1fr) 12 (1911)],
      footer: context align(center, counter(page).display()))
    #set par(justify: true)
    #set text(10pt, lang: "en", hyphenate: true)
    #place(top + center, scope: "parent", float: true)[#text(18pt)[On the counting of boats] \\ Jane Doe]
    = Introduction
    {first}

    {second}#footnote[Rowing boats were not counted.]
    = Results
    {third}"""
    paper = read(compiled(source), "paper.pdf")
    # The mark of the footnote stays where it is printed.
    expected = f"On the counting of boats Jane Doe Introduction {first} {second}1 Results {third}"
    assert body(paper) == " ".join(expected.split())
    assert regions(paper, "header") == [(page, "Journal of Small Harbours 12 (1911)") for page in "123"]
    assert regions(paper, "footer") == [("1", "1"), ("2", "2"), ("3", "3")]
    assert regions(paper, "footnote") == [("2", "1 Rowing boats were not counted.")]
    assert [words for _, words in regions(paper, "heading")] == ["On the counting of boats", "Introduction", "Results"]


def test_three_narrow_columns_are_read_column_by_column(prose: Prose, compiled) -> None:
    words = prose(90)
    source = f"""#set page(paper: "a4", columns: 3, margin: 1.5cm)
    #set text(9pt, lang: "en", hyphenate: true)
    #set par(justify: true)
    {words}"""
    assert body(read(compiled(source), "leaflet.pdf")) == words


def test_columns_which_the_file_gives_row_by_row_are_told_apart_by_their_place(prose: Prose, compiled) -> None:
    words = prose(12).split()
    lines = [" ".join(words[at : at + 6]) for at in range(0, len(words), 6)]
    half = (len(lines) + 1) // 2
    placed = []
    for row in range(half):
        placed.append(f"#place(dy: {row * 14}pt)[{lines[row]}]")
        if half + row < len(lines):
            placed.append(f"#place(dx: 245pt, dy: {row * 14}pt)[{lines[half + row]}]")
    source = '#set page(paper: "a4")\n#set text(9pt)\n' + "\n".join(placed)
    assert body(read(compiled(source), "rows.pdf")) == " ".join(words)


def test_a_table_across_both_columns_is_not_cut_in_two(prose: Prose, compiled) -> None:
    before, after = prose(30), prose(40)
    cells = "".join(f"[{year}], [{year * 3}], [{year * 5}], [none]," for year in range(1901, 1911))
    source = f"""#set page(paper: "a4", columns: 2)
    #set par(justify: true)
    #set text(10pt, lang: "en")
    {before}
    #place(bottom + center, scope: "parent", float: true)[
      #table(columns: (1fr, 1fr, 1fr, 1fr), [Year], [Boats], [Barrels], [Remarks], {cells})]

    {after}"""
    text = read(compiled(source), "table.pdf").text
    rows = "\n".join(f"{year} {year * 3} {year * 5} none" for year in range(1901, 1911))
    assert f"\nYear Boats Barrels Remarks\n{rows}\n" in text


def test_letters_beyond_the_basic_plane_do_not_shift_the_columns(prose: Prose, compiled) -> None:
    sentences = [f"{sentence} $x = y$." for sentence in prose(40).split(".") if sentence]
    source = '#set page(paper: "a4", columns: 2)\n#set par(justify: true)\n' + " ".join(sentences)
    words = " ".join(" ".join(sentences).replace("$x = y$", "\U0001d465 = \U0001d466").split())
    assert body(read(compiled(source), "formulas.pdf")) == words


def test_page_labels_are_those_the_file_states(prose: Prose, compiled) -> None:
    preface, boats, barrels = prose(30), prose(50), prose(60)
    report = read(compiled(_report(preface, boats, barrels)), "report.pdf")
    assert [page.label for page in report.layout.pages] == ["i", "ii", "1", "2", "3", "4", "5"]
    assert {page.basis for page in report.layout.pages} == {"file"}
    assert body(report) == f"Preface {preface}1 Boats {boats}2 Barrels {barrels}"
    assert regions(report, "footer") == [(page.label, page.label) for page in report.layout.pages]
    assert [page for page, _ in regions(report, "footnote")] == ["ii", "3"]


def test_an_article_without_labels_has_the_numbers_printed_on_its_pages(prose: Prose, compiled) -> None:
    source = f"""#set page(paper: "a5",
      footer: context [Journal of Small Harbours 12 (1911) #h(1fr) #(counter(page).get().first() + 116)])
    {prose(60)}
    The last words."""
    article = read(compiled(source), "article.pdf")
    labels = [page.label for page in article.layout.pages]
    assert labels == [str(117 + place) for place in range(len(labels))]
    assert {page.basis for page in article.layout.pages} == {"inferred"}
    assert page_of(article, "The last words.") == labels[-1]
    assert [problem.severity for problem in article.problems] == ["warning"]


def test_numbers_that_lag_behind_a_cover_leave_the_count_of_the_file(prose: Prose, compiled) -> None:
    source = f"""#set page(paper: "a5", footer: context align(center)[#(counter(page).get().first() - 1)])
    {prose(60)}"""
    report = read(compiled(source), "report.pdf")
    assert [page.label for page in report.layout.pages] == ["1", "2", "3"]
    assert {page.basis for page in report.layout.pages} == {"file"}


def test_a_sentence_over_a_page_break_is_parted_only_by_regions_and_white_space(prose: Prose, compiled) -> None:
    report = read(compiled(_report(prose(30), prose(50), prose(60))), "report.pdf")
    third, fourth = report.layout.pages[4], report.layout.pages[5]
    covered = [region for region in report.layout.regions if third.offset <= region.start < fourth.offset]
    notes = [region for region in covered if region.kind != "heading"]
    assert [region.kind for region in notes] == ["header", "footnote", "footer"]
    # The notes follow one another to the very start of the next page; before them stands the unfinished sentence.
    assert [region.end for region in notes] == [*[region.start for region in notes[1:]], fourth.offset]
    assert report.text[notes[0].start - 1] == "\n"
    assert report.text[notes[0].start - 2] not in ".\n"


def test_a_word_broken_by_a_line_end_is_whole_and_a_compound_keeps_its_hyphen(compiled) -> None:
    source = """#set page(width: 220pt, height: 400pt, margin: 40pt)
    #set text(10pt, lang: "en", hyphenate: true)
    #set par(justify: true)
    Administrators of internationally acknowledged organisations co-operate notwithstanding misunderstandings,
    interdepartmental correspondence and self-administration of well-established representatives; long-term
    responsibilities of representatives notwithstanding, self-administration characterises internationalisation."""
    expected = (
        "Administrators of internationally acknowledged organisations co-operate notwithstanding misunderstandings, "
        "interdepartmental correspondence and self-administration of well-established representatives; long-term "
        "responsibilities of representatives notwithstanding, self-administration characterises internationalisation."
    )
    extraction = read(compiled(source), "words.pdf")
    assert body(extraction) == expected
    assert "\ufffe" not in extraction.text


def test_paragraphs_are_parted_by_a_blank_line_and_lines_by_a_line_break(prose: Prose, compiled) -> None:
    first, second = prose(4), prose(3)
    source = f'#set page(paper: "a5")\n#set par(justify: true)\n{first}\n\n{second}'
    paragraphs = read(compiled(source), "letter.pdf").text.strip().split("\n\n")
    assert [" ".join(paragraph.split("\n")) for paragraph in paragraphs] == [first, second]


def test_the_same_bytes_give_the_same_extraction(prose: Prose, compiled) -> None:
    data = compiled(_report(prose(30), prose(50), prose(20)))
    assert read(data, "report.pdf") == read(data, "report.pdf")


def test_title_author_and_date_are_taken_from_the_file(compiled) -> None:
    source = """#set document(title: "Boats and Barrels", author: ("Jane Doe", "Harbour Office"),
      date: datetime(year: 1999, month: 5, day: 3))
    Some words."""
    assert read(compiled(source), "x.pdf").csl == {
        "type": "document",
        "title": "Boats and Barrels",
        "author": [{"literal": "Jane Doe, Harbour Office"}],
        "issued": {"date-parts": [[1999, 5, 3]]},
    }


@pytest.mark.parametrize("title", ["Microsoft Word - final_v3.doc", "untitled", "report-2.indd", "x", "..."])
def test_a_title_put_in_by_a_program_is_not_believed(compiled, title: str) -> None:
    source = f'#set document(title: "{title}", date: none)\nSome words.'
    assert "title" not in read(compiled(source), "x.pdf").csl


def test_a_page_turned_on_its_side_is_read(prose: Prose, compiled) -> None:
    words = prose(8)
    document = pypdfium2.PdfDocument(compiled(f'#set page(paper: "a5")\n{words}'))
    document[0].set_rotation(90)
    turned = _saved(document)
    assert "".join(body(read(turned, "turned.pdf")).split()) == "".join(words.split())


def test_an_empty_page_keeps_its_number(compiled) -> None:
    source = "First page.\n#pagebreak()\n#pagebreak()\nThird page."
    extraction = read(compiled(source), "gap.pdf")
    assert [page.label for page in extraction.layout.pages] == ["1", "2", "3"]
    assert page_of(extraction, "Third page.") == "3"


def test_a_damaged_pdf_is_refused_with_the_way_out() -> None:
    with pytest.raises(UnreadableFileError, match=r"x\.pdf: The PDF is damaged: .* print it to a new PDF"):
        read(b"%PDF-1.7\n" + b"nothing here\n" * 40, "x.pdf")


def test_a_pdf_without_any_text_is_refused(compiled) -> None:
    with pytest.raises(UnreadableFileError, match="The PDF has no text"):
        read(compiled('#set page(paper: "a5")\n#pagebreak()'), "empty.pdf")


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    written = io.BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()


def _report(preface: str, boats: str, barrels: str) -> str:
    note = "See the minutes of the third meeting, where the number was read out twice and contested by two members."
    return f"""#set page(paper: "a5", numbering: "i",
      header: [#set text(8pt); Harbour Commission #h(1fr) Report for 1911])
    #set par(justify: true, first-line-indent: 1em)
    #set text(lang: "en", hyphenate: true)
    = Preface
    {preface}#footnote[Printed at the expense of the commission.]
    #pagebreak()
    #set page(numbering: "1")
    #counter(page).update(1)
    = Boats
    {boats}#footnote[{note}]
    == Barrels
    {barrels}"""
