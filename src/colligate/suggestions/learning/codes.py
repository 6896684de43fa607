"""One code as far as it was read: what was decided, what was learnt from that, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec
import numpy as np

from colligate.languages import alternatives, languages, words
from colligate.lenses.lens import Code
from colligate.suggestions.learning.calibrating import Calibration, calibrate, out_of_fold
from colligate.suggestions.learning.candidates import Candidate, drawn
from colligate.suggestions.learning.decisions import Decision, settled
from colligate.suggestions.learning.describing import SPREAD, described
from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.fitting import Model
from colligate.suggestions.learning.learning import Examples, learn, rounded
from colligate.suggestions.learning.queueing import Track
from colligate.suggestions.learning.rows import Floats

#: What a word of denial adds to how far a passage may speak against a code: as much as four standard deviations of what
#: a codebook entry foretells, for nothing else tells a denied act from an act.
_DENIAL = 4 * SPREAD
#: Until there is enough to calibrate, those are put forward as likely that score so many standard deviations above the
#: mean of all passages: about a tenth of them.
_STANDS_OUT = 1.28
#: Passages put forward as counter-evidence, at most, and as a share of those unread.
_MOST_AGAINST, _SHARE_AGAINST = 50, 0.1


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules of the codebook take for instances of a code: passage to how strongly."""

    instances: Mapping[int, float] = {}
    against: Mapping[int, float] = {}
    #: Passage to the rule's reason.
    why: Mapping[int, str] = {}


class Learnt(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one code. Passages are told by their place among the candidates."""

    reference: str
    code: Code
    said: tuple[Decision, ...]
    #: Passage to whether it is an instance.
    decided: dict[int, bool]
    #: Passages nobody decided on, in the order that chance gave.
    unread: list[int]
    model: Model
    #: Of every passage.
    scores: Floats
    calibration: Calibration | None
    #: Somebody says that a passage supports the code.
    supported: bool
    #: How far each passage may speak against the code; empty where nothing supports it.
    contrary: Floats
    contrary_model: Model | None = None
    hints: Hints = Hints()

    @property
    def accepted(self) -> list[int]:
        """Passages that are instances."""
        return [number for number, instance in self.decided.items() if instance]

    def probability(self, number: int) -> float | None:
        """Return how probably a passage is an instance; None where too little was decided to tell."""
        if self.calibration is None:
            return None
        return float(self.calibration.probabilities(self.scores[number : number + 1])[0])

    def tracks(self) -> dict[Track, list[int]]:
        """Return the passages of each track, best first; what lies below the threshold is in no likely place."""
        unread = np.array(sorted(self.unread), np.int64)
        held = self.scores[unread]
        if self.calibration:
            told = self.calibration.probabilities(held)
            above, unsure = told >= self.calibration.threshold, np.abs(told - 0.5)
        else:
            line = float(self.scores.mean() + _STANDS_OUT * self.scores.std()) if len(self.scores) else 0.0
            above, unsure = held > line, rounded(np.abs(held - line))
        by_score, by_doubt = np.argsort(-held, kind="stable"), np.argsort(unsure, kind="stable")
        tracks: dict[Track, list[int]] = {
            "likely": [int(unread[place]) for place in by_score if above[place]],
            "informative": [int(unread[place]) for place in by_doubt],
            "random": self.unread,
        }
        if self.supported:
            most = min(_MOST_AGAINST, max(1, round(_SHARE_AGAINST * len(unread))))
            order = np.argsort(-self.contrary[unread], kind="stable")[:most]
            tracks["against"] = [int(unread[place]) for place in order]
        return tracks


def learnt(
    reference: str,
    code: Code,
    candidates: Sequence[Candidate],
    features: Features,
    said: Sequence[Decision],
    hints: Hints,
) -> Learnt:
    """Learn one code from its codebook entry, the decisions so far, and what rules take for instances."""
    decided = settled(said)
    unread = [number for number in chance(reference, candidates) if number not in decided]
    examples = Examples(described=described(code), excluded=code.not_when, decided=decided, hinted=hints.instances)
    model = learn(features, examples, unread)
    scores = rounded(model.scores(features.rows))
    calibration = calibrate(decided, out_of_fold(features, examples, unread)) if _enough(decided) else None
    supported = any(one.stance == "supports" for one in said)
    contrary, contrary_model = np.zeros(0), None
    if supported:
        contrary_model = _contrary(code, features, said, hints, unread)
        denying = np.array([_DENIAL * denies(one.words, one.language) for one in candidates])
        contrary = rounded(scores + contrary_model.scores(features.rows) + denying)
    return Learnt(
        reference=reference, code=code, said=tuple(said), decided=decided, unread=unread, model=model, scores=scores,
        calibration=calibration, supported=supported, contrary=contrary, contrary_model=contrary_model, hints=hints,
    )  # fmt: skip


def chance(reference: str, candidates: Sequence[Candidate]) -> list[int]:
    """Return all passages in the order that chance gave for a code."""
    return sorted(range(len(candidates)), key=lambda number: drawn(reference, candidates[number]))


def denies(said: str, language: str) -> bool:
    """Say whether some words deny something, or tell of a lack."""
    pattern = _denials(language)
    return bool(pattern and pattern.search(said))


def _enough(decided: Mapping[int, bool]) -> bool:
    return len(set(decided.values())) == 2


def _contrary(code: Code, features: Features, said: Sequence[Decision], hints: Hints, unread: Sequence[int]) -> Model:
    """Learn what speaks against a code from what the codebook counts against it, and from contradicting codings."""
    decided = {one.candidate: False for one in said}
    decided |= {one.candidate: True for one in said if one.stance == "contradicts"}
    examples = Examples(described=code.against, decided=decided, hinted=hints.against)
    if not code.against and not hints.against and not any(decided.values()):
        return Model(np.zeros(features.rows.width), 0.0)
    return learn(features, examples, unread)


@cache
def _denials(language: str) -> re.Pattern[str] | None:
    if language not in languages():
        return None
    known = words("coding", language)
    return re.compile(rf"\b(?:{alternatives([*known['denying'], *known['lacking']])})\b", re.IGNORECASE)
