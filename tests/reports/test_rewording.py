"""A sentence's words change; its values, citations, notes and emphasis stay where they were."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from colligate.reports.rewording import escaped, folded, pieces, printed, reword
from colligate.reports.spots import spots, written
from colligate.study.building import read_report_of
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"
INNER = 'Victims *fell* from []{value="obs-2016"} to [455]{value="obs-2017"} [@unodc-2017, p. 3].^[A note.]'
VALUES = {"obs-2016": "824", "obs-2017": "455"}


def test_every_sentence_of_the_worked_report_prints_what_the_report_prints() -> None:
    sentences = {one.id: one for one in read_report_of(Study(EXAMPLE)).document.sentences}
    text = (EXAMPLE / "report" / "01-report.md").read_text(encoding="utf-8")
    found = [spot for spot in spots(text) if not spot.bare]
    assert [spot.id for spot in found] == list(sentences)
    for spot in found:
        inner = text[spot.inner[0] : spot.inner[1]]
        values = {value.asks: value.computed for value in sentences[spot.id].values}
        assert folded(printed(pieces(inner, values))) == folded(sentences[spot.id].words)
        assert reword(inner, values, sentences[spot.id].words).inner == inner
        again = written(inner, identity=spot.id, rests=spot.rests, argument=spot.argument, other=spot.other)
        assert again == text[spot.start : spot.end]


def test_words_around_values_change_and_the_values_stay_computed() -> None:
    said = reword(INNER, VALUES, "The count of victims fell sharply from 824 to 455 .")
    assert said.dropped == ()
    assert '[]{value="obs-2016"}' in said.inner
    assert '[455]{value="obs-2017"}' in said.inner
    assert "[@unodc-2017, p. 3]" in said.inner
    assert "^[A note.]" in said.inner
    assert "fell" in said.inner
    assert "sharply" in said.inner


def test_a_value_overwritten_is_told() -> None:
    said = reword(INNER, VALUES, "Victims fell from 900 to 455 .")
    assert said.dropped == ("824",)
    assert "900" in said.inner
    assert "obs-2016" not in said.inner


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]) | st.just(" "), max_size=60))
def test_plain_words_escaped_print_themselves(words: str) -> None:
    assert printed(pieces(escaped(words), {})) == words.replace("---", "\N{EM DASH}").replace(
        "--", "\N{EN DASH}"
    ).replace("...", "\N{HORIZONTAL ELLIPSIS}")


@given(st.lists(st.sampled_from(["victims", "fell", "from", "to", "824", "455", "rose", ",", "*", "in"]), max_size=12))
def test_any_new_words_are_printed_as_given(words: list[str]) -> None:
    wanted = " ".join(words)
    said = reword(INNER, VALUES, wanted)
    assert folded(printed(pieces(said.inner, VALUES))) == folded(wanted)


def test_bare_sentences_are_found_beside_bound_ones_and_nowhere_else() -> None:
    text = (
        '---\ntitle: Not prose.\n---\n\n# A heading.\n\nFirst words here. [Bound.]{#s-a rests="x"} Dr. Who came. Last\n'
        "one, e.g. this.\n\n- An item.\n\n```\nCode. Not prose.\n```\n\n| a | b |\n"
    )
    assert [text[spot.start : spot.end] for spot in spots(text)] == [
        "First words here.", '[Bound.]{#s-a rests="x"}', "Dr. Who came.", "Last\none, e.g. this.", "An item.",
    ]  # fmt: skip
