"""A study goes out as a REFI-QDA project and comes back the same, but for what the report says."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from desk import AT
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from colligate.actions.adding import text_record
from colligate.actions.exporting import export_file
from colligate.actions.receiving import receive
from colligate.actions.starting import new_study
from colligate.codings.coding import Coding, Memo
from colligate.codings.residual import RESIDUAL
from colligate.exchange.refi.positions import kept
from colligate.lenses.lens import Code, Lens
from colligate.lenses.writing import lens_bytes
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Event, Fact, Programme
from colligate.record import Record
from colligate.sources.extraction import Extraction
from colligate.sources.passage import Passage, passage_fields
from colligate.sources.readers.signatures import DOCX
from colligate.sources.source import Source
from colligate.study.folder import Folder, store
from colligate.study.journal import Journal
from colligate.study.settings import Settings, settings_bytes
from colligate.study.study import Study

ROOT = Path(__file__).parents[2]
LENS = Lens(
    id="views", version="3", title="Views & <worries>", kind="ideal-type", summary="What people fear.", works=(),
    codes=(
        Code(id="fear", name="Fear", definition="Expecting harm.", needs=1, codes=(
            Code(id="own", name="Same", definition="For oneself.", against=("Calm.",), colour="#aa00ff", group="who"),
            Code(id="other", name="Same", definition="For others.", against=("Calm.",), use_when=("They say so.",)),
        )),
    ),
)  # fmt: skip
CODES = [*(reference for reference, _ in LENS.walk()), RESIDUAL]
LETTERS = st.sampled_from("ab é\u0301😀ไ\n\t\u200f<&]")
WORDS = st.text(LETTERS, max_size=40)
#: What a coder might write that looks like the lines in which stance and subject go out.
LIKE_OURS = ("so\n\n[stance: mentions]", "[stance: supports]\n[about: x]")


@pytest.fixture(scope="module")
def schemas(request: pytest.FixtureRequest) -> dict[str, etree.XMLSchema]:
    folder = request.getfixturevalue("material") / "standards" / "refi-qda"
    return {name: etree.XMLSchema(file=str(folder / f"{name}.xsd")) for name in ("Project", "Codebook")}


class Told:
    """Builds a study of records drawn by chance."""

    def __init__(self, path: Path) -> None:
        self.path = new_study(path)
        self.folder = Folder(path)
        self.records: list[Record] = []
        (path / "lenses" / "views.yaml").write_bytes(lens_bytes(LENS))
        (path / "study.yaml").write_bytes(
            settings_bytes(Settings(title="Ti & tle", question="Why?", lenses=("views@3",)))
        )

    def say(self, record_type: type[Record], identity: str, /, *, by: str = "amina@laptop", **fields: Any) -> Any:
        record = record_type(id=identity, by=by, at=AT + timedelta(seconds=len(self.records)), **fields)
        self.records.append(record)
        return record

    def source(self, number: int, raw: str) -> tuple[str, str]:
        text, layout = kept(raw)
        sha256 = store(self.folder.originals, raw.encode(), ".txt")
        source = self.say(
            Source, f"document-{number}", title="A title", name=f"{number}.txt", sha256=sha256,
            media_type="text/plain", url="https://example.org/", csl={"type": "report"}, publisher="un",
        )  # fmt: skip
        extraction = Extraction(text=text, layout=layout, extractor="text 1", media_type="text/plain")
        frozen = self.folder.freeze(text, layout)
        record = text_record(source.id, *frozen, extraction, by=source.by, at=source.at)
        self.records.append(record)
        return text, record.id

    def write(self) -> Path:
        Journal(self.folder.journals / "amina@laptop.jsonl").append(self.records)
        return self.path


@st.composite
def studies(draw: st.DrawFn, path: Path) -> Path:
    told = Told(path)
    told.say(Actor, "un", name="United Nations", kind="organisation", note=draw(WORDS))
    told.say(Programme, "course", name="A course", kind="forum")
    told.say(Event, "start", name="It began", kind="launch", date="2015", programme="course")
    passages: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        raw = draw(st.sampled_from(["", "\ufeff"])) + draw(st.text(LETTERS, min_size=3, max_size=60)) + f"{number}\f."
        text, identity = told.source(number, raw)
        _, layout = kept(raw)
        spans = draw(st.sets(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9)), max_size=4))
        for start, length in sorted(spans):
            end = min(len(text), start + length)
            fields: Any = passage_fields(text, layout, start, end)
            if not fields["quote"] or (identity, start, end) in {
                (p.text, p.start, p.end) for p in told.records if isinstance(p, Passage)
            }:
                continue
            passages.append(f"p-{number}-{start}-{end}")
            told.say(Passage, passages[-1], source=f"document-{number}", text=identity, **fields)
    for number, passage in enumerate(passages):
        for again in range(draw(st.integers(0, 2))):
            told.say(
                Coding,
                f"cod-{number}-{again}",
                by=draw(st.sampled_from(["amina@laptop", "bram@office"])),
                passage=passage,
                code=draw(st.sampled_from(CODES)),
                stance=draw(st.sampled_from(["supports", "contradicts", "mentions"])),
                about=draw(st.sampled_from([None, "course", "un", "start"])),
                memo=draw(st.one_of(WORDS, st.sampled_from(LIKE_OURS))),
            )
    for number, about in enumerate(
        draw(st.lists(st.sampled_from(["", "course", CODES[1], "document-0", "cod-0-0"]), max_size=3))
    ):
        if about != "cod-0-0" or any(record.id == about for record in told.records):
            held = tuple(draw(st.sets(st.sampled_from(passages), max_size=2))) if passages else ()
            told.say(Memo, f"memo-{number}", text=draw(WORDS.filter(str.strip)), about=about, passages=held)
    if passages:
        told.say(Fact, "fact", about="course", field="partner", value="the UN", refers="un", passages=(passages[0],))
        told.say(Fact, "fact-of-event", about="start", field="note", value="a note", passages=(passages[-1],))
    return told.write()


def bare(study: Path) -> dict[str, dict[str, Any]]:
    """Return every record without when it was said; who quoted a passage or had a text read is the importer."""
    found = {}
    for identity, record in Study(study).records.by_id.items():
        left = ("at", "revises", "by") if type(record).__name__ in ("Passage", "Text") else ("at", "revises")
        found[identity] = {name: value for name, value in msgspec.to_builtins(record).items() if name not in left}
    return found


def valid(schemas: dict[str, etree.XMLSchema], archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        schemas["Project"].assertValid(etree.fromstring(opened.read("project.qde")))


@settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(data=st.data())
def test_any_study_comes_back_the_same(schemas: dict[str, etree.XMLSchema], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        study = data.draw(studies(place / "study"))
        exported = export_file(study, "refi-project", place / "out.qdpx")
        assert [loss for loss in exported.losses if loss.outcome == "left"] == []
        valid(schemas, place / "out.qdpx")
        back = new_study(place / "back")
        report = receive(back, place / "out.qdpx", by="carla@desk")
        assert [loss for loss in report.losses if loss.outcome == "left"] == []
        assert bare(back) == bare(study)
        assert Study(back).lenses == Study(study).lenses
        for text in Study(study).texts.values():
            assert Study(back).searchable(text).text == Study(study).searchable(text).text
            assert Study(back).layout(text) == Study(study).layout(text)


@pytest.mark.parametrize("example", ["thailand-unodc-2014-2017", "colombia-un-2016-2018"])
def test_a_worked_study_comes_back_whole(tmp_path: Path, schemas: dict[str, etree.XMLSchema], example: str) -> None:
    study = ROOT / "examples" / example
    export_file(study, "refi-project", tmp_path / "out.qdpx")
    valid(schemas, tmp_path / "out.qdpx")
    back = new_study(tmp_path / "back")
    receive(back, tmp_path / "out.qdpx", by="carla@desk")
    assert bare(back) == bare(study)
    assert Study(back).lenses == Study(study).lenses
    originals = {path.name for path in (study / "originals").iterdir()}
    assert originals <= {path.name for path in (back / "originals").iterdir()}


def test_the_same_study_is_written_to_the_same_bytes_and_guids_stay(tmp_path: Path) -> None:
    study = ROOT / "examples" / "colombia-un-2016-2018"
    first, second = tmp_path / "one.qdpx", tmp_path / "two.qdpx"
    export_file(study, "refi-project", first)
    export_file(study, "refi-project", second)
    assert first.read_bytes() == second.read_bytes()
    receive(new_study(tmp_path / "back"), first, by="carla@desk")
    export_file(tmp_path / "back", "refi-project", tmp_path / "three.qdpx")
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(tmp_path / "three.qdpx") as three:
        guids = [sorted(etree.fromstring(each.read("project.qde")).xpath("//@guid")) for each in (one, three)]
    assert guids[0] == guids[1]


@pytest.mark.parametrize(("ending", "kind"), [("pdf", "application/pdf"), ("png", "image/png"), ("docx", DOCX)])
def test_pdf_picture_and_formatted_text_go_with_their_file(
    tmp_path: Path, schemas: dict[str, etree.XMLSchema], ending: str, kind: str
) -> None:
    study = Told(tmp_path / "study")
    study.say(Actor, "un", name="United Nations", kind="organisation")
    text, identity = study.source(0, "Nobody came to the seminar.")
    study.say(Passage, "p-1", source="document-0", text=identity, **passage_fields(text, kept(text)[1], 0, 6))  # pyright: ignore[reportArgumentType]
    study.say(Coding, "cod-1", passage="p-1", code=CODES[1])
    sha256 = store(study.folder.originals, b"the file itself", f".{ending}")
    source = next(record for record in study.records if isinstance(record, Source))
    changed = msgspec.structs.replace(source, sha256=sha256, media_type=kind, name=f"minutes.{ending}")
    study.records[study.records.index(source)] = changed
    export_file(study.write(), "refi-project", tmp_path / "out.qdpx")
    valid(schemas, tmp_path / "out.qdpx")
    back = new_study(tmp_path / "back")
    receive(back, tmp_path / "out.qdpx", by="carla@desk")
    assert bare(back) == bare(study.path)
    assert (back / "originals" / f"{sha256}.{ending}").read_bytes() == b"the file itself"


def test_coming_back_into_the_same_study_says_nothing_new(tmp_path: Path) -> None:
    study = Told(tmp_path / "study")
    study.say(Actor, "un", name="United Nations", kind="organisation")
    study.source(0, "Nobody came to the seminar.")
    study.write()
    export_file(study.path, "refi-project", tmp_path / "out.qdpx")
    report = receive(study.path, tmp_path / "out.qdpx", by="carla@desk")
    assert (report.added, report.revised) == ({}, {})
    assert not (study.path / "journal" / "carla@desk.jsonl").exists()


def test_what_another_program_changed_comes_back_changed(tmp_path: Path) -> None:
    study = Told(tmp_path / "study")
    study.say(Actor, "un", name="United Nations", kind="organisation")
    text, identity = study.source(0, "Nobody came to the seminar.")
    study.say(Passage, "p-1", source="document-0", text=identity, **passage_fields(text, kept(text)[1], 0, 6))  # pyright: ignore[reportArgumentType]
    study.say(Coding, "cod-1", passage="p-1", code=CODES[1], stance="contradicts", about="un", memo="Not so.")
    study.write()
    export_file(study.path, "refi-project", tmp_path / "out.qdpx")
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    xml = files["project.qde"].replace(b'name="Fear"', b'name="Dread"').replace(b"Not so.", b"Indeed not.")
    with zipfile.ZipFile(tmp_path / "edited.qdpx", "w") as archive:
        for name, data in (files | {"project.qde": xml}).items():
            archive.writestr(name, data)
    back = new_study(tmp_path / "back")
    report = receive(back, tmp_path / "edited.qdpx", by="carla@desk")
    assert Study(back).codes["views/fear"].name == "Dread"
    coding = Study(back).records.of(Coding)[0]
    assert (coding.memo, coding.stance, coding.about) == ("Indeed not.", "contradicts", "un")
    assert ("codes", ("Dread",)) in [(loss.what, loss.ids) for loss in report.losses if loss.outcome == "changed"]


def test_the_table_of_codes_is_what_taguette_imports(tmp_path: Path) -> None:
    taguette = pytest.importorskip("taguette.import_codebook", reason="Taguette is not installed")
    export_file(Told(tmp_path / "study").write(), "codebook-table", tmp_path / "codes.csv")
    with (tmp_path / "codes.csv").open("rb") as file:
        tags = taguette.list_tags(file)
    assert [tag["path"] for tag in tags] == ["views.fear", "views.fear.own", "views.fear.other"]
    assert tags[1]["description"] == "For oneself.\n\nCounts against it:\n- Calm."


def test_the_table_of_codes_has_a_row_for_each(tmp_path: Path) -> None:
    export_file(Told(tmp_path / "study").write(), "codebook-table", tmp_path / "codes.csv")
    assert (
        (tmp_path / "codes.csv")
        .read_text()
        .startswith("path,description,label,colour\nviews.fear,Expecting harm.,Fear,\nviews.fear.own,")
    )


def test_a_codebook_is_valid_and_brings_its_codes_back(tmp_path: Path, schemas: dict[str, etree.XMLSchema]) -> None:
    study = Told(tmp_path / "study").write()
    exported = export_file(study, "refi-codebook", tmp_path / "codes.qdc")
    schemas["Codebook"].assertValid(etree.parse(tmp_path / "codes.qdc"))
    assert [loss.what for loss in exported.losses] == ["codes", "lenses"]
    back = new_study(tmp_path / "back")
    receive(back, tmp_path / "codes.qdc", by="carla@desk")
    codes = Study(back).codes
    assert [(name, code.name, code.colour) for name, code in codes.items()] == [
        ("imported-codes/views-worries", "Views & <worries>", ""),
        ("imported-codes/views-worries.fear", "Fear", ""),
        ("imported-codes/views-worries.fear.same", "Same", "#aa00ff"),
        ("imported-codes/views-worries.fear.same-2", "Same", ""),
    ]
    assert codes["imported-codes/views-worries.fear.same"].group == "who"
    assert codes["imported-codes/views-worries.fear.same-2"].definition == (
        "For others.\n\nUse when:\n- They say so.\n\nCounts against it:\n- Calm."
    )
