"""Tables for reading: as much comes out as is in the study, and no spreadsheet runs a cell of them."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner
from desk import AT, Desk
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from colligate.actions.addresses import record_address
from colligate.actions.exporting import UnknownFormatError, UnknownFormError, export_file
from colligate.actions.looking import Standing
from colligate.actions.starting import copy_example
from colligate.cli import main
from colligate.codings.coding import Coding
from colligate.exchange.losses import Losses
from colligate.exchange.tidy import LONGEST, Tidy, csv_bytes, parquet_bytes, xlsx_bytes
from colligate.programmes.programme import Fact
from colligate.reports.formulas import guarded, unguarded
from colligate.study.assessing import assessment
from colligate.study.study import Study

CODINGS = (
    "id,code,stance,source,quote,memo\n"
    "c1,io-roles/actor.recognised,contradicts,audit,The auditors saw 212 officers finish the course.,"
    "\"=cmd|'/c calc'!A0\"\n"
    "c2,io-roles/actor.recognised,supports,report,The office trained 600 officers in five provinces.,-12\n"
)


@pytest.fixture
def coded(desk: Desk) -> Desk:
    assert [problem for problem in desk.load(codings=CODINGS).refusals if problem.severity == "error"] == []
    return desk


def sheet(file: Path) -> list[dict[str, Any]]:
    rows = openpyxl.load_workbook(file).worksheets[0].iter_rows()
    head = [cell.value for cell in next(rows)]
    return [dict(zip(head, row, strict=True)) for row in rows]


def comma(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def test_a_row_of_quotes_says_where_it_stands_and_whose_account_it_is(coded: Desk, tmp_path: Path) -> None:
    export_file(coded.study_path, "quotes", tmp_path / "q.json")
    row = json.loads((tmp_path / "q.json").read_bytes())[1]
    assert row["id"] == "c2"
    assert (row["lens"], row["code"], row["stance"]) == ("io-roles", "actor.recognised", "supports")
    assert (row["source id"], row["page"], row["page inferred"]) == ("report", "1", False)
    assert row["quote"] == "The office trained 600 officers in five provinces."
    assert (row["start"], row["end"]) == (29, 79)
    assert (row["coder"], row["standing"], row["self-reported"]) == ("amina@laptop", "unknown", None)


def test_the_link_is_the_page_on_which_the_workbench_shows_the_coding(coded: Desk, tmp_path: Path) -> None:
    export_file(coded.study_path, "quotes", tmp_path / "q.csv")
    study = coded.study()
    standing = Standing(study, ())
    assert {row["id"]: row["link"] for row in comma(tmp_path / "q.csv")} == {
        coding.id: record_address(standing, coding) for coding in study.records.of(Coding)
    }


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "json", "html", "docx"])
def test_as_many_come_out_as_are_in_the_worked_study(form: str, tmp_path: Path) -> None:
    copy_example(tmp_path / "study")
    study = Study(tmp_path / "study")
    found = assessment(study)
    facts = study.records.of(Fact)
    wanted = {
        "quotes": len(study.records.of(Coding)),
        "findings": len(found.findings),
        "gaps": sum(row.state != "addressed" for row in found.coverage),
        "claims": len(found.claims),
        "facts": sum(len(fact.passages) or 1 for fact in facts),
    }
    counted = {}
    for name, count in wanted.items():
        file = tmp_path / f"{name}.{form}"
        told = export_file(tmp_path / "study", name, file)
        if form == "csv":
            counted[name] = len(comma(file))
        elif form == "xlsx":
            counted[name] = len(sheet(file))
        elif form == "parquet":
            counted[name] = pl.read_parquet(file).height
        elif form == "html":
            counted[name] = len(etree.HTML(file.read_bytes().decode()).findall(".//tbody/tr"))
        elif form == "docx":
            counted[name] = len(docx.Document(str(file)).tables[0].rows) - 1
        else:
            counted[name] = len(json.loads(file.read_bytes()))
        carried = next(loss.count for loss in told.losses if loss.outcome == "carried")
        assert carried == (len(facts) if name == "facts" else count)
    assert counted == wanted


def test_a_formula_is_words_in_a_workbook_and_numbers_stay_as_they_are(coded: Desk, tmp_path: Path) -> None:
    export_file(coded.study_path, "quotes", tmp_path / "q.xlsx")
    cells = [row["memo"] for row in sheet(tmp_path / "q.xlsx")]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=cmd|'/c calc'!A0", "s"), ("-12", "s")]
    assert [cell.quotePrefix for cell in cells] == [True, False]


def test_a_formula_is_words_in_csv_which_excel_knows_for_utf8(coded: Desk, tmp_path: Path) -> None:
    told = export_file(coded.study_path, "quotes", tmp_path / "q.csv")
    assert (tmp_path / "q.csv").read_bytes().startswith(b"\xef\xbb\xbfid,lens,code,")
    memos = [row["memo"] for row in comma(tmp_path / "q.csv")]
    assert memos == ["'=cmd|'/c calc'!A0", "-12"]
    assert unguarded(memos[0]) == "=cmd|'/c calc'!A0"
    assert [(loss.outcome, loss.ids) for loss in told.losses] == [("carried", ("c1", "c2")), ("changed", ("c1",))]


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n\uff1d1a %"), max_size=6) | st.text(max_size=20))
def test_whatever_is_guarded_comes_back_and_begins_no_formula(words: str) -> None:
    cell = guarded(words)
    assert unguarded(cell) == words
    assert not cell.startswith(("=", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    if cell.startswith(("+", "-")):
        assert set(cell[1:]) <= set("0123456789.,eE+-%")


def test_tables_for_import_run_nothing_and_come_back_as_they_were(coded: Desk, tmp_path: Path) -> None:
    run = CliRunner()
    out = tmp_path / "out"
    assert run.invoke(main, ["export", "tables", str(out), "--study", str(coded.study_path)]).exit_code == 0
    assert "'=cmd|" in (out / "codings.csv").read_text()
    done = run.invoke(
        main, ["import", str(out / "codings.csv"), "--study", str(coded.study_path), "--by", "amina@laptop"]
    )
    assert "Unchanged 2 Codings." in done.output


def test_a_cell_beyond_what_a_workbook_holds_is_cut_where_it_is_seen_and_told(tmp_path: Path) -> None:
    long = "\U0001f600" * 20_000  # forty thousand units of UTF-16, as a workbook counts
    table = Tidy(name="quotes", columns={"id": str, "quote": str}, rows=[{"id": "c1", "quote": long}])
    losses = Losses()
    (tmp_path / "long.xlsx").write_bytes(xlsx_bytes(table, losses))
    shown = sheet(tmp_path / "long.xlsx")[0]["quote"].value
    assert shown == "\U0001f600" * 16_381 + " […]"
    assert len(shown.encode("utf-16-le")) // 2 <= LONGEST
    assert [(loss.outcome, loss.what, loss.ids) for loss in losses.lines()] == [
        ("changed", "cells of 'quote'", ("c1",))
    ]
    assert pl.read_parquet(io.BytesIO(parquet_bytes(table, Losses())))["quote"].to_list() == [long]
    assert csv_bytes(table, Losses()).decode("utf-8-sig") == f"id,quote\r\nc1,{long}\r\n"


def test_parquet_has_types(coded: Desk, tmp_path: Path) -> None:
    export_file(coded.study_path, "quotes", tmp_path / "q.parquet")
    table = pl.read_parquet(tmp_path / "q.parquet")
    types = {name: table.schema[name] for name in ("date", "year", "start", "self-reported", "quote")}
    assert types == {
        "date": pl.Datetime("us", "UTC"), "year": pl.Int64(), "start": pl.Int64(), "self-reported": pl.Boolean(),
        "quote": pl.String(),
    }  # fmt: skip
    assert table["date"].dt.year().unique().to_list() == [AT.year]


def test_the_same_study_gives_the_same_bytes(coded: Desk, tmp_path: Path) -> None:
    for form in ("csv", "xlsx", "parquet", "json", "html", "docx"):
        first, second = tmp_path / f"1.{form}", tmp_path / f"2.{form}"
        export_file(coded.study_path, "quotes", first)
        export_file(coded.study_path, "quotes", second)
        assert first.read_bytes() == second.read_bytes()


def test_forms_and_tables_that_there_are_none_of_are_named_with_those_there_are(coded: Desk, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormError, match=r"written as 'ods'\. Choose one of: csv, .*, html, docx\."):
        export_file(coded.study_path, "quotes", tmp_path / "q.ods")
    with pytest.raises(UnknownFormatError, match="quotes, findings, gaps, claims, facts"):
        export_file(coded.study_path, "quote", tmp_path / "q.csv")


def test_times_are_written_in_utc() -> None:
    table = Tidy(
        name="t",
        columns={"id": str, "date": datetime},
        rows=[{"id": "a", "date": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)}],
    )
    assert csv_bytes(table, Losses()) == "\ufeffid,date\r\na,2026-01-02T03:04:05+00:00\r\n".encode()
