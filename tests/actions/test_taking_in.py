"""A file is looked at before it is taken in, taken in as one act, and taken back as one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from colligate.actions.adding import add_sources
from colligate.actions.coding import change, code_span
from colligate.actions.exporting import FORMATS, UnknownFormatError
from colligate.actions.formats import ALL, export, export_download
from colligate.actions.starting import new_study
from colligate.actions.taking_in import LetGoError, NothingTakenError, Threshold, look, take_back, take_in
from colligate.actions.trying import Asked
from colligate.actions.undoing import ChangedSinceError
from colligate.codings.coding import Coding
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.iati.giving import NoActivityError
from colligate.exchange.series.mapping import read_mapping
from colligate.record import Record
from colligate.study.journal import Journal
from colligate.study.study import Study

WHO = "amina@laptop"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    made = new_study(tmp_path / "study", lenses=["io-roles"])
    (tmp_path / "report.txt").write_text("The office trained 600 officers.\n\nThe ministry counted 595 victims.\n")
    add_sources(made, [tmp_path / "report.txt"], by=WHO)
    return made


def files(study: Path) -> dict[str, bytes]:
    kept = [file for file in study.rglob("*") if file.is_file() and "build" not in file.parts]
    return {str(file.relative_to(study)): file.read_bytes() for file in kept}


def test_looking_tells_what_would_come_and_touches_nothing(study: Path, project: bytes, threshold: Threshold) -> None:
    before = files(study)
    held = threshold.hold("other.qdpx", io.BytesIO(project))
    found = look(study, held, Asked(), by=WHO)
    assert found.added == {"Source": 1, "Text": 1, "Passage": 1, "Coding": 1}
    assert found.lenses == ("causes",)
    assert files(study) == before
    assert not (study / "build").exists()
    taken = take_in(study, held, Asked(), by=WHO)
    assert (taken.added, taken.losses) == (found.added, found.losses)


def test_taking_back_leaves_what_stood(study: Path, project: bytes, threshold: Threshold) -> None:
    records, before = Study(study).records.by_id, files(study)
    held = threshold.hold("other.qdpx", io.BytesIO(project))
    take_in(study, held, Asked(), by=WHO)
    assert len(Study(study).records.of(Coding)) == 1
    assert take_back(study, held, by=WHO) == ()
    assert Study(study).records.by_id == records
    after = files(study)
    assert {name for name in before if after.get(name) != before[name]} == {f"journal/{WHO}.jsonl"}
    assert not (study / "lenses" / "causes.yaml").exists()
    with pytest.raises(NothingTakenError):
        take_back(study, held, by=WHO)


def test_what_was_changed_since_is_not_taken_back(study: Path, project: bytes, threshold: Threshold) -> None:
    held = threshold.hold("other.qdpx", io.BytesIO(project))
    take_in(study, held, Asked(), by=WHO)
    (coding,) = Study(study).records.of(Coding)
    change(study, coding.id, code="causes/economic.poverty", stance="contradicts", memo="no", by="bram@office")
    before = files(study)
    with pytest.raises(ChangedSinceError):
        take_back(study, held, by=WHO)
    assert files(study) == before


@pytest.mark.parametrize("name", ["other.qdpx", "values.csv", "actors.csv"])
def test_what_a_colleague_said_meanwhile_is_not_taken_back(
    study: Path, project: bytes, threshold: Threshold, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The colleague's word comes just before the import's own, after the import has read the study."""
    mapping = read_mapping(b"dataset: v\ntitle: t\nvalue: [value]\nperiod: year\narea: area\n", "m.yaml")
    asked = Asked(mapping=mapping) if name == "values.csv" else Asked()
    data = {"values.csv": b"area,year,value\nTHA,2014,1\n", "actors.csv": b"name,kind\nInterpol,organisation\n"}
    held = threshold.hold(name, io.BytesIO(data.get(name, project)))
    append, settings = Journal.append_all, (study / "study.yaml").read_bytes()

    def late(journal: Journal, acts: Iterable[Sequence[Record]]) -> None:
        acts = list(acts)
        if journal.path.stem == WHO:
            code_span(study, source="report", start=0, end=10, code="io-roles/forum", by="bram@office")
            (study / "lenses" / "brams.yaml").write_bytes((study / "lenses" / "io-roles.yaml").read_bytes())
        append(journal, acts)

    monkeypatch.setattr(Journal, "append_all", late)
    brought = take_in(study, held, asked, by=WHO)
    monkeypatch.undo()
    assert brought.added.get("Coding", 0) == (1 if name == "other.qdpx" else 0)
    assert "brams" not in brought.lenses
    take_back(study, held, by=WHO)
    assert [coding.by for coding in Study(study).records.of(Coding)] == ["bram@office"]
    assert (study / "lenses" / "brams.yaml").exists()
    assert (study / "study.yaml").read_bytes() == settings
    assert not list((study / "mappings").glob("*"))


