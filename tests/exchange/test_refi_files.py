"""Projects as other programs write them come in with every coding at its words, or not at all."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import WORDS, Made, code, number, selection, take, text_source

from colligate.actions.checking import check_study
from colligate.actions.starting import new_study
from colligate.cli import main
from colligate.codings.coding import Coding, Memo
from colligate.exchange.faults import MissingFilesError, RefusedFileError
from colligate.exchange.refi.archive import Files, UnavailableError
from colligate.exchange.refi.positions import kept, placed
from colligate.exchange.refi.project import Selection
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Fact
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.study.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path / "study", lenses=["io-roles"])


def quotes(study: Path) -> list[str]:
    return [passage.quote for passage in Study(study).records.of(Passage)]


def everything(study: Path) -> dict[str, bytes]:
    return {str(path.relative_to(study)): path.read_bytes() for path in study.rglob("*") if path.is_file()}


def one_text(raw: str | bytes, *selections: str, path: str = "internal://a.txt", held: str = "sources/a.txt") -> Made:
    data = raw if isinstance(raw, bytes) else raw.encode()
    return Made(
        codes=code(1, "Training"), sources=text_source(10, "a.txt", path, "".join(selections)), files={held: data}
    )


@pytest.mark.parametrize("path", ["internal://a.txt", "a.txt", "sources/a.txt", "internal://Sources/A.txt", "A.TXT"])
def test_a_source_is_found_however_its_path_is_spelt(study: Path, path: str) -> None:
    take(study, one_text(WORDS, selection(20, 4, 10, 1), path=path).archive())
    assert quotes(study) == ["office"]


@pytest.mark.parametrize(
    "namespace",
    [
        "urn:QDA-XML:project:1.0",
        "urn:QDA-XML:project:1:0",
        "urn:QDA-XML:project:1.5",
        "http://schema.qdasoftware.org/versions/Project/v1.0",
        "",
    ],
)
def test_any_namespace_is_read(study: Path, namespace: str) -> None:
    made = one_text(WORDS, selection(20, 4, 10, 1))
    made.namespace = namespace
    take(study, made.archive())
    assert quotes(study) == ["office"]


def test_the_inner_project_may_have_any_name_and_case(study: Path) -> None:
    made = one_text(WORDS, selection(20, 4, 10, 1))
    made.inner = "My thesis (Kopie).QDE"
    take(study, made.archive(), "renamed.zip")
    assert quotes(study) == ["office"]


def test_positions_that_leave_out_the_byte_order_mark_land_on_the_words(study: Path) -> None:
    take(study, one_text("\ufeff" + WORDS, selection(20, 4, 10, 1, name="office")).archive())
    assert quotes(study) == ["office"]


def test_positions_that_count_the_byte_order_mark_land_on_the_same_words(study: Path) -> None:
    report = take(study, one_text("\ufeff" + WORDS, selection(20, 5, 11, 1, name="office")).archive())
    assert quotes(study) == ["office"]
    assert [(loss.what, loss.why) for loss in report.losses if loss.what == "positions"] == [
        ("positions", "the file counts otherwise: the byte order mark counted")
    ]


def test_without_names_positions_count_as_the_standard_says(study: Path) -> None:
    start = WORDS.index("seminar")
    take(study, one_text("\ufeff" + WORDS, selection(20, start, start + 7, 1)).archive())
    assert quotes(study) == ["seminar"]


def test_a_program_known_to_count_line_ends_once_is_not_followed_where_names_say_otherwise() -> None:
    raw = "Line one.\r\nLine two.\r\nThe minister spoke to us here."
    text, _ = kept(raw)
    start = raw.index("The minister")
    selections = [Selection(guid=number(1), name="The minister spoke", start=start, end=start + 18)]
    ((first, last),), how = placed(raw, text, selections, single=True)
    assert (text[first:last], how) == ("The minister spoke", "")


def test_a_path_longer_than_any_file_system_takes_names_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError):
        Files(None, tmp_path, "work.qdpx").get(f"internal://{'a' * 300}.txt")


@pytest.mark.parametrize("single", [True, False])
def test_windows_line_ends_count_one_or_two(study: Path, *, single: bool) -> None:
    raw = WORDS.replace("\n", "\r\n")
    start = (WORDS if single else raw).index("seminar")
    take(study, one_text(raw, selection(20, start, start + 7, 1, name="seminar")).archive())
    assert quotes(study) == ["seminar"]


@pytest.mark.parametrize("wide", [True, False])
def test_a_face_before_the_words_counts_one_or_two(study: Path, *, wide: bool) -> None:
    start = WORDS.index("seminar") + wide
    take(study, one_text(WORDS, selection(20, start, start + 7, 1, name="seminar")).archive())
    assert quotes(study) == ["seminar"]


def test_a_label_that_is_no_quote_moves_nothing(study: Path) -> None:
    take(study, one_text(WORDS, selection(20, 4, 10, 1, name="why this matters")).archive())
    assert quotes(study) == ["office"]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_a_file_counts_its_named_selections_keep_their_words(data: st.DataObject) -> None:
    body = data.draw(st.text(st.sampled_from("ab 😀é\r\n\u0301ไ"), min_size=5, max_size=60))
    raw = data.draw(st.sampled_from(["", "\ufeff"])) + body.replace("\r", "\r\n")
    mark, single, wide = data.draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    counted = raw if mark else raw.removeprefix("\ufeff")
    counted = counted.replace("\r\n", "\n") if single else counted
    selections = []
    for count in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(counted) - 1))
        end = data.draw(st.integers(start + 1, len(counted)))
        words = counted[start:end]
        before, upto = (len(counted[:at].encode("utf-16-le")) // 2 if wide else at for at in (start, end))
        selections.append(Selection(guid=number(count + 1), name=words, start=before, end=upto))
    text, _ = kept(raw)
    spans, _ = placed(raw, text, selections)
    for chosen, (start, end) in zip(selections, spans, strict=True):
        if not chosen.name.replace("\ufeff", "").strip():
            continue  # white space tells nothing
        assert text[start:end].split() == chosen.name.replace("\ufeff", "").split()


def test_codes_of_one_name_under_different_parents_stay_apart(study: Path) -> None:
    made = one_text(WORDS, selection(20, 4, 10, 3), selection(30, 11, 18, 5))
    made.codes = code(2, "State", code(3, "Actor")) + code(4, "Organisation", code(5, "Actor", colour="#A1B2C3"))
    take(study, made.archive())
    records = Study(study).records
    assert [(records.by_id[coding.passage].quote, coding.code) for coding in records.of(Coding)] == [  # pyright: ignore[reportAttributeAccessIssue]
        ("office", "fieldwork/state.actor"),
        ("trained", "fieldwork/organisation.actor"),
    ]
    assert Study(study).codes["fieldwork/organisation.actor"].colour == "#a1b2c3"
    assert Study(study).settings.lenses == ("io-roles@1.0", "fieldwork@1")


def test_codes_side_by_side_of_one_name_or_of_no_latin_letter_are_numbered(study: Path) -> None:
    made = one_text(WORDS)
    made.codes = code(1, "Fear") + code(2, "fear!") + code(3, "ความกลัว") + code(4, "恐惧")
    take(study, made.archive())
    assert [name.partition("/")[2] for name in Study(study).codes if name.startswith("fieldwork/")] == [
        "fear", "fear-2", "code", "code-2",
    ]  # fmt: skip


def test_a_project_of_a_reserved_name_and_one_nested_too_deep_for_a_lens(study: Path) -> None:
    made = one_text(WORDS, selection(20, 4, 10, 1))
    made.name = "Residual"
    take(study, made.archive())
    assert "residual-codes/training" in Study(study).codes
    deep = one_text(WORDS)
    deep.codes = "".join(f'<Code guid="{number(n)}" name="c" isCodable="true">' for n in range(1, 31)) + "</Code>" * 30
    with pytest.raises(RefusedFileError, match="nested more than 40 deep"):
        take(study, deep.archive())


def test_a_code_without_definition_is_marked_and_check_names_it(study: Path) -> None:
    made = one_text(WORDS)
    made.codes = code(1, "Fear") + code(2, "Hope", description="Expecting good.")
    report = take(study, made.archive())
    assert ("codes", "the file gives no definition; it is marked as to be written", ("Fear",)) in [
        (loss.what, loss.why, loss.ids) for loss in report.losses
    ]
    assert [str(problem.message) for problem in check_study(study)] == [
        "The definition is still to be written of 1 code: fear."
    ]


def test_coders_memos_cases_sets_and_links_come_along(study: Path) -> None:
    made = one_text(
        WORDS, selection(20, 4, 10, 1, inner=f'<NoteRef targetGUID="{number(60)}"/>').replace(
            "<Coding ", f'<Coding creatingUser="{number(70)}" '
        ),
    )  # fmt: skip
    made.users = f'<Users><User guid="{number(70)}" name="Ana María"/></Users>'
    made.variables = f'<Variables><Variable guid="{number(80)}" name="Age" typeOfVariable="Integer"/></Variables>'
    made.cases = (
        f'<Cases><Case guid="{number(90)}" name="Somchai"><VariableValue><VariableRef targetGUID="{number(80)}"/>'
        f'<IntegerValue>35</IntegerValue></VariableValue><SelectionRef targetGUID="{number(20)}"/></Case></Cases>'
    )
    made.after = (
        f'<Notes><Note guid="{number(60)}"><PlainTextContent>It is theirs.</PlainTextContent></Note>'
        f'<Note guid="{number(61)}" name="Diary"><PlainTextContent>A long day.</PlainTextContent></Note></Notes>'
        f'<Links><Link guid="{number(62)}" name="shows" direction="OneWay" originGUID="{number(90)}" '
        f'targetGUID="{number(1)}"/></Links>'
        f'<Sets><Set guid="{number(63)}" name="Core"><MemberCode targetGUID="{number(1)}"/></Set></Sets>'
        f'<Graphs><Graph guid="{number(64)}"/></Graphs>'
    )
    report = take(study, made.archive())
    records = Study(study).records
    coding = records.of(Coding)[0]
    assert (coding.by, coding.memo, coding.id) == (
        "Ana-María",
        "It is theirs.",
        f"coding-{number(21).replace('-', '')}",
    )
    actor = records.of(Actor)[0]
    assert (actor.name, actor.kind, actor.note) == ("Somchai", "group", "Age: 35")
    assert [(fact.value, len(fact.passages)) for fact in records.of(Fact)] == [("Words given to it", 1)]
    assert sorted(memo.text for memo in records.of(Memo)) == [
        "Diary\n\nA long day.",
        f"Link 'shows': {actor.id} → fieldwork/training.",
        "Set 'Core': fieldwork/training.",
    ]
    assert Study(study).codes["fieldwork/training"].group == "Core"
    assert [loss.what for loss in report.losses if loss.outcome == "left"] == ["graphs"]
    assert [problem for problem in check_study(study) if problem.severity == "error"] == []


def test_the_same_project_again_says_nothing_new(study: Path) -> None:
    data = one_text(WORDS, selection(20, 4, 10, 1)).archive()
    take(study, data)
    before = everything(study)
    again = take(study, data)
    assert again.added == {}
    assert again.unchanged["Coding"] == 1
    assert {name: data for name, data in everything(study).items() if not name.startswith("build")} == {
        name: data for name, data in before.items() if not name.startswith("build")
    }


def test_an_import_is_one_line_of_the_journal(study: Path) -> None:
    take(study, one_text(WORDS, selection(20, 4, 10, 1), selection(30, 0, 3, 1)).archive())
    assert (study / "journal" / "amina@laptop.jsonl").read_bytes().count(b"\n") == 1


def test_a_pdf_keeps_the_words_its_own_program_read(study: Path, material: Path) -> None:
    pdf = next((material / "corpus" / "un_upr").rglob("*.pdf")).read_bytes()
    made = Made(codes=code(1, "Training"), files={"sources/b.pdf": pdf, "sources/b.txt": WORDS.encode()})
    made.sources = (
        f'<PDFSource guid="{number(10)}" name="b.pdf" path="internal://b.pdf">'
        f'<PDFSelection guid="{number(50)}" page="1" firstX="1" firstY="1" secondX="9" secondY="9"/>'
        f'<Representation guid="{number(11)}" plainTextPath="internal://b.txt">'
        f"{selection(20, 4, 10, 1)}</Representation></PDFSource>"
    )
    report = take(study, made.archive())
    records = Study(study).records
    assert quotes(study) == ["office"]
    assert (records.of(Source)[0].media_type, records.of(Source)[0].name) == ("application/pdf", "b.pdf")
    assert [(loss.what, loss.ids) for loss in report.losses if loss.outcome == "left"] == [
        ("selections", (number(50),))
    ]
    assert [problem for problem in check_study(study) if problem.severity == "error"] == []


def test_a_formatted_text_keeps_its_file(study: Path) -> None:
    made = one_text(WORDS, selection(20, 4, 10, 1))
    made.sources = text_source(10, "a.docx", "internal://a.txt", selection(20, 4, 10, 1), rich="internal://a.docx")
    made.files["sources/a.docx"] = b"PK not looked into"
    take(study, made.archive())
    assert [path.read_bytes() for path in (study / "originals").iterdir()] == [b"PK not looked into"]


def test_a_formatted_text_alone_is_read_anew_and_only_words_that_are_named_are_placed(study: Path) -> None:
    made = one_text(WORDS)
    inner = (
        selection(20, 900, 907, 1, name="seminar") + selection(30, 4, 10, 1) + selection(40, 4, 10, 1, name="office")
    )
    made.sources = f'<TextSource guid="{number(10)}" name="a.txt" richTextPath="internal://a.txt">{inner}</TextSource>'
    report = take(study, made.archive())
    assert quotes(study) == ["seminar", "office"]
    assert [loss.ids for loss in report.losses if loss.outcome == "left"] == [(number(30),), (number(31),)]


def test_a_text_in_another_encoding_is_read_and_told(study: Path) -> None:
    report = take(study, one_text("Über Brücken gehen.".encode("cp1252"), selection(20, 5, 12, 1)).archive())
    assert quotes(study) == ["Brücken"]
    assert "they are not UTF-8; read as cp1252" in [loss.why for loss in report.losses]


def test_missing_documents_are_all_named_and_nothing_is_taken(study: Path) -> None:
    made = one_text(WORDS, selection(20, 4, 10, 1))
    made.sources += text_source(11, "gone.txt", "internal://gone.txt") + text_source(
        12, "far.txt", "absolute:///etc/passwd"
    )
    before = everything(study)
    with pytest.raises(MissingFilesError) as caught:
        take(study, made.archive())
    assert caught.value.missing == (
        ("gone.txt", "no file gone.txt is there"),
        ("far.txt", "it lies at a place outside the project, /etc/passwd, which is never read"),
    )
    assert everything(study) == before
    report = take(study, made.archive(), without_missing=True)
    assert report.added["Source"] == 1
    assert [loss.count for loss in report.losses if loss.outcome == "left"] == [2]


@pytest.mark.parametrize("path", ["relative://../secret.txt", "../secret.txt", "relative:///../../secret.txt"])
def test_a_path_that_leads_out_of_the_project_is_not_followed(study: Path, path: str) -> None:
    (study.parent.parent / "secret.txt").write_text("secret")
    (study.parent / "secret.txt").write_text("secret")
    with pytest.raises(MissingFilesError):
        take(study, one_text(WORDS, path=path).archive())


def test_sources_beside_the_project_are_found(study: Path) -> None:
    (study.parent / "media").mkdir()
    (study.parent / "media" / "a.txt").write_text(WORDS)
    take(study, one_text(WORDS, selection(20, 4, 10, 1), path="relative://media/a.txt", held="x").archive())
    assert quotes(study) == ["office"]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY f SYSTEM "file:///etc/passwd">]><Project xmlns="urn:QDA-XML:project:1.0" name="&b;&f;"/>"""


