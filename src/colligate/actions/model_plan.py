"""What asking a language model would send, take and cost: shown before anything leaves. Nothing is written or sent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from statistics import median
from typing import Any
from urllib.parse import urlunsplit

import msgspec

from colligate.actions.code_queue import Shelf, learnt_of, said_of, shelf_of
from colligate.actions.coding import NoSuchThingError
from colligate.actions.model_settings import ModelSettings
from colligate.problems import ColligateError
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Text
from colligate.study.confidential import confidential, said
from colligate.study.model_runs import Asked, runs_of
from colligate.study.study import Study
from colligate.suggestions.asking.estimating import ANSWER, GUESS, tokens
from colligate.suggestions.asking.prompting import Prompt, passage_message, prompt_for, request_of
from colligate.suggestions.asking.sieve import Sieve
from colligate.suggestions.learning.candidates import Candidate
from colligate.suggestions.learning.queueing import ROUND, ROUND_SUPPORTED, interleaved

#: Passages asked about in one run, unless more are wanted.
MOST = 50


class UnreadTextError(ColligateError):
    """A confidential text that cannot be compared with."""

    def __init__(self, source: str) -> None:
        """Name its source."""
        super().__init__(
            f"The text of the confidential source '{source}' cannot be read, so that nothing can be kept back for it. "
            "Nothing is asked. Restore the file, which 'colligate check' names."
        )


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be asked."""

    #: ``lens/code``.
    code: str
    most: int = MOST
    #: Ids of the only sources wanted; empty for all.
    sources: tuple[str, ...] = ()


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One passage to ask about, and the bytes that would go out."""

    candidate: Candidate
    #: Place of the candidate among those of the study.
    number: int
    body: bytes
    #: SHA-256 of address and body.
    request: str
    tokens: int


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What one run would do."""

    wanted: Wanted
    settings: ModelSettings
    prompt: Prompt
    questions: tuple[Question, ...]
    #: Ids of the sources that were confidential when it was made.
    secret: frozenset[str]
    #: Passages whose words this model has answered before to this prompt, or is asked about now: not asked again.
    kept: int
    #: Passages left out: of confidential sources; that share words with one; too long for the model.
    confidential: int
    shared: int
    too_long: int
    #: Seconds an answer takes, and whether an earlier run told that.
    pace: float
    known_pace: bool

    @property
    def endpoint(self) -> str:
        """The address that requests go to."""
        return urlunsplit(self.settings.endpoint)

    @property
    def words(self) -> int:
        """Words of passages that would leave, the prompt not counted."""
        return sum(len(one.candidate.words.split()) for one in self.questions)

    @property
    def size(self) -> int:
        """Bytes that would leave, the headers not counted."""
        return sum(len(one.body) for one in self.questions)

    @property
    def tokens_in(self) -> int:
        """Tokens that would be sent, estimated."""
        return sum(one.tokens for one in self.questions)

    @property
    def tokens_out(self) -> int:
        """Tokens that would come back, estimated."""
        return len(self.questions) * min(ANSWER, self.settings.most_answered)

    @property
    def cost(self) -> float | None:
        """Money, estimated; None where no price is known."""
        return self.settings.price.of(self.tokens_in, self.tokens_out) if self.settings.price else None

    @property
    def seconds(self) -> float:
        """Time, estimated."""
        return self.pace * len(self.questions)

    @property
    def digest(self) -> str:
        """What was shown, in one word: a run is confirmed for exactly this."""
        told = "\n".join([self.endpoint, *(one.request for one in self.questions)])
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What whoever confirms should know."""
        told: list[str] = []
        host = self.settings.endpoint.hostname
        if not self.settings.local:
            told.append(
                f"These words leave this machine: they go to {host}, and whoever runs it can read and keep them."
            )
            if self.settings.endpoint.scheme == "http":
                told.append(f"The way to {host} is not encrypted: whoever sits on it can read them too.")
        if self.prompt.held_back:
            held = ", ".join(self.prompt.held_back)
            told.append(f"Held back from the codebook, as it repeats a confidential source: {held}.")
        return tuple(told)


def plan_of(study: Study, wanted: Wanted, settings: ModelSettings) -> Plan:
    """Return what asking would do. Raises NoSuchThingError where there is no such code or source."""
    code = study.codes.get(wanted.code)
    if code is None:
        raise NoSuchThingError("code", wanted.code, study.codes)
    for name in wanted.sources:
        if name not in study.texts:
            raise NoSuchThingError("source", name, study.texts)
    shelf, sieve, secret = shelf_of(study), sieve_of(study), confidential_sources(study)
    prompt = prompt_for(study.lenses[wanted.code.partition("/")[0]], wanted.code, may_leave=sieve.lets_through)
    done = {one.request for one in answered(study, wanted.code)}
    found: list[Question] = []
    counts = {"kept": 0, "confidential": 0, "shared": 0, "too_long": 0}
    for number in _in_order(study, wanted.code):
        one = shelf.candidates[number]
        if len(found) >= wanted.most:
            break
        if wanted.sources and one.source not in wanted.sources:
            continue
        question = None if one.source in secret else question_of(one, number, prompt, settings)
        why = _left_out(question, one, done, sieve, settings)
        if question is not None and not why:
            found.append(question)
            done.add(question.request)
        else:
            counts[why] += 1
    same = (settings.address, settings.model)
    runs = [run for run in runs_of(study.folder) if (run.run.address, run.run.model) == same]
    pace = [one.seconds for run in runs for one in run.asked if one.answers]
    return Plan(
        secret=secret, wanted=wanted, settings=settings, prompt=prompt, questions=tuple(found),
        pace=median(pace) if pace else GUESS,
        known_pace=bool(pace), **counts,
    )  # fmt: skip


def question_of(one: Candidate, number: int, prompt: Prompt, settings: ModelSettings) -> Question:
    """Return the question about one passage."""
    asked: dict[str, Any] = request_of(prompt, one.words, model=settings.model, parameters=settings.parameters)
    body = msgspec.json.encode(asked)
    request = hashlib.sha256(urlunsplit(settings.endpoint).encode() + b"\n" + body).hexdigest()
    told = tokens(prompt.instructions, passage_message(one.words))
    return Question(candidate=one, number=number, body=body, request=request, tokens=told)


def answered(study: Study, reference: str) -> list[Asked]:
    """Return everything answered for a code, the earliest first; what failed was not."""
    return [
        one for run in runs_of(study.folder) if run.run.code == reference for one in run.asked
        if one.outcome != "failed"
    ]  # fmt: skip


def confidential_sources(study: Study) -> frozenset[str]:
    """Return the ids of sources of which nothing may leave."""
    return frozenset(source.id for source in confidential(study))


def sieve_of(study: Study) -> Sieve:
    """Return what keeps back words of confidential sources wherever they stand. Raises UnreadTextError."""
    secret = confidential_sources(study)
    words = [one.quote for one in said(study, Passage) if one.source in secret]
    words += [one.title for one in said(study, Source) if one.id in secret]
    for text in said(study, Text):
        if text.source in secret:
            try:
                words.append(study.folder.text(text.sha256))
            except (OSError, UnicodeDecodeError) as error:
                raise UnreadTextError(text.source) from error
    return Sieve(words)


def listing(questions: Sequence[Question]) -> str:
    """Return every request as it would go out, one a line."""
    return "".join(one.body.decode() + "\n" for one in questions)


def _left_out(
    question: Question | None, one: Candidate, done: set[str], sieve: Sieve, settings: ModelSettings
) -> str:  # fmt: skip
    if question is None:
        return "confidential"
    if question.request in done:
        return "kept"
    if not sieve.lets_through(one.words):
        return "shared"
    return "too_long" if question.tokens + settings.most_answered > settings.context else ""


def _in_order(study: Study, reference: str) -> list[int]:
    """Return the passages nobody decided on, in the order in which the queue would show them."""
    known = learnt_of(study, reference, said_of(study).get(reference, []))
    turns = ROUND_SUPPORTED if known.supported else ROUND
    shelf: Shelf = shelf_of(study)
    return [number for number, _ in interleaved(known.tracks(), turns, most=len(shelf.candidates))]
