"""Activities come in with a quote for every field, stand beside what people say, and go out as they came."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest
import yaml
from activities import WHOLE, alike, schema
from click.testing import CliRunner
from desk import AT
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from colligate.actions.checking import check_study
from colligate.actions.exporting import export_file
from colligate.actions.receiving import Received, receive
from colligate.actions.recording import record
from colligate.actions.saying import say
from colligate.actions.starting import new_study
from colligate.cli import main
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.iati.giving import NoActivityError
from colligate.exchange.losses import Loss
from colligate.indicators.indicator import Indicator, Observation
from colligate.programmes.actor import Actor, Place
from colligate.programmes.programme import Fact, Programme
from colligate.record import Retraction
from colligate.sources.passage import Passage, stands
from colligate.sources.source import Source
from colligate.study.journal import Journal
from colligate.study.study import Study

BY = "amina@laptop"


class Desk:
    """A study and a place for files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = new_study(folder / "study")

    def take(self, xml: str | bytes, name: str = "file.xml") -> Received:
        (self.folder / name).write_bytes(xml.encode() if isinstance(xml, str) else xml)
        return receive(self.path, self.folder / name, by=BY)

    def give(self) -> tuple[bytes, list[Loss]]:
        exported = export_file(self.path, "iati", self.folder / "out.xml")
        return (self.folder / "out.xml").read_bytes(), exported.losses

    def study(self) -> Study:
        return Study(self.path)

    def facts(self, field: str) -> list[Fact]:
        return [fact for fact in self.study().records.of(Fact) if fact.field == field]

    def publish(self, **publisher: str) -> None:
        file = self.path / "study.yaml"
        file.write_text(yaml.safe_dump(yaml.safe_load(file.read_text()) | {"publisher": publisher}))

    def journal(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted((self.path / "journal").glob("*")))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def told(losses: list[Loss], outcome: str) -> dict[str, tuple[str, ...]]:
    return {loss.what: loss.ids for loss in losses if loss.outcome == outcome}


def test_every_field_of_an_activity_becomes_a_record_that_quotes_its_line(desk: Desk) -> None:
    report = desk.take(WHOLE)
    study = desk.study()
    assert report.added == {
        "Source": 2, "Text": 1, "Passage": 28, "Programme": 1, "Fact": 28, "Actor": 3, "Place": 1, "Indicator": 6,
        "Observation": 7,
    }  # fmt: skip
    assert check_study(desk.path) == []
    programme = next(iter(study.records.of(Programme)))
    said = Counter((fact.field, fact.value) for fact in study.records.of(Fact) if fact.about == programme.id)
    assert programme.name == "Border training"
    assert said == Counter({
        ("identifier", "XM-DAC-41128-THA-01"): 1, ("title", "Formation (fr)"): 1,
        ("content", "Trains border officers \N{GRINNING FACE}."): 1, ("content", "Forme des agents."): 1,
        ("purpose", "Fewer victims."): 1, ("reporter", "Office on Crime"): 1, ("implementer", "Office on Crime"): 1,
        ("funder", "Ministry of Aid"): 1, ("accountable", "Ministry of Justice"): 1, ("status", "Implementation"): 1,
        ("planned start", "2014-01-01"): 1, ("start", "2014-02-03"): 1, ("planned end", "2017-12-31"): 1,
        ("country", "Thailand"): 1, ("place", "Bangkok"): 1, ("theme", "DAC 5 digit 15130, 60 %"): 1,
        ("theme", "Human rights, DAC 5 digit 15160, 30 %"): 1,
        ("note", "Policy marker Gender equality: principal objective"): 1,
        ("input", "Budget, original, committed, USD"): 1, ("input", "Disbursement, EUR"): 2,
        ("document", "Evaluation <https://example.org/eval.pdf>"): 1, ("related", "Parent: XM-DAC-41128-THA"): 1,
        ("output", "Officers trained"): 1,
    })  # fmt: skip
    for fact in [*study.records.of(Fact), *study.records.of(Observation)]:
        for identity in fact.passages:
            passage = study.records.get(Passage, identity)
            assert passage is not None
            opened = study.searchable(study.texts[passage.source])
            assert stands(passage, opened.text, opened.layout)
    place = next(iter(study.records.of(Place)))
    assert (place.latitude, place.longitude) == (13.75, 100.5)


def test_a_quote_holds_the_words_of_its_own_field(desk: Desk) -> None:
    desk.take(WHOLE)
    (fact,) = desk.facts("funder")
    passage = desk.study().records.get(Passage, fact.passages[0])
    assert passage is not None
    assert passage.quote == "Participating organisation: Ministry of Aid; role 1 (Funding); type 10 (Government)"


