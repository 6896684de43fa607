"""What tests of imports share: a project of another program, and the place where a file waits to be taken in."""

from __future__ import annotations

from pathlib import Path

import pytest

from colligate.actions.adding import add_sources
from colligate.actions.coding import code_span
from colligate.actions.exporting import export_file
from colligate.actions.starting import new_study
from colligate.actions.taking_in import Threshold


@pytest.fixture
def project(tmp_path: Path) -> bytes:
    """A project of another program: one more source, a codebook and a coding."""
    other = new_study(tmp_path / "other", lenses=["causes"])
    (tmp_path / "audit.txt").write_text("The auditors saw poverty in every village.\n")
    add_sources(other, [tmp_path / "audit.txt"], by="amina@laptop")
    code_span(other, source="audit", start=0, end=42, code="causes/economic.poverty", by="amina@laptop")
    export_file(other, "refi-project", tmp_path / "other.qdpx")
    return (tmp_path / "other.qdpx").read_bytes()


@pytest.fixture
def threshold() -> Threshold:
    return Threshold()
