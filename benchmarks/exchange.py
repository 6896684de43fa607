"""Ten thousand codings out as a REFI-QDA project and back, and as tables, beside what no writer can do without.

Projects are set beside the bare packing of the same bytes, tables beside the limits of `LIMITS`.

Run ``python benchmarks/exchange.py [PROJECT.qdpx]``; without any, the 10,000 codings that QualCoder wrote are read
from the test material (``COLLIGATE_MATERIAL``, else the folder ``shared`` beside the project).
"""

from __future__ import annotations

import io
import os
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median

from colligate.actions.exporting import export_file
from colligate.actions.receiving import receive
from colligate.actions.starting import new_study
from colligate.codings.coding import Coding
from colligate.sources.passage import Passage
from colligate.study.study import Study

RUNS = 5
MATERIAL = Path(os.environ.get("COLLIGATE_MATERIAL", Path(__file__).parent.parent.parent / "shared"))
#: Seconds within which 10,000 codings should be written.
LIMITS = {"csv": 1.0, "json": 1.0, "parquet": 1.0, "html": 1.0, "xlsx": 3.0, "docx": 10.0}
#: Seconds by the clock for a project out and back in.
OUT, IN = 3.0, 10.0
SAMPLE = MATERIAL / "standards/refi-qda/qualcoder4beta_10000.qdpx"


def repacked(archive: Path) -> None:
    """Unpack and pack a project, which no exchange can do without."""
    out = io.BytesIO()
    with zipfile.ZipFile(archive) as opened, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in opened.namelist():
            packed.writestr(name, opened.read(name))


def words(study: Path) -> Counter[tuple[str, str]]:
    """Return code and quote of every coding, counted."""
    records = Study(study).records
    found: Counter[tuple[str, str]] = Counter()
    for coding in records.of(Coding):
        passage = records.get(Passage, coding.passage)
        found[coding.code, passage.quote if passage else ""] += 1
    return found


def seconds(work: Callable[[], object]) -> float:
    """Return how long the processor takes for a piece of work: other work on the machine does not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def by_the_clock(study: Path, place: Path) -> None:
    """Write a project and take it in as a user waits for it, and print the ratio to the limits."""
    outs: list[float] = []
    ins: list[float] = []
    for number in range(RUNS):
        file, back = place / f"clock-{number}.qdpx", new_study(place / f"clock-{number}")
        start = time.perf_counter()
        export_file(study, "refi-project", file)
        between = time.perf_counter()
        receive(back, file, by="carla@desk")
        outs.append(between - start)
        ins.append(time.perf_counter() - between)
    for name, took, limit in (("out", median(outs), OUT), ("in", median(ins), IN)):
        print(f"{name} by the clock {took:.2f} s, {took / limit:.2f} of the limit of {limit:.0f} s")


def tables(study: Path, place: Path) -> None:
    """Write the quotes in every form and print the ratio to its limit."""
    for form, limit in LIMITS.items():
        took = median(seconds(lambda form=form: export_file(study, "quotes", place / f"q.{form}")) for _ in range(RUNS))
        print(f"quotes as {form} {took:.2f} s, {took / limit:.2f} of the limit of {limit:.0f} s")


def main() -> None:
    """Measure all in turn and print medians of seconds of the processor."""
    sample = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        study = new_study(place / "study")
        receive(study, sample, by="amina@laptop")
        before = words(study)
        runs: list[tuple[float, ...]] = []
        for number in range(RUNS):
            file, back = place / f"{number}.qdpx", new_study(place / f"back-{number}")
            out = seconds(lambda file=file: export_file(study, "refi-project", file))
            into = seconds(lambda file=file, back=back: receive(back, file, by="carla@desk"))
            notes = seconds(lambda: export_file(study, "web-annotation", place / "notes.jsonld"))
            runs.append((seconds(lambda file=file: repacked(file)), out, into, notes))
            same = (before & words(back)).total()
            print(f"{same:,} of {before.total():,} codings at the same words")
        by_the_clock(study, place)
        tables(study, place)
        packing, out, into, notes = (median(column) for column in zip(*runs, strict=True))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"bare packing {packing:.2f} s; out {out:.2f} s, ratio {out / packing:.1f}")
        print(f"in {into:.2f} s, ratio {into / packing:.1f}; annotations out {notes:.2f} s; {memory} MiB")


if __name__ == "__main__":
    main()
