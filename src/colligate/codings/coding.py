"""A person's statement that a passage is an instance of a code, and notes on anything."""

from __future__ import annotations

from typing import Literal

from colligate.record import Record

#: Whether the passage speaks for the code, against it, or only of it.
Stance = Literal["supports", "contradicts", "mentions"]


class Coding(Record, frozen=True, kw_only=True):
    """One coder's statement. Maps to REFI-QDA's ``Coding`` and to a W3C annotation with motivation *classifying*."""

    #: Id of the Passage judged.
    passage: str
    #: ``lens/code``, such as ``io-roles/actor.recognised``.
    code: str
    stance: Stance = "supports"
    #: Id of what the passage speaks of under this code: a Programme, Actor, Citation or other record.
    about: str | None = None
    memo: str = ""


class Memo(Record, frozen=True, kw_only=True):
    """A note by a person about any record, code or the study itself (`about` empty)."""

    text: str
    about: str = ""
    passages: tuple[str, ...] = ()
