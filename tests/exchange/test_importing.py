"""Tables become records of the study, once, whatever the order of their rows."""

from __future__ import annotations

import csv
import io
import random
from datetime import timedelta

import msgspec
import openpyxl
import pytest
from desk import AT, Desk, as_csv
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colligate.actions.exporting import export_tables
from colligate.actions.identity import BadNameError
from colligate.actions.importing import import_tables
from colligate.actions.starting import new_study
from colligate.assessments.claim import Claim, Covered, Peak, Value
from colligate.codings.coding import Coding, Memo
from colligate.indicators.indicator import Break, Indicator, Observation
from colligate.programmes.actor import Actor, Name, Place
from colligate.programmes.programme import Event, Fact, Programme
from colligate.record import Record, Retraction, version
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.study.checks import study_problems
from colligate.study.journal import RECORD_TYPES, Journal

#: One table of every kind, so written that most rows need rows of later tables.
TABLES = {
    "sources": ('id,kind,publisher,csl.author,csl.issued\nreport,primary,office,"Okafor, Amina; The Office",2015-07\n'),
    "codings": (
        "id,code,stance,about,source,quote\n"
        "c1,io-roles/actor.capacity-shown,supports,course,report,trained 600 officers\n"
        "c2,io-roles/actor.recognised,mentions,office,audit,The auditors saw\n"
    ),
    "observations": (
        "id,indicator,area,period,value,cites,source,quote\n"
        "o14,victims,VRD,2014,595,cit,report,595 victims in 2014\n"
        "o15,victims,VRD,2015,,,report,The ministry counted\n"
    ),
    "breaks": ("indicator,period,reason,source,quote\nvictims,2016,New guidelines,audit,Audit of the ministry\n"),
    "names": (
        "actor,name,kind,holds,source,quote\n"
        "office,The Bureau,former,1990/1997,report,Annual report of the office\n"
        "office,TO,acronym,,,\n"
    ),
    "facts": (
        "id,about,field,value,refers,source,quote\n"
        "f1,course,implementer,The office,office,report,The office trained\n"
        "f1,,,,,audit,212 officers\n"
        "f2,launch,date,2014-05,,report,in 2014\n"
    ),
    "events": (
        "id,name,kind,date,programme,actors,places,source,quote\n"
        "launch,Launch,launch,2014-05~,course,office;ministry,capital,report,The office trained\n"
    ),
    "programmes": ("id,name,kind\ncourse,The course,capacity building\n"),
    "places": ("id,name,latitude,longitude,country\ncapital,Capital,13.7563,-100.5,VRD\n"),
    "actors": (
        "id,name,kind,part_of\n"
        "ministry,The ministry,office,state\n"
        "office,The office,organisation,\n"
        "state,Verdania,state,\n"
    ),
    "indicators": (
        "id,name,concept,unit,same_as\n"
        "victims,Victims,identified by the ministry,persons,detected\n"
        "detected,Victims,detected,persons,victims\n"
    ),
    "citations": ('id,source,key,entries,quote\ncit,report,"Audit, 2016",audit,"It said ""this is new"""\n'),
    "factors": (
        "id,name,code,source,quote\npoverty,Poverty,causes/economic.poverty,audit,Poverty was not spoken of.\n"
    ),
    "memos": ("about,text\nc1,A telling number.\n"),
    "searches": (
        "id,query,corpus,codes,about,hits,note\ns1,poor OR poverty,report;audit,causes/economic.poverty,course,1,One.\n"
    ),
    "claims": (
        "id,sentence,source,form,indicator,area,periods,value,within,at,codes,about,touched,quote\n"
        "k1,It was 595.,report,value,victims,VRD,2014;2015,595,,,,,,595 victims\n"
        "k2,It peaked in 2014.,report,peak,victims,VRD,,,2014/2017,2014,,,,\n"
        "k3,Poverty is left out.,report,covered,,,,,,,causes/economic.poverty,course,no,\n"
    ),
    "judgements": ("finding,decision,reason\ncourse@io-roles/actor,claimed,One source.\nk1,supported,It is there.\n"),
    "passages": ("id,source,lines\np-course,report,4\n"),
}
#: The second page starts at 110, after two sentences and their headings; its first line has 41 characters.
SECOND = 110 + 41 + 1


