"""Building the worked study: cold, again with nothing changed, and again after one coding.

Prints the medians of five runs, each a whole process, and their ratio to the cold build.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from colligate.codings.coding import Coding
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study

EXAMPLE = Path(__file__).parent.parent / "examples" / "thailand-unodc-2014-2017"
RUNS = 5


def build(path: Path) -> float:
    """Build a study in a process of its own and return the seconds it took."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "colligate.cli", "build", str(path)], check=True, capture_output=True)
    return time.perf_counter() - start


def add_coding(path: Path, number: int) -> None:
    """Say one more coding, on a passage that is coded already."""
    study = Study(path)
    known = study.records.of(Coding)[0]
    journal = Journal(path / "journal" / "bench@bench.jsonl")
    journal.append(
        [
            Coding(
                id=f"bench-{number}",
                by="bench@bench",
                at=stamp(study.records.latest),
                passage=known.passage,
                code=known.code,
                stance="mentions",
                about=known.about,
            )
        ]
    )


def main() -> None:
    """Run and print."""
    seconds: dict[str, list[float]] = {"cold": [], "nothing changed": [], "one coding more": []}
    for number in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "study"
            shutil.copytree(EXAMPLE, path, ignore=shutil.ignore_patterns("build"))
            seconds["cold"].append(build(path))
            seconds["nothing changed"].append(build(path))
            add_coding(path, number)
            seconds["one coding more"].append(build(path))
    cold = statistics.median(seconds["cold"])
    for name, runs in seconds.items():
        median = statistics.median(runs)
        print(f"{name:16} {median:6.2f} s  {median / cold:5.2f} of the cold build")


if __name__ == "__main__":
    main()
