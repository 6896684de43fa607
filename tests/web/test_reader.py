"""The reader as a scholar meets it: words coded by mouse and by key, undone, and turned into facts."""

from __future__ import annotations

import re

import pytest
from axe_core_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from colligate.actions.adding import add_sources
from colligate.actions.coding import code_span
from colligate.codings.coding import Coding
from colligate.indicators.indicator import Observation
from colligate.programmes.programme import Event, Programme
from colligate.sources.passage import Passage
from colligate.sources.text import Text
from colligate.study.study import Study

pytestmark = pytest.mark.browser

READER, ME = "/sources/unodc-2016-tij", "amina@laptop"
THREE = "The project was to run for three years."


def opened(page, address: str = READER) -> None:
    """Open the reader and wait until its margin is drawn."""
    page.goto(address)
    expect(page.locator("#text")).to_have_attribute("data-ready", "yes")


def select(page, words: str) -> None:
    """Select words in the text as a mouse would."""
    page.evaluate(
        """(words) => {
            const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            const nodes = [];
            for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
            const whole = nodes.map((node) => node.data).join("");
            let start = whole.indexOf(words), end = start + words.length;
            const range = document.createRange();
            for (const node of nodes) {
                if (start >= 0 && start < node.length) { range.setStart(node, start); start = -1; }
                if (end > 0 && end <= node.length) range.setEnd(node, end);
                start -= start >= 0 ? node.length : 0;
                end -= node.length;
            }
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
        }""",
        words,
    )
    expect(page.locator("#chosen")).to_have_text(re.sub(r"\s+", " ", words))


def mine(served) -> list[tuple[str, str, str, str | None, str]]:
    """Return own codings as quote, code, stance, subject, memo."""
    records = Study(served.folder).records
    return [
        (records.get(Passage, one.passage).quote, one.code, one.stance, one.about, one.memo)  # pyright: ignore[reportOptionalMemberAccess]
        for one in records.of(Coding)
        if one.by == ME
    ]


def test_coded_by_keyboard_alone_undone_and_done_again(page, served) -> None:
    opened(page)
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.id === 'text'"):
        page.keyboard.press("Tab")
    page.keyboard.press("j")
    for _ in range(20):
        if THREE in page.locator("#chosen").inner_text():
            break
        page.keyboard.press("j")
    expect(page.locator("#chosen")).to_have_text(THREE)
    page.keyboard.press("c")
    page.keyboard.type("results input")
    expect(page.locator("#card h3")).to_contain_text("Input")
    page.keyboard.press("Enter")
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_have_text("Coded: Input, mentions.")
    assert mine(served) == [(THREE, "results-chain/input", "mentions", None, "")]
    expect(page.locator("#text")).to_be_focused()
    stripe = page.locator(f"#margin a[aria-label*='by {ME}']")
    expect(stripe).to_have_count(1)
    assert stripe.get_attribute("aria-label") == f"Input, mentions, by {ME}: {THREE}"
    page.keyboard.press("Control+z")
    expect(stripe).to_have_count(0)
    assert mine(served) == []
    page.keyboard.press("Control+Shift+z")
    expect(stripe).to_have_count(1)
    assert mine(served) == [(THREE, "results-chain/input", "mentions", None, "")]
    page.click("#undo")
    expect(stripe).to_have_count(0)
    assert mine(served) == []


def test_words_selected_with_the_mouse_are_coded_with_what_they_are_about(page, served) -> None:
    opened(page)
    select(page, "three years")
    page.fill("#code", "results-chain/input")
    page.check("input[value=mentions]")
    page.select_option("#about", "tij-research")
    page.fill("#memo", "Only planned.")
    page.click("text=Code it")
    expect(page.locator("#told")).to_have_text("Coded: Input, mentions.")
    assert ("three years", "results-chain/input", "mentions", "tij-research", "Only planned.") in mine(served)
    assert page.url.partition("?")[0].endswith(READER)


def test_words_are_chosen_by_key_word_by_word(page) -> None:
    opened(page)
    page.focus("#text")
    # Keys begin with what is in view, and a focus may scroll.
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.press("j")
    page.keyboard.press("j")
    chosen = page.locator("#chosen")
    whole = chosen.inner_text()
    page.keyboard.press("ArrowRight")
    expect(chosen).to_have_text("UNODC")
    page.keyboard.press("Shift+ArrowRight")
    expect(chosen).to_have_text("UNODC Regional")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Alt+Shift+ArrowRight")
    expect(chosen).to_have_text("Regional Office")
    page.keyboard.press("Shift+ArrowLeft")
    expect(chosen).to_have_text("Regional")
    page.keyboard.press("k")
    expect(chosen).to_have_text(whole)
    page.keyboard.press("Shift+ArrowDown")
    expect(chosen).to_contain_text("Reader's notes in our own words")


