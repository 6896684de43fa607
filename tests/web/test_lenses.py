"""Lenses in the browser: trees with counts and quotes, edits shown before they are written, the review queue."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from axe_core_python.sync_playwright import Axe

from colligate.actions.coding import code_span
from colligate.codings.coding import Coding
from colligate.codings.residual import RESIDUAL
from colligate.study.study import Study

pytestmark = pytest.mark.browser

PAGES = (
    "/lenses", "/lenses/io-roles", "/lenses/dac-criteria", "/lenses/io-roles/actor.capacity-shown",
    "/lenses/io-roles/actor?below=yes", "/lenses/io-roles/actor/reword", "/lenses/io-roles/actor/rename",
    "/lenses/io-roles/actor.recognised/merge", "/lenses/human-security/food/split", "/lenses/io-roles/forum/move",
    "/lenses/io-roles/-/add", "/lenses/dac-criteria/impact/remove", "/lenses/residual",
)  # fmt: skip
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def faults(page) -> list:
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in Axe().run(page, options=_RULES)["violations"]]


@pytest.fixture
def waiting(served) -> str:
    """A passage in the review queue."""
    said = code_span(
        served.folder, source="unodc-2016-tij", start=100, end=160, code=RESIDUAL, stance="mentions", by="amina@laptop"
    )
    return said.id


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_lenses_has_a_fault_that_axe_can_find(page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    found = []
    for address in PAGES:
        assert page.goto(address).status == 200
        found += [(address, *fault) for fault in faults(page)]
    assert found == []


@pytest.mark.usefixtures("waiting")
def test_no_page_scrolls_two_ways_at_half_the_width(page) -> None:
    page.set_viewport_size({"width": 640, "height": 800})
    for address in PAGES:
        page.goto(address)
        assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, 640)


def test_the_outline_keeps_the_anchors_of_lenses_and_codes(page) -> None:
    page.goto("/lenses#io-roles/actor.recognised")
    sought = page.locator("li:target").first
    assert sought.locator("a").first.get_attribute("href") == "/lenses/io-roles/actor.recognised"
    assert page.locator("h2#io-roles").count() == 1


def test_a_tree_counts_codings_by_stance_alone_and_with_those_below(page) -> None:
    page.goto("/lenses/io-roles")
    actor = page.locator('[id="io-roles/actor"]')
    assert actor.locator("summary").first.inner_text().split("\n")[0].split() == (
        ["Actor", "16", "support", "3", "contradict", "18", "mention", "with", "those", "below"]
    )
    assert "3 mention coded with this code itself" in " ".join(actor.locator(".body").first.inner_text().split())
    recognised = page.locator('[id="io-roles/actor.recognised"]')
    assert recognised.locator("summary").first.inner_text().split() == (
        ["Recognised", "as", "able", "to", "act", "5", "support", "2", "mention"]
    )


def test_an_unused_code_stands_out_in_words(page) -> None:
    page.goto("/lenses/dac-criteria")
    told = page.locator('[id="dac-criteria/impact"] summary').first.inner_text()
    assert told.split() == ["Impact", "not", "used", "yet"]
    page.goto("/lenses/dac-criteria/impact")
    assert "Nobody has coded a passage with this code." in page.locator(".none").inner_text()


def test_the_code_in_an_address_is_opened_with_those_above_it(page) -> None:
    page.goto("/lenses/trafficking#trafficking/child-case.purpose.slavery")
    sought = page.locator('[id="trafficking/child-case.purpose.slavery"] > details')
    assert sought.evaluate("one => one.open")
    assert sought.locator(".definition").first.is_visible()
    page.get_by_role("button", name="Close all").click()
    assert page.locator(".tree details[open]").count() == 0


def test_a_tree_is_unfolded_with_the_keyboard_alone(page) -> None:
    page.goto("/lenses/io-roles")
    page.locator('[id="io-roles/actor.recognised"] summary').first.focus()
    page.keyboard.press("Enter")
    quotes = page.locator('[id="io-roles/actor.recognised"] figure.quote')
    assert quotes.count() == 3
    assert quotes.first.is_visible()


def test_every_quote_of_a_code_is_a_click_from_its_place(page) -> None:
    page.goto("/lenses/io-roles/actor.capacity-shown")
    assert page.locator("#quotes-title").inner_text() == "12 quotes"
    link = page.locator("figure.quote figcaption a").first
    address = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**{address}")
    assert page.locator("#sought").count() == 1


def test_quotes_are_filtered_and_turned_a_page_at_a_time(page) -> None:
    page.goto("/lenses/io-roles/actor?below=yes")
    assert page.locator("#quotes-title").inner_text() == "37 quotes"
    assert page.locator("figure.quote").count() == 20
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**page=2**")
    assert page.locator("figure.quote").count() == 17
    page.select_option("#stance", "contradicts")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**stance=contradicts**")
    assert page.locator("#quotes-title").inner_text() == "3 quotes under this filter"


def test_an_unknown_lens_or_code_says_so(page) -> None:
    assert page.goto("/lenses/io-role").status == 404
    assert "Did you mean io-roles" in page.locator("[role=alert]").inner_text()
    assert page.goto("/lenses/io-roles/actor.recognized").status == 404
    assert "Did you mean actor.recognised" in page.locator("[role=alert]").inner_text()
    assert page.goto("/lenses/io-roles/actor.recognized/rename").status == 404


def test_a_merge_is_shown_first_and_written_as_shown_by_keyboard(page, served) -> None:
    page.goto("/lenses/io-roles/forum.deliberation/merge")
    page.focus("#into")
    page.select_option("#into", "forum.members-meet")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".sums")
    assert page.locator(".sums li").all_inner_texts() == [
        "6 codings said again", "2 findings change their level", "2 other records said again", "0 left to you",
    ]  # fmt: skip
    rows = page.locator("table.cells").first.locator("tbody tr").all_inner_texts()
    assert [row.split("\t") for row in rows] == [
        ["Global eLearning Programme", "Forum io-roles/forum", "absent", "the same", "claimed"],
        [
            "Global eLearning Programme", "Guidance or deliberation io-roles/forum.deliberation", "absent",
            "Members meet io-roles/forum.members-meet", "claimed",
        ],
    ]  # fmt: skip
    assert faults(page) == []
    assert Study(served.folder).lenses["io-roles"].version == "1.0"
    page.fill("#reason", "Too close to tell apart.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lenses/io-roles?done=**")
    assert unquote(page.url).endswith("#io-roles/forum.members-meet")
    now = Study(served.folder)
    assert now.lenses["io-roles"].version == "1.0+study.1"
    assert sum(one.code == "io-roles/forum.members-meet" for one in now.records.of(Coding)) == 13
    told = page.locator("main").inner_text()
    assert "Too close to tell apart." in told
    assert "The lens is now at version 1.0+study.1." in page.locator("[role=status]").inner_text()


def test_an_edit_confirmed_after_the_study_changed_shows_the_new_preview(page, served) -> None:
    page.goto("/lenses/results-chain/input/rename")
    page.fill("#id", "resources")
    page.get_by_role("button", name="Show what this would do").click()
    page.wait_for_selector(".sums")
    assert page.locator(".sums li").first.inner_text() == "2 codings said again"
    code_span(served.folder, source="unodc-2016-tij", start=0, end=40, code="results-chain/input", by="bram@office")
    page.get_by_role("button", name="Write it").click()
    page.wait_for_selector("[role=alert]")
    assert "nothing was written" in page.locator("[role=alert]").inner_text()
    assert page.locator(".sums li").first.inner_text() == "3 codings said again"
    assert Study(served.folder).lenses["results-chain"].version == "1.0"


def test_what_a_lens_cannot_take_is_said_beside_what_was_typed(page) -> None:
    page.goto("/lenses/four-ps/-/add")
    page.fill("#id", "prevention")
    page.fill("#name", "Prevention again")
    page.fill("#definition", "The same.")
    page.get_by_role("button", name="Show what this would do").click()
    page.wait_for_selector("[role=alert]")
    assert "There is a code 'prevention' at the top already." in page.locator("[role=alert]").inner_text()
    assert page.locator("#name").input_value() == "Prevention again"


def test_going_back_to_the_form_keeps_what_was_typed(page, served) -> None:
    page.goto("/lenses/four-ps/prevention/reword")
    page.fill("#cues", "awareness, warning")
    page.get_by_role("button", name="Show what this would do").click()
    page.wait_for_selector(".sums")
    rows = page.locator("section table").first.locator("tbody tr").all_inner_texts()
    assert [row.split("\t")[0] for row in rows] == ["cues"]
    page.get_by_role("button", name="Back to the form").click()
    page.wait_for_selector("#cues")
    assert page.locator("#cues").input_value() == "awareness, warning"
    assert Study(served.folder).lenses["four-ps"].version == "1.0"


def test_a_split_asks_for_each_coding_and_the_rest_waits(page, served) -> None:
    page.goto("/lenses/four-ps/partnership/split")
    assert page.locator("li.assign").count() == 7
    page.get_by_role("button", name="Split into 3 parts").click()
    page.wait_for_selector("[id='3-name']")
    for number, name in enumerate(("States", "Companies", "Citizens"), 1):
        page.fill(f"[id='{number}-name']", name)
        page.fill(f"[id='{number}-id']", name.lower())
        page.fill(f"[id='{number}-definition']", f"With {name.lower()}.")
    page.locator("li.assign").nth(0).get_by_label("part 1").check()
    page.locator("li.assign").nth(1).get_by_label("part 3").check()
    page.get_by_role("button", name="Show what this would do").click()
    page.wait_for_selector(".sums")
    groups = page.locator("section details > summary").all_inner_texts()
    assert "Partnership → No code fits (5)" in groups
    page.get_by_role("button", name="Write it").click()
    page.wait_for_url("**done=**")
    codes = [one.code for one in Study(served.folder).records.of(Coding) if one.code.startswith("four-ps/")]
    assert (codes.count("four-ps/states"), codes.count("four-ps/citizens")) == (1, 1)
    page.goto("/lenses/residual")
    assert page.locator("li.card", has_text="It was coded four-ps/partnership").count() == 5


def test_no_code_fits_is_chosen_in_the_reader_by_keyboard_and_given_a_code_in_the_queue(page, served) -> None:
    page.goto("/sources/unodc-2016-elearning")
    page.wait_for_selector("#text[data-ready]")
    page.focus("#text")
    page.keyboard.press("j")
    words = page.locator("#chosen").inner_text()
    page.keyboard.press("0")
    assert page.locator("input[name=stance]:checked").input_value() == "mentions"
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('told').textContent.startsWith('Coded')")
    assert page.locator("#told").inner_text() == "Coded: No code fits, mentions."
    mine = [one for one in Study(served.folder).records.of(Coding) if one.code == RESIDUAL][-1]
    page.goto("/lenses/residual")
    card = page.locator(f"#w-{mine.id}")
    assert " ".join(words.split())[:40] in card.locator("blockquote").inner_text()
    card.locator("select[name=code]").select_option("io-roles/actor.capacity-shown")
    card.get_by_role("button", name="Code it").click()
    page.wait_for_url("**done=Coded**")
    assert page.locator(f"#w-{mine.id}").count() == 0
    given = Study(served.folder).records.get(Coding, mine.id)
    assert given is not None
    assert (given.code, given.stance) == ("io-roles/actor.capacity-shown", "supports")


def test_no_code_fits_is_found_among_the_codes_by_typing(page) -> None:
    page.goto("/sources/unodc-2016-elearning")
    page.wait_for_selector("#text[data-ready]")
    page.focus("#text")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.keyboard.type("no code")
    assert page.locator("#choices li").first.inner_text().endswith("No code fits relevant, to be reviewed")
    page.wait_for_selector("#card h3:has-text('No code fits')")


def test_a_waiting_passage_is_dismissed_with_a_reason(page, served, waiting: str) -> None:
    page.goto("/lenses/residual")
    card = page.locator(f"#w-{waiting}")
    card.locator("summary", has_text="Dismiss it").click()
    card.locator("input[name=reason]").fill("A heading.")
    card.get_by_role("button", name="Dismiss it").click()
    page.wait_for_url("**done=Dismissed**")
    assert waiting not in Study(served.folder).records.by_id


def test_a_new_code_is_made_from_a_waiting_passage(page, served, waiting: str) -> None:
    page.goto("/lenses/residual")
    card = page.locator(f"#w-{waiting}")
    card.locator("summary", has_text="Make a new code").click()
    card.locator("select[name=place]").select_option("human-security/")
    card.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/lenses/human-security/-/add?coding=**")
    assert page.locator("#example").input_value() == page.locator("figure.quote blockquote").inner_text()
    page.fill("#id", "digital")
    page.fill("#name", "Digital security")
    page.fill("#definition", "Safe from harm through networks.")
    page.get_by_role("button", name="Show what this would do").click()
    page.wait_for_selector(".sums")
    page.get_by_role("button", name="Write it").click()
    page.wait_for_url("**done=**")
    now = Study(served.folder)
    said = now.records.get(Coding, waiting)
    assert said is not None
    assert (said.code, said.stance) == ("human-security/digital", "supports")
    assert now.codes["human-security/digital"].example != ""
