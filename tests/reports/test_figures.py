"""Figures: what is drawn, what is left a hole, and how they can be read without colour."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]
from PIL import Image
from small_study import SmallStudy

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.indicators.indicator import Break, Indicator, Observation
from colligate.problems import ColligateError
from colligate.programmes.actor import Place
from colligate.programmes.programme import Event, Fact
from colligate.reports.document import Figure
from colligate.reports.figures import figure
from colligate.reports.figures.drawing import NothingToDrawError
from colligate.study.assessing import material
from colligate.study.building import assess
from colligate.study.study import Study

VICTIMS = {"indicator": "victims"}


@pytest.fixture
def full(small: SmallStudy) -> SmallStudy:
    """The small study with tiers, places and a second account of victims."""
    stamp = small.stamp
    passage = {"passages": ("p-212",)}
    small.say(
        Indicator(
            id="tier", name="Tier", concept="A judgement.", scale=("3", "2WL", "2", "1"), **stamp()
        ),
        Indicator(
            id="victims", name="Victims identified", concept="Persons recorded.", unit="persons",
            breaks=(Break(period="2017", reason="New guidelines."),), revises=(), **stamp(),
        ),
        Observation(id="obs-2016-told", indicator="victims", area="VRD", period="2016", value="850", verified=False,
                    passages=("p-june",), **stamp()),
        *(
            Observation(id=f"tier-{year}", indicator="tier", area="VRD", period=year, value=level, reference=window,
                        **passage, **stamp())
            for year, level, window in (
                ("2013", "2WL", "2012-04/2013-03"),
                ("2014", "3", "2013-04/2014-03"),
                ("2016", "2WL", "2015-04/2016-03"),
            )
        ),
        Observation(id="tier-2014-other", indicator="tier", area="VRD", period="2014", value="2WL",
                    passages=("p-june",), **stamp()),
        Observation(id="tier-2014-again", indicator="tier", area="VRD", period="2014", value="3",
                    passages=("p-595",), **stamp()),
        Place(id="ubon", name="Ubon Ratchathani", latitude=15.2287, longitude=104.8564, country="THA", **stamp()),
        Place(id="yala", name="Yala", latitude=6.5411, longitude=101.2804, country="THA", **stamp()),
        Place(id="whole", name="Thailand", latitude=15.87, longitude=100.99, country="THA", **stamp()),
        *(
            Fact(id=f"fact-{place}", about="course", field="place", value=place, refers=place, **passage, **stamp())
            for place in ("ubon", "yala", "whole")
        ),
        Fact(id="fact-start", about="course", field="start", value="2014-05", passages=("p-launch",), **stamp()),
        Fact(id="fact-start-2", about="course", field="start", value="2014-06", passages=("p-june",), **stamp()),
        Event(id="ev-ratified", name="Ratification", kind="ratification", date="2013-10-17", **passage, **stamp()),
        Event(id="ev-audit", name="The audit is published", kind="report", date="2016", **passage, **stamp()),
    )  # fmt: skip
    return small


def draw(study: SmallStudy, name: str, **attributes: str) -> Figure:
    case, assessment = assessed(study)
    return figure(name, {key.rstrip("_"): value for key, value in attributes.items()}, case, assessment)


def assessed(study: SmallStudy) -> tuple[Material, Assessment]:
    case = material(Study(study.folder.path))
    return case, assess(case)


def texts(drawn: Figure) -> list[str]:
    root = etree.fromstring(drawn.svg)
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]


def height_of(drawn: Figure, word: str) -> float:
    """Where a word stands, in pixels from the top of its group."""
    root = etree.fromstring(drawn.svg)
    for node in root.iter("{http://www.w3.org/2000/svg}text"):
        if "".join(node.itertext()) == word:
            return float(re.findall(r"translate\([^,]+,([^)]+)\)", node.get("transform"))[0])
    raise AssertionError(f"{word} is not in the drawing")


def rows(drawn: Figure) -> list[list[dict[str, Any]]]:
    """Every list of rows in the specification, in order."""
    found: list[list[dict[str, Any]]] = []

    def visit(part: Any) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("values"), list) and part["values"] and isinstance(part["values"][0], dict):
                found.append(part["values"])
            for inner in part.values():
                visit(inner)
        elif isinstance(part, list):
            for inner in part:
                visit(inner)

    visit(drawn.vega)
    return found


ALL = [
    ("series", VICTIMS),
    ("tiers", {}),
    ("timeline", {}),
    ("matrix", {"lens": "results-chain"}),
    ("coverage", {"lens": "causes"}),
    ("chain", {}),
    ("map", {}),
]


@pytest.mark.parametrize(("name", "attributes"), ALL)
def test_a_figure_is_the_same_bytes_each_time_and_says_what_it_shows(
    full: SmallStudy, name: str, attributes: dict[str, str]
):
    first, second = draw(full, name, **attributes), draw(full, name, **attributes)
    assert (first.svg, first.png) == (second.svg, second.png)
    assert first.svg.startswith(b"<svg")
    assert Image.open(io.BytesIO(first.png)).format == "PNG"
    assert len(first.alt) > 20
    assert first.title
    assert first.caption


@pytest.mark.parametrize(("name", "attributes"), ALL)
def test_a_drawing_needs_nothing_from_elsewhere(full: SmallStudy, name: str, attributes: dict[str, str]):
    drawn = draw(full, name, **attributes)
    assert b"<image" not in drawn.svg
    assert {link for link in re.findall(rb'href="([^"]*)"', drawn.svg) if not link.startswith(b"#r-")} == set()
    assert b"url" not in str(drawn.vega).replace("curl", "").encode()


def test_a_figure_nobody_knows_is_refused_with_the_names_there_are(full: SmallStudy):
    with pytest.raises(ColligateError, match=r"'pie'\. Figures: series, tiers, timeline, matrix, coverage, chain, map"):
        draw(full, "pie")


@pytest.mark.parametrize(
    ("name", "attributes"), [("series", {}), ("series", {"indicator": "no"}), ("matrix", {"lens": "no"}), ("map", {})]
)
def test_a_figure_without_data_says_what_to_add(small: SmallStudy, name: str, attributes: dict[str, str]):
    with pytest.raises(NothingToDrawError, match="There is nothing to draw"):
        draw(small, name, **attributes)


def test_a_missing_year_is_drawn_as_missing_and_no_line_crosses_it(full: SmallStudy):
    drawn = draw(full, "series", **VICTIMS)
    assert "no value" in texts(drawn)
    marks = next(data for data in rows(drawn) if "value" in data[0] and "_run" in data[0])
    runs = {row["year"]: row["_run"] for row in marks}
    assert runs["2014"] != runs["2016"]
    assert runs["2016"] == runs["2017"]
    assert "Missing: 2015 (no value)" in drawn.alt


def test_a_hole_is_never_given_a_value(full: SmallStudy):
    drawn = draw(full, "series", **VICTIMS)
    assert [
        row for data in rows(drawn) for row in data if row.get("year") == "2015" and row.get("value") is not None
    ] == []


def test_differing_accounts_are_both_written_beside_their_marks(full: SmallStudy):
    drawn = draw(full, "series", **VICTIMS)
    assert "824 / 850" in texts(drawn)
    assert {"595", "455"} <= set(texts(drawn))


def test_a_value_whose_document_was_not_read_is_hollow_and_the_figure_says_so(full: SmallStudy):
    drawn = draw(full, "series", **VICTIMS)
    marks = max((data for data in rows(drawn) if "read" in data[0]), key=len)
    assert {row["label"] for row in marks if row["read"] != "read"} == {"2016: 850, The Daily"}
    assert drawn.credit.startswith("Hollow marks: told by another, the document named was not read.")


def test_a_break_is_drawn_named_and_explained(full: SmallStudy):
    drawn = draw(full, "series", **VICTIMS)
    assert "break" in texts(drawn)
    assert "Break in the series, 2017: New guidelines." in drawn.credit


def test_the_axis_of_values_begins_at_zero(full: SmallStudy):
    assert "0" in texts(draw(full, "series", **VICTIMS))


def test_the_sources_of_a_series_are_named_under_it(full: SmallStudy):
    drawn = draw(full, "series", **VICTIMS)
    assert drawn.sources == ("audit-2016", "bureau-2014", "daily-2014")
    assert drawn.credit.endswith("Sources: National Auditors; The Bureau; The Daily.")


def test_the_worst_tier_stands_at_the_bottom(full: SmallStudy):
    drawn = draw(full, "tiers")
    heights = [height_of(drawn, level) for level in ("1", "2", "2WL", "3")]
    assert heights == sorted(heights)
    assert len(set(heights)) == 4


def test_tiers_told_differently_are_marked_and_the_most_told_is_drawn(full: SmallStudy):
    drawn = draw(full, "tiers")
    assert "differs" in texts(drawn)
    assert "2014: 3;" in drawn.alt
    assert "Open diamonds, accounts that differ: 2014 2WL (The Daily)." in drawn.credit


def test_the_line_of_tiers_stops_at_a_year_without_one(full: SmallStudy):
    drawn = draw(full, "tiers")
    steps = next(data for data in rows(drawn) if "_run" in data[0])
    assert {row["year"]: row["_run"] for row in steps} == {2013: 0, 2014: 0, 2016: 1}
    assert texts(drawn).count("no value") == 1


def test_a_timeline_shows_every_account_of_a_start_and_marks_an_end_nobody_told(full: SmallStudy):
    drawn = draw(full, "timeline")
    assert {
        "Course for border officers (start told: 2014-05)",
        "Course for border officers (start told: 2014-06)",
    } <= set(texts(drawn))
    assert "an arrow where no end is told" in drawn.credit


def test_a_timeline_shades_the_windows_of_the_tiers_and_names_what_was_judged(full: SmallStudy):
    drawn = draw(full, "timeline", from_="2013", to="2017")
    windows = next(data for data in rows(drawn) if "judged" in data[0])
    assert [(row["_from"], row["_to"], row["judged"]) for row in windows] == [
        ("2013-01-01", "2013-03-31", "2WL"), ("2013-04-01", "2014-03-31", "3"), ("2015-04-01", "2016-03-31", "2WL"),
    ]  # fmt: skip
    assert "Ratification" in texts(drawn)


def test_the_series_stands_below_the_events_on_the_same_years(full: SmallStudy):
    drawn = draw(full, "timeline")
    assert drawn.vega is not None
    upper, lower = drawn.vega["vconcat"]
    scales = {str(layer["encoding"]["x"]["scale"]) for layer in (upper["layer"][-1], lower["layer"][-1])}
    assert scales == {str({"domain": ["2014-01-01", "2017-12-31"], "type": "utc"})}
    assert {"595", "824 / 850", "455", "no value"} <= set(texts(drawn))


def test_a_timeline_without_a_series_is_one_panel(full: SmallStudy):
    drawn = draw(full, "timeline", indicator="none")
    assert drawn.vega is not None
    assert "vconcat" not in drawn.vega


def test_an_event_known_to_the_year_is_a_bar_over_the_year(full: SmallStudy):
    drawn = draw(full, "timeline")
    audit = next(row for data in rows(drawn) for row in data if row.get("row") == "The audit is published")
    assert (audit["start"], audit["end"], audit["exact"]) == ("2016-01-01", "2016-12-31", "coarser")


def test_a_matrix_says_each_level_in_words_and_marks_self_report(full: SmallStudy):
    drawn = draw(full, "matrix", lens="results-chain")
    said = {(row["programme"], row["code"]): row["said"] for row in rows(drawn)[0]}
    assert said["Course for border officers", "Output"] == "claimed *"
    assert said["Course for border officers", "Activity"] == "corroborated"
    assert said["Course for border officers", "Outcome"] == "contested"
    assert drawn.credit == "* All of its support is self-reported."
    assert texts(drawn).count("contested") == 1


def test_the_states_of_coverage_differ_in_shade_line_and_word(full: SmallStudy):
    drawn = draw(full, "coverage", lens="causes")
    states = {row["said"]: row["_shade"] for row in rows(drawn)[0]}
    assert set(states) >= {"searched and silent", "not searched"}
    grey = {state: grey_of(shade) for state, shade in states.items()}
    assert grey["not searched"] - grey["searched and silent"] > 20
    assert 'stroke-dasharray="3,3"' in drawn.svg.decode()


def grey_of(shade: str) -> float:
    red, green, blue = (int(shade[place : place + 2], 16) for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_criteria_stand_under_their_concept(full: SmallStudy):
    codes = [row["code"] for row in rows(draw(full, "coverage", lens="causes"))[0]]
    assert codes.index("Economic factors") + 1 == codes.index("\N{EN DASH} Poverty")


def test_the_heads_of_a_matrix_stand_above_its_first_row(full: SmallStudy):
    drawn = draw(full, "chain")
    image = Image.open(io.BytesIO(drawn.png))
    assert image.width < 1400
    assert height_of(drawn, ["Yearly", "forum"][0] + " forum") < 0


def test_the_chain_shows_how_far_evidence_reaches(full: SmallStudy):
    drawn = draw(full, "chain")
    said = {row["code"]: row["said"] for row in rows(drawn)[0] if row["programme"] == "Course for border officers"}
    assert said == {
        "input": "absent", "activity": "corroborated", "output": "claimed", "outcome": "contested", "impact": "absent",
    }  # fmt: skip


def test_the_map_names_places_and_the_countries_around_them(full: SmallStudy):
    drawn = draw(full, "map")
    assert {"Ubon Ratchathani", "Yala", "Cambodia", "Laos", "Thailand"} <= set(texts(drawn))
    assert "Borders: Natural Earth." in drawn.credit


def test_a_place_that_is_a_country_is_shaded_and_not_dotted(full: SmallStudy):
    drawn = draw(full, "map")
    assert {row["place"] for row in rows(drawn)[0]} == {"Ubon Ratchathani", "Yala"}
    assert "named as a whole: Thailand" in drawn.caption


def test_names_on_the_map_do_not_hide_one_another(full: SmallStudy):
    stamp = full.stamp
    full.say(
        *(
            Place(id=f"near-{n}", name=f"Village {n}", latitude=15.2 + n / 50, longitude=104.8, **stamp())
            for n in range(3)
        ),
        *(
            Fact(id=f"fact-near-{n}", about="course", field="place", value="x", refers=f"near-{n}", **stamp())
            for n in range(3)
        ),
    )
    drawn = draw(full, "map")
    root = etree.fromstring(drawn.svg)
    places = [
        tuple(map(float, re.findall(r"translate\(([^,]+),([^)]+)\)", node.get("transform"))[0]))
        for node in root.iter("{http://www.w3.org/2000/svg}text")
        if "".join(node.itertext()).startswith("Village")
    ]
    assert len(places) == 3
    assert all(abs(a[0] - b[0]) > 40 or abs(a[1] - b[1]) > 10 for a in places for b in places if a is not b)
