"""A study served to a real browser."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[1]))
from browser import chromium
from worked import EXAMPLE, Served

from colligate.web.app import create_app

#: Long enough for a machine that does other things, too; what is waited for comes sooner.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served") / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    server = uvicorn.Server(
        uvicorn.Config(create_app(folder, by="amina@laptop"), port=0, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    # uvicorn offers no event to wait for; it sets this flag once it listens.
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Served(folder, f"http://127.0.0.1:{port}")
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser, served: Served) -> Iterator:
    """Open a tab on the workbench; whatever it complains of fails the test."""
    context = browser.new_context(base_url=served.address, bypass_csp=True, reduced_motion="reduce")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    assert complaints == []
    context.close()
