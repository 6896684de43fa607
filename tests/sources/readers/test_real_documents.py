"""Every real document at hand is read, or refused with a reason; known words stand on their pages."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from told_text import body, page_of, regions

from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.locating import Searchable, find
from colligate.sources.readers import ocr, read

UPR = "corpus/un_upr"
GEOTOPO = "formats/pdf/GeoTopo-komprimiert.pdf"

#: Words, and the number printed on the page that bears them; looked up in the documents as a viewer shows them.
QUOTES = [
    ("bruneidarussalam2010", "19", "and to ensure respect for freedom"),
    ("bruneidarussalam2014", "9", "improve law enforcement."),
    ("cambodia2010", "4", "cited its engagement with the United"),
    ("cambodia2014", "17", "which are being positively promoted (Venezuela"),
    ("cambodia2014", "7", "prisoners by the judiciary."),
    ("indonesia2008", "6", "Rights (ICCPR), Indonesia is in the"),
    ("indonesia2012", "26", "Harkristuti Harkrisnowo, Director-General for"),
    ("laopeoplesdemocraticrepublic2010", "15", "in 2009 (Qatar);"),
    ("malaysia2009", "5", "Japan, Sweden, Brazil, Argentina, Jamaica"),
    ("malaysia2009", "5", "Due to resource and capacity limitations"),
    ("malaysia2009", "17", "well as the Committee on gender"),
    ("malaysia2009", "29", "Datin Arpah Abdul Razak"),
    ("malaysia2013", "11", "education and promote South-South cooperation in"),
    ("malaysia2013", "19", "Introduce legislation that will"),
    ("myanmar2011", "10", "continued to control and restrict the"),
    ("philippines2012", "15", "offices have designated focal persons and"),
    ("philippines2012", "21", "Continue its efforts for the preservation"),
    ("singapore2011", "21", "to receive and investigate complaints on"),
    ("thailand2011", "4", "Southern Border Provinces, which is not"),
    ("thailand2011", "4", "These include statements from Portugal"),
    ("thailand2011", "23", "health and rights approach to guarantee"),
    ("timorleste2011", "16", "Intensify programs to combat unemployment"),
    ("vietnam2009", "6", "Belgium, Congo, Czech Republic, Djibouti"),
    ("vietnam2014", "17", "capacity for officers whose work concerns"),
    ("vietnam2014", "19", "in the Land Law; and by"),
]

#: Line of the article, and its page: fourteen pages, the first lines of which are known.
FIRST_LINES = (1, 45, 88, 129, 164, 210, 252, 299, 331, 377, 424, 470, 515, 560)

#: Files nobody can read, and how their refusal begins.
REFUSED = {
    "libreoffice-writer-password.pdf": "The PDF is locked with a password.",
    "unreadablemetadata.pdf": "The PDF is damaged",
}


@cache
def _read(place: Path) -> Extraction:
    return read(place.read_bytes(), place.name)


def _files(material: Path) -> list[Path]:
    speeches = sorted((material / "corpus/un-general-debate").glob("*.txt"))[::20]
    others = [
        place
        for folder in ("corpus", "formats")
        for place in sorted((material / folder).rglob("*"))
        if place.is_file() and place.parent.name != "un-general-debate"
    ]
    return [*speeches, *others, material / "seed/article.txt"]


def test_every_file_is_read_or_refused_with_the_way_out(material: Path) -> None:
    outcomes: Counter[str] = Counter()
    for place in _files(material):
        # Page images are read in their own test, for it takes a while.
        if place.name == "imagemagick-images.pdf":
            continue
        outcomes[_outcome(place)] += 1
    assert outcomes["refused"] == len(REFUSED)
    assert outcomes["application/pdf"] == 31
    assert outcomes["application/json"] == 57
    assert outcomes["text/markdown"] == 10
    # Every list of references and every table in `formats/references`, and the manifest of the corpus.
    assert outcomes["reference"] == 36


def _outcome(place: Path) -> str:
    try:
        extraction = _read(place)
    except UnreadableFileError as error:
        refusal = error
    else:
        assert extraction.text.strip(), place
        _check(extraction)
        return extraction.media_type
    assert refusal.remedy.endswith((".", place.name))
    if place.suffix in (".ris", ".csv", ".tsv") or "references" in place.parts:
        return "reference"
    assert refusal.reason.startswith(REFUSED[place.name]), refusal
    return "refused"


def _check(extraction: Extraction) -> None:
    """What holds for every extraction of every file."""
    layout, length = extraction.layout, len(extraction.text)
    offsets = [page.offset for page in layout.pages]
    assert offsets == sorted(offsets)
    assert not offsets or (offsets[0] == 0 and offsets[-1] <= length)
    position = 0
    for region in layout.regions:
        assert position <= region.start < region.end <= length
        position = region.end
    assert not set(extraction.text) & {"\r", "\f", "\x00", "\ufeff", "\ufffe"}
    extraction.text.encode()


@pytest.mark.parametrize(("name", "page", "quote"), QUOTES)
def test_a_quote_stands_on_the_page_that_bears_it(material: Path, name: str, page: str, quote: str) -> None:
    assert page_of(_read(material / UPR / f"{name}.pdf"), quote) == page


def test_the_number_printed_on_a_page_is_the_page_it_is_read_as(material: Path) -> None:
    checked = 0
    for place in sorted((material / UPR).glob("*.pdf")):
        extraction = _read(place)
        for page, words in [*regions(extraction, "footer"), *regions(extraction, "header")]:
            numbers = {word for word in words.replace("Page", "").split() if word.isdecimal()}
            if numbers and "GE." not in words and "A/" not in words:
                assert numbers == {page}, (place.name, words)
                checked += 1
    assert checked > 250


def test_the_symbol_of_a_united_nations_document_is_no_part_of_its_body(material: Path) -> None:
    report = _read(material / UPR / "thailand2011.pdf")
    assert regions(report, "header") == [(str(page), "A/HRC/19/8") for page in range(2, 27)]
    assert body(report).count("A/HRC/19/8") == 1  # on the title page


def test_a_sentence_that_runs_over_a_page_with_running_heads_is_found_whole(material: Path) -> None:
    report = _read(material / UPR / "thailand2011.pdf")
    words = "Healthcare Coverage system as well as the promotion and protection of the rights"
    assert words in body(report)
    found = find(words, Searchable(report.text, report.layout))
    assert found.found
    first, last = report.layout.page_at(found.start), report.layout.page_at(found.end - 1)
    assert first is not None
    assert last is not None
    assert (first.label, last.label) == ("5", "6")


def test_a_latex_document_has_its_own_page_labels(material: Path) -> None:
    script = _read(material / GEOTOPO)
    assert [page.label for page in script.layout.pages[:5]] == ["i", "ii", "iii", "1", "2"]
    assert page_of(script, "heißt Quotiententopologie") == "6"
    assert script.csl["title"] == "Geometrie und Topologie"
    assert script.csl["author"] == [{"family": "Thoma", "given": "Martin"}]


def test_two_columns_set_by_latex_are_read_in_order(material: Path) -> None:
    paper = _read(material / "formats/pdf/multicolumn.pdf")
    words = body(paper)
    assert "Nam feugiat lacus vel est. Curabitur consectetuer." in words
    assert words.index("Abstract") < words.index("rutrum. Nam dui ligula") < words.index("Fusce mauris.")
    table = "Austria 8.9 83,879 Vienna German\nBelgium 11.5 30,689 Brussels Dutch, French, German\n"
    assert table in paper.text


def test_arabic_turned_pages_forms_and_attachments_are_read(material: Path) -> None:
    folder = material / "formats/pdf"
    assert "habibi" in _read(folder / "habibi.pdf").text
    assert [page.label for page in _read(folder / "habibi-rotated.pdf").layout.pages] == ["1", "2", "3", "4"]
    assert "Agree to privacy policy" in _read(folder / "libreoffice-form.pdf").text
    assert "Lorem ipsum dolor sit amet" in _read(folder / "with-attachment.pdf").text


def test_the_pages_of_the_article_are_inferred_from_its_lines(material: Path) -> None:
    article = _read(material / "seed/article.txt")
    lines = [article.text.count("\n", 0, page.offset) + 1 for page in article.layout.pages]
    assert tuple(lines) == FIRST_LINES
    assert [page.label for page in article.layout.pages] == [str(number) for number in range(1, 15)]
    assert {page.basis for page in article.layout.pages} == {"inferred"}
    assert [problem.severity for problem in article.problems] == ["warning"]


def test_the_slips_of_the_article_get_corrections_and_its_text_none(material: Path) -> None:
    place = material / "seed/article.txt"
    article = _read(place)
    assert article.text == place.read_text(encoding="utf-8")
    found = {
        (article.text.count("\n", 0, repair.start) + 1, article.text[repair.start : repair.end], repair.proposed)
        for repair in article.layout.repairs
    }
    expected = {
        (15, "'’", "’"),  # noqa: RUF001
        (24, ",;", ";"),
        (88, "long-\nterm", "long-term"),
        (287, "MNumber", "Number"),
        (387, "UNOTC", "UNTOC"),
        (390, "evidence-\nbased", "evidence-based"),
        (476, "Sub-\nregion", "Sub-region"),
        (459, "lan", "Ian"),
        (585, "lan", "Ian"),
        *((line, "T1J", "TIJ") for line in (418, 439, 538, 545, 547)),
    }
    assert expected <= found
    assert {proposed for _, _, proposed in found - expected} == {"\n", ""}


def test_the_charter_is_read_in_every_script(material: Path) -> None:
    for place in sorted((material / "corpus/un-charter").glob("*.txt")):
        assert _read(place).text.strip() == place.read_text(encoding="utf-8-sig").replace("\f", "\n").strip()


def test_page_images_without_a_reader_of_images_are_told(material: Path) -> None:
    extraction = _read(material / "formats/pdf/imagemagick-images.pdf")
    assert len(extraction.layout.pages) == 6
    if ocr.engine() is None:
        assert [problem.severity for problem in extraction.problems] == ["warning"]
