"""A sentence of the report: its words, what it rests on, and how it stands."""

from __future__ import annotations

import msgspec


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """A value span inside a sentence: what it asks for, what the author typed, what the study gives."""

    #: Value expression, such as ``obs-victims-2014`` or ``count:findings level=claimed``.
    asks: str
    #: Words typed by the author; empty where the build fills them in.
    typed: str
    #: The value as shown; empty where it could not be computed.
    computed: str = ""


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One bound sentence, one argument of the author's own, or (without id) one that is bound to nothing yet."""

    #: The span's id; ``unbound-1`` and so on where the author gave none because there is no span.
    id: str
    #: The words as printed, values filled in, notes and citations left out.
    words: str
    #: The words with each value as its expression: what changes only when the author changes it.
    template: str = ""
    #: What it rests on, as written.
    rests: tuple[str, ...] = ()
    #: The author's own argument, which rests on nothing but itself.
    argument: bool = False
    #: In no span at all.
    unbound: bool = False
    values: tuple[Typed, ...] = ()
    #: ``report/01-question.md:14``.
    place: str = ""
    #: Why its support is not what it was when its author last confirmed it; empty for one that is current.
    stale: tuple[str, ...] = ()
