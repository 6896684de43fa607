"""A new study folder, empty or a copy of a worked one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from colligate.lenses.shipped import shipped_bytes, shipped_lens
from colligate.problems import ColligateError
from colligate.study.folder import Folder, write
from colligate.study.settings import Case, Settings, settings_bytes

#: Worked studies that ship, by the name `colligate new --example` takes.
EXAMPLES = ("thailand-unodc-2014-2017",)

_GUIDE = """\
# {title}

::: {{.rule}}
:::
"""


class FolderTakenError(ColligateError):
    """A folder that already holds something."""

    def __init__(self, path: Path) -> None:
        """Name the folder."""
        super().__init__(f"{path} is not empty. Name a folder that does not exist yet.")


class NoExampleError(ColligateError):
    """An installation without the worked studies."""

    def __init__(self, name: str) -> None:
        """Name the example."""
        super().__init__(f"The worked study '{name}' is not part of this installation. Known: {', '.join(EXAMPLES)}.")


def new_study(path: Path, *, lenses: Sequence[str] = (), title: str = "", question: str = "") -> Path:
    """Start a study with the shipped lenses named, copied in and pinned.

    Raises FolderTakenError where the folder holds something, and UnknownLensError for a lens that does not ship.
    """
    chosen = [shipped_lens(name) for name in lenses]
    _require_free(path)
    folder = Folder(path)
    for place in (folder.originals, folder.texts, folder.lenses, folder.journals, folder.report):
        place.mkdir(parents=True, exist_ok=True)
    for lens in chosen:
        write(folder.lenses / f"{lens.id}.yaml", shipped_bytes(lens.id))
    settings = Settings(
        title=title or path.name,
        question=question,
        case=Case(),
        lenses=tuple(f"{lens.id}@{lens.version}" for lens in chosen),
    )
    write(folder.report / "01-report.md", _GUIDE.format(title=settings.title).encode())
    write(folder.settings, settings_bytes(settings))
    return path


def copy_example(path: Path, *, name: str = EXAMPLES[0]) -> Path:
    """Copy a worked study. Raises FolderTakenError or NoExampleError."""
    _require_free(path)
    origin = _example(name)
    shutil.copytree(origin, path, ignore=shutil.ignore_patterns("build"), dirs_exist_ok=True)
    return path


def _example(name: str) -> Path:
    packaged = Path(str(resources.files("colligate"))) / "examples" / name
    checkout = Path(__file__).parents[3] / "examples" / name
    for place in (packaged, checkout):
        if (place / "study.yaml").is_file():
            return place
    raise NoExampleError(name)


def _require_free(path: Path) -> None:
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise FolderTakenError(path)
