"""Bibliographies as Zotero, Mendeley, EndNote, JabRef and people write them: nothing lost, nothing bent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from colligate.actions.receiving import receive
from colligate.actions.starting import new_study
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.libraries.reading import read_library
from colligate.sources.source import Source
from colligate.study.study import Study

WORDS = "The office trained six hundred officers in five provinces in the course of the year 2014.\n" * 3


def csl(text: str, name: str = "a.bib") -> list[dict[str, Any]]:
    return [entry.csl for entry in read_library(text.encode(), name).entries]


def paths(text: str) -> dict[str, list[str]]:
    return {entry.key: [file.path for file in entry.files] for entry in read_library(text.encode(), "a.bib").entries}


def test_one_damaged_entry_of_bibtex_costs_no_other() -> None:
    years = {3: "y"}
    entries = [f"@article{{k{at}, title = {{T{at}}}, year = {years.get(at, '2001')}}}\n" for at in range(20)]
    text = "".join(entries).replace("{T7}", "{T7")
    library = read_library(('@string{y = "1999"}\n' + text).encode(), "a.bib")
    assert [entry.key for entry in library.entries] == [f"k{number}" for number in range(20) if number != 7]
    assert library.entries[3].csl["issued"] == {"date-parts": [[1999]]}
    assert library.left == [("entries", "The entry cannot be read: a brace or a comma may be missing.", ["a.bib: k7"])]


def test_entries_without_a_key_with_a_blank_in_it_or_with_anothers_keep_their_own_files() -> None:
    text = (
        "@article{k, title={One}, file={one.pdf}}\n@article{k, title={Two}, file={two.pdf}}\n"
        "@Article{,\n  title = {The Third Way}, file={three.pdf}\n}\n@article{a b, title={Four}, file={four.pdf}}\n"
        "@article{title={Five}, file={five.pdf}}\n@comment{jabref-meta: databaseType:bibtex;}\n"
    )
    assert paths(text) == {
        "k": ["one.pdf"], "k-2": ["two.pdf"], "the-third-way": ["three.pdf"], "a-b": ["four.pdf"], "five": ["five.pdf"],
    }  # fmt: skip


def test_names_of_bibtex_are_taken_apart_as_bibtex_does() -> None:
    (item,) = csl(
        r"@book{a, title={T}, author={{World Health Organization} and van der Berg, Jan and King, Jr., Martin Luther "
        r"and {\'E}. Dupont and M{\"u}ller, J{\"o}rg and others}}"
    )
    assert item["author"] == [
        {"literal": "World Health Organization"},
        {"dropping-particle": "van der", "family": "Berg", "given": "Jan"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"family": "Dupont", "given": "É."},
        {"family": "Müller", "given": "Jörg"},
    ]
    left = read_library(b"@book{a, title={T}, author={Doe, Jo and others}}", "a.bib").left
    assert left == [
        ("authors", "The list of authors ends in 'and others', which names nobody; those named are kept.", ["a.bib: a"])
    ]


@pytest.mark.parametrize(
    ("field", "issued"),
    [
        ("date = {2014-05/2015-02}", {"date-parts": [[2014, 5], [2015, 2]]}),
        ("year = {in press}", {"raw": "in press"}),
        ("year = {c. 1998}", {"date-parts": [[1998]], "raw": "c. 1998"}),
        ("date = {2014/..}", {"date-parts": [[2014]], "raw": "2014/.."}),
        ("date = {2014-21}", {"date-parts": [[2014]], "season": 1}),
    ],
)
def test_a_date_of_bibtex_is_never_dropped(field: str, issued: dict[str, Any]) -> None:
    (item,) = csl(f"@book{{a, title = {{T}}, {field}}}")
    assert item["issued"] == issued


def test_forthcoming_is_a_status_and_an_address_no_publisher() -> None:
    (item,) = csl(r"@misc{a, title={T}, howpublished={\url{https://example.org/a_b}}, year={forthcoming}}")
    assert item == {"type": "document", "title": "T", "URL": "https://example.org/a_b", "status": "forthcoming"}


@pytest.mark.parametrize(
    ("written", "held"),
    [
        (r":C\:\\Users\\me\\Zotero\\storage\\ABCD2345\\Global 2014.txt:text/plain", "storage/ABCD2345/Global 2014.txt"),
        (r":C$\backslash$:/Users/me/Mendeley/Global{\_}2014.txt:txt", "Global_2014.txt"),
        (":Users/me/Documents/Mendeley Desktop/Global - 2014.txt:txt", "Global - 2014.txt"),
        (r"files\\11\\Global.txt", "files/11/Global.txt"),
        ("internal-pdf://123/Global.txt", "My Library.Data/PDF/123/Global.txt"),
        ("attachments:2014/Global.txt", "2014/Global.txt"),
    ],
)
def test_a_file_that_came_with_the_export_is_found_though_its_path_leads_elsewhere(
    tmp_path: Path, written: str, held: str
) -> None:
    place = tmp_path / "export"
    (place / held).parent.mkdir(parents=True)
    (place / held).write_text(WORDS)
    (place / "x.bib").write_text(f"@report{{global, title = {{Global}}, file = {{{written}}}}}")
    study = new_study(tmp_path / "study")
    told = receive(study, place, by="amina@laptop")
    (source,) = Study(study).records.of(Source)
    assert source.name == held.rpartition("/")[2]
    moved = [loss.ids for loss in told.losses if loss.why.startswith("their path leads elsewhere")]
    assert [ids[0].endswith(f"→ {held}") for ids in moved] == ([] if written.startswith("files") else [True])


def test_two_files_of_one_name_in_different_folders_are_not_mixed_up(tmp_path: Path) -> None:
    place = tmp_path / "export"
    other = "The ministry opened four shelters along the northern border and staffed them with nurses.\n" * 3
    for key, words in (("AAAA2345", WORDS), ("BBBB2345", other)):
        (place / "storage" / key).mkdir(parents=True)
        (place / "storage" / key / "report.txt").write_text(words)
    (place / "x.bib").write_text(
        "".join(
            rf"@report{{{key}, title = {{{key}}}, file = {{:C\:\\Z\\storage\\{key}\\report.txt:text/plain}}}}" + "\n"
            for key in ("BBBB2345", "AAAA2345")
        )
    )
    study = Study(receive_into(tmp_path / "study", place))
    found = {source.title: study.searchable(study.texts[source.id]).text[:12] for source in study.records.of(Source)}
    assert found == {"AAAA2345": "The office t", "BBBB2345": "The ministry"}


def receive_into(study: Path, place: Path) -> Path:
    receive(new_study(study), place, by="amina@laptop")
    return study


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_ris_in_small_letters_is_ris(ends: str, mark: str) -> None:
    text = "ty  - jour\nau  - Berg, Jan van der\nti  - A title\nab  - One.\nit - is two lines.\npy  - 2014\ner  - \n"
    assert csl(mark + text.replace("\n", ends), "a.ris") == [
        {
            "type": "article-journal", "title": "A title", "author": [{"family": "Berg", "given": "Jan van der"}],
            "issued": {"date-parts": [[2014]]}, "abstract": "One. it - is two lines.",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "issued"),
    [
        ("PY  - forthcoming", {"raw": "forthcoming"}),
        ("Y1  - 1998-1999//", {"date-parts": [[1998], [1999]]}),
        ("DA  - 2014-05/2015-02", {"date-parts": [[2014, 5], [2015, 2]]}),
        ("Y1  - 2014/Mar/05", {"date-parts": [[2014, 3, 5]]}),
        ("PY  - 2014///", {"date-parts": [[2014]]}),
    ],
)
def test_a_date_of_ris_keeps_its_ends_months_and_words(tag: str, issued: dict[str, Any]) -> None:
    (item,) = csl(f"TY  - BOOK\nTI  - T\n{tag}\nER  - \n", "a.ris")
    assert item["issued"] == issued


@pytest.mark.parametrize("written", ["2014-05/2015-02", "2014-05 - 2015-02", "2014-05\u20132015-02"])
def test_a_span_of_time_of_zotero_has_two_ends(written: str) -> None:
    data = json.dumps({"items": [{"itemType": "book", "itemKey": "K", "title": "T", "date": written}]})
    assert csl(data, "a.json") == [{"type": "book", "title": "T", "issued": {"date-parts": [[2014, 5], [2015, 2]]}}]


def test_dates_of_csl_json_written_as_words_are_numbers() -> None:
    data = json.dumps([{"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [["2014", 5], ["2015"]]}}])
    assert csl(data, "a.json")[0]["issued"] == {"date-parts": [[2014, 5], [2015]]}


def endnote(*records: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8" ?><xml><records>'
    return f"{head}{''.join(f'<record>{record}</record>' for record in records)}</records></xml>"


def styled(words: str) -> str:
    return f'<style face="normal" font="default" size="100%">{words}</style>'


REPORT = (
    '<database name="My.enl" path="C:\\x\\My.enl">My.enl</database><source-app name="EndNote" version="20">EndNote'
    '</source-app><rec-number>1</rec-number><foreign-keys><key app="EN" db-id="x9w">1</key></foreign-keys>'
    '<ref-type name="Report">27</ref-type><contributors><authors>'
    f"<author>{styled('Berg, Jan van der')}</author><author>{styled('Office on Drugs, Vienna,')}</author></authors>"
    f"</contributors><titles><title>{styled('Global ')}{styled('report')}</title></titles><number>V.14</number>"
    f"<dates><year>{styled('2014')}</year><pub-dates><date>{styled('May 3')}</date></pub-dates></dates>"
    f"<keywords><keyword>{styled('police')}</keyword><keyword>{styled('borders')}</keyword></keywords>"
    f"<urls><related-urls><url>{styled('https://example.org/global')}</url></related-urls>"
    "<pdf-urls><url>internal-pdf://0123/Global.txt</url></pdf-urls></urls>"
    f"<custom1>{styled('of my own')}</custom1>"
)


def test_endnote_comes_in_with_its_files_and_names_what_has_no_place(tmp_path: Path) -> None:
    place = tmp_path / "export"
    (place / "My.Data" / "PDF" / "0123").mkdir(parents=True)
    (place / "My.Data" / "PDF" / "0123" / "Global.txt").write_text(WORDS)
    (place / "My.xml").write_text(endnote(REPORT, "<ref-type name='Book'>6</ref-type>"))
    study = new_study(tmp_path / "study")
    told = receive(study, place, by="amina@laptop")
    (source,) = Study(study).records.of(Source)
    assert (source.title, source.name, source.year) == ("Global report", "Global.txt", 2014)
    assert {name: value for name, value in source.csl.items() if name != "custom"} == {
        "type": "report", "number": "V.14", "issued": {"date-parts": [[2014, 5, 3]]}, "keyword": "police, borders",
        "author": [{"family": "Berg", "given": "Jan van der"}, {"literal": "Office on Drugs, Vienna"}],
        **{name: source.csl[name] for name in ("title", "URL") if name in source.csl},
    }  # fmt: skip
    assert source.url == "https://example.org/global"
    left = {loss.what: loss.ids for loss in told.losses if loss.outcome == "left"}
    assert left == {"entries": ("My.xml:2",), "values of 'custom1'": ("Global report",)}
    again = receive(study, place / "My.xml", by="amina@laptop")
    assert (again.added, again.revised) == ({}, {})


def test_records_of_one_number_in_two_endnote_libraries_are_two() -> None:
    other = REPORT.replace('db-id="x9w"', 'db-id="other"')
    keys = [entry.key for entry in read_library(endnote(REPORT, other).encode(), "a.xml").entries]
    assert keys == ["x9w/1", "other/1"]


@pytest.mark.parametrize("damage", ["<!DOCTYPE xml [<!ENTITY a 'b'>]>", ""])
def test_endnote_that_is_damaged_or_dangerous_is_refused(damage: str) -> None:
    text = endnote(REPORT)
    text = text.replace("<xml>", f"{damage}<xml>", 1) if damage else text[:-40]
    with pytest.raises(RefusedFileError):
        read_library(text.encode(), "a.xml")
