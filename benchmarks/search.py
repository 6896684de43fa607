"""Search over a million passages beside bare tantivy and SQLite's FTS5 in the same run, and over a project of 10 MB.

The million passages are the sentences of the speeches of the United Nations General Debate, repeated as often as it
takes; in every repetition one word in ten is exchanged for another word of the corpus, drawn by its frequency, so that
no two repetitions post the same lists. Queries are words of the corpus drawn with a fixed seed. Each is put once to
warm up and then once measured; p50 and p95 are over the queries.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import resource
import sqlite3
import statistics
import tempfile
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import tantivy

from colligate.actions.adding import add_sources
from colligate.actions.indexing import index_of
from colligate.actions.looking import standing_of
from colligate.actions.searching import search
from colligate.actions.starting import new_study
from colligate.sources.outlining import outline
from colligate.sources.text import Layout
from colligate.suggestions.searching.asking import parse
from colligate.suggestions.searching.index import Index, Wanted, open_index
from colligate.suggestions.searching.looking import Looking
from colligate.suggestions.searching.passages import Searched

MATERIAL = Path(__file__).parents[2] / "shared" / "corpus" / "un-general-debate"
_WORD = re.compile(r"[A-Za-z]+")
#: Passages of one made source.
_OF_SOURCE = 1000


def sentences() -> list[str]:
    """Return the sentences of all speeches."""
    found = []
    for path in sorted(MATERIAL.rglob("*.txt")):
        found += [unit.words for unit in outline(path.read_text(encoding="utf-8"), Layout()).units]
    return found


def varied(base: list[str], count: int) -> Iterator[str]:
    """Yield so many passages: the base, then the base with one word in ten exchanged, again and again."""
    rng = random.Random(7)
    pool = rng.sample([word for said in base for word in said.split()], 200_000)
    for number in range(count):
        words = base[number % len(base)].split()
        if number >= len(base):
            for place in range(rng.randrange(10), len(words), 10):
                words[place] = pool[rng.randrange(len(pool))]
        yield " ".join(words)


def queries(base: list[str]) -> dict[str, list[str]]:
    """Return queries of each kind in our language, all drawn with one seed."""
    rng = random.Random(11)
    counts = Counter(word.lower() for said in base for word in _WORD.findall(said) if len(word) > 4)
    words = [word for word, count in counts.most_common(4000)[50:] if count > 20]
    pairs = []
    while len(pairs) < 40:
        said = _WORD.findall(rng.choice(base))
        if len(said) > 6 and min(map(len, said[3:5])) > 3:
            pairs.append(" ".join(said[3:5]).lower())
    four = [rng.sample(words, 4) for _ in range(40)]
    return {
        "four words, any of them, ranked": [" OR ".join(one) for one in four],
        "phrase of two words": [f'"{one}"' for one in pairs],
        "boolean: (a OR b) AND c NOT d": [f"({a} OR {b}) AND {c} NOT {d}" for a, b, c, d in four],
        "near: a NEAR/5 b": [f"{a} NEAR/5 {b}" for a, b, _, _ in four],
        "four words, all of them": [" ".join(one) for one in four],
    }


def timed(ask: Callable[[str], object], asked: list[str]) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds, each query warmed up once."""
    took = []
    for query in asked:
        ask(query)
        start = time.perf_counter()
        ask(query)
        took.append(1000 * (time.perf_counter() - start))
    took.sort()
    return statistics.median(took), took[int(len(took) * 0.95)]


def ours(folder: Path, base: list[str], count: int) -> Index:
    """Build our index and tell how fast."""

    def read(first: int) -> tuple[str, Iterator[Searched]]:
        return "en", (
            Searched(number, 0, len(words), words, array("q", (0, 0)))
            for number, words in enumerate(passages[first : first + _OF_SOURCE])
        )

    passages = list(varied(base, count))
    start = time.perf_counter()
    wanted = [Wanted(f"s{n}", "1", lambda n=n: read(n)) for n in range(0, count, _OF_SOURCE)]
    index = open_index(folder, wanted)
    assert index.searcher.num_docs == count
    told("ours", count, time.perf_counter() - start, folder)
    return index