def records(desk: Desk) -> dict[str, Record]:
    """Return what the study holds by id, without times."""
    return {
        key: msgspec.structs.replace(record, at=AT, revises=()) for key, record in desk.study().records.by_id.items()
    }


def test_every_table_in_one_import_gives_its_records_and_no_problem(desk: Desk) -> None:
    report = desk.load(**TABLES)
    assert desk.said(report) == []
    assert report.added == {
        "Actor": 3, "Citation": 1, "Claim": 3, "Coding": 2, "Event": 1, "Fact": 2, "Factor": 1,
        "Indicator": 2, "Judgement": 2,
        "Memo": 1, "Observation": 2, "Passage": 13, "Place": 1, "Programme": 1, "Search": 1,
    }  # fmt: skip
    assert report.revised == {"Source": 1}
    assert study_problems(desk.study()) == []


def test_importing_the_same_tables_again_adds_nothing(desk: Desk) -> None:
    desk.load(**TABLES)
    before = desk.lines()
    again = desk.load(**TABLES)
    assert (again.added, again.revised, desk.said(again)) == ({}, {}, [])
    assert sum(again.unchanged.values()) == 25
    assert desk.lines() == before


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_the_order_of_rows_and_tables_does_not_matter(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    straight, mixed = Desk(tmp_path_factory.mktemp("straight")), Desk(tmp_path_factory.mktemp("mixed"))
    rng = random.Random(seed)
    names = list(TABLES)
    rng.shuffle(names)
    shuffled = {}
    for name in names:
        head, *rows = TABLES[name].splitlines()
        rng.shuffle(rows)
        shuffled[name] = "\n".join([head, *rows])
    straight.load(**TABLES)
    assert mixed.said(mixed.load(**shuffled)) == []
    assert records(mixed) == records(straight)


def test_a_workbook_gives_the_same_records_as_csv_tables(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    book = openpyxl.Workbook()
    for name, text in TABLES.items():
        sheet = book.create_sheet(name)
        for row in csv.reader(io.StringIO(text)):
            sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in row])
    book.create_sheet("empty")
    del book["Sheet"]
    book["facts"]["D4"] = "2014-05"
    book.save(desk.tables / "all.xlsx")
    report = import_tables(desk.study_path, [desk.tables / "all.xlsx"], by="amina@laptop", at=AT)
    other = Desk(tmp_path_factory.mktemp("other"))
    other.load(**TABLES)
    assert desk.said(report) == []
    assert records(desk) == records(other)


def test_fields_are_read_by_their_types(desk: Desk) -> None:
    desk.load(**TABLES)
    capital = desk.get(Place, "capital")
    assert (capital.latitude, capital.longitude) == (13.7563, -100.5)
    assert desk.get(Event, "launch").actors == ("office", "ministry")
    assert desk.get(Observation, "o15").value is None
    assert desk.get(Claim, "k1").states == Value(indicator="victims", area="VRD", periods=("2014", "2015"), value="595")
    assert desk.get(Claim, "k2").states == Peak(indicator="victims", area="VRD", within="2014/2017", at="2014")
    assert desk.get(Claim, "k3").states == Covered(codes=("causes/economic.poverty",), about=("course",), touched=False)


def test_a_source_row_sets_what_it_fills_and_leaves_the_rest(desk: Desk) -> None:
    desk.load(**TABLES)
    source = desk.get(Source, "report")
    assert (source.title, source.name, source.kind, source.publisher) == ("report", "report.txt", "primary", "office")
    assert source.csl["author"] == [{"family": "Okafor", "given": "Amina"}, {"literal": "The Office"}]
    assert source.csl["issued"] == {"date-parts": [[2015, 7]]}
    desk.load(sources="file,language,title\nsources/report.txt,en,\n")
    assert desk.get(Source, "report").language == "en"
    assert desk.get(Source, "report").kind == "primary"


