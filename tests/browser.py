"""A real browser for tests of pages; they skip, with the reason, where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

#: The program used unless the environment names another.
CHROMIUM = Path(os.environ.get("COLLIGATE_CHROMIUM", "/usr/bin/chromium"))


@contextmanager
def chromium() -> Iterator:
    """Start a browser without a window and without a network of its own."""
    if not CHROMIUM.is_file():
        pytest.skip(f"no browser at {CHROMIUM}; install Chromium or set COLLIGATE_CHROMIUM to its path")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
