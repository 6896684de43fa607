"""Whatever is in a file, import ends with a report."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest
from desk import Desk
from hypothesis import given
from hypothesis import strategies as st

from colligate.actions.importing import ImportReport, import_tables
from colligate.exchange.kinds import kinds
from colligate.problems import Problem

COLUMNS = sorted({name for kind in kinds().values() for name in kind.allowed()})
CELLS = st.sampled_from(
    ["", "report", "595 victims", "the", "2014", "-1", "1-2", "io-roles/actor", "a;b", "value", "x@y"]
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("shared"))


def imported(desk: Desk, table: str, data: bytes) -> ImportReport:
    (desk.tables / f"{table}.csv").write_bytes(data)
    report = import_tables(desk.study_path, [desk.tables / f"{table}.csv"], by="any@bytes")
    assert msgspec.convert(msgspec.to_builtins(report), ImportReport) == report
    assert all(isinstance(problem, Problem) and problem.message and problem.remedy for problem in report.refusals)
    return report


@given(table=st.sampled_from(sorted(kinds())), data=st.binary(max_size=300))
def test_any_bytes_give_a_report(shared: Desk, table: str, data: bytes) -> None:
    imported(shared, table, data)


@given(
    table=st.sampled_from(sorted(kinds())),
    rows=st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELLS | st.text(max_size=6), max_size=8), max_size=5),
    everything=st.booleans(),
)
def test_any_cells_under_the_right_columns_give_a_report_and_a_readable_study(
    shared: Desk, table: str, rows: list[dict[str, str]], *, everything: bool
) -> None:
    allowed = COLUMNS if everything else kinds()[table].allowed()
    out = io.StringIO()
    writer = csv.DictWriter(out, allowed, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    imported(shared, table, out.getvalue().encode("utf-8", "surrogatepass"))
    assert shared.study().problems == []