def test_a_quote_finds_its_place_whatever_its_quotation_marks_and_spaces(desk: Desk) -> None:
    desk.load(**TABLES)
    coding = desk.get(Coding, "c1")
    passage = desk.get(Passage, coding.passage)
    assert (passage.source, passage.quote) == ("report", "trained 600 officers")
    (place,) = desk.study().records.of(Event)[0].passages
    assert desk.get(Passage, place).quote == "The office trained"
    (cited,) = desk.get(RECORD_TYPES["Citation"], "cit").passages
    assert desk.get(Passage, cited).quote == "It said \u201cthis is new\u201d"


def test_the_same_place_quoted_by_many_rows_is_one_passage(desk: Desk) -> None:
    report = desk.load(
        memos="id,text,source,quote\nm1,One,report,595 victims\nm2,Two,report,595   victims\n"
        "m3,Three,report,595 victims\n"
    )
    assert report.added == {"Memo": 3, "Passage": 1}
    assert len({desk.get(Memo, name).passages for name in ("m1", "m2", "m3")}) == 1


def test_lines_name_a_place_without_quoting_it(desk: Desk) -> None:
    desk.load(memos="id,text,source,lines\nm1,One,report,3-4\n")
    (place,) = desk.get(Memo, "m1").passages
    assert desk.get(Passage, place).quote == (
        "The office trained 600 officers in five provinces. The course was well received."
    )


@pytest.mark.parametrize("narrower", ["page,2", "lines,6"])
def test_a_page_or_lines_decide_between_two_places(desk: Desk, narrower: str) -> None:
    column, value = narrower.split(",")
    report = desk.load(memos=f"id,text,source,quote,{column}\nm1,One,report,The course was well received.,{value}\n")
    assert desk.said(report) == []
    (place,) = desk.get(Memo, "m1").passages
    assert desk.get(Passage, place).start == SECOND


def test_a_further_row_with_the_same_id_adds_a_passage(desk: Desk) -> None:
    desk.load(**TABLES)
    quotes = [desk.get(Passage, place).quote for place in desk.get(Fact, "f1").passages]
    assert quotes == ["The office trained", "212 officers"]


def test_a_row_with_nothing_but_a_place_adds_it_to_a_record_said_before(desk: Desk) -> None:
    desk.load(**TABLES)
    report = desk.load(facts="id,source,quote\nf1,report,five provinces\n")
    assert report.revised == {"Fact": 1}
    fact = desk.get(Fact, "f1")
    assert fact.value == "The office"
    assert [desk.get(Passage, place).quote for place in fact.passages] == [
        "The office trained", "212 officers", "five provinces",
    ]  # fmt: skip


def test_names_and_breaks_are_merged_into_their_records_once(desk: Desk) -> None:
    desk.load(**TABLES)
    desk.load(names="actor,name,kind\noffice,TO,acronym\noffice,Office,misprint\n", breaks=TABLES["breaks"])
    names = desk.get(Actor, "office").names
    assert [(name.name, name.kind, name.holds) for name in names] == [
        ("The Bureau", "former", "1990/1997"), ("Office", "misprint", ""), ("TO", "acronym", ""),
    ]  # fmt: skip
    assert isinstance(names[0], Name)
    (cut,) = desk.get(Indicator, "victims").breaks
    assert isinstance(cut, Break)
    assert (cut.period, cut.reason, len(cut.passages)) == ("2016", "New guidelines", 1)


def test_importing_actors_again_keeps_the_names_that_another_table_gave(desk: Desk) -> None:
    desk.load(**TABLES)
    report = desk.load(actors="id,name,kind\noffice,The Office of Courses,organisation\n")
    assert report.revised == {"Actor": 1}
    assert len(desk.get(Actor, "office").names) == 2