def test_targets_stand_apart_from_what_was_reached_and_money_keeps_currency_and_day(desk: Desk) -> None:
    desk.take(WHOLE)
    records = desk.study().records
    names = {each.id: (each.name, each.unit) for each in records.of(Indicator)}
    values = Counter((names[each.indicator][0], each.period, each.value, each.area) for each in records.of(Observation))
    assert values == Counter({
        ("Number of officers", "2013", "0", "THA"): 1, ("Number of officers", "2014", "80", "THA"): 1,
        ("Target: Number of officers", "2014", "100", "THA"): 1,
        ("Target: Number of officers (sex female)", "2014", "50", "THA"): 1,
        ("Budget, original, committed: Border training", "2014", "250000", "THA"): 1,
        ("Disbursement: Border training", "2014-03-01", "1000.50", "THA"): 1,
        ("Disbursement (2 of one date): Border training", "2014-03-01", "2000", "THA"): 1,
    })  # fmt: skip
    assert {unit for name, unit in names.values() if name.startswith("Disbursement")} == {"EUR"}


def test_a_linked_document_is_a_source_with_its_address_and_no_file(desk: Desk) -> None:
    desk.take(WHOLE)
    found = [source for source in desk.study().records.of(Source) if source.url]
    assert [(each.title, each.url, each.language, each.sha256) for each in found] == [
        ("Evaluation", "https://example.org/eval.pdf", "en", "")
    ]


def test_what_came_goes_out_word_for_word_with_what_a_study_has_no_field_for(desk: Desk, material: Path) -> None:
    desk.take(WHOLE)
    xml, losses = desk.give()
    assert alike(xml) == alike(WHOLE.encode())
    assert schema(material / "standards" / "iati").validate(etree.fromstring(xml))
    assert told(losses, "left") == {}
    assert told(losses, "carried")["contact infos as the file has them"] == ("XM-DAC-41128-THA-01",)
    assert desk.give()[0] == xml


def test_the_same_file_again_says_nothing_new(desk: Desk) -> None:
    desk.take(WHOLE)
    before = desk.journal()
    report = desk.take(WHOLE, "again.xml")
    assert (report.added, report.revised, desk.journal()) == ({}, {}, before)


def test_a_newer_file_revises_what_it_says_otherwise_and_doubles_nothing(desk: Desk) -> None:
    desk.take(WHOLE)
    newer = WHOLE.replace('<activity-status code="2"/>', '<activity-status code="4"/>').replace(
        'value="80"', 'value="95"'
    )
    report = desk.take(newer, "newer.xml")
    assert report.revised == {"Fact": 1, "Observation": 1}
    assert report.added == {"Source": 1, "Text": 1, "Passage": 3}
    assert [fact.value for fact in desk.facts("status")] == ["Closed"]
    assert len(list(desk.study().records.of(Programme))) == 1
    assert check_study(desk.path) == []
    assert alike(desk.give()[0]) == alike(newer.encode())


def test_what_a_newer_file_drops_stands_is_named_and_does_not_go_out(desk: Desk) -> None:
    desk.take(WHOLE)
    newer = WHOLE.replace('<activity-status code="2"/>', '<activity-status code="2"/><!-- -->').replace(
        '<activity-date type="2" iso-date="2014-02-03"/>', ""
    )
    report = desk.take(newer, "newer.xml")
    (start,) = desk.facts("start")
    assert told(report.losses, "changed")["facts"] == (start.id,)
    xml, losses = desk.give()
    assert alike(xml) == alike(newer.encode())
    assert told(losses, "left")["facts"] == (start.id,)


def test_what_a_person_changed_stands_against_a_newer_file_and_goes_out(desk: Desk, material: Path) -> None:
    desk.take(WHOLE)
    (status,) = desk.facts("status")
    record(desk.path, "fact", {"value": "Suspended"}, by="bram@office", identity=status.id)
    newer = WHOLE.replace('<activity-status code="2"/>', '<activity-status code="4"/>')
    report = desk.take(newer, "newer.xml")
    assert told(report.losses, "changed")["facts"] == (status.id,)
    assert [fact.value for fact in desk.facts("status")] == ["Suspended"]
    xml, _ = desk.give()
    root = etree.fromstring(xml)
    assert root.xpath("//activity-status/@code") == ["6"]
    assert schema(material / "standards" / "iati").validate(root)


