"""Where everything of a study lies on disk, and how files there are written."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

import msgspec

from colligate.problems import ColligateError
from colligate.sources.text import Layout


class NotAStudyError(ColligateError):
    """A folder without a study file."""

    def __init__(self, path: Path) -> None:
        """Name the folder."""
        super().__init__(
            f"{path} is not a study: it holds no study.yaml. Name a study folder with --study, or start one with "
            f"'colligate new {path}'."
        )


class Folder:
    """The paths of one study folder. Making it touches nothing."""

    def __init__(self, path: Path) -> None:
        """Name the folder."""
        self.path = Path(path)

    @property
    def settings(self) -> Path:
        """The study file."""
        return self.path / "study.yaml"

    @property
    def originals(self) -> Path:
        """Documents as published, named by hash."""
        return self.path / "originals"

    @property
    def texts(self) -> Path:
        """What each reader read, named by hash."""
        return self.path / "texts"

    @property
    def lenses(self) -> Path:
        """The lenses in use."""
        return self.path / "lenses"

    @property
    def mappings(self) -> Path:
        """What the columns of files of values mean, one file a dataset."""
        return self.path / "mappings"

    @property
    def journals(self) -> Path:
        """The truth: one file a person and machine."""
        return self.path / "journal"

    @property
    def model_runs(self) -> Path:
        """What was asked of a language model; there only once somebody did."""
        return self.path / "model-runs"

    @property
    def report(self) -> Path:
        """What authors write."""
        return self.path / "report"

    @property
    def build(self) -> Path:
        """What is derived; may be deleted."""
        return self.path / "build"

    def require(self) -> Folder:
        """Return self if a study is here. Raises NotAStudyError."""
        if not self.settings.is_file():
            raise NotAStudyError(self.path)
        return self

    def text(self, sha256: str) -> str:
        """Read a frozen text. Raises OSError."""
        return (self.texts / f"{sha256}.txt").read_bytes().decode("utf-8")

    def layout(self, sha256: str) -> Layout:
        """Read a text's layout. Raises OSError or msgspec.DecodeError."""
        return msgspec.json.decode((self.texts / f"{sha256}.json").read_bytes(), type=Layout)

    def freeze(self, text: str, layout: Layout) -> tuple[str, str]:
        """Store a text and its layout under their hashes and return both."""
        return (
            store(self.texts, text.encode("utf-8"), ".txt"),
            store(self.texts, msgspec.json.encode(layout), ".json"),
        )


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def store(folder: Path, data: bytes, suffix: str) -> str:
    """Write bytes once under their hash; return the hash."""
    name = digest(data)
    path = folder / f"{name}{suffix}"
    if not path.exists():
        write(path, data)
    return name


def write(path: Path, data: bytes) -> None:
    """Replace a file whole: readers see the old bytes or the new, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".colligate-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def slug(words: str, *, limit: int = 40) -> str:
    """Make an id from words: lower-case ASCII letters and digits with single hyphens."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return plain[:limit].strip("-") or "x"
