"""What is followed after a few more acts is what reading everything anew finds, whatever the acts were."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from making import START, code, lens

from colligate.assessments.assessing import Assessed, assessed
from colligate.assessments.claim import Claim, Covered, Fulfilled
from colligate.assessments.judgement import Judgement
from colligate.assessments.material import Material
from colligate.assessments.reassessing import reassessed
from colligate.codings.coding import Coding, Memo
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Fact, Programme
from colligate.record import Record
from colligate.sources.passage import Passage
from colligate.sources.source import Search, Source

LENSES = {
    one.id: one
    for one in (
        lens(code("role", code("voice"), code("means"), needs="all"), code("alone"), identity="roles"),
        lens(code("food"), code("health", code("clinics")), identity="dimensions", kind="typology"),
    )
}
CODES = ("roles/role", "roles/role.voice", "roles/role.means", "roles/alone", "dimensions/food", "dimensions/health",
         "dimensions/health.clinics", "gone/code")  # fmt: skip
ABOUT = (None, "prog", "other", "unodc", "nobody")
_DO = ("coding", "coding", "coding", "coding", "withdraw", "withdraw", "passage", "judgement", "memo", "claim",
       "source", "fact", "programme", "search", "actor")  # fmt: skip


class Acts:
    """Acts drawn by lot on the same few things, so that they meet."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.minutes = 0
        self.records: dict[str, Record] = {}
        for identity, publisher in (("a", "unodc"), ("b", "paper"), ("c", None)):
            self.say(Source, identity, title=identity, publisher=publisher, kind="primary")
        self.say(Actor, "unodc", name="UNODC", kind="organisation")
        self.say(Programme, "prog", name="Prog", kind="other")
        for number, source in enumerate("aabc"):
            self.say(Passage, f"p{number}", source=source, text="t", start=0, end=1, quote="q")

    def say(self, form: type[Record], identity: str, **fields: Any) -> str:
        self.minutes += self.chance.randrange(1, 3)
        # Somebody else's clock, and a journal that comes late.
        late = self.chance.choice((0, 0, 0, 50))
        by = self.chance.choice(("amina", "bram"))
        self.records[identity] = form(id=identity, at=START + timedelta(minutes=self.minutes - late), by=by, **fields)
        return identity

    def act(self) -> str:
        """Do something; return the id it was about."""
        chance, kind = self.chance, self.chance.choice(_DO)
        if kind == "withdraw":
            there = sorted(name for name in self.records if name[0] in "jkpm")
            identity = chance.choice(there or ["none"])
            self.records.pop(identity, None)
            return identity
        return getattr(self, kind)()

    def coding(self) -> str:
        stance = self.chance.choice(("supports", "supports", "contradicts", "mentions"))
        passage, code = f"p{self.chance.randrange(6)}", self.chance.choice(CODES)
        identity = f"k{self.chance.randrange(8)}"
        return self.say(Coding, identity, passage=passage, code=code, stance=stance, about=self.chance.choice(ABOUT))

    def passage(self) -> str:
        identity, source = f"p{self.chance.randrange(6)}", self.chance.choice("abcx")
        return self.say(Passage, identity, source=source, text="t", start=0, end=1, quote="q")

    def judgement(self) -> str:
        finding = f"{self.chance.choice(ABOUT) or ''}@{self.chance.choice(CODES)}"
        return self.say(Judgement, f"j{self.chance.randrange(3)}", finding=finding, decision="claimed", reason="r")

    def memo(self) -> str:
        return self.say(Memo, "memo", text="t")

    def claim(self) -> str:
        fulfilled = Fulfilled(code="roles/role", about=("prog",), word="fulfils")
        states = self.chance.choice((fulfilled, Covered(codes=("dimensions/health",), about=("prog",), touched=True)))
        return self.say(Claim, "claim", sentence="s", source="article", states=states)

    def source(self) -> str:
        publisher = self.chance.choice(("unodc", "paper"))
        return self.say(Source, self.chance.choice("abc"), title="t", publisher=publisher)

    def fact(self) -> str:
        return self.say(Fact, "fact", about="prog", field="partner", value="paper", refers="paper")

    def programme(self) -> str:
        return self.say(Programme, "other", name="Other", kind="other")

    def search(self) -> str:
        return self.say(Search, "search", query="q", corpus=("a",), codes=(self.chance.choice(CODES),))

    def actor(self) -> str:
        above = self.chance.choice((None, "unodc"))
        return self.say(Actor, "paper", name="Paper", kind="organisation", part_of=above)

    def material(self) -> Material:
        ordered = sorted(self.records.values(), key=lambda record: (record.at, record.id))
        return Material(ordered, lenses=LENSES, organisation="unodc")


def state(done: Assessed) -> tuple[object, ...]:
    return done.assessment, done.found, done.cells, done.read, done.covered


@given(st.randoms(use_true_random=False), st.integers(0, 25), st.integers(1, 12))
@settings(max_examples=300, deadline=None)
def test_following_acts_is_reading_everything_anew(chance: random.Random, before: int, after: int) -> None:
    acts = Acts(chance)
    for _ in range(before):
        acts.act()
    known = assessed(acts.material())
    for _ in range(after):
        changed = {acts.act() for _ in range(chance.randrange(4))}
        known = reassessed(known, acts.material(), changed)
        assert state(known) == state(assessed(acts.material()))


def test_a_coding_more_leaves_the_findings_of_others_the_very_same() -> None:
    acts = Acts(random.Random(1))
    acts.say(Programme, "other", name="Other", kind="other")
    acts.say(Passage, "p0", source="a", text="t", start=0, end=1, quote="q")
    acts.say(Coding, "k0", passage="p0", code="roles/alone", about="other")
    known = assessed(acts.material())
    acts.say(Coding, "k1", passage="p0", code="dimensions/food", about="prog")
    now = reassessed(known, acts.material(), {"k1"})
    assert now.read["other", "roles"] is known.read["other", "roles"]
    assert now.read["prog", "roles"] is known.read["prog", "roles"]
    assert [finding.key for finding in now.read["prog", "dimensions"] if finding.supporting] == ["prog@dimensions/food"]


def test_another_organisation_under_study_is_read_anew() -> None:
    acts = Acts(random.Random(1))
    acts.say(Passage, "p0", source="b", text="t", start=0, end=1, quote="q")
    acts.say(Coding, "k0", passage="p0", code="roles/alone", about="prog")
    known = assessed(acts.material())
    other = Material(acts.records.values(), lenses=LENSES, organisation="paper")
    assert state(reassessed(known, other, ())) == state(assessed(other))
    assert next(f.level for f in known.assessment.findings if f.key == "prog@roles/alone") == "corroborated"
    assert next(f.level for f in assessed(other).assessment.findings if f.key == "prog@roles/alone") == "claimed"