def test_overlapping_codings_stand_side_by_side_and_lead_to_their_words(page, served) -> None:
    text = Study(served.folder)
    words = text.searchable(text.texts["unodc-2016-tij"]).text
    at = words.index("flows of people from Cambodia, Lao PDR")
    for start, end, code, by in (
        (at, at + 38, "human-security/economic", "bram@office"),
        (at + 9, at + 29, "human-security/personal", "chai@desk"),
    ):
        code_span(served.folder, source="unodc-2016-tij", start=start, end=end, code=code, by=by)
    opened(page)
    bars = [
        page.locator(f"#margin a[aria-label*='by {by}'] .bar").bounding_box() for by in ("bram@office", "chai@desk")
    ]
    assert bars[0]["x"] + bars[0]["width"] <= bars[1]["x"] or bars[1]["x"] + bars[1]["width"] <= bars[0]["x"]
    assert bars[0]["y"] < bars[1]["y"] + bars[1]["height"]
    assert bars[1]["y"] < bars[0]["y"] + bars[0]["height"]
    page.locator("#margin a[aria-label*='by chai@desk']").focus()
    expect(page.locator("#list .mark.hot")).to_contain_text("chai@desk")
    page.focus("#text")
    page.keyboard.press("n")
    expect(page.locator("#card h3")).not_to_be_empty()


def test_the_filter_is_in_the_address(page, served) -> None:
    code_span(served.folder, source="unodc-2016-tij", start=2, end=20, code="four-ps/partnership", by="bram@office")
    opened(page)
    page.select_option("#only-coder", "bram@office")
    expect(page.locator("#list .mark").first).to_contain_text("bram@office")
    expect(page.locator("#list .mark").filter(has_text="authors@colligate")).to_have_count(0)
    assert "coder=bram%40office" in page.url
    shown = page.locator("#list .mark").count()
    opened(page, page.url)
    expect(page.locator("#list .mark")).to_have_count(shown)


def test_a_selection_becomes_an_event_with_the_date_read_from_it(page, served) -> None:
    opened(page)
    select(page, "UNODC and the Thailand Institute of Justice launched their Joint Project on 11 January 2016.")
    page.focus("#text")
    page.keyboard.press("f")
    page.select_option("#record", "event")
    expect(page.locator("#event-date")).to_have_value("2016-01-11")
    page.fill("#event-name", "Launch of the Joint Project")
    page.fill("#event-kind", "launch")
    page.select_option("#event-programme", "tij-research")
    page.click("#keep")
    expect(page.locator("#told")).to_have_text("Recorded: an event.")
    records = Study(served.folder).records
    event = next(one for one in records.of(Event) if one.by == ME)
    assert (event.name, event.date, event.programme) == ("Launch of the Joint Project", "2016-01-11", "tij-research")
    assert [records.get(Passage, one).quote for one in event.passages] == [  # pyright: ignore[reportOptionalMemberAccess]
        "UNODC and the Thailand Institute of Justice launched their Joint Project on 11 January 2016."
    ]
    # These words were quoted before: the passage that stands is rested on, not said twice.
    assert [one for one in event.passages if records.by_id[one].by == ME] == []


def test_a_value_that_is_no_number_is_named_and_what_was_typed_stays(page, served) -> None:
    opened(page)
    select(page, "all four countries")
    page.click("#fact summary")
    page.select_option("#record", "observation")
    expect(page.locator("#observation-value")).to_have_value("4")
    page.fill("#observation-period", "2016")
    page.fill("#observation-area", "THA")
    page.fill("#observation-value", "many")
    page.click("#keep")
    expect(page.locator("#failed")).to_contain_text("'many' is no number. Write digits, such as 1,250 or 3.5.")
    expect(page.locator("#observation-value")).to_have_value("many")
    expect(page.locator("#observation-value")).to_be_focused()
    page.fill("#observation-value", "1,250")
    page.click("#keep")
    expect(page.locator("#told")).to_contain_text("Recorded")
    assert [(one.value, one.period) for one in Study(served.folder).records.of(Observation) if one.by == ME] == [
        ("1250", "2016")
    ]


def test_a_new_programme_is_recorded_with_the_words_that_name_it(page, served) -> None:
    opened(page)
    select(page, "criminal justice")
    page.click("#fact summary")
    page.select_option("#record", "programme")
    expect(page.locator("#programme-name")).to_have_value("criminal justice")
    page.click("#keep")
    expect(page.locator("#told")).to_have_text("Recorded: a new programme.")
    assert "criminal-justice" in [one.id for one in Study(served.folder).records.of(Programme)]


