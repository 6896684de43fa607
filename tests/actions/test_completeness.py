"""What a report tells, by itself, of how far the texts were read for each code."""

from __future__ import annotations

import math
import re
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from colligate.actions.building import build_report
from colligate.actions.code_queue import queue, reading_of, said_of
from colligate.actions.code_stopping import completeness_of
from colligate.actions.looking import standing_of
from colligate.actions.reading_for_codes import refuse, take_up
from colligate.actions.saying import Span
from colligate.reports.document import Completeness
from colligate.study.study import Study
from colligate.suggestions.stopping import Reading

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"
CODE, OTHER, ME = "io-roles/actor.capacity-shown", "io-roles/forum.members-meet", "amina@laptop"
_APPENDIX = b"# Methods\n\n::: appendix\n:::\n"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    return folder


def decide(study: Path, number: int, *, instance: bool = False, **asked: int) -> None:
    for one in queue(standing_of(study), CODE, most=number, **asked):
        span = Span(source=one.candidate.source, start=one.candidate.start, end=one.candidate.end)
        if instance:
            take_up(study, CODE, span, stance="supports", proposed_by=one.proposed_by, by=ME)
        else:
            refuse(study, CODE, span, proposed_by=one.proposed_by, by=ME)


def not_ruled_out(reading: Reading) -> list[int]:
    """Numbers of instances among what was left that 95 % confidence at every look leaves, in fractions alone.

    Each number's probability of what was drawn is set beside the mean over all numbers, weighed by 1/((n+1)(n+2)).
    """
    left, drawn, hits = reading.left, reading.sample, reading.hits
    whole = math.comb(left, drawn)
    chances = [Fraction(math.comb(n, hits) * math.comb(left - n, drawn - hits), whole) for n in range(left + 1)]
    weights = [Fraction(1, (n + 1) * (n + 2)) for n in range(left + 1)]
    mean = sum(c * w for c, w in zip(chances, weights, strict=True)) / sum(weights)
    return [n for n, chance in enumerate(chances) if chance > mean / 20]


def test_a_study_that_never_used_the_queue_is_told_nothing(study: Path) -> None:
    assert completeness_of(Study(study)) == Completeness()


def test_without_a_check_only_the_codes_are_named(study: Path) -> None:
    decide(study, 1)
    told = completeness_of(Study(study))
    assert told.checked == ()
    assert {CODE, OTHER} <= set(told.unchecked)
    assert set(told.unchecked) == {code for code, said in said_of(Study(study)).items() if said} & {*Study(study).codes}


def test_a_checked_code_is_told_with_the_numbers_of_counting_every_sample(study: Path) -> None:
    before = reading_of(Study(study), CODE, said_of(Study(study))[CODE])
    decide(study, 40, check=1)
    decide(study, 1, instance=True)
    told = completeness_of(Study(study))
    left, found = before.total - before.read, before.found + 1
    drawn = Reading(total=0, read=0, found=0, left=left, sample=40, hits=0)
    most = min(max(not_ruled_out(drawn)), 1 + left - 41)
    share = f"{100 * found // (before.found + most)} %"
    assert told.checked[0].startswith(
        f"For 'Capacity shown in action', {before.read + 41} of {before.total} passages were read and {found} "
        f"speak to it; of {left} unread then, 40 drawn by chance held 0, so with 95 % confidence at least {share} of "
        f"what speaks to it was found (best guess 100 %, interval {share} to 100 %)"
    )
    assert len(told.checked) == 1
    assert CODE not in told.unchecked
    assert OTHER in told.unchecked


def test_the_report_prints_it(study: Path) -> None:
    for file in (study / "report").iterdir():
        file.unlink()
    (study / "report" / "report.md").write_bytes(_APPENDIX)
    decide(study, 3, check=1)
    sentence = completeness_of(Study(study)).checked[0]
    assert not build_report(study, formats=("html",)).failed
    page = " ".join(re.sub(r"<[^>]+>", "", (study / "build" / "report.html").read_text(encoding="utf-8")).split())
    assert sentence.partition("; ")[2] in page
    assert "How far was read" in page
