"""Why a finding has its level, a sentence is stale, and who said what."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from colligate.actions.building import build_report, confirm_sentences
from colligate.actions.explaining import NothingOfThatNameError, explain_id
from colligate.actions.importing import import_tables

EXAMPLE = Path(__file__).parents[2] / "examples" / "colombia-un-2016-2018"
MORE = """\
id,code,stance,about,source,quote
cod-20,credible-commitment/guarantee.verification,contradicts,verification,norway-2016,It called peace in Colombia
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    copy = tmp_path / "study"
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns("build", "report.lock"))
    build_report(copy, formats=["html"])
    return copy


def test_a_finding_is_explained_by_its_rule_its_quotes_and_what_flips_it(study: Path) -> None:
    told = explain_id(study, "verification@credible-commitment/guarantee.protection")
    assert told.splitlines()[0].endswith("Protection of those who disarmed: claimed")
    assert "claimed means supporting evidence, all of it self-reported" in told
    assert "“A second mission was to accompany reintegration" in told
    assert "Without the source Statement of Colombia, general debate 2017: absent." in told


def test_a_sentence_whose_support_changed_says_why_until_it_is_confirmed(study: Path, tmp_path: Path) -> None:
    assert "Stale" not in explain_id(study, "s-level")
    table = tmp_path / "codings.csv"
    table.write_text(MORE)
    import_tables(study, [table], by="bram@office")
    told = explain_id(study, "s-level")
    assert "Stale" in told
    assert "contested" in told
    assert "s-level" in confirm_sentences(study, ["all"])
    assert "Stale" not in explain_id(study, "s-level")


def test_a_record_said_again_shows_who_said_it_and_when(study: Path, tmp_path: Path) -> None:
    table = tmp_path / "programmes.csv"
    table.write_text("id,name,kind\nverification,Verification of ceasefire and disarmament,other\n")
    import_tables(study, [table], by="bram@office")
    told = explain_id(study, "verification")
    assert "Said 2 times:" in told
    assert "said by bram@office" in told


def test_a_name_that_nothing_bears_comes_with_the_nearest(study: Path) -> None:
    with pytest.raises(NothingOfThatNameError, match=r"Did you mean .*cod-01"):
        explain_id(study, "cod-011")
