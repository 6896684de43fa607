"""What may be given away of a study: a copy without the words of confidential sources, and a last look at all of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from colligate.actions.exporting import DamagedStudyError
from colligate.exchange.package.leaks import leak
from colligate.problems import ColligateError
from colligate.study.study import Study
from colligate.study.withholding import Withheld, open_copy


class LeakError(ColligateError):
    """Something to be given away in which words of a confidential source would still stand."""

    def __init__(self, file: str, words: str) -> None:
        """Name the file and the words."""
        super().__init__(
            f"Nothing was written: words of a confidential source would stand in {file}: '{words}'. "
            "Reword the place they come from, then export again."
        )


@contextmanager
def opened(path: Path) -> Iterator[tuple[Study, Withheld]]:
    """Open a copy of a study that may be given away; it is gone afterwards.

    Raises NotAStudyError, or DamagedStudyError where a file that the study names is missing.
    """
    study = Study(path)
    with tempfile.TemporaryDirectory(prefix="colligate-") as folder:
        try:
            withheld = open_copy(study, Path(folder))
        except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
            raise DamagedStudyError(str(error)) from error
        copy = Study(Path(folder))
        # What was wrong before is told of the new ids now.
        known = {told for problem in study.problems for told in (problem.message, withheld.told(problem.message))}
        if broken := [problem for problem in copy.problems if problem.message not in known]:
            reason = f"without the words of confidential sources {broken[0].place} cannot be read"
            raise DamagedStudyError(reason)
        yield copy, withheld


def require_silence(files: Mapping[str, bytes], withheld: Withheld) -> None:
    """Look once more into everything that goes out. Raises LeakError."""
    if withheld.words is None:
        return
    for name, data in files.items():
        if not name.startswith(("originals/", "texts/")) and (found := leak(name, data, withheld.words)):
            raise LeakError(name, found)
