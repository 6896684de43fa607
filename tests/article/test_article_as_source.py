"""The article behind the worked study, itself a source: coded by line ranges, found on its pages, read by the rule.

No sentence of it is in this project: passages are named by their lines, and the test skips where the file is missing.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from colligate.actions.adding import add_sources
from colligate.actions.importing import import_tables
from colligate.actions.starting import new_study
from colligate.assessments.results import Finding
from colligate.codings.coding import Coding
from colligate.sources.passage import Passage
from colligate.study.assessing import assessment, page_labels
from colligate.study.checks import study_problems
from colligate.study.study import Study

HERE = Path(__file__).parent
#: The lines on which the article's fourteen pages begin, as a reader found them.
PAGE_STARTS = (1, 45, 88, 129, 164, 210, 252, 299, 331, 377, 424, 470, 515, 560)
LENSES = ("human-security", "io-roles", "trafficking", "causes", "results-chain")

ACTORS = """\
id,name,kind
unodc,United Nations Office on Drugs and Crime,organisation
authors,The authors of the article,group
"""
PROGRAMMES = """\
id,name,kind
elearning,Global eLearning,capacity building
untoc-seminar,Seminar on the UNTOC protocols,forum
tij-research,Research with the Thailand Institute of Justice,research
"""
#: The article passes on what UNODC publishes, so that for UNODC's programmes its account is not independent.
SOURCES = """\
id,title,kind,publisher,account_of
article,The article,secondary,authors,unodc
"""


@pytest.fixture(scope="module")
def study(material: Path, tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("article")
    path = new_study(folder / "study", lenses=LENSES, title="The article as a source")
    settings = (path / "study.yaml").read_text()
    (path / "study.yaml").write_text(settings.replace("organisation: ''", "organisation: unodc"))
    add_sources(path, [material / "seed" / "article.txt"], by="test@here")
    for name, content in (("actors", ACTORS), ("programmes", PROGRAMMES), ("sources", SOURCES)):
        (folder / f"{name}.csv").write_text(content)
    report = import_tables(
        path, [folder / "actors.csv", folder / "programmes.csv", folder / "sources.csv"], by="test@here"
    )
    assert report.refusals == []
    table = HERE / "codings.csv"
    rows = list(csv.DictReader(table.read_text().splitlines()))
    coded = folder / "codings.csv"
    with coded.open("w", newline="") as file:
        writer = csv.DictWriter(file, [column for column in rows[0] if column != "page"])
        writer.writeheader()
        writer.writerows({key: value for key, value in row.items() if key != "page"} for row in rows)
    report = import_tables(path, [coded], by="test@here")
    assert report.refusals == []
    return Study(path)


def test_every_passage_stands_on_the_page_a_reader_finds_it(study: Study) -> None:
    labels = page_labels(study)
    rows = {row["id"]: row for row in csv.DictReader((HERE / "codings.csv").read_text().splitlines())}
    codings = study.records.of(Coding)
    assert {coding.id for coding in codings} == set(rows)
    for coding in codings:
        row = rows[coding.id]
        first = int(row["lines"].split("-")[0])
        page = sum(start <= first for start in PAGE_STARTS)
        assert row["page"] == str(page), row
        assert labels[coding.passage] == f"[{page}]", row


def test_a_passage_over_a_page_break_reads_on(study: Study) -> None:
    coding = study.records.get(Coding, "L8")
    assert coding is not None
    passage = study.records.get(Passage, coding.passage)
    assert passage is not None
    assert "\n" not in passage.quote
    assert passage.quote.split()[:3] == ["Based", "on", "the"]


def test_the_study_of_the_article_has_no_problems(study: Study) -> None:
    assert study_problems(study) == []


def finding(study: Study, key: str) -> Finding:
    return next(found for found in assessment(study).findings if found.key == key)


@pytest.mark.parametrize(
    ("key", "level"),
    [
        # One document that passes on the implementer's account never lifts a finding above *claimed*.
        ("elearning@io-roles/actor.capacity-shown", "claimed"),
        ("elearning@io-roles/actor", "claimed"),
        ("untoc-seminar@io-roles/forum.deliberation", "claimed"),
        # The article tells of one government in the room, and calls it a forum of members.
        ("untoc-seminar@io-roles/forum.members-meet", "contested"),
        ("untoc-seminar@io-roles/forum", "contested"),
        # Outputs are told, a use of them is not: the weakest criterion decides.
        ("tij-research@io-roles/resource.outputs-offered", "claimed"),
        ("tij-research@io-roles/resource.outputs-used", "absent"),
        ("tij-research@io-roles/resource", "absent"),
        ("elearning@results-chain/output", "claimed"),
        ("elearning@results-chain/outcome", "absent"),
    ],
)
def test_findings_read_off_the_article_alone(study: Study, key: str, level: str) -> None:
    assert finding(study, key).level == level


def test_leaving_the_article_out_leaves_nothing(study: Study) -> None:
    found = finding(study, "elearning@io-roles/actor.capacity-shown")
    assert [(flip.kind, flip.id, flip.to) for flip in found.flips_on if flip.kind == "source"] == [
        ("source", "article", "absent")
    ]


def test_of_the_seven_dimensions_the_programmes_touch_one(study: Study) -> None:
    dimensions = study.lenses["human-security"].in_group("dimension")
    assert len(dimensions) == 7
    touched = {row.code for row in assessment(study).coverage if row.state == "addressed"}
    assert touched & set(dimensions) == {"human-security/personal"}
