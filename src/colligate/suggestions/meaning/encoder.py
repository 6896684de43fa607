"""Texts to vectors of length one: tokens by the model's own tokenizer, the graph run on the processor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colligate.suggestions.meaning.graph import graph_of, quantized
from colligate.suggestions.meaning.model import Model, ModelError
from colligate.suggestions.searching.files import alone, replace

#: Texts run at once: more of them fill up short ones with nothing.
_AT_ONCE = 16
#: Changes whenever the same weights give other vectors.
VERSION = "1"


class Encoder:
    """A model made ready."""

    def __init__(self, model: Model, cache: Path, *, threads: int = 0) -> None:
        """Open a model; one in safetensors is written into the cache as a graph, once.

        Args:
            model: Where it lies.
            cache: A folder for graphs, shared by all studies.
            threads: How many the processor's work is parted into; 0 for as many as it has cores.

        Raises:
            ModelError: Where it cannot be used.
        """
        from tokenizers import Tokenizer  # noqa: PLC0415 - an extra

        self.model = model
        try:
            self._tokenizer = Tokenizer.from_file(str(model.tokenizer))
        except Exception as error:  # the library raises no class of its own
            raise ModelError(
                f"{model.tokenizer} cannot be read ({error}).", "Take it from its publisher again."
            ) from error
        self._tokenizer.enable_truncation(model.longest)
        self._tokenizer.no_padding()
        path = model.weights if model.weights.suffix == ".onnx" else _graph(model, cache)
        self._session = _session(path, threads)
        self._takes = {one.name for one in self._session.get_inputs()}
        if not {"input_ids", "attention_mask"} <= self._takes <= {"input_ids", "attention_mask", "token_type_ids"}:
            raise ModelError(f"{path} takes {', '.join(sorted(self._takes))}.", "Take the model of a sentence encoder.")

    @staticmethod
    def key_of(model: Model) -> str:
        """Name what decides the vectors; they can be set against each other only where it is the same."""
        return f"{model.key}-{VERSION}"

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a row of length one for each text. Raises ModelError where the model fails."""
        tokens = [self._tokenizer.encode(text).ids for text in texts]
        order = sorted(range(len(texts)), key=lambda at: len(tokens[at]))  # texts of one length together
        parts = [order[at : at + _AT_ONCE] for at in range(0, len(order), _AT_ONCE)]
        rows = [(part, self._run([tokens[at] for at in part])) for part in parts]
        found = np.empty((len(texts), rows[0][1].shape[1] if rows else 0), np.float32)
        for part, given in rows:
            found[part] = given
        return found

    def _run(self, tokens: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        ids = np.zeros((len(tokens), max(1, *map(len, tokens))), np.int64)
        mask = np.zeros_like(ids)
        for row, one in enumerate(tokens):
            ids[row, : len(one)], mask[row, : len(one)] = one, 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        try:
            given = self._session.run(None, {name: feed[name] for name in self._takes})
        except Exception as error:  # the library's classes are not public
            raise ModelError(f"{self.model.weights} fails ({error}).", "Take another model.") from error
        return _of_length_one(self._pooled(given, mask))

    def _pooled(self, given: Sequence[Any], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        names = [one.name for one in self._session.get_outputs()]
        if "sentence_embedding" in names:
            return given[names.index("sentence_embedding")]
        states = given[0]
        if states.ndim != 3:
            raise ModelError(f"{self.model.weights} gives no vectors of tokens.", "Take a sentence encoder.")
        if self.model.pooling == "cls":
            return states[:, 0]
        weights = mask[:, :, None].astype(np.float32)
        return (states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)


def _of_length_one(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)).astype(np.float32)


def _graph(model: Model, cache: Path) -> Path:
    """Return the graph of weights in safetensors in eight bits; made where the cache lacks it."""
    cache.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = cache / f"{Encoder.key_of(model)}.onnx"
    with alone(cache / "lock"):
        if not path.is_file():
            replace(path, quantized(graph_of(model.weights)))
    return path


def _session(path: Path, threads: int) -> Any:  # noqa: ANN401 - the library has no types
    import onnxruntime  # noqa: PLC0415 - slow, and an extra

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # A thread that waits for work by spinning would take it from the pages.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0" if threads else "1")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library's classes are not public
        raise ModelError(f"{path} cannot be read ({error}).", "Take it from its publisher again.") from error
