"""A person's decision on a finding or a claim, beside what the rule reads."""

from __future__ import annotations

from pathlib import Path

from colligate.assessments.judgement import Judgement
from colligate.problems import ColligateError
from colligate.record import version
from colligate.study.assessing import assessment
from colligate.study.folder import digest
from colligate.study.journal import Journal, stamp
from colligate.study.study import Study


class NoReasonError(ColligateError):
    """A decision without a reason."""

    def __init__(self) -> None:
        """Ask for it."""
        super().__init__("A judgement needs a decision and a reason. Say in a sentence why you decide so.")


class NothingToJudgeError(ColligateError):
    """A finding or claim that the study does not have."""

    def __init__(self, name: str) -> None:
        """Name it."""
        super().__init__(f"The study has no finding or claim '{name}'. Open it from the matrix or the list of claims.")


def judge(path: Path, finding: str, *, decision: str, reason: str, by: str) -> str:
    """Record one person's decision on a finding (by its key) or claim (by its id); return the judgement's id.

    A person's later decision on the same thing replaces their earlier one, which stays in the journal.

    Raises:
        NoReasonError: Where decision or reason is empty.
        NothingToJudgeError: Where the study has no such finding or claim.
    """
    if not decision.strip() or not reason.strip():
        raise NoReasonError
    study = Study(path)
    found = assessment(study)
    if finding not in {one.key for one in found.findings} | {one.id for one in found.claims}:
        raise NothingToJudgeError(finding)
    # One that was carried over when a code got another name keeps the id it had.
    mine = [one for one in study.records.of(Judgement) if one.finding == finding and one.speaker == by]
    standing = mine[-1] if mine else None
    identity = standing.id if standing else f"judgement-{digest(f'{finding} {by}'.encode())[:12]}"
    if standing is None and identity in study.records.by_id:
        identity = f"judgement-{digest(f'{finding} {by} {study.records.latest}'.encode())[:12]}"
    said = Judgement(
        id=identity, by=by, at=stamp(study.records.latest), finding=finding, decision=decision.strip(),
        reason=reason.strip(), revises=(version(standing),) if standing else (),
    )  # fmt: skip
    Journal(study.folder.journals / f"{by}.jsonl").append([said])
    return identity
