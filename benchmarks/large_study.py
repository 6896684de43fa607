"""Check and findings on a generated study of 2,000 sources and 200,000 codings.

Prints seconds and peak memory of each step beside the time a plain read of the same bytes takes (the physical limit):
medians of five runs in one process each.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from colligate.actions.starting import new_study
from colligate.codings.coding import Coding
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Programme
from colligate.record import Record
from colligate.sources.passage import Passage, passage_fields
from colligate.sources.source import Source
from colligate.sources.text import Layout, PageStart, Text
from colligate.study.folder import Folder, digest, store
from colligate.study.journal import Journal
from colligate.study.study import Study

SOURCES, CODINGS, PROGRAMMES, PARAGRAPHS = 2_000, 200_000, 50, 60
LENSES = ("human-security", "io-roles", "causes")
STEPS = ("plain read", "open", "check", "findings")


def generate(path: Path) -> None:
    """Write the study: every source of its own words, every coding on a quote that stands in it."""
    chance = random.Random(1)
    new_study(path, lenses=LENSES)
    folder, clock = Folder(path), [datetime(2026, 1, 1, tzinfo=UTC)]
    codes = [reference for reference, code in Study(path).codes.items() if not code.codes]
    said: list[Record] = []
    stamped = _Stamper(clock)
    said += [Actor(id=f"actor-{i}", name=f"Actor {i}", kind="organisation", **stamped()) for i in range(200)]
    said += [Programme(id=f"p-{i}", name=f"Programme {i}", kind="other", **stamped()) for i in range(PROGRAMMES)]
    for number in range(SOURCES):
        said += _source(folder, number, chance, codes, stamped)
    journal = Journal(folder.journals / "generated@bench.jsonl")
    for start in range(0, len(said), 5_000):
        journal.append(said[start : start + 5_000])


class _Stamper:
    def __init__(self, clock: list[datetime]) -> None:
        self._clock = clock

    def __call__(self) -> dict[str, object]:
        self._clock[0] += timedelta(microseconds=1)
        return {"by": "generated@bench", "at": self._clock[0]}


def _source(folder: Folder, number: int, chance: random.Random, codes: list[str], stamped: _Stamper) -> list[Record]:
    paragraphs = [_paragraph(number, i, chance) for i in range(PARAGRAPHS)]
    text = "\n\n".join(paragraphs)
    layout = Layout(pages=tuple(PageStart(offset, str(i)) for i, offset in enumerate(range(0, len(text), 3_000), 1)))
    sha256, layout_sha256 = folder.freeze(text, layout)
    original = store(folder.originals, text.encode(), ".txt")
    source = Source(
        id=f"s-{number}",
        title=f"Source {number}",
        kind=chance.choice(["primary", "secondary"]),
        publisher=f"actor-{chance.randrange(200)}",
        sha256=original,
        **stamped(),
    )
    reading = Text(
        id=f"t-{number}",
        source=source.id,
        sha256=sha256,
        layout=layout_sha256,
        extractor="bench",
        characters=len(text),
        **stamped(),
    )
    records: list[Record] = [source, reading]
    for i in range(CODINGS // SOURCES):
        start = text.index(paragraphs[i % PARAGRAPHS])
        fields = passage_fields(text, layout, start, start + chance.randrange(60, 200))
        passage = Passage(id=f"q-{number}-{i}", source=source.id, text=reading.id, **fields, **stamped())
        coding = Coding(
            id=f"c-{number}-{i}",
            passage=passage.id,
            code=chance.choice(codes),
            stance=chance.choice(["supports", "supports", "supports", "contradicts", "mentions"]),
            about=f"p-{chance.randrange(PROGRAMMES)}",
            **stamped(),
        )
        records += [passage, coding]
    return records


def _paragraph(number: int, position: int, chance: random.Random) -> str:
    words = " ".join(chance.choice(("office", "police", "training", "victims", "border", "report")) for _ in range(40))
    return f"Paragraph {position} of document {number}: {words}."


def run(step: str, path: Path) -> None:
    """Do one step in this process and print its seconds and peak memory as JSON."""
    from colligate.actions.checking import check_study  # noqa: PLC0415 - not part of the steps that do without
    from colligate.study.assessing import assessment  # noqa: PLC0415 - the same

    start = time.perf_counter()
    if step == "plain read":
        total = sum(len(digest(file.read_bytes())) for file in sorted(path.rglob("*")) if file.is_file())
        assert total
    elif step == "open":
        assert len(Study(path).records.of(Coding)) == CODINGS
    elif step == "check":
        assert [problem for problem in check_study(path) if problem.severity == "error"] == []
    else:
        assert assessment(Study(path)).findings
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps([seconds, peak]) + "\n")


def main() -> None:
    """Generate once, run every step five times in a process of its own, print medians and ratios."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "study"
        generate(path)
        print(f"{SOURCES:,} sources, {CODINGS:,} codings, {PROGRAMMES} programmes, lenses {', '.join(LENSES)}")
        limit = 0.0
        for step in STEPS:
            results = [_process(step, path) for _ in range(5)]
            seconds = statistics.median(result[0] for result in results)
            peak = max(result[1] for result in results)
            limit = limit or seconds
            print(f"{step:12} {seconds:6.2f} s  {seconds / limit:5.1f} times the plain read  peak {peak:6.0f} MiB")


def _process(step: str, path: Path) -> list[float]:
    done = subprocess.run([sys.executable, __file__, step, str(path)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        run(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