def test_a_table_is_told_row_by_row(study: Path, threshold: Threshold) -> None:
    rows = b"name,kind\nInterpol,body\n,body\n"
    held = threshold.hold("things.csv", io.BytesIO(rows))
    assert held.kind == "table"
    assert "actors" in held.tables
    unknown = look(study, held, Asked(), by=WHO)
    assert not unknown.anything
    assert "No table is called 'things'" in unknown.refusals[0].message
    named = look(study, held, Asked(as_table="actors"), by=WHO)
    assert sum(named.added.values()) + len(named.refusals) == 2


def test_a_refused_file_says_why_and_changes_nothing(study: Path, project: bytes, threshold: Threshold) -> None:
    before = files(study)
    held = threshold.hold("cut.qdpx", io.BytesIO(project[:-200]))
    with pytest.raises(RefusedFileError, match="damaged or cut short"):
        take_in(study, held, Asked(), by=WHO)
    assert files(study) == before


def test_only_the_last_files_are_held() -> None:
    threshold = Threshold()
    first = threshold.hold("../../etc/passwd", io.BytesIO(b"a"))
    assert first.name == "passwd"
    assert first.file.read_bytes() == b"a"
    for number in range(8):
        threshold.hold(f"{number}.csv", io.BytesIO(b"a"))
    with pytest.raises(LetGoError):
        threshold.get(first.key)
    assert not first.file.exists()


def test_every_format_is_told_in_words_and_can_be_fetched(study: Path) -> None:
    assert {*FORMATS, "tables", "quotes", "package", "ati", "qca"} <= set(ALL)
    assert all(one.label and one.says.endswith(".") for one in ALL.values())
    code_span(study, source="report", start=0, end=10, code="io-roles/forum", by=WHO)
    for name in ALL.keys() - {"iati"}:
        exported = export_download(study, name, lens="io-roles")
        assert Path(exported.file).is_relative_to(study / "build" / "exchange" / "out" / name)
        assert Path(exported.file).stat().st_size > 0
    with zipfile.ZipFile(export_download(study, "tables").file) as archive:
        assert archive.namelist() == ["tables/codings.csv", "tables/passages.csv"]
    with zipfile.ZipFile(export_download(study, "package").file) as archive:
        assert not [one for one in archive.namelist() if one.startswith("build/exchange")]


def test_what_cannot_be_written_says_why(study: Path) -> None:
    with pytest.raises(NoActivityError):
        export_download(study, "iati")
    with pytest.raises(UnknownFormatError, match="Did you mean 'quotes'"):
        export(study, "quote")


def test_taken_in_twice_a_file_comes_in_once_and_can_still_be_taken_back(
    study: Path, project: bytes, threshold: Threshold
) -> None:
    before = Study(study).records.by_id
    held = threshold.hold("other.qdpx", io.BytesIO(project))
    first = take_in(study, held, Asked(), by=WHO)
    assert take_in(study, held, Asked(), by=WHO) is first
    take_back(study, held, by=WHO)
    assert Study(study).records.by_id == before
