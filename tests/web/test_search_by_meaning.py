"""Search by meaning in the browser: asked for by a tick, made ready while words answer, told apart in what is found."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import expect

from colligate.study.study import Study

if any(find_spec(name) is None for name in ("onnx", "onnxruntime", "safetensors", "tokenizers")):
    pytest.skip("pip install 'colligate[meaning]'", allow_module_level=True)

sys.path.insert(0, str(Path(__file__).parents[1] / "suggestions" / "meaning"))
from small_model import write_model

pytestmark = pytest.mark.browser

QUERY = "/search?q=training+officers"


@pytest.fixture(scope="module", autouse=True)
def _model(served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    study = Study(served.folder)
    said = [study.searchable(text).text for text in study.texts.values()]
    os.environ["COLLIGATE_MODEL"] = str(write_model(tmp_path_factory.mktemp("model"), said))
    yield
    del os.environ["COLLIGATE_MODEL"]


def test_words_answer_at_once_and_meaning_once_it_is_ready(page) -> None:
    page.goto(QUERY)
    words = page.inner_text("#found")
    expect(page.get_by_text("by meaning alone")).to_have_count(0)
    page.get_by_label("also what means the same in other words").check()
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator("#found")).to_contain_text(words)
    page.locator("#embedding").get_by_role("link", name="Search again").click()
    expect(page.locator("#found")).to_have_text(f"{words}, and 50 by meaning alone")
    added = page.locator(".found > li", has_text="by meaning alone")
    assert added.count() > 0
    assert added.locator("mark").count() == 0
    assert page.locator(".found mark").count() > 0
    expect(page.locator("#embedding")).to_have_count(0)
    expect(page.locator(".notes")).to_contain_text("a silence rests on words")
    page.get_by_role("link", name="Next").click()
    expect(page.locator("#found")).to_have_text(f"{words}, and 50 by meaning alone")
    expect(page.get_by_label("also what means the same in other words")).to_be_checked()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_meaning_found_is_accessible_and_fits_a_narrow_window(page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{QUERY}&meaning=1")
    found = Axe().run(page)["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
