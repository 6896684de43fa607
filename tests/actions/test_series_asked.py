"""What is asked of a person about a file of values, and what becomes of the answers."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from colligate.actions.series_asked import SeriesAsked, ask_series, mapping_of_study
from colligate.actions.starting import new_study
from colligate.actions.taking_in import Threshold, take_back, take_in
from colligate.actions.trying import Asked
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.series.asking import given_of, mapping_told, role_of
from colligate.exchange.series.mapping import Mapping
from colligate.study.study import Study

LONG = "Iso,Year,Count,Share,Sex\nTHA,2014,595,0.5,Total\nLAO,2014,12,0.1,Total\n"
WIDE = "Country;2014;2015;Left\nTHA;595;600;1\nLAO;12;;2\n"
WHO = "amina@laptop"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path / "study")


def asked(study: Path, words: str | bytes, name: str = "counts.csv", **options) -> SeriesAsked:
    file = study.parent / name
    file.write_bytes(words.encode() if isinstance(words, str) else words)
    return ask_series(study, file, **options)


def answers(told: SeriesAsked, **changed: str) -> dict[str, str]:
    """Return a form as it was shown, some columns said to be something else."""
    roles = {f"column:{place}": changed.pop(one.head, one.role) for place, one in enumerate(told.columns)}
    return told.given | roles | changed


def test_a_form_left_as_it_was_says_the_same_mapping(study: Path) -> None:
    for words in (LONG, WIDE):
        told = asked(study, words)
        assert told.told("counts.csv", answers(told)) == told.mapping


@given(
    st.fixed_dictionaries({
        "missing": st.lists(st.sampled_from(["NA", "..", "n/a"]), unique=True),
        "scale": st.lists(st.sampled_from(["Tier 3", "Tier 2", "Tier 1"]), unique=True),
        "marks": st.dictionaries(st.sampled_from(["*", "p", "†"]), st.sampled_from(["provisional", "a = b"])),
        "only": st.dictionaries(
            st.sampled_from(["Iso", "Sex"]), st.lists(st.sampled_from(["THA", "LAO"]), min_size=1, unique=True)
        ),
        "fiscal": st.none() | st.fixed_dictionaries(
            {"starts": st.integers(1, 12), "named": st.sampled_from(["start", "end"])}
        ),
        "decimal": st.sampled_from([".", ","]),
        "thousands": st.sampled_from(["", " "]),
        "notes": st.lists(st.sampled_from(["Share"])),
    })
)  # fmt: skip
def test_every_mapping_that_is_kept_goes_through_the_form_unchanged(fields: dict) -> None:
    base = {"dataset": "d", "title": "T", "value": ["Count"], "period": "Year", "area": "Iso", "series": ["Sex"]}
    mapping = msgspec.convert(base | fields, Mapping)
    heads = ["Iso", "Year", "Count", "Share", "Sex"]
    roles = {head: role_of(mapping, head) for head in heads}
    assert mapping_told(mapping, roles, given_of(mapping), "f.csv") == mapping


def test_columns_show_their_first_values_and_can_change_places(study: Path) -> None:
    told = asked(study, LONG)
    assert [(one.head, one.cells) for one in told.columns][:3] == [
        ("Iso", ("THA", "LAO")), ("Year", ("2014",)), ("Count", ("595", "12")),
    ]  # fmt: skip
    mapping = told.told("counts.csv", answers(told, Count="ignore", Share="value", unit="parts", edition="2"))
    assert (mapping.value, mapping.unit, mapping.edition) == (("Share",), "parts", "2")
    assert "Count" in mapping.ignore


def test_years_across_are_told_by_their_heads(study: Path) -> None:
    told = asked(study, WIDE)
    assert [one.head for one in told.columns if "across" in told.choices(one)] == ["2014", "2015"]
    mapping = told.told("counts.csv", answers(told, **{"2015": "ignore"}))
    assert mapping.across == {"2014": "2014"}
    with pytest.raises(RefusedFileError, match="'Left' is said to hold values of its head"):
        told.told("counts.csv", answers(told, Left="across"))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"Sex": "area"}, "Two columns are said to be the area: 'Iso' and 'Sex'"),
        ({"Count": "ignore", "Share": "ignore"}, "No column is said to hold the values"),
        ({"Year": "ignore"}, "No column is said to hold the periods"),
        ({"Iso": "ignore"}, "No column is said to hold the areas"),
        ({"of_area": "THA"}, "'Iso' is said to hold the areas, and 'THA' to be the only one"),
        ({"dataset": "../../evil"}, "is no name for a dataset"),
        ({"decimal": ","}, "No error"),
        ({"decimal": ""}, "The sign before decimals is none"),
        ({"areas": "guess"}, "cannot be taken"),
        ({"starts": "13"}, "from 1 to 12"),
        ({"only": "Nobody = 3"}, "'Nobody', which is no column"),
        ({"marks": "star"}, "has no equals sign"),
        ({"Sex": "everything"}, "Nothing is said of the column 'Sex'"),
    ],
)
def test_what_is_not_clear_is_told_in_plain_words(study: Path, changed: dict[str, str], why: str) -> None:
    told = asked(study, LONG)
    form = answers(told, **changed)
    if why == "No error":
        assert told.told("counts.csv", form).decimal == ","
        return
    with pytest.raises(RefusedFileError, match=why.replace("..", "[.][.]")):
        told.told("counts.csv", form)


def test_the_first_sheet_is_shown_and_another_can_be_chosen(study: Path) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("About").write_row(0, 0, ["Read", "me"])
        sheet = book.add_worksheet("Data")
        for row, cells in enumerate([["A table"], ["Iso", "Year", "Count"], ["THA", 2014, 595], ["LAO", 2014, 12]]):
            sheet.write_row(row, 0, cells)
    told = asked(study, out.getvalue(), "book.xlsx")
    assert told.sheets == ("About", "Data")
    assert "it has 2 sheets, and 'About' is shown" in told.remarks
    data = asked(study, out.getvalue(), "book.xlsx", sheet="Data")
    assert (data.mapping.header, [one.head for one in data.columns]) == (2, ["Iso", "Year", "Count"])
    first = asked(study, out.getvalue(), "book.xlsx", sheet="Data", header=3)
    assert [one.head for one in first.columns] == ["THA", "2014", "595"]


def test_taken_in_it_is_kept_and_fits_the_next_file_and_goes_when_undone(study: Path) -> None:
    threshold = Threshold()
    held = threshold.hold("counts.csv", io.BytesIO(LONG.encode()))
    told = ask_series(study, held.file)
    brought = take_in(study, held, Asked(mapping=told.mapping), by=WHO)
    assert [(one.values, one.areas, one.first) for one in brought.values] == [(2, 2, "2014")]
    assert brought.values[0].samples[0][0] == "Laos 2014"
    assert mapping_of_study(study, "counts") == told.mapping
    again = ask_series(study, held.file)
    assert (again.fitting, again.known) == (("counts",), True)
    with pytest.raises(RefusedFileError, match="keeps no mapping"):
        mapping_of_study(study, "../study")
    assert take_back(study, held, by=WHO) == ()
    assert Study(study).records.by_id == {}
    assert not (study / "mappings" / "counts.yaml").exists()
