"""What can be changed of a proposed claim: the fields of its form under the words its readers use."""

from __future__ import annotations

from collections.abc import Mapping

from colligate.actions.claim_fields import NAMES
from colligate.actions.claiming import Proposal
from colligate.actions.looking import Standing
from colligate.assessments.claim import Opinion
from colligate.assessments.wording import VOCABULARY
from colligate.web.forms import Input, Options

_LABELS = {
    "indicator": "Series", "area": "Area", "periods": "Periods", "value": "Value", "within": "Of the years",
    "at": "In", "extreme": "It was the", "direction": "It", "start": "From", "end": "To", "amount": "By",
    "about": "About", "field": "Its", "date": "Date", "first": "First came", "second": "then", "acts": "Causes",
    "event": "Effect: the event", "rivals": "Rivals named", "code": "Concept or criterion", "word": "Word",
    "codes": "Codes", "touched": "Touched", "why": "Why nothing could decide it",
}  # fmt: skip
_HINTS = {
    "periods": "2014, or several with commas", "within": "2014/2017", "amount": "-369 or -44.8 %; empty for any",
    "date": "2014, 2014-11 or 2014-11-17",
}  # fmt: skip
_WORDS: dict[str, tuple[str, ...]] = {
    "extreme": ("highest", "lowest"), "direction": ("rises", "falls", "constant"), "touched": ("true", "false"),
    "word": tuple(form for words in VOCABULARY.values() for forms in words for form in forms),
}  # fmt: skip


def inputs_of(proposal: Proposal, standing: Standing) -> list[tuple[Input, Options, tuple[str, ...]]]:
    """Return the fields of a proposal's form: what is asked, what is chosen from, and what is chosen now."""
    form = proposal.states
    found: list[tuple[Input, Options, tuple[str, ...]]] = []
    for name in form.__struct_fields__:
        value = getattr(form, name)
        options = _options(name, proposal, standing)
        many = isinstance(value, tuple) and bool(options)
        kind = "many" if many else "one" if options else "area" if isinstance(form, Opinion) else "text"
        asked = Input(name=name, label=_LABELS.get(name, name), form=kind, hint=_HINTS.get(name, ""))
        found.append((asked, options, _now(value, many=many)))
    return found


def _now(value: object, *, many: bool) -> tuple[str, ...]:
    if isinstance(value, bool):
        return (str(value).lower(),)
    if isinstance(value, tuple):
        return tuple(map(str, value)) if many else (", ".join(map(str, value)),)
    return (str(value or ""),)


def _options(name: str, proposal: Proposal, standing: Standing) -> Options:
    if name == proposal.missing and proposal.options:
        return {one: standing.binder.quoting.name(one) for one in proposal.options}
    if name in NAMES:
        records = [record for kind in NAMES[name] for record in standing.study.records.of(kind)]
        return {one.id: standing.binder.quoting.name(one.id) for one in records}
    if name in {"code", "codes"}:
        return {lens.title: {ref: code.name for ref, code in lens.walk()} for lens in standing.study.lenses.values()}
    if name == "field" and type(proposal.states).__name__ == "Dated":
        return {word: word for word in ("date", "start", "end")}
    return {word: word for word in _WORDS.get(name, ())}


def changes_of(typed: Mapping[str, list[str]]) -> dict[int, dict[str, str]]:
    """Return what was typed of each proposal: fields are called ``number.field``; a choice of none says nothing."""
    changes: dict[int, dict[str, str]] = {}
    for name, values in typed.items():
        number, dot, field = name.partition(".")
        if dot and number.isdigit():
            changes.setdefault(int(number), {})[field] = ",".join(value for value in values if value)
    return changes
