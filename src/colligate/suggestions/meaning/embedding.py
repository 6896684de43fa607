"""Embedding passages in turns: each takes some that lack a vector, and leaves a whole behind.

Whoever is stopped, at whatever moment, goes on where the last turn ended; two who do it at once share the turns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from colligate.suggestions.meaning.encoder import Encoder
from colligate.suggestions.meaning.rows import append, have
from colligate.suggestions.searching.files import alone
from colligate.suggestions.searching.index import Index

#: Passages embedded in one turn: some seconds of work.
TURN = 128


class Coverage(NamedTuple):
    """How many passages have a vector, of those whose language the model knows."""

    done: int
    of: int


def states_of(index: Index, knows: Callable[[str], bool]) -> dict[str, str]:
    """Return the state of each text whose language a model knows."""
    return {source: held.state for source, held in index.sources.items() if knows(held.language)}


def coverage(folder: Path, index: Index, states: Mapping[str, str]) -> Coverage:
    """Return how far embedding has come."""
    return Coverage(sum(have(folder, states).values()), sum(index.sources[source].passages for source in states))


def turn(folder: Path, index: Index, states: Mapping[str, str], encoder: Encoder, *, size: int = TURN) -> bool:
    """Embed some of the passages that lack a vector. False where none did.

    Raises:
        ModelError: Where the model fails.
        OSError: Where the vectors cannot be written, as on a full disk; those there are stay.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with alone(folder / "lock"):
        held = have(folder, states)
        taken: list[tuple[str, list[str]]] = []
        for source in _in_order(held, states):
            room = size - sum(len(said) for _, said in taken)
            missing = index.sources[source].passages - held.get(source, 0)
            if missing and room > 0:
                taken.append((source, list(islice(index.words(source, held.get(source, 0)), room))))
        texts = [words for _, said in taken for words in said]
        if texts:
            append(folder, states, [(source, len(said)) for source, said in taken], encoder.vectors(texts))
        return bool(texts)


def _in_order(held: Mapping[str, int], states: Mapping[str, str]) -> list[str]:
    """Return sources with the one begun before all others: its rows must follow those it has."""
    begun = list(held)[-1:]
    return [*begun, *(source for source in states if source not in begun)]
