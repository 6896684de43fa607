"""Who is interested in a programme."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from colligate.programmes.actor import Actor, Name
from colligate.programmes.interest import actor_names, belongs, parties
from colligate.programmes.programme import Fact


def fact(identity: str, at: datetime, **fields: Any) -> Fact:
    return Fact(id=identity, by="amina", at=at, about="prog", **fields)


def test_implementers_partners_funders_and_hosts_are_parties_and_receivers_are_not(at: datetime) -> None:
    facts = [
        fact("1", at, field="implementer", value="UNODC", refers="unodc"),
        fact("2", at, field="host", value="un-act"),
        fact("3", at, field="receiver", value="Police", refers="police"),
        fact("4", at, field="funder", value="Somebody unnamed"),
    ]
    assert parties("prog", facts, {"un-act": "un-act-id"}) == {"unodc", "un-act-id"}
    assert parties("other", facts, {}) == frozenset()


def test_a_name_that_two_actors_bear_names_neither(at: datetime) -> None:
    actors = [
        Actor(id="a", by="x", at=at, name="Police", kind="office"),
        Actor(id="b", by="x", at=at, name="Royal Police", kind="office", names=(Name(name="police"), Name(name="RP"))),
    ]
    assert actor_names(actors) == {"royal police": "b", "rp": "b"}


def test_interest_goes_down_to_parts_and_never_up() -> None:
    parents = {"embassy": "department", "department": "state", "state": None}
    assert belongs("embassy", frozenset({"state"}), parents)
    assert not belongs("state", frozenset({"embassy"}), parents)
    assert not belongs(None, frozenset({"state"}), parents)
