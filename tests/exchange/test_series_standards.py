"""Files of a standard say what their columns mean: SDMX, the UN's SDG database, the World Bank."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from desk import AT, Desk
from series_files import (
    SDMX_CSV_1_BOTH,
    SDMX_CSV_2,
    as_json,
    sdmx_json_1,
    sdmx_json_2,
    un_sdg,
    world_bank,
)

from colligate.actions.checking import check_study
from colligate.actions.receiving import Received, receive, sorted_files
from colligate.actions.series import STANDARD, propose_series, receive_series
from colligate.exchange.faults import RefusedFileError
from colligate.indicators.indicator import Indicator, Observation
from colligate.sources.passage import Passage

Take = Callable[..., Received]


@pytest.fixture
def take(desk: Desk) -> Take:
    def taken(name: str, text: str, mapping: str = STANDARD) -> Received:
        return receive_series(desk.study_path, write(desk, name, text), mapping=mapping, by="amina@laptop", at=AT)

    return taken


def write(desk: Desk, name: str, text: str) -> Path:
    file = desk.path / name
    file.write_text(text, encoding="utf-8")
    return file


def values(desk: Desk) -> dict[tuple[str, str], str]:
    return {(o.area, o.period): f"{o.qualifier}{o.value}" for o in desk.study().records.of(Observation)}


def lost(report: Received, outcome: str) -> dict[str, int]:
    return {loss.why: loss.count for loss in report.losses if loss.outcome == outcome and loss.what == "values"}


def test_sdmx_csv_2_multiplies_marks_and_counts(desk: Desk, take: Take) -> None:
    report = take("tip.csv", SDMX_CSV_2)
    assert values(desk) == {
        ("THA", "2014"): "1250",
        ("THA", "2016"): "2500",
        ("THA", "2017"): "3000",
        ("XKX", "2014-04/2014-06"): "4",
    }
    assert lost(report, "left") == {
        "missing, and not zero, as its status says: data cannot exist": 1,
        "the message says to delete them, and nothing is deleted here": 1,
    }
    notes = {o.period: o.note for o in desk.study().records.of(Observation)}
    assert notes["2016"].startswith("estimated (status E); told as 2.5, multiplied by ten to the power of 3")
    (indicator,) = [i for i in desk.study().records.of(Indicator) if i.breaks]
    assert [(mark.period, mark.reason) for mark in indicator.breaks] == [
        ("2017", "marked as a break in the series for THA")
    ]
    assert indicator.unit == "PS"
    assert check_study(desk.study_path) == []


def test_sdmx_csv_1_with_names_and_decimal_commas(desk: Desk, take: Take) -> None:
    report = take("na.csv", SDMX_CSV_1_BOTH)
    assert values(desk) == {("EL", "2014-01"): "12.4", ("DEU", "2014-02"): "10.8"}
    assert "GRC" not in str(values(desk)), "a code that ISO does not have is kept as told"
    assert any("EL" in str(loss.ids) for loss in report.losses if loss.what == "areas")
    assert {i.name for i in desk.study().records.of(Indicator)} == {"Monthly"}


def test_sdmx_json_1_resolves_every_index(desk: Desk, take: Take) -> None:
    text = as_json(sdmx_json_1())
    proposal = propose_series(desk.study_path, write(desk, "rates.json", text))
    assert proposal.mapping.series == ("FREQ", "CURRENCY", "CURRENCY_DENOM")
    assert desk.study().records.of(Observation) == []
    report = take("rates.json", text)
    found = {(o.indicator.split("-")[2], o.period): o.value for o in desk.study().records.of(Observation)}
    assert found == {
        ("nzd", "2013-01-18"): "1.5931",
        ("nzd", "2013-01-21"): "1.5925",
        ("rub", "2013-01-18"): "40.3426",
    }
    assert lost(report, "left") == {"missing, and not zero, as its status says: data cannot exist": 1}


def test_sdmx_json_2_measures_and_attributes_of_partial_keys(desk: Desk, take: Take) -> None:
    take("flat.json", as_json(sdmx_json_2()))
    assert values(desk) == {("THA", "2014"): "595", ("LAO", "2015"): "12"}
    notes = {o.area: o.note for o in desk.study().records.of(Observation)}
    assert notes == {"THA": "AGENCY: Ministry", "LAO": "estimated (status E); AGENCY: Police; COMMENT: counted twice"}


def test_un_sdg_keeps_bounds_and_tells_kosovo_from_serbia(desk: Desk, take: Take) -> None:
    records = (
        {"geoAreaCode": "764", "geoAreaName": "Thailand", "timePeriodStart": 2014.0, "value": "595.0"},
        {"geoAreaCode": "764", "geoAreaName": "Thailand", "timePeriodStart": 2015.0, "value": "<5"},
        {"geoAreaCode": "764", "geoAreaName": "Thailand", "timePeriodStart": 2016.0, "value": "NaN"},
        {"geoAreaCode": "412", "geoAreaName": "Kosovo", "timePeriodStart": 2014.0, "value": "7"},
        {"geoAreaCode": "688", "geoAreaName": "Serbia", "timePeriodStart": 2014.0, "value": "8"},
        {"geoAreaCode": "35", "geoAreaName": "South-Eastern Asia", "timePeriodStart": 2014.0, "value": "9"},
        {"geoAreaCode": "891", "geoAreaName": "Serbia and Montenegro", "timePeriodStart": 2003.0, "value": "1"},
    )
    report = take("sdg.json", as_json(un_sdg(*records, total=99)))
    assert values(desk) == {
        ("THA", "2014"): "595.0",
        ("THA", "2015"): "<5",
        ("XKX", "2014"): "7",
        ("SRB", "2014"): "8",
        ("035", "2014"): "9",
        ("891", "2003"): "1",
    }
    told = {loss.why: loss.ids for loss in report.losses if loss.what == "areas"}
    assert told["no code of ISO 3166 or M49 today; kept as told"] == ("891 (its territory today: SRB, MNE)",)
    assert any(loss.what == "files" and "7 of the 99" in loss.why for loss in report.losses)
    (indicator,) = desk.study().records.of(Indicator)
    assert indicator.name == "Detected victims of human trafficking, by age and sex (number)"
    assert indicator.unit == "NUMBER"


def test_un_sdg_download_and_its_api_give_the_same(desk: Desk, take: Take) -> None:
    take(
        "download.csv",
        "Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,Value,Source,FootNote,"
        "[Age],[Nature],[Reporting Type],[Sex],[Units]\n"
        "16,16.2,16.2.2,VC_HTF_DETV,Detected victims,764,Thailand,2014,595,UNODC,counted by police,"
        "ALLAGE,C,G,BOTHSEX,NUMBER\n",
    )
    assert values(desk) == {("THA", "2014"): "595"}
    (one,) = desk.study().records.of(Observation)
    assert one.note == "[Nature]: C; FootNote: counted by police; given by UNODC"


def test_world_bank_periods_holes_and_pages(desk: Desk, take: Take) -> None:
    records = (
        {"date": "2014", "value": 68438748},
        {"date": "2013Q4", "value": 1.5},
        {"date": "2012M03", "value": 2},
        {"date": "2011", "value": None},
        {"date": "2010", "value": 4, "countryiso3code": "WLD", "country": {"id": "1W", "value": "World"}},
    )
    report = take("wb.json", as_json(world_bank(*records, pages=3)))
    assert values(desk) == {
        ("THA", "2014"): "68438748",
        ("THA", "2013-10/2013-12"): "1.5",
        ("THA", "2012-03"): "2",
        ("WLD", "2010"): "4",
    }
    assert lost(report, "left") == {"missing, and not zero": 1}
    assert any("page 1 of 3" in loss.why for loss in report.losses)
    assert {i.name for i in desk.study().records.of(Indicator)} == {"Population, total"}


def test_every_value_is_quoted_by_its_row_and_its_heads(desk: Desk, take: Take) -> None:
    take("wb.json", as_json(world_bank({"date": "2014", "value": 68438748})))
    (one,) = desk.study().records.of(Observation)
    row, head = (desk.study().records.get(Passage, identity) for identity in one.passages)
    assert row
    assert head
    assert "SP.POP.TOTL" in row.quote
    assert row.quote.endswith(",2014,68438748")
    assert head.quote.startswith("indicator.id,indicator.value,country.id")


@pytest.mark.parametrize(
    "text",
    [
        as_json(un_sdg({"geoAreaCode": "764", "timePeriodStart": 2014.0, "value": "1"}))[:-9],
        "[" * 100_000,
        '{"data": {"dataSets": [{"series": {"0:9": {"observations": {"0": [1]}}}}], "structure": {}}}',
        '{"data": {"dataSets": [3]}}',
        '[{"page": 1}, null]',
        '{"data": []}',
        "STRUCTURE,STRUCTURE_ID,TIME_PERIOD,OBS_VALUE\n",
    ],
)
def test_damaged_files_are_refused_and_change_nothing(desk: Desk, take: Take, text: str) -> None:
    before = sorted(path for path in desk.study_path.rglob("*") if path.is_file())
    with pytest.raises(RefusedFileError, match="The study is unchanged"):
        take("bad.json", text)
    assert sorted(path for path in desk.study_path.rglob("*") if path.is_file()) == before


def test_a_file_of_values_is_not_taken_for_annotations(desk: Desk) -> None:
    file = write(desk, "wb.json", as_json(world_bank({"date": "2014", "value": 1})))
    assert sorted_files([file]) == ([], [file])
    with pytest.raises(RefusedFileError, match="--as series"):
        receive(desk.study_path, file, by="amina@laptop")
