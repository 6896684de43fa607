"""Codings go out as W3C annotations and come back; annotations made elsewhere are placed by their words, or listed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from desk import AT, Desk
from referencing import Registry, Resource

from colligate.actions.coding import code_span
from colligate.actions.exporting import export_file
from colligate.actions.receiving import Received, receive
from colligate.codings.coding import Coding, Memo
from colligate.exchange.faults import RefusedFileError
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.study.journal import Journal
from colligate.study.study import Study

ROOT = Path(__file__).parents[2]
PAGE = "https://example.org/report"


@pytest.fixture
def annotated(desk: Desk) -> Desk:
    """The desk's study, its report with an address."""
    source = desk.study().records.get(Source, "report")
    assert source
    revised = msgspec.structs.replace(source, url=PAGE, at=AT.replace(year=2027), revises=())
    Journal(desk.study_path / "journal" / "amina@laptop.jsonl").append([revised])
    return desk


def take(desk: Desk, content: object, *, source: str = "") -> Received:
    file = desk.path / "annotations.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return receive(desk.study_path, file, by="amina@laptop", source=source)


def left(report: Received) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(loss.what, loss.why, loss.ids) for loss in report.losses if loss.outcome == "left"]


def hypothesis_row(
    exact: str, *, identity: str = "h1", prefix: str = "", suffix: str = "", tags: Iterable[str] = (), text: str = "",
    uri: str = PAGE, start: int = 0, **more: Any,
) -> dict[str, Any]:  # fmt: skip
    """Return a row as Hypothesis's API gives it; positions count UTF-16 units of the page's own text."""
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 0, "endOffset": 3},
        {"type": "TextPositionSelector", "start": start, "end": start + len(exact)},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
    ]
    return {
        "id": identity,
        "created": "2026-01-01T10:00:00+00:00", "user": "acct:ana@hypothes.is", "uri": uri, "text": text,
        "tags": list(tags), "target": [{"source": uri, "selector": selectors}], **more,
    }  # fmt: skip


def test_every_coding_comes_back_at_its_words(desk: Desk) -> None:
    path = desk.study_path
    said = code_span(
        path, source="report", start=35, end=61, code="io-roles/actor.recognised", stance="contradicts", memo="Not so.",
        by="bram@office",
    )  # fmt: skip
    export_file(path, "web-annotation", desk.path / "out.jsonld")
    before = desk.study().records.get(Coding, said.id)
    again = receive(path, desk.path / "out.jsonld", by="amina@laptop")
    assert (again.added, again.unchanged, again.revised) == ({}, {"Coding": 1}, {})
    other = Desk(desk.path / "other")
    report = receive(other.study_path, desk.path / "out.jsonld", by="amina@laptop")
    assert report.added == {"Passage": 1, "Coding": 1}
    after = other.study().records.get(Coding, said.id)
    assert before
    assert after
    assert msgspec.structs.replace(after, at=before.at) == before
    passages = [each.study().records.of(Passage)[0] for each in (desk, other)]
    assert msgspec.structs.replace(passages[1], at=passages[0].at, by=passages[0].by) == passages[0]


def schemas(folder: Path) -> list[tuple[dict[str, Any], Any]]:
    """Return each MUST of the model's tests with its validator."""
    registry: Registry[Any] = Registry()
    for file in (folder / "definitions").glob("*.json"):
        content = json.loads(file.read_text())
        registry = registry.with_resource(file.name, Resource.from_contents(content))
    found = []
    for file in sorted((folder / "annotations").glob("*.json")):
        content = json.loads(file.read_text())
        if content.get("assertionType") == "must":
            found.append((content, jsonschema.Draft4Validator({**content, "id": ""}, registry=registry)))
    return found


@pytest.mark.parametrize("example", ["thailand-unodc-2014-2017", "colombia-un-2016-2018"])
def test_what_goes_out_is_valid_and_all_of_it_comes_back(material: Path, tmp_path: Path, example: str) -> None:
    study = ROOT / "examples" / example
    export_file(study, "web-annotation", tmp_path / "out.jsonld")
    items = json.loads((tmp_path / "out.jsonld").read_text())["first"]["items"]
    musts = schemas(material / "standards" / "web-annotation")
    assert len(musts) > 10
    for content, validator in musts:
        for item in items[:40]:
            wanted = content.get("expectedResult", "valid") == "valid"
            assert validator.is_valid(item) == wanted, content["id"]
    records = Study(study).records
    assert sum(item["motivation"] == "classifying" for item in items) == len(records.of(Coding))
    copy = tmp_path / "copy"
    shutil.copytree(study, copy)
    report = receive(copy, tmp_path / "out.jsonld", by="carla@desk")
    assert (report.added, report.revised) == ({}, {})
    assert report.unchanged["Coding"] == len(records.of(Coding))


