"""Bibliographies out: as many as there are sources, and every field that did not survive is named."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from desk import Desk
from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.actions.cataloguing import catalogue
from colligate.actions.describing import add_bibliography
from colligate.actions.exporting import export_file
from colligate.exchange.losses import Loss, Losses
from colligate.exchange.references import reference_bytes
from colligate.sources.bibliography import read_bibliography
from colligate.sources.source import Source

AT = datetime(2026, 1, 2, tzinfo=UTC)
#: References of the samples that begin with a TY line.
SAMPLES = {
    "_baseline.ris": 100, "baseline_reference_types.ris": 61, "baseline_zotero.ris": 100, "embase.ris": 6,
    "faulty_year.ris": 1, "ovid_psycinfo.ris": 6, "ovid_zotero.ris": 6, "proquest.ris": 6, "pubmed_endnote.txt": 6,
    "pubmed_zotero.ris": 6, "ris_issue_1099.txt": 7, "ris_issue_992.txt": 19, "scopus.ris": 6, "web_of_science.txt": 10,
}  # fmt: skip


def sources(items: list[dict[str, Any]]) -> dict[str, Source]:
    """Return a source for each item, as an import of it would make one."""
    made = {}
    for number, item in enumerate(items):
        csl = {key: value for key, value in item.items() if key != "id"}
        one = Source(id=f"s{number}", by="a@b", at=AT, title=str(item.get("title", "")), csl=csl)
        made[one.id] = one
    return made


def named(losses: Losses, identity: str) -> set[str]:
    """Return the fields of a source that a report says did not arrive as they were."""
    return {loss.what.split("'")[1] for loss in losses.lines() if loss.outcome != "carried" and identity in loss.ids}


def test_a_study_goes_out_and_describes_another_by_its_keys(desk: Desk, tmp_path: Path) -> None:
    told = {
        "title": "Annual report",
        "authors": "Office, The\nMinistry of Health",
        "issued": "2014-03-05",
        "type": "report",
    }
    catalogue(desk.study_path, "report", told | {"number": "V.14", "url": "https://example.org/r"}, by="a@b")
    before = desk.get(Source, "report")
    for form, ending in (("ris", "ris"), ("biblatex", "bib"), ("csl-json", "json")):
        file = tmp_path / f"out.{ending}"
        export_file(desk.study_path, form, file)
        report = add_bibliography(desk.study_path, file, by="a@b")
        assert [problem for problem in report.problems if problem.severity == "error"] == []
        assert "report" in {*report.described, *report.unchanged}
        now = desk.get(Source, "report")
        assert {key: value for key, value in now.csl.items() if key != "language"} == before.csl | {"URL": before.url}


@pytest.mark.parametrize("form", ["csl-json", "bibtex", "biblatex", "ris"])
def test_confidential_sources_that_go_out_are_told(desk: Desk, tmp_path: Path, form: str) -> None:
    catalogue(desk.study_path, "audit", {"confidential": "yes"}, by="a@b")
    told = [
        loss for loss in export_file(desk.study_path, form, tmp_path / "out").losses if "confidential s" in loss.what
    ]
    assert [(loss.outcome, loss.ids) for loss in told] == [("changed", ("audit",))]
    assert told[0].why == "their titles, authors and addresses are in the file like all others"


def test_a_ris_key_is_the_id_of_a_source(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "one.ris").write_text("TY - RPRT\nID - audit\nTI - What the auditors found\nPY - 2015\nER -\n")
    assert add_bibliography(desk.study_path, tmp_path / "one.ris", by="a@b").described == ["audit"]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_goes_out_and_comes_back_up_to_what_the_report_says(material: Path, name: str) -> None:
    items, _ = read_bibliography((material / "formats" / "references" / name).read_bytes(), name)
    records = sources(items)
    assert len(records) == SAMPLES[name]
    for form in ("csl-json", "ris"):
        data, losses = reference_bytes(records, form)
        back = {item["id"]: item for item in read_bibliography(data, form)[0]}
        carried = [one for loss in losses.lines() if loss.outcome == "carried" for one in loss.ids]
        gone = {one for loss in losses.lines() if loss.what == "sources" and loss.outcome == "left" for one in loss.ids}
        assert {*carried, *gone} == set(records)
        assert gone == {one.id for one in records.values() if form == "csl-json" and not one.title}
        for identity in carried:
            lost = named(losses, identity)
            for field, value in records[identity].csl.items():
                assert field in lost or back[identity][field] == value


WORDS = st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=12)
NAME = st.one_of(st.fixed_dictionaries({"literal": WORDS}), st.fixed_dictionaries({"family": WORDS, "given": WORDS}))
DATE = st.dates(datetime(1500, 1, 1).date(), datetime(2090, 1, 1).date()).flatmap(  # noqa: DTZ001 - years alone
    lambda day: st.sampled_from([[day.year], [day.year, day.month], [day.year, day.month, day.day]])
)
CLEAN = st.fixed_dictionaries(
    {"type": st.sampled_from(["report", "book", "article-journal", "thesis", "webpage"]), "title": WORDS},
    optional={
        "author": st.lists(NAME, min_size=1, max_size=3),
        "issued": DATE.map(lambda parts: {"date-parts": [parts]}),
        "publisher": WORDS, "publisher-place": WORDS, "volume": WORDS, "container-title": WORDS, "abstract": WORDS,
        "DOI": WORDS.map("10.1234/{}".format), "note": WORDS,
    },
)  # fmt: skip
ANY = st.dictionaries(
    st.sampled_from(
        ["author", "container-title", "abstract", "keyword", "page", "number", "note", "issued", "genre", "custom"]
    ),
    st.text(max_size=15)
    | st.lists(
        st.dictionaries(st.sampled_from(["family", "given", "literal"]), st.text(max_size=8), min_size=1), max_size=2
    ),
).map(lambda item: {"type": "report", "title": "T"} | item)


@given(st.lists(CLEAN, max_size=4))
@settings(max_examples=60)
def test_plain_fields_survive_ris_and_csl_json_whole(items: list[dict[str, Any]]) -> None:
    for form in ("ris", "csl-json"):
        _, losses = reference_bytes(sources(items), form)
        assert [loss for loss in losses.lines() if loss.outcome != "carried"] == []


@given(st.lists(ANY, max_size=4))
@settings(max_examples=100)
def test_whatever_a_report_does_not_name_is_as_it_was(items: list[dict[str, Any]]) -> None:
    records = sources(items)
    data, losses = reference_bytes(records, "ris")
    back = {item["id"]: item for item in read_bibliography(data, "x.ris")[0]}
    assert len(back) == len(records)
    for identity, source in records.items():
        lost = named(losses, identity) | {"custom"}
        assert {key: value for key, value in source.csl.items() if key not in lost} == {
            key: value for key, value in back[identity].items() if key not in lost and key != "id"
        }


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_bibtex_comes_back_up_to_what_the_report_says(form: str) -> None:
    item: dict[str, Any] = {
        "type": "article-newspaper", "title": "100 % of \u201ctrafficking\u201d & {the} $5 \u00e9t\u00e9",
        "language": "en",
        "author": [{"literal": "Office, and Crime"}, {"dropping-particle": "van", "family": "Berg", "given": "J."}],
        "issued": {"date-parts": [[2014, 3, 5]]}, "DOI": "10.1/ab_c", "volume": "3", "genre": "g",
    }  # fmt: skip
    records = sources([item] * 3)
    data, losses = reference_bytes(records, form)
    back = read_bibliography(data, "x.bib")[0]
    assert [one["id"] for one in back] == ["s0", "s1", "s2"]
    lost = named(losses, "s1")
    assert lost == ({"type", "language", "issued", "DOI", "genre"} if form == "bibtex" else {"genre"})
    assert {key: back[1][key] for key in item if key not in lost} == {key: item[key] for key in item if key not in lost}


def test_what_no_bibliography_has_a_place_for_is_named() -> None:
    one = Source(id="s", by="a@b", at=AT, title="T", kind="primary", confidential=True)
    _, losses = reference_bytes({"s": one}, "csl-json")
    assert [(loss.what, loss.outcome, loss.ids) for loss in losses.lines()] == [
        ("sources", "carried", ("s",)), ("values of 'kind'", "left", ("s",)),
        ("values of 'confidential'", "left", ("s",)),
    ]  # fmt: skip
    assert isinstance(losses.lines()[0], Loss)


def test_a_study_without_sources_gives_empty_files() -> None:
    assert [reference_bytes({}, form)[0] for form in ("bibtex", "biblatex", "ris")] == [b"", b"", b""]
    assert json.loads(reference_bytes({}, "csl-json")[0]) == []
