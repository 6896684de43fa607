"""Documents into a study, read again, described and fetched."""

from __future__ import annotations

import hashlib
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from colligate.actions.adding import InsideStudyError, NoSuchFileError, add_sources
from colligate.actions.describing import add_bibliography
from colligate.actions.fetching import FetchError, fetch_source
from colligate.actions.rereading import NoSuchSourceError, reread_sources
from colligate.actions.starting import FolderTakenError, new_study
from colligate.record import Record
from colligate.sources.bibliography import read_bibliography
from colligate.sources.passage import Passage, passage_fields
from colligate.sources.source import Source
from colligate.sources.text import Layout, Text
from colligate.study.checks import study_problems
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study

PROSE = " ".join(
    f"Officers of province {number} were trained in {2000 + number} by the regional office and its partners."
    for number in range(30)
)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path / "study", lenses=["io-roles"], title="Test", question="To what extent?")


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_new_study_is_without_problems_and_pins_its_lens(study: Path) -> None:
    opened = Study(study)
    assert study_problems(opened) == []
    assert opened.settings.lenses == ("io-roles@1.0",)
    assert opened.settings.question == "To what extent?"


def test_a_folder_that_holds_something_is_never_made_a_study(tmp_path: Path) -> None:
    write(tmp_path, "thesis.docx", b"precious")
    with pytest.raises(FolderTakenError, match="not empty"):
        new_study(tmp_path)
    assert (tmp_path / "thesis.docx").read_bytes() == b"precious"


def test_an_added_document_is_kept_as_published_and_frozen_as_read(study: Path, tmp_path: Path) -> None:
    data = "Ünïcode\r\nsecond line\r\n".encode()
    report = add_sources(study, [write(tmp_path, "Annual Report 2014.txt", data)], by="amina@laptop")
    assert report.added == ["annual-report-2014"]
    opened = Study(study)
    source, text = opened.records.of(Source)[0], opened.records.of(Text)[0]
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert (study / "originals" / f"{source.sha256}.txt").read_bytes() == data
    assert opened.folder.text(text.sha256) == "Ünïcode\nsecond line\n"
    assert text.sha256 == hashlib.sha256("Ünïcode\nsecond line\n".encode()).hexdigest()
    assert study_problems(opened) == []


def test_the_same_file_under_another_name_is_reported_and_not_added_twice(study: Path, tmp_path: Path) -> None:
    first, again = write(tmp_path, "a.txt", PROSE), write(tmp_path, "b.txt", PROSE)
    report = add_sources(study, [first, again], by="amina@laptop")
    assert report.added == ["a"]
    assert report.problems[0].message == "The same file is already here as 'a'."


def test_a_document_with_a_few_words_changed_is_held_back_until_asked_for(study: Path, tmp_path: Path) -> None:
    first, near = write(tmp_path, "a.txt", PROSE), write(tmp_path, "b.txt", PROSE.replace("province 7", "province VII"))
    assert add_sources(study, [first], by="amina@laptop").added == ["a"]
    report = add_sources(study, [near], by="amina@laptop")
    assert report.added == []
    assert "stand in 'a' too" in report.problems[0].message
    assert add_sources(study, [near], by="amina@laptop", even_if_alike=True).added == ["b"]


def test_one_bad_file_in_a_folder_does_not_stop_the_others(study: Path, tmp_path: Path) -> None:
    write(tmp_path, "in/good.txt", "One paragraph of text.")
    write(tmp_path, "in/broken.pdf", b"%PDF-1.7 and then nothing")
    write(tmp_path, "in/.hidden", "not for us")
    report = add_sources(study, [tmp_path / "in"], by="amina@laptop")
    assert report.added == ["good"]
    assert [Path(problem.place).name for problem in report.problems] == ["broken.pdf"]


def test_a_file_that_is_not_there_is_named(study: Path, tmp_path: Path) -> None:
    with pytest.raises(NoSuchFileError, match=r"nowhere\.pdf does not exist"):
        add_sources(study, [tmp_path / "nowhere.pdf"], by="amina@laptop")


def test_a_study_never_takes_its_own_files_for_documents(study: Path, tmp_path: Path) -> None:
    with pytest.raises(InsideStudyError, match="part of the study itself"):
        add_sources(study, [study], by="a@b")
    write(tmp_path, "report.txt", "A document beside the study.")
    assert add_sources(study, [tmp_path], by="a@b").added == ["report"]


def quoted(study: Path, words: str) -> Passage:
    opened = Study(study)
    source, text = opened.records.of(Source)[0], opened.records.of(Text)[0]
    characters = opened.folder.text(text.sha256)
    start = characters.index(words)
    fields = passage_fields(characters, Layout(), start, start + len(words))
    at = stamp(opened.records.latest)
    return Passage(id=f"p-{start}", by="a@b", at=at, source=source.id, text=text.id, **fields)


def append(study: Path, *records: Record) -> None:
    Journal(study / "journal" / "a@b.jsonl").append(records)


