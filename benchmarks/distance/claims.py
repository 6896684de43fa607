"""Claims of a first pass beside those of the worked study: their form, lines and content, and what is said of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from colligate.assessments.claim import (
    Cause,
    Change,
    Claim,
    Covered,
    Dated,
    Form,
    Fulfilled,
    Peak,
    Stated,
    Trend,
    Value,
)
from colligate.programmes.programme import Fact
from colligate.sources.passage import Passage
from colligate.study.assessing import assessment
from colligate.study.study import Study
from distance import gold
from distance.comparing import Pass, Row, compared, overlap
from distance.gold import Lines

_LINES = re.compile(r"\(lines? (\d+)(?:-(\d+))?")


#: The fields that must be the same for two claims to state the same; a cause must also have acts, or have none.
_STATED: dict[type, tuple[str, ...]] = {
    Value: ("periods", "value"),
    Peak: ("within", "at", "extreme"),
    Trend: ("within", "direction"),
    Change: ("start", "end", "direction"),
    Dated: ("date",),
    Stated: ("field", "value"),
    Cause: ("start", "end"),
    Fulfilled: ("code",),
    Covered: ("codes", "touched"),
}


class Known(NamedTuple):
    """A claim of the worked study, with the article's lines and the verdict there."""

    name: str
    form: Form
    lines: Lines
    verdict: str


def noted_lines(study: Study, passage: str) -> Lines | None:
    """Return the article's lines, which the study's notes on it give behind each sentence."""
    found = study.records.get(Passage, passage)
    text = study.searchable(study.texts[study.settings.manuscript]).text
    match = _LINES.search(text, found.end) if found else None
    return (int(match[1]), int(match[2] or match[1])) if match else None


def known_claims(study: Study) -> list[Known]:
    """Return the claims of the worked study, weighed with all its sources."""
    verdicts = {one.id: one.verdict for one in assessment(study).claims}
    placed = ((claim, noted_lines(study, claim.passages[0])) for claim in study.records.of(Claim) if claim.passages)
    return [Known(claim.id, claim.states, lines, verdicts[claim.id]) for claim, lines in placed if lines]


def same_content(one: Form, other: Form) -> bool:
    """Return whether a form of the study and one of the pass state the same, ids of records left out."""
    return type(one) is type(other) and _content(one) == _content(other)


def _content(form: Form) -> list[object]:
    content = [_plain(getattr(form, field)) for field in _STATED.get(type(form), ())]
    return [*content, bool(form.acts)] if isinstance(form, Cause) else content


def _plain(value: object) -> object:
    if isinstance(value, str):
        return gold.LEVELS.get(value, value).casefold()
    return frozenset(value) if isinstance(value, tuple) else value


def _form(states: Form) -> str:
    return type(states).__name__


def of_claims(made: Pass, known: list[Known]) -> list[Row]:
    """Compare claims by lines, then by form as well, then by what they state as well; each row is stricter."""
    wanted = {f"{_form(one.form)} {one.lines}: {one.name}": one for one in known}
    told = {
        f"{_form(claim.states)} {lines}: {claim.sentence[:60]} [{claim.id[-4:]}]": (claim.states, lines)
        for claim in made.of(Claim)
        for lines in made.lines(claim)
    }

    def there(one: str, other: str) -> bool:
        return overlap(wanted[one].lines, told[other][1])

    def alike(one: str, other: str) -> bool:
        return there(one, other) and type(wanted[one].form) is type(told[other][0])

    def same(one: str, other: str) -> bool:
        return alike(one, other) and same_content(wanted[one].form, told[other][0])

    lines, form, content = (
        compared("claims: some claim on the same lines", wanted, told, there),
        compared("claims: of the same form", wanted, told, alike),
        compared("claims: stating the same", wanted, told, same),
    )
    otherwise = [one for one in content.missed if one not in lines.missed]
    return [
        lines._replace(wrong=()),
        form._replace(missed=(), wrong=()),
        content._replace(missed=otherwise, wrong=()),
        _read_by_hand(form, told),
    ]


def _read_by_hand(row: Row, told: dict[str, tuple[Form, Lines]]) -> Row:
    """Count as right also what was read against the article and found to say what it says."""
    left = {name: (_form(told[name][0]), told[name][1]) for name in row.wrong}
    wrong = [
        f"{name}: {gold.MISREAD.get(key, 'not read yet')}" for name, key in left.items() if key not in gold.READ_RIGHT
    ]
    return Row("claims: of the same form, or read and right", 0, 0, row.proposed, row.proposed - len(wrong), (), wrong)


def of_stated(made: Pass, known: list[Known]) -> Row:
    """Compare what the study states as claims of content with the facts that the pass proposes, field and value."""
    facts = [f"{fact.field} {fact.value}".casefold() for fact in made.of(Fact)]
    stated = [f"{one.form.field} {one.form.value}".casefold() for one in known if isinstance(one.form, Stated)]
    missed = [one for one in stated if one not in facts]
    return Row("claims of content found as facts", len(stated), len(stated) - len(missed), 0, 0, missed)


def of_verdicts(made: Pass, known: list[Known]) -> Iterator[tuple[Known, str]]:
    """Yield each claim of the study that the pass has in the same form on the same lines, with the pass's verdict.

    Of several such claims the one that states the same is taken, else the first.
    """
    for one in known:
        there = [
            claim
            for claim in made.of(Claim)
            if type(claim.states) is type(one.form) and any(overlap(one.lines, lines) for lines in made.lines(claim))
        ]
        there.sort(key=lambda claim: not same_content(one.form, claim.states))
        if there:
            yield one, made.verdicts[there[0].id]


def show_verdicts(made: Pass, known: list[Known], title: str) -> None:
    """Print how often the verdicts of the study and of the pass are the same word, and the pairs that are not."""
    pairs = list(of_verdicts(made, known))
    same = sum(one.verdict == word for one, word in pairs)
    print(f"\nverdicts, {title}: the same word on {same} of {len(pairs)} claims that both have; else, study and pass:")
    for (study, word), count in sorted(Counter((one.verdict, word) for one, word in pairs).items()):
        if study != word:
            print(f"  {study:14} {word:14} {count}")
