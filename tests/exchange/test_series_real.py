"""Real files of values, whole: every row arrives or is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import AT, Desk

from colligate.actions.receiving import Received
from colligate.actions.series import propose_series, receive_series
from colligate.exchange.series.mapping import mapping_bytes
from colligate.indicators.indicator import Indicator, Observation


def take(desk: Desk, file: Path, mapping: str) -> Received:
    (desk.path / "m.yaml").write_text(mapping)
    return receive_series(desk.study_path, file, mapping=str(desk.path / "m.yaml"), by="amina@laptop", at=AT)


def counted(report: Received, what: str = "values") -> int:
    return sum(loss.count for loss in report.losses if loss.what == what)


@pytest.mark.parametrize("name", ["data_glotip.csv.gz", "data_glotip.xlsx"])
def test_the_whole_of_a_global_report(desk: Desk, material: Path, name: str) -> None:
    file = material / "data" / "glotip" / name
    proposal = propose_series(desk.study_path, file)
    assert proposal.mapping.value == ("txtVALUE",)
    assert proposal.mapping.series == ("Indicator", "Dimension", "Category", "Sex", "Age")
    assert (proposal.mapping.area, proposal.mapping.areas, proposal.mapping.thousands) == ("Iso3_code", "alpha-3", ",")
    report = take(desk, file, mapping_bytes(proposal.mapping).decode())
    assert counted(report) == 46_556
    told = {(loss.what, loss.why): loss.count for loss in report.losses}
    assert told["areas", "no code of ISO 3166 or M49; kept as told"] == 8
    assert told["values", "the row names no area"] == 26
    assert told["values", "said on another row too; one value rests on both rows"] == 255
    observations = desk.study().records.of(Observation)
    assert len(observations) == 46_556 - 26 - 255
    assert sum(one.qualifier == "<" for one in observations) > 20_000
    assert not any("," in (one.value or "") for one in observations)


def test_the_rows_of_one_country(desk: Desk, material: Path) -> None:
    file = material / "data" / "glotip" / "thailand.csv"
    proposal = propose_series(desk.study_path, file)
    report = take(desk, file, mapping_bytes(proposal.mapping).decode())
    assert counted(report) == 720
    (detected,) = [one.id for one in desk.study().records.of(Indicator) if one.name == "Detected trafficking victims"]
    found = {o.period: o.value for o in desk.study().records.of(Observation) if o.indicator == detected}
    assert {o.area for o in desk.study().records.of(Observation)} == {"THA"}
    assert found["2014"] == "595"


def test_tiers_whose_spelling_varies(desk: Desk, material: Path) -> None:
    report = take(
        desk,
        material / "data" / "tip_tiers_1999_2015.csv",
        "{dataset: tip, title: Tier, value: [tier], period: year, area: iso, ignore: [countryname, ccode], "
        "missing: [NA], scale: [Tier 3, Watchlist, Tier 2, Tier 1]}",
    )
    assert counted(report) == 3_208
    assert sum(loss.count for loss in report.losses if loss.outcome == "left") == 957
    thai = {o.period: o.value for o in desk.study().records.of(Observation) if o.area == "THA"}
    assert (thai["2013"], thai["2014"]) == ("Watchlist", "Tier 3")
    areas = {loss.ids for loss in report.losses if loss.what == "areas"}
    assert areas == {("KOS → XKX",)}


def test_an_index_of_several_columns(desk: Desk, material: Path) -> None:
    columns = "[p, prosecution, prevention, protection]"
    report = take(
        desk,
        material / "data" / "policy_index_1999_2015.csv",
        f"{{dataset: index, value: {columns}, period: year, area: countryname, areas: names, missing: [NA], "
        "ignore: [cow, tier, country_name, iso, start_year, in.report, time.in.report, change.since.entering, "
        "change.time.report]}",
    )
    assert counted(report) == 4 * 3_021
    assert len(desk.study().records.of(Indicator)) == 4
