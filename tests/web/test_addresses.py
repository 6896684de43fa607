"""Every kind of place that checks write leads to a page of the workbench that answers."""

from __future__ import annotations

import http.client
import shutil
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from opened import listening
from worked import EXAMPLE

from colligate.actions.addresses import GROUPS, record_address, spot_of
from colligate.actions.checking import check_study
from colligate.actions.looking import standing_of
from colligate.codings.coding import Coding, Memo
from colligate.indicators.indicator import Observation
from colligate.programmes.programme import Event, Fact
from colligate.record import Record, Retraction, Suggestion, suggestion_id, version
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study
from colligate.web.app import create_app


def ask(host: str, address: str) -> tuple[int, str]:
    """Return the status and words of a page."""
    asked = http.client.HTTPConnection(host)
    asked.request("GET", address.partition("#")[0])
    answer = asked.getresponse()
    told = answer.status, answer.read().decode()
    asked.close()
    return told


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places") / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    return folder


def place(folder: Path, name: str) -> str:
    """Return the address of a place."""
    return spot_of(standing_of(folder), name).address


def test_a_record_of_every_type_has_a_page_that_answers(folder: Path) -> None:
    standing = standing_of(folder)
    types: dict[type, Record] = {type(record): record for record in standing.study.records.by_id.values()}
    assert len(types) > 12
    with listening(create_app(folder, by="amina@laptop")) as host:
        for record in types.values():
            address = record_address(standing, record)
            assert (address, ask(host, address)[0]) == (address, 200)


def test_records_lead_to_the_words_or_the_entry_that_is_theirs(folder: Path) -> None:
    records = standing_of(folder).study.records
    coding, source = records.of(Coding)[0], records.of(Source)[0]
    passage = records.get(Passage, coding.passage)
    assert passage
    in_reader = f"/sources/{passage.source}?passage={passage.id}"
    assert place(folder, coding.id) == in_reader
    assert place(folder, f"{passage.id} (source {passage.source})") == in_reader
    assert place(folder, source.id) == f"/sources/{source.id}/about"
    fact, event = records.of(Fact)[0], records.of(Event)[0]
    assert place(folder, fact.id) == f"/programmes/{fact.about}#{fact.id}"
    assert place(folder, event.id) == f"/programmes/{event.id}"
    value = records.of(Observation)[0]
    assert place(folder, value.id) == f"/indicators/{value.indicator}?area={value.area}#r-{value.id}"


def test_files_lead_to_the_line_and_stored_files_to_their_source(folder: Path) -> None:
    assert place(folder, "study.yaml") == "/study/file?name=study.yaml"
    assert place(folder, "study.yaml:3") == "/study/file?name=study.yaml&line=3#line-3"
    assert place(folder, "lenses/causes.yaml:12") == "/study/file?name=lenses%2Fcauses.yaml&line=12#line-12"
    assert place(folder, "lenses/unlisted") == "/study/case#lenses"
    journal = "journal/authors@colligate.jsonl"
    assert place(folder, f"{journal}:7") == "/study/file?name=journal%2Fauthors%40colligate.jsonl&line=7#line-7"
    study = Study(folder)
    source, text = study.records.of(Source)[0], study.texts[study.records.of(Source)[0].id]
    assert place(folder, f"originals/{source.sha256}.md") == f"/sources/{source.id}/about"
    assert place(folder, f"texts/{text.sha256}.txt") == f"/sources/{source.id}/about"
    assert place(folder, f"texts/{text.layout}.json").startswith("/sources/")
    assert place(folder, f"texts/{'0' * 64}.txt") == "/sources"


