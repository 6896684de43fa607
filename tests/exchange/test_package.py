"""A whole study goes out as a package, comes back the same, and builds the same report."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from packaged import with_original
from prov.model import ProvDocument, ProvEntity
from rocrate.rocrate import ROCrate
from small_study import SmallStudy

from colligate.actions.building import build_report
from colligate.actions.packaging import UnbuiltError, export_package
from colligate.actions.starting import FolderTakenError, new_study
from colligate.actions.unpacking import unpack
from colligate.cli import main
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.package.reading import is_package
from colligate.sources.source import Source
from colligate.study.checks import study_problems
from colligate.study.study import Study

BUILT = ("evidence.csv", "evidence.xlsx", "findings.json", "report.docx", "report.html", "report.pdf")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "study"
    with_original(path)
    build_report(path)
    return path


@pytest.fixture(scope="module")
def package(study: Path) -> Path:
    file = study.parent / "study.zip"
    export_package(study, file)
    return file


@pytest.fixture(scope="module")
def unpacked(package: Path) -> Path:
    folder = package.parent / "unpacked"
    unpack(package, folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def graph(folder: Path) -> dict[str, dict[str, Any]]:
    return {one["@id"]: one for one in json.loads((folder / "ro-crate-metadata.json").read_bytes())["@graph"]}


def test_every_file_of_the_study_comes_back_byte_for_byte(study: Path, unpacked: Path) -> None:
    there, back = files(study), files(unpacked)
    del there["build/build.lock"]
    assert {name: back.get(name) for name in there} == there
    added = {"ro-crate-metadata.json", "provenance.json", "losses.txt", "README.md"}
    assert back.keys() - there.keys() == added
    assert study_problems(Study(unpacked)) == study_problems(Study(study))


def test_a_report_built_from_the_package_has_the_bytes_of_the_one_in_it(unpacked: Path) -> None:
    packed = {name: (unpacked / "build" / name).read_bytes() for name in BUILT}
    for name in BUILT:
        (unpacked / "build" / name).unlink()
    result = build_report(unpacked)
    assert not result.failed
    assert {name: (unpacked / "build" / name).read_bytes() for name in BUILT} == packed


def test_a_package_of_what_came_out_of_a_package_is_the_same_package(unpacked: Path, package: Path) -> None:
    again = unpacked.parent / "again.zip"
    export_package(unpacked, again)
    assert again.read_bytes() == package.read_bytes()


def test_the_metadata_are_an_ro_crate_with_hash_size_and_type_of_every_file(unpacked: Path) -> None:
    crate = ROCrate(str(unpacked))
    assert crate.name == "Training at the border"
    assert crate.root_dataset["datePublished"] == "2026-01-02"
    assert crate.root_dataset["author"]["name"] == "Amina Okafor"
    assert crate.mainEntity.id == "build/report.html"
    described = graph(unpacked)
    there, own = files(unpacked), {"ro-crate-metadata.json", "build/build.lock"}
    assert {unquote(one["@id"]) for one in described["./"]["hasPart"]} == there.keys() - own
    for part in described["./"]["hasPart"]:
        data, entity = there[unquote(part["@id"])], described[part["@id"]]
        assert entity["@type"] == "File"
        assert entity["sha256"] == hashlib.sha256(data).hexdigest()
        assert entity["contentSize"] == str(len(data))
        assert entity["encodingFormat"] != "application/octet-stream"


def test_no_reference_of_the_metadata_leads_nowhere(unpacked: Path) -> None:
    described = graph(unpacked)

    def named(value: object) -> list[str]:
        if isinstance(value, dict):
            return (
                [value["@id"]] if set(value) == {"@id"} else [one for inner in value.values() for one in named(inner)]
            )
        return [one for inner in value for one in named(inner)] if isinstance(value, list) else []

    links = {link for entity in described.values() for link in named(list(entity.values()))}
    assert links - described.keys() == {"https://w3id.org/ro/crate/1.1"}


def test_sources_are_cited_and_their_files_lead_to_them(unpacked: Path) -> None:
    described = graph(unpacked)
    audit = described["#source-audit-2016"]
    assert (audit["@type"], audit["name"], audit["datePublished"]) == (
        "CreativeWork",
        "Audit of border training",
        "2016",
    )
    assert described[audit["publisher"]["@id"]]["name"] == "National Auditors"
    original = next(one for name, one in described.items() if name.startswith("originals/"))
    assert original["exampleOfWork"] == {"@id": "#source-audit-2016"}
    assert original["encodingFormat"] == "application/pdf"


def test_a_licence_and_a_date_are_the_ones_the_study_states(tmp_path: Path) -> None:
    whole = SmallStudy(tmp_path / "study")
    text = whole.folder.settings.read_text()
    whole.folder.settings.write_text(f"{text}  licence: CC-BY-4.0\n  date: 2026-03-01\n")
    export_package(tmp_path / "study", tmp_path / "out")
    root = graph(tmp_path / "out")["./"]
    assert root["license"] == {"@id": "https://spdx.org/licenses/CC-BY-4.0"}
    assert root["datePublished"] == "2026-03-01"


def test_a_study_without_a_licence_says_so(unpacked: Path) -> None:
    licence = graph(unpacked)[graph(unpacked)["./"]["license"]["@id"]]
    assert licence["name"] == "No licence stated"


def test_people_and_what_they_did_are_in_the_metadata(unpacked: Path) -> None:
    acts = [one for one in graph(unpacked).values() if one["@type"] == "CreateAction"]
    assert {act["name"] for act in acts} == {
        "Importing documents by amina", "Coding by amina", "Recording and judging by amina",
        "Building findings, tables and report",
    }  # fmt: skip
    build = next(act for act in acts if act["@id"] == "#build")
    assert {one["@id"] for one in build["result"]} == {f"build/{name}" for name in BUILT}
    assert graph(unpacked)[build["instrument"]["@id"]]["softwareRequirements"]


def test_the_provenance_leads_from_a_sentence_to_its_document(unpacked: Path) -> None:
    trail = ProvDocument.deserialize(str(unpacked / "provenance.json"), format="json")
    derived: dict[str, set[str]] = {}
    for relation in trail.get_records():
        names = {str(key): str(value) for key, value in relation.attributes}
        if "prov:generatedEntity" in names:
            derived.setdefault(names["prov:generatedEntity"], set()).add(names["prov:usedEntity"])
    reached, ahead = set(), ["c:sentence/s-officers"]
    while ahead:
        name = ahead.pop()
        reached.add(name)
        ahead += derived.get(name, set()) - reached
    assert {
        "c:coding/cod-output", "c:finding/course%40results-chain%2Foutput", "c:passage/p-600",
        "c:text/text-bureau-2014", "c:source/bureau-2014",
    } <= reached  # fmt: skip
    entities = {str(one.identifier) for one in trail.get_records(ProvEntity)}
    assert reached <= entities
    assert {name for names in derived.values() for name in names} <= entities
    revised = [str(one) for one in trail.get_records() if "prov:Revision" in str(one)]
    assert len(revised) == 1
    assert "c:source/audit-2016" in revised[0]


def test_a_study_whose_report_has_faults_is_not_packed(tmp_path: Path) -> None:
    small = SmallStudy(tmp_path / "study")
    small.write_report('[It did.]{#s-did rests="nothing-there"}\n')
    with pytest.raises(UnbuiltError, match="nothing-there"):
        export_package(tmp_path / "study", tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()


def test_a_folder_that_holds_something_is_left_alone(study: Path, package: Path) -> None:
    with pytest.raises(FolderTakenError):
        export_package(study, study)
    with pytest.raises(FolderTakenError):
        unpack(package, study)


def test_the_command_line_packs_and_unpacks(tmp_path: Path) -> None:
    new_study(tmp_path / "study", lenses=["causes"], title="Empty")
    run = CliRunner()
    packed = run.invoke(main, ["export", "package", str(tmp_path / "p.zip"), "--study", str(tmp_path / "study")])
    assert packed.exit_code == 0, packed.output
    back = run.invoke(main, ["import", str(tmp_path / "p.zip"), "--study", str(tmp_path / "new")])
    assert back.exit_code == 0, back.output
    assert Study(tmp_path / "new").settings.title == "Empty"
    again = run.invoke(main, ["import", str(tmp_path / "p.zip"), "--study", str(tmp_path / "new")])
    assert again.exit_code == 2
    assert "is not empty" in again.output


def test_the_folder_one_is_in_takes_a_package_and_stays_the_same_folder(
    study: Path, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    node = tmp_path.stat().st_ino
    back = CliRunner().invoke(main, ["import", str(package), "--study", "."])
    assert back.exit_code == 0, back.output
    assert Path.cwd().stat().st_ino == node
    assert Path("study.yaml").read_bytes() == (study / "study.yaml").read_bytes()
    assert not list(tmp_path.glob(".*"))


@settings(max_examples=6)
@given(
    title=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30),
    url=st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
)
def test_whatever_is_said_of_a_source_comes_back(title: str, url: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        small = SmallStudy(place / "study")
        small.write_report("")
        small.say(Source(id="odd", title=title, url=url, **small.stamp()))
        export_package(place / "study", place / "p.zip")
        unpack(place / "p.zip", place / "back")
        assert Study(place / "back").records.by_id == Study(place / "study").records.by_id
        journal = "journal/amina@desk.jsonl"
        assert (place / "back" / journal).read_bytes() == (place / "study" / journal).read_bytes()


def tampered(package: Path, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(package) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    change(held)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(held: dict[str, bytes]) -> None:
    held["journal/amina@desk.jsonl"] = held["journal/amina@desk.jsonl"].replace(b"600", b"900")


def gone(held: dict[str, bytes]) -> None:
    del held["lenses/causes.yaml"]


def upward(held: dict[str, bytes]) -> None:
    held["../outside.txt"] = b"out"


def absolute(held: dict[str, bytes]) -> None:
    held["/etc/outside.txt"] = b"out"


def drive(held: dict[str, bytes]) -> None:
    held["C:\\outside.txt"] = b"out"


def unlisted(held: dict[str, bytes]) -> None:
    held["extra.txt"] = b"more"


def reserved(held: dict[str, bytes]) -> None:
    held["texts/NUL.txt"] = b""


def swelling(held: dict[str, bytes]) -> None:
    held["texts/bomb.txt"] = bytes(60_000_000)


def untold(held: dict[str, bytes]) -> None:
    held["ro-crate-metadata.json"] = b'{"@graph": [{"@type": "File", "@id": "study.yaml"}]}'


def no_json(held: dict[str, bytes]) -> None:
    held["ro-crate-metadata.json"] = b"{"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (changed, r"'journal/amina@desk\.jsonl' is not the file that was packed: its hash differs"),
        (gone, r"'lenses/causes\.yaml' is missing"),
        (upward, r"leads out of it: '\.\./outside\.txt'"),
        (absolute, r"leads out of it: '/etc/outside\.txt'"),
        (drive, r"leads out of it: 'C:"),
        (unlisted, r"'extra\.txt' is not listed"),
        (reserved, r"not every system can write: 'texts/NUL\.txt'"),
        (swelling, r"'texts/bomb\.txt' swells"),
        (untold, "does not list its files with hash and size"),
        (no_json, "does not list its files with hash and size"),
    ],
)
def test_a_package_that_is_not_whole_leaves_nothing_behind(
    package: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], told: str
) -> None:
    (tmp_path / "p.zip").write_bytes(tampered(package, change))
    with pytest.raises(RefusedFileError, match=told):
        unpack(tmp_path / "p.zip", tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]


def test_a_link_in_a_package_is_refused(package: Path, tmp_path: Path) -> None:
    data = io.BytesIO(package.read_bytes())
    with zipfile.ZipFile(data, "a") as archive:
        link = zipfile.ZipInfo("texts/link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    (tmp_path / "p.zip").write_bytes(data.getvalue())
    with pytest.raises(RefusedFileError, match=r"a link to somewhere else: 'texts/link\.txt'"):
        unpack(tmp_path / "p.zip", tmp_path / "new")


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_package_cut_short_is_refused_as_such(package: Path, tmp_path: Path, share: float) -> None:
    data = package.read_bytes()
    cut = data[: int(len(data) * share)]
    assert is_package(cut)
    (tmp_path / "p.zip").write_bytes(cut)
    with pytest.raises(RefusedFileError, match=r"p\.zip: The archive is damaged or cut short"):
        unpack(tmp_path / "p.zip", tmp_path / "new")
    assert not (tmp_path / "new").exists()
