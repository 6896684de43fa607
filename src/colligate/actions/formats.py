"""Everything a study goes out in: each format in the words of those who use it, and one function that writes any."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from pathlib import Path

import msgspec

from colligate.actions.annotating import export_ati, export_qca
from colligate.actions.exporting import FORMATS, Exported, UnknownFormatError, export_file, export_tables
from colligate.actions.packaging import export_package
from colligate.actions.tidying import TABLES
from colligate.exchange.tidy import FORMS
from colligate.study.folder import write
from colligate.study.study import Study


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A format in words."""

    name: str
    label: str
    says: str
    #: For whom it is.
    group: str
    #: True where words of confidential sources would go along.
    quotes: bool
    #: Kinds of file to choose from, where there is a choice.
    forms: tuple[str, ...] = ()
    #: True where it is written for one lens.
    by_lens: bool = False


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    label: str
    says: str
    quotes: bool = False
    lens: bool = False


_GROUPS = msgspec.yaml.decode(
    Path(__file__).with_suffix(".yaml").read_bytes(), type=dict[str, dict[str, _Told]]
)  # fmt: skip
#: All formats, those most asked for first.
ALL: dict[str, Format] = {
    name: Format(
        name=name, label=told.label, says=told.says, group=group, quotes=told.quotes, by_lens=told.lens,
        forms=tuple(FORMS) if name in TABLES else (),
    )
    for group, formats in _GROUPS.items()
    for name, told in formats.items()
}  # fmt: skip


def export(
    path: Path, name: str, to: Path | None = None, *, form: str = "", lens: str = "", calibration: Path | None = None
) -> Exported:
    """Write a study in a format, with the report of losses beside it.

    Args:
        path: The study folder.
        name: One of `ALL`.
        to: Where to: a file, or a folder for ``tables``, ``ati`` and ``qca``; else one named after the study.
        form: For a table for reading: the kind of file; else as the file's name ends, else ``csv``.
        lens: For ``qca``: the lens whose codes are the conditions.
        calibration: For ``qca``: a YAML file with the degree read off each level.

    Raises:
        NotAStudyError: Where `path` is no study.
        UnknownFormatError: Where there is no such format.
        ColligateError: What the format itself raises; see `export_file`, `export_package`, `export_ati`, `export_qca`.
    """
    if name not in ALL:
        raise UnknownFormatError(name, ALL)
    if name == "tables":
        folder = to or Path("tables")
        files = export_tables(path, folder)
        return Exported(file="\n".join(map(str, files)), losses=[], report="")
    if name == "package":
        return export_package(path, to)
    if name == "ati":
        return export_ati(path, to)
    if name == "qca":
        return export_qca(path, lens, to, calibration=calibration)
    return export_file(path, name, to, form=form)


def export_download(path: Path, name: str, *, form: str = "", lens: str = "") -> Exported:
    """Export into the study's folder of derived files, where a browser fetches it; folders as one archive.

    Raises what `export` does.
    """
    place = Study(path).folder.build / "exchange" / "out" / name
    named = re.sub(r"[^\w.-]+", "-", path.resolve().name).strip("-.") or "study"
    if name in ("tables", "ati", "qca"):
        return _archived(path, name, place / f"{named}-{name}.zip", lens=lens)
    if name not in ALL:
        raise UnknownFormatError(name, ALL)
    ending = f"-{name}.{form or 'xlsx'}" if name in TABLES else {"package": ".zip", **FORMATS}[name]
    return export(path, name, place / f"{named}{ending}", form=form)


def _archived(path: Path, name: str, place: Path, *, lens: str) -> Exported:
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="colligate-") as made, zipfile.ZipFile(packed, "w") as archive:
        exported = export(path, name, Path(made) / name, lens=lens)
        for file in sorted((Path(made) / name).rglob("*")):
            if file.is_file():
                inside = file.relative_to(Path(made)).as_posix()
                archive.writestr(zipfile.ZipInfo(inside), file.read_bytes(), zipfile.ZIP_DEFLATED)
    write(place, packed.getvalue())
    return Exported(file=str(place), losses=exported.losses, report="")
