"""What a language model is told when the study says two things of a source, or changes after it was looked at."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
import yaml

from colligate.actions.cataloguing import catalogue
from colligate.actions.code_queue import shelf_of
from colligate.actions.coding import withdraw
from colligate.actions.model_plan import Plan, Wanted, plan_of
from colligate.actions.model_proposals import proposals_of
from colligate.actions.model_running import Asking
from colligate.actions.model_settings import ModelSettings, ModelSettingsError, checked
from colligate.record import version
from colligate.sources.source import Source
from colligate.study.journal import Journal
from colligate.study.study import Study
from colligate.suggestions.asking.estimating import tokens

sys.path.insert(0, str(Path(__file__).parents[1]))
from chat_server import Chat, Handler, chat, quoting

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"
CODE, ME, SECRET = "io-roles/actor.capacity-shown", "amina@laptop", "glotip-tha"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    return folder


def model(server: Chat | None = None, **more) -> ModelSettings:
    address = server.address if server else "http://127.0.0.1:9/v1"
    return ModelSettings(**{"address": address, "model": "small", "timeout": 10.0, **more})


def plan(study: Path, server: Chat | None = None, *, most: int = 10_000, **more) -> Plan:
    return plan_of(Study(study), Wanted(code=CODE, most=most), model(server, **more))


def sources(planned: Plan) -> set[str]:
    return {one.candidate.source for one in planned.questions}


def mark(study: Path) -> None:
    catalogue(study, SECRET, {"confidential": "yes"}, by=ME)


def rewrite(study: Path, **top: str) -> None:
    file = study / "lenses" / "io-roles.yaml"
    lens = yaml.safe_load(file.read_text())
    file.write_text(yaml.safe_dump({**lens, **top}, sort_keys=False, allow_unicode=True))


def first_words(handler: Handler) -> str:
    return quoting(" ".join(handler.passage.split()[:3]))


def test_a_source_that_one_of_two_revisions_made_apart_marks_is_not_sent(study: Path) -> None:
    before = Study(study).records.get(Source, SECRET)
    assert before is not None
    assert SECRET in sources(plan(study))
    mark(study)
    other = msgspec.structs.replace(
        before, by="bram@office", at=Study(study).records.latest + timedelta(hours=1), revises=(version(before),),
        title="A better title",
    )  # fmt: skip
    Journal(study / "journal" / "bram@office.jsonl").append([other])
    assert SECRET in Study(study).records.apart
    found = plan(study)
    assert SECRET not in sources(found)
    assert found.confidential > 0


def test_words_of_a_source_that_was_marked_and_then_withdrawn_stay_back(study: Path) -> None:
    words = next(one.candidate.words for one in plan(study).questions if one.candidate.source == SECRET)
    rewrite(study, title=words)
    mark(study)
    withdraw(study, SECRET, by=ME)
    found = plan(study)
    assert found.prompt.held_back == ("title of the codebook",)
    assert not [one for one in found.questions if words.encode() in one.body]


def test_what_is_marked_between_looking_and_asking_does_not_leave(study: Path) -> None:
    words = next(one.candidate.words for one in plan(study).questions if one.candidate.source == SECRET)
    rewrite(study, title=words)
    with chat(first_words) as server:
        planned = plan(study, server, most=3)
        mark(study)
        done = Asking(study, planned, by=ME).run()
        assert server.seen == []
    assert done.ended == "The codebook repeats a source marked confidential since. Look again at what would leave."


def test_a_passage_withdrawn_between_looking_and_asking_is_passed_over_and_the_others_keep_their_places(
    study: Path,
) -> None:
    with chat(first_words) as server:
        planned = plan(study, server, most=12)
        gone = planned.questions[0].candidate.source
        count = sum(one.candidate.source == gone for one in planned.questions)
        withdraw(study, Study(study).texts[gone].id, by=ME)
        done = Asking(study, planned, by=ME).run()
        assert len(server.seen) == 12 - count
    assert (done.counts["gone"], done.counts["proposed"], done.ended) == (count, 12 - count, "")
    opened = Study(study)
    shelf = shelf_of(opened)
    found = proposals_of(opened, CODE, shelf.candidates, shelf.unit)
    assert all(gone != shelf.candidates[one].source for one in found)
    assert len(found) >= 12 - count


def test_the_same_words_in_two_places_are_asked_about_once_and_proposed_at_both(study: Path) -> None:
    with chat(first_words) as server:
        planned = plan(study, server)
        said = [one.candidate.words for one in planned.questions]
        assert len(said) == len(set(said))
        shelf = shelf_of(Study(study))
        twice = next(words for words in said if sum(one.words == words for one in shelf.candidates) > 1)
        only = msgspec.structs.replace(
            planned, questions=tuple(one for one in planned.questions if one.candidate.words == twice)
        )
        Asking(study, only, by=ME).run()
        assert len(server.seen) == 1
    found = proposals_of(Study(study), CODE, shelf.candidates, shelf.unit)
    assert len(found) > 1
    assert {shelf.candidates[one].words for one in found} == {twice}


def test_a_parent_without_a_definition_is_told_by_its_name_alone(study: Path) -> None:
    file = study / "lenses" / "io-roles.yaml"
    lens = yaml.safe_load(file.read_text())
    parent = next(one for one in lens["codes"] if one["id"] == "actor")
    parent |= {"definition": "To be written.", "use_when": ["A rule of the parent."]}
    file.write_text(yaml.safe_dump(lens, sort_keys=False, allow_unicode=True))
    told = json.loads(plan(study, most=1).questions[0].body)["messages"][0]["content"]
    assert f"Part of: {parent['name']}" in told
    assert "A rule of the parent." not in told


def test_a_second_asking_is_paid_for_within_the_limit(study: Path) -> None:
    long = "no JSON " * 50

    def reply(one: Handler):
        used = {
            "prompt_tokens": sum(tokens(part["content"]) for part in one.body["messages"]),
            "completion_tokens": 100,
        }
        return lambda handler: handler.say(long, usage=used)

    with chat(reply) as server:
        planned = plan(study, server, most=30, price_in=100.0, price_out=100.0)
        done = Asking(study, planned, by=ME, most_cost=0.3).run()
    assert "could pass the limit" in done.ended
    assert done.cost is not None
    assert 0 < done.cost <= 0.3


def test_a_redirect_to_no_address_ends_the_run_with_its_reason(study: Path) -> None:
    with chat(lambda _: lambda handler: handler.send(302, b"", Location="http://[x/")) as server:
        done = Asking(study, plan(study, server, most=2), by=ME).run()
    assert "It points to an address that cannot be read" in done.ended


@pytest.mark.parametrize(
    ("parameters", "why"), [({"api_key": "sk-1"}, "it holds 'api_key'"), ({"max_tokens": -1}, "may have no token")]
)
def test_settings_with_a_key_among_the_parameters_or_no_answer_are_refused(parameters: dict, why: str) -> None:
    with pytest.raises(ModelSettingsError, match=why):
        checked({"address": "http://127.0.0.1:1/v1", "model": "small", "parameters": parameters})
