"""ASReview 3 with its default model screening one set: run by `screening.py` in ASReview's own environment.

Reads JSON (texts, labels, priors) from standard input; writes the order of reading and the time of each query.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from asreview.models.balancers import Balanced
from asreview.models.classifiers import SVM
from asreview.models.feature_extractors import Tfidf
from asreview.models.models import AI_MODEL_CONFIGURATIONS

asked = json.load(sys.stdin)
default = next(one["value"] for one in AI_MODEL_CONFIGURATIONS if one["name"] == "elas_u4")
texts, labels = asked["texts"], np.array(asked["labels"])
extractor = Tfidf(columns=None, **default.feature_extractor_param)
rows = extractor.named_steps["tfidf"].fit_transform(texts)
need = int(np.ceil(0.95 * labels.sum()))
answers = []
for priors in asked["priors"]:
    order, times = list(priors), []
    while labels[order].sum() < need:
        began = time.perf_counter()
        model = SVM(random_state=0, **default.classifier_param)
        weights = Balanced(**default.balancer_param).compute_sample_weight(labels[order])
        scores = model.fit(rows[order], labels[order], sample_weight=weights).decision_function(rows)
        scores[order] = -np.inf
        order.append(int(scores.argmax()))
        times.append(time.perf_counter() - began)
    answers.append({"order": order, "seconds": float(np.median(times))})
json.dump(answers, sys.stdout)
