"""What a build writes, and what it leaves alone."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from small_study import REPORT, SmallStudy

from colligate.study.building import build
from colligate.study.study import Study


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_the_same_study_builds_the_same_bytes_in_another_folder(small: SmallStudy, tmp_path: Path):
    other = tmp_path / "elsewhere" / "copy"
    shutil.copytree(small.folder.path, other)
    build(Study(small.folder.path))
    build(Study(other))
    assert contents(small.folder.build) == contents(other / "build")
    assert "report.html" in contents(other / "build")


def test_a_second_build_with_nothing_changed_writes_nothing(small: SmallStudy):
    first = build(Study(small.folder.path), formats=("html",))
    times = {path: path.stat().st_mtime_ns for path in small.folder.build.iterdir()}
    second = build(Study(small.folder.path), formats=("html",))
    assert (first.unchanged, second.unchanged, second.written) == (False, True, ())
    assert second.problems == first.problems
    assert {path: path.stat().st_mtime_ns for path in small.folder.build.iterdir()} == times


def test_a_file_of_the_build_that_was_deleted_is_written_again(small: SmallStudy):
    build(Study(small.folder.path), formats=("html",))
    (small.folder.build / "report.html").unlink()
    assert [path.name for path in build(Study(small.folder.path), formats=("html",)).written] == ["report.html"]


def test_a_changed_word_rewrites_the_report_but_not_the_findings(small: SmallStudy):
    build(Study(small.folder.path), formats=("html",))
    small.write_report(REPORT.replace("This sentence is bound", "This remark is bound"))
    assert [path.name for path in build(Study(small.folder.path), formats=("html",)).written] == ["report.html"]


def test_findings_are_written_even_where_the_report_is_wrong(small: SmallStudy):
    small.write_report('[A.]{#s-a rests="nothing-of-that-name"}')
    result = build(Study(small.folder.path), formats=("html",))
    assert result.failed
    assert [path.name for path in result.written] == ["findings.json"]
    found = json.loads((small.folder.build / "findings.json").read_bytes())
    outcome = next(f for f in found["findings"] if f["programme"] == "course" and f["code"] == "outcome")
    assert (outcome["lens"], outcome["level"]) == ("results-chain", "contested")
    assert (outcome["supporting"], outcome["contradicting"]) == (["cod-outcome"], ["cod-nobody"])
    assert [claim["id"] for claim in found["claims"]] == ["victims-2014", "launched-in-may", "peak-2016"]


def test_a_study_without_a_report_still_has_its_findings(small: SmallStudy):
    (small.folder.report / "report.md").unlink()
    result = build(Study(small.folder.path), formats=("html",))
    assert not result.failed
    assert [path.name for path in result.written] == ["findings.json"]


def test_a_citation_style_outside_the_folder_is_not_read(small: SmallStudy, tmp_path: Path):
    (tmp_path / "secret.csl").write_text("not a style")
    text = small.folder.settings.read_text() + "  style: ../secret.csl\n"
    small.folder.settings.write_text(text)
    result = build(Study(small.folder.path), formats=("html",))
    assert not result.failed
    assert sum("outside the study folder" in problem.message for problem in result.problems) == 1


NUMBERED = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
    "<info><title>T</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>"
    '<citation><layout prefix="(no. " suffix=")"><text variable="citation-number"/></layout></citation>'
    '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
)
POINTING = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>D</title><id>d</id>'
    '<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>'
)


@pytest.mark.parametrize(
    ("style", "told"),
    [
        (NUMBERED, ""),
        (POINTING, "it only points to the style http://www.zotero.org/styles/apa"),
        (NUMBERED[:-40], "cannot be used"),
        (None, "There is no citation style 'own.csl'"),
    ],
)
def test_any_csl_file_sets_the_citations_and_one_that_cannot_is_told(small: SmallStudy, style: str | None, told: str):
    small.folder.settings.write_text(small.folder.settings.read_text() + "  style: own.csl\n")
    if style is not None:
        (small.folder.path / "own.csl").write_text(style)
    small.write_report("[The course was held [@essay-2018].]{#s-a .argument}")
    result = build(Study(small.folder.path), formats=("html",))
    assert not result.failed
    warned = [problem.message for problem in result.problems if "citation style" in problem.message]
    assert [told in message for message in warned] == ([True] if told else [])
    assert ("(no. 1)" in re.sub(r"<[^>]+>", "", (small.folder.build / "report.html").read_text())) == (not told)
