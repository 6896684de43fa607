"""Values looked at on a copy of the study, then taken: the same comes in as had nobody looked."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk import Desk

from colligate.actions.saying import say
from colligate.actions.series import propose_series, receive_series
from colligate.actions.trying import Asked, try_out
from colligate.exchange.series.mapping import Mapping
from colligate.indicators.indicator import Observation
from colligate.record import Retraction
from colligate.study.study import Study

BY = "amina@laptop"
AT = datetime(2030, 1, 1, tzinfo=UTC)
COUNTS = """\
Iso,Year,Victims,Sex
THA,2014,595,Total
THA,2015,<5,Total
LAO,2014,'=12,Total
LAO,2015,12
THA,2014,601,Total
"""
MAPPING = Mapping(
    dataset="counts", title="Victims", value=("Victims",), period="Year", area="Iso", series=("Sex",), unit="persons"
)


def journals(study: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (study / "journal").iterdir()}


@pytest.mark.parametrize("editions", [(COUNTS,), (COUNTS, COUNTS.replace("<5", "17").replace("LAO,2015", "LAO,2016"))])
def test_a_look_changes_nothing_of_what_is_taken(desk: Desk, editions: tuple[str, ...]) -> None:
    twin = desk.path / "twin"
    shutil.copytree(desk.study_path, twin)
    for year, words in enumerate(editions, 2030):
        file = desk.write("counts.csv", words)
        at = AT.replace(year=year)
        plain = receive_series(twin, file, mapping=MAPPING, by=BY, at=at)
        seen = try_out(desk.study_path, file, Asked(mapping=MAPPING), by=BY)
        told = receive_series(desk.study_path, file, mapping=MAPPING, by=BY, at=at)
        assert (told.added, told.revised, told.losses) == (plain.added, plain.revised, plain.losses)
        assert (seen.added, seen.revised, list(seen.losses)) == (told.added, told.revised, told.losses)
        assert journals(desk.study_path) == journals(twin)


def test_what_was_withdrawn_since_the_look_is_not_taken(desk: Desk) -> None:
    file = desk.write("counts.csv", COUNTS)
    receive_series(desk.study_path, file, mapping=MAPPING, by=BY)
    first = next(one for one in desk.study().records.of(Observation) if one.value == "5")
    seen = try_out(desk.study_path, file, Asked(mapping=MAPPING), by=BY)
    assert not any("withdrawn" in loss.why for loss in seen.losses)
    say(desk.study(), [Retraction(id=first.id, by=BY, at=first.at, reason="a slip")], by=BY)
    told = receive_series(desk.study_path, file, mapping=MAPPING, by=BY)
    assert [loss.ids for loss in told.losses if "withdrawn" in loss.why] == [(first.id,)]


def test_a_file_of_the_same_name_is_read_anew_when_it_holds_something_else(desk: Desk) -> None:
    file = desk.write("counts.csv", COUNTS)
    try_out(desk.study_path, file, Asked(mapping=MAPPING), by=BY)
    file.write_text(COUNTS.replace("595", "596"))
    receive_series(desk.study_path, file, mapping=MAPPING, by=BY)
    values = {one.value for one in desk.study().records.of(Observation)}
    assert "596" in values
    assert "595" not in values


def test_a_look_at_a_study_leaves_it_read(desk: Desk) -> None:
    file, study = desk.write("counts.csv", COUNTS), Study(desk.study_path)
    try_out(desk.study_path, file, Asked(mapping=MAPPING), by=BY)
    assert Study(desk.study_path).records is study.records


def test_columns_of_values_tell_series_apart_whose_other_cells_are_the_same(desk: Desk) -> None:
    file = desk.write("counts.csv", "Iso,Year,Found,Helped,Unit\nTHA,2014,1,2,men\nTHA,2014,3,4,women\nTHA,2015,5\n")
    mapping = Mapping(
        dataset="two", title="Victims", value=("Found", "Helped"), period="Year", area="Iso", unit_column="Unit"
    )
    receive_series(desk.study_path, file, mapping=mapping, by=BY)
    told = desk.study().records.of(Observation)
    series: dict[str, set[str | None]] = {}
    for one in told:
        series.setdefault(one.indicator, set()).add(one.value)
    assert sorted(map(sorted, series.values())) == [["1"], ["2"], ["3"], ["4"], ["5"]]


def test_a_proposal_counts_every_row_of_a_column(desk: Desk) -> None:
    rows = "".join(f"THA,{1960 + n},{'many' if n < 30 else n}\n" for n in range(60))
    told = propose_series(desk.study_path, desk.write("few.csv", f"Iso,Year,Victims\n{rows}"))
    assert told.mapping.value == ()
