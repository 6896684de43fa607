"""What an answer of a language model counts as. A quote that is not in the passage is thrown away, never mended."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, get_args

import msgspec

from colligate.codings.coding import Stance
from colligate.sources.outline import Unit

#: *discarded*: the quote is not in the passage. *malformed*: not the JSON asked for. *failed*: nothing came.
Outcome = Literal["proposed", "none", "discarded", "malformed", "failed"]
#: Characters of a reason that are kept.
_REASON = 1_000
_FENCED = re.compile(r"```(?:json)?\s*\n(.*)\n\s*```", re.DOTALL)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer as read."""

    outcome: Outcome
    #: White space folded.
    quote: str = ""
    stance: Stance = "supports"
    reason: str = ""
    #: Why it counts for nothing.
    why: str = ""


class _Told(msgspec.Struct, frozen=True):
    quote: str | None
    stance: str = ""
    reason: str | None = ""


def read_answer(content: str, words: str) -> Answer:
    """Return what an answer counts as, for the passage of these words (white space folded).

    The answer is one JSON object, alone or in one fence. Of the quote nothing but white space is folded.
    """
    fenced = _FENCED.fullmatch(content.strip())
    try:
        told = msgspec.json.decode(fenced[1] if fenced else content, type=_Told)
    except (msgspec.DecodeError, RecursionError) as error:
        return Answer(outcome="malformed", why=f"not the JSON asked for: {error}")
    quote, reason = " ".join((told.quote or "").split()), plain(told.reason or "", _REASON)
    if not quote:
        return Answer(outcome="none", reason=reason)
    if told.stance not in get_args(Stance):
        return Answer(outcome="malformed", quote=quote, why=f"the stance is none: '{plain(told.stance, 40)}'")
    stance: Stance = told.stance  # pyright: ignore[reportAssignmentType] - checked just above
    if not any(map(str.isalnum, quote)) or quote not in words:
        return Answer(outcome="discarded", quote=quote, stance=stance, reason=reason, why="not in the passage")
    return Answer(outcome="proposed", quote=quote, stance=stance, reason=reason)


def place_of(quote: str, unit: Unit) -> tuple[int, int] | None:
    """Return where a quote stands in the text (code points); None where it does not stand in the unit.

    A quote that stands twice in one passage means the whole of it: which of the two is nobody's to guess.
    """
    first = unit.words.find(quote) if quote else -1
    if first < 0:
        return None
    if unit.words.find(quote, first + 1) >= 0:
        return unit.start, unit.end
    return unit.span(first, first + len(quote))


def plain(said: str, most: int) -> str:
    """Return words from outside as one line without control characters, no longer than `most` characters."""
    kept = "".join(" " if unicodedata.category(one) in ("Cc", "Cf", "Cs") else one for one in said[: 4 * most])
    folded = " ".join(kept.split())
    return folded if len(folded) <= most else f"{folded[: most - 1]}…"
