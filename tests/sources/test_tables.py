"""Cells of tables: what stands before and over them, each with its place, or why that cannot be told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pypandoc
import pytest
import typst

from colligate.sources.extraction import Extraction
from colligate.sources.readers import read
from colligate.sources.tables.finding import cell, cell_at, tables
from colligate.sources.tables.table import Cell, Untold

MARKDOWN = """# Review

Table 3: Victims of trafficking
in Thailand (persons)

| Count | 2013 | 2014 | 2015 |
|-------|-----:|-----:|-----:|
| Victims identified | 681 | 595 | .. |
| Women \\| girls | 250 | <5 | |

The end.
"""


def of(made: Extraction, words: str, nth: int = 1) -> Cell | Untold:
    """The cell of the nth place where words stand; every span is checked against the text."""
    start = -1
    for _ in range(nth):
        start = made.text.index(words, start + 1)
    found = cell_at(made.text, made.layout, start, start + len(words))
    if isinstance(found, Cell):
        for part in (found.own, *found.row, *found.column):
            assert made.text[part.start : part.end] == part.words
    return found


def told(found: Cell | Untold) -> tuple[str, list[str], list[str]]:
    assert isinstance(found, Cell), found
    return found.own.words, [part.words for part in found.row], [part.words for part in found.column]


def test_a_cell_of_a_markdown_table_knows_its_row_its_head_and_its_caption() -> None:
    found = of(read(MARKDOWN.encode(), "a.md"), "595")
    assert told(found) == ("595", ["Victims identified"], ["2014"])
    assert isinstance(found, Cell)
    assert found.caption is not None
    assert found.caption.words == "Table 3: Victims of trafficking in Thailand (persons)"
    assert (found.caption.start, found.caption.end) == (10, 63)
    assert (found.own.start, found.own.end) == (156, 159)
    assert (found.row[0].start, found.row[0].end) == (129, 147)
    assert (found.row_number, found.column_number, found.kind) == (1, 2, "value")


def test_an_escaped_bar_parts_no_cells_and_an_empty_cell_is_a_place_without_words() -> None:
    made = read(MARKDOWN.encode(), "a.md")
    table = tables(made.text, made.layout)[0]
    empty = cell(table, 2, 3)
    assert told(empty) == ("", ["Women \\| girls"], ["2015"])
    assert empty.own.start == empty.own.end


def test_words_outside_of_a_table_lie_in_no_cell() -> None:
    found = of(read(MARKDOWN.encode(), "a.md"), "The end")
    assert found == Untold(reason="These words stand in no table whose cells can be told apart.")


def test_words_in_two_cells_are_told_so() -> None:
    found = of(read(MARKDOWN.encode(), "a.md"), "681 | 595")
    assert found == Untold(reason="The words lie in more than one cell. Select one.", tabular=True)


def test_a_row_with_a_cell_too_few_is_not_read() -> None:
    made = read(b"| A | 2014 | 2015 |\n|--|--|--|\n| x | 1 | 2 |\n| y | 3 |\n| z | 5 | 6 |\n", "a.md")
    assert of(made, "3") == Untold(reason="This row has 2 cells where the table has 3.", tabular=True)
    assert told(of(made, "6")) == ("6", ["z"], ["2015"])


HTML = """<table><caption>Victims by year</caption><thead><tr><th rowspan=2>Country</th><th rowspan=2>Sex</th>
<th colspan=2>Victims</th><th rowspan=2>Convicted</th></tr><tr><th>2014</th><th>2015</th></tr></thead>
<tbody><tr><td rowspan=2>Thailand</td><td>Women</td><td>595</td><td></td><td rowspan=2>7</td></tr>
<tr><td>Men</td><td>11</td><td>12</td></tr></tbody></table>"""


@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
def test_heads_over_several_columns_and_names_over_several_rows_hold_for_each(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"a.{kind}"
    pypandoc.convert_text(f"<p>Before.</p>{HTML}<p>After.</p>", kind, "html", outputfile=str(file))
    made = read(file.read_bytes(), file.name)
    assert told(of(made, "12")) == ("12", ["Thailand", "Men"], ["Victims", "2015"])
    assert told(of(made, "595")) == ("595", ["Thailand", "Women"], ["Victims", "2014"])
    assert told(of(made, "7")) == ("7", ["Thailand", "Women"], ["Convicted"])


def test_a_table_of_a_web_page_is_read_with_its_caption() -> None:
    prose = "Some words about trafficking in the region, long enough to be the text of a page. " * 3
    page = f"<html><body><article><h1>Report</h1><p>{prose}</p>{HTML}<p>{prose}</p></article></body></html>"
    found = of(read(page.encode(), "a.html"), "12")
    assert told(found) == ("12", ["Thailand", "Men"], ["Victims", "2015"])
    assert isinstance(found, Cell)
    assert found.caption is not None
    assert found.caption.words == "Victims by year"


def test_lines_of_commas_are_cells_and_prose_with_commas_is_none() -> None:
    made = read(b'Country,Year,Victims\nThailand,2014,"1,250"\nLaos,2014,..\nThailand,2015,982\n', "a.txt")
    assert told(of(made, "1,250")) == ("1,250", ["Thailand", "2014"], ["Victims"])
    assert told(of(made, "982")) == ("982", ["Thailand", "2015"], ["Victims"])
    prose = read(b"In 2014, 595 victims,\nin 2015, 982 victims,\nin 2016, 824 victims,\n", "a.txt")
    assert tables(prose.text, prose.layout) == []


def test_columns_of_blanks_are_told_by_their_place_so_that_an_empty_cell_shifts_none() -> None:
    text = "Country      2014   2015   2016\nThailand      595           824\nLao PDR       253    125     98\n"
    made = read(text.encode(), "a.txt")
    assert told(of(made, "824")) == ("824", ["Thailand"], ["2016"])


def test_numbered_paragraphs_are_no_table() -> None:
    text = "1.   States Parties shall act in 2014.\n2.   They shall report.\n3.   They shall meet.\n"
    made = read(text.encode(), "a.txt")
    assert tables(made.text, made.layout) == []


def printed(table: str) -> Extraction:
    return read(typst.compile(f"Some words before the table.\n\n{table}\n\nSome words after it.".encode()), "a.pdf")


def test_a_table_of_a_pdf_is_read_where_each_line_has_as_many_numbers_as_years() -> None:
    made = printed(
        "#figure(kind: table, caption: [Victims by year], table(columns: 4, [],[2013],[2014],[2015],"
        "[Victims identified],[674],[595],[1,250],[Women among them],[\\<5],[..],[n/a],[Age 5],[1],[2],[3]))"
    )
    assert told(of(made, "595")) == ("595", ["Victims identified"], ["2014"])
    assert told(of(made, "<5")) == ("<5", ["Women among them"], ["2013"])
    assert told(of(made, "n/a")) == ("n/a", ["Women among them"], ["2015"])
    found = of(made, "1,250")
    assert isinstance(found, Cell)
    assert found.caption is not None
    assert found.caption.words.replace("\u00a0", " ") == "Table 1: Victims by year"
    assert of(made, "Age 5") == Untold(
        reason="The line has 4 numbers under 3 years: which stands under which cannot be told.", tabular=True
    )


NAMES = """2014 2015 2016
Detected victims,

