"""Search by meaning: does it find what words miss, and what does it cost.

Found: the inverse cloze task (Lee, Chang and Toutanova, *Latent retrieval*, ACL 2019) over paragraphs of the United
Nations General Debate. From a paragraph one sentence is taken out, and is the query; the paragraph without it is what
must be found, among all others. R@k is the share of queries for which it is among the first k. Speeches are drawn with
a fixed seed; nothing was tuned on them. Words alone is any of the sentence's words, by BM25, as search ranks them.

Cost: passages embedded a second; and a query of four words over a million passages with vectors drawn by chance around
a common direction, one in seven of them near enough to be added, beside bare tantivy and one bare product of the
matrix in memory, in the same run.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from array import array
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from search import MATERIAL, bare, ours, queries, sentences, timed

from colligate.sources.outlining import outline
from colligate.sources.text import Layout
from colligate.study.caching import shared_cache
from colligate.suggestions.meaning.both import LEAST, Both
from colligate.suggestions.meaning.embedding import states_of, turn
from colligate.suggestions.meaning.encoder import Encoder
from colligate.suggestions.meaning.fusing import nearest
from colligate.suggestions.meaning.model import find_model
from colligate.suggestions.meaning.plain import plain_of
from colligate.suggestions.meaning.rows import append, open_rows
from colligate.suggestions.searching.asking import parse
from colligate.suggestions.searching.index import Place, Wanted, open_index
from colligate.suggestions.searching.looking import Looking
from colligate.suggestions.searching.passages import Searched

_WORD = re.compile(r"[^\W_]+")
#: Sentences in a paragraph from which one is taken.
_ENOUGH = 3
#: Rows written at once.
_ROWS = 50_000


def paragraphs(count: int) -> dict[str, list[list[str]]]:
    """Return paragraphs of speeches drawn by chance, as many speeches as hold so many, each a list of sentences."""
    paths = sorted(MATERIAL.rglob("*.txt"))
    random.Random(70).shuffle(paths)
    found: dict[str, list[list[str]]] = {}
    for path in paths:
        units = outline(path.read_text(encoding="utf-8"), Layout()).units
        found[path.stem] = [[unit.words for unit in group] for _, group in groupby(units, key=lambda u: u.paragraph)]
        if sum(map(len, found.values())) >= count:
            break
    return found


def cloze(count: int, asked: int) -> None:
    """Tell how often a paragraph is found by a sentence taken out of it."""
    held, rng = paragraphs(count), random.Random(71)
    long = [(source, n) for source, said in held.items() for n, one in enumerate(said) if len(one) >= _ENOUGH]
    taken: dict[Place, str] = {}
    for source, number in rng.sample(long, min(asked, len(long))):
        one = held[source][number]
        taken[source, number] = one.pop(rng.randrange(len(one)))
    with tempfile.TemporaryDirectory() as place:
        index = open_index(Path(place) / "words", [Wanted(source, "1", read(said)) for source, said in held.items()])
        encoder = Encoder(find_model(), shared_cache("models"))
        folder, states = Path(place) / "rows", states_of(index, lambda _: True)
        start = time.perf_counter()
        while turn(folder, index, states, encoder):
            pass
        total = index.searcher.num_docs
        words = sum(len(" ".join(one).split()) for said in held.values() for one in said)
        rate = total / (time.perf_counter() - start)
        print(f"{len(held)} speeches, {total:,} paragraphs of {words / total:.0f} words: {rate:.0f} embedded/s")
        places: dict[str, list[int]] = {"words alone": [], "meaning alone": [], "fused": []}
        rows = open_rows(folder)
        for target, sentence in taken.items():
            said = " ".join(_WORD.findall(sentence)).lower()
            ask = parse(said)
            plain = plain_of(ask)
            assert plain is not None
            vector = encoder.vectors([sentence])[0]
            near = [key for (key, _), _ in zip(nearest(rows, vector, least=LEAST), range(10), strict=False)]
            both = Both(index, ask, plain, rows, vector, fields={})
            found = {
                "words alone": Looking(index, plain.any_word, fields={}).best(10), "meaning alone": near,
                "fused": [(one.hit.source, one.hit.number) for one in both.page(0, 10)],
            }  # fmt: skip
            for name, ranking in found.items():
                places[name].append(ranking.index(target) if target in ranking else 10)
        for name, ranks in places.items():
            first, ten = (sum(rank < k for rank in ranks) / len(ranks) for k in (1, 10))
            print(f"  {name}: R@1 {first:.3f}, R@10 {ten:.3f} of {len(ranks)} queries", flush=True)
        chance(rows.matrix)


def chance(matrix: np.ndarray) -> None:
    """Tell how near two paragraphs drawn by chance are."""
    rng = np.random.default_rng(72)
    left, right = rng.integers(0, len(matrix), (2, 20_000))
    cosines = (matrix[left] * matrix[right]).sum(axis=1)
    share = float((cosines < LEAST).mean())
    print(
        f"  two paragraphs drawn by chance: median cosine {np.median(cosines):.2f}, {share:.2f} of pairs below {LEAST}"
    )


def read(said: Sequence[list[str]]) -> Callable[[], tuple[str, list[Searched]]]:
    """Return what gives the passages of one source to the index."""
    joined = [" ".join(one) for one in said]
    return lambda: ("en", [Searched(n, 0, len(one), one, array("q", (0, 0))) for n, one in enumerate(joined)])


def fractions(encoder: Encoder, base: list[str]) -> None:
    """Tell how near eight bits come to full precision, and how fast each is."""
    said = base[:: len(base) // 256][:256]
    start = time.perf_counter()
    encoder.vectors(said)
    print(f"{len(said)} sentences of the corpus: {len(said) / (time.perf_counter() - start):.0f} embedded/s")


def million(count: int) -> None:
    """Compare a query by words and meaning with its bare parts."""
    base, encoder = sentences(), Encoder(find_model(), shared_cache("models"))
    fractions(encoder, base)
    with tempfile.TemporaryDirectory() as place:
        index = ours(Path(place) / "ours", base, count)
        searcher = (plain := bare(Path(place) / "bare", base, count)).searcher()
        folder, rng = Path(place) / "rows", np.random.default_rng(73)
        folder.mkdir()
        centre = _unit(rng.standard_normal((1, 384)))[0]
        of_source = {source: held.passages for source, held in index.sources.items()}
        names, states = list(of_source), dict.fromkeys(of_source, "1")
        for first in range(0, len(names), _ROWS // 1000):
            some = [(name, of_source[name]) for name in names[first : first + _ROWS // 1000]]
            size = sum(rows for _, rows in some)
            append(folder, states, some, _unit(rng.standard_normal((size, 384)) + 5.1 * centre))
        rows = open_rows(folder)
        whole = np.array(rows.matrix)
        near = float((whole @ centre >= LEAST).mean())
        print(f"{len(whole):,} rows, {whole.nbytes / 1e6:,.0f} MB, {near:.2f} of them near enough")

        def hybrid(query: str) -> object:
            ask = parse(query)
            said = plain_of(ask)
            assert said is not None
            return Both(index, ask, said, rows, centre, fields={}).page(0, 20)

        def of_bare(query: str) -> object:
            asked = plain.parse_query(query, ["words"])
            return [searcher.doc(address)["words"] for _, address in searcher.search(asked, 20, count=False).hits]

        asked = [query.replace(" OR ", " ") for query in queries(base)["four words, any of them, ranked"]]
        rows_told = {
            "words and meaning, 20 passages with marks": timed(hybrid, asked),
            "bare tantivy, any of the words, 20 passages": timed(of_bare, asked),
            "bare product": timed(lambda _: whole @ centre, asked),
            "the query embedded": timed(lambda query: encoder.vectors([query]), asked),
        }
        for name, (p50, p95) in rows_told.items():
            print(f"  {name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms")
        ours_, *peers = (p50 for p50, _ in rows_told.values())
        print(f"  ratio of p50 to the sum of bare tantivy and bare product: {ours_ / sum(peers[:2]):.2f}")


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def main() -> None:
    """Run both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--paragraphs", type=int, default=5000)
    options.add_argument("--queries", type=int, default=300)
    options.add_argument("--passages", type=int, default=1_000_000)
    options.add_argument("--only", choices=["cloze", "million"])
    given = options.parse_args()
    if given.only != "million":
        cloze(given.paragraphs, given.queries)
    if given.only != "cloze":
        million(given.passages)


if __name__ == "__main__":
    main()
