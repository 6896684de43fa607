"""What goes wrong is told on a page, and nothing recorded is lost by it."""

from __future__ import annotations

import http.client
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from opened import Opened, listening, opened
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from worked import EXAMPLE

from colligate.web.app import create_app

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    return folder


@pytest.fixture
def bench(folder: Path) -> Iterator[Opened]:
    with opened(folder) as running:
        yield running


@pytest.fixture
def tab(browser, bench: Opened) -> Iterator:
    context = browser.new_context(base_url=bench.origin)
    page = context.new_page()
    page.goto(bench.address)
    yield page
    context.close()


def test_a_page_that_is_none_says_so_and_leads_back(tab) -> None:
    assert tab.goto("/nowhere").status == 404
    assert "There is no page /nowhere" in tab.locator("[role=alert]").inner_text()
    tab.click("main a")
    assert tab.locator("h1").inner_text().startswith("UNODC")


def test_a_folder_taken_away_is_told_and_comes_back(tab, folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    assert tab.goto("/sources").status == 503
    assert f"{folder} holds no study any more" in tab.locator("[role=alert]").inner_text()
    assert "Nothing that was recorded before is lost" in tab.locator("main").inner_text()
    folder.with_name("elsewhere").rename(folder)
    assert tab.goto("/sources").status == 200


def test_a_journal_that_cannot_be_written_is_told_and_the_study_stays(tab, folder: Path) -> None:
    journal = folder / "journal" / "amina@laptop.jsonl"
    journal.unlink(missing_ok=True)
    journal.mkdir()
    told = tab.request.post(
        "/sources/unodc-2016-tij", form={"start": "0", "end": "20", "code": "results-chain/input"},
        headers={"origin": tab.url.rstrip("/")},
    )  # fmt: skip
    assert told.status == 503
    assert "amina@laptop.jsonl could not be read or written" in told.text()
    journal.rmdir()
    assert tab.goto("/").status == 200


def test_a_file_that_cannot_be_read_bars_its_own_page_alone(tab, folder: Path) -> None:
    (folder / "report" / "01-broken.md").mkdir()
    assert tab.goto("/reports").status == 503
    assert "01-broken.md could not be read" in tab.locator("[role=alert]").inner_text()
    assert tab.goto("/sources").status == 200


def test_a_fault_of_the_program_is_told_without_its_insides(folder: Path) -> None:
    def broken(request: Request) -> Response:
        raise ZeroDivisionError(request.url.path)

    app = create_app(folder, by="amina@laptop")
    app.router.routes.insert(0, Route("/broken", broken))
    with listening(app) as host:
        status, told = _get(host, "/broken")
        assert status == 500
        assert "ZeroDivisionError" not in told
        assert "Nothing that was recorded before is lost" in told
        assert '{"error":"The program met a fault' in _get(host, "/broken", accept="application/json")[1]
        assert _get(host, "/sources")[0] == 200


def _get(host: str, path: str, **headers: str) -> tuple[int, str]:
    asked = http.client.HTTPConnection(host)
    asked.request("GET", path, headers=headers)
    answer = asked.getresponse()
    told = answer.status, answer.read().decode()
    asked.close()
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    return told
