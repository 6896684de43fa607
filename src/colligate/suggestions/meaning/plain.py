"""What of a query meaning can stand in for: words typed plainly. Everything else must hold as it does without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from colligate.suggestions.searching.asking import All, AnyAsk, Either, Phrase, Word


class Plain(NamedTuple):
    """A query parted into what may be meant and what must hold."""

    #: What is looked for: the plain words, and the phrases, in the order they were typed.
    text: str
    #: Any of the plain words, and all that must hold.
    any_word: AnyAsk
    #: What must hold: phrases, beginnings, NEAR, OR, NOT, fields; None where nothing must.
    rest: AnyAsk | None


def plain_of(ask: AnyAsk) -> Plain | None:
    """Part a query; None where no word stands plainly in it, joined to the rest by AND."""
    parts = list(_parts(ask))
    words = [part for part in parts if isinstance(part, Word)]
    if not words:
        return None
    others: list[AnyAsk] = [part for part in parts if not isinstance(part, Word)]
    said = [part.word if isinstance(part, Word) else part.words for part in parts if isinstance(part, Word | Phrase)]
    either = Either(parts=tuple(words), start=ask.start, end=ask.end)
    return Plain(" ".join(said), _all([either, *others], ask), _all(others, ask) if others else None)


def _parts(ask: AnyAsk) -> Iterator[AnyAsk]:
    for part in ask.parts if isinstance(ask, All) else ():
        yield from _parts(part)
    if not isinstance(ask, All):
        yield ask


def _all(parts: list[AnyAsk], ask: AnyAsk) -> AnyAsk:
    return parts[0] if len(parts) == 1 else All(parts=tuple(parts), start=ask.start, end=ask.end)
