"""Observations go out as tidy tables and SDMX-CSV, and what comes in again is what went out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping as Records
from decimal import Decimal
from pathlib import Path

import fastexcel
import msgspec
import polars as pl
import pytest
from desk import AT, Desk
from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.actions.exporting import export_file
from colligate.actions.formats import ALL
from colligate.actions.saying import say
from colligate.actions.series import STANDARD, receive_series
from colligate.exchange.incoming import Known
from colligate.exchange.series.giving import COLUMNS, sdmx_csv, sdmx_period, series_csv, series_parquet, series_xlsx
from colligate.exchange.series.mapping import Mapping
from colligate.exchange.series.standards import standard
from colligate.exchange.series.taking import take_series
from colligate.indicators.indicator import Indicator, Observation
from colligate.indicators.reported import told_period
from colligate.record import Record
from colligate.reports.formulas import is_formula
from colligate.sources.grids.opening import open_grid
from colligate.sources.passage import Passage
from colligate.sources.source import Source

MAPPING = "{dataset: d, title: Victims, value: [n], period: year, area: iso, unit: persons}"
TIDY = Mapping(
    dataset="back", value=("value",), period="period", area="area", areas="told", series=("indicator",),
    unit_column="unit", qualifier="qualifier", missing=("",),
    ignore=tuple(c for c in COLUMNS if c not in ("value", "period", "area", "indicator", "unit", "qualifier")),
)  # fmt: skip


@pytest.fixture
def filled(desk: Desk) -> Desk:
    (desk.path / "m.yaml").write_text(MAPPING)
    (desk.path / "n.csv").write_text("iso,year,n\nTHA,2014,595\nTHA,2015,<5\nXKX,2014Q2,0.25\n")
    receive_series(desk.study_path, desk.path / "n.csv", mapping=str(desk.path / "m.yaml"), by="amina@laptop", at=AT)
    return desk


def out(desk: Desk, form: str) -> bytes:
    return Path(export_file(desk.study_path, form, desk.path / f"out-{form}").file).read_bytes()


def test_tidy_csv(filled: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(out(filled, "series-csv").decode())))
    told = [(r["area"], r["area_name"], r["period"], r["qualifier"], r["value"], r["unit"], r["quote"]) for r in rows]
    assert told == [
        ("THA", "Thailand", "2014", "", "595", "persons", "THA,2014,595"),
        ("THA", "Thailand", "2015", "<", "5", "persons", "THA,2015,<5"),
        ("XKX", "Kosovo", "2014-04/2014-06", "", "0.25", "persons", "XKX,2014Q2,0.25"),
    ]


def test_the_same_bytes_each_time(filled: Desk) -> None:
    for form in ("series-csv", "series-xlsx", "sdmx-csv"):
        assert out(filled, form) == out(filled, form)


def test_parquet_has_no_number_for_a_bound(filled: Desk) -> None:
    table = pl.read_parquet(io.BytesIO(out(filled, "series-parquet")))
    assert table["number"].to_list() == [595.0, None, 0.25]
    assert table["value"].to_list() == ["595", "5", "0.25"]


def test_a_workbook_has_numbers(filled: Desk) -> None:
    table = fastexcel.read_excel(out(filled, "series-xlsx")).load_sheet(0).to_polars()
    assert table["value"].to_list() == [595.0, 5.0, 0.25]
    assert table["qualifier"].to_list() == [None, "<", None]


def test_sdmx_csv_never_gives_a_bound_for_a_value(filled: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(out(filled, "sdmx-csv").decode())))
    told = [(r["REF_AREA"], r["TIME_PERIOD"], r["OBS_VALUE"], r["OBS_STATUS"], r["QUALIFIED_VALUE"]) for r in rows]
    assert told == [
        ("THA", "2014", "595", "A", ""),
        ("THA", "2015", "", "Q", "<5"),
        ("XKX", "2014-Q2", "0.25", "A", ""),
    ]
    assert list(rows[0])[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]


def test_sdmx_csv_comes_back_by_its_own_columns(filled: Desk) -> None:
    (filled.path / "back.csv").write_bytes(out(filled, "sdmx-csv"))
    receive_series(filled.study_path, filled.path / "back.csv", mapping=STANDARD, by="amina@laptop")
    found = [
        (o.area, o.period, f"{o.qualifier}{o.value}")
        for o in filled.study().records.of(Observation)
        if o.id.startswith("obs-back")
    ]
    assert sorted(found) == [("THA", "2014", "595"), ("THA", "2015", "<5"), ("XKX", "2014-04/2014-06", "0.25")]


FORMULA = '=HYPERLINK("http://x";"y")'
REMARKED = "{dataset: d, title: Victims, value: [n], period: year, area: iso, series: [who], notes: [remark]}"


def test_no_words_of_the_csv_run_as_a_formula_and_all_come_back(desk: Desk) -> None:
    (desk.path / "m.yaml").write_text(REMARKED)
    quoted, head = FORMULA.replace('"', '""'), "who,iso,year,n,remark\n"
    (desk.path / "n.csv").write_text(f'{head}"{quoted}",THA,2014,-5,@home\n-1+2,THA,2014,7,"\'=1"\n')
    receive_series(desk.study_path, desk.path / "n.csv", mapping=str(desk.path / "m.yaml"), by="amina@laptop")
    data = out(desk, "series-csv")
    rows = {row["value"]: row for row in csv.DictReader(io.StringIO(data.decode()))}
    assert rows.keys() == {"-5", "7"}
    assert rows["-5"]["indicator_name"] == f"'{FORMULA}"
    assert rows["7"]["indicator_name"] == rows["7"]["quote"][:5] == "'-1+2"[:5]
    assert not [cell for row in rows.values() for key, cell in row.items() if key != "value" and is_formula(cell)]
    mapping = msgspec.structs.replace(
        TIDY, series=("indicator_name",), notes=("note",),
        ignore=(*(c for c in TIDY.ignore if c not in ("indicator_name", "note")), "indicator"),
    )  # fmt: skip
    assert {name for name, *_ in back(data, mapping, "x.csv")} == {FORMULA, "-1+2"}


@pytest.mark.parametrize("form", ["series-csv", "series-xlsx", "series-parquet"])
def test_confidential_sources_are_told_where_their_quotes_go_out(filled: Desk, form: str) -> None:
    assert ALL[form].quotes
    (source,) = {one.source for one in filled.study().records.of(Passage)}
    assert "confidential sources" not in {
        loss.what for loss in export_file(filled.study_path, form, filled.path / "out").losses
    }
    say(filled.study(), [msgspec.structs.replace(filled.get(Source, source), confidential=True)], by="amina@laptop")
    losses = export_file(filled.study_path, form, filled.path / "out").losses
    told = [(loss.outcome, loss.why, loss.ids) for loss in losses if loss.what == "confidential sources"]
    assert told == [("changed", "their quotes are in the file like all others", (source,))]


DIGITS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12)
PERIODS = st.one_of(
    st.integers(1900, 2100).map(str),
    st.tuples(st.integers(1900, 2100), st.integers(1, 12)).map(lambda p: f"{p[0]}-{p[1]:02d}"),
    st.sampled_from(["2014-01/2014-03", "2014-07/2014-12", "2014-11-17"]),
)
KEYS = st.tuples(st.sampled_from(["one", "two"]), st.sampled_from(["THA", "XKX", "LAO"]), PERIODS)
VALUES = st.tuples(DIGITS, st.sampled_from(["", "<", "<=", ">", ">=", "~"]))


def records(told: Records[tuple[str, str, str], tuple[Decimal, str]]) -> dict[str, Record]:
    found: dict[str, Record] = {
        name: Indicator(id=name, by="a", at=AT, name=name, concept=name, unit="persons") for name in ("one", "two")
    }
    for number, ((indicator, area, period), (value, qualifier)) in enumerate(told.items()):
        found[f"o{number}"] = msgspec.convert(
            {
                "type": "Observation", "id": f"o{number}", "by": "a", "at": AT, "indicator": indicator, "area": area,
                "period": period, "value": f"{value:f}", "qualifier": qualifier,
            },
            Observation,
        )  # fmt: skip
    return found


def back(data: bytes, mapping: Mapping | None, name: str) -> set[tuple[str, str, str, str, Decimal]]:
    grid = open_grid(data, name)
    known = Known(records={}, lenses={}, texts={})
    incoming, _ = take_series(data, grid, mapping or standard(grid, name), known, name=name, by="a")
    names = {one.id: one.name for one in incoming.records if isinstance(one, Indicator)}
    return {
        (names[o.indicator], o.area, o.period, o.qualifier, Decimal(o.value or "NaN"))
        for o in incoming.records
        if isinstance(o, Observation)
    }


@settings(max_examples=25)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=8))
def test_values_come_back_from_every_form(told: dict[tuple[str, str, str], tuple[Decimal, str]]) -> None:
    held = records(told)
    expected = {(*key, qualifier, value) for key, (value, qualifier) in told.items()}
    assert back(series_csv(held)[0], TIDY, "x.csv") == expected
    assert back(series_xlsx(held)[0], TIDY, "x.xlsx") == expected
    parquet = msgspec.structs.replace(TIDY, ignore=(*TIDY.ignore, "number"))
    assert back(series_parquet(held)[0], parquet, "x.parquet") == expected
    if not any(qualifier == "~" for _, qualifier in told.values()):
        assert back(sdmx_csv(held)[0], None, "x.csv") == expected


@given(PERIODS)
def test_periods_come_back_from_sdmx(period: str) -> None:
    assert told_period(sdmx_period(period)) == (period, "")
