"""An import that was undone is as if it had never been: the same file comes in again, whole."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from marking import Marker, typeset

from colligate.actions.coding import withdraw
from colligate.actions.starting import new_study
from colligate.actions.taking_in import Threshold, take_back, take_in
from colligate.actions.trying import Asked
from colligate.actions.undoing import ChangedSinceError, undo
from colligate.codings.coding import Coding
from colligate.exchange.series.mapping import read_mapping
from colligate.record import Record
from colligate.study.study import Study

WHO = "amina@laptop"
VALUES = read_mapping(b"dataset: v\ntitle: Victims\nvalue: [value]\nperiod: year\narea: area\n", "m.yaml")
ACTIVITY = b"""<iati-activities version="2.03"><iati-activity default-currency="USD">
<iati-identifier>XX-1</iati-identifier><title><narrative>Training</narrative></title>
<reporting-org ref="XX" type="40"><narrative>Office</narrative></reporting-org>
<activity-status code="2"/><activity-date type="1" iso-date="2014-01-01"/><recipient-country code="TH"/>
<transaction><transaction-type code="3"/><transaction-date iso-date="2014-05-01"/><value>100</value></transaction>
</iati-activity></iati-activities>"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path / "study", lenses=["io-roles"])


def standing(study: Path) -> dict[str, Record]:
    """Return what stands, without when it was said and what it replaced."""
    return {
        identity: msgspec.structs.replace(one, at=one.at.min, revises=())
        for identity, one in Study(study).records.by_id.items()
    }


def kinds(study: Path) -> Counter[str]:
    return Counter(type(one).__name__ for one in standing(study).values())


def again(threshold: Threshold, study: Path, name: str, data: bytes, asked: Asked = Asked()) -> None:  # noqa: B008 - frozen
    """Take a file in, take it back, take it in; twice over."""
    before, problems = standing(study), Study(study).problems
    held = threshold.hold(name, io.BytesIO(data))
    take_in(study, held, asked, by=WHO)
    first = standing(study)
    assert len(first) > len(before)
    for _ in range(2):
        take_back(study, held, by=WHO)
        assert standing(study) == before
        take_in(study, held, asked, by=WHO)
        assert standing(study) == first
        assert Study(study).problems == problems


def test_a_project(threshold: Threshold, study: Path, project: bytes) -> None:
    again(threshold, study, "other.qdpx", project)
    assert kinds(study)["Coding"] == 1


def test_values(threshold: Threshold, study: Path) -> None:
    again(threshold, study, "v.csv", b"area,year,value\nTHA,2014,1\nTHA,2015,2\n", Asked(mapping=VALUES))
    assert kinds(study)["Observation"] == 2


def test_activities(threshold: Threshold, study: Path) -> None:
    again(threshold, study, "a.xml", ACTIVITY)
    assert kinds(study)["Programme"] == kinds(study)["Observation"] == 1


def test_highlights(threshold: Threshold, study: Path) -> None:
    pdf = Marker(typeset("The office trained 600 officers in five provinces.")).mark("trained 600 officers")
    again(threshold, study, "paper.pdf", pdf.data(), Asked(codes=("yellow=io-roles/forum",)))
    assert kinds(study)["Coding"] == 1


def test_rows_of_a_table(threshold: Threshold, study: Path) -> None:
    again(threshold, study, "actors.csv", b"id,name,kind\nip,Interpol,organisation\n")


def test_a_library(threshold: Threshold, study: Path) -> None:
    held = threshold.hold("l.bib", io.BytesIO(b"@report{k1,\n title={Doc}, year={2014}\n}\n"))
    take_in(study, held, Asked(), by=WHO)
    first = kinds(study)
    take_back(study, held, by=WHO)
    assert kinds(study) == Counter()
    take_in(study, held, Asked(), by=WHO)
    assert kinds(study) == first


def test_what_a_person_refused_stays_away_whatever_was_undone(
    threshold: Threshold, study: Path, project: bytes
) -> None:
    held = threshold.hold("other.qdpx", io.BytesIO(project))
    take_in(study, held, Asked(), by=WHO)
    (coding,) = Study(study).records.of(Coding)
    withdrawal = withdraw(study, coding.id, by=WHO, reason="not poverty")
    redo = undo(study, withdrawal, by=WHO)
    assert kinds(study)["Coding"] == 1
    undo(study, redo, by=WHO)
    take_in(study, held, Asked(), by=WHO)
    assert kinds(study)["Coding"] == 0
    assert [said.reason for said in Study(study).records.history[coding.id] if hasattr(said, "reason")] == [
        "not poverty",
        "not poverty",
    ]


def test_an_import_on_which_a_later_one_rests_is_not_undone(study: Path, threshold: Threshold) -> None:
    asked = Asked(mapping=VALUES)
    first = threshold.hold("a.csv", io.BytesIO(b"area,year,value\nTHA,2010,5\n"))
    take_in(study, first, asked, by=WHO)
    second = threshold.hold("b.csv", io.BytesIO(b"area,year,value\nTHA,2010,5\nTHA,2012,7\n"))
    take_in(study, second, asked, by=WHO)
    before = standing(study)
    with pytest.raises(ChangedSinceError, match="rests on"):
        take_back(study, first, by=WHO)
    assert standing(study) == before
    take_back(study, second, by=WHO)
    take_back(study, first, by=WHO)
    assert standing(study) == {}
