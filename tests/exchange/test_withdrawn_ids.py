"""What comes in under the name of something withdrawn gets an id of its own: the withdrawn one stays away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from activities import WHOLE
from marking import Marker, typeset

from colligate.actions.receiving import receive
from colligate.actions.saying import say
from colligate.actions.series import receive_series
from colligate.actions.starting import new_study
from colligate.exchange.series.mapping import read_mapping
from colligate.record import Retraction
from colligate.sources.source import Source
from colligate.study.journal import stamp
from colligate.study.study import Study

BY = "amina@laptop"
MAPPING = b"dataset: counts\ntitle: Counts\nvalue: [value]\nperiod: year\narea: area\n"
Bring = Callable[[Path, Path, int], object]


def _highlights(study: Path, folder: Path, number: int) -> None:
    told = ("The office trained officers.", "Fishery quotas were agreed upon by nine states.")[number]
    (folder / "report.pdf").write_bytes(Marker(typeset(told)).mark(told.partition(" ")[0]).data())
    receive(study, folder / "report.pdf", by=BY)


def _activities(study: Path, folder: Path, number: int) -> None:
    (folder / "report.xml").write_text(WHOLE.replace("Border training", ("Border training", "Quotas")[number]))
    receive(study, folder / "report.xml", by=BY)


def _series(study: Path, folder: Path, number: int) -> None:
    (folder / "report.csv").write_text(f"area,year,value\nTHA,2014,{number}\n")
    receive_series(study, folder / "report.csv", mapping=read_mapping(MAPPING, "m.yaml"), by=BY)


def _library(study: Path, folder: Path, number: int) -> None:
    (folder / "l.bib").write_text(f"@report{{report, title={{{('Training', 'Quotas')[number]}}}, date={{2014}}}}\n")
    receive(study, folder / "l.bib", by=BY)


@pytest.mark.parametrize("bring", [_highlights, _activities, _series, _library])
def test_another_document_of_the_name_of_a_withdrawn_one_has_its_own_id(tmp_path: Path, bring: Bring) -> None:
    study = new_study(tmp_path / "study")
    bring(study, tmp_path, 0)
    opened = Study(study)
    assert opened.records.get(Source, "report")
    say(opened, [Retraction(id="report", by=BY, at=stamp(opened.records.latest), reason="Not of this case")], by=BY)
    bring(study, tmp_path, 1)
    ids = {one.id for one in Study(study).records.of(Source)}
    assert "report-2" in ids
    assert "report" not in ids
