"""What tests of tables share: a small study, and a place to write tables."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from desk import Desk

sys.path.insert(0, str(Path(__file__).parents[1]))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A study of two documents with nothing said of them."""
    return Desk(tmp_path)