@pytest.mark.parametrize("group", ["samples/correct", "spec-examples"])
def test_every_correct_sample_is_read_and_told(material: Path, desk: Desk, group: str) -> None:
    files = sorted((material / "standards" / "web-annotation" / group).glob("*.json"))
    assert len(files) > 30
    for file in files:
        report = receive(desk.study_path, file, by="amina@laptop")
        assert report.added == {}, file.name
        assert left(report), file.name


def test_no_incorrect_sample_breaks_anything(material: Path, desk: Desk) -> None:
    for file in sorted((material / "standards" / "web-annotation" / "samples" / "incorrect").glob("*.json")):
        try:
            report = receive(desk.study_path, file, by="amina@laptop")
        except RefusedFileError:
            continue
        assert report.added == {}, file.name


def test_an_annotation_of_hypothesis_is_placed_by_its_words_and_not_by_its_numbers(annotated: Desk) -> None:
    row = hypothesis_row("600 officers", tags=["recognised", "trained"], text="Many.", start=900)
    report = take(annotated, {"total": 1, "rows": [row]})
    records = annotated.study().records
    assert [passage.quote for passage in records.of(Passage)] == ["600 officers"]
    assert {coding.code for coding in records.of(Coding)} == {"annotation-tags/recognised", "annotation-tags/trained"}
    assert {coding.by for coding in records.of(Coding)} == {"ana"}
    assert [(memo.text, memo.passages) for memo in records.of(Memo)] == [("Many.", (records.of(Passage)[0].id,))]
    assert left(report) == []


def test_a_tag_with_the_name_of_a_code_is_that_code(annotated: Desk) -> None:
    take(annotated, [hypothesis_row("600 officers", tags=["POVERTY"], text="Many.")])
    coding = annotated.study().records.of(Coding)[0]
    assert (coding.code, coding.memo) == ("causes/economic.poverty", "Many.")


def test_words_at_two_places_are_told_apart_by_their_surroundings_or_asked_about(annotated: Desk) -> None:
    words = "The course was well received."
    told = hypothesis_row(words, identity="told", prefix="595 victims in 2014. ", suffix=" It said", text="Second.")
    bare = hypothesis_row(words, identity="bare", text="Which?")
    report = take(annotated, [told, bare])
    passages = annotated.study().records.of(Passage)
    assert [(passage.quote, passage.prefix[-5:]) for passage in passages] == [(words, "2014.")]
    assert len(left(report)) == 1
    what, why, ids = left(report)[0]
    assert (what, ids) == ("annotations", ("bare",))
    assert "stand at several places of 'report'" in why


def test_lost_words_are_listed_with_the_nearest_and_never_placed(annotated: Desk) -> None:
    report = take(annotated, [hypothesis_row("The office trained 700 officers in five provinces", text="Hm.")])
    assert annotated.study().records.of(Passage) == []
    assert "their words are not in 'report'; the nearest are" in left(report)[0][1]


def test_an_annotation_of_another_document_is_listed_unless_its_source_is_named(annotated: Desk) -> None:
    rows = [hypothesis_row("212 officers", uri="https://elsewhere.example/audit", text="Few.")]
    assert left(take(annotated, rows))[0][1] == (
        "no source of the study has the address https://elsewhere.example/audit"
    )
    take(annotated, rows, source="audit")
    assert [passage.source for passage in annotated.study().records.of(Passage)] == ["audit"]


def test_answers_and_notes_on_the_page_become_memos(annotated: Desk) -> None:
    first = hypothesis_row("600 officers", identity="a", text="Many.")
    answer = hypothesis_row("", identity="b", text="Are they?", references=["a"])
    page = hypothesis_row("", identity="c", text="A dull report.")
    answer["target"] = page["target"] = [{"source": PAGE}]
    take(annotated, {"annotations": [answer, page, first]})
    memos = {memo.text: memo.about for memo in annotated.study().records.of(Memo)}
    many = next(memo for memo in annotated.study().records.of(Memo) if memo.text == "Many.")
    assert memos == {"Many.": many.passages[0], "A dull report.": "report", "Are they?": many.id}


def test_a_position_without_words_is_not_trusted(annotated: Desk) -> None:
    annotation = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://example.org/1", "type": "Annotation",
        "bodyValue": "Here.",
        "target": {"source": PAGE, "selector": {"type": "TextPositionSelector", "start": 4, "end": 9}},
    }  # fmt: skip
    assert left(take(annotated, annotation)) == [
        ("annotations", "they give a position but no words to check it by", ("http://example.org/1",))
    ]


@pytest.mark.parametrize("content", ['{"type": "Annotation", "target"', '{"a": 1}', "[" * 100_000, "[1, 2]"])
def test_what_is_no_annotation_is_refused(desk: Desk, content: str) -> None:
    with pytest.raises(RefusedFileError):
        take(desk, content)
    assert desk.lines() == 2
