"""What every recogniser of dates, names and events keeps, whatever it is given."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colligate.programmes.recognising.dates import dates
from colligate.programmes.recognising.entities import entities
from colligate.programmes.recognising.events import events
from colligate.programmes.recognising.found import LONGEST
from colligate.sources.outline import Mention, OpenText, Outline, Unit

_PHRASES = (
    "the|The|Ministry|of|Ports|and|Trade|(MPT)|MPT|Peru|Peruvian|Government|in|Lima|,|.|;|signed|ratified|was|founded"
    "|on 3 May 1998|2004|Ms.|Rana|Okello|Director|said|Harbours Convention|resolution 5/1|\u201c|\u201d|'s"
    "|United Nations|UN|Georgia|Jordan|A.B.|will|by|launched|a report|General|Commission"
)
_PROSE = st.lists(st.sampled_from(_PHRASES.split("|")), max_size=30).map(" ".join)


def opened(*prose: str) -> OpenText:
    units = tuple(
        Unit(
            number=number, kind="sentence", words=said, offsets=array("q", range(len(said))), end=len(said),
            section=0, paragraph=0,
        )
        for number, said in enumerate(prose)
    )  # fmt: skip
    return OpenText(source="s", text="t", characters=" ".join(prose), outline=Outline(sections=(), units=units))


def mentions(text: OpenText) -> Iterator[Mention]:
    dated = dates(text)
    named = entities(text, when=dated)
    yield from dated
    yield from (mention for one in (*named.actors, *named.places, *named.instruments) for mention in one.mentions)
    yield from (account.mention for event in events(text, dated, named) for account in event.accounts)


@given(_PROSE, _PROSE)
@settings(deadline=None)
def test_every_mention_lies_in_its_unit_and_names_something(one: str, other: str) -> None:
    text = opened(one, other)
    for mention in mentions(text):
        assert 0 <= mention.start < mention.end <= len(text.unit(mention).words)
        assert text.words(mention) == text.words(mention).strip()


@given(_PROSE)
@settings(deadline=None)
def test_an_actor_is_called_by_its_name_or_an_alias_wherever_it_is_mentioned(prose: str) -> None:
    text = opened(prose)
    for actor in entities(text).actors:
        called = {actor.name, *(alias.name for alias in actor.aliases)}
        if actor.kind in {"organisation", "office"} and not actor.name.startswith("Government of"):
            assert {" ".join(text.words(mention).split()) for mention in actor.mentions} & called


@given(_PROSE)
@settings(deadline=None)
def test_keys_are_given_once(prose: str) -> None:
    text = opened(prose)
    dated = dates(text)
    named = entities(text, when=dated)
    found = events(text, dated, named)
    for keys in ([one.key for one in named.actors], [one.key for one in named.instruments], [one.key for one in found]):
        assert len(keys) == len(set(keys))


@given(st.text(max_size=200))
@settings(deadline=None)
def test_no_text_is_too_strange_to_be_looked_at(prose: str) -> None:
    assert all(mention.end <= len(prose) for mention in mentions(opened(prose)))


@pytest.mark.parametrize(
    "part",
    ["a", "1", "(", "A ", "A.", "A'", "\u201c", "1 May 2014 ", "the Ministry of ", "the Ministry of Ports and ",
     "UN ", "Peru ", "Lima and ", "(ABC) ", "signed in 2014 Peru ", "President Bo Bobson, ", "Mr A ",
     "Ministry of Ports (MP) "],
)  # fmt: skip
@pytest.mark.parametrize("length", [LONGEST, 1_000_000])
def test_no_line_takes_more_than_a_few_seconds(part: str, length: int) -> None:
    text, started = opened((part * (length // len(part) + 1))[:length]), time.process_time()
    list(mentions(text))
    assert time.process_time() - started < 5


def test_a_unit_too_long_to_be_a_sentence_is_passed_over_and_the_next_is_read() -> None:
    text = opened("Peru " * LONGEST, "Peru signed the Harbours Convention in 1998.")
    (state,) = entities(text).actors
    assert [mention.unit for mention in state.mentions] == [1]