def bare(folder: Path, base: list[str], count: int) -> tantivy.Index:
    """Build an index of one stemmed field with the words stored, by tantivy alone."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", stored=True, tokenizer_name="en_stem", index_option="position")
    folder.mkdir()
    index = tantivy.Index(builder.build(), path=str(folder))
    passages = list(varied(base, count))
    start = time.perf_counter()
    writer = index.writer(128_000_000, 1)
    for words in passages:
        writer.add_document(tantivy.Document(words=words))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    told("bare tantivy", count, time.perf_counter() - start, folder)
    return index


def fts5(folder: Path, base: list[str], count: int) -> sqlite3.Connection:
    """Build the same in SQLite's FTS5 with Porter's stemmer."""
    folder.mkdir()
    held = sqlite3.connect(folder / "fts.db")
    held.execute("CREATE VIRTUAL TABLE p USING fts5(words, tokenize='porter unicode61')")
    passages = list(varied(base, count))
    start = time.perf_counter()
    held.executemany("INSERT INTO p VALUES (?)", ((words,) for words in passages))
    held.commit()
    told("FTS5", count, time.perf_counter() - start, folder)
    return held


def told(name: str, count: int, seconds: float, folder: Path) -> None:
    """Print how fast an index was built and how large it is."""
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}: {count / seconds:,.0f} passages/s, {size / 1e6:,.0f} MB, peak of the process {peak:,.0f} MiB",
        flush=True,
    )


def million(count: int, base: list[str]) -> None:
    """Compare over so many passages."""
    with tempfile.TemporaryDirectory() as place:
        index = ours(Path(place) / "ours", base, count)
        gc.collect()
        plain = bare(Path(place) / "bare", base, count)
        gc.collect()
        table = fts5(Path(place) / "fts5", base, count)
        searcher = plain.searcher()

        def of_ours(query: str) -> object:
            return Looking(index, parse(query), fields={}).page(0, 20)

        def counted(query: str) -> object:
            looking = Looking(index, parse(query), fields={})
            return looking.by_source, looking.page(0, 20)

        def of_bare(query: str) -> object:
            asked = plain.parse_query(query, ["words"], conjunction_by_default=True)
            return [searcher.doc(place)["words"] for _, place in searcher.search(asked, 20, count=False).hits]

        def of_table(query: str) -> object:
            match = re.sub(r"(\w+) NEAR/(\d+) (\w+)", r"NEAR(\1 \3, \2)", query)
            return table.execute("SELECT words FROM p WHERE p MATCH ? ORDER BY rank LIMIT 20", (match,)).fetchall()

        for kind, asked in queries(base).items():
            near = "near" in kind
            print(f"{kind}")
            rows = (
                ("ours, 20 passages with marks", of_ours),
                ("ours, and counts by source", counted),
                *((("bare tantivy, 20 passages", of_bare),) if not near else ()),
                ("FTS5, 20 passages", of_table),
            )
            for name, ask in rows:
                p50, p95 = timed(ask, asked[: 10 if ask is of_table else 40])
                print(f"  {name}: p50 {p50:.2f} ms, p95 {p95:.2f} ms", flush=True)


def project(base: list[str]) -> None:
    """Search a study of 10 MB of speeches through the action that every door uses."""
    with tempfile.TemporaryDirectory() as place:
        speeches = [path.read_text(encoding="utf-8") for path in sorted(MATERIAL.rglob("*.txt"))]
        documents, size = Path(place) / "documents", 0
        documents.mkdir()
        for number in range(0, len(speeches), 12):
            said = "\n\n".join(speeches[number : number + 12])
            size += len(said.encode())
            (documents / f"{number}.txt").write_text(said, encoding="utf-8")
            if size > 10_000_000:
                break
        folder = Path(place) / "study"
        new_study(folder)
        add_sources(folder, [documents], by="bench@bench", even_if_alike=True)
        standing = standing_of(folder)
        start = time.perf_counter()
        index = index_of(standing.study)
        print(
            f"project: {size / 1e6:.1f} MB, {index.searcher.num_docs:,} passages, {time.perf_counter() - start:.1f} s"
        )
        for kind, asked in queries(base).items():
            p50, p95 = timed(lambda query: search(standing, query), asked)
            print(f"  {kind}: p50 {p50:.1f} ms, p95 {p95:.1f} ms", flush=True)
        (documents / "more.txt").write_text(speeches[-1], encoding="utf-8")
        add_sources(folder, [documents / "more.txt"], by="bench@bench", even_if_alike=True)
        standing, start = standing_of(folder), time.perf_counter()
        search(standing, "peace")
        print(f"  the first search after one more source: {1000 * (time.perf_counter() - start):.0f} ms", flush=True)


def main() -> None:
    """Run both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--passages", type=int, default=1_000_000)
    options.add_argument("--only", choices=["million", "project"])
    given = options.parse_args()
    base = sentences()
    print(f"{len(base):,} sentences, {sum(map(len, base)) / len(base):.0f} characters each")
    if given.only != "million":
        project(base)
    if given.only != "project":
        million(given.passages, base)


if __name__ == "__main__":
    main()