def test_a_coding_is_changed_and_withdrawn_with_its_reason(page, served) -> None:
    said = code_span(
        served.folder, source="unodc-2016-tij", start=2, end=20, code="four-ps/partnership", by=ME, memo="First."
    )
    opened(page)
    card = page.locator(f"#c-{said.id}")
    card.locator("summary").click()
    card.get_by_text("Change it in the form").click()
    expect(page.locator("#memo")).to_have_value("First.")
    page.check("input[value=contradicts]")
    page.fill("#memo", "Read again.")
    page.click("text=Save the change")
    expect(page.locator("#told")).to_contain_text("Changed")
    coding = Study(served.folder).records.get(Coding, said.id)
    assert coding is not None
    assert (coding.stance, coding.memo) == ("contradicts", "Read again.")
    card.locator("summary").click()
    card.get_by_label("Why withdraw").fill("Only a heading.")
    card.get_by_text("Withdraw", exact=True).click()
    expect(card).to_have_count(0)
    last = Study(served.folder).records.history[said.id][-1]
    assert (type(last).__name__, last.reason) == ("Retraction", "Only a heading.")  # pyright: ignore[reportAttributeAccessIssue]


def test_what_fails_is_told_and_nothing_typed_is_lost(page) -> None:
    opened(page)
    select(page, "three years")
    page.fill("#code", "results-chain/input")
    page.fill("#memo", "Keep me.")
    page.route("**/sources/unodc-2016-tij", lambda route: route.abort())
    page.click("text=Code it")
    expect(page.locator("#failed")).to_contain_text("does not answer, so nothing was saved")
    expect(page.locator("#memo")).to_have_value("Keep me.")
    expect(page.locator("#code")).to_have_value("results-chain/input")


def test_a_quote_leads_to_its_place_and_back_returns_to_where_one_was(page, served) -> None:
    passage = next(one for one in Study(served.folder).records.of(Passage) if one.source == "unodc-2016-tij")
    page.goto(f"/sources/unodc-2016-tij?passage={passage.id}")
    expect(page.locator("#sought")).to_be_in_viewport()
    assert page.locator("#sought").inner_text().strip() in passage.quote
    page.goto("/programmes")
    page.go_back()
    assert page.url.endswith(f"?passage={passage.id}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reader_in_use_has_no_fault_that_axe_can_find(page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    opened(page)
    select(page, "three years")
    page.click("#fact summary")
    page.click("#code")
    expect(page.locator("#choices")).to_be_visible()
    page.keyboard.press("ArrowDown")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found["violations"]] == []


WORDS = {
    "emoji": "A family 👨‍👩‍👧 met 😀 at the port.",
    "combining": "Cafe\N{COMBINING ACUTE ACCENT} noe\N{COMBINING DIAERESIS}l was open.",
    "thai": "ประเทศไทยต่อต้านการค้ามนุษย์ 😀 ในปี 2559",
    "arabic": "مكافحة الاتجار بالبشر 😀 في عام 2016.",
}


@pytest.mark.parametrize("script", WORDS)
def test_words_of_any_script_are_coded_where_they_stand(page, served, script: str, tmp_path) -> None:
    words = WORDS[script]
    file = tmp_path / f"{script}.txt"
    file.write_text(f"😀😀 Before.\n\n{words}\n\nAfter.\n", encoding="utf-8")
    add_sources(served.folder, [file], by=ME)
    study = Study(served.folder)
    source = next(text.source for text in study.records.of(Text) if text.source.startswith(script))
    opened(page, f"/sources/{source}")
    page.focus("#text")
    for _ in range(6):
        page.keyboard.press("j")
        if page.locator("#chosen").inner_text() == words:
            break
    page.fill("#code", "results-chain/input")
    page.click("text=Code it")
    expect(page.locator("#told")).to_contain_text("Coded")
    assert (words, "results-chain/input", "supports", None, "") in mine(served)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text("ab 😀\u0301ไทยعر👨\u200d\n", min_size=1, max_size=8), min_size=1, max_size=5),
    st.integers(0, 12),
    st.data(),
)
def test_places_lead_to_offsets_and_back(page, pieces: list[str], gap: int, data) -> None:
    if page.url == "about:blank":
        page.goto("/")
    starts, at = [], 7
    for piece in pieces:
        starts.append(at)
        at += len(piece) + gap
    piece = data.draw(st.integers(0, len(pieces) - 1))
    first = data.draw(st.integers(0, len(pieces[piece]) - 1))
    last = data.draw(st.integers(first + 1, len(pieces[piece])))
    told = page.evaluate(
        """async ([pieces, starts, start, end]) => {
            const { Places } = await import("/static/offsets.js");
            const root = document.createElement("div");
            document.body.append(root);
            pieces.forEach((words, n) => {
                const span = document.createElement("span");
                span.dataset.start = starts[n];
                span.textContent = words;
                root.append(span);
            });
            const places = new Places(root);
            const range = places.range(start, end);
            const back = [
                places.offset(range.startContainer, range.startOffset),
                places.offset(range.endContainer, range.endOffset),
            ];
            const [told, whole] = [range.toString(), [...places.words]];
            root.remove();
            return [told, back, whole.slice(start - starts[0], end - starts[0]).join("")];
        }""",
        [pieces, starts, starts[piece] + first, starts[piece] + last],
    )
    wanted = pieces[piece][first:last]
    assert told == [wanted, [starts[piece] + first, starts[piece] + last], wanted]
