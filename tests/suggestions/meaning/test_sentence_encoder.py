"""A model opened from disk: its vectors are those others get from it, and what cannot be used is said."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest
from small_model import SIZE, write_model

from colligate.suggestions.meaning.encoder import Encoder
from colligate.suggestions.meaning.graph import graph_of
from colligate.suggestions.meaning.model import Model, ModelError, find_model, read_model

SAID = (
    "The police were trained to recognise victims of trafficking.",
    "Poverty drives people into the hands of smugglers.",
    "A programme taught officers how to identify people who had been sold into forced labour.",
    "The harvest was good in 1987.",
    "Peace",
    (
        "In 2014 the regional office opened a centre for learning by computer, and by the end of 2017 some nine "
        "thousand officers of police, customs and immigration had taken its courses. " * 14
    ).strip(),
)
#: The first four and last two of 384 numbers that sentence-transformers 5 with torch 2.13 gives for each, in float32.
FIRST_AND_LAST = (
    (0.027115, 0.035520, -0.110141, 0.055729, 0.025787, -0.060631),
    (0.027033, 0.013360, 0.020868, 0.080756, 0.017600, 0.023787),
    (-0.002866, 0.028963, -0.059325, 0.019589, -0.026410, -0.004125),
    (-0.048270, 0.031285, 0.005677, 0.077586, -0.017971, -0.004001),
    (-0.015912, 0.145585, -0.003648, 0.010174, -0.003860, 0.077615),
    (0.059859, -0.035006, -0.031125, -0.013363, -0.039861, 0.061880),
)
#: Its cosines of the first with all.
COSINES = (1.0, 0.39045, 0.52770, 0.06448, 0.09578, 0.28427)


@pytest.fixture
def small(tmp_path: Path) -> Model:
    return read_model(write_model(tmp_path / "small", SAID))


def _full(model: Model, place: Path) -> Model:
    """The same model in full precision."""
    (place / "full.onnx").write_bytes(graph_of(model.weights))
    return msgspec.structs.replace(model, weights=place / "full.onnx")


def test_the_graph_gives_the_vectors_that_sentence_transformers_gives(real: Model, tmp_path: Path) -> None:
    found = Encoder(_full(real, tmp_path), tmp_path).vectors(SAID)
    assert found.shape == (6, 384)
    assert np.abs(found[:, [0, 1, 2, 3, -2, -1]] - FIRST_AND_LAST).max() < 1e-4
    assert np.abs(found @ found[0] - COSINES).max() < 1e-4


def test_eight_bits_stay_near_full_precision_and_are_made_once(real: Model, tmp_path: Path) -> None:
    full = Encoder(_full(real, tmp_path), tmp_path).vectors(SAID)
    small = Encoder(real, tmp_path / "models").vectors(SAID)
    cosines = (full * small).sum(axis=1)
    assert cosines[[0, 1, 2, 3, 5]].min() > 0.98
    assert cosines[4] > 0.9  # of a single word
    assert np.abs(small @ small[0] - COSINES).max() < 0.05
    (made,) = (tmp_path / "models").glob("*.onnx")
    assert made.stat().st_size < real.weights.stat().st_size / 3
    before = made.stat().st_mtime_ns
    Encoder(real, tmp_path / "models")
    assert made.stat().st_mtime_ns == before


def test_the_installed_package_is_found_and_knows_english_alone(real: Model) -> None:
    assert (real.name, real.pooling, real.longest) == ("all-MiniLM-L6-v2", "mean", 256)
    assert real.knows("en")
    assert not real.knows("th")


def test_a_text_gives_the_same_vector_whatever_stands_beside_it(small: Model, tmp_path: Path) -> None:
    encoder = Encoder(_full(small, tmp_path), tmp_path)
    together = encoder.vectors(SAID)
    alone = np.concatenate([encoder.vectors([said]) for said in SAID])
    assert np.abs(together - alone).max() < 1e-5
    assert np.abs(np.linalg.norm(together, axis=1) - 1).max() < 1e-5
    assert encoder.vectors(["", "unheard of"]).shape == (2, SIZE)


def test_a_folder_with_a_graph_of_its_own_is_used_as_it_is(small: Model, tmp_path: Path) -> None:
    expected = Encoder(_full(small, tmp_path), tmp_path).vectors(SAID)
    (small.folder / "onnx").mkdir()
    (small.folder / "onnx" / "model.onnx").write_bytes(graph_of(small.weights))
    given = read_model(small.folder)
    assert given.weights.name == "model.onnx"
    assert given.key != small.key
    assert np.abs(Encoder(given, tmp_path / "none").vectors(SAID) - expected).max() < 1e-6
    assert not (tmp_path / "none").exists()


def test_the_first_token_is_taken_where_the_model_says_so(small: Model, tmp_path: Path) -> None:
    (small.folder / "1_Pooling").mkdir()
    told = {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}
    (small.folder / "1_Pooling" / "config.json").write_text(json.dumps(told), encoding="utf-8")
    given = read_model(small.folder)
    assert given.pooling == "cls"
    mean, first = Encoder(_full(small, tmp_path), tmp_path), Encoder(_full(given, tmp_path), tmp_path)
    assert np.abs(mean.vectors(SAID) - first.vectors(SAID)).max() > 0.01


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("model.safetensors", b"\x00" * 30, "model.safetensors cannot be read"),
        ("config.json", b'{"model_type": "t5", "hidden_size": 1, "num_hidden_layers": 1, "num_attention_heads": 1}',
         "model.safetensors holds no plain BERT"),
        ("config.json", b"[", "config.json cannot be read"),
        ("tokenizer.json", b"{}", "tokenizer.json cannot be read"),
        ("tokenizer.json", None, "has no tokenizer.json"),
        ("model.safetensors", None, "has no weights"),
        ("model.onnx", b"no graph", "model.onnx cannot be read"),
    ],
)  # fmt: skip
def test_a_model_that_cannot_be_used_is_named_with_the_way_out(
    small: Model, tmp_path: Path, file: str, content: bytes | None, said: str
) -> None:
    path = small.folder / file
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(ModelError, match=said) as raised:
        Encoder(read_model(small.folder), tmp_path / "models")
    assert str(small.folder) in str(raised.value)
    assert str(raised.value).endswith("Search by words works without it.")
    assert not list(tmp_path.glob("models/*.onnx"))


def test_weights_that_lack_a_layer_are_told(small: Model, tmp_path: Path) -> None:
    told = json.loads((small.folder / "config.json").read_text(encoding="utf-8"))
    (small.folder / "config.json").write_text(json.dumps(told | {"num_hidden_layers": 3}), encoding="utf-8")
    with pytest.raises(ModelError, match=r"lacks the weights 'encoder\.layer\.2"):
        Encoder(read_model(small.folder), tmp_path / "models")


def test_the_named_folder_comes_before_the_package(small: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLIGATE_MODEL", str(small.folder))
    assert find_model().folder == small.folder
    monkeypatch.setenv("COLLIGATE_MODEL_LANGUAGES", "de, fr")
    assert [tag for tag in ("de", "en", "fr") if find_model().knows(tag)] == ["de", "fr"]
    monkeypatch.setenv("COLLIGATE_MODEL", str(small.folder / "nowhere"))
    with pytest.raises(ModelError, match=r"there is no folder .*nowhere"):
        find_model()


@pytest.mark.parametrize(
    ("card", "known"),
    [("language: multilingual", ["de", "en", "th"]), ("language: [th, de-AT]", ["de", "th"]), ("tags: [x]", ["en"]),
     ("language: [", ["en"])],
)  # fmt: skip
def test_languages_are_those_of_the_models_card(small: Model, card: str, known: list[str]) -> None:
    (small.folder / "README.md").write_text(f"---\n{card}\n---\n# A model\n", encoding="utf-8")
    assert [tag for tag in ("de", "en", "th") if read_model(small.folder).knows(tag)] == known
