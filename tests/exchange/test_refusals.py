"""What cannot be taken is refused with its row, its column, the reason and the way out; the other rows are kept."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from desk import Desk

from colligate.actions.importing import import_tables
from colligate.programmes.programme import Programme

ACTORS = "id,name,kind\noffice,The office,organisation\n"
INDICATORS = (
    "id,name,concept,scale\nvictims,Victims,counted,\ntier,Tier,judged,tier-3;tier-2-watch-list;tier-2;tier-1\n"
)
PERIODS = "Write 2014, 2014-11, 2014-11-17, 2014~ for about, or first/last such as 2014/2016."
CODE = "io-roles/actor.recognised"

#: Table name, its text, and what is said of it.
CASES = {
    "unknown column": (
        "codings",
        f"code,stanse,source,quote\n{CODE},mentions,report,595 victims\n",
        (
            "codings.csv:1 stanse: The table 'codings' has no column 'stanse'. Did you mean "
            "'stance'? Rename or remove it; the "
            "columns are id, passage, code, stance, about, memo, proposed_by, source, quote, page, lines, coder. "
            "No row was taken."
        ),
    ),
    "column twice": (
        "actors",
        "id,name,name,kind\na,A,B,person\n",
        "actors.csv:1 name: The column 'name' stands there 2 times. Keep one of them. No row was taken.",
    ),
    "column without a name": (
        "actors",
        "id,name,kind,\na,A,person,what is this\n",
        "actors.csv:1: A column with content has no name. Name it, or empty it. No row was taken.",
    ),
    "names of an actor in its own table": (
        "actors",
        "id,name,kind,names\na,A,person,B\n",
        (
            "actors.csv:1 names: An actor's names have a table of their own. Put them into a table "
            "'names': actor, name, kind, "
            "holds. No row was taken."
        ),
    ),
    "word that is not allowed": (
        "actors",
        "id,name,kind\na,A,persons\n",
        (
            "actors.csv:2 kind: 'persons' is not one of the words this column takes. Did you mean 'person'? "
            "Use one of: group, office, organisation, person, state."
        ),
    ),
    "empty required cell": (
        "actors",
        "id,name,kind\na,,person\n",
        "actors.csv:2 name: 'name' is empty, and the study holds no such record yet. Fill the cell.",
    ),
    "bad id": (
        "actors",
        "id,name,kind\nthe office,A,person\n",
        "actors.csv:2 id: 'the office' cannot be an id. Use letters, digits, dots and hyphens, without blanks.",
    ),
    "id of another kind": (
        "programmes",
        "id,name,kind\nreport,A,forum\n",
        "programmes.csv:2 id: 'report' is a Source of the study already. Choose another id.",
    ),
    "one id for two things": (
        "actors",
        "id,name,kind\na,A,person\na,B,person\n",
        (
            "actors.csv:3 name: 'a' stands on row actors.csv:2 with another name. "
            "Give it an id of its own, or make the two rows agree."
        ),
    ),
    "not a number": (
        "places",
        'id,name,latitude\nx,X,"13,7"\n',
        "places.csv:2 latitude: '13,7' is not a number. Write digits with a decimal point, such as 13.7563.",
    ),
    "not a whole number": (
        "searches",
        "id,query,corpus,hits\ns,poor,report,some\n",
        "searches.csv:2 hits: 'some' is not a whole number. Write digits without separators, such as 1200.",
    ),
    "neither true nor false": (
        "observations",
        "id,indicator,area,period,value,verified\no,victims,V,2014,1,perhaps\n",
        "observations.csv:2 verified: 'perhaps' is neither true nor false. Write true or false.",
    ),
    "bad period": (
        "observations",
        "id,indicator,area,period,value\no,victims,V,2014-13,1\n",
        f"observations.csv:2 period: '2014-13' is not a date or period, or ends before it begins. {PERIODS}",
    ),
    "fact that should be a date": (
        "facts",
        "id,about,field,value\nf,office,start,spring 2014\n",
        f"facts.csv:2 value: 'spring 2014' is not a date or period, or ends before it begins. {PERIODS}",
    ),
    "value with separators": (
        "observations",
        'id,indicator,area,period,value\no,victims,V,2014,"1,595"\n',
        (
            "observations.csv:2 value: '1,595' is not a number. Write it without separators: 1595, if "
            "that is the number meant."
        ),
    ),
    "value with its qualifier": (
        "observations",
        "id,indicator,area,period,value\no,victims,V,2014,<5\n",
        "observations.csv:2 value: '<5' is not a number. Write 5 here and '<' in the column 'qualifier'.",
    ),
    "value in words": (
        "observations",
        "id,indicator,area,period,value\no,victims,V,2014,many\n",
        (
            "observations.csv:2 value: 'many' is not a number. Write digits without separators; "
            "leave the cell empty where the "
            "document has a hole."
        ),
    ),
    "level off the scale": (
        "observations",
        "id,indicator,area,period,value\no,tier,V,2014,tier-2-watchlist\n",
        (
            "observations.csv:2 value: 'tier-2-watchlist' is not a level of indicator 'tier'. Did "
            "you mean 'tier-2-watch-list'? "
            "Use one of: tier-3, tier-2-watch-list, tier-2, tier-1."
        ),
    ),
    "unknown source": (
        "codings",
        f"code,source,quote\n{CODE},reprot,595 victims\n",
        (
            "codings.csv:2 source: The study has no source 'reprot'. Did you mean 'report'? Correct "
            "the id, or add the document "
            "with 'colligate sources add'."
        ),
    ),
    "unknown programme": (
        "events",
        "id,name,kind,programme\ne,E,launch,cours\n",
        (
            "events.csv:2 programme: The study has no Programme 'cours'. Did you mean 'course'? "
            "Correct the id, or add the Programme."
        ),
    ),
    "unknown actor": (
        "events",
        "id,name,kind,actors\ne,E,launch,office;offices\n",
        (
            "events.csv:2 actors: The study has no Actor 'offices'. Did you mean 'office'? Correct the "
            "id, or add the Actor."
        ),
    ),
    "another kind of record than meant": (
        "events",
        "id,name,kind,actors\ne,E,launch,course\n",
        "events.csv:2 actors: 'course' names a record of type Programme. Name one of type Actor.",
    ),
    "unknown code": (
        "codings",
        "code,source,quote\nio-roles/actor.recognized,report,595 victims\n",
        (
            "codings.csv:2 code: No lens of the study has the code 'io-roles/actor.recognized'. Did you mean "
            "'io-roles/actor.recognised'? Correct the code, or add its lens with 'colligate lenses add'."
        ),
    ),
    "quote that is not there": (
        "codings",
        f"code,source,quote\n{CODE},report,The ministry counted 596 victims\n",
        (
            "codings.csv:2 quote: The quote 'The ministry counted 596 victims' is not in 'report'. "
            "The nearest text is: "
            "'The ministry counted 595 victims'. Quote the source's own words, as they stand in its frozen text."
        ),
    ),
    "quote that stands twice": (
        "codings",
        f"code,source,quote\n{CODE},report,The course was well received.\n",
        (
            "codings.csv:2 quote: The quote stands at 2 places in 'report': page 1 (line 4), page 2 (line 6). "
            "Quote more words, or name the page or the lines meant."
        ),
    ),
    "quote that stands twice in a text without pages": (
        "codings",
        f"code,source,quote\n{CODE},audit,the\n",
        (
            "codings.csv:2 quote: The quote stands at 2 places in 'audit': line 1, line 3. "
            "Quote more words, or name the page or the lines meant."
        ),
    ),
    "quote without its source": (
        "codings",
        f"code,source,quote\n{CODE},,595 victims\n",
        "codings.csv:2 source: The row does not name the source. Give the source's id.",
    ),
    "source without a quote": (
        "codings",
        f"code,source,quote\n{CODE},report,\n",
        (
            "codings.csv:2 quote: The row names a source but no words in it. Give the quote or the "
            "lines, or empty 'source'."
        ),
    ),
    "coding of nothing": (
        "codings",
        f"code,source,quote\n{CODE},,\n",
        (
            "codings.csv:2 quote: 'quote' is empty, and the study holds no such record yet. "
            "Give source and quote, or source and lines."
        ),
    ),
    "lines that are not there": (
        "memos",
        "text,source,lines\nm,audit,4-9\n",
        (
            "memos.csv:2 lines: There are no lines 4-9: the frozen text has 5. Count the lines of the "
            "file in texts/, from 1."
        ),
    ),
    "lines that are no lines": (
        "memos",
        "text,source,lines\nm,audit,first\n",
        "memos.csv:2 lines: 'first' is no range of lines. Write 12 or 12-14, counted from 1 in the frozen text.",
    ),
    "empty lines": (
        "memos",
        "text,source,lines\nm,audit,2\n",
        "memos.csv:2 lines: Lines 2 are empty. Name the lines on which the words stand.",
    ),
    "coding of two passages": (
        "codings",
        f"id,code,source,quote\nc,{CODE},report,595 victims\nc,{CODE},report,600 officers\n",
        "codings.csv:3 quote: A coding is of one passage. Give the second passage a coding of its own.",
    ),
    "another coder under the same id": (
        "codings",
        f"id,code,source,quote,coder\nc0,{CODE},report,600 officers,bram\n",
        (
            "codings.csv:2 coder: 'c0' was said by amina@laptop, not by bram. "
            "Give the second reading an id of its own, or leave the id empty."
        ),
    ),
    "coder whose name is none": (
        "codings",
        f"code,source,quote,coder\n{CODE},report,600 officers,Bram B.!\n",
        "codings.csv:2 coder: 'Bram B.!' cannot name a coder. Write a name such as bram.",
    ),
    "source that was not added": (
        "sources",
        "id,kind\nreports,primary\n",
        (
            "sources.csv:2 id: The study has no source 'reports'. Did you mean 'report'? "
            "Correct it, or add the document first with 'colligate sources add'."
        ),
    ),
    "source with another file": (
        "sources",
        "id,file,kind\nreport,audit.txt,primary\n",
        (
            "sources.csv:2 file: Source 'report' was added as 'report.txt', not as 'audit.txt'. "
            "Correct the id or the file, or empty 'file'."
        ),
    ),
    "date of issue that is none": (
        "sources",
        "id,csl.issued\nreport,July 2015\n",
        "sources.csv:2 csl.issued: 'July 2015' is not a date. Write 2014, 2014-11, 2014-11-17 or 2014/2016.",
    ),
    "name of an unknown actor": (
        "names",
        "actor,name\nministry,M\n",
        "names.csv:2 actor: The study has no actor 'ministry'. Correct the id.",
    ),
    "break of nothing": (
        "breaks",
        "indicator,period,reason\n,2016,New\n",
        "breaks.csv:2 indicator: The row names no indicator. Give the indicator's id.",
    ),
    "claim of no form": (
        "claims",
        "id,sentence,source,form,indicator\nk,S,report,peek,victims\n",
        (
            "claims.csv:2 form: 'peek' is no form of a claim. Did you mean 'peak'? Use one of: "
            "value, peak, trend, change, "
            "dated, ordering, stated, cause, fulfilled, covered, opinion."
        ),
    ),
    "claim with a field of another form": (
        "claims",
        "id,sentence,source,form,why,indicator\nk,S,report,opinion,A plan,victims\n",
        (
            "claims.csv:2 indicator: The form 'opinion' has no 'indicator'. Empty this cell; a claim of "
            "this form has why."
        ),
    ),
    "claim that lacks a field of its form": (
        "claims",
        "id,sentence,source,form,why\nk,S,report,opinion,\n",
        "claims.csv:2 why: A claim of form 'opinion' needs 'why'. Fill the cell.",
    ),
    "claim about an unknown series": (
        "claims",
        "id,sentence,source,form,indicator,area,periods,value\nk,S,report,value,victim,V,2014,595\n",
        (
            "claims.csv:2 indicator: The study has no Indicator 'victim'. Did you mean 'victims'? "
            "Correct the id, or add the Indicator."
        ),
    ),
    "claim with a word of no known strength": (
        "claims",
        f"id,sentence,source,form,code,about,word\nk,S,report,fulfilled,{CODE},course,dazzled\n",
        (
            "claims.csv:2 word: 'dazzled' is not among the strength words. Use one of the "
            "vocabulary, such as proves, "
            "fulfilled, shows or suggests, or the name of a level: refuted, absent, contested, "
            "claimed, corroborated, "
            "established."
        ),
    ),
    "judgement of no finding": (
        "judgements",
        "finding,decision,reason\ncourse@io-roles/actr,claimed,Why\n",
        (
            "judgements.csv:2 finding: No lens of the study has the code 'io-roles/actr'. Did you "
            "mean 'io-roles/actor'? "
            "Correct the code, or add its lens with 'colligate lenses add'."
        ),
    ),
    "more cells than columns": (
        "actors",
        "id,name,kind\na,Smith, Ada,person\n",
        (
            "actors.csv:2: The row has 4 cells under 3 columns. "
            "Put quotation marks around a cell that holds the sign between cells."
        ),
    ),
    "passage that gives no words": (
        "passages",
        "id,source\np,report\n",
        "passages.csv:2 quote: The row quotes nothing. Give the words, or their lines.",
    ),
    "passage whose words are not at its offsets": (
        "passages",
        "id,source,text,start,end,quote\np,report,TEXT,0,6,Report\n",
        (
            "passages.csv:2 quote: At 0 to 6 of 'report' stands 'Annual', not the quote given. "
            "Leave 'start' and 'end' empty, so that the quote is looked up."
        ),
    ),
    "table of no name": (
        "coding",
        "code\nx\n",
        (
            "coding.csv: No table is called 'coding'. Did you mean 'codings'? Name the file or "
            "sheet after what its rows are, or "
            "say it with --as: sources, actors, names, places, programmes, passages, citations, "
            "events, facts, factors, "
            "indicators, breaks, observations, codings, memos, searches, claims, judgements."
        ),
    ),
}


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    report = desk.load(
        actors=ACTORS,
        indicators=INDICATORS,
        programmes="id,name,kind\ncourse,The course,capacity building\n",
        codings=f"id,code,source,quote\nc0,{CODE},report,600 officers\n",
    )
    assert report.refusals == []
    return desk


@pytest.mark.parametrize("case", CASES)
def test_a_row_is_refused_with_its_place_reason_and_remedy(stocked: Desk, case: str) -> None:
    name, table, said = CASES[case]
    table = table.replace("TEXT", stocked.study().texts["report"].id)
    report = stocked.load(**{name: table})
    assert stocked.said(report) == [said]
    assert report.refusals[0].severity == "error"
    assert (report.added, report.revised) == ({}, {})


def test_the_other_rows_of_a_table_are_kept(stocked: Desk) -> None:
    report = stocked.load(programmes="id,name,kind\na,A,forum\nb,B,fourm\nc,C,research\n")
    assert [problem.place for problem in report.refusals] == ["programmes.csv:3 kind"]
    assert {programme.id for programme in stocked.study().records.of(Programme)} == {"course", "a", "c"}
    assert report.summary() == "Added 2 Programmes. Refused 1."


def test_a_row_that_rests_on_a_refused_row_says_which(stocked: Desk) -> None:
    report = stocked.load(
        events="id,name,kind,programme\ne,E,launch,new\n",
        programmes="id,name,kind\nnew,New,fourm\n",
        facts="id,about,field,value\nf,e,note,x\n",
        names="actor,name\nnobody,N\n",
        actors="id,name,kind\nnobody,N,person?\n",
    )
    assert [str(problem) for problem in report.refusals if "that was refused" in problem.message] == [
        "names.csv:2 actor: 'nobody' is on a row that was refused (actors.csv:2). Mend it first.",
        "events.csv:2 programme: 'new' is on a row that was refused (programmes.csv:2). Mend that row first.",
        "facts.csv:2 about: 'e' is on a row that was refused (events.csv:2). Mend that row first.",
    ]
    assert report.added == {}


def test_a_page_that_is_not_the_one_named_is_remarked_and_the_row_kept(stocked: Desk) -> None:
    report = stocked.load(memos="id,text,source,quote,page\nm,M,report,595 victims,7\n")
    assert [(problem.severity, str(problem)) for problem in report.refusals] == [
        (
            "warning",
            "memos.csv:2 page: The words stand on page 2 of 'report', not on page 7. Correct the page, or the quote.",
        )
    ]
    assert report.added == {"Memo": 1, "Passage": 1}


def test_a_text_that_is_gone_refuses_its_quotes_alone(stocked: Desk) -> None:
    text = stocked.study().texts["report"]
    (stocked.study_path / "texts" / f"{text.sha256}.txt").unlink()
    report = stocked.load(memos="id,text,source,quote\nm,M,report,595 victims\nn,N,audit,212 officers\n")
    assert stocked.said(report) == [
        (
            "memos.csv:2 source: The frozen text of source 'report' is missing, so no place in it can be shown. "
            "Restore it from a copy of the study; 'colligate check' names the file."
        )
    ]
    assert report.added == {"Memo": 1, "Passage": 1}


def test_a_quotation_mark_left_open_loses_no_row_in_silence(stocked: Desk) -> None:
    report = stocked.load(programmes='id,name,kind\na,A,forum\nb,"B,forum\nc,C,forum\n')
    assert stocked.said(report) == [
        (
            "programmes.csv:3: From this row on the file cannot be read as CSV: unexpected end of data. "
            "Close the quotation mark that opens a cell here, and double those inside a cell."
        )
    ]
    assert report.added == {"Programme": 1}


def test_a_file_in_an_old_encoding_is_read_and_said_to_be_so(stocked: Desk) -> None:
    (stocked.tables / "programmes.csv").write_bytes("id,name,kind\na,Müller\u2019s forum,forum\n".encode("cp1252"))
    report = import_tables(stocked.study_path, [stocked.tables / "programmes.csv"], by="amina@laptop")
    assert [(problem.severity, str(problem)) for problem in report.refusals] == [
        (
            "warning",
            (
                "programmes.csv: The file is not UTF-8; it was read as cp1252. "
                "Check letters with accents, or save the table as CSV UTF-8."
            ),
        )
    ]
    assert stocked.get(Programme, "a").name == "Müller\u2019s forum"


def test_a_workbook_that_cannot_be_read_is_refused(stocked: Desk) -> None:
    (stocked.tables / "actors.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    report = import_tables(stocked.study_path, [stocked.tables / "actors.xlsx"], by="amina@laptop")
    (problem,) = report.refusals
    assert problem.place == "actors.xlsx"
    assert problem.message.startswith("The workbook cannot be read: ")
    assert problem.remedy.startswith("Open it in a spreadsheet program and save it as .xlsx, without a password")


def test_a_file_that_is_not_there_is_refused_and_the_others_read(stocked: Desk) -> None:
    there = stocked.write("programmes.csv", "id,name,kind\na,A,forum\n")
    report = import_tables(stocked.study_path, [Path("gone.csv"), there], by="amina@laptop")
    assert stocked.said(report) == [
        "gone.csv: The table cannot be opened: No such file or directory. Check the name and its permissions."
    ]
    assert report.added == {"Programme": 1}


def test_dates_that_a_spreadsheet_made_of_lines_or_months_are_told(stocked: Desk) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "memos"
    sheet.append(["id", "text", "source", "lines"])
    sheet.append(["m", "M", "report", date(2026, 12, 3)])
    events = book.create_sheet("events")
    events.append([])
    events.append(["id", "name", "kind", "date"])
    events.append(["e", "E", "launch", date(2014, 11, 1)])
    data = io.BytesIO()
    book.save(data)
    (stocked.tables / "book.xlsx").write_bytes(data.getvalue())
    report = import_tables(stocked.study_path, [stocked.tables / "book.xlsx"], by="amina@laptop")
    assert [(problem.severity, str(problem)) for problem in report.refusals] == [
        (
            "error",
            (
                "book.xlsx[memos]:2 lines: The spreadsheet has made a date of what was typed here. "
                "Format the column as text and type it again."
            ),
        ),
        (
            "warning",
            (
                "book.xlsx[events]:3 date: The spreadsheet holds this as one day, whatever was "
                "typed; that day was taken. "
                "If the source gives only a month or year, format the column as text and type 2014-11 or 2014."
            ),
        ),
    ]
    assert report.added == {"Event": 1}


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00\x01\x02", b"\xff\xfe", b"id,name,kind\n", b",,,\n,,,\n"])
def test_files_with_nothing_in_them_give_nothing_and_do_no_harm(stocked: Desk, data: bytes) -> None:
    (stocked.tables / "actors.csv").write_bytes(data)
    report = import_tables(stocked.study_path, [stocked.tables / "actors.csv"], by="amina@laptop")
    assert (report.added, report.revised) == ({}, {})
