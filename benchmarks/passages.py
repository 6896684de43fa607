"""Coding sentences of UN documents with a codebook alone, and with 10, 50 and 200 labels, beside five baselines.

Run ``python benchmarks/passages.py [--material DIR] [--seeds N]``. The five codes are those of the set: 0 nothing, 1
material conflict, 2 material cooperation, 3 verbal conflict, 4 verbal cooperation, as its own files of one code each
number them (its README swaps them). The codebook entries are our own words, written without looking at the sentences.
Beside ours stand counting the entries' cues, the nearest entry by words and by a sentence model (all-MiniLM-L6-v2,
where it is installed), and logistic regression on the same labels. Printed is macro-F1 on 2,000 sentences that no
setting of the model was chosen on; labels come from the others. Each sentence gets the code whose score stands out
most, and none where no code's is above its mean; the fewer labels of none there are, the more this decides and the
less they do.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
from pathlib import Path

import numpy as np
from peers.installing import peer_python

from colligate.lenses.lens import Code
from colligate.study.caching import shared_cache
from colligate.suggestions.learning.describing import described
from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.learning import Examples, learn
from colligate.suggestions.meaning.encoder import Encoder
from colligate.suggestions.meaning.model import ModelError, find_model

HERE = Path(__file__).parent
PEER = "scikit-learn==1.9.1"
CODES = {
    3: Code(
        id="verbal-conflict", name="Verbal conflict",
        definition="Words of disapproval, demand, accusation, rejection or threat, with no act of force.",
        use_when=("Somebody condemns, accuses, criticises, denounces, demands, rejects, refuses or threatens.",),
        cues=("condemn", "accuse", "criticize", "denounce", "complain", "demand", "reject", "refuse", "deny", "protest",
              "warn", "threaten", "deplore", "concern", "regret", "allegation", "violation", "object"),
    ),
    1: Code(
        id="material-conflict", name="Material conflict",
        definition="Acts of force or coercion: fighting, attacks, killing, arrest, seizure, sanctions, mass violence.",
        use_when=("Somebody attacks, kills, arrests, bombs, tortures, expels, imposes sanctions or uses force.",),
        cues=("attack", "kill", "arrest", "detain", "torture", "bomb", "fighting", "violence", "sanctions", "embargo",
              "force", "destroyed", "displaced", "abducted", "armed", "massacre", "rape"),
    ),
    4: Code(
        id="verbal-cooperation", name="Verbal cooperation",
        definition="Words of support, agreement, appeal, consultation or intent to cooperate, nothing handed over yet.",
        use_when=("Somebody agrees, supports, welcomes, appeals, recommends, promises, meets or negotiates.",),
        cues=("agree", "support", "welcome", "appeal", "request", "recommend", "promise", "pledge", "meet", "discuss",
              "consult", "negotiate", "sign", "invite", "encourage", "express", "call upon", "urge", "endorse"),
    ),
    2: Code(
        id="material-cooperation", name="Material cooperation",
        definition="Acts of cooperation: aid, funds, goods, training, services, deployment, sharing of information.",
        use_when=("Somebody provides aid, funds, trains, delivers, deploys, establishes, implements or complies.",),
        cues=("provide", "assistance", "fund", "train", "deliver", "deploy", "establish", "implement", "build", "share",
              "release", "withdraw", "contribute", "grant", "project", "programme", "technical", "financed"),
    ),
}  # fmt: skip
_TEST, _UNREAD = 2_000, 400
#: What the labels of none tell counts half once there are so many; the rest is the rule of the codebook alone.
_FEW = 10


def macro_f1(truth: np.ndarray, told: np.ndarray) -> float:
    """Return the mean over the five codes of F1."""
    scores = []
    for code in range(5):
        right = int(((truth == code) & (told == code)).sum())
        scores.append(2 * right / max(1, int((truth == code).sum() + (told == code).sum())))
    return float(np.mean(scores))


def ours(features: Features, labels: np.ndarray, sample: list[int], test: np.ndarray, chance: list[int]) -> np.ndarray:
    """Return the code that stands out most for each sentence of the test."""
    held = set(sample)
    unread = [one for one in chance if one not in held][:_UNREAD]
    scores = np.full((5, len(test)), -np.inf)
    for code in range(5):
        decided = {one: bool(labels[one] == code) for one in sample}
        told = described(CODES[code]) if code else ()
        given = learn(features, Examples(described=told, decided=decided), unread)
        found = given.scores(features.rows.take(test))
        scores[code] = (found - found.mean()) / (found.std() or 1.0)
    none = int((labels[sample] == 0).sum()) if sample else 0
    scores[0] = scores[0] * none / (none + _FEW) if none else 0.0
    return scores.argmax(axis=0)


def keywords(texts: list[str], test: np.ndarray) -> np.ndarray:
    """Return the code of which most cues stand in each sentence; nothing where none does."""
    told = []
    for one in test:
        hits = [sum(cue in texts[one].lower() for cue in CODES[code].cues) for code in (1, 2, 3, 4)]
        told.append(1 + int(np.argmax(hits)) if max(hits) else 0)
    return np.array(told)


def by_meaning(texts: list[str], test: np.ndarray) -> dict[str, np.ndarray]:
    """Return the code whose entry is nearest by a sentence model, in two ways; nothing where there is no model.

    *nearest* never tells none; *stands out* does as ours: the score that stands out most, none where none is above its
    mean.
    """
    try:
        encoder = Encoder(find_model(), shared_cache("models"))
    except ModelError as error:
        print(error)
        return {}
    entries = encoder.vectors([" ".join(described(CODES[code])) for code in (1, 2, 3, 4)])
    parts = [encoder.vectors([texts[one] for one in test[at : at + 100]]) for at in range(0, len(test), 100)]
    likeness = np.concatenate(parts) @ entries.T
    outstanding = (likeness - likeness.mean(axis=0)) / likeness.std(axis=0)
    told = np.where(outstanding.max(axis=1) > 0, 1 + outstanding.argmax(axis=1), 0)
    return {"nearest": 1 + likeness.argmax(axis=1), "stands out": told}


def main() -> None:
    """Print macro-F1 for each number of labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--material", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--seeds", type=int, default=5)
    asked = parser.parse_args()
    path = Path(os.environ.get("COLLIGATE_MATERIAL", asked.material)) / "datasets" / "un-quadclass" / "en.tsv"
    if not path.is_file():
        print(f"The labelled sentences are not here: no {path}.")
        return
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    texts, labels = [row[0] for row in rows], np.array([int(row[1]) for row in rows])
    features = Features(texts, [part for code in CODES.values() for part in described(code)])
    order = np.random.default_rng(9).permutation(len(texts))
    test, pool, chance = order[:_TEST], order[_TEST:], [int(one) for one in order]

    def f1(told: np.ndarray) -> float:
        return macro_f1(labels[test], told)

    alone, counted = f1(ours(features, labels, [], test, chance)), f1(keywords(texts, test))
    for way, told in by_meaning(texts, test).items():
        print(f"codebook alone, sentence model, {way}: {f1(told):.3f}")
    for size in (10, 50, 200):
        samples = [
            [int(one) for one in np.random.default_rng(seed).choice(pool, size, replace=False)]
            for seed in range(asked.seeds)
        ]
        theirs = peer(texts, labels, samples, test)
        if alone:
            nearest = f1(np.array(theirs["nearest"]))
            print(f"codebook alone: ours {alone:.3f}, cues counted {counted:.3f}, nearest entry {nearest:.3f}")
            alone = 0.0
        mine = [f1(ours(features, labels, sample, test, chance)) for sample in samples]
        print(f"{size} labels, median of {asked.seeds} (least): ours {np.median(mine):.3f} ({min(mine):.3f})")
        for way, answers in theirs["fitted"].items():
            scores = [f1(np.array(one)) for one in answers]
            print(f"  logistic regression {way}: {np.median(scores):.3f} ({min(scores):.3f})")


def peer(texts: list[str], labels: np.ndarray, samples: list[list[int]], test: np.ndarray) -> dict:
    """Return what scikit-learn says of the test, see `peers/tfidf_logistic.py`."""
    entries = {number: " ".join(described(code)) for number, code in CODES.items()}
    given = json.dumps(
        {"texts": texts, "labels": labels.tolist(), "entries": entries, "samples": samples, "test": test.tolist()}
    )
    run = [str(peer_python(PEER)), str(HERE / "peers" / "tfidf_logistic.py")]
    return json.loads(subprocess.run(run, input=given, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
