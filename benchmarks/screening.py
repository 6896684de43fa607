"""Screening labelled records one after the other: work saved at 95 % recall, beside ASReview 3 with its default model.

Run ``python benchmarks/screening.py [--material DIR] [--seeds N]``. Both programs start from the same two records of
each seed, one relevant and one not, and read what scores highest until 95 % of the relevant ones are found. Ours reads
in the order of its *likely* track; ``--queue`` lets it draw one record in five by chance as the workbench does.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from peers.installing import peer_python

from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.learning import Examples, learn, rounded

HERE = Path(__file__).parent
PEER = "asreview==3.0.8"
_RECALL = 0.95


def records(path: Path) -> tuple[list[str], list[int]]:
    """Return title and abstract of each record, and whether it was included."""
    csv.field_size_limit(10**7)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [f"{row['title']} {row['abstract']}" for row in rows], [int(row["label_included"]) for row in rows]


def priors(labels: list[int], seed: int) -> list[int]:
    """Return one relevant and one irrelevant record."""
    chance = np.random.default_rng(seed)
    told = np.array(labels)
    return [int(chance.choice(np.flatnonzero(told == side))) for side in (1, 0)]


def ours(features: Features, labels: list[int], first: list[int], seed: int, *, queue: bool) -> tuple[list[int], float]:
    """Return the order of reading until 95 % recall, and the median time of a query in seconds."""
    chance = [int(one) for one in np.random.default_rng(1000 + seed).permutation(len(labels))]
    order, times, model = list(first), list[float](), None
    need = math.ceil(_RECALL * sum(labels))
    while sum(labels[one] for one in order) < need:
        began = time.perf_counter()
        seen = set(order)
        unread = [one for one in chance if one not in seen]
        model = learn(features, Examples(decided={one: bool(labels[one]) for one in order}), unread, start=model)
        scores = rounded(model.scores(features.rows))
        scores[order] = -np.inf
        by_chance = queue and len(order) % 5 == 4
        order.append(unread[0] if by_chance else int(scores.argmax()))
        times.append(time.perf_counter() - began)
    return order, float(np.median(times))


def saved(order: list[int], total: int) -> float:
    """Return the work saved over reading in any order, at 95 % recall."""
    return (total - len(order)) / total - (1 - _RECALL)


def curve(order: list[int], labels: list[int]) -> list[float]:
    """Return the recall after 5, 10, 15 and 20 % of the records; 1 stands for 95 % and more."""
    found, whole = np.cumsum([labels[one] for one in order]), sum(labels)
    at = [round(share * len(labels)) for share in (0.05, 0.1, 0.15, 0.2)]
    return [round(float(found[n - 1]) / whole, 2) if n <= len(order) else 1.0 for n in at]


def main() -> None:
    """Print work saved by both, for every set and seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--material", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--queue", action="store_true", help="one record in five is drawn by chance")
    asked = parser.parse_args()
    folder = Path(os.environ.get("COLLIGATE_MATERIAL", asked.material)) / "datasets" / "screening"
    if not folder.is_dir():
        print(f"The labelled sets are not here: no {folder} with CSV files (title, abstract, label_included).")
        return
    for file in sorted(folder.glob("*.csv")):
        name = file.stem
        texts, labels = records(file)
        starts = [priors(labels, seed) for seed in range(asked.seeds)]
        given = json.dumps({"texts": texts, "labels": labels, "priors": starts})
        run = [str(peer_python(PEER)), str(HERE / "peers" / "asreview_screening.py")]
        theirs = json.loads(
            subprocess.run(
                run, input=given, capture_output=True, text=True, check=True, cwd=tempfile.gettempdir()
            ).stdout
        )
        features = Features(texts)
        mine = [ours(features, labels, first, seed, queue=asked.queue) for seed, first in enumerate(starts)]
        won = [saved(order, len(labels)) for order, _ in mine]
        lost = [saved(one["order"], len(labels)) for one in theirs]
        pairs = ", ".join(f"{a:.3f}/{b:.3f}" for a, b in zip(won, lost, strict=True))
        print(f"{name}: work saved, ours/ASReview by seed: {pairs}")
        print(f"  medians {np.median(won):.3f} / {np.median(lost):.3f}", end="; ")
        print(f"query {1e3 * np.median([s for _, s in mine]):.0f} ms / ", end="")
        print(f"{1e3 * np.median([one['seconds'] for one in theirs]):.0f} ms")
        print(f"  recall after 5, 10, 15, 20 %: {curve(mine[0][0], labels)} / {curve(theirs[0]['order'], labels)}")


if __name__ == "__main__":
    main()