def test_other_content_under_the_same_id_is_a_revision_of_the_last_saying(desk: Desk) -> None:
    desk.load(programmes=TABLES["programmes"])
    first = desk.get(Programme, "course")
    report = desk.load(by="bram@office", programmes="id,name,kind\ncourse,The long course,forum\n")
    assert (report.added, report.revised) == ({}, {"Programme": 1})
    second = desk.get(Programme, "course")
    assert (second.name, second.by, second.revises) == ("The long course", "bram@office", (version(first),))
    assert (desk.study_path / "journal" / "bram@office.jsonl").is_file()
    assert desk.study().problems == []


def test_a_column_the_table_lacks_keeps_its_content_and_an_empty_cell_resets_it(desk: Desk) -> None:
    desk.load(programmes="id,name,kind,note\na,A,forum,Kept\nb,B,forum,Gone\n")
    desk.load(programmes="id,name,kind\na,A2,forum\n")
    desk.load(programmes="id,note\nb,\n")
    assert (desk.get(Programme, "a").name, desk.get(Programme, "a").note) == ("A2", "Kept")
    assert (desk.get(Programme, "b").name, desk.get(Programme, "b").note) == ("B", "")


def test_ids_made_from_content_are_the_same_each_time_and_differ_between_coders(desk: Desk) -> None:
    table = "code,source,quote\nio-roles/actor.recognised,report,595 victims\n"
    assert desk.load(codings=table).added == {"Coding": 1, "Passage": 1}
    assert desk.load(by="amina@office", codings=table).unchanged == {"Coding": 1}
    assert desk.load(by="bram@office", codings=table).added == {"Coding": 1}
    named = "code,source,quote,coder\nio-roles/actor.recognised,report,595 victims,chi\n"
    assert desk.load(codings=named).added == {"Coding": 1}
    assert sorted(coding.by for coding in desk.study().records.of(Coding)) == ["amina@laptop", "bram@office", "chi"]
    assert all(coding.id.startswith("cod-") and len(coding.id) == 14 for coding in desk.study().records.of(Coding))


def test_a_record_and_the_passages_it_rests_on_are_one_act(desk: Desk) -> None:
    before = desk.lines()
    desk.load(codings="id,code,source,quote\nc1,io-roles/actor.recognised,report,595 victims\n")
    assert desk.lines() == before + 1


def test_a_fixed_time_gives_each_act_a_microsecond_more(desk: Desk) -> None:
    at = AT + timedelta(days=1)
    table = desk.write("programmes.csv", "id,name,kind\na,A,forum\nb,B,forum\n")
    import_tables(desk.study_path, [table], by="amina@laptop", at=at)
    assert desk.get(Programme, "a").at == at
    assert desk.get(Programme, "b").at == at + timedelta(microseconds=1)


