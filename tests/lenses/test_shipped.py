"""The lenses that ship say what the works they rest on say, in every part a coder needs."""

from __future__ import annotations

import pytest

from colligate.lenses.lens import Code, Lens
from colligate.lenses.reading import lens_bytes, read_lens
from colligate.lenses.shipped import UnknownLensError, shipped, shipped_bytes, shipped_lens

IDS = [
    "causes",
    "dac-criteria",
    "four-ps",
    "human-security",
    "io-roles",
    "results-chain",
    "tip-tiers",
    "trafficking",
    "training-evaluation",
]


def children(code_or_lens: Code | Lens) -> list[str]:
    return [code.id for code in code_or_lens.codes]


def code(reference: str) -> Code:
    return dict(shipped_lens(reference.split("/", 1)[0]).walk())[reference]


def test_nine_lenses_ship_and_each_is_read_without_a_problem() -> None:
    assert [lens.id for lens in shipped()] == IDS
    assert [read_lens(shipped_bytes(lens_id), lens_id)[1] for lens_id in IDS] == [[]] * 9


def test_each_shipped_lens_survives_being_written_and_read_again() -> None:
    assert [read_lens(lens_bytes(lens), lens.id) for lens in shipped()] == [(lens, []) for lens in shipped()]


@pytest.mark.parametrize("lens_id", IDS)
def test_every_code_says_when_to_use_it_when_not_what_counts_against_it_and_whose_it_is(lens_id: str) -> None:
    for reference, one in shipped_lens(lens_id).walk():
        assert one.use_when, reference
        assert one.not_when, reference
        assert one.against, reference
        assert one.cues, reference
        assert one.example, reference
        assert one.after or one.held_by, reference


@pytest.mark.parametrize("lens_id", IDS)
def test_no_sentence_of_a_shipped_lens_was_cut_at_a_comma(lens_id: str) -> None:
    for reference, one in shipped_lens(lens_id).walk():
        for sentence in (one.definition, one.example, *one.use_when, *one.not_when, *one.against):
            assert sentence.endswith("."), reference
            assert sentence.lstrip('"')[0].isupper(), reference


def test_human_security_has_the_seven_dimensions_of_undp_1994_in_its_order() -> None:
    lens = shipped_lens("human-security")
    assert lens.in_group("dimension") == (
        "human-security/economic",
        "human-security/food",
        "human-security/health",
        "human-security/environmental",
        "human-security/personal",
        "human-security/community",
        "human-security/political",
    )
    assert lens.in_group("freedom") == ("human-security/freedom-from-fear", "human-security/freedom-from-want")


def test_the_two_pairs_of_strategies_are_held_with_whose_they_are() -> None:
    lens = shipped_lens("human-security")
    assert lens.in_group("strategy") == (
        "human-security/protection",
        "human-security/enforcement",
        "human-security/empowerment",
    )
    assert code("human-security/empowerment").after == ("chs-2003", "unga-2012")
    assert code("human-security/enforcement").after == ()
    assert "article of the worked study" in code("human-security/enforcement").held_by


def test_the_roles_of_an_organisation_are_hurds_three_and_every_criterion_is_necessary() -> None:
    lens = shipped_lens("io-roles")
    assert {concept.id: (concept.needs, children(concept)) for concept in lens.codes} == {
        "actor": ("all", ["separate-entity", "recognised", "capacity-shown"]),
        "forum": ("all", ["members-meet", "deliberation"]),
        "resource": ("all", ["outputs-offered", "outputs-used"]),
    }
    assert {work.id: work.year for work in lens.works}.items() >= {"hurd-2014": 2014, "archer-2001": 2001}.items()


def test_trafficking_has_the_acts_means_and_purposes_of_article_3() -> None:
    assert code("trafficking/trafficking-case").needs == "all"
    assert children(code("trafficking/trafficking-case")) == ["act", "means", "purpose"]
    assert children(code("trafficking/trafficking-case.act")) == [
        "recruitment",
        "transportation",
        "transfer",
        "harbouring",
        "receipt",
    ]
    assert children(code("trafficking/trafficking-case.means")) == [
        "threat-or-force",
        "coercion",
        "abduction",
        "fraud",
        "deception",
        "abuse-of-power",
        "payments",
    ]
    assert children(code("trafficking/trafficking-case.purpose")) == [
        "sexual-exploitation",
        "forced-labour",
        "slavery",
        "servitude",
        "organ-removal",
        "other-exploitation",
    ]


def test_a_child_needs_an_act_and_a_purpose_and_no_means() -> None:
    child, adult = code("trafficking/child-case"), code("trafficking/trafficking-case")
    assert (child.needs, children(child)) == ("all", ["act", "purpose"])
    assert [part.needs for part in child.codes] == ["any", "any"]
    assert child.codes == (adult.codes[0], adult.codes[2])


def test_the_four_ps_are_prevention_protection_prosecution_and_partnership() -> None:
    assert children(shipped_lens("four-ps")) == ["prevention", "protection", "prosecution", "partnership"]


def test_tier_3_is_the_lowest_tier_tier_1_the_best_and_a_special_case_has_no_rank() -> None:
    lens = shipped_lens("tip-tiers")
    assert lens.ranked() == ("tip-tiers/tier-3", "tip-tiers/tier-2-watch-list", "tip-tiers/tier-2", "tip-tiers/tier-1")
    assert children(lens) == ["tier-1", "tier-2", "tier-2-watch-list", "tier-3", "special-case"]


def test_the_watch_list_limit_and_the_reference_period_of_the_law_are_told() -> None:
    notes = " ".join(shipped_lens("tip-tiers").notes)
    assert "after two years in a row a country is to be placed in Tier 3" in notes
    assert "1 April of the year before to 31 March of that year" in notes


def test_causes_hold_the_factors_in_their_groups() -> None:
    assert {group.id: children(group) for group in shipped_lens("causes").codes} == {
        "economic": ["poverty", "unemployment", "inadequate-income"],
        "educational": ["low-education", "unaware-of-rights"],
        "demand": ["fishing", "tourism", "domestic-work", "agriculture", "begging"],
        "legal-status": ["statelessness", "irregular-migration"],
        "conflict": ["armed-conflict", "displacement"],
    }


def test_the_results_chain_goes_from_input_to_impact_and_outputs_are_not_outcomes() -> None:
    lens = shipped_lens("results-chain")
    assert [reference.split("/")[1] for reference in lens.ranked()] == [
        "input",
        "activity",
        "output",
        "outcome",
        "impact",
    ]
    assert "Outputs are not outcomes" in lens.summary


def test_training_has_kirkpatricks_four_levels_and_a_reaction_is_not_an_outcome() -> None:
    lens = shipped_lens("training-evaluation")
    assert [reference.split("/")[1] for reference in lens.ranked()] == ["reaction", "learning", "behaviour", "results"]
    assert "A reaction is not an outcome" in lens.summary


def test_the_oecd_criteria_are_the_six_of_2019() -> None:
    assert children(shipped_lens("dac-criteria")) == [
        "relevance",
        "coherence",
        "effectiveness",
        "efficiency",
        "impact",
        "sustainability",
    ]


def test_a_lens_that_does_not_ship_is_refused_with_the_nearest_and_all_there_are() -> None:
    with pytest.raises(UnknownLensError) as refused:
        shipped_lens("human-securty")
    assert str(refused.value) == (
        "No lens 'human-securty' ships with Colligate. Did you mean 'human-security'? Choose one of: causes, "
        "dac-criteria, four-ps, human-security, io-roles, results-chain, tip-tiers, trafficking, training-evaluation."
    )
