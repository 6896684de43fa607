"""What language models proposed for a code and nobody decided on yet, read off the runs; nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import msgspec

from colligate.codings.coding import Stance
from colligate.sources.outline import Unit
from colligate.study.model_runs import Asked, Run, runs_of
from colligate.study.study import Study
from colligate.suggestions.asking.answering import place_of
from colligate.suggestions.asking.prompting import passage_message
from colligate.suggestions.learning.candidates import Candidate


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A model's proposal of a coding of words of a passage."""

    #: What a coding taken from it will be said to come from: model, run and prompt.
    proposed_by: str
    model: str
    run: str
    quote: str
    #: Where the quote stands: half-open, in code points.
    start: int
    end: int
    stance: Stance
    reason: str
    #: Version of the lens it was asked under, where that is another now.
    earlier_lens: str = ""


def proposals_of(
    study: Study, reference: str, candidates: Sequence[Candidate], unit: Callable[[int], Unit]
) -> dict[int, Proposal]:
    """Return the latest proposal for each passage, by its number, in the order in which passages were asked about.

    What was said of some words holds wherever these words are a passage: they are asked about once.
    What a model says later of a passage takes the place of what it said before; another model's proposal stays.
    A quote is looked for again in the passage as it is now: what does not stand in it is not proposed, whatever the
    file says.

    Args:
        study: The study.
        reference: ``lens/code``.
        candidates: The passages of the study.
        unit: Gives the words of a passage, by its number.
    """
    runs = [one for one in runs_of(study.folder) if one.run.code == reference]
    if not runs:
        return {}
    said: dict[tuple[int, str, str], Proposal | None] = {}
    places = {(one.source, one.text, one.start, one.end): number for number, one in enumerate(candidates)}
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(candidates):
        alike[passage_message(one.words)].append(number)
    for recorded in runs:
        for asked in recorded.asked:
            if asked.outcome not in ("proposed", "none", "discarded"):
                continue
            number = places.get((asked.source, asked.text, asked.start, asked.end))
            for one in alike.get(asked.message) or ([] if number is None else [number]):
                key = (one, recorded.run.model, recorded.run.address)
                said.pop(key, None)
                said[key] = _proposal(study, recorded.run, asked, unit(one)) if asked.outcome == "proposed" else None
    return {number: proposal for (number, _, _), proposal in said.items() if proposal}


def _proposal(study: Study, run: Run, asked: Asked, unit: Unit) -> Proposal | None:
    place, lens = place_of(asked.quote, unit), study.lenses.get(run.code.partition("/")[0])
    if place is None:
        return None
    return Proposal(
        proposed_by=run.name, model=run.model, run=run.id, quote=asked.quote, start=place[0], end=place[1],
        stance=asked.stance, reason=asked.reason,
        earlier_lens=run.lens_version if lens and lens.version != run.lens_version else "",
    )  # fmt: skip
