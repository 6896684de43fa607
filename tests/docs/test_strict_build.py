"""The documentation builds, every link in it leads somewhere, and a reader needs no network."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build strictly. Never with --quiet: it silences the warnings that --strict counts, and then anything passes."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return folder


def test_every_page_written_or_made_is_in_the_site(site: Path) -> None:
    for page in ("index", "tutorial/worked-study", "reference/commands", "reference/lenses/io-roles", "glossary"):
        assert (site / f"{page}.html").is_file(), page


def test_a_page_fetches_nothing_from_elsewhere_when_it_is_read(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        fetched = re.findall(r'<(?:script|img|iframe)[^>]*?\ssrc="(https?:[^"]*)"', text)
        fetched += re.findall(r'<link[^>]*?\srel="(?:stylesheet|preconnect|icon)"[^>]*?\shref="(https?:[^"]*)"', text)
        assert fetched == [], page.name
