"""Plain text, Markdown and JSON."""

from __future__ import annotations

import pytest
from told_text import page_of, regions

from colligate.sources.extraction import UnreadableFileError
from colligate.sources.readers import read

FRENCH = "Les États parties s’engagent à protéger les œuvres – et à les compter.\n" * 3  # noqa: RUF001
THAI = "ประเทศไทยเป็นประเทศต้นทาง ทางผ่าน และปลายทางของการค้ามนุษย์\n" * 3
RUSSIAN = "Государства-участники обязуются сотрудничать в предупреждении торговли людьми и наказании за неё.\n" * 5


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "utf-32"),
        (FRENCH, "cp1252"),
        (THAI, "tis-620"),
        (THAI, "utf-8"),
        (THAI, "utf-16"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_text_is_read_in_its_encoding(words: str, encoding: str) -> None:
    assert read(words.encode(encoding), "x.txt").text == words


def test_line_ends_marks_and_control_characters_are_made_one() -> None:
    assert (
        read("\ufeffOne\r\ntwo\rthree\x00\x07 four\u2028five".encode(), "x.txt").text == "One\ntwo\nthree  four\nfive"
    )


def test_a_few_spoilt_bytes_do_not_change_the_encoding_and_are_told() -> None:
    extraction = read("Müller zählte Boote. ".encode() * 100 + b"\xff", "x.txt")
    assert extraction.text == "Müller zählte Boote. " * 100 + "\ufffd"
    (problem,) = extraction.problems
    assert problem.message == "1 characters could not be read as utf-8; each stands as \ufffd."
    assert problem.remedy == "Save the file as UTF-8 and add it again."
    assert problem.severity == "warning"


def test_form_feeds_start_pages_and_leave_a_line_break() -> None:
    extraction = read(b"First page\fsecond page\n\fthird page\f", "x.txt")
    assert extraction.text == "First page\nsecond page\nthird page\n"
    assert [(page.offset, page.label, page.basis) for page in extraction.layout.pages] == [
        (0, "1", "form-feed"),
        (11, "2", "form-feed"),
        (23, "3", "form-feed"),
    ]


def test_lines_set_in_by_one_blank_at_regular_intervals_are_taken_for_page_starts() -> None:
    pages = [f" Page {number} begins here\n" + f"and goes on in {number}\n" * 40 for number in range(1, 7)]
    extraction = read("".join(pages).encode(), "scan.txt")
    assert [page.label for page in extraction.layout.pages] == ["1", "2", "3", "4", "5", "6"]
    assert {page.basis for page in extraction.layout.pages} == {"inferred"}
    assert page_of(extraction, "Page 4 begins here") == "4"
    assert extraction.text == "".join(pages)
    assert [problem.severity for problem in extraction.problems] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "No hint at all\n" * 200,
        ("set in\n" * 3 + " by one blank\n") * 60,
        "".join(f" Page {number}\n" + "text\n" * 40 for number in range(6)).replace("3\n", "3\n twice\n"),
        "".join(f" Page {number}\n" + "text\n" * 40 for number in range(6)) + "    code\n",
        "".join(f" Page {number}\n" + "text\n" * (20 * number) for number in range(1, 7)),
    ],
)
def test_where_blanks_mean_something_else_no_pages_are_claimed(text: str) -> None:
    assert read(text.encode(), "x.txt").layout.pages == ()


def test_a_text_that_speaks_of_pdf_is_a_text() -> None:
    assert read(b"Its first bytes are %PDF-1.7 and a line end.", "x.txt").media_type == "text/plain"


def test_markdown_stays_as_written_and_tells_its_headings() -> None:
    extraction = read(b"# Boats *1911*\n\nText.\n\n```\n# no heading\n```\n\n## Barrels ##\n", "x.md")
    assert extraction.text == "# Boats *1911*\n\nText.\n\n```\n# no heading\n```\n\n## Barrels ##\n"
    assert [words for _, words in regions(extraction, "heading")] == ["Boats *1911*", "Barrels"]
    assert extraction.csl["title"] == "Boats *1911*"


def test_json_is_read_as_its_words_under_their_keys() -> None:
    extraction = read(
        b'{"country": "Thailand", "tiers": [2, null, "Watch List"], "note": {"text": "a\\ud800b"}}', "x.json"
    )
    assert extraction.text == "country\n\nThailand\n\ntiers\n\n2\n\nWatch List\n\nnote\n\ntext\n\na\ufffdb\n"
    assert [words for _, words in regions(extraction, "heading")] == ["country", "tiers", "note", "text"]


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "x.txt", "x.txt: The file is empty."),
        (b"  \n", "x.txt", "The file is empty."),
        (b"TY  - JOUR\nER  -\n", "x.ris", "Use: colligate sources bibliography x.ris"),
        (b"TY  - JOUR\nER  -\n", "x.txt", "Use: colligate sources bibliography x.txt"),
        (b"a,b\n1,2\n", "x.csv", "Use: colligate import x.csv"),
        (b"{broken", "x.json", "The JSON is not correct"),
        (b"\x01\x02\x03", "x.bin", "PDF, DOCX, ODT, RTF, EPUB, HTML, Markdown, plain text, JSON"),
    ],
)
def test_what_is_no_document_is_refused_with_the_way_out(data: bytes, name: str, told: str) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read(data, name)
    assert told in str(refusal.value)