Forced labour 1 2 3
Persons convicted
of trafficking 4 5 6
Women
Minors 7 8 9
"""


def test_a_name_over_two_lines_is_one_and_one_that_may_be_is_marked() -> None:
    made = read(NAMES.encode(), "a.txt")
    table = tables(made.text, made.layout)[0]
    cells = [cell(table, row, 1) for row in table.body()]
    assert [told(one) for one in cells] == [
        ("1", ["Detected victims, Forced labour"], ["2014"]),
        ("4", ["Persons convicted of trafficking"], ["2014"]),
        ("7", ["Minors"], ["2014"]),
    ]
    vague = "Whether the line \u201cWomen\u201d belongs to the name of this row cannot be told."
    assert [one.vague for one in cells] == ["", vague, vague]
    assert [one.under and one.under.words for one in cells] == [None, None, "Women"]
    name = cells[0].row[0]
    assert made.text[name.start : name.end] == "Detected victims,\n\nForced labour"


def test_thousands_written_with_blanks_in_a_pdf_make_their_rows_untold() -> None:
    made = printed(
        "#table(columns: 3, [],[2014],[2015],[Victims],[1 250],[1 300],[Children],[12 125],[7],[Men],[5],[6])"
    )
    found = of(made, "125")
    assert isinstance(found, Untold)
    assert found.tabular
    assert told(of(made, "6")) == ("6", ["Men"], ["2015"])


def test_years_down_the_side_of_a_pdf_have_heads_only_where_each_is_one_word() -> None:
    one = printed("#table(columns: 3, [Year],[Victims],[Convictions],[2014],[595],[104],[2015],[982],[205])")
    assert told(of(one, "205")) == ("205", ["2015"], ["Convictions"])
    two = printed("#table(columns: 3, [Year],[Victims found],[Convictions],[2014],[595],[104],[2015],[982],[205])")
    found = of(two, "205")
    assert told(found) == ("205", ["2015"], [])
    assert isinstance(found, Cell)
    assert (
        found.table.headless
        == "The heads over its 3 columns run together in one line, so that they cannot be told apart."
    )


GLOTIP = Path(__file__).parents[3] / "shared" / "data" / "glotip" / "thailand.csv"


@pytest.mark.skipif(not GLOTIP.is_file(), reason="the data of the Global Report are not on this machine")
def test_every_cell_of_the_global_reports_rows_is_placed_as_a_csv_reader_places_it() -> None:
    raw = GLOTIP.read_text(encoding="utf-8").strip("\n")
    expected = list(csv.reader(io.StringIO(raw)))
    made = read(raw.encode(), "thailand.txt")
    (table,) = tables(made.text, made.layout)
    assert (len(table.rows), table.columns, table.stub) == (721, 13, 11)
    for number in range(1, len(expected)):
        for column, words in enumerate(expected[number]):
            found = cell(table, number, column)
            assert (found.own.words, found.column[0].words) == (words, expected[0][column])
        named = [part.words for part in cell(table, number, 11).row]
        assert named == expected[number][:11]


UPR = Path(__file__).parents[3] / "shared" / "corpus" / "un_upr"


@pytest.mark.skipif(not UPR.is_dir(), reason="the corpus is not on this machine")
def test_reports_without_tables_have_none() -> None:
    for name in ("thailand2011.pdf", "indonesia2008.pdf", "vietnam2014.pdf"):
        made = read((UPR / name).read_bytes(), name)
        assert tables(made.text, made.layout) == []
