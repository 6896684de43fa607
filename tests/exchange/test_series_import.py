"""Anybody's columns become observations by a mapping: proposed, corrected, kept, and used for the next edition."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
import yaml
from click.testing import CliRunner
from desk import Desk
from hypothesis import given
from hypothesis import strategies as st

from colligate.actions.checking import check_study
from colligate.actions.receiving import Received
from colligate.actions.rereading import reread_sources
from colligate.actions.series import propose_series, receive_series
from colligate.cli import main
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.series.mapping import Mapping, mapping_bytes, read_mapping
from colligate.indicators.indicator import Indicator, Observation
from colligate.sources.passage import Passage
from colligate.sources.source import Source

LONG = """\
Iso,Year,Sex,Victims,Note
THA,2014,Total,"1,595",
THA,2015,Total,<5,
THA,2016,Total,NA,not counted
LAO,2014,Total,12*,first count
THA,2014,Female,600,
"""
MAPPING = """\
dataset: counts
title: Counts of victims
value: [Victims]
period: Year
area: Iso
series: [Sex]
totals: [Total]
unit: persons
notes: [Note]
missing: [NA]
thousands: ","
marks: {"*": provisional}
"""
Take = Callable[..., Received]


@pytest.fixture
def take(desk: Desk) -> Take:
    def taken(text: str | bytes, mapping: str = MAPPING, *, name: str = "counts.csv", edition: str = "") -> Received:
        file = desk.path / name
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        (desk.path / "m.yaml").write_text(mapping)
        return receive_series(
            desk.study_path, file, mapping=str(desk.path / "m.yaml"), by="amina@laptop", edition=edition
        )

    return taken


def values(desk: Desk) -> dict[tuple[str, str, str], str]:
    names = {i.id: i.name for i in desk.study().records.of(Indicator)}
    return {
        (names[o.indicator], o.area, o.period): f"{o.qualifier}{o.value}" for o in desk.study().records.of(Observation)
    }


def told(report: Received, outcome: str, what: str = "values") -> dict[str, tuple[str, ...]]:
    return {loss.why: loss.ids for loss in report.losses if (loss.outcome, loss.what) == (outcome, what)}


def test_a_long_table(desk: Desk, take: Take) -> None:
    report = take(LONG)
    assert values(desk) == {
        ("Counts of victims", "THA", "2014"): "1595",
        ("Counts of victims", "THA", "2015"): "<5",
        ("Counts of victims", "LAO", "2014"): "12",
        ("Female", "THA", "2014"): "600",
    }
    assert told(report, "left") == {"missing, and not zero": ("row 4 Victims",)}
    notes = {(o.area, o.period): o.note for o in desk.study().records.of(Observation) if o.note}
    assert notes == {("LAO", "2014"): "provisional; Note: first count"}
    assert desk.lines() == 3, "two documents, and the import as one act"
    assert check_study(desk.study_path) == []


def test_each_value_is_quoted_from_the_file_as_it_is_written(desk: Desk, take: Take) -> None:
    take(LONG)
    first = next(o for o in desk.study().records.of(Observation) if o.value == "1595")
    quotes = [p.quote for name in first.passages if (p := desk.study().records.get(Passage, name))]
    assert quotes == ['THA,2014,Total,"1,595",', "Iso,Year,Sex,Victims,Note"]


def test_years_across_become_periods(desk: Desk, take: Take) -> None:
    wide = "Country Name;Country Code;2014 [YR2014];2015 [YR2015]\nThailand;THA;1,5;..\nKosovo;XKX;2,5;3\n"
    file = desk.path / "wide.csv"
    file.write_text(wide)
    proposal = propose_series(desk.study_path, file)
    assert proposal.mapping.across == {"2014 [YR2014]": "2014", "2015 [YR2015]": "2015"}
    assert (proposal.mapping.area, proposal.mapping.decimal, proposal.mapping.missing) == ("Country Code", ",", ("..",))
    report = take(wide, mapping_bytes(proposal.mapping).decode(), name="wide.csv")
    assert values(desk) == {
        ("wide", "THA", "2014"): "1.5",
        ("wide", "XKX", "2014"): "2.5",
        ("wide", "XKX", "2015"): "3",
    }
    assert told(report, "left") == {"missing, and not zero": ("row 2 2015 [YR2015]",)}


def test_several_columns_of_values_are_series_of_their_own(desk: Desk, take: Take) -> None:
    take(
        "iso,year,prosecution,protection\nTHA,2014,3,4\n",
        "{dataset: index, value: [prosecution, protection], period: year, area: iso}",
    )
    assert values(desk) == {("prosecution", "THA", "2014"): "3", ("protection", "THA", "2014"): "4"}


def test_a_colon_in_a_head_of_ones_own_means_nothing(desk: Desk, take: Take) -> None:
    text = "area,year,Group: all,n\nTHA,2014,Women: adult,3\nTHA,2014,Women: young,4\n"
    take(text, "{dataset: d, value: [n], period: year, area: area, series: ['Group: all']}")
    assert set(values(desk)) == {("Women: adult", "THA", "2014"), ("Women: young", "THA", "2014")}


def test_levels_of_a_scale_are_found_whatever_their_blanks(desk: Desk, take: Take) -> None:
    report = take(
        'iso,year,tier\nTHA,2014,"Tier 2   "\nTHA,2015,tier  3\nTHA,2016,Tier 9\n',
        "{dataset: tiers, title: Tiers, value: [tier], period: year, area: iso, scale: [Tier 3, Tier 2, Tier 1]}",
    )
    assert values(desk) == {("Tiers", "THA", "2014"): "Tier 2", ("Tiers", "THA", "2015"): "Tier 3"}
    assert told(report, "left") == {"'Tier 9' is no level of the scale": ("row 4 tier",)}


def test_a_proposal_takes_nothing_and_is_a_mapping_as_it_stands(desk: Desk) -> None:
    (desk.path / "counts.csv").write_text(LONG)
    before = sorted(desk.study_path.rglob("*"))
    proposal = propose_series(desk.study_path, desk.path / "counts.csv")
    assert sorted(desk.study_path.rglob("*")) == before
    read = read_mapping(proposal.words().encode(), "m.yaml")
    assert read == proposal.mapping
    assert (read.value, read.period, read.area, read.series) == (("Victims",), "Year", "Iso", ("Sex",))
    assert read.marks == {"*": "marked *"}


def test_the_same_file_again_adds_nothing(desk: Desk, take: Take) -> None:
    take(LONG)
    before = desk.lines()
    report = take(LONG)
    assert (report.added, report.revised, report.unchanged) == ({}, {}, {"Indicator": 2, "Observation": 4})
    assert desk.lines() == before


def test_a_newer_edition_revises_what_differs_and_says_it(desk: Desk, take: Take) -> None:
    take(LONG, edition="2023")
    newer = LONG.replace('"1,595"', '"1,600"').replace("THA,2014,Female,600,\n", "THA,2017,Total,700,\n")
    report = take(newer, name="counts-2024.csv", edition="2024")
    (change,) = told(report, "changed", "observations")["told otherwise than before; said again"]
    assert change.endswith("(THA 2014): 1595 → 1600")
    assert (
        len(told(report, "left", "observations")["this file does not give them; what an earlier one told stands"]) == 1
    )
    assert values(desk)["Counts of victims", "THA", "2014"] == "1600"
    assert values(desk)["Female", "THA", "2014"] == "600"
    editions = {(o.area, o.period, o.value): o.edition for o in desk.study().records.of(Observation)}
    assert editions["THA", "2014", "1600"] == "2024"
    assert editions["LAO", "2014", "12"] == "2023"
    said = desk.study().records.history[next(o.id for o in desk.study().records.of(Observation) if o.value == "1600")]
    assert [one.value for one in said if isinstance(one, Observation)] == ["1595", "1600"]


def test_two_publishers_of_one_indicator_stay_two(desk: Desk, take: Take) -> None:
    take("iso,year,n\nTHA,2014,595\n", "{dataset: police, title: Victims, value: [n], period: year, area: iso}")
    (mine,) = desk.study().records.of(Indicator)
    mapping = f"{{dataset: ministry, title: V, value: [n], period: year, area: iso, same: {{V: {mine.id}}}}}"
    take("iso,year,n\nTHA,2014,720\n", mapping, name="ministry.csv")
    assert sorted(o.value or "" for o in desk.study().records.of(Observation)) == ["595", "720"]
    assert any("Sources differ: 595, 720" in problem.message for problem in check_study(desk.study_path))


def test_rows_of_one_key_are_merged_or_kept_as_a_conflict(desk: Desk, take: Take) -> None:
    text = "iso,year,n\nTHA,2014,5\nTHA,2014,5\nTHA,2014,8\n"
    mapping = "{dataset: d, title: Victims, value: [n], period: year, area: iso}"
    report = take(text, mapping)
    found = {o.value: len(o.passages) for o in desk.study().records.of(Observation)}
    assert found == {"5": 3, "8": 2}, "the value said twice rests on both rows and the heads"
    assert told(report, "changed", "keys")
    again = take("iso,year,n\nTHA,2014,8\nTHA,2014,5\n", mapping, name="turned.csv")
    assert again.revised == {}, "the order of rows makes no change"


def test_only_the_rows_asked_for(desk: Desk, take: Take) -> None:
    report = take(LONG, MAPPING + "only: {Iso: [LAO]}\n")
    assert values(desk) == {("Counts of victims", "LAO", "2014"): "12"}
    assert told(report, "left") == {"not asked for by 'only'": tuple(f"row {n} Victims" for n in (2, 3, 4, 6))}


def test_what_people_changed_of_an_indicator_stays(desk: Desk, take: Take) -> None:
    take(LONG)
    (one, *_) = desk.study().records.of(Indicator)
    desk.load(indicators=f"id,name,concept\n{one.id},My own name,My own words\n")
    take(LONG.replace("600", "601"), name="next.csv")
    kept = desk.study().records.get(Indicator, one.id)
    assert kept
    assert kept.name == "My own name"


CODED = """\
dataset: v
title: Victims 2024
value: [value]
period: year
area: area
series: [code]
names: {code: label}
"""


def test_a_retouched_label_or_title_stays_the_same_series(desk: Desk, take: Take) -> None:
    head = "code,label,area,year,value\n"
    take(f"{head}A1,Detected victims,THA,2014,1\nA2,Convictions,THA,2014,7\n", CODED, edition="2024")
    newer = f"{head}A1,Detected trafficking victims,THA,2014,5\nA2,Convictions,THA,2014,7\n"
    report = take(newer, CODED.replace("2024", "2025"), name="newer.csv", edition="2025")
    indicators = {one.name: one.id for one in desk.study().records.of(Indicator)}
    assert indicators.keys() == {"Detected victims", "Convictions"}
    victims, convictions = indicators["Detected victims"], indicators["Convictions"]
    assert [(one.indicator, one.value, one.edition) for one in desk.study().records.of(Observation)] == [
        (convictions, "7", "2024"),
        (victims, "5", "2025"),
    ]
    assert (report.added, report.revised) == ({"Source": 1, "Text": 1, "Passage": 2}, {"Observation": 1})
    assert told(report, "changed", "indicators") == {
        "this file names them otherwise; the name in the study stands": (
            f"{victims}: Detected victims → Detected trafficking victims",
        )
    }


def test_a_title_that_is_the_name_may_change_too(desk: Desk, take: Take) -> None:
    plain = "dataset: v\ntitle: Victims 2024\nvalue: [value]\nperiod: year\narea: area\n"
    take("area,year,value\nTHA,2014,1\n", plain)
    take("area,year,value\nTHA,2014,3\n", plain.replace("2024", "2025"), name="newer.csv")
    assert [one.value for one in desk.study().records.of(Observation)] == ["3"]
    assert [one.name for one in desk.study().records.of(Indicator)] == ["Victims 2024"]


def test_the_edition_of_one_file_is_not_kept_for_the_next(desk: Desk, take: Take) -> None:
    take("area,year,code,label,value\nTHA,2014,A1,Victims,1\n", CODED, edition="2024")
    assert "edition" not in (desk.study_path / "mappings" / "v.yaml").read_text()
    (desk.path / "newer.csv").write_text("area,year,code,label,value\nTHA,2014,A1,Victims,2\n")
    receive_series(desk.study_path, desk.path / "newer.csv", mapping="v", by="amina@laptop")
    assert [(one.value, one.edition) for one in desk.study().records.of(Observation)] == [("2", "")]


def test_a_name_under_same_that_the_file_no_longer_has_is_told(desk: Desk, take: Take) -> None:
    head = "code,label,area,year,value\n"
    take(f"{head}A1,Detected victims,THA,2014,1\n", CODED)
    (one,) = desk.study().records.of(Indicator)
    other = CODED.replace("dataset: v", "dataset: w") + f"same: {{Victims detected: {one.id}}}\n"
    report = take(f"{head}B,Victims found,THA,2014,2\n", other, name="w.csv")
    why = "no series of this file has such a name, so nothing joined the indicator"
    assert told(report, "left", "names under 'same'") == {why: ("Victims detected",)}


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for title, rows in sheets:
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def test_a_workbook_with_lines_before_its_heads(desk: Desk, take: Take) -> None:
    rows = [["Table 3. Victims"], [], ["iso", "year", "n"], ["THA", 2014, 595], ["LAO", 2014, 0.1]]
    file = desk.path / "t.xlsx"
    file.write_bytes(workbook(("Notes", [["See"]]), ("Data", rows)))
    with pytest.raises(RefusedFileError, match="2 sheets: Notes, Data"):
        propose_series(desk.study_path, file)
    proposal = propose_series(desk.study_path, file, sheet="Data")
    assert (proposal.mapping.header, proposal.mapping.sheet) == (3, "Data")
    take(file.read_bytes(), mapping_bytes(proposal.mapping).decode(), name="t.xlsx")
    assert set(values(desk).values()) == {"595", "0.1"}
    assert reread_sources(desk.study_path, ["t"], by="amina@laptop").unchanged == ["t"]


def test_small_numbers_of_a_workbook_do_not_become_zero(desk: Desk, take: Take) -> None:
    numbers = [1e-12, 155575069867.955, 0.1234567890123, 0.0]
    data = workbook(("Data", [["iso", "year", "n"], *(["THA", 2014 + n, v] for n, v in enumerate(numbers))]))
    take(data, "{dataset: d, title: D, value: [n], period: year, area: iso}", name="n.xlsx")
    found = {o.period: o.value for o in desk.study().records.of(Observation)}
    assert found == {"2014": "0.000000000001", "2015": "155575069867.955", "2016": "0.1234567890123", "2017": "0"}


def test_parquet_and_gzip_give_what_csv_gives(desk: Desk, take: Take) -> None:
    out = io.BytesIO()
    pl.read_csv(LONG.encode(), infer_schema_length=0).write_parquet(out)
    take(LONG)
    first = values(desk)
    for name, data in (("a.parquet", out.getvalue()), ("a.csv.gz", gzip.compress(LONG.encode()))):
        report = take(data, name=name)
        assert report.unchanged["Observation"] == 4
    assert values(desk) == first


PLAIN = "dataset: v\ntitle: Victims\nvalue: [value]\nperiod: year\narea: area\n"


def test_every_member_of_a_gzip_file_is_read(desk: Desk, take: Take) -> None:
    parts = [b"area,year,value\nTHA,2014,1\n", b"THA,2015,2\n", b"", b"LAO,2014,3\n"]
    take(b"".join(map(gzip.compress, parts)) + bytes(512), PLAIN, name="v.csv.gz")
    assert {key[1:]: value for key, value in values(desk).items()} == {
        ("THA", "2014"): "1", ("THA", "2015"): "2", ("LAO", "2014"): "3",
    }  # fmt: skip


def packed(times: int) -> bytes:
    data = b"area,year,value\nTHA,2014,1\n"
    for _ in range(times):
        data = gzip.compress(data)
    return data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed(2), "a gzip file within a gzip file"),
        (packed(1200), "a gzip file within a gzip file"),
        (packed(1)[:-9], "cut short"),
        (packed(1) + packed(1)[:20], "cut short"),
        (packed(1) + b"garbage", "damaged"),
        (packed(1)[:-6] + b"abcdef", "damaged"),
    ],
    # The bytes carry the hour they were packed at, which would make another name of the test in every process.
    ids=["twice", "very deep", "cut in its end", "second cut", "garbage after", "wrong sum"],
)
def test_a_gzip_file_that_is_none_or_too_deep_is_refused(desk: Desk, data: bytes, why: str) -> None:
    (desk.path / "v.csv.gz").write_bytes(data)
    with pytest.raises(RefusedFileError, match=f"v.csv.gz: .*{why}"):
        propose_series(desk.study_path, desk.path / "v.csv.gz")


def test_letters_of_other_encodings_are_read_and_told(desk: Desk, take: Take) -> None:
    text = "pays,année,nombre\nTHA,2014,5\nLAO,2014,6\n".encode("cp1252")
    report = take(text, "{dataset: fr, title: Victimes, value: [nombre], period: année, area: pays}")
    assert set(values(desk).values()) == {"5", "6"}
    assert any("not UTF-8" in loss.why for loss in report.losses)


@pytest.mark.parametrize(
    ("text", "mapping", "reason"),
    [
        (LONG, MAPPING.replace("Victims", "Victim"), "no column 'Victim'.*Did you mean 'Victims'"),
        (LONG, MAPPING.replace("notes: [Note]\n", ""), "does not say what 'Note' means"),
        (LONG, MAPPING.replace("area: Iso\n", ""), "one of 'area'"),
        (LONG, MAPPING + "publisher: nobody\n", "publisher 'nobody'"),
        (LONG, MAPPING + "header: 99\n", "Row 99"),
        (LONG, MAPPING + "nonsense: 1\n", "no mapping of columns.*nonsense"),
        (LONG, MAPPING + "ignore: [no]\n", "'false' stands where words are meant"),
        (LONG, "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "refers to parts of itself"),
        (LONG, "- a list", "no mapping of columns"),
        (LONG, "dataset: ../../etc", "no name for a dataset"),
        ("Iso,Year,Year,Sex,Victims,Note\nTHA,1,1,Total,1,\n", MAPPING, "Two columns have the head 'Year'"),
        ("Iso,Year,Sex,Victims,Note\nTHA,2014,Total,many,\n", MAPPING, "No value of it can be taken"),
        ('Iso,Year,Sex,Victims,Note\n"THA,2014', MAPPING, "From line 2 on"),
        ("", MAPPING, "empty"),
        (b"PK\x03\x04broken", MAPPING, "damaged"),
        (b"PAR1broken", MAPPING, "damaged or cut short"),
        (gzip.compress(LONG.encode())[:-12], MAPPING, "cut short|damaged"),
    ],
)
def test_what_is_refused_leaves_the_study_as_it_was(
    desk: Desk, take: Take, text: str | bytes, mapping: str, reason: str
) -> None:
    before = {path: path.read_bytes() for path in desk.study_path.rglob("*") if path.is_file()}
    with pytest.raises(RefusedFileError, match=rf"(?s){reason}.*The study is unchanged"):
        take(text, mapping)
    assert {path: path.read_bytes() for path in desk.study_path.rglob("*") if path.is_file()} == before


def test_a_workbook_that_would_swell_is_refused(take: Take) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    with pytest.raises(RefusedFileError, match="would unpack to 30,000,000 bytes"):
        take(out.getvalue(), name="bomb.xlsx")


def test_values_that_cannot_be_read_for_sure_are_named_one_by_one(desk: Desk, take: Take) -> None:
    text = "iso,year,n\nTHA,2014,1e999\nTHA,2015,NaN\nTHA,2016,yes\nTHA,someday,4\n,2014,4\nTHA,2017,4\n"
    report = take(text, "{dataset: d, title: D, value: [n], period: year, area: iso}")
    assert values(desk) == {("D", "THA", "2017"): "4"}
    assert sum(loss.count for loss in report.losses if loss.outcome == "left") == 5


@given(st.text(max_size=400), st.sampled_from(["x.csv", "x.json", "x.xlsx"]))
def test_no_file_whatever_breaks_a_proposal(text: str, name: str) -> None:
    from colligate.exchange.series.proposing import propose  # noqa: PLC0415
    from colligate.sources.extraction import UnreadableFileError  # noqa: PLC0415
    from colligate.sources.grids.opening import open_grid  # noqa: PLC0415

    try:
        grid = open_grid(text.encode("utf-8", "surrogatepass"), name)
    except UnreadableFileError:
        return
    propose(grid, name)


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@given(st.lists(NAMES, min_size=1, max_size=4, unique=True), NAMES, st.dictionaries(NAMES, NAMES, max_size=3))
def test_a_mapping_reads_back_as_written(series: list[str], period: str, marks: dict[str, str]) -> None:
    mapping = Mapping(dataset="d", value=("v",), period=period, area="a", series=tuple(series), marks=marks)
    assert read_mapping(mapping_bytes(mapping), "m.yaml") == mapping


def test_by_the_command_line(desk: Desk) -> None:
    file = desk.path / "counts.csv"
    file.write_text(LONG)
    common = ["import", str(file), "--as", "series", "--study", str(desk.study_path), "--by", "amina@laptop"]
    shown = CliRunner().invoke(main, common)
    assert shown.exit_code == 0
    assert yaml.safe_load(shown.output)["value"] == ["Victims"]
    (desk.path / "kept.yaml").write_text(shown.output)
    taken = CliRunner().invoke(main, [*common, "--mapping", str(desk.path / "kept.yaml")])
    assert "4 Observations" in taken.output
    assert (desk.study_path / "mappings" / "counts.yaml").is_file()
    again = CliRunner().invoke(main, [*common, "--mapping", "counts"])
    assert "Unchanged 2 Indicators, 4 Observations." in again.output
    assert "--mapping counts" in CliRunner().invoke(main, common).output


def test_the_source_is_kept_as_the_file_was(desk: Desk, take: Take) -> None:
    take(LONG)
    source = desk.study().records.get(Source, "counts")
    assert source
    assert (source.name, source.title) == ("counts.csv", "Counts of victims")
    assert (desk.study_path / "originals" / f"{source.sha256}.csv").read_text() == LONG
    assert isinstance(desk.path, Path)
