"""What is proposed of codings."""

from __future__ import annotations

from colligate.codings.coding import Stance
from colligate.sources.outline import Mention


class CodingFound(Mention, frozen=True, kw_only=True):
    """A sentence that may be an instance of a code; the mention is the whole unit."""

    #: ``lens/code``, such as ``io-roles/actor.recognised``.
    code: str
    stance: Stance
    #: The words that spoke, as printed, in the order of the sentence.
    terms: tuple[str, ...]
    #: From 0 to 1: how much of what the rule asks for is there. No probability.
    strength: float
    #: The rule in one line, for a reader.
    why: str
    #: Key of the programme the sentence speaks of; None where that is not said.
    about: str | None = None
