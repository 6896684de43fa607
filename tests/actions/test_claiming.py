"""A pasted paragraph: its claims, the verdicts they would have, and what is kept of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from colligate.actions.claim_fields import BadClaimError
from colligate.actions.claiming import (
    LONGEST,
    NothingPastedError,
    NothingTakenError,
    Proposal,
    WhoseWordsError,
    accept_claims,
    propose_claims,
)
from colligate.actions.looking import Standing, standing_of
from colligate.actions.starting import new_study
from colligate.assessments.claim import Cause, Change, Claim, Covered, Dated, Fulfilled, Peak, Trend, Value
from colligate.sources.passage import Passage
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"
PEAK = "The number of victims of trafficking identified in Thailand peaked in 2016 with 824."
RATIFIED = "Thailand ratified UNTOC on 16 November 2013."
CAUSE = "The number of identified victims fell to 455 in 2017 due to the Global eLearning Programme."
LOVELY = "Thailand is a lovely country."


@pytest.fixture(scope="module")
def standing() -> Standing:
    return standing_of(EXAMPLE)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "study", ignore=shutil.ignore_patterns("build")))


def proposed(standing: Standing, text: str) -> list[Proposal]:
    return list(propose_claims(standing, text).proposals)


@pytest.mark.parametrize(
    ("sentence", "states", "verdict"),
    [
        # The inventory of the article: 982 in 2015 lies above the 824 of 2016.
        (PEAK, Peak(indicator="victims-identified", area="THA", within="2014/2017", at="2016"), "contradicted"),
        # UNODC has 850 detected, and the study holds the two for one concept.
        (PEAK, Value(indicator="victims-identified", area="THA", periods=("2016",), value="824"), "contested"),
        (
            "In 2014 Thailand identified 595 victims.",
            Value(indicator="victims-identified", area="THA", periods=("2014",), value="595"),
            "supported",
        ),
        # Deposited on 17 October 2013, in force from 16 November.
        (RATIFIED, Dated(about="untoc-ratification", date="2013-11-16"), "contradicted"),
        (
            "Thailand ratified UNTOC on 17 October 2013.",
            Dated(about="untoc-ratification", date="2013-10-17"),
            "supported",
        ),
        (
            CAUSE,
            Cause(acts=("elearning",), indicator="victims-identified", area="THA", start="2016", end="2017"),
            "unsupported",
        ),
        # 850 to 471 is -44.6 %; the article's own 824 to 455 is -44.8 %.
        (
            "Between 2016 and 2017 the number of detected victims fell by 44.6 per cent.",
            Change(
                indicator="victims-detected", area="THA", start="2016", end="2017", direction="falls", amount="44.6%"
            ),
            "contested",
        ),
        (
            "From 2014 to 2017 the number of identified victims rose each year.",
            Trend(indicator="victims-identified", area="THA", within="2014/2017", direction="rises"),
            "contradicted",
        ),
        (
            "Thailand was placed on Tier 3 in 2014 and 2015.",
            Value(indicator="tip-tier", area="THA", periods=("2014", "2015"), value="3"),
            "contested",
        ),
        (
            "UNODC fulfilled its role as an actor through the Global eLearning Programme.",
            Fulfilled(code="io-roles/actor", about=("elearning",), word="fulfilled"),
            "contested",
        ),
        (
            "Poverty and low education were not addressed by any of the programmes.",
            Covered(codes=("causes/economic.poverty", "causes/educational.low-education"), about=(), touched=False),
            "supported",
        ),
    ],
)
def test_a_sentence_is_read_in_the_names_of_the_study_and_has_its_verdict(
    standing: Standing, sentence: str, states: object, verdict: str
) -> None:
    assert (states, verdict) in [(one.states, one.verdict) for one in proposed(standing, sentence)]


def test_each_claim_shows_the_records_that_speak_to_it_with_their_quotes(standing: Standing) -> None:
    peak = proposed(standing, PEAK)[0]
    assert peak.said == "Victims of trafficking identified, THA: highest in 2016, of the years 2014 to 2017."
    assert "2015 has 982, above the 824 of 2016" in peak.reason
    spoke = {support.ref: support for support in peak.judged_by}
    assert [quote.source for quote in spoke["obs-identified-tip2017-2015"].quotes] == ["tip-2017-thailand"]
    assert all(support.quotes for support in peak.judged_by)
    fulfilled = proposed(standing, "UNODC fulfilled its role as an actor through the Global eLearning Programme.")
    assert [support.ref for support in fulfilled[0].judged_by] == ["elearning@io-roles/actor"]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (LOVELY, "It states no value, course, date, order, cause, fulfilment or gap"),
        ("The number of victims rose sharply.", "Nothing tells which series is meant"),
        ("Thailand ratified CEDAW in 1985.", "It tells an event that the study does not record: Ratification: CEDAW"),
        ("The courses trained 600 officers.", "The sentence says neither of how many, nor what it changed."),
        ("The seminar was praised in 2015.", "It gives a date, and names no event"),
    ],
)
def test_what_cannot_be_checked_is_listed_with_the_reason(standing: Standing, sentence: str, reason: str) -> None:
    [read] = propose_claims(standing, sentence).sentences
    assert read.proposals == ()
    assert reason in read.reason


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        # Another convention of the study is one against trafficking, and has most of these words.
        ("On 16 November 2013 Thailand ratified the Convention against Organised Crime (UNTOC).", "untoc-ratification"),
        ("Thailand ratified the ASEAN convention against trafficking in July 2016.", "asean-convention-2016"),
        ("The ratification of the UNTOC protocols in 2013-2014 was a turning point.", "untoc-ratification"),
        ("A seminar for the Royal Thai Government was held on 17 November 2014.", "untoc-seminar-2014"),
    ],
)
def test_a_date_is_that_of_the_one_event_the_sentence_names(standing: Standing, sentence: str, about: str) -> None:
    assert [one.states.about for one in proposed(standing, sentence) if isinstance(one.states, Dated)] == [about]


@pytest.mark.parametrize(
    "sentence",
    [
        "A report of 1994 views human trafficking as a threat to persons.",
        "Many cases of human trafficking were reported in Thailand during 2014-2015.",
        "The programme went on until 2015, with 600 officers in training in the south.",
        "Through ratification and cooperation with the guardian of UNTOC, Thailand did better in 2016-2017.",
    ],
)
def test_a_date_beside_other_words_is_no_event_s(standing: Standing, sentence: str) -> None:
    assert [one.said for one in proposed(standing, sentence) if isinstance(one.states, Dated)] == []


def test_a_cause_of_nothing_recorded_is_told_as_such(standing: Standing) -> None:
    [read] = propose_claims(standing, "The courses led to stronger institutions.").sentences
    assert read.proposals == ()
    assert read.reason.startswith("It claims a cause (\u201cled to\u201d), but what followed is no value")


def test_where_two_events_could_be_meant_a_person_chooses(standing: Standing) -> None:
    sentence = "The Global eLearning Programme was launched in 2014."
    [open_one] = proposed(standing, sentence)
    assert (open_one.missing, open_one.verdict) == ("about", None)
    assert open_one.options == ("elearning-rollout-2012", "elearning-launch")
    [chosen] = propose_claims(standing, sentence, changes={1: {"about": "elearning-launch"}}).proposals
    assert (chosen.states, chosen.missing) == (Dated(about="elearning-launch", date="2014"), "")
    assert chosen.verdict is not None


def test_a_claim_changed_by_a_person_is_judged_as_changed(standing: Standing) -> None:
    changes = {1: {"at": "2015", "sentence": "It peaked in 2015."}}
    peak = propose_claims(standing, PEAK, changes=changes).proposals[0]
    assert (peak.sentence, peak.verdict) == ("It peaked in 2015.", "supported")


@pytest.mark.parametrize(
    ("field", "typed"), [("at", "next year"), ("indicator", "victims-counted"), ("extreme", "middling")]
)
def test_a_change_that_cannot_be_taken_names_the_claim_and_the_field(
    standing: Standing, field: str, typed: str
) -> None:
    with pytest.raises(BadClaimError, match=r"^Claim 1, "):
        propose_claims(standing, PEAK, changes={1: {field: typed}})


def test_a_claim_that_the_ledger_has_is_named(standing: Standing) -> None:
    assert [one.known for one in proposed(standing, PEAK)] == ["victims-peak-2016", "victims-2016"]


def test_nothing_is_written_by_reading(study: Path) -> None:
    before = {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}
    propose_claims(standing_of(study), f"{PEAK} {LOVELY}")
    assert {path: path.read_bytes() for path in study.rglob("*") if path.is_file()} == before


def test_claims_taken_are_one_act_in_ones_own_name_and_nothing_else_is_kept(study: Path) -> None:
    text = f"{PEAK} {LOVELY} {CAUSE}"
    numbers = [one.number for one in proposed(standing_of(study), text) if one.kind in {"peak", "cause"}]
    known = set(Study(study).records.by_id)
    said = accept_claims(study, text, numbers, by="amina@laptop")
    lines = [line for line in (study / "journal" / "amina@laptop.jsonl").read_text().splitlines() if line]
    assert len(lines) == 1
    new = [record for name, record in Study(study).records.by_id.items() if name not in known]
    assert [(type(record), record.by, record.proposed_by) for record in new] == [
        (Claim, "amina@laptop", "claims 1"),
        (Claim, "amina@laptop", "claims 1"),
    ]
    assert [record.sentence for record in new if isinstance(record, Claim)] == [PEAK, CAUSE]
    assert {record.source for record in new if isinstance(record, Claim)} == {"article"}
    assert said.id == new[-1].id
    assert LOVELY not in lines[0]
    standing = standing_of(study)
    verdicts = {one.id: one.verdict for one in standing.assessment.claims}
    assert [verdicts[record.id] for record in new] == ["contradicted", "unsupported"]


def test_a_sentence_that_the_manuscript_has_word_for_word_cites_its_place(study: Path) -> None:
    # A source that states something itself, named as the one whose words these are.
    source, sentence = "tip-2017-thailand", "For 2016 the Thai authorities reported 824 victims identified."
    text = standing_of(study).study.texts[source]
    start = standing_of(study).study.searchable(text).text.index(sentence)
    pasted = propose_claims(standing_of(study), sentence, source=source)
    assert [read.span for read in pasted.sentences] == [(start, start + len(sentence))]
    said = accept_claims(study, sentence, [1], by="amina@laptop", source=source)
    claim = Study(study).records.get(Claim, said.id)
    assert claim is not None
    passage = Study(study).records.get(Passage, claim.passages[0])
    assert passage is not None
    assert (passage.source, passage.start, passage.quote, claim.note) == (source, start, sentence, "")


def test_a_sentence_that_the_manuscript_has_not_says_so(study: Path) -> None:
    said = accept_claims(study, PEAK, [1], by="amina@laptop")
    claim = Study(study).records.get(Claim, said.id)
    assert claim is not None
    assert claim.passages == ()
    assert "do not stand in the manuscript" in claim.note


def test_taking_needs_a_number_a_manuscript_and_every_field(study: Path, tmp_path: Path) -> None:
    for numbers in ([], [9]):
        with pytest.raises(NothingTakenError):
            accept_claims(study, PEAK, numbers, by="amina@laptop")
    with pytest.raises(BadClaimError, match="choose it before you take the claim"):
        accept_claims(study, "The Global eLearning Programme was launched in 2014.", [1], by="amina@laptop")
    bare = tmp_path / "bare"
    new_study(bare)
    with pytest.raises(WhoseWordsError):
        accept_claims(bare, PEAK, [1], by="amina@laptop")
    assert not (study / "journal" / "amina@laptop.jsonl").exists()


def test_no_words_and_too_many_are_refused(standing: Standing) -> None:
    for text in (" \n", "a" * (LONGEST + 1)):
        with pytest.raises(NothingPastedError):
            propose_claims(standing, text)


def test_a_paragraph_in_a_language_unknown_proposes_nothing_and_says_so(standing: Standing) -> None:
    thai = "\u0e1b\u0e23\u0e30\u0e40\u0e17\u0e28\u0e44\u0e17\u0e22 " * 30
    read = propose_claims(standing, thai)
    assert read.proposals == ()
    assert "language whose words nobody has written yet" in read.sentences[0].reason
