"""How well passages are found for the codes of a study, on its own decisions."""

from __future__ import annotations

from collections.abc import Sequence

from colligate.actions.code_queue import said_of, shelf_of
from colligate.actions.coding import NoSuchThingError
from colligate.reports.document import Figure
from colligate.study.study import Study
from colligate.suggestions.evaluating import Evaluation, evaluate, judged
from colligate.suggestions.learning.codes import chance
from colligate.suggestions.reliability import reliability


def evaluations(study: Study, *, lens: str = "") -> list[Evaluation]:
    """Cross-validate every code that anybody decided on, in the order of the lenses. Raises NoSuchThingError.

    Args:
        study: The study.
        lens: Id of the only lens wanted; empty for all.
    """
    if lens and lens not in study.lenses:
        raise NoSuchThingError("lens", lens, study.lenses)
    said, shelf, found = said_of(study), shelf_of(study), list[Evaluation]()
    for reference, code in study.codes.items():
        if reference not in said or (lens and not reference.startswith(f"{lens}/")):
            continue
        decided = judged(reference, said)
        unread = [number for number in chance(reference, shelf.candidates) if number not in decided]
        found.append(evaluate(reference, code, shelf.features, said, unread))
    return found


def reliability_of(found: Sequence[Evaluation]) -> Figure | None:
    """Draw whether the probabilities of some codes came true; None where none has enough decisions to tell."""
    return reliability(found)