def test_the_report_s_places_lead_to_the_sentence_or_the_line(folder: Path) -> None:
    sentence = next(one for one in standing_of(folder).sentences if one.id == "s-actor")
    assert place(folder, f"{sentence.place} #s-actor") == "/reports/sentence/s-actor"
    assert place(folder, sentence.place) == "/reports/sentence/s-actor"
    assert place(folder, "report/01-report.md:1") == "/study/file?name=report%2F01-report.md&line=1#line-1"
    assert place(folder, "report/report.lock") == "/study/file?name=report%2Freport.lock"
    assert place(folder, "report .figure timeline") == "/reports"
    assert place(folder, "report") == "/reports"
    assert place(folder, "build/report.pdf") == "/reports"


def test_a_conflict_of_values_leads_to_the_series(folder: Path) -> None:
    told = next(one for one in standing_of(folder).study.records.of(Observation) if one.value)
    address = place(folder, f"{told.indicator}|{told.area}|{told.period}")
    assert address.startswith(f"/indicators/{told.indicator}?area={told.area}#r-")


def test_what_has_no_page_says_so(folder: Path) -> None:
    spot = spot_of(standing_of(folder), "nowhere at all")
    assert (spot.address, spot.name, spot.group) == ("", "nowhere at all", "Elsewhere")
    assert place(folder, "report/gone.md:3") == ""


def test_every_problem_of_a_study_broken_in_many_ways_leads_somewhere(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    records = Study(folder).records
    coding, passage, told = records.of(Coding)[0], records.of(Passage)[0], records.of(Observation)[0]
    fact, event = records.of(Fact)[0], records.of(Event)[0]
    at = stamp(records.latest)
    broken: list[Record] = [
        msgspec.structs.replace(coding, memo="One.", revises=(version(coding),)),
        msgspec.structs.replace(coding, memo="Two.", revises=(version(coding),)),
        msgspec.structs.replace(coding, id="c/odd id", code="io-roles/nothing"),
        msgspec.structs.replace(coding, id="c-lost", passage="p-lost"),
        msgspec.structs.replace(passage, id="p-wrong", quote="Not in this source at all."),
        msgspec.structs.replace(told, id="o-off", value="n/a", passages=()),
        msgspec.structs.replace(told, id="o-lost", indicator="nothing"),
        msgspec.structs.replace(fact, id="f-lost", about="nobody", passages=()),
        msgspec.structs.replace(event, id="e-date", date="17 November 2014"),
        Memo(id="m-lost", by="", at=at, text="?", passages=("p-lost",)),
        Suggestion(id=suggestion_id("x"), by="", at=at, proposed_by="rule 1", proposes={"type": "Nothing"}),
        Retraction(id="never-said", by="", at=at),
    ]
    for record in broken:
        at += timedelta(seconds=1)
        Journal(folder / "journal" / "bram@office.jsonl").append([msgspec.structs.replace(record, by="bram", at=at)])
    with (folder / "journal" / "bram@office.jsonl").open("a") as journal:
        journal.write('[{"type":')
    (folder / "lenses" / "own.yaml").write_text("id: own\ntitel: Own theory\n")
    shutil.copy(folder / "lenses" / "causes.yaml", folder / "lenses" / "more.yaml")
    next((folder / "originals").iterdir()).write_text("Changed.")
    next((folder / "texts").glob("*.json")).unlink()
    (folder / "report" / "02-more.md").write_text('Unbound, it is. [It rests on nothing.]{#s-lost rests="nowhere"}\n')
    (folder / "report" / "03-bad.md").write_bytes(b"\xff\xfe")
    (folder / "report" / "report.lock").write_text("{")
    standing = standing_of(folder)
    assert standing.every_problem == check_study(folder)
    assert len(standing.every_problem) > 18
    with listening(create_app(folder, by="amina@laptop")) as host:
        for problem in standing.every_problem:
            spot = spot_of(standing, problem.place, problem.message)
            assert (problem, bool(spot.address), spot.group in GROUPS) == (problem, True, True)
            status, words = ask(host, spot.address)
            assert (problem, spot.address, status) == (problem, spot.address, 200)
            _, _, fragment = spot.address.partition("#")
            assert f'id="{fragment}"' in words or not fragment, (problem, spot.address)
        assert ask(host, "/")[0] == 200
