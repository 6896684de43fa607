"""What other programs write beside the letter of REFI-QDA arrives at its words, or is named in the report."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import msgspec
import pytest
from desk import AT
from projects import WORDS, Made, code, number, selection, take, text_source

from colligate.actions.exporting import export_file
from colligate.actions.receiving import Received, receive
from colligate.actions.starting import new_study
from colligate.codings.coding import Coding, Memo
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Fact
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.study.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path / "study", lenses=["io-roles"])


def coded(study: Path) -> list[tuple[str, str]]:
    """Return the words of each coding with the last part of its code."""
    records = Study(study).records
    passages = {passage.id: passage.quote for passage in records.of(Passage)}
    return [(passages[coding.passage], coding.code.rpartition("/")[2]) for coding in records.of(Coding)]


def named(report: Received, what: str, why: str) -> tuple[str, ...]:
    """Return the identifiers of the report's lines about something, by words of their reason."""
    return tuple(name for loss in report.losses if loss.what == what and why in loss.why for name in loss.ids)


def one_text(raw: str | bytes, *selections: str, path: str = "internal://a.txt", held: str = "sources/a.txt") -> Made:
    data = raw if isinstance(raw, bytes) else raw.encode()
    return Made(
        codes=code(1, "Training") + code(2, "Absence"),
        sources=text_source(10, "a.txt", path, "".join(selections)),
        files={held: data},
    )


def span(words: str) -> tuple[int, int]:
    return WORDS.index(words), WORDS.index(words) + len(words)


def test_a_project_in_a_folder_of_the_archive_finds_its_sources_there(study: Path) -> None:
    made = one_text(WORDS, selection(20, 4, 10, 1), held="Fieldwork/Sources/a.txt")
    made.inner = "Fieldwork/project.qde"
    made.files |= {"__MACOSX/Fieldwork/._project.qde": b"\0\5\x16\7", "__MACOSX/._project.qde": b"\0\5\x16\7"}
    take(study, made.archive())
    assert coded(study) == [("office", "training")]


