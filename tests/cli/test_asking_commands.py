"""The commands on a language model: set, shown, confirmed, asked, listed."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from colligate.cli import main

sys.path.insert(0, str(Path(__file__).parents[1]))
from chat_server import NONE, chat, quoting

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"
CODE = "io-roles/actor.capacity-shown"


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLLIGATE_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config" / "model.yaml"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands") / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    return folder


def run(*words: str, say: str = ""):
    return CliRunner().invoke(main, ["suggestions", *words], input=say)


def test_without_a_model_the_way_to_one_is_told_and_nothing_else_needs_it(study: Path) -> None:
    told = run("ask", "--code", CODE, "--study", str(study))
    assert told.exit_code == 2
    assert "no model is set; Colligate needs none." in told.output
    assert "colligate suggestions model --address" in told.output


def test_the_settings_are_kept_beside_no_study_and_hold_no_key(config: Path) -> None:
    set_ = run("model", "--address", "http://127.0.0.1:9/v1", "--model", "small", "--key-variable", "MY_KEY")
    assert set_.exit_code == 0
    assert "key_variable: MY_KEY" in config.read_text()
    assert json.loads(run("model", "--json").output)["parameters"] == {"temperature": 0, "max_tokens": 400}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("address: http://a/v1\nmodel: m\napi_key: sk-1\n", "it holds 'api_key'"),
        ("address: http://a/v1\nmodel: m\nkey_variable: sk-live-1234\n", "key_variable is no name"),
        ("address: file:///etc/passwd\nmodel: m\n", "is no address"),
        ("address: ftp://a/v1\nmodel: m\n", "neither http nor https"),
        ("address: http://me:secret@a/v1\nmodel: m\n", "a name, password or question"),
        ("address: http://a/v1\n", "missing required field `model`"),
        ("address: http://a/v1\nmodel: m\ntimout: 3\n", "unknown field `timout`"),
        ("address: http://a/v1\nmodel: m\nparameters: {stream: true}\n", "parameters holds stream"),
        ("address: [\n", "is not YAML (line 2)"),
    ],
)
def test_settings_that_cannot_be_used_are_told_with_place_and_way_out(config: Path, written: str, told: str) -> None:
    config.parent.mkdir()
    config.write_text(written)
    shown = run("model")
    assert shown.exit_code == 2
    assert f"{config}: " in shown.output
    assert told in shown.output


def test_nothing_is_sent_before_it_is_confirmed_and_what_would_be_is_shown(study: Path) -> None:
    with chat(lambda one: quoting(" ".join(one.passage.split()[:3]))) as server:
        run("model", "--address", server.address, "--model", "small", "--price-in", "1", "--price-out", "2")
        asked = ("ask", "--code", CODE, "--most", "2", "--study", str(study), "--by", "amina@laptop")
        first = json.loads(run(*asked, "--show").output)
        assert [part["role"] for part in first["messages"]] == ["system", "user"]
        assert len(run(*asked, "--list").output.splitlines()) == 2
        refused = run(*asked, say="n\n")
        assert "2 passages with" in refused.output
        assert "(estimated), about 0.0" in refused.output
        assert (server.seen, (study / "model-runs").exists()) == ([], False)
        done = run(*asked, say="y\n")
        assert "2 of 2 passages: 2 proposed, 0 none, 0 discarded" in done.output
        assert done.exit_code == 0
        assert len(server.seen) == 2
    shown = run("queue", "--asked", "--code", CODE, "--study", str(study)).output
    assert "small says: It shows the capacity.; quotes" in shown
    assert [one["proposed"] for one in json.loads(run("asked", "--json", "--study", str(study)).output)] == [2]


def test_an_address_elsewhere_is_warned_of_in_clear_words(study: Path) -> None:
    run("model", "--address", "http://models.example/v1", "--model", "m")
    told = run("ask", "--code", CODE, "--study", str(study), say="n\n").output
    assert "These words leave this machine: they go to models.example" in told
    assert "is not encrypted" in told


def test_a_script_asks_without_a_prompt_and_reads_json(study: Path) -> None:
    with chat(lambda one: NONE if len(one.server.seen) == 1 else lambda it: it.send(401, b"")) as server:
        run("model", "--address", server.address, "--model", "other")
        asked = run("ask", "--code", CODE, "--most", "3", "--yes", "--json", "--study", str(study))
    told = json.loads(asked.stdout)
    assert (asked.exit_code, told["counts"]) == (1, {"none": 1})
    assert "The key is not accepted" in told["ended"]


def test_a_source_is_marked_confidential_and_back(study: Path) -> None:
    marked = CliRunner().invoke(main, ["sources", "mark", "nobody", "--confidential", "--study", str(study)])
    assert marked.exit_code == 2
    listed = json.loads(CliRunner().invoke(main, ["sources", "list", "--json", "--study", str(study)]).output)
    name = listed[0]["id"]
    for option, told in (("--confidential", "confidential"), ("--not-confidential", "not confidential")):
        marked = CliRunner().invoke(main, ["sources", "mark", name, option, "--study", str(study)])
        assert f"{name}: {told}" in marked.output
