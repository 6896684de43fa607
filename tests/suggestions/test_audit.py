"""The first pass on a document nobody prepared."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_paper import PAPER, YEARBOOK

from colligate.actions.auditing import AuditReport, NothingToAuditError, audit
from colligate.actions.checking import check_study
from colligate.actions.deciding import accept_suggestions, refuse_suggestions
from colligate.actions.listing import rows
from colligate.assessments.claim import Cause, Claim, Peak, Trend
from colligate.cli import main
from colligate.codings.coding import Memo
from colligate.indicators.indicator import Indicator, Observation
from colligate.programmes.programme import Event
from colligate.record import Suggestion
from colligate.sources.passage import Passage
from colligate.sources.source import Citation
from colligate.study.study import Study
from colligate.study.supposing import open_suggestions

AT = datetime(2026, 1, 2, tzinfo=UTC)


def run(folder: Path, *names: str, **options: object) -> AuditReport:
    (folder / "paper.txt").write_text(PAPER)
    (folder / "yearbook.txt").write_text(YEARBOOK)
    return audit([folder / name for name in names], study=folder / "study", by="amina@laptop", at=AT, **options)  # pyright: ignore[reportArgumentType]


def proposed(folder: Path, kind: type) -> list:
    return [record for record in open_suggestions(Study(folder / "study")).values() if isinstance(record, kind)]


def test_the_things_that_matter_most_come_first(tmp_path: Path) -> None:
    report = run(tmp_path, "paper.txt")
    heads = [line.split(". ")[0] for line in report.headlines]
    assert len(heads) == 5
    assert heads[0].startswith("The document disagrees with itself in")
    assert "from 520 in 2016 to 240 in 2017 (-280, -53.8 %)" in report.headlines[0]
    assert any("cannot be decided: a value is missing" in head for head in heads)
    assert any("The question asked is not the question answered" in head for head in heads)


def test_everything_is_proposed_and_nothing_said(tmp_path: Path) -> None:
    run(tmp_path, "paper.txt")
    study = Study(tmp_path / "study")
    said = {type(record).__name__ for record in study.records.by_id.values()}
    assert said == {"Source", "Text", "Passage", "Suggestion"}
    assert all(suggestion.proposed_by for suggestion in study.records.of(Suggestion))
    assert check_study(tmp_path / "study") == []


def test_every_proposal_leads_to_its_words(tmp_path: Path) -> None:
    run(tmp_path, "paper.txt")
    study = Study(tmp_path / "study")
    for record in [*proposed(tmp_path, Event), *proposed(tmp_path, Claim), *proposed(tmp_path, Observation)]:
        quotes = [study.records.get(Passage, passage) for passage in record.passages]
        assert quotes
        assert all(quote and quote.quote in " ".join(PAPER.split()) for quote in quotes)


def test_an_actor_proposed_stands_with_the_words_that_name_it(tmp_path: Path) -> None:
    run(tmp_path, "paper.txt")
    actors = [row for row in rows(tmp_path / "study", "suggestions") if row["record"] == "Actor"]
    assert actors
    for row in actors:
        assert str(row["says"]) in str(row["quote"]), row["id"]
        assert row["source"]


def test_series_claims_and_citations_are_read(tmp_path: Path) -> None:
    run(tmp_path, "paper.txt")
    values = {(one.period, one.value) for one in proposed(tmp_path, Observation) if one.area == "MYS"}
    assert {("2014", "310"), ("2016", "520"), ("2017", "240")} <= values
    forms = {type(claim.states) for claim in proposed(tmp_path, Claim)}
    assert {Peak, Trend, Cause} <= forms
    assert {citation.key for citation in proposed(tmp_path, Citation)} == {
        "Archer, 2001", "HSO, 2009", "Lim & Osman, 2018", "HSO, 2015", "HSO, 2018",
    }  # fmt: skip


def test_a_series_put_together_from_two_works_has_its_break_marked(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(PAPER.replace("identified (HSO, 2015)", "identified (Coast Guard, 2015)"))
    audit([tmp_path / "paper.txt"], study=tmp_path / "study", by="amina@laptop")
    marks = [(mark.period, mark.reason) for one in proposed(tmp_path, Indicator) for mark in one.breaks]
    said = "The values before are taken from Coast Guard, those from here on from HSO."
    assert marks == [("2016", said)]


def test_a_matter_said_to_be_taken_up_and_not_to_be_is_noted(tmp_path: Path) -> None:
    run(tmp_path, "paper.txt")
    assert [memo.id.split("-")[1] for memo in proposed(tmp_path, Memo)].count("addressed") == 1


def test_another_document_moves_verdicts_and_the_report_says_which(tmp_path: Path) -> None:
    report = run(tmp_path, "paper.txt", "yearbook.txt")
    claims = {claim.id: claim for claim in proposed(tmp_path, Claim)}
    moved = {type(claims[move.claim].states): (move.before, move.after, move.source) for move in report.moves}
    assert moved[Peak] == ("undecidable", "contradicted", "yearbook")
    page = (tmp_path / "study" / "build" / "first-pass.html").read_text()
    assert "What the other documents change" in page


def test_a_document_added_later_moves_verdicts_too(tmp_path: Path) -> None:
    assert run(tmp_path, "paper.txt").moves == []
    report = run(tmp_path, "yearbook.txt")
    assert report.added == ["yearbook"]
    assert "contradicted" in {move.after for move in report.moves}


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path, "paper.txt")
    journal = tmp_path / "study" / "journal" / "amina@laptop.jsonl"
    page = tmp_path / "study" / "build" / "first-pass.html"
    before = journal.read_bytes(), page.read_bytes()
    run(tmp_path, "paper.txt")
    assert (journal.read_bytes(), page.read_bytes()) == before


def test_two_runs_on_two_machines_write_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        run(tmp_path / name, "paper.txt", "yearbook.txt")
    files = [
        sorted(p.relative_to(tmp_path / n) for p in (tmp_path / n).rglob("*") if p.is_file()) for n in ("one", "two")
    ]
    assert files[0] == files[1]
    assert [p for p in files[0] if (tmp_path / "one" / p).read_bytes() != (tmp_path / "two" / p).read_bytes()] == []


def test_decisions_outlive_a_second_run(tmp_path: Path) -> None:
    run(tmp_path, "paper.txt")
    study = tmp_path / "study"
    first, second = (event.id for event in proposed(tmp_path, Event)[:2])
    accept_suggestions(study, [first], by="bram@office")
    refuse_suggestions(study, [second], by="bram@office", reason="No event.")
    run(tmp_path, "paper.txt")
    assert not {first, second} & {event.id for event in proposed(tmp_path, Event)}
    assert [event.id for event in Study(study).records.of(Event)] == [first]


def test_lenses_asked_for_are_the_ones_used(tmp_path: Path) -> None:
    run(tmp_path, "paper.txt", lenses=["io-roles"])
    study = Study(tmp_path / "study")
    assert (list(study.lenses), study.settings.lenses) == (["io-roles"], ("io-roles@1.0",))


def test_a_document_in_a_language_no_rule_knows_is_taken_in_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "charte.txt").write_text(
        "Nous, peuples des Nations Unies, sommes r\u00e9solus \u00e0 tout cela en 1945. " * 20
    )
    report = audit([tmp_path / "charte.txt"], study=tmp_path / "study", by="amina@laptop")
    assert (report.added, report.proposed, report.headlines) == (["charte"], {}, [])
    assert "is not one the rules know" in report.written[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("words", ["", "   \n\n", "One two three.", "\N{ARABIC LETTER BEH}" * 40])
def test_a_document_with_little_in_it_is_reported_as_such(tmp_path: Path, words: str) -> None:
    (tmp_path / "short.txt").write_text(words)
    try:
        report = audit([tmp_path / "short.txt"], study=tmp_path / "study", by="amina@laptop")
    except NothingToAuditError as error:
        assert "short.txt" in str(error)  # noqa: PT017
    else:
        assert report.headlines == []
        assert b"Nothing stands out" in report.written[0].read_bytes()


def test_the_command_names_the_report_and_exits_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "paper.txt").write_text(PAPER)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["audit", "paper.txt", "--by", "amina@laptop"])
    assert done.exit_code == 0
    assert "The report: paper-audit/build/first-pass.html" in done.output
    listed = CliRunner().invoke(main, ["suggestions", "list", "--study", "paper-audit"])
    assert "series 1" in listed.output


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["audit", str(tmp_path / "nowhere.txt"), "--study", str(tmp_path / "study")])
    assert done.exit_code == 2
    assert "nowhere.txt does not exist" in done.output