def test_reading_again_places_every_quote_anew_and_lists_what_is_lost(study: Path, tmp_path: Path) -> None:
    add_sources(study, [write(tmp_path, "a.txt", "First words. Second words, kept. Third words, lost.")], by="a@b")
    kept, lost = quoted(study, "Second words, kept."), quoted(study, "Third words, lost.")
    append(study, kept, lost)
    source = Study(study).records.of(Source)[0]
    # A reader of another day: the same original, another text. Only the frozen reading differs.
    other = "Title page\n\nFirst words. Second words,\nkept. Third part."
    (study / "originals" / f"{source.sha256}.txt").write_bytes(other.encode())
    report = reread_sources(study, by="bram@office")
    assert report.reread == ["a"]
    assert report.moved == [kept.id]
    assert [problem.place for problem in report.problems] == [lost.id]
    opened = Study(study)
    moved = opened.records.get(Passage, kept.id)
    assert moved is not None
    assert other[moved.start : moved.end] == "Second words,\nkept."
    assert opened.records.get(Passage, lost.id) == lost
    assert opened.folder.text(next(t for t in opened.records.of(Text) if t.id == lost.text).sha256).startswith("First")
    assert len(opened.records.history[kept.id]) == 2


def test_reading_again_with_the_same_result_changes_nothing(study: Path, tmp_path: Path) -> None:
    add_sources(study, [write(tmp_path, "a.txt", PROSE)], by="a@b")
    before = (study / "journal" / "a@b.jsonl").read_bytes()
    assert reread_sources(study, by="a@b").unchanged == ["a"]
    assert (study / "journal" / "a@b.jsonl").read_bytes() == before


def test_reading_again_an_unknown_source_says_where_the_known_ones_are(study: Path) -> None:
    with pytest.raises(NoSuchSourceError, match="sources list"):
        reread_sources(study, ["nothing"], by="a@b")


REFERENCES = """\
TY  - RPRT
TI  - Annual report 2014
AU  - Doe, Jane
PY  - 2014
PB  - Office of Examples
ER  -

TY - BOOK
TI - A book nobody added
ER -
"""


def test_a_bibliography_describes_the_source_it_fits_and_lists_the_rest(study: Path, tmp_path: Path) -> None:
    add_sources(study, [write(tmp_path, "Annual Report (2014).txt", PROSE)], by="a@b")
    report = add_bibliography(study, write(tmp_path, "refs.ris", REFERENCES), by="a@b")
    assert report.described == ["annual-report-2014"]
    assert [problem.message for problem in report.problems] == ["'A book nobody added' fits no source of the study."]
    source = Study(study).records.of(Source)[0]
    assert source.csl["author"] == [{"family": "Doe", "given": "Jane"}]
    assert source.year == 2014
    again = add_bibliography(study, tmp_path / "refs.ris", by="a@b")
    assert (again.described, again.unchanged) == ([], ["annual-report-2014"])


#: Number of references in each file, as counted by its TY lines.
COUNTS = {
    "_baseline.ris": 100, "baseline_reference_types.ris": 61, "baseline_tag_and_field_definitions.ris": 1,
    "embase.ris": 6, "faulty_year.ris": 1, "ovid_psycinfo.ris": 6, "proquest.ris": 6, "pubmed_endnote.txt": 6,
    "ris_issue_1099.txt": 7, "ris_issue_992.txt": 19, "scopus.ris": 6, "web_of_science.txt": 10,
}  # fmt: skip


def test_no_reference_of_the_real_files_is_dropped_in_silence(material: Path) -> None:
    folder = material / "formats" / "references"
    for name, count in COUNTS.items():
        items, problems = read_bibliography((folder / name).read_bytes(), name)
        assert (name, len(items), problems) == (name, count, [])


def test_bibtex_and_csl_json_are_read_too() -> None:
    bibtex = b"@book{hurd, author={Hurd, Ian}, title={International Organizations}, year=2014}"
    items, problems = read_bibliography(bibtex, "refs.bib")
    assert problems == []
    assert items[0]["author"] == [{"family": "Hurd", "given": "Ian"}]
    csl = msgspec.json.encode([{"id": "x", "type": "book", "title": "T"}, {"id": "y", "type": "book"}])
    items, problems = read_bibliography(csl, "refs.json")
    assert [item["id"] for item in items] == ["x"]
    assert problems[0].place == "refs.json:2"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "site"
    write(folder, "report.txt", PROSE)
    handler = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: handler(*a, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_fetched_source_knows_its_address_and_is_refused_once_it_changed(
    study: Path, site: str, tmp_path: Path
) -> None:
    url = f"{site}/report.txt"
    assert fetch_source(study, url, by="a@b").added == ["report"]
    source = Study(study).records.of(Source)[0]
    assert source.url == url
    assert source.retrieved
    write(tmp_path / "site", "report.txt", PROSE + " Revised.")
    with pytest.raises(FetchError, match="the document changed"):
        fetch_source(study, url, by="a@b")
    assert len(Study(study).records.of(Source)) == 1


def test_an_address_that_gives_nothing_is_told(study: Path, site: str) -> None:
    with pytest.raises(FetchError, match="answered 404"):
        fetch_source(study, f"{site}/gone.pdf", by="a@b")
    with pytest.raises(FetchError, match="not an http"):
        fetch_source(study, "file:///etc/passwd", by="a@b")
