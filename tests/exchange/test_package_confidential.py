"""A confidential source stays at home: no sentence of it is in any byte of a package, and the findings stand."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from packaged import REPEATED, SECRET, revise, said_in, source, told, with_original, with_secret
from small_study import TEXTS, SmallStudy

from colligate.actions.annotating import export_ati, export_qca
from colligate.actions.building import build_report
from colligate.actions.giving_away import LeakError
from colligate.actions.keeping import keep, kept
from colligate.actions.looking import standing_of
from colligate.actions.packaging import export_package
from colligate.codings.coding import Memo
from colligate.exchange.package.leaks import leak
from colligate.record import Retraction, version
from colligate.sources.passage import Passage
from colligate.sources.sentences import sentences
from colligate.sources.source import Search, Source
from colligate.sources.withholding import MARK, Words
from colligate.study.assessing import assessment
from colligate.study.checks import study_problems
from colligate.study.pseudonyms import Renaming
from colligate.study.study import Study

SENTENCES = [page[start:end] for page in TEXTS[SECRET] for start, end in sentences(page)]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "study"
    with_secret(path)
    assert not build_report(path).failed
    return path


@pytest.fixture(scope="module")
def package(study: Path) -> Path:
    folder = study.parent / "package"
    export_package(study, folder)
    return folder


def test_what_is_looked_for_is_in_the_study_everywhere(study: Path) -> None:
    assert len(SENTENCES) == 5
    for part in ("journal", "report", "texts", "build"):
        assert told(SENTENCES[1]) in said_in(study / part), part
    assert all(told(sentence) in said_in(study) for sentence in SENTENCES)


def test_no_sentence_of_it_is_in_any_byte(study: Path, package: Path) -> None:
    said = said_in(package)
    assert [sentence for sentence in SENTENCES if told(sentence) in said] == []
    assert told(REPEATED) not in said
    assert told("Audit of border training") not in said
    assert "audit.example" not in said
    assert told(SECRET) not in said
    assert told("The National Auditors' report of 2016") not in said
    assert b"%PDF-1.4 the audit" in b"".join(path.read_bytes() for path in (study / "originals").iterdir())
    assert not (package / "originals").exists()


def test_what_others_say_stays_word_for_word(package: Path) -> None:
    said = said_in(package)
    for name in set(TEXTS) - {SECRET}:
        assert all(told(page) in said for page in TEXTS[name])
    memo = Study(package).records.get(Memo, "memo-said")
    assert memo is not None
    assert memo.text == f"They say that {MARK}, no more."


def test_its_hash_its_publisher_and_the_places_of_passages_stay(study: Path, package: Path) -> None:
    before = source(Study(study), SECRET)
    after = source(Study(package), f"confidential-{before.sha256[:8]}")
    assert (after.sha256, after.publisher, after.kind, after.year) == (before.sha256, "audit", "primary", 2016)
    assert (after.title, after.url, after.name, after.notes_on) == ("Confidential document", "", "", "")
    was = {one.id: (one.start, one.end) for one in Study(study).records.of(Passage)}
    now = {one.id: (one.start, one.end) for one in Study(package).records.of(Passage)}
    assert was == now


def test_the_findings_are_those_of_the_whole_study(study: Path, package: Path) -> None:
    before, after = assessment(Study(study)), assessment(Study(package))
    levels = [(one.key, one.level, one.supporting, one.contradicting) for one in before.findings]
    assert [(one.key, one.level, one.supporting, one.contradicting) for one in after.findings] == levels
    flips = [[(flip.kind, flip.to) for flip in one.flips_on] for one in before.findings]
    assert [[(flip.kind, flip.to) for flip in one.flips_on] for one in after.findings] == flips
    assert [(one.id, one.verdict) for one in after.claims] == [(one.id, one.verdict) for one in before.claims]


def test_the_study_in_the_package_is_in_order_and_builds_the_same_bytes(
    study: Path, package: Path, tmp_path: Path
) -> None:
    was = {one.place for one in study_problems(Study(study))}
    new = [one for one in study_problems(Study(package)) if one.place not in was]
    assert [(one.severity, one.place.partition("/")[0]) for one in new] == [("warning", "originals")]
    copy = tmp_path / "copy"
    shutil.copytree(package, copy)
    shutil.rmtree(copy / "build")
    assert not build_report(copy).failed
    for path in sorted((package / "build").iterdir()):
        assert (copy / "build" / path.name).read_bytes() == path.read_bytes(), path.name


def test_no_sentence_is_stale_for_being_blotted_out(package: Path) -> None:
    assert build_report(package).stale == ()


def test_the_package_says_what_it_withholds(package: Path) -> None:
    losses = (package / "losses.txt").read_text()
    assert "1 confidential source: file, text, title, address, file name and id are withheld" in losses
    assert "report/report.md" in losses
    assert "memo-said" in losses
    assert "1 of the sources is confidential" in (package / "README.md").read_text()
    assert "Confidential: not in this package" in (package / "ro-crate-metadata.json").read_text()


def test_annotations_and_tables_for_others_leave_it_out_too(study: Path, tmp_path: Path) -> None:
    export_ati(study, tmp_path / "ati")
    export_qca(study, "results-chain", tmp_path / "qca")
    said = said_in(tmp_path)
    assert [sentence for sentence in SENTENCES if told(sentence) in said] == []
    assert told("Confidential: no excerpt.") in said
    assert told(SECRET) not in said


def test_a_document_under_another_name_is_as_confidential(tmp_path: Path) -> None:
    small = with_original(tmp_path / "study")
    original = source(Study(small.folder.path), SECRET)
    revise(small, "essay-2018", sha256=original.sha256)
    revise(small, "essay-2018", confidential=True)
    export_package(tmp_path / "study", tmp_path / "out")
    assert [sentence for sentence in SENTENCES if told(sentence) in said_in(tmp_path / "out")] == []


def test_a_withdrawn_source_stays_confidential(tmp_path: Path) -> None:
    small = with_secret(tmp_path / "study")
    small.write_report("")
    (tmp_path / "study" / "report" / "report.lock").unlink(missing_ok=True)
    small.say(Retraction(id=SECRET, reason="asked to", revises=(_head(small),), **small.stamp()))
    export_package(tmp_path / "study", tmp_path / "out")
    assert [sentence for sentence in SENTENCES if told(sentence) in said_in(tmp_path / "out")] == []


@pytest.mark.parametrize("identity", [SECRET, "visit"])
def test_two_revisions_of_it_made_apart_go_out_as_they_stand(tmp_path: Path, identity: str) -> None:
    small = with_secret(tmp_path / "study")
    if identity != SECRET:
        small.say(Source(id=identity, title="A visit", confidential=True, **small.stamp()))
    record = source(Study(small.folder.path), identity)
    for kind in ("primary", "secondary"):
        small.say(msgspec.structs.replace(record, kind=kind, revises=(version(record),), **small.stamp()))
    assert list(Study(small.folder.path).records.apart) == [identity]
    export_package(tmp_path / "study", tmp_path / "out")
    assert [name.startswith("confidential-") for name in Study(tmp_path / "out").records.apart] == [True]
    assert [sentence for sentence in SENTENCES if told(sentence) in said_in(tmp_path / "out")] == []


def _head(small: SmallStudy) -> str:
    return version(Study(small.folder.path).records.by_id[SECRET])


def test_a_source_that_is_no_longer_confidential_goes_out(tmp_path: Path) -> None:
    small = with_secret(tmp_path / "study")
    revise(small, SECRET, confidential=False)
    export_package(tmp_path / "study", tmp_path / "out")
    assert all(told(sentence) in said_in(tmp_path / "out") for sentence in SENTENCES)
    assert (tmp_path / "out" / "journal" / "amina@desk.jsonl").read_bytes() == small.journal.path.read_bytes()


def test_a_torn_line_of_a_journal_stays_behind(tmp_path: Path) -> None:
    small = with_secret(tmp_path / "study")
    with small.journal.path.open("ab") as journal:
        journal.write(f'[{{"type":"Memo","text":"{SENTENCES[2]}'.encode())
    export_package(tmp_path / "study", tmp_path / "out")
    assert told(SENTENCES[2]) not in said_in(tmp_path / "out")
    assert "lines of journals" in (tmp_path / "out" / "losses.txt").read_text().replace("line of", "lines of")


WORDS = Words(
    ["The minister knew of the camp. He said nothing at all about it to anybody who asked.\nOnly a heading\n"],
    quotes=["knew of it all along"],
    opened=["The minister spoke. Only a heading stood there."],
)


@pytest.mark.parametrize(
    ("text", "blotted"),
    [
        ("It was said: \u201cThe MINISTER knew,\nof the  camp\u201d!", f"It was said: \u201c{MARK}\u201d!"),
        ("He *said nothing at all* about it to friends.", f"{MARK} friends."),
        ("He said nothing at last.", "He said nothing at last."),
        ("Only a heading.", "Only a heading."),
        ("She knew of it all along, too.", f"She {MARK}, too."),
        ("", ""),
    ],
)
def test_words_are_found_however_they_are_set(text: str, blotted: str) -> None:
    assert WORDS.blotted(text) == blotted


def test_words_of_scripts_without_blanks_are_found() -> None:
    words = Words(["\u90e8\u957f\u77e5\u9053\u8425\u5730\u7684\u4e00\u5207\u4e8b\u60c5\u5374\u4e0d\u8bf4\u3002"])
    said = (
        "\u62a5\u544a\u8bf4\u90e8\u957f\u77e5\u9053\u8425\u5730\u7684\u4e00\u5207\u4e8b\u60c5\u5374\u4e0d\u8bf4\u3002"
    )
    assert words.blotted(said) == f"\u62a5\u544a\u8bf4{MARK}\u3002"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<p>He <em>said</em> nothing&#32;at all about it</p>"),
        ("page.html", b'<script>{"q": "He said nothing\\u0020at\\nall about it"}</script>'),
        ("a.json", b'{"memo": "He said \\"nothing\\" at all about it"}'),
        ("a.csv", b'x,"He said nothing\nat all about it"\r\n'),
        ("a.csv", b'"' + b"x" * 140_000 + b'",He said nothing at all about it\r\n'),
        ("page.html", b'<p title="He said > nothing at all &quot;about&quot; it">x</p>'),
        ("page.html", b"<img alt = 'He said nothing at all about it'>"),
        ("a.svg", b'<svg><g aria-label="He said nothing at all about it"/></svg>'),
        ("a.jsonld", b'{"value": "He said nothing at\\nall \\u0061bout it"}'),
    ],
)
def test_the_last_look_reads_pages_and_data(name: str, data: bytes) -> None:
    assert leak(name, data, WORDS)


def test_words_that_only_stand_side_by_side_in_cells_are_no_leak() -> None:
    assert leak("a.csv", b"He said,nothing at all,about it\r\n", WORDS) == ""
    assert leak("a.json", b'["He said", "nothing at all", "about it"]', WORDS) == ""


def test_a_leak_stops_the_export_and_names_the_file(tmp_path: Path) -> None:
    # A computed sentence can say, in the study's own words, what the source says: nothing blots that out beforehand.
    small = with_secret(tmp_path / "study")
    text = (tmp_path / "study" / "report" / "report.md").read_text()
    small.write_report(
        f'{text}\n[The ministry counted []{{value="obs-2016"}} victims in 2016.]{{#s-x rests="obs-2016"}}\n'
    )
    for give in (export_package, export_ati):
        with pytest.raises(LeakError, match=r"Nothing was written: .*: 'The ministry counted 824 victims in 2016"):
            give(tmp_path / "study", tmp_path / "out")
        assert not (tmp_path / "out").exists()


def test_a_leak_into_the_names_of_conditions_stops_them_too(tmp_path: Path) -> None:
    # An id of a code is one word; the column made from it is a sentence of the source.
    with_secret(tmp_path / "study")
    lens = tmp_path / "study" / "lenses" / "results-chain.yaml"
    said = "the-auditors-saw-212-officers-complete-the-course"
    code = f"  - {{id: {said}, name: A step, definition: It was made., use_when: [It is told.], after: [oecd-2002]}}\n"
    lens.write_text(lens.read_text().replace("codes:\n", f"codes:\n{code}", 1))
    with pytest.raises(LeakError, match=r"words of a confidential source would stand in cases\.csv: 'THE_AUDITORS"):
        export_qca(tmp_path / "study", "results-chain", tmp_path / "out")
    assert not (tmp_path / "out").exists()


NAMES = Renaming({"talk-with-x": "confidential-1", "report": "confidential-2"})


def test_new_ids_stand_wherever_the_old_ones_named_a_source_and_nowhere_else() -> None:
    said = {
        "id": "text-talk-with-x",
        "source": "report",
        "kind": "report",
        "text": "The report of talk-with-x.",
        "n": 1,
    }
    assert NAMES.record(said) == {
        "id": "text-confidential-1", "source": "confidential-2", "kind": "report",
        "text": "The report of confidential-1.", "n": 1,
    }  # fmt: skip
    written = 'The report [@report, p. 2] and [@talk-with-x].]{#s-report-2 rests="report gap:a"}'
    assert NAMES.written(written) == (
        'The report [@confidential-2, p. 2] and [@confidential-1].]{#s-report-2 rests="confidential-2 gap:a"}'
    )
    assert NAMES.written("manuscript: report # mine\ntitle: A report\n") == (
        "manuscript: confidential-2 # mine\ntitle: A report\n"
    )
    others = {"source": "reports", "about": "talk-with-xx", "publisher": "report-authors", "id": "report-authors"}
    assert NAMES.record(others) == others


def test_a_plain_word_is_renamed_in_every_field_that_names_a_source() -> None:
    said = {
        "cites": ["report", "other"], "refers": "report", "finding": "report@lens/report", "corpus": ("report",),
        "filters": ["source:report", "year:2014", "source:reports"], "query": 'report source:"report"',
        "states": {"about": "report", "code": "report"}, "reason": "report",
    }  # fmt: skip
    new = "confidential-2"
    assert NAMES.record(said) == {
        "cites": [new, "other"], "refers": new, "finding": f"{new}@lens/report", "corpus": (new,),
        "filters": [f"source:{new}", "year:2014", "source:reports"], "query": f'report source:"{new}"',
        "states": {"about": new, "code": "report"}, "reason": "report",
    }  # fmt: skip


def test_the_name_of_its_file_goes_wherever_it_stands(tmp_path: Path) -> None:
    small = with_secret(tmp_path / "study")
    revise(small, SECRET, name="gespr\u00e4ch-minister.pdf")
    revise(small, "essay-2018", name="essay.pdf")
    said = "See gespra\u0308ch-minister.pdf, and essay.pdf."
    small.say(Memo(id="memo-file", text=said, about="course", **small.stamp()))
    (tmp_path / "study" / "gespr\u00e4ch-minister.pdf").write_bytes(b"a copy")
    export_package(tmp_path / "study", tmp_path / "out")
    memo = Study(tmp_path / "out").records.get(Memo, "memo-file")
    number = source(Study(tmp_path / "study"), SECRET).sha256[:8]
    assert memo is not None
    assert memo.text == f"See confidential-{number}.pdf, and essay.pdf."
    assert "minister" not in said_in(tmp_path / "out")


def test_a_search_that_spoke_for_its_sources_does_in_the_package_and_an_old_one_does_not(tmp_path: Path) -> None:
    small = with_secret(tmp_path / "study")
    keep(small.folder.path, "poor", codes=["causes/economic.poverty"], by=small.journal.path.stem)
    small.say(Search(id="search-old", query="rich", corpus=(SECRET,), searched="0" * 64, **small.stamp()))
    export_package(tmp_path / "study", tmp_path / "out")
    told = {one.search.query: one.stale for one in kept(standing_of(tmp_path / "out"))}
    assert told["poor"] == ()
    assert "A text was read anew since." in told["rich"]
    assert all(SECRET not in one.search.corpus for one in kept(standing_of(tmp_path / "out")))
