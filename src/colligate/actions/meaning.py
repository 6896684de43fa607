"""Search by meaning in a study: how far its passages are embedded, going on with it, and a query asked of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from colligate.actions.indexing import index_of
from colligate.study.caching import cache_folder, shared_cache
from colligate.study.study import Study
from colligate.suggestions.meaning.both import Both
from colligate.suggestions.meaning.embedding import TURN, Coverage, coverage, states_of, turn
from colligate.suggestions.meaning.encoder import Encoder
from colligate.suggestions.meaning.model import Model, ModelError, find_model
from colligate.suggestions.meaning.plain import plain_of
from colligate.suggestions.meaning.rows import Rows, open_rows
from colligate.suggestions.searching.asking import AnyAsk, Field
from colligate.suggestions.searching.index import Index, Progress
from colligate.suggestions.searching.meeting import Among

#: Passages embedded at a time by what must make room for others.
_GENTLE = 32


class Extent(msgspec.Struct, frozen=True, kw_only=True):
    """How far the passages of a study are embedded."""

    model: str
    #: Passages with a vector, of those whose language the model was made for.
    done: int
    of: int
    #: Languages it was not made for, and how many sources are in each.
    unknown: dict[str, int]


class Embedded(NamedTuple):
    """Every passage that has a vector."""

    #: Source and number of the passage, a row each.
    keys: tuple[tuple[str, int], ...]
    #: Rows of length one, float32.
    matrix: NDArray[np.float32]


class Meant(NamedTuple):
    """What came of asking by meaning."""

    #: None where it could not be asked; the notes say why.
    both: Both | None = None
    notes: tuple[str, ...] = ()
    #: Number of passages that could be asked and are not embedded yet.
    wanting: int = 0


def extent(study: Study) -> Extent:
    """Return how far embedding has come. Raises ModelError where there is no model."""
    model, index = find_model(), index_of(study)
    done = coverage(_folder(study, model), index, states_of(index, model.knows))
    return Extent(model=model.name, done=done.done, of=done.of, unknown=_unknown(model, index, index.sources))


def embed(
    study: Study, *, progress: Callable[[Coverage], None] | None = None, reading: Progress | None = None,
    stopped: Callable[[], bool] = bool, gentle: bool = False,
) -> Coverage:  # fmt: skip
    """Embed every passage that lacks a vector, in turns, each of which is kept whatever happens in the next.

    Args:
        study: The study, as it stands.
        progress: Told before the first turn and after each.
        reading: Told of each text read into the index of words first.
        stopped: Asked before each turn whether to leave off.
        gentle: Use one processor core, in short turns.

    Raises:
        ModelError: Where there is no model, or it fails.
    """
    model, index = find_model(), index_of(study, reading)
    states, folder = states_of(index, model.knows), _folder(study, model)
    done = coverage(folder, index, states)
    if progress:
        progress(done)
    if done.done == done.of:
        return done
    encoder = _encoder(model, 1 if gentle else 0)
    while not stopped() and turn(folder, index, states, encoder, size=_GENTLE if gentle else TURN):
        done = coverage(folder, index, states)
        if progress:
            progress(done)
    return coverage(folder, index, states)


def embedded(study: Study) -> Embedded:
    """Return the passages that have a vector, in the order of their rows. Raises ModelError where there is no model."""
    model, index = find_model(), index_of(study)
    rows = _rows(study, model, index)
    keys = tuple((one.source, number) for one in rows.segments for number in range(one.rows))
    parts = [rows.matrix[one.first : one.first + one.rows] for one in rows.segments]
    return Embedded(keys, np.concatenate(parts) if parts else np.empty((0, 0), np.float32))


def asked_by_meaning(
    study: Study, index: Index, ask: AnyAsk, *, fields: Mapping[Field, Among], without: Sequence[str],
    corpus: Sequence[str],
) -> Meant:  # fmt: skip
    """Ask by meaning what a query asks in plain words; what cannot be done is said, for words answer anyway."""
    plain = plain_of(ask)
    if plain is None:
        return Meant(notes=("Meaning was not asked: it stands in for plain words joined by AND, and here are none.",))
    try:
        model = find_model()
        rows = _rows(study, model, index)
        vector = _encoder(model, 0).vectors([plain.text])[0] if rows.covered() else None
    except ModelError as error:
        return Meant(notes=(str(error),))
    of = sum(held.passages for source, held in index.sources.items() if source in corpus and model.knows(held.language))
    done = sum(one.rows for one in rows.segments if one.source in corpus)
    both = Both(index, ask, plain, rows, vector, fields=fields, without=without) if vector is not None else None
    return Meant(both, tuple(_notes(model, both, done, of, _unknown(model, index, corpus))), max(0, of - done))


def _notes(model: Model, both: Both | None, done: int, of: int, unknown: Mapping[str, int]) -> Iterable[str]:
    if both and both.added:
        yield (
            f"{len(both.added)} more found by meaning alone ({model.name}), marked so. They do not count among the "
            "passages that meet the query, nor in a search that is kept: a silence rests on words."
        )
    if done < of:
        yield f"Meaning covers {done:,} of {of:,} passages; words cover all. ‘colligate meaning’ goes on."  # noqa: RUF001
    for language, count in unknown.items():
        named = "of unknown language" if language == "und" else f"in {language}"
        yield (
            f"Meaning is not available for {count} source{'' if count == 1 else 's'} {named}: {model.name} knows "
            f"{', '.join(sorted(model.languages))}. Words are searched there as always."
        )


def _unknown(model: Model, index: Index, among: Iterable[str]) -> dict[str, int]:
    tags = (index.sources[source].language for source in among)
    return dict(sorted(Counter(tag for tag in tags if not model.knows(tag)).items()))


def _rows(study: Study, model: Model, index: Index) -> Rows:
    return open_rows(_folder(study, model)).of(states_of(index, model.knows))


def _folder(study: Study, model: Model) -> Path:
    return cache_folder(study.folder, "meaning") / Encoder.key_of(model)


@lru_cache(maxsize=4)
def _encoder_of(model: Model, cache: Path, threads: int, key: str) -> Encoder:
    del key  # another one where the files changed
    return Encoder(model, cache, threads=threads)


def _encoder(model: Model, threads: int) -> Encoder:
    return _encoder_of(model, shared_cache("models"), threads, model.key)
