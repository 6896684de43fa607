"""Events proposed from dated sentences, and those told more than once joined."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from colligate.programmes.recognising.dates import dates
from colligate.programmes.recognising.entities import entities
from colligate.programmes.recognising.events import EventFound, events, merge_events
from colligate.sources.intext import citations
from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.readers import read


def opened(prose: str, source: str = "s", year: int | None = None) -> OpenText:
    extracted = read(prose.encode(), "note.txt")
    laid_out = outline(extracted.text, extracted.layout)
    return OpenText(source=source, text="t", characters=extracted.text, outline=laid_out, year=year)


def found(text: OpenText) -> tuple[EventFound, ...]:
    cited = citations(text).citations
    dated = dates(text, cited)
    return events(text, dated, entities(text, citations=cited, when=dated))


def told(prose: str) -> list[tuple[str, str, str]]:
    return [(event.kind, event.object, event.date) for event in found(opened(prose))]


@pytest.mark.parametrize(
    ("prose", "kind", "thing", "date"),
    [
        ("On 3 May 1998, Kenya ratified the Harbours Convention.", "ratification", "Harbours Convention", "1998-05-03"),
        ("The Harbours Convention entered into force in 1999.", "entry into force", "Harbours Convention", "1999"),
        ("The Harbour Institute, founded in 1987, is small.", "foundation", "Harbour Institute", "1987"),
        ("Founded in 1987, the Harbour Institute is small.", "foundation", "Harbour Institute", "1987"),
        ("In May 2003 the Harbour Institute launched its Coast Watch.", "launch", "Coast Watch", "2003-05"),
        ("The Harbour Institute handed over two boats in 2004.", "handover", "two boats", "2004"),
        ("The Harbour Institute hosted a seminar on 5 June 2004.", "meeting", "seminar", "2004-06-05"),
        ("UNICEF released a report titled \u201cLocks and Keys\u201d in 2005.", "report", "Locks and Keys", "2005"),
        ("Observers praised Kenya and the 2002 elections.", "election", "Kenya", "2002"),
        ("UNICEF visited Kenya in July 2006.", "visit", "Kenya", "2006-07"),
        ("UNICEF adopted, on 3 May 1998, a plan for locks.", "adoption", "plan", "1998-05-03"),
        ("The Harbour Institute, first established in 1987, is small.", "foundation", "Harbour Institute", "1987"),
    ],
)  # fmt: skip
def test_a_dated_sentence_tells_what_took_place(prose: str, kind: str, thing: str, date: str) -> None:
    assert told(prose) == [(kind, thing, date)]


@pytest.mark.parametrize(
    "prose",
    [
        "Kenya will ratify the Harbours Convention in 2030.",
        "Kenya should have ratified nothing by 2016.",
        "UNICEF calls for the ratification of the Harbours Convention by the end of 2016.",
        "Kenya is bound by the Harbours Convention of 1998 and adopted nothing.",
        "Under General Assembly resolution 53/111 of 9 December 1998, UNICEF is established.",
        "Wages rose in 2004.",
        "Kenya submitted its report for the 2012-2014 period.",
        "Kenya has signed the Harbours Convention, since 2004 the oldest of all.",
        "Ten years have passed since the flood of April 2010 in Kenya.",
        "Somebody launched a boat in 2004.",
    ],
)
def test_wishes_terms_and_the_dates_of_texts_are_no_events(prose: str) -> None:
    assert told(prose) == []


def test_nothing_has_taken_place_after_the_text_was_issued() -> None:
    prose = "UNICEF welcomed that Kenya launched a Coast Watch in 2012."
    assert len(found(opened(prose, year=2012))) == 1
    assert found(opened(prose, year=2011)) == ()


def test_one_happening_told_twice_is_one_event_with_both_dates() -> None:
    (event,) = found(
        opened(
            "On 3 May 1998, Kenya ratified the Harbours Convention. Ports grew. "
            "Since Kenya ratified the Harbours Convention in 1999, ports have shrunk."
        )
    )
    assert event.dates == ("1998-05-03", "1999")
    assert (event.actors[0], event.instruments) == ("kenya", ("harbours-convention",))


def test_a_treaty_ratified_by_two_states_is_two_events() -> None:
    both = found(
        opened(
            "On 3 May 1998 Kenya ratified the Harbours Convention. On 4 May 1998 Peru ratified the Harbours Convention."
        )
    )
    assert [(event.actors, event.dates) for event in both] == [
        (("kenya",), ("1998-05-03",)),
        (("peru",), ("1998-05-04",)),
    ]


def test_meetings_of_different_years_stay_apart() -> None:
    both = told(
        "The Harbour Institute held its annual conference in 2004. "
        "The Harbour Institute held its annual conference in 2006."
    )
    assert both == [("meeting", "annual conference", "2004"), ("meeting", "annual conference", "2006")]


def test_verbs_joined_by_and_share_their_object_and_date() -> None:
    both = told("In June 2012, Kenya signed and ratified the Harbours Convention.")
    assert both == [
        ("signature", "Harbours Convention", "2012-06"),
        ("ratification", "Harbours Convention", "2012-06"),
    ]


def test_who_only_tells_of_an_event_takes_no_part_in_it() -> None:
    (event,) = found(opened("UNICEF noted that Kenya had ratified the Harbours Convention in 1998."))
    assert event.actors == ("kenya",)


def test_accounts_of_several_texts_are_one_event_and_keep_their_sources() -> None:
    one = found(opened("UNICEF launched the Coast Watch in Kenya on 3 May 1998.", "one"))
    other = found(opened("In 1998 UNICEF launched its Coast Watch.", "other"))
    (event,) = merge_events([*one, *other])
    assert [(account.source, account.date) for account in event.accounts] == [("one", "1998-05-03"), ("other", "1998")]
    assert event.date == "1998-05-03"


def test_an_article_tells_its_events_once_each(material: Path) -> None:
    happened = {
        (event.kind, event.dates[0]) for event in found(opened((material / "seed" / "article.txt").read_text()))
    }
    assert happened >= {
        ("ratification", "2013-11-16"), ("foundation", "1997"), ("presence", "1971"), ("elevation", "1986"),
        ("elevation", "1998"), ("renaming", "2002"), ("handover", "2014-12-12"), ("meeting", "2014-11-17"),
        ("mandate", "2010"), ("launch", "2016-01-11"), ("report", "2017-08-10"), ("adoption", "2016"),
    }  # fmt: skip
    assert len(happened) < 18


def test_a_sentence_of_very_many_words_takes_some_seconds_at_most() -> None:
    text = opened("In 1998 Kenya launched " + "a boat and " * 40_000 + "nothing.")
    started = time.process_time()
    found(text)
    assert time.process_time() - started < 10
