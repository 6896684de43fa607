"""What a build writes, and what it leaves alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

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
    assert not build(Study(small.folder.path), formats=("html",)).failed
