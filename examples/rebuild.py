"""Fill the worked studies anew from their tables: the same folders, byte for byte, from the same commands a user has.

python examples/rebuild.py            every study under examples/tables/
python examples/rebuild.py NAME …     those named
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from colligate.actions.adding import add_sources
from colligate.actions.importing import import_tables
from colligate.actions.lenses import add_lens
from colligate.actions.starting import new_study
from colligate.problems import Problem
from colligate.study.settings import read_settings

HERE = Path(__file__).parent
TABLES = HERE / "tables"
#: When the studies were filled. Fixed, so that filling them again gives the same bytes.
FILLED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BY = "authors@colligate"


def fill(name: str, target: Path) -> list[Problem]:
    """Fill one study from its tables into an empty folder and return what was refused."""
    tables = TABLES / name
    settings, problems = read_settings((tables / "study.yaml").read_bytes(), f"{name}/study.yaml")
    new_study(target)
    own = {path.stem: path for path in (tables / "lenses").glob("*.yaml")}
    for entry in settings.lenses:
        lens = entry.partition("@")[0]
        problems += add_lens(target, str(own.get(lens, lens)))
    shutil.copyfile(tables / "study.yaml", target / "study.yaml")
    shutil.rmtree(target / "report")
    shutil.copytree(tables / "report", target / "report")
    added = add_sources(target, [tables / "sources"], by=BY, at=FILLED, even_if_alike=True)
    files = sorted(tables.glob("*.csv"))
    records = [file for file in files if file.name != "coverage.csv"]
    imported = import_tables(target, records, by=BY, at=FILLED + timedelta(hours=1))
    return [*problems, *added.problems, *imported.refusals]


def replace(name: str) -> list[Problem]:
    """Fill a study and put it where the committed one lies, keeping the lock of its report."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / name
        problems = fill(name, fresh)
        lock = HERE / name / "report" / "report.lock"
        if lock.is_file():
            shutil.copyfile(lock, fresh / "report" / "report.lock")
        shutil.rmtree(HERE / name, ignore_errors=True)
        shutil.copytree(fresh, HERE / name)
    return problems


def main(names: list[str]) -> int:
    """Rebuild the studies named, or all; return 1 where a row was refused."""
    failed = False
    for name in names or sorted(path.name for path in TABLES.iterdir() if (path / "study.yaml").is_file()):
        for problem in replace(name):
            failed = failed or problem.severity == "error"
            print(problem)  # noqa: T201 - a script for people
        print(f"filled examples/{name}")  # noqa: T201 - the same
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
