"""How far the codes of a study were read, and what may be claimed of the share found."""

from __future__ import annotations

import msgspec

from colligate.actions.code_queue import learnt_of, queued, reading_of, refusals, said_of
from colligate.actions.coding import NoSuchThingError
from colligate.codings.coding import Coding
from colligate.reports.document import Completeness
from colligate.study.study import Study
from colligate.suggestions.stopping import CONFIDENCE, TARGET, Stopping, sentence, stopping


class CodeRead(msgspec.Struct, frozen=True, kw_only=True):
    """One code in the list of codes."""

    reference: str
    name: str
    lens: str
    #: Codes above it.
    depth: int
    #: Passages put forward as likely now, and whether that rests on probabilities.
    likely: int
    calibrated: bool
    told: Stopping
    sentence: str


def stop_of(study: Study, reference: str, *, target: float = TARGET, confidence: float = CONFIDENCE) -> Stopping:
    """Return what may be claimed of one code. Raises NoSuchThingError."""
    if reference not in study.codes:
        raise NoSuchThingError("code", reference, study.codes)
    return stopping(
        reading_of(study, reference, said_of(study).get(reference, [])), target=target, confidence=confidence
    )


def stop_sentence(study: Study, reference: str, told: Stopping) -> str:
    """Say it in one sentence."""
    return sentence(told, study.codes[reference].name)


def completeness_of(study: Study) -> Completeness:
    """Return what the report tells of how far the texts were read; nothing where no queue was ever used."""
    decided = (*study.records.of(Coding), *refusals(study))
    if not any(queued(one.proposed_by) for one in decided):
        return Completeness()
    every, checked, unchecked = said_of(study), list[str](), list[str]()
    for reference in study.codes:
        if said := every.get(reference):
            reading = reading_of(study, reference, said)
            if reading.check or reading.read >= reading.total:
                checked.append(stop_sentence(study, reference, stopping(reading)))
            else:
                unchecked.append(reference)
    return Completeness(checked=tuple(checked), unchecked=tuple(unchecked))


def codes_read(study: Study, *, lens: str = "", begun: bool = False) -> list[CodeRead]:
    """Return the codes of a study in the order of its lenses, each with how far it was read.

    Args:
        study: The study.
        lens: Id of the lens whose codes are wanted; empty for all.
        begun: Only codes that somebody decided on a passage for.
    """
    every, found = said_of(study), list[CodeRead]()
    for reference, code in study.codes.items():
        said = every.get(reference, [])
        if (lens and not reference.startswith(f"{lens}/")) or (begun and not said):
            continue
        known, told = learnt_of(study, reference, said), stopping(reading_of(study, reference, said))
        found.append(CodeRead(
            reference=reference, name=code.name, lens=reference.partition("/")[0], depth=reference.count("."),
            likely=len(known.tracks()["likely"]), calibrated=known.calibration is not None, told=told,
            sentence=sentence(told, code.name),
        ))  # fmt: skip
    return found
