"""A library in one archive is the library in its folder; an archive that is not safe brings nothing."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from desk import AT, Desk
from shelf import shelf

from colligate.actions.receiving import receive
from colligate.cli import main
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.recognising import kind_of_file
from colligate.sources.source import Source

BIB = """\
@report{office2014,
  title = {Counting boats},
  year = {2014},
  file = {Full text:files/Zähl.txt:text/plain}
}
"""
WORDS = "The office counted two hundred boats on the river in the spring of that year.\n"


def packed(folder: Path, inside: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            archive.write(file, f"{inside}{file.relative_to(folder).as_posix()}")
    return out.getvalue()


def archive_of(*entries: tuple[str | zipfile.ZipInfo, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in entries:
            archive.writestr(name, words)
    return out.getvalue()


@pytest.fixture
def hand_in(desk: Desk) -> Callable[..., dict[str, int]]:
    def handed(data: bytes, name: str = "library.zip") -> dict[str, int]:
        (desk.path / name).write_bytes(data)
        return receive(desk.study_path, desk.path / name, by="amina@laptop", at=AT).added

    return handed


@pytest.mark.parametrize("inside", ["", "My Library/"])
def test_packed_or_not_it_is_the_same_library(desk: Desk, hand_in: Callable, inside: str) -> None:
    folder = shelf(desk.path / "shelf")
    added = hand_in(packed(folder, inside))
    assert added["Source"] >= 3
    again = receive(desk.study_path, folder, by="amina@laptop", at=AT)
    assert (again.added, again.revised) == ({}, {})


def test_the_command_takes_it(desk: Desk) -> None:
    (desk.path / "library.zip").write_bytes(packed(shelf(desk.path / "shelf")))
    told = CliRunner().invoke(
        main, ["import", str(desk.path / "library.zip"), "--study", str(desk.study_path), "--by", "amina@laptop"]
    )
    assert told.exit_code == 0, told.output
    assert "Global report" in {one.title for one in desk.study().records.of(Source)}


def test_names_packed_without_saying_how_they_are_written(hand_in: Callable) -> None:
    """Some systems pack names in UTF-8, decomposed, and do not say so."""
    name = zipfile.ZipInfo("files/Za\u0308hl.txt")
    data = archive_of(("__MACOSX/._refs.bib", "x"), ("refs.bib", BIB), (name, WORDS))
    assert b"Za\xcc\x88hl.txt" in data
    plain = bytearray(data)
    for sign, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = plain.find(sign)
        while start >= 0:
            plain[start + flag + 1] &= ~0x08
            start = plain.find(sign, start + 4)
    assert hand_in(bytes(plain)) == {"Source": 1, "Text": 1}


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("files/a.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (archive_of(("refs.bib", BIB), ("../../escaped.txt", "x")), "leads out of it"),
        (archive_of(("refs.bib", BIB), (link(), "/etc/passwd")), "a link to somewhere else"),
        (archive_of(("refs.bib", BIB), ("files/Zähl.txt", "0" * 30_000_000)), "swells"),
        (archive_of(("refs.bib", BIB), ("more.bib", BIB)), "The archive holds more.bib, refs.bib"),
        (archive_of(("refs.bib", BIB), ("f" * 300, "x")), "too long a name"),
        (archive_of(("refs.bib", BIB), ("refs.bib/a.txt", "x")), "cannot be unpacked"),
    ],
)
def test_an_archive_that_is_not_safe_or_plain_brings_nothing(
    desk: Desk, hand_in: Callable, data: bytes, why: str
) -> None:
    before = desk.study().records.by_id
    with pytest.raises(RefusedFileError, match=why):
        hand_in(data)
    assert desk.study().records.by_id == before
    assert not (desk.path.parent / "escaped.txt").exists()


def test_what_an_archive_is_told_by_what_it_holds() -> None:
    csl = '[{"id": "a", "type": "report", "title": "Counting boats"}]'
    assert kind_of_file(archive_of(("refs.bib", BIB)), "a.zip") == "library"
    assert kind_of_file(archive_of(("x/refs.ris", "TY  - RPRT\n")), "a.zip") == "library"
    assert kind_of_file(archive_of(("refs.json", csl)), "a.zip") == "library"
    assert kind_of_file(archive_of(("other.json", "{}")), "a.zip") == "table"
    assert kind_of_file(archive_of(("xl/workbook.xml", ""), ("refs.bib", BIB)), "a.xlsx") == "table"
    assert kind_of_file(archive_of(("project.qde", ""), ("sources/refs.bib", BIB)), "a.qdpx") == "refi-project"
    assert kind_of_file(archive_of(("ro-crate-metadata.json", "{}"), ("study.yaml", "")), "a.zip") == "package"
