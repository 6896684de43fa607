"""How often the interval told for the share found holds the true share, and a claim that a target is reached is right.

Run ``python benchmarks/recall_intervals.py [--material DIR] [--runs N]``. Of each labelled set a model reads some
records and the best-scored share of the others, in ten ways; then records are drawn by chance from what is left, and
the reader looks after every tenth draw and stops at the target or when all is read. *At the end*: the interval holds
the truth where the reader stops. *Always*: it held it at every look. Beside it stands the same reader with the test for
a sample whose size was set beforehand (Callaghan and Mueller-Hansen 2020), who errs more often by looking.
"""

from __future__ import annotations

import argparse
import csv
import os
from pathlib import Path

import numpy as np
from screening import records

from colligate.suggestions import hypergeometric as exact
from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.learning import Examples, learn
from colligate.suggestions.looking_on import not_ruled_out
from colligate.suggestions.stopping import CONFIDENCE

HERE = Path(__file__).parent
#: Rankings of each set, shares of it read, and targets that the reader wants.
_WAYS, _SHARES, _TARGETS = 10, (0.05, 0.1, 0.2, 0.3), (0.7, 0.8, 0.9, 0.95)


def labelled(folder: Path) -> list[tuple[str, list[str], list[int]]]:
    """Return every set with a name, its texts, and which are instances."""
    found = [(file.stem, *records(file)) for file in sorted((folder / "screening").glob("*.csv"))]
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
    parser.add_argument("--runs", type=int, default=200)
    asked = parser.parse_args()
    folder = Path(os.environ.get("COLLIGATE_MATERIAL", asked.material)) / "datasets"
    if not folder.is_dir():
        print(f"The labelled sets are not here: no {folder}.")
        return
    whole = np.zeros(7, int)
    for name, texts, told in labelled(folder):
        labels, features, counts = np.array(told), Features(texts), np.zeros(7, int)
        for way in range(_WAYS):
            chance = np.random.default_rng(way)
            seen = ranked(features, labels, chance, share=float(chance.choice(_SHARES)))
            for _ in range(asked.runs // _WAYS):
                counts += one_run(labels, seen, chance)
        whole += counts
        print(f"{name}: {shown(counts)}", flush=True)
    print(f"all: {shown(whole)}")


def ranked(features: Features, labels: np.ndarray, chance: np.random.Generator, *, share: float) -> np.ndarray:
    """Return which records were read: a hundred drawn by chance, and the best-scored share of the others."""
    order = [int(one) for one in chance.permutation(len(labels))]
    first, rest = order[:100], order[100:]
    scores = learn(features, Examples(decided={one: bool(labels[one]) for one in first}), rest).scores(features.rows)
    seen = np.zeros(len(labels), bool)
    seen[first] = True
    seen[sorted(rest, key=lambda one: -scores[one])[: int(share * len(rest))]] = True
    return seen


def one_run(labels: np.ndarray, seen: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Return runs, intervals right at the end and always, claims made and right, and those of the other test."""
    before, left = int(labels[seen].sum()), chance.permutation(labels[~seen])
    target, hits = float(chance.choice(_TARGETS)), np.concatenate([[0], np.cumsum(left)])
    always, told, other = True, None, None
    for drawn in range(10, len(left), 10):
        found, held = before + int(hits[drawn]), int(hits[drawn])
        needed, right = exact.fewest_missed(found, target) - before, found / int(labels.sum()) >= target
        if told is None:
            low, high = not_ruled_out(held, total=len(left), sample=drawn, error=1 - CONFIDENCE)
            inside = low <= hits[-1] <= high
            always = always and inside
            if found and high < needed:
                told = inside, right
        if other is None and found and at_most(held, total=len(left), instances=needed, sample=drawn) < 1 - CONFIDENCE:
            other = right
        if told is not None and other is not None:
            break
    ended, claim = told or (True, None)
    claims = [claim is not None, bool(claim), other is not None, bool(other)]
    return np.array([1, ended, always, *claims], int)


def at_most(held: int, *, total: int, instances: int, sample: int) -> float:
    """Return the probability of so few instances; 0 where there cannot be so many."""
    if instances > total - sample + held:
        return 0.0
    return exact.at_most(held, total=total, instances=instances, sample=sample)


def shown(counts: np.ndarray) -> str:
    """Write the counts of some runs as shares."""
    runs, ended, always, claims, right, others, others_right = (int(one) for one in counts)
    kept = f"at the end {ended / runs:.3f}, always {always / runs:.3f} of {runs}"
    return (
        f"interval holds the truth {kept}; claims right {_share(right, claims)}, size set beforehand "
        f"{_share(others_right, others)}"
    )


def _share(right: int, claims: int) -> str:
    return f"{right} of {claims} = {right / claims:.3f}" if claims else "none made"


if __name__ == "__main__":
    main()
