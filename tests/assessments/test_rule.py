"""The standing rule and the structures of concepts, as the method's tables have them."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import Study, code, lens

from colligate.assessments.assessing import assess
from colligate.assessments.results import LEVELS, Evidence
from colligate.assessments.rule import Tally, level
from colligate.assessments.structure import combine
from colligate.programmes.programme import Programme
from colligate.sources.passage import Passage
from colligate.sources.source import Search

#: Sources by letter: S and T self-reported, I and J independent and secondary, P and Q independent and primary.
KINDS = {"S": (True, False, True), "T": (True, False, False), "I": (False, True, False), "J": (False, True, False),
         "P": (False, True, True), "Q": (False, True, True), "U": (False, False, True)}  # fmt: skip


def item(source: str, stance: str = "supports", coder: str = "amina", number: int = 0) -> Evidence:
    own, independent, primary = KINDS[source]
    return Evidence(id=f"{source}{stance}{coder}{number}", passage="p", source=source, stance=stance, coder=coder,  # pyright: ignore[reportArgumentType]
                    publisher=f"of-{source}", self_reported=own, independent=independent, primary=primary)  # fmt: skip


@pytest.mark.parametrize(
    ("supporting", "contradicting", "expected"),
    [
        ("", "S", "refuted"),
        ("", "IP", "refuted"),
        ("", "", "absent"),
        ("S", "I", "contested"),
        ("PQ", "S", "contested"),
        ("S", "", "claimed"),
        ("ST", "", "claimed"),
        ("U", "", "claimed"),
        ("I", "", "corroborated"),
        ("P", "", "corroborated"),
        ("PS", "", "corroborated"),
        # Two independent sources, but neither is primary.
        ("IJ", "", "corroborated"),
        # The primary one must be among the independent.
        ("IJS", "", "corroborated"),
        ("IP", "", "established"),
        ("PQ", "", "established"),
        # Twice the same source is one source.
        ("PP", "", "corroborated"),
    ],
)
def test_the_level_is_that_of_the_methods_table(supporting: str, contradicting: str, expected: str) -> None:
    evidence = [item(s, number=n) for n, s in enumerate(supporting)]
    evidence += [item(s, "contradicts") for s in contradicting]
    assert level([*evidence, item("P", "mentions")]) == expected


def test_the_levels_stand_in_the_order_of_the_methods_table() -> None:
    assert LEVELS == ("refuted", "absent", "contested", "claimed", "corroborated", "established")


@pytest.mark.parametrize(
    ("needs", "levels", "expected"),
    [
        ("all", ("established", "claimed", "corroborated"), "claimed"),
        ("all", ("established", "absent"), "absent"),
        ("any", ("refuted", "claimed", "absent"), "claimed"),
        ("any", ("refuted", "absent"), "absent"),
        (2, ("established", "claimed", "corroborated"), "corroborated"),
        (1, ("established", "claimed"), "established"),
        (3, ("established", "claimed", "corroborated"), "claimed"),
        (4, ("established", "claimed", "corroborated"), "absent"),
        ("all", (), "absent"),
    ],
)
def test_a_concept_takes_its_weakest_its_strongest_or_its_mth_criterion(needs, levels, expected) -> None:
    assert combine(needs, levels) == expected


def test_all_is_the_mth_of_m_and_any_the_first() -> None:
    for levels in product(LEVELS, repeat=3):
        assert combine("all", levels) == combine(3, levels)
        assert combine("any", levels) == combine(1, levels)


EVIDENCE = st.lists(
    st.builds(
        item,
        st.sampled_from("STIJPQU"),
        st.sampled_from(["supports", "contradicts", "mentions"]),
        st.sampled_from(["amina", "bram"]),
    ),
    max_size=8,
)


@given(EVIDENCE, st.sampled_from("IP"))
def test_another_independent_supporting_source_never_lowers_a_level(evidence: list[Evidence], added: str) -> None:
    before = level(evidence)
    after = level([*evidence, item(added)])
    assert LEVELS.index(after) >= LEVELS.index(before)


@given(EVIDENCE)
def test_what_is_said_to_flip_a_level_does_and_nothing_else_does(evidence: list[Evidence]) -> None:
    now, flips = level(evidence), Tally(evidence).flips()
    for kind, field in (("source", "source"), ("publisher", "publisher"), ("coder", "coder")):
        for value in {getattr(one, field) for one in evidence}:
            then = level(one for one in evidence if getattr(one, field) != value)
            assert flips.get((kind, value), now) == then  # pyright: ignore[reportArgumentType]
    known = {value for one in evidence for value in (one.source, one.publisher, one.coder)}
    assert {value for _, value in flips} <= known


def concept_study() -> Study:
    below = (code("apart"), code("recognised"), code("capacity"))
    study = Study(lens(code("actor", *below, needs="all"), code("two", *below, needs=2)), organisation="unodc")
    study.say(Programme, "prog", name="P", kind="other")
    for source, publisher in (("own", "unodc"), ("mfa", "mfa"), ("ngo", "ngo")):
        study.source(source, publisher)
    return study


def test_codings_of_a_concept_itself_are_shown_and_do_not_set_its_level() -> None:
    study = concept_study()
    direct = study.coding("ngo", "lens/actor")
    study.coding("own", "lens/actor.apart")
    found = study.finding("prog@lens/actor")
    assert (found.level, found.mentions) == ("absent", (direct,))
    assert [(part.code, part.level) for part in found.parts] == [
        ("actor.apart", "claimed"), ("actor.recognised", "absent"), ("actor.capacity", "absent"),
    ]  # fmt: skip


def test_a_concept_flips_on_what_its_deciding_criteria_rest_on() -> None:
    study = concept_study()
    study.coding("own", "lens/actor.apart")
    study.coding("mfa", "lens/actor.apart")
    study.coding("mfa", "lens/actor.recognised")
    study.coding("mfa", "lens/actor.capacity")
    study.coding("own", "lens/actor.capacity")
    found = study.finding("prog@lens/actor")
    assert found.level == "corroborated"
    assert [(flip.kind, flip.id, flip.to) for flip in found.flips_on] == [
        ("source", "mfa", "absent"), ("publisher", "mfa", "absent"), ("coder", "amina", "absent"),
    ]  # fmt: skip
    assert (found.self_reported_sources, found.supporting_sources) == (1, 2)
    assert found.would_raise == (
        "Its weakest criteria hold it at *corroborated*: actor.apart, actor.recognised, actor.capacity."
    )


def test_a_concept_that_needs_two_of_three_stands_without_the_third() -> None:
    study = concept_study()
    study.coding("own", "lens/two.apart")
    study.coding("mfa", "lens/two.recognised")
    assert study.finding("prog@lens/two").level == "claimed"


def test_concepts_nest() -> None:
    inner = code("means", code("force"), code("fraud"), needs="any")
    study = Study(lens(code("case", code("act"), inner, needs="all")))
    study.source("own", "someone")
    study.coding("own", "lens/case.act", about=None)
    study.coding("own", "lens/case.means.fraud", about=None)
    assert study.finding("@lens/case").level == "corroborated"
    assert study.finding("@lens/case.means").level == "corroborated"


def test_cells_nobody_looked_at_are_absent_and_not_examined() -> None:
    study = concept_study()
    study.coding("own", "lens/actor.apart")
    found = {finding.code: finding for finding in study.assess().findings}
    assert (found["actor"].level, found["actor"].examined) == ("absent", True)
    assert (found["actor.recognised"].level, found["actor.recognised"].examined) == ("absent", False)
    assert (found["two"].level, found["two"].examined) == ("absent", False)


def test_a_logged_search_makes_a_cell_examined() -> None:
    study = concept_study()
    study.say(Search, "all", query="x", corpus=("own",), codes=("lens/two.apart",))
    study.say(Search, "other", query="x", corpus=("own",), codes=("lens/actor.apart",), about=("someone-else",))
    assert study.finding("prog@lens/two.apart").examined
    assert not study.finding("prog@lens/actor.apart").examined


def test_the_order_of_records_changes_nothing() -> None:
    study = concept_study()
    for source, path, stance, by in product(
        ("own", "mfa", "ngo"), ("apart", "recognised"), ("supports", "contradicts"), ("amina", "bram")
    ):
        study.coding(source, f"lens/actor.{path}", stance, by=by)
    expected = study.assess()
    shuffled = list(study.records)
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        assert assess(study.material(shuffled)) == expected


def test_a_coding_whose_passage_is_gone_bears_nothing() -> None:
    study = concept_study()
    study.coding("own", "lens/actor.apart")
    study.records = [record for record in study.records if not isinstance(record, Passage)]
    assert study.finding("prog@lens/actor.apart").level == "absent"
    assert study.assess().evidence == ()
