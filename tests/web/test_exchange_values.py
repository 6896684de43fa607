"""Values of indicators, packed libraries and research packages on the page of import, in a real browser."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import expect
from worked import Served

from colligate.actions.packaging import export_package
from colligate.actions.starting import new_study
from colligate.indicators.indicator import Indicator, Observation
from colligate.sources.source import Source
from colligate.study.study import Study

sys.path.append(str(Path(__file__).parents[1] / "exchange"))
from series_files import world_bank
from shelf import shelf

pytestmark = pytest.mark.browser

#: The column that looks like the value numbers the rows; the count stands in 'Persons'.
COUNTS = """\
Iso,Year,Value,Persons,Sex
THA,2014,1,595,Total
THA,2015,2,..,Total
QQQ,2014,3,12,Total
THA,2014,4,200,Female
"""


def choose(page, file: Path) -> None:
    page.goto("/exchange")
    expect(page.locator("#taking[data-ready]")).to_be_visible()
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Look what is in it").click()


def values(served: Served, dataset: str) -> dict[tuple[str, str], str | None]:
    told = Study(served.folder).records.of(Observation)
    return {(one.area, one.period): one.value for one in told if one.id.startswith(f"obs-{dataset}-")}


def test_data_of_the_world_bank_say_themselves_what_they_are(page, served: Served, tmp_path: Path) -> None:
    before = Study(served.folder).records.by_id
    file = tmp_path / "population.json"
    file.write_text(json.dumps(world_bank({"date": "2014", "value": 68438748}, {"date": "2015", "value": None})))
    page.goto("/indicators")
    page.get_by_role("link", name="Bring in values from a file").click()
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Look what is in it").click()
    expect(page.get_by_text("data of the World Bank")).to_be_visible()
    expect(page.get_by_label("What countryiso3code is")).to_have_value("area")
    expect(page.get_by_label("What indicator.value is")).to_have_value("words:indicator.id")
    expect(page.locator("#comes tbody tr")).to_contain_text("Thailand 2014: 68438748")
    expect(page.get_by_text("missing, and not zero")).to_be_visible()
    assert Study(served.folder).records.by_id == before
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("status")).to_contain_text("Taken in. Added 1 Indicator, 1 Observation")
    assert values(served, "population") == {("THA", "2014"): "68438748"}
    assert (served.folder / "mappings" / "population.yaml").is_file()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("status")).to_contain_text("The import is undone")
    assert Study(served.folder).records.by_id == before
    assert not (served.folder / "mappings" / "population.yaml").exists()


def test_a_mapping_is_put_right_kept_and_offered_for_the_next_edition(page, served: Served, tmp_path: Path) -> None:
    (tmp_path / "victims.csv").write_text(COUNTS)
    choose(page, tmp_path / "victims.csv")
    page.get_by_label("What the rows are").select_option("values of indicators")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_label("What Value is")).to_have_value("value")
    expect(page.get_by_role("row", name=re.compile("^Persons"))).to_contain_text("595")
    expect(page.get_by_role("button", name="Take it in")).to_have_count(0)
    page.get_by_label("What Persons is").select_option("the value")
    page.get_by_label("What Value is").select_option("leave it out")
    page.get_by_label("What Iso is").select_option("the period")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_role("alert")).to_contain_text("Two columns are said to be the period: 'Year' and 'Iso'")
    expect(page.get_by_label("What Persons is")).to_have_value("value")
    page.get_by_label("What Iso is").select_option("the area")
    page.get_by_label("Unit", exact=True).fill("persons")
    page.get_by_label("Edition", exact=True).fill("2024")
    page.get_by_label("Areas are written as").select_option("codes of three letters (THA)")
    page.get_by_text("How numbers, holes and years").click()
    page.get_by_label("Cells that mean: no value").fill("..")
    page.get_by_role("button", name="Look again").click()
    comes = page.locator("#comes")
    expect(comes).to_contain_text("3 new Observations")
    expect(comes).to_contain_text("Thailand 2014: 595")
    losses = page.get_by_role("region", name="Loss report")
    expect(losses).to_contain_text("missing, and not zero")
    expect(losses).to_contain_text("no code of ISO 3166 or M49; kept as told")
    page.get_by_label("Edition", exact=True).fill("2025")
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("status")).to_contain_text("was changed since")
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("status")).to_contain_text("Taken in. Added")
    study = Study(served.folder)
    told = [one for one in study.records.of(Observation) if one.id.startswith("obs-victims-")]
    assert sorted((one.area, one.value, one.edition) for one in told) == [
        ("QQQ", "12", "2025"), ("THA", "200", "2025"), ("THA", "595", "2025"),
    ]  # fmt: skip
    assert {one.unit for one in study.records.of(Indicator) if one.id.startswith("victims-")} == {"persons"}
    (tmp_path / "next.csv").write_text(COUNTS.replace("595", "601"))
    choose(page, tmp_path / "next.csv")
    page.get_by_label("What the rows are").select_option("values of indicators")
    page.get_by_role("button", name="Look again").click()
    page.get_by_role("button", name="Use “victims”").click()
    expect(comes).to_contain_text("1 Observation said otherwise than now")
    expect(losses).to_contain_text("595 → 601")
    page.get_by_role("button", name="Leave it").click()
    expect(page.get_by_role("status")).to_contain_text("nothing was changed")


def test_while_a_file_is_taken_the_page_says_so_and_nothing_can_be_pressed_again(
    page, served: Served, tmp_path: Path
) -> None:
    (tmp_path / "patience.csv").write_text(COUNTS)
    choose(page, tmp_path / "patience.csv")
    page.get_by_label("What the rows are").select_option("values of indicators")
    page.get_by_role("button", name="Look again").click()
    page.get_by_label("What Persons is").select_option("the value")
    page.get_by_label("What Value is").select_option("leave it out")
    page.get_by_label("Areas are written as").select_option("codes of three letters (THA)")
    page.get_by_role("button", name="Look again").click()
    take, going = page.get_by_role("button", name="Take it in"), page.locator("#going-on[data-ready]")
    look = page.get_by_role("button", name="Look again")
    for button, words in ((look, "Reading 4 rows …"), (take, "Taking in 4 rows …")):
        expect(take).to_be_enabled()
        expect(going).to_have_text("")
        # What would be sent is kept here, so that the page stays as it is while it waits.
        page.evaluate(
            "() => { window.sent = 0; document.addEventListener('submit',"
            " (event) => { window.sent += !event.defaultPrevented; event.preventDefault(); }); }"
        )
        button.click()
        expect(going).to_have_text(words)
        for one in page.locator("main button").all():
            expect(one).to_be_disabled()
        page.evaluate("document.getElementById('reading').requestSubmit()")
        assert page.evaluate("window.sent") == 1
        page.reload()
    take.click()
    expect(page.get_by_role("status")).to_contain_text("Taken in. Added")
    assert len(values(served, "patience")) == 2


def test_a_packed_library_comes_in_with_its_files(page, served: Served, tmp_path: Path) -> None:
    folder = shelf(tmp_path / "My Library")
    with zipfile.ZipFile(tmp_path / "library.zip", "w") as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, f"My Library/{file.relative_to(folder)}")
    choose(page, tmp_path / "library.zip")
    expect(page.get_by_text("a library of a reference manager")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="New:")).to_contain_text("Source")
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("status")).to_contain_text("Taken in. Added")
    study = Study(served.folder)
    (source,) = [one for one in study.records.of(Source) if one.title == "Global report"]
    assert source.id in study.texts
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("status")).to_contain_text("The import is undone")


def test_a_research_package_opens_as_a_study_of_its_own(page, served: Served, tmp_path: Path) -> None:
    before = Study(served.folder).records.by_id
    packed = Path(export_package(new_study(tmp_path / "other", lenses=["causes"]), tmp_path / "other.zip").file)
    choose(page, packed)
    expect(page.get_by_text("a research package, which is a whole study")).to_be_visible()
    page.get_by_label("Name of the new folder").fill("../escaped")
    page.get_by_role("button", name="Unpack it").click()
    expect(page.get_by_role("alert")).to_contain_text("no name for a new folder")
    page.get_by_label("Name of the new folder").fill("the other")
    page.get_by_role("button", name="Unpack it").click()
    expect(page.get_by_role("status")).to_contain_text("This study is as it was")
    assert set(Study(served.folder.parent / "the other").lenses) == {"causes"}
    assert Study(served.folder).records.by_id == before


def test_by_keyboard_without_a_script(browser, served: Served, tmp_path: Path) -> None:
    (tmp_path / "keys.csv").write_text(COUNTS)
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/exchange")
    page.set_input_files("#file", tmp_path / "keys.csv")
    page.get_by_role("button", name="Look what is in it").press("Enter")
    page.get_by_label("What the rows are").select_option("values of indicators")
    page.get_by_role("button", name="Look again").press("Enter")
    page.get_by_label("What Value is").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.get_by_label("Title").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("What Value is").select_option("the value")
    page.get_by_label("Title").press("Enter")
    expect(page.locator("#comes")).to_contain_text("new Observations")
    page.get_by_role("button", name="Leave it").press("Enter")
    expect(page.get_by_role("status")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_has_no_fault_that_axe_can_find(page, tmp_path: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    (tmp_path / "seen.csv").write_text(COUNTS)
    choose(page, tmp_path / "seen.csv")
    page.get_by_label("What the rows are").select_option("values of indicators")
    page.get_by_role("button", name="Look again").click()
    page.get_by_text("How numbers, holes and years").click()
    assert Axe().run(page)["violations"] == []
    page.get_by_role("button", name="Look again").click()
    expect(page.locator("#comes")).to_be_visible()
    assert Axe().run(page)["violations"] == []
    page.set_viewport_size({"width": 640, "height": 400})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
