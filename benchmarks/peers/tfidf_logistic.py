"""TF-IDF and logistic regression of scikit-learn on samples of labels: run by `passages.py`.

Reads JSON (texts, labels, samples, test) from standard input; writes the labels predicted for the test, by sample.
"""

from __future__ import annotations

import json
import sys

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

asked = json.load(sys.stdin)
labels, test = np.array(asked["labels"]), asked["test"]
rows = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit_transform(asked["texts"])
answers = []
for sample in asked["samples"]:
    model = LogisticRegression(C=10, max_iter=500, class_weight="balanced").fit(rows[sample], labels[sample])
    answers.append([int(one) for one in model.predict(rows[test])])
json.dump(answers, sys.stdout)
