"""Dates proposed from prose."""

from __future__ import annotations

import time
from array import array
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colligate.periods import period
from colligate.programmes.recognising.dates import dates
from colligate.sources.outline import Mention, OpenText, Outline, Unit
from colligate.sources.outlining import outline
from colligate.sources.readers import read


def opened(prose: str) -> OpenText:
    unit = Unit(
        number=0, kind="sentence", words=prose, offsets=array("q", range(len(prose))), end=len(prose), section=0,
        paragraph=0,
    )  # fmt: skip
    return OpenText(source="s", text="t", characters=prose, outline=Outline(sections=(), units=(unit,)))


def written(prose: str) -> list[str]:
    return [date.written for date in dates(opened(prose))]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("The pact was signed on 3 May 1998.", "1998-05-03"),
        ("The pact was signed on May 3, 1998.", "1998-05-03"),
        ("The pact was signed on the 3rd of May 1998.", "1998-05-03"),
        ("The pact was signed on 3 Sept. 1998.", "1998-09-03"),
        ("Signed 1998-05-03.", "1998-05-03"),
        ("Signed 23/05/1998.", "1998-05-23"),
        ("The port opened in May 1998.", "1998-05"),
        ("The port opened in 1998.", "1998"),
        ("The port opened in early 1998.", "1998~"),
        ("The port opened in mid-1998.", "1998~"),
        ("The port grew from 1998 to 2003.", "1998/2003"),
        ("The port grew between 1998 and 2003.", "1998/2003"),
        ("The port grew in 1998\u20132003.", "1998/2003"),
        ("The port grew in 1998-03.", "1998/2003"),
        ("The port grew in the 1990s.", "1990/1999"),
        ("The council met from 3 to 14 May 1998.", "1998-05-03/1998-05-14"),
        ("The council met from 27 January to 7 February 1998.", "1998-01-27/1998-02-07"),
        ("The council met in May and June 1998.", "1998-05/1998-06"),
        ("The council met on 3-14 May 1998.", "1998-05-03/1998-05-14"),
        ("The council met on 3 and 4 May 1998.", "1998-05-03/1998-05-04"),
        ("The council met from May 1998 to June 1999.", "1998-05/1999-06"),
        ("The port grew in 1998/99.", "1998/1999"),
        ("The port grew in 1998-2003.", "1998/2003"),
        ("Signed 5.5.1998.", "1998-05-05"),
        ("Signed 05/23/1998.", "1998-05-23"),
        ("The port opened about May 1998.", "1998-05~"),
        ("The port opened around 1998.", "1998~"),
        ("The Harbour Act B.E. 2541 (1998) followed.", "1998"),
        ("The Harbour Act of B.E. 2541 followed.", "1998"),
        ("The Harbour Act, Buddhist Era 2541, followed.", "1998"),
    ],
)
def test_a_date_in_any_usual_form_is_written_in_one(prose: str, expected: str) -> None:
    assert written(prose) == [expected]


@pytest.mark.parametrize(
    "prose",
    [
        "It was signed on 4/5/1998.",
        "It was signed on 03/02/2016.",
        "It was signed on 31 February 1998.",
        "It was signed on the 31st of February 1998.",
        "It was signed on February 31, 1998.",
        "It was signed 1998-02-31.",
        "It was signed on 31/2/1998.",
        "The harbour will be 2541 metres long.",
        "Document A/2014/35 lies open.",
        "Some 2.1998 points were given.",
        "The harbour opened in 1998%.",
        "That year nothing happened.",
        "Room 2014 is closed.",
        "About 2000 people came.",
        "It cost 1,998 euros in all and 2000 dollars more.",
        "The Act B.E. 2541 (1999) is misdated.",
    ],
)
def test_what_could_be_no_date_or_two_is_left(prose: str) -> None:
    assert written(prose) == []


def test_every_year_of_a_list_is_a_date() -> None:
    assert written("The court sat in 2003, 2005 and 2008.") == ["2003", "2005", "2008"]


def test_two_months_of_two_years_are_two_dates_and_between_makes_them_a_span() -> None:
    assert written("In May 2003 and June 2005 it sat.") == ["2003-05", "2005-06"]
    assert written("Between May 2003 and June 2005 it sat.") == ["2003-05/2005-06"]


def test_the_year_of_an_edition_is_told_from_the_year_of_a_happening() -> None:
    found = dates(opened("The 2014 review praised the ports, and in 2014 they were closed."))
    assert [(date.written, date.edition) for date in found] == [("2014", True), ("2014", False)]


def test_half_of_an_impossible_date_is_no_date_and_the_next_date_is_still_read() -> None:
    assert written("Signed on 31st February 1998 and again on 3 March 1998.") == ["1998-03-03"]


def test_dates_come_in_the_order_of_the_sentence_and_lie_where_they_are_said() -> None:
    prose = "In 1998 the pact of 3 May 1997 lapsed; from 2001 to 2003 nobody cared."
    found = dates(opened(prose))
    assert [prose[date.start : date.end] for date in found] == ["1998", "3 May 1997", "from 2001 to 2003"]
    assert [date.kind for date in found] == ["year", "day", "span"]


def test_a_text_in_a_language_nobody_has_written_has_no_dates() -> None:
    unit = opened("Signed 1998-05-03.").outline
    assert dates(OpenText(source="s", text="t", characters="", outline=unit, language="tlh")) == ()


_PARTS = (
    "1 31 30th of February May Sept. 2014 1998 1999-02 B.E. 2541 (1998) the from between and to in early report - / . ,"
    " 03/02/2016 1990s \u0662014 2\u0660\u06614"
)
_DATED = st.lists(st.sampled_from(_PARTS.split(" ")), max_size=14)


@given(_DATED, st.sampled_from([" ", ""]))
def test_every_date_found_is_a_period_and_none_overlaps_another(said: list[str], between: str) -> None:
    prose = between.join(said)
    found = dates(opened(prose))
    assert all(period(date.written).first <= period(date.written).last for date in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text())
def test_no_text_is_too_strange_to_look_for_dates(prose: str) -> None:
    assert all(0 <= date.start < date.end <= len(prose) for date in dates(opened(prose)))


def test_years_in_citations_are_no_dates() -> None:
    prose = "Ports grew in 1998 (Ferrand, in 2003)."
    cited = Mention(unit=0, start=prose.index("("), end=len(prose) - 1)
    assert [date.written for date in dates(opened(prose), [cited])] == ["1998"]


def test_an_article_gives_its_five_full_dates(material: Path) -> None:
    extracted = read((material / "seed" / "article.txt").read_bytes(), "article.txt")
    text = OpenText(source="s", text="t", characters=extracted.text, outline=outline(extracted.text, extracted.layout))
    days = [date.written for date in dates(text) if date.kind == "day"]
    assert days == ["2013-11-16", "2014-12-12", "2014-11-17", "2016-01-11", "2017-08-10", "2014-11-17"]


@pytest.mark.parametrize(
    "part",
    ["a", "1", "(", "1 ", "2014, ", "and 2014, ", "in 2014, ", "1 May 2014 ", "May 2014 to ", "the 2014 a a a a "],
)
def test_a_line_of_a_million_characters_takes_a_few_seconds_at_most(part: str) -> None:
    text, started = opened(part * (1_000_000 // len(part))), time.process_time()
    dates(text)
    assert time.process_time() - started < 5
