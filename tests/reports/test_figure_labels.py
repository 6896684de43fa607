"""Names on a drawing, and the countries of a map."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from colligate.reports.figures.labels import Labels, Size
from colligate.reports.figures.outlines import outlines


def test_a_name_stands_to_the_right_of_its_mark_where_there_is_room():
    x, y = Labels(Size(400, 200)).beside((100, 100), "Yala", 10)
    assert y == 100
    assert x > 100


def test_a_name_at_the_right_edge_stands_to_the_left_of_its_mark():
    x, y = Labels(Size(400, 200)).beside((390, 100), "Songkhla", 10)
    assert y == 100
    assert x < 390


def test_a_name_for_which_there_is_no_room_is_left_out():
    labels = Labels(Size(100, 40))
    labels.occupy((50, 20), Size(100, 40))
    assert labels.near((50, 20), "Laos", 10) is None


@given(st.lists(st.tuples(st.floats(60, 340), st.floats(60, 340)), min_size=2, max_size=12))
def test_names_of_countries_never_hide_each_other(spots: list[tuple[float, float]]):
    labels = Labels(Size(400, 400))
    placed = [spot for where in spots if (spot := labels.near(where, "Country", 10))]
    wide, high = 7 * 10 * 0.52, 12.0
    pairs = [(a, b) for i, a in enumerate(placed) for b in placed[:i]]
    assert all(abs(a[0] - b[0]) >= wide - 0.01 or abs(a[1] - b[1]) >= high - 0.01 for a, b in pairs)


def test_the_countries_around_thailand_are_all_there():
    names = {one.iso3 for one in outlines((97.0, 5.5, 106.0, 20.5))}
    assert {"THA", "MMR", "LAO", "KHM", "MYS", "VNM"} <= names


def test_a_country_s_name_stands_inside_it():
    laos = next(one for one in outlines((97.0, 5.5, 106.0, 20.5)) if one.iso3 == "LAO")
    longitude, latitude = laos.inside
    assert 100 < longitude < 106
    assert 14 < latitude < 20.5
    assert laos.room > 0.5


def test_a_small_island_state_is_still_drawn():
    assert "MDV" in {one.iso3 for one in outlines((68.0, -2.0, 78.0, 9.0))}


def test_the_sea_has_no_countries():
    assert outlines((-150.0, 30.0, -145.0, 35.0)) == ()
