"""The report of losses stays in the study, and an import stands whether or not it could be written."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from marking import by_hand

from colligate.actions.receiving import receive, receive_highlights
from colligate.actions.saying import say
from colligate.actions.starting import new_study
from colligate.sources.source import Source
from colligate.study.study import Study

WHO = "amina@laptop"
ENTRY = "@report{k1,\n title={Doc}, year={2014}\n}\n"
MARK = "<< /Type /Annot /Subtype /Highlight /Rect [50 98 70 112] /QuadPoints [50 112 70 112 50 98 70 98] >>"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path / "within" / "deep" / "study")


def everything(folder: Path) -> set[Path]:
    return {file for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("name", ["../../../../ESCAPED", "..\\..\\ESCAPED", "/etc/x/ESCAPED", "a\0/.ESCAPED", ".."])
def test_what_a_source_is_called_leads_nowhere(study: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "paper.pdf").write_bytes(by_hand([MARK]))
    receive(study, tmp_path / "paper.pdf", by=WHO)
    (source,) = Study(study).records.of(Source)
    say(Study(study), [msgspec.structs.replace(source, name=name)], by=WHO)
    before = everything(tmp_path)
    report = Path(receive_highlights(study, source.id, by=WHO).report)
    assert report.parent == study / "build" / "exchange"
    assert report.name == ("file" if name == ".." else "ESCAPED") + ".losses.txt"
    assert everything(tmp_path) - before == {report}


def test_a_long_name_is_shortened(study: Path, tmp_path: Path) -> None:
    file = tmp_path / ("\N{GRINNING FACE}" * 61 + ".bib")
    file.write_text(ENTRY)
    report = Path(receive(study, file, by=WHO).report)
    assert report.name == "\N{GRINNING FACE}" * 56 + ".bib.losses.txt"
    assert report.read_text().startswith("Carried:")


def test_an_import_stands_without_its_report_and_says_so(study: Path, tmp_path: Path) -> None:
    (study / "build").write_text("in the way")
    (tmp_path / "l.bib").write_text(ENTRY)
    received = receive(study, tmp_path / "l.bib", by=WHO)
    assert received.added == {"Source": 1}
    assert "could not be written to" in received.words()
    assert "the import stands" in received.words()
    assert len(Study(study).records.of(Source)) == 1
