"""What leaves a study in a file of another program says which of its sources are confidential."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from colligate.actions.exporting import export_file
from colligate.actions.saying import say
from colligate.sources.source import Source
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked study, one report of it confidential."""
    folder = tmp_path_factory.mktemp("guarded") / "study"
    shutil.copytree(EXAMPLE, folder)
    study = Study(folder)
    report = next(one for one in study.records.of(Source) if one.id == "tip-2015-thailand")
    say(study, [msgspec.structs.replace(report, confidential=True)], by="amina@laptop")
    return folder


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ("refi-project", "their words are in the file, and whoever has it can read them"),
        ("web-annotation", "their quotes are in the file like all others"),
        ("bibtex", "their titles, authors and addresses are in the file like all others"),
    ],
)
def test_a_file_says_what_it_holds_of_confidential_sources(guarded: Path, tmp_path: Path, form: str, why: str) -> None:
    told = [loss for loss in export_file(guarded, form, tmp_path / "out").losses if loss.what == "confidential sources"]
    assert [(loss.outcome, loss.why, loss.ids) for loss in told] == [("changed", why, ("tip-2015-thailand",))]


def test_a_file_that_holds_nothing_of_a_confidential_source_does_not_speak_of_it(guarded: Path, tmp_path: Path) -> None:
    for form in ("refi-codebook", "codebook-table"):
        losses = export_file(guarded, form, tmp_path / "out").losses
        assert "confidential sources" not in {loss.what for loss in losses}
