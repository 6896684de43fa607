"""The standard's own tests, its lists of codes, and files that publishers wrote, counted by other means."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from activities import schema
from lxml import etree

from colligate.actions.checking import check_study
from colligate.actions.receiving import receive
from colligate.actions.starting import new_study
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.iati import codes
from colligate.exchange.iati.grammar import attribute_faults, faults
from colligate.exchange.iati.taking import take_activities
from colligate.exchange.incoming import Known
from colligate.indicators.indicator import Indicator, Observation
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Fact, Programme
from colligate.study.study import Study

BREACHES = "breaches of IATI 2.03"


@pytest.fixture(scope="module")
def iati(material: Path) -> Path:
    return material / "standards" / "iati"


def files_of(iati: Path, kind: str) -> list[Path]:
    found = sorted(path for path in (iati / "tests" / "activity-tests" / kind).rglob("*") if path.is_file())
    assert found
    return found


def losses_of(file: Path) -> dict[str, int]:
    """Take a file into an empty study and return how many of each thing were changed or left."""
    _, losses = take_activities(file.read_bytes(), Known(records={}, lenses={}, texts={}), name=file.name, by="a@b")
    return {line.what: line.count for line in losses.lines() if line.outcome != "carried"}


def test_every_file_that_should_pass_is_taken_without_a_breach(iati: Path) -> None:
    files = files_of(iati, "should-pass")
    assert len(files) == 58
    assert [file.name for file in files if BREACHES in losses_of(file)] == []


def test_every_file_that_should_fail_is_refused_or_its_breach_is_named(iati: Path) -> None:
    refused, named, passed = [], [], []
    for file in files_of(iati, "should-fail"):
        try:
            (named if losses_of(file).get(BREACHES) else passed).append(file.name)
        except RefusedFileError:
            refused.append(file.name)
    assert passed == []
    assert refused == [
        "01-empty-activity.xml", "18-missing-iati-activities-version.xml", "19-has-iati-activity-version.xml",
        "22-missing-title-narrative.xml", "01-activity-id-cardinality",
    ]  # fmt: skip
    assert len(named) == 221


def test_breaches_are_found_where_the_schema_finds_them(iati: Path) -> None:
    judge = schema(iati)
    parser = etree.XMLParser(remove_comments=True)
    differ = []
    for file in [*files_of(iati, "should-pass"), *files_of(iati, "should-fail")]:
        try:
            document = etree.parse(str(file), parser)
        except etree.XMLSyntaxError:
            continue
        root = document.getroot()
        found = [*attribute_faults(root), *(fault for child in root for fault in faults(child))]
        if len(root) and judge.validate(document) != (not found):
            differ.append(file.name)
    assert differ == []


@pytest.mark.parametrize(
    ("name", "carried"),
    [
        ("OrganisationRole", codes.ROLES), ("ActivityStatus", codes.STATUSES), ("ActivityDateType", codes.DATES),
        ("TransactionType", codes.TRANSACTIONS), ("BudgetType", codes.BUDGETS), ("ResultType", codes.RESULTS),
        ("BudgetStatus", codes.BUDGET_STATUSES), ("IndicatorMeasure", codes.MEASURES), ("PolicyMarker", codes.MARKERS),
        ("RelatedActivityType", codes.RELATIONS), ("DescriptionType", codes.DESCRIPTIONS),
        ("SectorVocabulary", codes.SECTORS), ("OrganisationType", codes.ORGANISATIONS),
        ("PolicySignificance", codes.SIGNIFICANCE),
    ],
)  # fmt: skip
def test_lists_of_codes_are_the_standards(iati: Path, name: str, carried: dict[str, str]) -> None:
    listed = etree.parse(str(iati / "codelists" / f"{name}.xml")).xpath("//codelist-item/code/text()")
    assert sorted(carried) == sorted(set(listed))


def test_a_file_of_the_world_bank_in_version_1_is_counted(iati: Path, tmp_path: Path) -> None:
    path = new_study(tmp_path / "study")
    report = receive(path, iati / "worldbank.xml", by="amina@laptop")
    root = etree.parse(str(iati / "worldbank.xml")).getroot()
    records = Study(path).records
    fields = Counter(fact.field for fact in records.of(Fact))
    named = {
        words.strip() for words in root.xpath("//participating-org/text() | //reporting-org/text()") if words.strip()
    }
    assert len(list(records.of(Programme))) == len(root.xpath("/*/iati-activity")) == 16
    assert {actor.name.casefold() for actor in records.of(Actor)} == {
        " ".join(each.split()).casefold() for each in named
    }
    assert fields["theme"] == len(root.xpath("//sector[normalize-space()]"))
    assert fields["reporter"] == len(root.xpath("//reporting-org[normalize-space()]")) == 16
    assert fields["implementer"] == len(root.xpath("//participating-org[@role='implementing'][normalize-space()]"))
    assert fields["participant"] == len(
        root.xpath("//participating-org[@role='donor' or @role='beneficiary'][normalize-space()]")
    )
    amounts = Counter(root.xpath("//transaction/value/text()"))
    assert Counter(each.value for each in records.of(Observation)) == amounts
    assert amounts.total() == 28
    assert {each.unit for each in records.of(Indicator)} == {"USD"}
    assert check_study(path) == []
    left = {loss.what: loss.count for loss in report.losses if loss.outcome == "left"}
    assert left == {
        "activity websites": 16, "other identifiers": 16, "finance types": 16, "contact infos": 16, "total costs": 16,
        "participating organisations": 4,
    }  # fmt: skip


def test_an_activity_of_undp_and_the_worked_example_are_read_as_far_as_they_go(iati: Path, tmp_path: Path) -> None:
    path = new_study(tmp_path / "study")
    receive(path, iati / "undp_sample.xml", by="amina@laptop")
    receive(path, iati / "worked-example.xml", by="amina@laptop")
    records = Study(path).records
    assert sorted(programme.name for programme in records.of(Programme)) == [
        "PIMS 245 BD FSP: SABSP", "Worked example of an activity report",
    ]  # fmt: skip
    said = {(fact.field, fact.value) for fact in records.of(Fact)}
    assert {
        ("funder", "UNITED NATIONS DEVELOPMENT PRO"), ("implementer", "MLW-National Execution"), ("country", "Haiti"),
        ("title", "Exemple artificiel d'un rapport d'activité (fr)"),
        ("identifier", "http://www.example.org/activities/12345.xml"),
    } <= said  # fmt: skip
    # Of three transactions that state an amount, only this one's type and day are told.
    assert [(each.value, each.period) for each in records.of(Observation)] == [
        ("1000000", "2010-07-07"), ("500000", "2010-01-01"),
    ]  # fmt: skip


def test_results_of_the_standards_own_test_are_counted(iati: Path, tmp_path: Path) -> None:
    file = iati / "tests" / "activity-tests" / "should-pass" / "24-results.xml"
    root = etree.parse(str(file)).getroot()
    path = new_study(tmp_path / "study")
    receive(path, file, by="amina@laptop")
    records = Study(path).records
    series = [each for each in records.of(Indicator) if not each.id.endswith("-target")]
    apart = [each for each in series if "xxx yyy" in each.name]
    values = [each for each in records.of(Observation) if each.note]
    assert len(series) - len(apart) == len(root.xpath("//indicator"))
    assert [each.name.rpartition(" (")[2] for each in apart] == ["at AF-KAN; at KH-ABC; xxx yyy)"]
    assert len(list(records.of(Observation))) == len(root.xpath("//baseline | //target | //actual"))
    # Values such as N=35;P=55 are no numbers: they are kept in the note, and no number is made of them.
    assert {each.value for each in values if "Stated as" in each.note} == {None}
    assert sum("Stated as N=" in each.note for each in values) == len(
        root.xpath(
            "//baseline[contains(@value, 'N=')] | //target[contains(@value, 'N=')] | //actual[contains(@value, 'N=')]"
        )
    )


def test_a_refused_file_leaves_the_study_as_it_was(iati: Path, tmp_path: Path) -> None:
    path = new_study(tmp_path / "study")

    def state() -> dict[str, str]:
        return {str(each): hashlib.sha256(each.read_bytes()).hexdigest() for each in path.rglob("*") if each.is_file()}

    before = state()
    for file in (iati / "tests/activity-tests/should-fail/01-empty-activity.xml", iati / "codelists/Sector.xml"):
        with pytest.raises(RefusedFileError):
            receive(path, file, by="amina@laptop")
    assert state() == before
