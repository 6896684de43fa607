"""A BERT's weights as an ONNX graph, and the same in whole numbers of eight bits, which runs several times as fast.

Follows Devlin et al., *BERT* (2019), as its weights are named by the transformers library: embeddings of word and
place, then layers of attention and two dense steps, each normalised after what it adds to.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from colligate.suggestions.meaning.model import ModelError

#: A graph of one file holds at most two gigabytes.
_LARGEST = 1_900_000_000
_OPSET, _IR = 20, 10


class _Config(msgspec.Struct, frozen=True):
    """What shapes a BERT, from its config.json."""

    model_type: str
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    hidden_act: str = "gelu"
    layer_norm_eps: float = 1e-12
    position_embedding_type: str = "absolute"


def graph_of(weights: Path) -> bytes:
    """Return the graph of a BERT in safetensors, in full precision.

    It takes ``input_ids`` and ``attention_mask`` and gives ``last_hidden_state``: passages by tokens by size.

    Raises:
        ModelError: Where the weights are no BERT's, or cannot be read.
    """
    from safetensors import SafetensorError  # noqa: PLC0415 - an extra
    from safetensors.numpy import load_file  # noqa: PLC0415

    try:
        if weights.stat().st_size > _LARGEST:
            raise ModelError(f"{weights} is larger than two gigabytes.", "Take a smaller model.")
        config = msgspec.json.decode((weights.parent / "config.json").read_bytes(), type=_Config)
        named = {name.removeprefix("bert."): held.astype(np.float32) for name, held in load_file(weights).items()}
        if config.model_type != "bert" or config.hidden_act != "gelu" or config.position_embedding_type != "absolute":
            raise ModelError(f"{weights} holds no plain BERT.", "Take one, or a model.onnx.")
        return _Graph(config, named).built()
    except KeyError as error:
        raise ModelError(f"{weights} lacks the weights {error}.", "Take the model from its publisher again.") from error
    except (OSError, ValueError, TypeError, SafetensorError) as error:
        raise ModelError(f"{weights} cannot be read ({error}).", "Take it from its publisher again.") from error


def quantized(graph: bytes) -> bytes:
    """Return a graph whose products are of whole numbers of eight bits, scaled as each passage needs.

    Seven bits of the weights are used, since processors without such products of their own overflow at eight.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - slow, and an extra

    with tempfile.TemporaryDirectory() as place:
        full, small = Path(place) / "full.onnx", Path(place) / "small.onnx"
        full.write_bytes(graph)
        quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        return small.read_bytes()


class _Graph:
    """Puts the nodes of one graph together, each named by what it gives."""

    def __init__(self, config: _Config, named: dict[str, NDArray[np.float32]]) -> None:
        self._config, self._named = config, named
        self._nodes: list[Any] = []
        self._held: dict[str, NDArray[Any]] = {}

    def built(self) -> bytes:
        from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415 - an extra

        config = self._config
        mask = self._mask()
        state = self._embedded()
        for number in range(config.num_hidden_layers):
            state = self._layer(state, mask, f"encoder.layer.{number}")
        self._nodes.append(helper.make_node("Identity", [state], ["last_hidden_state"]))
        tokens = ["passages", "tokens"]
        made = helper.make_graph(
            self._nodes, "bert",
            [helper.make_tensor_value_info(one, TensorProto.INT64, tokens) for one in ("input_ids", "attention_mask")],
            [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*tokens, config.hidden_size])],
            [numpy_helper.from_array(held, name) for name, held in self._held.items()],
        )  # fmt: skip
        opset = [helper.make_opsetid("", _OPSET)]
        model = helper.make_model(made, opset_imports=opset, ir_version=_IR)
        # Says to what makes it smaller that there is nothing to simplify first.
        helper.set_model_props(model, {"onnx.quant.pre_process": "onnxruntime.quant"})
        return model.SerializeToString()

    def _mask(self) -> str:
        """Return what is added to attention: nothing for words, very little for what fills a row up."""
        from onnx import TensorProto  # noqa: PLC0415 - an extra

        wide = self._add("Unsqueeze", "attention_mask", self._hold("one_two", np.array([1, 2])))
        real = self._add("Cast", wide, to=TensorProto.FLOAT)
        gone = self._add("Sub", real, self._hold("one", np.float32(1)))
        return self._add("Mul", gone, self._hold("much", np.float32(1e9)))

    def _embedded(self) -> str:
        words = self._add("Gather", self._weight("embeddings.word_embeddings.weight"), "input_ids")
        # Every token is of the first of the two texts that BERT can be given.
        kinds = self._named["embeddings.token_type_embeddings.weight"]
        places = self._hold("places", self._named["embeddings.position_embeddings.weight"] + kinds[0])
        count = self._add("Gather", self._add("Shape", "input_ids"), self._hold("second", np.array([1])))
        here = self._add("Slice", places, self._hold("zero", np.array([0])), count, self._hold("axis", np.array([0])))
        return self._normed(self._add("Add", words, here), "embeddings.LayerNorm")

    def _layer(self, state: str, mask: str, name: str) -> str:
        attended = self._dense(self._attention(state, mask, f"{name}.attention.self"), f"{name}.attention.output.dense")
        state = self._normed(self._add("Add", attended, state), f"{name}.attention.output.LayerNorm")
        inner = self._add("Gelu", self._dense(state, f"{name}.intermediate.dense"))
        return self._normed(
            self._add("Add", self._dense(inner, f"{name}.output.dense"), state), f"{name}.output.LayerNorm"
        )

    def _attention(self, state: str, mask: str, name: str) -> str:
        size, heads = self._config.hidden_size, self._config.num_attention_heads
        split = self._hold("split", np.array([0, 0, heads, size // heads]))
        query, key, value = (
            self._add("Transpose", self._add("Reshape", self._dense(state, f"{name}.{part}"), split), perm=order)
            for part, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3]))
        )
        scale = self._hold("scale", np.float32((size // heads) ** -0.5))
        scores = self._add("Add", self._add("Mul", self._add("MatMul", query, key), scale), mask)
        mixed = self._add("MatMul", self._add("Softmax", scores, axis=-1), value)
        joined = self._hold("joined", np.array([0, 0, size]))
        return self._add("Reshape", self._add("Transpose", mixed, perm=[0, 2, 1, 3]), joined)

    def _dense(self, state: str, name: str) -> str:
        turned = self._hold(f"{name}.turned", np.ascontiguousarray(self._named[f"{name}.weight"].T))
        return self._add("Add", self._add("MatMul", state, turned), self._weight(f"{name}.bias"))

    def _normed(self, state: str, name: str) -> str:
        weights = (self._weight(f"{name}.weight"), self._weight(f"{name}.bias"))
        return self._add("LayerNormalization", state, *weights, axis=-1, epsilon=self._config.layer_norm_eps)

    def _weight(self, name: str) -> str:
        return self._hold(name, self._named[name])

    def _hold(self, name: str, held: NDArray[Any] | np.generic) -> str:
        self._held[name] = np.asarray(held)
        return name

    def _add(self, kind: str, *taken: str, **told: Any) -> str:  # noqa: ANN401 - as the library takes them
        from onnx import helper  # noqa: PLC0415 - an extra

        given = f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(taken), [given], **told))
        return given