def _damaged() -> list[tuple[str, bytes, str]]:
    whole = one_text(WORDS, selection(20, 4, 10, 1))
    deep, many = Made(), Made()
    deep.codes = "".join(f'<Code guid="{number(n)}" name="c" isCodable="true">' for n in range(1, 90)) + "</Code>" * 89
    many.codes = "".join(code(n, f"c{n}") for n in range(1, 5_002))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", whole.xml())
        archive.writestr("sources/a.txt", b" " * 50_000_000)
    climbing = one_text(WORDS, held="../../a.txt")
    bad = one_text(WORDS, selection(20, 4, 10, 1).replace('startPosition="4"', 'startPosition="four"'))
    return [
        ("entities.qde", BOMB, "declares a document type"),
        ("cut.qdpx", whole.archive()[:-40], "damaged or cut short"),
        ("cut.qde", whole.xml()[:-40], "breaks off or is damaged"),
        ("latin.qde", whole.xml().replace(b"Fieldwork", "Fäldwork".encode("latin-1")), "breaks off or is damaged"),
        ("deep.qdpx", deep.archive(), "more than 60 deep"),
        ("many.qdpx", many.archive(), "more than 5,000 codes"),
        ("bomb.qdpx", out.getvalue(), "swells from"),
        ("climbing.qdpx", climbing.archive(), "leads out of it"),
        ("bad.qdpx", bad.archive(), "is no number"),
        ("empty.qdpx", b"", "damaged or cut short"),
        ("noise.qdpx", b"\x00\x01\x02" * 50, "damaged or cut short"),
    ]


