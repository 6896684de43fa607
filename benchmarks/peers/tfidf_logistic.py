"""Coding sentences with scikit-learn: run by `passages.py` in an environment of its own.

Reads JSON (texts, labels, entries by code, samples, test) from standard input. Writes the labels predicted for the
test: by the nearest codebook entry (cosine of TF-IDF); and for each sample by logistic regression, fitted to the labels
alone and with the entries as labelled sentences, taking the highest score and the one that stands out most.
"""

from __future__ import annotations

import json
import sys

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

asked = json.load(sys.stdin)
labels, test = np.array(asked["labels"]), asked["test"]
codes = [int(code) for code in asked["entries"]]
vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit([*asked["texts"], *asked["entries"].values()])
rows, entries = vectors.transform(asked["texts"]), vectors.transform(asked["entries"].values())


def predicted(numbers: list[int], *, told: bool, stands_out: bool) -> list[int]:
    """Return what a model fitted to some labels, and to the entries where `told`, says of the test."""
    known = vectors.transform([asked["texts"][one] for one in numbers] + told * list(asked["entries"].values()))
    said = np.concatenate([labels[numbers], codes if told else []])
    model = LogisticRegression(C=10, max_iter=500, class_weight="balanced").fit(known, said)
    scores = model.predict_proba(rows[test])
    if stands_out:
        scores = (scores - scores.mean(axis=0)) / scores.std(axis=0)
    return [int(model.classes_[one]) for one in scores.argmax(axis=1)]


likeness = (rows[test] @ entries.T).toarray()
nearest = [codes[one] if row.max() > 0 else 0 for row, one in zip(likeness, likeness.argmax(axis=1), strict=True)]
ways = {
    f"{'with' if told else 'without'} entries, {'stands out' if out else 'highest'}": [
        predicted(sample, told=told, stands_out=out) for sample in asked["samples"]
    ]
    for told in (False, True)
    for out in (False, True)
}
json.dump({"nearest": nearest, "fitted": ways}, sys.stdout)
