"""Keeps back, while a language model is asked, what was marked confidential after the plan was made."""

from __future__ import annotations

from colligate.actions.model_plan import Plan, Question, confidential_sources, sieve_of
from colligate.study.study import Study
from colligate.suggestions.asking.prompting import prompt_for
from colligate.suggestions.asking.sieve import Sieve


class Guard:
    """Looks at the study again before each question."""

    def __init__(self, plan: Plan) -> None:
        """Begin with what the plan knew."""
        self._plan, self._known = plan, plan.secret
        self._sieve: Sieve | None = None

    def closed(self, now: Study) -> str:
        """Return why nothing more may be asked, as the study is now; empty where it may. Raises UnreadTextError."""
        secret = confidential_sources(now)
        if secret != self._known:
            self._known, self._sieve = secret, sieve_of(now)
            code = self._plan.wanted.code
            lens = now.lenses.get(code.partition("/")[0])
            if lens is None or code not in now.codes:
                return f"The study has no code '{code}' any more."
            told = prompt_for(lens, code, may_leave=self._sieve.lets_through)
            if set(told.held_back) - set(self._plan.prompt.held_back):
                return "The codebook repeats a source marked confidential since. Look again at what would leave."
        return ""

    def left_out(self, question: Question) -> str:
        """Return ``confidential`` where a passage may not leave any more."""
        one = question.candidate
        shut = one.source in self._known or (self._sieve is not None and not self._sieve.lets_through(one.words))
        return "confidential" if shut else ""
