"""Whose account a source is."""

from __future__ import annotations

import pytest
from making import Study, code, lens

from colligate.assessments.standing import Standings
from colligate.programmes.actor import Actor, Name
from colligate.programmes.programme import Event, Fact, Programme
from colligate.sources.source import Source


def study() -> Study:
    made = Study(lens(code("a")), organisation="unodc")
    made.say(Actor, "unodc", name="UNODC", kind="organisation")
    made.say(Actor, "unodc-bangkok", name="UNODC Bangkok", kind="office", part_of="unodc")
    made.say(Actor, "us", name="United States", kind="state")
    made.say(Actor, "us-state", name="Department of State", kind="office", part_of="us")
    made.say(Actor, "us-embassy", name="Embassy", kind="office", part_of="us-state")
    made.say(Actor, "ambassador", name="The ambassador", kind="person", part_of="us-embassy")
    made.say(Actor, "tij", name="Thailand Institute of Justice", kind="organisation", names=(Name(name="TIJ"),))
    made.say(Actor, "mfa", name="Foreign Ministry", kind="office")
    made.say(Programme, "prog", name="Programme", kind="other")
    made.say(Programme, "another", name="Another", kind="other")
    made.say(Event, "handover", name="Handover", kind="handover", programme="prog")
    made.say(Fact, "f1", about="prog", field="partner", value="the embassy", refers="us-embassy")
    made.say(Fact, "f2", about="prog", field="funder", value="tij")
    made.say(Fact, "f3", about="prog", field="receiver", value="the ministry", refers="mfa")
    return made


@pytest.mark.parametrize(
    ("publisher", "subject", "standing"),
    [
        ("unodc", "prog", "self-reported"),
        # An office of an interested organisation is that organisation.
        ("unodc-bangkok", "prog", "self-reported"),
        ("us-embassy", "prog", "self-reported"),
        ("ambassador", "prog", "self-reported"),
        # Interest goes down, never up: the embassy's partnership does not make its department a party.
        ("us-state", "prog", "independent"),
        ("us", "prog", "independent"),
        # A funder named by an alias, without an id.
        ("tij", "prog", "self-reported"),
        ("mfa", "prog", "independent"),
        ("tij", "another", "independent"),
        ("us-embassy", "handover", "self-reported"),
        # For an actor it is the actor that is interested, not the organisation under study.
        ("mfa", "mfa", "self-reported"),
        ("unodc", "mfa", "independent"),
        ("unodc", None, "self-reported"),
        ("tij", None, "independent"),
        (None, "prog", "unknown"),
    ],
)
def test_a_source_is_self_reported_when_its_publisher_is_interested(
    publisher: str | None, subject: str | None, standing: str
) -> None:
    made = study()
    made.source("s", publisher)
    assert Standings(made.material()).of(made.material().by_id["s"], subject) == standing  # pyright: ignore[reportArgumentType]


def test_a_newspaper_that_passes_on_a_press_release_is_as_interested_as_its_origin() -> None:
    made = study()
    made.source("news", "mfa", kind="secondary", account_of=("unodc-bangkok",))
    source = made.material().get(Source, "news")
    assert source is not None
    assert Standings(made.material()).of(source, "prog") == "self-reported"


def test_a_source_of_unknown_publisher_never_lifts_a_finding_above_claimed() -> None:
    made = study()
    for name in ("one", "two"):
        made.source(name, None)
        made.coding(name, "lens/a")
    assert made.finding("prog@lens/a").level == "claimed"
    assert made.finding("prog@lens/a").self_reported_sources == 0


def test_actors_that_are_part_of_one_another_in_a_circle_do_no_harm() -> None:
    made = Study(lens(code("a")), organisation="unodc")
    made.say(Actor, "x", name="X", kind="office", part_of="y")
    made.say(Actor, "y", name="Y", kind="office", part_of="x")
    made.source("s", "x")
    source = made.material().get(Source, "s")
    assert source is not None
    assert Standings(made.material()).of(source, None) == "independent"
