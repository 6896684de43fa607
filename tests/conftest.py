"""What every test may use."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# How long an example takes says more of the machine than of the program.
settings.register_profile("colligate", deadline=None)
settings.load_profile("colligate")


@pytest.fixture(scope="session")
def material() -> Path:
    """The folder of real documents that tests read but the project does not carry."""
    place = Path(os.environ.get("COLLIGATE_MATERIAL", ROOT.parent / "shared"))
    if not (place / "corpus").is_dir():
        pytest.skip(f"the real documents are not here: no {place}/corpus; set COLLIGATE_MATERIAL to their folder")
    return place


@pytest.fixture
def at() -> datetime:
    """A fixed time for records made in tests."""
    return datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what tests derive out of the user's own cache."""
    os.environ["COLLIGATE_CACHE"] = str(tmp_path_factory.mktemp("cache"))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a test by its argument where that is bytes, which may hold the hour: workers must find the same tests."""
    return argname if isinstance(val, bytes) else None
