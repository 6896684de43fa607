"""The lenses that come with Colligate, read from the package's own `catalog`."""

from __future__ import annotations

from functools import cache
from importlib import resources

from colligate.lenses.lens import Lens
from colligate.lenses.nearest import nearest
from colligate.lenses.reading import read_lens
from colligate.problems import ColligateError, Problem


class UnknownLensError(ColligateError):
    """A lens was asked for that does not ship."""

    def __init__(self, lens_id: str) -> None:
        """Name the lens asked for, the nearest one, and all there are."""
        near = nearest(lens_id, _ids())
        meant = f" Did you mean '{near}'?" if near else ""
        super().__init__(f"No lens '{lens_id}' ships with Colligate.{meant} Choose one of: {', '.join(_ids())}.")


class BrokenCatalogError(ColligateError):
    """A lens that ships cannot be read; the installation is damaged."""

    def __init__(self, problem: Problem) -> None:
        """Name the file, its first problem and the way out."""
        super().__init__(f"A lens that ships with Colligate cannot be read: {problem} Install Colligate again.")


@cache
def shipped() -> tuple[Lens, ...]:
    """Return all lenses that ship, sorted by id."""
    return tuple(_read(lens_id) for lens_id in _ids())


def shipped_lens(lens_id: str) -> Lens:
    """Return one lens that ships.

    Raises:
        UnknownLensError: If none has that id.
    """
    if lens_id not in _ids():
        raise UnknownLensError(lens_id)
    return _read(lens_id)


def shipped_bytes(lens_id: str) -> bytes:
    """Return a shipped lens's file as it is, to be copied into a study.

    Raises:
        UnknownLensError: If none has that id.
    """
    if lens_id not in _ids():
        raise UnknownLensError(lens_id)
    return (resources.files("colligate.lenses") / "catalog" / f"{lens_id}.yaml").read_bytes()


@cache
def _ids() -> tuple[str, ...]:
    folder = resources.files("colligate.lenses") / "catalog"
    return tuple(sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))


@cache
def _read(lens_id: str) -> Lens:
    lens, problems = read_lens(shipped_bytes(lens_id), f"{lens_id}.yaml")
    if lens is None:
        raise BrokenCatalogError(problems[0])
    return lens