def test_a_changed_value_and_a_withdrawn_fact_change_their_elements_alone(desk: Desk) -> None:
    desk.take(WHOLE)
    study = desk.study()
    value = next(each for each in study.records.of(Observation) if each.value == "80")
    french = next(fact for fact in desk.facts("content") if fact.value == "Forme des agents.")
    record(desk.path, "observation", {"value": "81"}, by="bram@office", identity=value.id)
    say(desk.study(), [Retraction(id=french.id, by="", at=AT, reason="wrong")], by="cleo@home")
    expected = WHOLE.replace('value="80"', 'value="81"').replace(
        '<narrative xml:lang="fr">Forme des agents.</narrative>', ""
    )
    xml, losses = desk.give()
    assert alike(xml) == alike(expected.encode())
    assert told(losses, "left")["facts"] == (french.id,)
    again = desk.take(WHOLE, "again.xml")
    assert french.id in told(again.losses, "left")["facts"]


def test_nothing_the_standard_needs_is_made_up(desk: Desk) -> None:
    desk.take(WHOLE)
    Journal(desk.path / "journal" / "bram@office.jsonl").append(
        [Programme(id="own", by="bram@office", at=desk.study().records.latest, name="Our forum", kind="forum")]
    )
    _, losses = desk.give()
    lacking = next(loss for loss in losses if loss.outcome == "left" and loss.what == "programmes")
    assert lacking.ids == ("own",)
    assert lacking.why == (
        "the standard needs iati-identifier, reporting-org, description, participating-org, activity-status, "
        "activity-date"
    )


def test_a_study_without_any_whole_programme_is_told_what_to_state(desk: Desk) -> None:
    with pytest.raises(NoActivityError, match="under 'publisher'"):
        desk.give()
    assert not (desk.folder / "out.xml").exists()


def test_shares_dates_codes_and_doubles_that_do_not_fit_are_told(desk: Desk) -> None:
    second = WHOLE[WHOLE.index("  <iati-activity ") : WHOLE.index("</iati-activities>")]
    xml = WHOLE.replace('iso-date="2014-02-03"', 'iso-date="2014-02-30"').replace('role="2"', 'role="7"')
    xml = xml.replace("</iati-activities>", f"{second}</iati-activities>")
    report = desk.take(xml)
    changed, left = told(report.losses, "changed"), told(report.losses, "left")
    assert changed["percentages"] == ("XM-DAC-41128-THA-01: sectors 90 %",)
    assert changed["codes"] == ("XM-DAC-41128-THA-01: participating-org role '7'",)
    assert changed["breaches of IATI 2.03"] == (
        "XM-DAC-41128-THA-01, line 18: activity-date: iso-date '2014-02-30' is no date",
    )
    assert left["activities"] == ("XM-DAC-41128-THA-01 (line 47)",)
    assert left["activity dates"] == ("XM-DAC-41128-THA-01",)
    assert desk.facts("start") == []