@pytest.mark.parametrize("path", ["internal://Müller 100%25.txt", "internal://M%C3%BCller%20100%25.txt"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_and_percent_signs_in_names_are_the_same_however_they_are_composed(
    study: Path, path: str, form: str
) -> None:
    held = "Sources/Müller 100%.txt" if "%20" in path else "Sources/Müller 100%25.txt"
    take(study, one_text(WORDS, selection(20, 4, 10, 1), path=path, held=unicodedata.normalize(form, held)).archive())
    assert coded(study) == [("office", "training")]


def test_names_of_an_archive_that_does_not_say_they_are_unicode(study: Path) -> None:
    made = one_text(WORDS, selection(20, 4, 10, 1), path="internal://Müller.txt", held="Sources/MXXller.txt")
    data = made.archive().replace(b"MXXller", "Müller".encode())
    take(study, data)
    assert coded(study) == [("office", "training")]


@pytest.mark.parametrize(
    "path",
    [
        "C:\\Users\\amina\\a.txt",
        "absolute:///home/amina/a.txt",
        "file:///C:/Users/amina/a.txt",
        "relative:///a.txt",
        "relative://Sources/a.txt",
        "Internal:\\\\a.txt",
    ],
)
def test_a_file_that_lies_in_the_archive_is_found_though_its_path_says_elsewhere(study: Path, path: str) -> None:
    take(study, one_text(WORDS, selection(20, 4, 10, 1), path=path).archive())
    assert coded(study) == [("office", "training")]


def test_words_in_the_project_or_the_formatted_file_stand_in_for_a_plain_text_that_is_missing(study: Path) -> None:
    made = one_text(WORDS)
    made.sources = (
        f'<TextSource guid="{number(10)}" name="inline" plainTextPath="internal://gone.txt">'
        f"<PlainTextContent>{WORDS}</PlainTextContent>{selection(20, 4, 10, 1)}</TextSource>"
        + text_source(11, "rich", "internal://gone2.txt", selection(30, 0, 5, 2, name="Rebel"), rich="internal://b.rtf")
    )
    made.files["Sources/b.rtf"] = rb"{\rtf1\ansi Rebel groups came to the village.\par}"
    take(study, made.archive())
    assert coded(study) == [("office", "training"), ("Rebel", "absence")]


def test_a_formatted_file_under_the_path_of_the_plain_text_is_no_text(study: Path) -> None:
    made = one_text(WORDS)
    made.sources = text_source(11, "b.rtf", "internal://b.rtf", selection(30, 0, 5, 2, name="Rebel"))
    made.files["Sources/b.rtf"] = rb"{\rtf1\ansi Rebel groups came to the village.\par}"
    take(study, made.archive())
    assert coded(study) == [("Rebel", "absence")]


def given(count: int, code_count: int) -> str:
    return f'<Coding guid="{number(count)}"><CodeRef targetGUID="{number(code_count)}"/></Coding>'


def transcript(inner: str, *, identity: int = 11, content: str = WORDS, name: str = "Transcript") -> str:
    return (
        f'<Transcript guid="{number(identity)}" name="{name}"><PlainTextContent>{content}</PlainTextContent>{inner}'
        "</Transcript>"
    )


def sync(count: int, position: int) -> str:
    return f'<SyncPoint guid="{number(count)}" timeStamp="{count * 100}" position="{position}"/>'


def heard(count: int, first: int, last: int, code_count: int) -> str:
    return (
        f'<TranscriptSelection guid="{number(count)}" fromSyncPoint="{number(first)}" toSyncPoint="{number(last)}">'
        f"{given(count + 1, code_count)}</TranscriptSelection>"
    )


def test_codings_of_a_transcript_lie_between_its_points_of_time(study: Path) -> None:
    made = one_text(WORDS)
    points = "".join(sync(count, at) for count, at in zip((41, 42, 43), (0, *span("seminar")), strict=True))
    lost = f'<TranscriptSelection guid="{number(60)}">{given(61, 1)}</TranscriptSelection>'
    video = (
        f'<VideoSelection guid="{number(70)}" begin="0" end="9"><Coding guid="{number(71)}">'
        f'<CodeRef targetGUID="{number(1)}"/></Coding></VideoSelection>'
    )
    made.sources = (
        f'<VideoSource guid="{number(10)}" name="talk.mp4" path="relative://talk.mp4">'
        f"{transcript(points + heard(50, 42, 43, 2) + lost)}{video}</VideoSource>"
    )
    report = take(study, made.archive())
    assert coded(study) == [("seminar", "absence")]
    assert named(report, "codings", "spans of time") == (number(71),)
    assert named(report, "selections", "spans of time") == (number(70),)
    assert {number(60), number(61)} <= set(named(report, "selections", "begin or end")) | set(
        named(report, "codings", "begin or end")
    )


def test_every_transcript_of_a_recording_is_a_document(study: Path) -> None:
    made = one_text(WORDS)
    second = transcript(
        sync(44, 0) + sync(45, 6) + heard(55, 44, 45, 1), identity=12, content="Madame la ministre.", name="French"
    )
    first = transcript(sync(41, 4) + sync(42, 10) + heard(50, 41, 42, 1), name="English")
    made.sources = f'<AudioSource guid="{number(10)}" name="talk.mp3">{first}{second}</AudioSource>'
    take(study, made.archive())
    assert coded(study) == [("office", "training"), ("Madame", "training")]
    assert len(list(Study(study).records.of(Source))) == 2


def test_a_region_of_a_page_that_states_its_words_is_placed_where_they_stand_once(study: Path) -> None:
    made = one_text(WORDS)

    def region(count: int, words: str) -> str:
        inner = (
            f'<Representation guid="{number(count + 5)}"><PlainTextContent>{words}</PlainTextContent></Representation>'
            if words
            else ""
        )
        return (
            f'<PDFSelection guid="{number(count)}" page="0" firstX="1" firstY="1" secondX="2" secondY="2">'
            f"{inner}{given(count + 1, 2)}</PDFSelection>"
        )

    made.sources = (
        f'<PDFSource guid="{number(10)}" name="talk.pdf">'
        f"{region(50, 'seminar in 2015')}{region(60, 'o')}{region(70, '')}"
        f'<Representation guid="{number(11)}" plainTextPath="internal://a.txt">{selection(20, 4, 10, 1)}'
        "</Representation>"
        "</PDFSource>"
    )
    report = take(study, made.archive())
    assert sorted(coded(study)) == [("office", "training"), ("seminar in 2015", "absence")]
    assert named(report, "codings", "regions of a page") == (number(61), number(71))


def test_a_guid_used_twice_does_not_move_a_coding_to_other_words(study: Path) -> None:
    first, second = span("office"), span("seminar")
    made = one_text(WORDS, selection(20, *first, 1), selection(20, *second, 2))
    take(study, made.archive())
    assert coded(study) == [("office", "training"), ("seminar", "absence")]
    assert take(study, made.archive()).added == {}


def test_two_documents_of_the_same_words_keep_their_own_codings_however_often_they_come(study: Path) -> None:
    made = one_text(WORDS, selection(20, *span("office"), 1))
    made.sources += text_source(11, "b.txt", "internal://a.txt", selection(30, *span("seminar"), 2))
    take(study, made.archive())
    before = {(coding.id, coding.passage) for coding in Study(study).records.of(Coding)}
    sources = {passage.id: passage.source for passage in Study(study).records.of(Passage)}
    report = take(study, made.archive())
    assert (report.added, report.revised) == ({}, {})
    assert {(coding.id, coding.passage) for coding in Study(study).records.of(Coding)} == before
    assert {passage.id: passage.source for passage in Study(study).records.of(Passage)} == sources
    assert len(set(sources.values())) == 2


def test_identifiers_that_are_no_guids_or_are_missing_are_read(study: Path) -> None:
    made = one_text(WORDS)
    made.codes = '<Code guid="42" name="Training" isCodable="true"/>'
    made.sources = (
        '<TextSource guid="doc-1" name="a" plainTextPath="internal://a.txt">'
        '<PlainTextSelection startPosition="4" endPosition="10"><Coding><CodeRef targetGUID="42"/></Coding>'
        '</PlainTextSelection><PlainTextSelection startPosition="11" endPosition="18"><Coding>'
        '<CodeRef targetGUID="42"/></Coding></PlainTextSelection></TextSource>'
    )
    take(study, made.archive())
    assert coded(study) == [("office", "training"), ("trained", "training")]
    assert take(study, made.archive()).added == {}


def test_selections_outside_the_text_or_of_no_words_are_named_and_the_rest_comes(study: Path) -> None:
    made = one_text(
        WORDS,
        selection(20, 4, 10, 1),
        selection(40, 60, 6000, 1),
        selection(50, 9, 9, 1),
        selection(80, 18, 11, 2),
    )
    report = take(study, made.archive())
    assert coded(study) == [("office", "training"), ("trained", "absence")]
    assert named(report, "codings", "begin or end outside the text") == (number(41),)
    assert named(report, "selections", "begin or end outside the text") == (number(40),)
    assert named(report, "codings", "hold no words") == (number(51),)


def test_a_coder_is_whoever_made_the_selection_and_a_coding_of_nobody_is_told(study: Path) -> None:
    made = one_text(
        WORDS,
        selection(20, 4, 10, 1).replace("startPosition", f'creatingUser="{number(90)}" startPosition', 1),
        selection(30, 11, 18, 1),
        selection(40, 0, 3, 1).replace("startPosition", f'modifyingUser="{number(90)}" startPosition', 1),
    )
    made.users = f'<Users><User guid="{{{number(90).upper()}}}" name="Bram"/></Users>'
    report = take(study, made.archive())
    assert [coding.by for coding in Study(study).records.of(Coding)] == ["Bram", "amina@laptop", "Bram"]
    assert named(report, "codings", "names no coder") == (f"coding-{31:032x}",)


def test_words_coded_with_a_case_are_words_of_that_case(study: Path) -> None:
    made = one_text(WORDS, selection(20, *span("seminar"), 77))
    made.cases = f'<Cases><Case guid="{number(77)}" name="Bangkok"/></Cases>'
    take(study, made.archive())
    records = Study(study).records
    (fact,) = records.of(Fact)
    (actor,) = records.of(Actor)
    assert (actor.name, fact.about) == ("Bangkok", actor.id)
    assert [records.by_id[name].quote for name in fact.passages] == ["seminar"]  # pyright: ignore[reportAttributeAccessIssue]


def test_notes_in_a_file_of_another_encoding_or_of_formatted_words_keep_them(study: Path) -> None:
    made = one_text(WORDS)
    made.after = (
        f'<Notes><Note guid="{number(80)}" plainTextPath="internal://n.txt"/>'
        f'<Note guid="{number(81)}" richTextPath="internal://n.rtf"/></Notes>'
    )
    made.files |= {"Sources/n.txt": "Größe".encode("utf-16"), "Sources/n.rtf": rb"{\rtf1\ansi Rebel groups.\par}"}
    take(study, made.archive())
    assert [memo.text.strip() for memo in Study(study).records.of(Memo)] == ["Größe", "Rebel groups."]


def test_what_a_code_cannot_keep_is_told(study: Path) -> None:
    made = one_text(WORDS)
    made.codes = (
        code(1, "Folder", code(2, "Inner")).replace('isCodable="true"', 'isCodable="false"', 1)
        + code(3, "Red", colour="red")
        + code(4, "Nameless").replace('name="Nameless"', 'name=""')
    )
    report = take(study, made.archive())
    assert named(report, "codes", "only gathers others") == ("Folder",)
    assert named(report, "colours", "") == ("Red: red",)
    assert named(report, "codes", "no name") == (number(4),)


def test_variables_without_a_value_and_values_of_one_name_are_told_or_kept(study: Path) -> None:
    kinds = ["Text", "Boolean", "Integer", "Float", "Date", "DateTime"]
    values = ["north", "true", "12", "1.5", "2015-03-01", "2015-03-01T10:00:00Z"]
    made = one_text(WORDS)
    made.variables = "<Variables>" + "".join(
        f'<Variable guid="{number(100 + at)}" name="{kind}" typeOfVariable="{kind}"><Description>About {kind}'
        "</Description></Variable>"
        for at, kind in enumerate([*kinds, "Unused"])
    )
    made.variables += f'<Variable guid="{number(120)}" name="Text" typeOfVariable="Text"/></Variables>'
    held = "".join(
        f'<VariableValue><VariableRef targetGUID="{number(100 + at)}"/><{kind}Value>{value}</{kind}Value>'
        "</VariableValue>"
        for at, (kind, value) in enumerate(zip(kinds, values, strict=True))
    )
    held += f'<VariableValue><VariableRef targetGUID="{number(120)}"/><TextValue>second</TextValue></VariableValue>'
    made.cases = f'<Cases><Case guid="{number(77)}" name="Bangkok">{held}</Case></Cases>'
    made.sources = text_source(10, "a.txt", "internal://a.txt", held)
    report = take(study, made.archive())
    (actor,) = Study(study).records.of(Actor)
    assert actor.note.splitlines() == [*(f"{k}: {v}" for k, v in zip(kinds, values, strict=True)), "Text: second"]
    (source,) = Study(study).records.of(Source)
    assert source.csl["custom"] == {**dict(zip(kinds, values, strict=True)), "Text": "north; second"}
    assert named(report, "variables", "no value") == ("Unused",)
    assert named(report, "variables", "told in a memo") == (*kinds, "Unused")
    assert "Variable 'Float': About Float" in {memo.text for memo in Study(study).records.of(Memo)}


def test_a_region_and_a_document_that_stay_behind_leave_their_notes_on_the_study_and_say_so(study: Path) -> None:
    made = one_text(WORDS)
    made.sources += (
        f'<AudioSource guid="{number(12)}" name="talk.mp3"><Description>Recorded at dusk.</Description>'
        f'<AudioSelection guid="{number(50)}" begin="1" end="2"><Description>He laughs.</Description>'
        f'<NoteRef targetGUID="{number(80)}"/></AudioSelection></AudioSource>'
    )
    made.after = f'<Notes><Note guid="{number(80)}"><PlainTextContent>Aside.</PlainTextContent></Note></Notes>'
    report = take(study, made.archive())
    assert {memo.text for memo in Study(study).records.of(Memo)} == {"Aside."}
    assert named(report, "descriptions", "did not arrive") == (number(12), number(50))
    assert named(report, "memos", "did not arrive") == (f"memo-{80:032x}",)


def test_line_ends_counted_as_two_though_the_text_has_one(study: Path) -> None:
    start = WORDS.replace("\n", "\r\n").index("seminar")
    take(study, one_text(WORDS, selection(20, start, start + 7, 1, name="seminar")).archive())
    assert coded(study) == [("seminar", "training")]


def test_atlas_counts_line_ends_as_one_also_where_no_name_says_so(study: Path) -> None:
    made = one_text(WORDS.replace("\n", "\r\n"), selection(20, *span("seminar"), 1))
    made.origin = "ATLAS.ti 9.1"
    take(study, made.archive())
    assert coded(study) == [("seminar", "training")]


def test_positions_that_nothing_confirms_are_told(study: Path) -> None:
    report = take(study, one_text(WORDS, selection(20, *span("seminar"), 1)).archive())
    assert named(report, "positions", "nothing in the file confirms") == ("a.txt",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_a_utf_16_text_keeps_its_places(study: Path, encoding: str) -> None:
    data = WORDS.replace("\n", "\r\n").encode(encoding)
    start = WORDS.replace("\n", "\r\n").index("seminar")
    take(study, one_text(data, selection(20, start, start + 7, 1, name="seminar")).archive())
    assert coded(study) == [("seminar", "training")]


def test_a_second_code_of_one_coding_is_not_lost(study: Path) -> None:
    chosen = selection(20, 4, 10, 1, inner=f'<CodeRef targetGUID="{number(2)}"/>')
    take(study, one_text(WORDS, chosen).archive())
    assert sorted(coded(study)) == [("office", "absence"), ("office", "training")]


def test_a_codebook_of_codes_alone_says_what_it_brought(study: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("codebook.qde", one_text(WORDS).xml().replace(b"Sources>", b"Ignored>"))
    report = take(study, out.getvalue())
    assert [loss.ids for loss in report.losses if loss.outcome == "carried"] == [
        ("fieldwork/training", "fieldwork/absence")
    ]


def test_what_came_from_another_program_goes_out_and_comes_back_the_same(study: Path, tmp_path: Path) -> None:
    made = one_text(
        "\ufeff" + WORDS.replace("\n", "\r\n"),
        selection(20, *span("office"), 1, name="office"),
        selection(20, 2, 9, 77),
    )
    made.users = f'<Users><User guid="{{{number(90).upper()}}}" name="Bram van Dijk"/></Users>'
    points = "".join(sync(count, at) for count, at in zip((41, 42), span("seminar"), strict=True))
    made.sources += f'<AudioSource guid="{number(12)}" name="talk.mp3">{transcript(points + heard(50, 41, 42, 2))}'
    made.sources += f"<Description>At dusk.</Description></AudioSource>{text_source(13, 'b.txt', 'internal://a.txt')}"
    made.cases = f'<Cases><Case guid="{number(77)}" name="Bangkok"/></Cases>'
    made.after = f'<Notes><Note guid="{number(80)}"><PlainTextContent>Aside.</PlainTextContent></Note></Notes>'
    take(study, made.archive())
    export_file(study, "refi-project", tmp_path / "out.qdpx")
    other = new_study(tmp_path / "other", lenses=["io-roles"])
    receive(other, tmp_path / "out.qdpx", by="amina@laptop", at=AT)
    one, two = Study(study), Study(other)
    assert set(one.records.by_id) == set(two.records.by_id)
    assert sorted(coded(other)) == sorted(coded(study)) == [("office", "training"), ("seminar", "absence")]
    for kind in (Coding, Memo, Actor, Fact, Passage, Source):
        assert {r.id: msgspec.structs.replace(r, at=AT, by="", revises=()) for r in two.records.of(kind)} == {
            r.id: msgspec.structs.replace(r, at=AT, by="", revises=()) for r in one.records.of(kind)
        }