def test_tables_exported_and_imported_into_another_study_are_the_same_records(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk.load(**TABLES)
    other = Desk(tmp_path_factory.mktemp("other"))
    files = export_tables(desk.study_path, desk.path / "out")
    other.load(sources=TABLES["sources"], actors=TABLES["actors"])
    report = import_tables(other.study_path, files, by="amina@laptop", at=AT)
    assert desk.said(report) == []
    assert records(other) == records(desk)


def test_a_torn_journal_stops_nothing_and_is_never_rewritten(desk: Desk) -> None:
    journal = desk.study_path / "journal" / "amina@laptop.jsonl"
    torn = journal.read_bytes() + b'[{"type":"Actor","id":"half'
    journal.write_bytes(torn)
    report = desk.load(programmes=TABLES["programmes"])
    assert (report.added, desk.said(report)) == ({"Programme": 1}, [])
    assert journal.read_bytes().startswith(torn + b"\n")
    assert desk.get(Programme, "course").name == "The course"


def test_a_withdrawn_record_is_not_brought_back_by_its_table(desk: Desk) -> None:
    desk.load(programmes=TABLES["programmes"])
    old = desk.get(Programme, "course")
    journal = Journal(desk.study_path / "journal" / "bram@office.jsonl")
    journal.append([Retraction(id="course", by="bram@office", at=old.at + timedelta(1), revises=(version(old),))])
    report = desk.load(programmes=TABLES["programmes"])
    assert [(problem.severity, str(problem)) for problem in report.refusals] == [
        (
            "warning",
            (
                "programmes.csv:2 id: 'course' was withdrawn by bram@office, so the row was passed over. "
                "To say it again, give it another id."
            ),
        )
    ]
    assert desk.study().records.get(Programme, "course") is None


@pytest.mark.parametrize(
    "data",
    [
        "id;name;kind;note\r\na;Üben;forum;x, y\r\n".encode(),
        "\ufeffid;name;kind;note\r\na;Üben;forum;x, y\r\n".encode(),
        "sep=;\r\nid;name;kind;note\r\na;Üben;forum;x, y\r\n".encode(),
        'id,name,kind,note\na,Üben,forum,"x, y"\n\n,,,\n'.encode(),
        "ID\t Name \tkind\tnote\t\na\tÜben\tForum\tx, y\t\n".encode("utf-16"),
    ],
)  # fmt: skip
def test_tables_as_spreadsheet_programs_write_them_are_read(desk: Desk, data: bytes) -> None:
    (desk.tables / "programmes.csv").write_bytes(data)
    report = import_tables(desk.study_path, [desk.tables / "programmes.csv"], by="amina@laptop")
    assert desk.said(report) == []
    programme = desk.get(Programme, "a")
    assert (programme.name, programme.kind, programme.note) == ("Üben", "forum", "x, y")


@pytest.mark.parametrize("name", ["programmes", "programmes-second", "Programmes.new", "programmes (2)"])
def test_the_name_of_a_file_says_what_its_rows_are(desk: Desk, name: str) -> None:
    assert desk.load(**{name: "id,name,kind\na,A,forum\n"}).added == {"Programme": 1}


def test_a_file_of_any_name_is_read_as_what_the_user_says(desk: Desk) -> None:
    assert desk.load(as_table="programmes", stuff="id,name,kind\na,A,forum\n").added == {"Programme": 1}


def test_a_name_that_would_leave_the_journal_folder_is_refused(desk: Desk) -> None:
    with pytest.raises(BadNameError):
        desk.load(by="../amina", programmes="id,name,kind\na,A,forum\n")


def test_rows_of_one_import_may_follow_in_any_study(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = new_study(tmp_path_factory.mktemp("empty") / "study")
    rows = [
        {"id": f"a{i}", "name": f"A{i}", "kind": "person", "part_of": f"a{i + 1}" if i < 9 else ""} for i in range(10)
    ]
    table = desk.write("actors.csv", as_csv(rows))
    report = import_tables(empty, [table], by="amina@laptop")
    assert report.summary() == "Added 10 Actors."


def test_small_numbers_of_a_workbook_are_read_as_it_holds_them(desk: Desk) -> None:
    numbers = (1e-12, 0.1234567890123, 155575069867.955, 0, 3)
    desk.load(indicators="id,name,concept\nrate,Rate,Cases a head\n")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "observations"
    sheet.append(("indicator", "area", "period", "value", "source", "quote"))
    for year, number in enumerate(numbers, 2014):
        sheet.append(("rate", "THA", year, number, "audit", "The auditors saw 212 officers finish the course."))
    book.save(desk.tables / "values.xlsx")
    report = import_tables(desk.study_path, [desk.tables / "values.xlsx"], by="amina@laptop", at=AT)
    assert [problem for problem in report.refusals if problem.severity == "error"] == []
    assert [one.value for one in sorted(desk.study().records.of(Observation), key=lambda one: one.period)] == [
        "0.000000000001", "0.1234567890123", "155575069867.955", "0", "3",
    ]  # fmt: skip
