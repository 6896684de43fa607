"""A workbench killed in the middle of coding: every act that was answered is there, none is half there."""

from __future__ import annotations

import http.client
import random
import signal
import threading
from pathlib import Path
from urllib.parse import urlencode

import msgspec
import pytest
from opened import opened

from colligate.actions.adding import add_sources
from colligate.actions.checking import check_study
from colligate.actions.coding import code_span
from colligate.actions.starting import new_study
from colligate.codings.coding import Coding
from colligate.sources.passage import Passage
from colligate.study.study import Study

#: Acts planned in each round; every one codes a word of its own.
ACTS = 1_000
CODES = ("io-roles/actor", "io-roles/forum", "io-roles/resource")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = new_study(tmp_path / "study", lenses=["io-roles"])
    (tmp_path / "long.txt").write_text("".join(f"word{number:06d} " for number in range(ACTS + 10)))
    add_sources(folder, [tmp_path / "long.txt"], by="amina@laptop")
    return folder


class Coder:
    """Codes as fast as the workbench answers, until it answers no more."""

    def __init__(self, host: str, cookie: str, kill_after: int) -> None:
        self.host, self.cookie, self.kill_after = host, cookie, kill_after
        #: Ids of the codings that were answered, with the number of the stretch coded.
        self.answered: dict[str, int] = {}
        #: Set once as many acts were answered as were to be before the kill.
        self.reached = threading.Event()

    def work(self) -> None:
        asked = http.client.HTTPConnection(self.host, timeout=30)
        try:
            for number in range(ACTS):
                self.answered[self._code(asked, number)] = number
                if len(self.answered) >= self.kill_after:
                    self.reached.set()
        except (OSError, http.client.HTTPException, msgspec.DecodeError):
            pass  # killed
        finally:
            self.reached.set()
            asked.close()

    def _code(self, asked: http.client.HTTPConnection, number: int) -> str:
        start = number * 11
        form = {"act": "code", "start": start, "end": start + 10, "code": CODES[number % 3], "stance": "supports"}
        headers = {
            "accept": "application/json", "cookie": self.cookie, "origin": f"http://{self.host}",
            "content-type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        asked.request(
            "POST", "/sources/long", body=urlencode(form | {"from": start, "to": start + 10}), headers=headers
        )
        answer = asked.getresponse()
        told = answer.read()
        assert answer.status == 200, told
        return msgspec.json.decode(told)["said"]


@pytest.mark.parametrize(("seed", "between"), [(1, (20, 150)), (2, (20, 150)), (3, (400, 600))])
def test_every_answered_act_is_there_and_none_is_half_there(folder: Path, seed: int, between: tuple[int, int]) -> None:
    chance = random.Random(seed)
    journal = folder / "journal" / "amina@laptop.jsonl"
    with opened(folder) as bench:
        coder = Coder(bench.host, bench.cookie, chance.randint(*between))
        thread = threading.Thread(target=coder.work)
        thread.start()
        assert coder.reached.wait(120)
        bench.process.send_signal(signal.SIGKILL)
        thread.join()
    study = Study(folder)
    codings = {one.id: one for one in study.records.of(Coding)}
    assert coder.kill_after <= len(coder.answered) < ACTS
    assert coder.answered.keys() <= codings.keys()
    # The one act that was on its way when the workbench was killed may have been written and not answered.
    assert len(codings) - len(coder.answered) in (0, 1)
    for identity, number in coder.answered.items():
        passage = study.records.get(Passage, codings[identity].passage)
        assert passage
        assert (passage.start, passage.quote) == (number * 11, f"word{number:06d}")
    assert len(study.records.of(Passage)) == len(codings)
    assert [problem.place for problem in check_study(folder)] in ([], [f"{_last_line(folder, journal)}"])
    code_span(folder, source="long", start=0, end=10, code=CODES[1], by="amina@laptop")
    assert len(Study(folder).records.of(Coding)) == len(codings) + 1


@pytest.mark.parametrize("seed", [4, 5])
def test_a_line_torn_by_the_kill_costs_that_act_alone_and_work_goes_on(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    journal = folder / "journal" / "amina@laptop.jsonl"
    for number in range(5):
        code_span(folder, source="long", start=number * 11, end=number * 11 + 10, code=CODES[0], by="amina@laptop")
    whole = journal.read_bytes()
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    journal.write_bytes(whole[: chance.randint(last + 1, len(whole) - 2)])
    line = _last_line(folder, journal)
    assert [problem.place for problem in check_study(folder)] == [line]
    with opened(folder) as bench:
        coder = Coder(bench.host, bench.cookie, 3)
        thread = threading.Thread(target=coder.work)
        thread.start()
        assert coder.reached.wait(60)
        bench.process.send_signal(signal.SIGKILL)
        thread.join()
    codings = {one.id for one in Study(folder).records.of(Coding)}
    assert coder.answered.keys() <= codings
    told = [problem.place for problem in check_study(folder)]
    assert told[0] == line
    assert len(told) <= 2


def _last_line(folder: Path, journal: Path) -> str:
    lines = journal.read_bytes().rstrip(b"\n").count(b"\n") + 1
    return f"{journal.relative_to(folder).as_posix()}:{lines}"
