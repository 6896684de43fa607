"""Asking a language model about passages, as planned and confirmed; every answer is kept, none becomes a record."""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from colligate.actions.code_queue import shelf_of
from colligate.actions.model_client import BusyError, ModelStopError, NoAnswerError, Reply, post
from colligate.actions.model_guard import Guard
from colligate.actions.model_plan import Plan, Question
from colligate.actions.model_settings import ModelSettingsError
from colligate.problems import ColligateError
from colligate.sources.outline import Unit
from colligate.study.folder import Folder
from colligate.study.model_runs import Asked, Run, RunFile
from colligate.study.study import Study
from colligate.suggestions.asking.answering import Answer, place_of, read_answer
from colligate.suggestions.asking.estimating import tokens
from colligate.suggestions.asking.prompting import AGAIN, WORDING, passage_message

#: Passages in a row without an answer after which a run ends, and how often a busy server is waited for at one.
_IN_A_ROW, _WAITS = 3, 5


class Progress(msgspec.Struct, kw_only=True):
    """How far a run has come, and how it ended."""

    #: Name of the run; empty where nothing was asked.
    run: str = ""
    passages: int = 0
    counts: Counter[str] = msgspec.field(default_factory=Counter)
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    currency: str = ""
    #: Why it ended before its end; empty where it did not.
    ended: str = ""
    over: bool = False

    @property
    def asked(self) -> int:
        """Passages asked about so far."""
        return sum(self.counts.values())