@pytest.mark.parametrize(("name", "data", "reason"), _damaged(), ids=[name for name, _, _ in _damaged()])
def test_a_harmful_or_damaged_file_is_refused_and_the_study_is_as_it_was(
    study: Path, name: str, data: bytes, reason: str
) -> None:
    before = everything(study)
    with pytest.raises(RefusedFileError) as caught:
        take(study, data, name)
    assert reason in str(caught.value)
    assert str(caught.value).endswith("The study is unchanged.")
    assert everything(study) == before


def test_an_entry_that_is_damaged_inside_a_whole_archive_is_refused(study: Path) -> None:
    data = bytearray(one_text(WORDS * 50, selection(20, 4, 10, 1)).archive())
    at = data.index(b"sources/a.txt") + len("sources/a.txt") + 20
    data[at : at + 8] = b"\xff" * 8
    with pytest.raises(RefusedFileError, match="cannot be unpacked"):
        take(study, bytes(data))


def test_when_writing_fails_midway_every_file_is_taken_back(study: Path) -> None:
    made = one_text(WORDS, selection(20, 4, 10, 1))
    (study / "journal").rmdir()
    (study / "journal").write_text("in the way")
    before = everything(study)
    with pytest.raises(OSError, match="journal"):
        take(study, made.archive())
    assert everything(study) == before


