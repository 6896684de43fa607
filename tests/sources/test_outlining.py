"""Sections and sentences of texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from colligate.sources.outline import Outline
from colligate.sources.outlining import outline
from colligate.sources.readers import read
from colligate.sources.text import Layout, PageStart, Region, Repair

PROSE = "The office trained the guards at the border posts of the north, and the guards trained others in their turn."


def of_file(path: Path) -> tuple[str, Layout, Outline]:
    extraction = read(path.read_bytes(), path.name)
    return extraction.text, extraction.layout, outline(extraction.text, extraction.layout)


def sentences(text: str, layout: Layout | None = None) -> list[str]:
    return [unit.words for unit in outline(text, layout or Layout()).units if unit.kind == "sentence"]


def kinds(text: str, layout: Layout | None = None) -> list[tuple[str, str]]:
    return [(unit.kind, unit.words) for unit in outline(text, layout or Layout()).units]


def headed(text: str, layout: Layout | None = None) -> list[tuple[int, str, str]]:
    return [(s.level, s.title, s.role) for s in outline(text, layout or Layout()).sections]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mr. Roe met Dr. Lee. They spoke.", ["Mr. Roe met Dr. Lee.", "They spoke."]),
        ("Lt. Gen. Somsak spoke first. No. 5 came later.", ["Lt. Gen. Somsak spoke first.", "No. 5 came later."]),
        ("The answer was no. Five came.", ["The answer was no.", "Five came."]),
        ("It fell by 5.7 per cent. Then it rose.", ["It fell by 5.7 per cent.", "Then it rose."]),
        ("The U.S. Government agreed.", ["The U.S. Government agreed."]),
        ("He left the U.S. The talks ended.", ["He left the U.S.", "The talks ended."]),
        ("The Act B.E. 2551 (2008) is old. It holds.", ["The Act B.E. 2551 (2008) is old.", "It holds."]),
        ("Roe et al. (2018) agree. Lee does not.", ["Roe et al. (2018) agree.", "Lee does not."]),
        ("It grew (UNODC, n.d.). Then it fell.", ["It grew (UNODC, n.d.).", "Then it fell."]),
        ("It grew fast. (Roe, 2014) Then it fell.", ["It grew fast. (Roe, 2014)", "Then it fell."]),
        ("It grew fast.12 Then it fell.", ["It grew fast.12", "Then it fell."]),
        ("It grew fast. [12, 14] Then it fell.", ["It grew fast. [12, 14]", "Then it fell."]),
        ("“Will it hold?” she asked. It did.", ["“Will it hold?” she asked.", "It did."]),
        ("“It will hold.” He left.", ["“It will hold.”", "He left."]),
        ("Fruit, e.g. Apples, is sold. J. R. Roe buys it.", ["Fruit, e.g. Apples, is sold.", "J. R. Roe buys it."]),
        ("It ended in 2014. The rest is known.", ["It ended in 2014.", "The rest is known."]),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, found: list[str]):
    assert sentences(text) == found


def test_a_sentence_is_whole_across_lines_blank_lines_and_pages():
    said = "The seminar of the\n\nministry in the capital of the province was held by the regional\n1\n\foffice in May."
    text = f"{PROSE} {said} It ended."
    layout = Layout(pages=(PageStart(0, "1"), PageStart(text.index("\f") + 1, "2")))
    layout = Layout(pages=layout.pages, regions=(Region(text.index("1\n"), text.index("1\n") + 1, "footer"),))
    assert sentences(text, layout)[1:] == [
        "The seminar of the ministry in the capital of the province was held by the regional office in May.",
        "It ended.",
    ]


def test_repairs_stand_in_the_words_and_offsets_point_at_what_was_printed():
    text = "The T1J held a long-\nterm seminar."
    repairs = (
        Repair(4, 7, "TIJ", "A digit read for a letter."),
        Repair(15, 25, "long-term", "A word broken at the end of a line."),
    )
    (unit,) = outline(text, Layout(repairs=repairs)).units
    assert unit.words == "The TIJ held a long-term seminar."
    place = unit.words.index("seminar")
    assert text[slice(*unit.span(place, place + 7))] == "seminar"
    assert text[slice(*unit.span(4, 7))] == "T1J"
    assert text[slice(*unit.span(15, 24))] == "long-\nterm"


def test_titles_tell_the_sections_their_levels_and_what_they_do():
    text = (
        f"Abstract\n\n{PROSE}\n\n1. Introduction\n\n{PROSE}\n\n2. Literature Review\n\n{PROSE}\n\n"
        f"2.1 Border Studies\n\n{PROSE}\n\n3. Results and Discussion\n\n{PROSE}\n\n"
        "References\n\nRoe, J. (2014). Guards. Press."
    )
    assert headed(text) == [
        (1, "Abstract", "abstract"),
        (1, "1. Introduction", "introduction"),
        (1, "2. Literature Review", "literature"),
        (2, "2.1 Border Studies", "literature"),
        (1, "3. Results and Discussion", "results"),
        (1, "References", "references"),
    ]


def test_a_heading_over_two_lines_is_one():
    title = "2. The Work of the Regional Office with the Guards at the Border Posts of the\nNorthern Provinces"
    assert headed(f"{PROSE}\n\n{title}\n\n{PROSE}")[1][1] == title.replace("\n", " ")


def test_the_lettering_of_a_drawing_is_in_no_unit():
    drawing = "Guards Trained\n... '\\..I\n2014 2015 2016\n=@== Guards"
    text = f"{PROSE}\n\nFigure 2 Guards Trained, 2014-2016\n\n{drawing}\n\nSource: Regional Office\n\n{PROSE}"
    assert [found for found in kinds(text) if found[0] != "sentence"] == [
        ("caption", "Figure 2 Guards Trained, 2014-2016"),
        ("caption", "Source: Regional Office"),
    ]


def test_a_sentence_that_speaks_of_a_figure_is_no_caption():
    assert kinds(f"{PROSE}\n\nFigure 2 shows how many guards were trained.")[1][0] == "sentence"


def test_rows_of_tables_are_rows():
    text = f"{PROSE}\n\nTable 1: Guards\n\n| Year | Guards |\n|---|---|\n| 2014 | 595 |\n\n{PROSE}"
    assert [found for found in kinds(text) if found[0] == "row"] == [
        ("row", "| Year | Guards |"),
        ("row", "| 2014 | 595 |"),
    ]
    assert ("row", "2014 595 12") in kinds(
        f"{PROSE}\n\nTable 1: Guards\n\nYear Guards Posts\n2014 595 12\n2015 600 13\n\n{PROSE}"
    )


def test_a_paragraphs_number_is_no_sentence_and_a_number_in_a_sentence_is_no_mark():
    assert kinds("12. The guards came.\n\n13. They left.") == [
        ("sentence", "The guards came."),
        ("sentence", "They left."),
    ]
    assert sentences(
        "Growth has risen from 0.9 per cent over the years in that whole country to\n3.9 per cent. It holds."
    ) == [
        "Growth has risen from 0.9 per cent over the years in that whole country to 3.9 per cent.",
        "It holds.",
    ]


def test_list_items_without_a_final_stop_are_items():
    text = "The office shall:\n\n(a) train guards;\n\n(b) buy boats."
    assert kinds(text) == [("sentence", "The office shall:"), ("item", "train guards;"), ("sentence", "buy boats.")]


def test_running_heads_and_page_numbers_are_left_out():
    seasons = ("spring", "summer", "autumn", "winter")
    said = [
        f"In {season} the guards at the border posts of the north were trained by the office once more."
        for season in seasons
    ]
    pages = [f"Border Review 7\n{words}\n{number}\n" for number, words in enumerate(said, 1)]
    text = "".join(pages)
    starts, at = [], 0
    for number, page in enumerate(pages, 1):
        starts.append(PageStart(at, str(number)))
        at += len(page)
    assert sentences(text, Layout(pages=tuple(starts))) == said


def test_articles_buried_in_one_unbroken_line_are_found():
    body = " ".join([PROSE] * 9)
    text = f"{body} Chapter I: Aims Article 1 {body} Article 2 {body} As Article 1 says, so it is. Article 3 {body}"
    assert headed(text)[1:] == [
        (1, "Chapter I: Aims", ""),
        (2, "Article 1", ""),
        (2, "Article 2", ""),
        (2, "Article 3", ""),
    ]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "a" * 1_000_000, "1" * 1_000_000, "(" * 1_000_000, ". " * 300_000, "A. " * 200_000]
)
def test_no_text_is_too_odd_to_be_laid_out(text: str):
    found = outline(text, Layout())
    assert found.sections[0].start == 0
    assert all(unit.words for unit in found.units)


MATERIAL = [
    "seed/article.txt", "corpus/un-general-debate/AFG_69_2014.txt", "corpus/un-general-debate/THA_73_2018.txt",
    "corpus/un-charter/un_charter_en.txt", "corpus/treaties/untoc_2000.md", "corpus/un_upr/malaysia2009.pdf",
]  # fmt: skip


@pytest.mark.parametrize("name", MATERIAL)
def test_units_follow_one_another_without_overlap_and_say_what_the_text_says(material: Path, name: str):
    text, layout, found = of_file(material / name)
    repaired = [
        repair for repair in layout.repairs if repair.proposed.strip() or text[repair.start : repair.end].strip()
    ]
    seen: set[int] = set()
    for number, unit in enumerate(found.units):
        assert unit.number == number
        assert len(unit.words) == len(unit.offsets)
        assert list(unit.offsets) == sorted(unit.offsets)
        assert unit.start >= 0
        assert unit.end <= len(text)
        assert unit.words == unit.words.strip()
        assert not seen & set(unit.offsets)
        seen |= set(unit.offsets)
        if not any(repair.start < unit.end and repair.end > unit.start for repair in repaired):
            printed = "".join(text[offset] for offset in unit.offsets if not text[offset].isspace())
            assert printed == "".join(unit.words.split())


def test_the_sections_of_a_real_article_are_those_a_reader_sees(material: Path):
    _, _, found = of_file(material / "seed" / "article.txt")
    assert [section.role for section in found.sections if section.level == 1] == [
        "introduction", "abstract", "introduction", "literature", "theory", "theory", "method", "results", "conclusion",
    ]  # fmt: skip
    assert [section.level for section in found.sections] == [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 2, 3, 3, 3, 1]


def test_numbered_headings_above_one_another_are_no_list():
    text = f"Guards of the Lake\n\n1. INTRODUCTION\n\n{PROSE}\n\n2. DATA AND METHODS\n\n2.1. Data\n\n{PROSE}"
    assert headed(text) == [
        (1, "Guards of the Lake", "front"),
        (1, "1. INTRODUCTION", "introduction"),
        (1, "2. DATA AND METHODS", "method"),
        (2, "2.1. Data", "method"),
    ]
    assert kinds(f"{PROSE}\n\n1. Guards\n\n2. Boats\n\n3. Posts\n\n{PROSE}")[1:4] == [
        ("item", "Guards"), ("item", "Boats"), ("item", "Posts"),
    ]  # fmt: skip


def test_every_point_of_a_list_is_a_unit():
    text = "The questions are three:\n\n• How many boats are there?\n• Who owns them\n• Why do they sink?"
    assert [words for _, words in kinds(text)[1:]] == [
        "How many boats are there?",
        "Who owns them",
        "Why do they sink?",
    ]


THAI = "รัฐบาลไทยได้จัดอบรมเจ้าหน้าที่ตำรวจเพื่อป้องกันการค้ามนุษย์ทั้งในและนอกประเทศ"


@pytest.mark.parametrize(
    "paragraph",
    [
        THAI,  # no mark ends a Thai sentence
        "ລັດຖະບານລາວໄດ້ຈັດຝຶກອົບຮົມເຈົ້າໜ້າທີ່ຕຳຫຼວດເພື່ອປ້ອງກັນການຄ້າມະນຸດ",
        "各会员国应以和平方法解决其国际争端，俾免危及国际和平、安全及正义，并应各秉善意履行其依本宪章所担负之义务。",  # noqa: RUF001
        "रिपोर्ट में कहा गया है कि पुलिस ने सीमा पर पीड़ितों की पहचान करने का प्रशिक्षण लिया।",
        "هل تعمل الهيئة على أن تسير الدول غير الأعضاء فيها على هذه المبادئ بقدر ما تقتضيه الضرورة؟",
    ],
    ids=["Thai", "Lao", "Chinese", "Hindi", "Arabic"],
)
@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["empty line", "line"])
def test_paragraphs_stay_apart_where_no_western_stop_ends_them(paragraph: str, between: str):
    # Two lines, and lines too long to be wrapped ones: each holds a paragraph.
    assert len({unit.paragraph for unit in outline(between.join([paragraph] * 2), Layout()).units}) == 2
    long = paragraph * 4
    assert len({unit.paragraph for unit in outline(between.join([long] * 4), Layout()).units}) == 4


def test_a_wrapped_thai_paragraph_is_one_and_an_empty_line_ends_it():
    wrapped = "\n".join([THAI] * 3)
    found = outline(f"{wrapped}\n\n{wrapped}", Layout()).units
    assert len({unit.paragraph for unit in found}) == 2
