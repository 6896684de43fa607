"""What rests on what: the flips that findings carry, gathered by what is left out, and groups left out at once."""

from __future__ import annotations

from pathlib import Path

from colligate.actions.flipping import flips
from colligate.actions.looking import standing_of
from colligate.assessments.leaving_out import LeftOut, Moved, resting, without_group
from colligate.assessments.reasons import deciding, reached
from colligate.assessments.results import Evidence, Finding, Flip, Part

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"


def finding(key: str, *flips: Flip, sources: int = 1) -> Finding:
    return Finding(
        key=key, programme="p", lens="l", code=key, level="corroborated", supporting=("c",),
        supporting_sources=sources, flips_on=flips,
    )  # fmt: skip


def test_flips_are_gathered_by_what_is_left_out_those_that_change_most_first() -> None:
    one, two = Flip(kind="source", id="a", to="absent"), Flip(kind="publisher", id="b", to="claimed")
    whole = resting([finding("x", one, two), finding("y", one), finding("z", sources=2)])
    assert (whole.supported, whole.on_one_source) == (3, 2)
    assert whole.changing == {"source": 2, "publisher": 1, "coder": 0}
    assert whole.left_out == (
        LeftOut(
            kind="source",
            id="a",
            moved=(
                Moved(key="x", before="corroborated", after="absent"),
                Moved(key="y", before="corroborated", after="absent"),
            ),
        ),
        LeftOut(kind="publisher", id="b", moved=(Moved(key="x", before="corroborated", after="claimed"),)),
    )
    assert whole.left_out[0].ways == {("corroborated", "absent"): 2}


def test_without_self_reports_no_finding_of_the_worked_study_is_claimed() -> None:
    standing = standing_of(EXAMPLE)
    found = standing.assessment.findings
    out = without_group(standing.material, standing.assessment.evidence, found, "self-reported")
    after = {one.key: one.after for one in out.moved}
    assert {finding.level for finding in found if after.get(finding.key, finding.level) == "claimed"} <= {"claimed"}
    criteria = [f for f in found if f.level == "claimed" and not f.parts and f.self_reported_sources]
    assert criteria
    assert all(after[finding.key] != "claimed" for finding in criteria if _all_own(standing, finding))


def _all_own(standing, finding: Finding) -> bool:
    known = {item.id: item for item in standing.assessment.evidence}
    return all(known[name].self_reported for name in finding.supporting)


def test_the_sentence_on_top_counts_the_findings_that_rest_on_one_source() -> None:
    standing = standing_of(EXAMPLE)
    supported = [one for one in standing.findings_of("io-roles") if one.supporting]
    single = [one for one in supported if one.supporting_sources == 1]
    told = flips(standing, lens="io-roles").told
    assert told.startswith(f"{len(single)} of {len(supported)} findings with support rest on one source;")


def test_the_way_to_a_level_names_the_sources_that_counted() -> None:
    evidence = [
        Evidence(
            id="1", passage="p", source="mfa", stance="supports", coder="a", publisher="m", self_reported=False,
            primary=True, independent=True,
        ),
        Evidence(
            id="2", passage="q", source="unodc", stance="supports", coder="a", publisher="u", self_reported=True,
            primary=True,
        ),
    ]  # fmt: skip
    assert reached(finding("x"), evidence, str.upper) == (
        "2 sources in support: MFA; UNODC.",
        "Independent: MFA.",
        "Primary among the independent: MFA.",
        "Self-reported: UNODC.",
    )


def test_of_criteria_all_needed_the_weakest_decide() -> None:
    parts = (Part(code="a", level="claimed"), Part(code="b", level="established"), Part(code="c", level="claimed"))
    concept = Finding(key="k", programme="p", lens="l", code="k", level="claimed", parts=parts, needs="all")
    assert deciding(concept) == {"a", "c"}
    assert reached(concept, [], str.upper) == (
        "All 3 criteria are needed, so the weakest decides.",
        "At that level stand: A; C.",
    )