def test_the_command_tells_formats_apart_and_speaks_in_words_or_json(study: Path) -> None:
    (study.parent / "work.dat").write_bytes(one_text(WORDS, selection(20, 4, 10, 1)).archive())
    (study.parent / "actors.csv").write_text("id,name,kind\nun,United Nations,organisation\n")
    run = CliRunner()
    files = [str(study.parent / name) for name in ("work.dat", "actors.csv")]
    told = run.invoke(main, ["import", *files, "--study", str(study), "--by", "amina@laptop"])
    assert told.exit_code == 0
    assert "work.dat: Added 1 Coding, 1 Passage, 1 Source, 1 Text." in told.output
    assert "Added 1 Actor." in told.output
    out = study.parent / "out.qdpx"
    told = run.invoke(main, ["export", "refi-project", str(out), "--study", str(study), "--json"])
    assert json.loads(told.output)["file"] == str(out)
    assert (study.parent / "out.qdpx.losses.txt").read_text().startswith("Carried:\n  1 source.\n    a\n")
    (study.parent / "cut.qdpx").write_bytes(out.read_bytes()[:-30])
    told = run.invoke(main, ["import", str(study.parent / "cut.qdpx"), "--study", str(study)])
    assert told.exit_code == 2


def test_the_report_lies_in_the_study_and_names_everything(study: Path) -> None:
    report = take(study, one_text(WORDS, selection(20, 4, 10, 1)).archive())
    words = Path(report.report).read_text()
    assert f"coding-{number(21).replace('-', '')}" in words
    assert json.loads(msgspec.json.encode(report))["losses"][0]["outcome"] == "carried"
