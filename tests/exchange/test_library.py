"""A library with its files: all of it in at one go, and on the next export only what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import ARTICLE, GLOBAL, LOCAL, REST, better, rdf, report, shelf

from colligate.actions.adding import add_sources
from colligate.actions.cataloguing import catalogue
from colligate.actions.checking import check_study
from colligate.actions.exporting import export_file
from colligate.actions.receiving import Received, receive
from colligate.actions.saying import say
from colligate.actions.starting import new_study
from colligate.cli import main
from colligate.codings.coding import Memo
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.incoming import Known
from colligate.exchange.libraries.entry import Library
from colligate.exchange.libraries.reading import read_library
from colligate.exchange.libraries.taking import take_library
from colligate.record import Retraction, version
from colligate.sources.source import Source
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study

BY = "amina@laptop"
APRIL, JUNE = '{"date-parts":[[2014,4]]}', '{"date-parts":[[2014,6,1]]}'


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path / "study")


def source(study: Path, title: str) -> Source:
    return next(one for one in Study(study).records.of(Source) if one.title == title)


def left(told: Received) -> dict[str, tuple[str, ...]]:
    return {loss.why: loss.ids for loss in told.losses if loss.outcome == "left"}


def lines(study: Path) -> int:
    return sum(file.read_text().count("\n") for file in (study / "journal").glob("*"))


def test_a_zotero_library_comes_in_with_its_files_and_notes_as_one_act(study: Path, tmp_path: Path) -> None:
    told = receive(study, shelf(tmp_path / "export"), by=BY)
    assert told.added == {"Source": 3, "Text": 3, "Memo": 2}
    assert lines(study) == 1
    one = source(study, "Global report")
    assert {key: value for key, value in one.csl.items() if key != "custom"} == {
        "type": "report", "title": "Global report", "collection-title": "Blue series", "publisher": "Office on Drugs",
        "publisher-place": "Vienna", "number": "V.14", "language": "en", "URL": "https://example.org/global",
        "author": [{"literal": "Office on Drugs and Crime"}, {"family": "Berg", "given": "Jan"}],
        "issued": {"date-parts": [[2014, 3, 5]]}, "accessed": {"date-parts": [[2020, 2, 3]]},
        "keyword": "police, borders",
    }  # fmt: skip
    assert (one.url, one.retrieved, one.language) == ("https://example.org/global", "2020-02-03", "en")
    assert (one.name, one.media_type) == ("Office 2014 - Global.txt", "text/plain")
    opened = Study(study)
    assert opened.searchable(opened.texts[one.id]).text.count("six hundred officers") == 3
    notes = {(memo.about, memo.text) for memo in opened.records.of(Memo)}
    assert notes == {(one.id, "Read twice.\nCheck table 2."), ("", "Ask the ministry.")}
    assert [problem for problem in check_study(study) if problem.severity == "error"] == []


def test_an_article_has_what_is_said_of_its_journal(study: Path, tmp_path: Path) -> None:
    receive(study, shelf(tmp_path / "export"), by=BY)
    csl = source(study, "Shelters on the border").csl
    assert {key: value for key, value in csl.items() if key != "custom"} == {
        "type": "article-journal", "title": "Shelters on the border", "container-title": "Journal of Borders",
        "volume": "3", "issue": "2", "page": "1-9", "DOI": "10.1234/borders", "ISSN": "1234-5678",
        "issued": {"date-parts": [[2015, 7]]},
    }  # fmt: skip


def test_what_does_not_come_in_is_told(study: Path, tmp_path: Path) -> None:
    told = receive(study, shelf(tmp_path / "export"), by=BY)
    assert left(told) == {
        "no such file is there": ("files/32/gone.txt",),
        "a study keeps files, and no page is fetched": ("https://example.org/page",),
        "a study has no folders of sources": ("Thesis",),
    }
    carried = {loss.what: loss.count for loss in told.losses if loss.outcome == "carried"}
    assert carried == {"files": 3, "entries": 3, "notes": 2}


def test_the_same_export_again_adds_nothing(study: Path, tmp_path: Path) -> None:
    receive(study, shelf(tmp_path / "export"), by=BY)
    before = lines(study)
    told = receive(study, tmp_path / "export", by=BY)
    assert (told.added, told.revised, lines(study)) == ({}, {}, before)


def test_a_newer_export_changes_what_changed_and_no_word_of_a_person(study: Path, tmp_path: Path) -> None:
    receive(study, shelf(tmp_path / "export"), by=BY)
    one = source(study, "Global report")
    catalogue(study, one.id, {"volume": "7", "issued": "2014-04", "title": "The global report"}, by="bram@office")
    newer = report("Global Report 2014", date="2014-06-01", more="<z:shortTitle>GR</z:shortTitle>")
    told = receive(study, shelf(tmp_path / "newer", newer.replace(">V.14<", ">V.15<") + ARTICLE + REST), by=BY)
    assert told.revised == {"Source": 1}
    now = Study(study).records.get(Source, one.id)
    assert now
    assert (now.title, now.csl["title"], now.csl["issued"]) == (
        "The global report", "The global report", {"date-parts": [[2014, 4]]},
    )  # fmt: skip
    assert (now.csl["number"], now.csl["volume"], now.csl["title-short"]) == ("V.15", "7", "GR")
    assert {loss.what: loss.ids[0] for loss in told.losses if loss.outcome == "changed"} == {
        "values of 'title'": f"{one.id} (here \u2018The global report\u2019, there \u2018Global Report 2014\u2019)",
        "values of 'issued'": f"{one.id} (here \u2018{APRIL}\u2019, there \u2018{JUNE}\u2019)",
    }
    again = receive(study, tmp_path / "newer", by=BY)
    assert again.revised == {}


def test_a_newer_export_brings_new_entries_and_files_that_were_missing(study: Path, tmp_path: Path) -> None:
    receive(study, shelf(tmp_path / "export", REST), by=BY)
    assert source(study, "A seminar").name == "seminar.html"
    place = shelf(tmp_path / "newer", report() + REST)
    (place / "files/32").mkdir()
    (place / "files/32/gone.txt").write_text(LOCAL)
    told = receive(study, place, by=BY)
    assert told.added == {"Source": 2, "Text": 2, "Memo": 1}
    assert source(study, "A seminar: Slides").csl["type"] == "webpage"


def test_an_entry_without_its_file_is_a_source_that_gets_it_later(study: Path, tmp_path: Path) -> None:
    place = shelf(tmp_path / "export", ARTICLE)
    (place / "files/21/Shelters.txt").rename(tmp_path / "kept")
    receive(study, place, by=BY)
    one = source(study, "Shelters on the border")
    assert (one.sha256, Study(study).texts) == ("", {})
    (tmp_path / "kept").rename(place / "files/21/Shelters.txt")
    receive(study, place, by=BY)
    assert source(study, "Shelters on the border").name == "Shelters.txt"
    assert list(Study(study).texts) == [one.id]


def test_a_file_that_is_here_already_is_linked_and_not_doubled(study: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text(GLOBAL)
    add_sources(study, [tmp_path / "mine.txt"], by=BY)
    catalogue(study, "mine", {"volume": "7"}, by="bram@office")
    told = receive(study, shelf(tmp_path / "export", report(more="<prism:volume>8</prism:volume>")), by=BY)
    assert told.added == {"Memo": 1}
    one = source(study, "Global report")
    assert (one.id, one.csl["number"], one.csl["volume"]) == ("mine", "V.14", "7")
    assert len(list((study / "originals").iterdir())) == 1


def test_a_changed_file_of_an_entry_is_told_and_the_text_that_was_coded_stays(study: Path, tmp_path: Path) -> None:
    place = shelf(tmp_path / "export", ARTICLE)
    receive(study, place, by=BY)
    (place / "files/21/Shelters.txt").write_text(LOCAL.replace("four", "five"))
    told = receive(study, place, by=BY)
    assert (told.added, told.revised) == ({}, {})
    assert list(left(told).values()) == [("files/21/Shelters.txt",)]


def test_what_was_withdrawn_here_stays_away(study: Path, tmp_path: Path) -> None:
    receive(study, shelf(tmp_path / "export", ARTICLE), by=BY)
    gone = source(study, "Shelters on the border")
    at = stamp(Study(study).records.latest)
    withdrawn = Retraction(id=gone.id, by=BY, at=at, revises=(version(gone),), reason="Not of this case")
    Journal(study / "journal" / f"{BY}.jsonl").append([withdrawn])
    told = receive(study, tmp_path / "export", by=BY)
    assert told.added == {}
    assert left(told) == {"their sources were withdrawn here": ("Shelters on the border",)}


def test_a_note_changed_here_stays_and_one_changed_there_follows(study: Path, tmp_path: Path) -> None:
    receive(study, shelf(tmp_path / "export", report()), by=BY)
    receive(study, shelf(tmp_path / "newer", report().replace("table 2", "table 3")), by=BY)
    assert [memo.text for memo in Study(study).records.of(Memo)] == ["Read twice.\nCheck table 3."]
    opened = Study(study)
    say(opened, [msgspec.structs.replace(opened.records.of(Memo)[0], text="Table 3 is right.")], by="bram@office")
    told = receive(study, shelf(tmp_path / "newest", report().replace("table 2", "table 4")), by=BY)
    assert [memo.text for memo in Study(study).records.of(Memo)] == ["Table 3 is right."]
    assert "they were changed here, so they stay; the export says otherwise" in left(told)


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "files/../../secret.txt", "/etc/hostname", "C:\\secret.txt", "file:///etc/hostname",
     "..%2fsecret.txt", "files\\..\\..\\secret.txt", "link.txt"],
)  # fmt: skip
def test_no_file_outside_the_export_is_read(study: Path, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text(LOCAL)
    place = shelf(tmp_path / "export", ARTICLE.replace("files/21/Shelters.txt", path))
    (place / "link.txt").symlink_to(tmp_path / "secret.txt")
    told = receive(study, place / "Library.rdf", by=BY)
    assert told.added == {"Source": 1}
    reason = next(iter(left(told)))
    assert "outside the export" in reason or "out of the export" in reason
    assert not (study / "originals").exists() or not list((study / "originals").iterdir())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            rdf(ARTICLE).replace("<rdf:RDF", "<!DOCTYPE rdf:RDF [<!ENTITY a 'b'>]><rdf:RDF", 1),
            "declares a document type",
        ),
        (rdf(ARTICLE)[:-40], "breaks off or is damaged at line"),
        (rdf(ARTICLE).replace("Shelters on", "&nbsp; on"), "breaks off or is damaged at line"),
    ],
)
def test_a_library_that_is_damaged_or_dangerous_is_refused_whole(
    study: Path, tmp_path: Path, data: str, reason: str
) -> None:
    (tmp_path / "Library.rdf").write_text(data)
    with pytest.raises(RefusedFileError, match=reason):
        receive(study, tmp_path / "Library.rdf", by=BY)
    assert Study(study).records.by_id == {}


def test_a_folder_without_an_export_or_with_several_is_refused(study: Path, tmp_path: Path) -> None:
    place = shelf(tmp_path / "export")
    (place / "more.bib").write_text("@book{a, title={A}}")
    with pytest.raises(RefusedFileError, match=r"The folder holds Library\.rdf, more\.bib"):
        receive(study, place, by=BY)
    with pytest.raises(RefusedFileError, match="no export"):
        receive(study, place / "files", by=BY)


def _bibtex(place: Path) -> None:
    (place / "x.bib").write_text(
        "@article{shelters2015,\n title = {Shelters on the border},\n year = {2015},\n journal = {Borders},\n"
        " file = {Full {T}ext\\: a:files/21/Shelters.txt:text/plain;Gone:/home/me/gone.pdf:application/pdf}\n}\n"
    )


def _ris(place: Path) -> None:
    (place / "x.ris").write_text(
        "TY - JOUR\nID - shelters2015\nTI - Shelters on the border\nPY - 2015\nT2 - Borders\n"
        "L1 - files/21/Shelters.txt\n"
        "L2 - /home/me/gone.pdf\nER -\n"
    )


def _csl(place: Path) -> None:
    (place / "x.json").write_text(
        '[{"id":"shelters2015","type":"article-journal","title":"Shelters on the border","container-title":"Borders",'
        '"issued":{"date-parts":[[2015]]},"file":"files/21/Shelters.txt;/home/me/gone.pdf"}]'
    )


def _better(place: Path) -> None:
    item: dict[str, Any] = {
        "itemType": "journalArticle", "itemKey": "ABCD2345", "citationKey": "shelters2015", "date": "2015",
        "title": "Shelters on the border", "publicationTitle": "Borders",
        "attachments": [
            {"itemType": "attachment", "path": "files/21/Shelters.txt", "title": "PDF"},
            {"itemType": "attachment", "path": "/home/me/gone.pdf", "title": "PDF"},
        ],
    }  # fmt: skip
    (place / "x.json").write_text(better([item]))


@pytest.mark.parametrize("write", [_bibtex, _ris, _csl, _better])
def test_other_formats_link_their_files_too(study: Path, tmp_path: Path, write: Callable[[Path], None]) -> None:
    place = shelf(tmp_path / "export")
    (place / "Library.rdf").unlink()
    write(place)
    told = receive(study, place, by=BY)
    assert told.added == {"Source": 1, "Text": 1}
    one = source(study, "Shelters on the border")
    assert (one.id, one.name, one.year) == ("shelters2015", "Shelters.txt", 2015)
    assert (one.csl["type"], one.csl["container-title"]) == ("article-journal", "Borders")
    assert left(told)["it lies at a place outside the export, which is never read; export with files"] == (
        "/home/me/gone.pdf",
    )
    assert receive(study, place, by=BY).revised == {}


def test_a_file_is_found_wherever_its_field_stands_and_never_within_another() -> None:
    written = (
        b"@book{a, title = {A}, file = {files/1/a.pdf}}\n@book{b, file = {b.pdf}, title = {B}} @book{c, file={c.pdf}}\n"
        b"@book{d,\n  abstract = {Of tables, file = {no.pdf}},\n  title = {D}\n}\n"
    )
    library = read_library(written, "x.bib")
    found = {one.key: [file.path for file in one.files] for one in library.entries}
    assert found == {"a": ["files/1/a.pdf"], "b": ["b.pdf"], "c": ["c.pdf"], "d": []}


@pytest.mark.parametrize(
    "before",
    ["TY  - RPRT\nER  - \n", "AB  - Says:\nTY - is a tag of RIS.\n", "TY  - RPRT\nTI  - Open\n"],
)  # fmt: skip
def test_a_file_of_one_reference_never_comes_under_another(study: Path, tmp_path: Path, before: str) -> None:
    (tmp_path / "global.txt").write_text(GLOBAL)
    (tmp_path / "local.txt").write_text(LOCAL)
    first, second = (f"TI  - {title}\nL1  - {file}\nER  - \n" for title, file in
                     (("Global", "global.txt"), ("Local", "local.txt")))  # fmt: skip
    head = before if before.startswith("TY") else ""
    inner = "" if head else before
    (tmp_path / "l.ris").write_text(f"{head}TY  - RPRT\n{inner}{first}TY  - RPRT\n{second}")
    receive(study, tmp_path / "l.ris", by=BY)
    named = {one.title: one.name for one in Study(study).records.of(Source) if one.title != "Open"}
    assert named == {"Global": "global.txt", "Local": "local.txt"}


def test_better_bibtex_brings_creators_tags_and_notes(study: Path, tmp_path: Path) -> None:
    item: dict[str, Any] = {
        "itemType": "bookSection", "itemKey": "K", "title": "A chapter", "bookTitle": "A book", "date": "2014-02",
        "creators": [
            {"creatorType": "author", "firstName": "Ada", "lastName": "Berg"}, {"creatorType": "editor", "name": "UN"},
        ],
        "tags": [{"tag": "a"}, {"tag": "b", "type": 1}], "notes": [{"key": "N", "note": "<p>One</p><p>two</p>"}],
        "filingDate": "x",
    }  # fmt: skip
    (tmp_path / "x.json").write_text(better([item]))
    told = receive(study, tmp_path / "x.json", by=BY)
    csl = source(study, "A chapter").csl
    assert (csl["author"], csl["editor"]) == ([{"family": "Berg", "given": "Ada"}], [{"literal": "UN"}])
    assert (csl["container-title"], csl["keyword"]) == ("A book", "a, b")
    assert [memo.text for memo in Study(study).records.of(Memo)] == ["One\ntwo"]
    assert left(told) == {"CSL has no variable for it": ("K",), "a study has no folders of sources": ("Thesis",)}


def test_two_yearbooks_of_one_title_stay_two(study: Path, tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text("@report{a, title={Yearbook}, date={2014}}\n")
    (tmp_path / "y.bib").write_text("@report{b, title={Yearbook}, date={2015}}\n")
    for name in ("x.bib", "y.bib"):
        receive(study, tmp_path / name, by=BY)
    assert sorted(one.year or 0 for one in Study(study).records.of(Source)) == [2014, 2015]


def test_what_a_library_said_is_no_part_of_a_bibliography(study: Path, tmp_path: Path) -> None:
    receive(study, shelf(tmp_path / "export"), by=BY)
    export_file(study, "csl-json", tmp_path / "out.json")
    assert "custom" not in (tmp_path / "out.json").read_text()


def test_the_command_takes_the_folder(study: Path, tmp_path: Path) -> None:
    place = shelf(tmp_path / "export")
    done = CliRunner().invoke(main, ["import", str(place), "--study", str(study), "--by", BY])
    assert done.exit_code == 0, done.output
    assert "Library.rdf: Added 2 Memos, 3 Sources, 3 Texts." in done.output


THINGS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(
        st.sampled_from(["family", "name", "date-parts", "path", "note", "tag", "title", "key", "creatorType"]),
        inner, max_size=3,
    ),
    max_leaves=6,
)  # fmt: skip
FIELDS = st.sampled_from(
    [
        "itemType",
        "type",
        "title",
        "author",
        "issued",
        "accessed",
        "creators",
        "tags",
        "notes",
        "attachments",
        "file",
        "date",
        "DOI",
        "URL",
        "id",
        "key",
        "custom",
        "publisher",
        "language",
    ]
)


def taken(data: bytes, name: str) -> Library | None:
    """Return what is read; none where it is refused by name."""
    try:
        return read_library(data, name)
    except RefusedFileError as refused:
        if refused.name != name:
            raise
        return None


@given(st.lists(st.dictionaries(FIELDS, THINGS, max_size=6) | THINGS, max_size=3), st.booleans())
@settings(max_examples=150)
def test_any_items_are_taken_or_refused_by_name(items: list[Any], of_zotero: bool) -> None:  # noqa: FBT001
    data = json.dumps({"items": items, "collections": {}} if of_zotero else items).encode()
    library = taken(data, "x.json")
    if library is None:
        return
    known = Known(records={}, lenses={}, texts={})
    incoming, _ = take_library(library, Path("/nonexistent"), known, {}, lambda _: (), by=BY)
    for record in incoming.records:
        assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)).id == record.id


@given(st.text(alphabet=st.sampled_from(list("<>/:rdf=\"'abz#&; RDFitem")), max_size=40))
@settings(max_examples=100)
def test_any_xml_is_taken_or_refused_by_name(body: str) -> None:
    library = taken(rdf(body).encode(), "x.rdf")
    assert library is None or all(entry.csl["type"] for entry in library.entries)
