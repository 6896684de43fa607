"""A sentence model of a few kilobytes with weights drawn by chance, laid out as real ones are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

SIZE, INNER, LAYERS, PLACES = 32, 64, 2, 48


def write_model(folder: Path, said: Iterable[str], *, seed: int = 1, language: str = "en") -> Path:
    """Write a BERT whose words are those of some texts, in safetensors. Texts that share words come out near."""
    folder.mkdir(parents=True, exist_ok=True)
    words = sorted({word for one in said for word in re.findall(r"\w+", one.lower())})
    vocabulary = {word: number for number, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))  # noqa: S106 - a token of a text
    tokenizer.normalizer, tokenizer.pre_tokenizer = Lowercase(), Whitespace()
    ends = [("[CLS]", 2), ("[SEP]", 3)]
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "model_type": "bert", "hidden_size": SIZE, "num_hidden_layers": LAYERS, "num_attention_heads": 4,
        "max_position_embeddings": PLACES,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "README.md").write_text(f"---\nlanguage: {language}\n---\n", encoding="utf-8")
    save_file(weights(len(vocabulary), seed), folder / "model.safetensors")
    return folder


def weights(words: int, seed: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)

    def drawn(*shape: int, spread: float = 0.05) -> np.ndarray:
        return (spread * rng.standard_normal(shape)).astype(np.float32)

    found = {
        "embeddings.word_embeddings.weight": drawn(words, SIZE, spread=1),
        "embeddings.position_embeddings.weight": drawn(PLACES, SIZE),
        "embeddings.token_type_embeddings.weight": drawn(2, SIZE),
    }
    dense = {"attention.self.query": (SIZE, SIZE), "attention.self.key": (SIZE, SIZE),
             "attention.self.value": (SIZE, SIZE), "attention.output.dense": (SIZE, SIZE),
             "intermediate.dense": (INNER, SIZE), "output.dense": (SIZE, INNER)}  # fmt: skip
    for layer in range(LAYERS):
        for name, shape in dense.items():
            found[f"encoder.layer.{layer}.{name}.weight"] = drawn(*shape)
            found[f"encoder.layer.{layer}.{name}.bias"] = drawn(shape[0])
    norms = [f"encoder.layer.{n}.{part}.LayerNorm" for n in range(LAYERS) for part in ("attention.output", "output")]
    for name in ("embeddings.LayerNorm", *norms):
        found[f"{name}.weight"], found[f"{name}.bias"] = 1 + drawn(SIZE), drawn(SIZE)
    return found
