"""How often the interval told for the share found holds the true share, and a claim that a target is reached is right.

Run ``python benchmarks/recall_intervals.py [--material DIR] [--runs N]``. Of each labelled set a model reads some
records and the best-scored share of the others; then records are drawn by chance from what is left. *Fixed*: the size
of the sample is set beforehand. *Looking on*: the reader looks after every tenth draw and stops at the target.
"""

from __future__ import annotations

import argparse
import csv
import os
from pathlib import Path

import numpy as np
from screening import SETS, records

from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.learning import Examples, learn
from colligate.suggestions.stopping import Reading, stopping

HERE = Path(__file__).parent
_TARGETS = (0.7, 0.8, 0.9, 0.95)


def labelled(folder: Path) -> list[tuple[str, list[str], list[int]]]:
    """Return every set with a name, its texts, and which are instances."""
    found = [(name, *records(folder / "screening" / f"{name}.csv")) for name in SETS]
    with (folder / "un-quadclass" / "en.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    texts = [row[0] for row in rows]
    return found + [
        (f"UN sentences, code {code}", texts, [int(row[1] == str(code)) for row in rows]) for code in (1, 2, 3, 4)
    ]


def main() -> None:
    """Print coverage for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--material", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--runs", type=int, default=100)
    asked = parser.parse_args()
    folder = Path(os.environ.get("COLLIGATE_MATERIAL", asked.material)) / "datasets"
    if not folder.is_dir():
        print(f"The labelled sets are not here: no {folder}.")
        return
    whole = np.zeros(5, int)
    for name, texts, told in labelled(folder):
        labels, features, counts = np.array(told), Features(texts), np.zeros(5, int)
        for run in range(asked.runs):
            chance = np.random.default_rng(run)
            counts += one_run(features, labels, chance)
        whole += counts
        print(f"{name}: {shown(counts)}")
    print(f"all: {shown(whole)}")


def one_run(features: Features, labels: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Return runs, fixed intervals that hold the truth, the same looking on, claims made, and claims that are right."""
    order = [int(one) for one in chance.permutation(len(labels))]
    first, rest = order[:100], order[100:]
    decided = {one: bool(labels[one]) for one in first}
    scores = learn(features, Examples(decided=decided), rest).scores(features.rows)
    ranked = sorted(rest, key=lambda one: -scores[one])[: int(chance.choice([0.05, 0.1, 0.2, 0.3]) * len(rest))]
    before = int(labels[first].sum() + labels[ranked].sum())
    seen = {*first, *ranked}
    left = [one for one in order if one not in seen]
    chance.shuffle(left)
    target, size = float(chance.choice(_TARGETS)), int(chance.choice([0.05, 0.1, 0.2, 0.4]) * len(left))
    hits = np.concatenate([[0], np.cumsum(labels[left])])

    def after(drawn: int) -> tuple[bool, bool, float]:
        found = before + int(hits[drawn])
        reading = Reading(
            total=len(labels), read=len(seen) + drawn, found=found, left=len(left), before=before, sample=drawn,
            hits=int(hits[drawn]), check=1,
        )  # fmt: skip
        told, true = stopping(reading, target=target), found / int(labels.sum())
        low, high = told.low or 0.0, told.high or 1.0
        return low - 1e-9 <= true <= high + 1e-9, told.reached, true

    fixed = after(max(1, size))[0]
    for drawn in range(10, len(left), 10):
        held, reached, true = after(drawn)
        if reached:
            return np.array([1, fixed, held, 1, true >= target])
    return np.array([1, fixed, True, 0, 0])


def shown(counts: np.ndarray) -> str:
    """Write the counts of some runs as shares."""
    runs, fixed, looking, claims, right = (int(one) for one in counts)
    kept = f", claims right {right}/{claims} = {right / claims:.2f}" if claims else ", no claims"
    return f"interval holds the truth: fixed {fixed / runs:.2f}, looking on {looking / runs:.2f}{kept}"


if __name__ == "__main__":
    main()
