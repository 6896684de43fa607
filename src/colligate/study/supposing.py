"""A study as it would stand if every open suggestion were accepted: for reading what rules propose, never for truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from colligate.problems import Problem
from colligate.record import Record, Suggestion
from colligate.study.journal import AnyRecord
from colligate.study.study import Study


def proposed_record(suggestion: Suggestion) -> AnyRecord:
    """Return the record a suggestion proposes, as if whoever had the rule run said it. Raises msgspec.ValidationError.

    `Record.proposed_by` names the rule.
    """
    said = {"by": suggestion.by, "at": suggestion.at, "proposed_by": suggestion.proposed_by}
    return msgspec.convert(suggestion.proposes | said, AnyRecord)


def open_suggestions(study: Study) -> dict[str, AnyRecord]:
    """Return the records proposed and not decided on, by the id of the suggestion.

    Left out: what cannot be read (see `suggestion_problems`), and what a person has said in the meantime.
    """
    found: dict[str, AnyRecord] = {}
    for suggestion in study.records.of(Suggestion):
        record = _read(suggestion)
        if record and record.id not in study.records.by_id:
            found[suggestion.id] = record
    return found


def supposed(study: Study) -> list[Record]:
    """Return the standing records and, after them, those proposed."""
    return [*study.records.by_id.values(), *open_suggestions(study).values()]


def suggestion_problems(suggestions: Iterable[Suggestion]) -> Iterator[Problem]:
    """Yield a problem for every suggestion that proposes no readable record."""
    for suggestion in suggestions:
        if _read(suggestion) is None:
            yield Problem(
                place=suggestion.id,
                message="This suggestion proposes nothing that this version can read.",
                remedy="Refuse it. If a newer Colligate wrote it, update.",
                severity="warning",
            )


def _read(suggestion: Suggestion) -> AnyRecord | None:
    try:
        return proposed_record(suggestion)
    except msgspec.ValidationError:
        return None