class Asking:
    """One run. It may be stopped at any time and goes on as another: what was answered is not asked again."""

    def __init__(
        self, path: Path, plan: Plan, *, by: str, most_cost: float | None = None,
        pause: Callable[[float], object] | None = None,
    ) -> None:  # fmt: skip
        """Take a plan that a person confirmed.

        Args:
            path: The study folder.
            plan: What they were shown.
            by: Whose run it is.
            most_cost: Money that is not to be passed.
            pause: Waits so many seconds, or until the run is stopped.

        Raises:
            ModelSettingsError: Where the key is missing, or money is limited and no price known.
        """
        if most_cost is not None and plan.settings.price is None:
            raise ModelSettingsError(
                "no price is set, so that no cost can be told.",
                "Set both with 'colligate suggestions model --price-in --price-out', or leave the limit out.",
            )
        self._path, self._plan, self._by, self._most = path, plan, by, most_cost
        self._key = plan.settings.key()
        self.progress = Progress(
            passages=len(plan.questions), cost=0.0 if plan.settings.price else None, currency=plan.settings.currency
        )
        self._stop, self._broken = threading.Event(), ""
        self._pause = pause or self._stop.wait

    @property
    def code(self) -> str:
        """The code that is asked for."""
        return self._plan.wanted.code

    def stop(self) -> None:
        """End the run after the present answer."""
        self._stop.set()

    def run(self, told: Callable[[Progress], object] = lambda _: None) -> Progress:
        """Ask about one passage after the other and return how it went; whatever ended it is told there."""
        progress = self.progress
        try:
            if self._plan.questions:
                self._ask_all(told)
        except ColligateError as error:
            progress.ended = str(error)
        except OSError as error:
            progress.ended = (
                f"The answer could not be kept: {error.strerror or error}. See that the folder may be written to and "
                "the disk has room; what was answered before is kept."
            )
        finally:
            progress.over = True
        return progress

    def _ask_all(self, told: Callable[[Progress], object]) -> None:
        study = Study(self._path)
        shelf, run, guard = shelf_of(study), self._begun(study), Guard(self._plan)
        numbers = {one.key: number for number, one in enumerate(shelf.candidates)}
        file, failed = RunFile(Folder(self._path), run), 0
        self.progress.run = run.id
        for question in self._plan.questions:
            now = Study(self._path)
            if why := self._may_not(question) or guard.closed(now):
                self.progress.ended = why
                return
            key = question.candidate.key
            if left := guard.left_out(question) or ("" if key in numbers else "gone"):
                self.progress.counts[left] += 1
                continue
            asked = self._asked(question, shelf.unit(numbers[key]))
            file.append(asked)
            self._count(asked)
            told(self.progress)
            failed = failed + 1 if asked.outcome == "failed" else 0
            if failed == _IN_A_ROW:
                self.progress.ended = f"{_IN_A_ROW} passages in a row got no answer. The last: {asked.why}"
                return

    def _may_not(self, question: Question) -> str:
        if self._broken:
            return self._broken
        if self._stop.is_set():
            return "Stopped. Ask again to go on: what was answered is kept."
        price, spent = self._plan.settings.price, self.progress.cost
        if self._most is not None and price and spent is not None:
            # It may be asked twice, the second time with the first answer in the question.
            back = self._plan.settings.most_answered
            next_one = price.of(2 * question.tokens + back + tokens(AGAIN), 2 * back)
            if spent + next_one > self._most:
                return f"The next passage could pass the limit of {self._most:g} {self._plan.settings.currency}."
        return ""

    def _begun(self, study: Study) -> Run:
        plan, at = self._plan, datetime.now(UTC)
        lens = study.lenses[plan.wanted.code.partition("/")[0]]
        settings = plan.settings
        return Run(
            id=f"{at:%Y-%m-%d}-{secrets.token_hex(4)}", by=self._by, at=at, code=plan.wanted.code,
            lens_version=lens.version, address=settings.address, model=settings.model, parameters=settings.parameters,
            wording=WORDING, instructions=plan.prompt.instructions, prompt=plan.prompt.sha256,
            passages=len(plan.questions), price_in=settings.price_in, price_out=settings.price_out,
            currency=settings.currency,
        )  # fmt: skip

    def _asked(self, question: Question, unit: Unit) -> Asked:
        """Ask about one passage, once more where the answer is not JSON, and return the line to be kept."""
        replies: list[Reply] = []
        why, answer, body = "", Answer(outcome="failed"), question.body
        try:
            for again in (False, True):
                replies.append(self._posted(body))
                answer = read_answer(replies[-1].content, question.candidate.words)
                if answer.outcome != "malformed" or again:
                    break
                body = _again(question.body, replies[-1].content)
        except NoAnswerError as error:
            # A first answer that came and was not JSON is kept, and counted as that.
            why = str(error)
        except ModelStopError as error:
            if not replies:
                raise
            self._broken = str(error)  # the first answer is kept before the run ends
        place = place_of(answer.quote, unit) if answer.outcome == "proposed" else None
        return self._line(question, answer, replies, place, why or answer.why)

    def _posted(self, body: bytes) -> Reply:
        waited = 0
        while True:
            try:
                return post(self._plan.settings, body, key=self._key)
            except BusyError as error:
                waited += 1
                if waited > _WAITS or self._stop.is_set():
                    raise NoAnswerError(f"{error} It was waited for {waited - 1} times.") from error
                self._pause(error.seconds)

    def _line(
        self, question: Question, answer: Answer, replies: list[Reply], place: tuple[int, int] | None, why: str
    ) -> Asked:  # fmt: skip
        one, price = question.candidate, self._plan.settings.price
        counted = [
            (reply.tokens_in if reply.tokens_in is not None else question.tokens,
             reply.tokens_out if reply.tokens_out is not None else tokens(reply.content))
            for reply in replies
        ]  # fmt: skip
        told, said = sum(pair[0] for pair in counted), sum(pair[1] for pair in counted)
        return Asked(
            at=datetime.now(UTC), source=one.source, text=one.text, start=one.start, end=one.end,
            message=passage_message(one.words), request=question.request, outcome=answer.outcome,
            answers=tuple(reply.content for reply in replies), quote=answer.quote, stance=answer.stance,
            reason=answer.reason, quote_start=place[0] if place else -1, quote_end=place[1] if place else -1, why=why,
            tokens_in=told, tokens_out=said,
            estimated=any(reply.tokens_in is None or reply.tokens_out is None for reply in replies),
            seconds=round(sum(reply.seconds for reply in replies), 3), cost=price.of(told, said) if price else None,
        )  # fmt: skip

    def _count(self, asked: Asked) -> None:
        progress = self.progress
        progress.counts[asked.outcome] += 1
        progress.tokens_in += asked.tokens_in
        progress.tokens_out += asked.tokens_out
        if progress.cost is not None:
            progress.cost += asked.cost or 0.0


def _again(body: bytes, content: str) -> bytes:
    """Return a request that shows the model its answer and asks for the JSON alone."""
    asked = msgspec.json.decode(body)
    asked["messages"] += [{"role": "assistant", "content": content}, {"role": "user", "content": AGAIN}]
    return msgspec.json.encode(asked)