def test_currencies_and_countries_that_nobody_knows_are_kept_and_told(desk: Desk) -> None:
    xml = WHOLE.replace('default-currency="USD"', 'default-currency="US"').replace('code="TH"', 'code="QQ"')
    why = {loss.what: loss.why for loss in desk.take(xml).losses if loss.outcome == "changed"}
    assert why["budgets"] == "ISO 4217 has no currency 'US'; the file's word for it is kept"
    assert why["recipient countries"] == "ISO 3166 has no country 'QQ'; the file's word for it is kept"


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><iati-activities>&c;</iati-activities>'
)
READS = '<!DOCTYPE a SYSTEM "file:///etc/passwd"><iati-activities version="2.03"></iati-activities>'


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (LAUGHS, "declares a document type"),
        (READS, "declares a document type"),
        (WHOLE[:2000], "breaks off or is damaged at line"),
        (WHOLE.encode()[:300] + b"\xff\xfe" + WHOLE.encode()[300:], "is damaged at line"),
        ('<iati-organisations version="2.03"/>', "a file of organisations"),
        ('<iati-activities version="2.03"/>', "holds no activity"),
        ('<iati-activities version="2.03"><iati-activity/></iati-activities>', "an identifier or a title"),
        (f"<iati-activities>{'<iati-activity/>' * 5_001}</iati-activities>", "more than 5,000 activities"),
        (f"<iati-activity>{'<a>' * 50}{'</a>' * 50}</iati-activity>", "more than 40 deep"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_its_reason(desk: Desk, xml: str | bytes, words: str) -> None:
    before = sorted(desk.path.rglob("*"))
    with pytest.raises(RefusedFileError, match=words) as caught:
        desk.take(xml)
    assert caught.value.name == "file.xml"
    assert sorted(desk.path.rglob("*")) == before


def test_a_file_in_another_encoding_that_it_states_is_read(desk: Desk) -> None:
    words = WHOLE.replace("\N{GRINNING FACE}", "é").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    desk.take(words.encode("utf-16"))
    assert "Trains border officers é." in [fact.value for fact in desk.facts("content")]


def test_both_ways_on_the_command_line(desk: Desk) -> None:
    (desk.folder / "a.xml").write_text(WHOLE)
    study = ["--study", str(desk.path)]
    ran = CliRunner().invoke(main, ["import", str(desk.folder / "a.xml"), *study, "--by", BY])
    assert "Added 3 Actors, 28 Facts, 6 Indicators" in ran.output
    CliRunner().invoke(main, ["export", "iati", str(desk.folder / "b.xml"), *study], catch_exceptions=False)
    assert alike((desk.folder / "b.xml").read_bytes()) == alike(WHOLE.encode())


WORDS = st.text(st.sampled_from("ab é\u0301😀ไ<&]'"), min_size=1, max_size=20).map(lambda said: f"w{said}".strip())
DATES = st.sampled_from(["2014", "2014-02", "2014-02-28", "2015~", "2014/2016"])
TEXTS = st.tuples(st.sampled_from(["content", "purpose", "implementer", "funder", "accountable", "extending"]), WORDS)
DATED = st.tuples(st.sampled_from(["start", "end", "planned start", "planned end"]), DATES)
PLACED = st.tuples(st.just("country"), st.sampled_from(["Thailand", "Laos", "Nowhere"]))
LOST = st.tuples(st.sampled_from(["partner", "host", "theme", "mandate", "role"]), WORDS)
ALWAYS = [("content", "What it is"), ("implementer", "The office"), ("status", "Closed"), ("start", "2014-01-01")]


@settings(max_examples=15)
@given(
    name=WORDS,
    told_of=st.lists(TEXTS | DATED | PLACED | LOST, max_size=8),
    values=st.lists(st.integers(0, 99), max_size=3),
)
def test_a_studys_own_programme_goes_out_and_comes_back_but_for_what_the_report_says(
    material: Path, name: str, told_of: list[tuple[str, str]], values: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.publish(ref="XM-DAC-41128", type="40", name="Office on Crime")
        at = AT
        made = [
            Fact(id=f"f{number}", by=BY, at=at, about="own", field=field, value=value)  # pyright: ignore[reportArgumentType]
            for number, (field, value) in enumerate([*ALWAYS, *told_of])
        ]
        made.append(Fact(id="o", by=BY, at=at, about="own", field="output", value="Trained", refers="ind"))
        series = [Indicator(id="ind", by=BY, at=at, name="Officers", concept="Officers trained")]
        seen = [
            Observation(
                id=f"v{year}", by=BY, at=at, indicator="ind", area="Thailand", period=f"{2000 + year}", value=str(one)
            )
            for year, one in enumerate(values)
        ]
        Journal(desk.path / "journal" / f"{BY}.jsonl").append(
            [Programme(id="own", by=BY, at=at, name=name, kind="other"), *series, *seen, *made]
        )
        xml, losses = desk.give()
        assert schema(material / "standards" / "iati").validate(etree.fromstring(xml))
        left = {identity for loss in losses if loss.outcome == "left" for identity in loss.ids}
        (Path(folder) / "back").mkdir()
        back = Desk(Path(folder) / "back")
        back.take(xml)
        records = back.study().records
        (programme,) = records.of(Programme)
        came = Counter((fact.field, fact.value) for fact in records.of(Fact) if fact.about == programme.id)
        went = Counter((fact.field, " ".join(fact.value.split())) for fact in made if fact.id not in left)
        own = Counter({("identifier", "XM-DAC-41128-own"): 1, ("reporter", "Office on Crime"): 1})
        assert programme.name == " ".join(name.split())
        assert came == went + own
        assert left == {fact.id for fact in made if fact.field in ("partner", "host", "theme", "mandate", "role")} | {
            fact.id for fact in made if fact.value == "Nowhere"
        }
        assert [(each.period, each.value) for each in sorted(records.of(Observation), key=lambda one: one.period)] == [
            (each.period, each.value) for each in seen
        ]


def test_who_runs_a_programme_is_who_the_file_says(desk: Desk) -> None:
    desk.take(WHOLE)
    (fact,) = desk.facts("implementer")
    actor = desk.study().records.get(Actor, fact.refers or "")
    assert actor is not None
    assert (actor.name, actor.kind) == ("Office on Crime", "organisation")
    assert {each.value for each in desk.facts("identifier") if each.about == actor.id} == {"XM-DAC-41128"}
