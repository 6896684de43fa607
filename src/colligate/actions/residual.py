"""The review queue of passages that bear on the question and that no code fits."""

from __future__ import annotations

from pathlib import Path

import msgspec

from colligate.actions.coding import change, withdraw
from colligate.actions.looking import Standing
from colligate.actions.saying import Said
from colligate.codings.coding import Coding, Stance
from colligate.codings.residual import RESIDUAL
from colligate.problems import ColligateError
from colligate.reports.support import Quote
from colligate.study.study import Study


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """One passage that waits for a code."""

    id: str
    stance: str
    memo: str
    #: Name of what it is about; empty for nothing in particular.
    subject: str
    about: str
    #: Its words and place; None where the passage is gone.
    quote: Quote | None
    by: str
    date: str
    #: The code it had before a split left it here; empty for one that had none.
    was: str


class NotWaitingError(ColligateError):
    """A coding that is not in the queue any more."""

    def __init__(self, identity: str) -> None:
        """Name it."""
        super().__init__(f"'{identity}' does not wait in the review queue any more. Open the queue again.")


class NoReasonGivenError(ColligateError):
    """A dismissal without a reason."""

    def __init__(self) -> None:
        """Ask for it."""
        super().__init__("Say in a few words why the passage needs no code after all; use your browser's back button.")


def residual(standing: Standing) -> list[Waiting]:
    """Return what waits for a code, first said first."""
    study, quoting = standing.study, standing.binder.quoting
    found = []
    for coding in study.records.of(Coding):
        if coding.code != RESIDUAL:
            continue
        quotes = quoting.coding(coding)
        said = [one.code for one in study.records.history.get(coding.id, []) if isinstance(one, Coding)]
        was = next((code for code in reversed(said) if code != RESIDUAL), "")
        found.append(
            Waiting(
                id=coding.id, stance=coding.stance, memo=coding.memo, about=coding.about or "",
                subject=quoting.name(coding.about), quote=quotes[0] if quotes else None, by=coding.speaker,
                date=f"{coding.at:%Y-%m-%d}", was=was,
            )
        )  # fmt: skip
    return found


def give_code(path: Path, identity: str, *, code: str, stance: Stance = "supports", by: str) -> Said:
    """Give a waiting passage a code: it becomes a coding like any other.

    Raises:
        NotWaitingError: Where no such coding waits.
        NoSuchThingError: Where the study has no such code or stance.
    """
    coding = _waiting(path, identity)
    return change(path, identity, code=code, stance=stance, about=coding.about or "", memo=coding.memo, by=by)


def dismiss(path: Path, identity: str, *, reason: str, by: str) -> Said:
    """Withdraw a waiting passage with a reason. Raises NotWaitingError, NoReasonGivenError."""
    _waiting(path, identity)
    if not reason.strip():
        raise NoReasonGivenError
    return withdraw(path, identity, reason=reason, by=by)


def _waiting(path: Path, identity: str) -> Coding:
    coding = Study(path).records.get(Coding, identity)
    if coding is None or coding.code != RESIDUAL:
        raise NotWaitingError(identity)
    return coding
