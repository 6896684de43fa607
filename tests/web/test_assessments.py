"""Assessments and claims in a browser: matrices, findings judged in sequence, flips, and a paragraph pasted."""

from __future__ import annotations

import re

import pytest
from axe_core_python.sync_playwright import Axe

from colligate.assessments.claim import Claim
from colligate.assessments.judgement import Judgement
from colligate.record import Retraction
from colligate.study.study import Study

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PAGES = (
    "/assessments?lens=io-roles", "/assessments?lens=human-security", "/assessments/factors", "/assessments/flips",
    "/assessments/flips?group=self-reported", "/support?ref=elearning@io-roles/actor", "/claims?verdict=contested",
    "/claims/paste",
)  # fmt: skip
TEXT = (
    "The number of victims of trafficking identified in Thailand peaked in 2016 with 824. "
    "Thailand is a lovely country. The Global eLearning Programme was launched in 2014."
)


def faults(page) -> list[tuple[str, str]]:
    found = Axe().run(page, options=RULES)
    return [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_assessments_has_a_fault_that_axe_can_find(page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    for address in PAGES:
        page.goto(address)
        assert faults(page) == [], address
    page.fill("#text", TEXT)
    page.click("text=Find its claims")
    page.wait_for_selector("#found")
    assert faults(page) == []


def test_no_page_is_wider_than_the_window_at_two_hundred_per_cent(page) -> None:
    page.set_viewport_size({"width": 640, "height": 400})
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        if page.locator(".matrix").count():
            page.evaluate("document.querySelector('.matrix').scrollBy(200, 200)")
            top = page.evaluate("document.querySelector('.matrix').getBoundingClientRect().top")
            assert page.locator(".matrix thead th").nth(1).bounding_box()["y"] <= top + 2


def test_a_matrix_shows_levels_in_words_with_counts_and_who_judges_otherwise(page) -> None:
    page.goto("/assessments")
    assert page.locator(".lens-shelf a[aria-current=page]").inner_text().startswith("Roles of an international")
    cell = page.locator("[id='c-elearning@io-roles/actor']")
    words = re.sub(r"\s+", " ", cell.inner_text())
    assert words == "\u25c7 contested 6 for, 1 against \u2260 authors: claimed"
    assert page.locator("[id='c-untoc-seminar@io-roles/forum'] .mark").inner_text() == "= authors"
    totals = page.locator(".totals").inner_text()
    counted = sum(int(number) for number in re.findall(r"(\d+)\s+\S\s+[a-z]", totals.partition(":")[2]))
    assert f"= {counted} cells" in totals


def test_criteria_fold_under_their_concept_and_stay_folded(page) -> None:
    page.goto("/assessments?lens=io-roles")
    rows = page.locator(".matrix tbody tr:visible")
    whole = rows.count()
    page.get_by_role("button", name="Criteria of Actor").press("Enter")
    assert rows.count() == whole - 3
    page.reload()
    assert rows.count() == whole - 3
    page.get_by_role("button", name="Concepts alone").click()
    assert rows.count() == 3
    page.goto("/assessments?lens=io-roles#c-elearning@io-roles/actor.recognised")
    page.reload()
    assert page.locator("[id='c-elearning@io-roles/actor.recognised']").is_visible()


def test_a_column_is_judged_in_sequence_with_keys_and_leads_back_to_its_cell(page, served) -> None:
    page.goto("/assessments?lens=io-roles")
    page.focus("[id='c-tij-research@io-roles/actor']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**actor.separate-entity")
    page.keyboard.press("j")
    page.wait_for_url("**actor.recognised")
    page.check("input[name=decision][value=corroborated]")
    page.fill("#reason", "A state signed as partner.")
    page.get_by_role("button", name="Record it and go on to the next").press("Enter")
    page.wait_for_url("**capacity-shown&done=judged**")
    assert page.locator("h1").inner_text().startswith("Capacity shown in action")
    page.keyboard.press("k")
    # The address one comes from names it, too: as the one judged before.
    page.wait_for_url(re.compile(r"/support\?ref=[^&]*actor\.recognised$"))
    assert "amina@laptop judged corroborated" in page.locator("main").inner_text()
    page.keyboard.press("u")
    page.wait_for_url("**/assessments?lens=io-roles#c-**")
    assert page.evaluate("document.activeElement.id") == "c-tij-research@io-roles/actor.recognised"
    said = [one for one in Study(served.folder).records.of(Judgement) if one.finding.endswith("actor.recognised")]
    assert [(one.decision, one.reason, one.by) for one in said] == [
        ("corroborated", "A state signed as partner.", "amina@laptop")
    ]


def test_an_earlier_judgement_stays_visible_beside_the_one_that_replaces_it(page) -> None:
    address = "/support?ref=elearning@io-roles/resource.offered"
    page.goto("/assessments?lens=io-roles")
    address = page.locator("tr.depth-1 a.cell").last.get_attribute("href")
    for decision, reason in (("absent", "Nothing seen."), ("claimed", "The office says so.")):
        page.goto(address)
        page.check(f"input[name=decision][value={decision}]")
        page.fill("#reason", reason)
        page.get_by_role("button", name="Record it", exact=True).click()
        page.wait_for_url("**done=judged**")
    told = page.locator(".judged").all_inner_texts()
    assert [("since replaced" in one, one.partition(" judged ")[2].partition(",")[0]) for one in told] == [
        (True, "absent"),
        (False, "claimed"),
    ]


def test_a_judgement_without_a_reason_is_refused_and_what_was_chosen_stays(page) -> None:
    page.goto("/support?ref=elearning@io-roles/forum")
    page.check("input[name=decision][value=refuted]")
    page.evaluate("document.querySelector('#reason').required = false")
    page.get_by_role("button", name="Record it", exact=True).click()
    page.wait_for_selector("[role=alert]")
    assert "Say in a sentence why you decide so" in page.locator("[role=alert]").inner_text()
    assert page.locator("input[value=refuted]").is_checked()


def test_a_finding_shows_for_and_against_with_standing_the_rule_and_what_decides(page) -> None:
    page.goto("/support?ref=untoc-seminar@io-roles/forum")
    assert page.locator("section[aria-labelledby=side-for] .quote").count() == 3
    assert page.locator("section[aria-labelledby=side-against] .quote").count() == 2
    first = page.locator("section[aria-labelledby=side-for] figcaption").first.inner_text()
    for word in (
        "Ministry of Foreign Affairs of Thailand, 2014",
        "independent",
        "secondary",
        "for",
        "authors@colligate",
    ):
        assert word in first
    assert page.locator(".rule .applies").inner_text().split()[1] == "contested"
    assert page.locator(".criteria .decides").count() == 2
    assert "All 2 criteria are needed, so the weakest decides." in page.locator(".why").inner_text()
    page.locator("section[aria-labelledby=side-for] figcaption a").first.click()
    page.wait_for_url("**/sources/**passage=**")


def test_what_is_searched_and_silent_leads_to_the_search(page) -> None:
    page.goto("/assessments/factors")
    assert "addressed by no programme in these" in page.locator(".lead").inner_text()
    page.locator(".search-of").first.click()
    assert page.url.endswith("/support?ref=search-poverty")


def test_flips_say_what_rests_on_one_source_and_narrow_by_lens(page) -> None:
    page.goto("/assessments/flips")
    whole = page.locator(".lead").inner_text()
    assert re.match(r"\d+ of \d+ findings with support rest on one source", whole)
    counts = [int(word) for word in page.locator(".flips .number").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    page.select_option("#lens", "io-roles")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**lens=io-roles**")
    assert page.locator(".lead").inner_text() != whole


def test_a_pasted_paragraph_is_checked_changed_and_taken_without_a_mouse(page, served) -> None:
    known = set(Study(served.folder).records.by_id)
    page.goto("/claims")
    page.get_by_role("link", name="Paste a paragraph").press("Enter")
    page.fill("#text", TEXT)
    page.get_by_role("button", name="Find its claims").press("Enter")
    page.wait_for_selector("#found")
    assert page.locator("#found").inner_text() == "3 claims in 3 sentences"
    peak = page.locator(".proposal").first
    assert "highest in 2016, of the years 2014 to 2017" in peak.inner_text()
    assert peak.locator(".would .level").inner_text().split()[-1] == "contradicted"
    assert "It states no value" in page.locator(".bare").inner_text()
    assert "2 records could be meant" in page.locator(".proposal").last.inner_text()
    page.select_option("[name='3.about']", "elearning-launch")
    page.locator(".proposal").first.locator(".change summary").click()
    page.fill("[name='1.at']", "2015")
    page.locator(".proposal").last.get_by_role("button", name="Check again").press("Enter")
    page.wait_for_selector(".proposal >> nth=0 >> text=highest in 2015")
    assert peak.locator(".would .level").inner_text().split()[-1] == "supported"
    assert set(Study(served.folder).records.by_id) == known
    page.focus("#t-1")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Take the ticked claims").press("Enter")
    page.wait_for_url("**/claims?taken=1**")
    assert "1 claim taken into the ledger, in your name." in page.locator("main").inner_text()
    records = Study(served.folder).records
    new = [record for name, record in records.by_id.items() if name not in known]
    assert [type(record) for record in new] == [Claim]
    assert (new[0].by, new[0].proposed_by) == ("amina@laptop", "claims 1")


def test_a_wrong_field_is_named_and_the_paragraph_stays(page) -> None:
    page.goto("/claims/paste")
    page.fill("#text", TEXT)
    page.click("text=Find its claims")
    page.wait_for_selector("#found")
    page.locator(".change summary").first.click()
    page.fill("[name='1.at']", "next year")
    page.locator(".proposal").first.get_by_role("button", name="Check again").click()
    page.wait_for_selector("[role=alert]")
    assert page.locator("[role=alert]").inner_text().startswith("Claim 1, at:")
    assert page.input_value("#text") == TEXT
    assert page.locator(".proposal").count() == 3


def test_the_ledger_is_filtered_by_verdict_and_kind(page) -> None:
    page.goto("/claims?verdict=contradicted")
    verdicts = {one.split()[-1] for one in page.locator(".ledger td .level").all_inner_texts()}
    assert verdicts == {"contradicted"}
    page.get_by_role("link", name=re.compile("^date")).click()
    page.wait_for_url("**kind=dated**")
    assert {one.strip() for one in page.locator(".ledger .needs").all_inner_texts()} == {"date"}
    page.goto("/support?ref=untoc-ratified-2013-11-16")
    assert "dated 2013-11-16" in page.locator("main").inner_text()
    assert page.locator(".judged-by .quote").count() >= 1


def test_a_claim_is_withdrawn_with_a_reason_and_leaves_the_ledger(page, served) -> None:
    page.goto("/support?ref=question-answered")
    page.locator(".withdraw summary").press("Enter")
    page.fill("#why", "No claim on the matter.")
    page.get_by_role("button", name="Withdraw it").press("Enter")
    page.wait_for_url("**/claims?withdrawn=yes")
    records = Study(served.folder).records
    assert "question-answered" not in records.by_id
    last = records.history["question-answered"][-1]
    assert isinstance(last, Retraction)
    assert (last.by, last.reason) == ("amina@laptop", "No claim on the matter.")
