"""What is wrong with a report is told sentence by sentence, with the way out."""

from __future__ import annotations

from collections.abc import Callable

from blank import blank_figure
from small_study import REPORT, SmallStudy

from colligate.reports.composing import Composed, compose
from colligate.study.assessing import material
from colligate.study.building import assess, build, report_problems
from colligate.study.study import Study

Compose = Callable[[str], Composed]


def told(made: Composed) -> list[str]:
    return [str(problem) for problem in made.document.problems]


def test_the_small_report_has_one_unbound_sentence_and_no_other_fault(composed: Compose):
    (problem,) = composed(REPORT).document.problems
    assert problem.severity == "warning"
    assert str(problem).startswith(
        "report/report.md:13: This sentence is bound to nothing: 'This sentence is bound to nothing at all.'"
    )


def test_an_unknown_id_is_told_with_the_nearest(composed: Compose):
    assert told(composed('[A.]{#s-a rests="cod-outptu"}')) == [
        (
            "report/report.md:1 #s-a: This sentence rests on 'cod-outptu', which the study does not hold. "
            "Did you mean 'cod-output'?"
        )
    ]


def test_a_sentence_without_an_id_is_offered_one(composed: Compose):
    (problem,) = told(composed('[The course trained many officers.]{rests="cod-output"}'))
    assert problem.endswith("Give it one that stays when the words change, such as #s-course-trained-many.")


def test_a_sentence_that_rests_on_nothing_is_an_error(composed: Compose):
    (problem,) = composed("[The course trained many officers.]{#s-many}").document.problems
    assert problem.severity == "error"
    assert "rests on nothing" in problem.message


def test_two_sentences_of_one_id_are_told(composed: Compose):
    text = '[A.]{#s-a rests="cod-output"}\n\n[B.]{#s-a rests="cod-output"}'
    assert any("Two sentences are called 's-a'" in problem for problem in told(composed(text)))


def test_a_citation_of_no_source_is_told_with_the_nearest(composed: Compose):
    assert told(composed("[So [@bureau-2015, p. 2].]{#s-a .argument}")) == [
        "report/report.md:1 #s-a: '[@bureau-2015, p. 2]' cites no source of the study. Did you mean 'bureau-2014'?"
    ]


def test_words_stronger_than_the_finding_fail_and_both_are_shown(composed: Compose):
    (problem,) = told(composed('[The course demonstrated an outcome.]{#s-a rests="course@results-chain/outcome"}'))
    assert "'demonstrated' says at least *established*" in problem
    assert "course@results-chain/outcome contested" in problem


def test_a_judgement_lends_its_level_to_the_words(composed: Compose):
    made = composed('[Two sources corroborated it.]{#s-a rests="course@results-chain/output"}')
    assert told(made) == []


def test_a_quote_that_is_not_in_its_source_fails_the_sentence_that_rests_on_it(small: SmallStudy):
    case = material(Study(small.folder.path))
    made = compose(
        {"report/report.md": b'[A.]{#s-a rests="cod-output"}'},
        case,
        assess(case),
        draw=blank_figure,
        bad_passages={"p-600": "The nearest text is 'It trained 60 officers'."},
    )
    assert told(made) == [
        (
            "report/report.md:1 #s-a: It rests on 'cod-output', whose quote is not in its source: "
            "'It trained 600 officers in five provinces.'. The nearest text is 'It trained 60 officers'. "
            "Correct or withdraw passage 'p-600'."
        )
    ]


def test_a_text_changed_on_disk_stops_the_build_and_leaves_the_old_report(small: SmallStudy):
    build(Study(small.folder.path), formats=("html",))
    before = (small.folder.build / "report.html").read_bytes()
    for path in small.folder.texts.glob("*.txt"):
        path.write_text(path.read_text().replace("600 officers", "900 officers"))
    result = build(Study(small.folder.path), formats=("html",))
    assert result.failed
    assert any("#s-officers" in problem.place for problem in result.problems)
    assert (small.folder.build / "report.html").read_bytes() == before


def test_a_table_of_a_lens_not_in_use_is_told(composed: Compose):
    assert told(composed("::: {.matrix lens=tiers}\n:::\n")) == [
        "report .matrix: The study uses no lens 'tiers'. Its lenses are: causes, results-chain."
    ]


def test_the_check_tells_the_same_faults_as_the_build(small: SmallStudy):
    small.write_report(REPORT.replace("obs-2016 obs-2017", "obs-2016 obs-2071"))
    study = Study(small.folder.path)
    assert report_problems(study) == list(build(study, formats=("html",)).problems)


def test_a_sentence_that_rests_on_a_whole_document_alone_is_warned_of(composed: Compose):
    (problem,) = composed('[A.]{#s-a rests="essay-2018"}').document.problems
    assert problem.severity == "warning"
    assert problem.message == "It rests on whole documents alone (essay-2018): no place in them shows what it says."
    assert told(composed('[A.]{#s-a rests="essay-2018 cod-output"}')) == []
