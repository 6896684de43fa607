"""What tests of exchange share: a small study, and a place to write tables."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from desk import Desk

sys.path.insert(0, str(Path(__file__).parents[1]))
# The study with one of everything that a report can rest on.
sys.path.append(str(Path(__file__).parents[1] / "reports"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A study of two documents with nothing said of them."""
    return Desk(tmp_path)
