"""The five things that matter most, each in a line a stranger understands, with the place that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from colligate.assessments.claim import Claim, Fulfilled
from colligate.assessments.results import Verdict
from colligate.suggestions.shares import of_results, shares
from colligate.suggestions.telling.grounds import Grounds
from colligate.suggestions.telling.markdown import clipped, plain

HOW_MANY = 5
#: Kinds of clash that cannot both be so; definitions beside each other may be.
HARD = (
    "value", "unit", "date", "year", "name", "polarity", "direction", "extreme", "quote", "citation", "addressed",
    "trend",
)  # fmt: skip


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """One of the things that matter."""

    #: Markdown.
    title: str
    body: str
    rests: tuple[str, ...]
    #: Id of the section that tells more.
    section: str


def headlines(grounds: Grounds) -> list[Headline]:
    """Return the first five there are, the gravest kind first."""
    found: list[Headline] = []
    for make in _MAKERS:
        found.extend(make(grounds))
        if len(found) >= HOW_MANY:
            break
    return found[:HOW_MANY]


def _altered(grounds: Grounds) -> Iterator[Headline]:
    memos = grounds.memos("quotations", kinds=("altered",))
    if memos:
        said = f"“{plain(clipped(grounds.quote(memos[0].passages), 140))}” ({grounds.where(memos[0].passages)})."
        yield Headline(
            title=_counted(len(memos), "quotation is", "quotations are") + " not word for word.",
            body=f"The sources given have other words than {said}",
            rests=tuple(memo.id for memo in memos), section="quotations",
        )  # fmt: skip


def _contradicted_by_others(grounds: Grounds) -> Iterator[Headline]:
    found = [verdict for verdict in grounds.verdicts("contradicted") if grounds.by_others(verdict)]
    if found:
        yield Headline(
            title=_counted(len(found), "statement is", "statements are") + " contradicted by another source.",
            body=_example(grounds, found[0]), rests=tuple(verdict.id for verdict in found), section="claims",
        )  # fmt: skip


def _against_itself(grounds: Grounds) -> Iterator[Headline]:
    own = [verdict for verdict in grounds.verdicts("contradicted") if not grounds.by_others(verdict)]
    memos = [memo for memo in grounds.memos("parallels", kinds=HARD) if _inside(grounds, memo.passages)]
    total = len({*(verdict.id for verdict in own), *(memo.id for memo in memos)})
    if total:
        body = _example(grounds, own[0]) if own else _beside(grounds, memos[0].passages, memos[0].text)
        yield Headline(
            title=f"The document disagrees with itself in {_counted(total, 'place', 'places')}.", body=body,
            rests=(*(verdict.id for verdict in own), *(memo.id for memo in memos)), section="contradictions",
        )  # fmt: skip


def _causes(grounds: Grounds) -> Iterator[Headline]:
    causes = grounds.causes
    if causes:
        counted = _counted(len(causes), "sentence claims a cause", "sentences claim a cause")
        yield Headline(
            title=f"{counted}; nothing given here shows one.",
            body=f"For instance {_said(grounds, _telling(causes))}.",
            rests=tuple(claim.id for claim in causes), section="causes",
        )  # fmt: skip


def _undecidable(grounds: Grounds) -> Iterator[Headline]:
    found = grounds.verdicts("undecidable")
    if found:
        yield Headline(
            title=_counted(len(found), "statement", "statements") + " cannot be decided: a value is missing there.",
            body=_example(grounds, found[0]), rests=tuple(verdict.id for verdict in found), section="claims",
        )  # fmt: skip


def _question(grounds: Grounds) -> Iterator[Headline]:
    memos = grounds.memos("question")
    if memos:
        yield Headline(
            title="The question asked is not the question answered.", body=f"{plain(memos[0].text)}",
            rests=tuple(memo.id for memo in memos), section="reading",
        )  # fmt: skip


def _own_word(grounds: Grounds) -> Iterator[Headline]:
    read, case = grounds.found.reads[0], grounds.case
    total = of_results(shares(read, case), read, case) if case.organisation else None
    if total and total.own and total.mentions:
        name = plain(grounds.named(case.organisation))
        yield Headline(
            title=f"{total.own} of {total.mentions} citations in the results are of {name} itself.",
            body="Works of theory are left out. What an organisation says of itself can carry *claimed* at most.",
            rests=(case.organisation, *(c.id for c in grounds.citations if c.publisher == case.organisation)),
            section="citations",
        )  # fmt: skip


def _conclusions(grounds: Grounds) -> Iterator[Headline]:
    bare = {verdict.id for verdict in grounds.verdicts("unsupported", "contradicted")}
    found = [claim for claim in grounds.conclusions if claim.id in bare and isinstance(claim.states, Fulfilled)]
    if found:
        counted = _counted(len(found), "conclusion says", "conclusions say")
        yield Headline(
            title=f"{counted} more than what stands behind it." if len(found) == 1 else
            f"{counted} more than what stands behind them.",
            body=f"For instance {_said(grounds, found[-1])}.", rests=tuple(claim.id for claim in found),
            section="conclusions",
        )  # fmt: skip


def _no_list(grounds: Grounds) -> Iterator[Headline]:
    cited = grounds.found.reads[0].cited
    if cited.keys and not cited.has_list:
        counted = _counted(len(cited.keys), "work", "works")
        yield Headline(
            title=f"There is no list of references: {counted} cited, none can be looked up.",
            body=f"They are named {len(cited.citations)} times.",
            rests=tuple(citation.id for citation in grounds.citations), section="citations",
        )  # fmt: skip
    elif cited.without_entry:
        names = ", ".join(plain(key.printed) for key in cited.without_entry[:4])
        yield Headline(
            title=_counted(len(cited.without_entry), "citation has", "citations have") + " no entry in the references.",
            body=f"Among them: {names}.", rests=tuple(c.id for c in grounds.citations), section="citations",
        )  # fmt: skip


def _factors(grounds: Grounds) -> Iterator[Headline]:
    found = grounds.untouched
    if found and grounds.programmes:
        names = ", ".join(plain(factor.name) for factor in found[:4])
        yield Headline(
            title=_counted(len(found), "cause is", "causes are") + " named that no programme here is said to touch.",
            body=f"{names}. That is a gap of this document, not of the world.",
            rests=tuple(factor.id for factor in found), section="programmes",
        )  # fmt: skip


def _sizes(grounds: Grounds) -> Iterator[Headline]:
    if found := grounds.sizes:
        yield Headline(
            title=_counted(len(found), "statement", "statements") + " of size without anything to measure by.",
            body=f"For instance {_said(grounds, found[0])}.", rests=tuple(one.id for one in found), section="claims",
        )  # fmt: skip


def _uncited(grounds: Grounds) -> Iterator[Headline]:
    count = len(grounds.found.uncited)
    if count:
        yield Headline(
            title=_counted(count, "factual sentence gives", "factual sentences give") + " no source.", body="",
            rests=(grounds.found.manuscript.source,), section="citations",
        )  # fmt: skip


#: The gravest first.
_MAKERS: tuple[Callable[[Grounds], Iterator[Headline]], ...] = (
    _altered, _contradicted_by_others, _against_itself, _causes, _undecidable, _own_word, _question, _conclusions,
    _no_list, _factors, _sizes, _uncited,
)  # fmt: skip


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _example(grounds: Grounds, verdict: Verdict) -> str:
    reason = clipped(verdict.reason.partition(" A break is marked")[0], 220)
    return f"For instance {_said(grounds, grounds.claims[verdict.id])}: {plain(reason)}"


def _said(grounds: Grounds, claim: Claim) -> str:
    words = grounds.quote(claim.passages) or claim.sentence
    where = grounds.where(claim.passages)
    return f"“{plain(clipped(words, 150))}”{f' ({where})' if where else ''}"


def _beside(grounds: Grounds, passages: Sequence[str], why: str) -> str:
    first, second = grounds.quote(passages[:1]), grounds.quote(passages[1:2])
    if not second:
        return plain(why)
    return (
        f"“{plain(clipped(first, 120))}” ({grounds.where(passages[:1])}) stands beside "
        f"“{plain(clipped(second, 120))}” ({grounds.where(passages[1:2])})."
    )


def _inside(grounds: Grounds, passages: Sequence[str]) -> bool:
    return all(grounds.source(passage) == grounds.found.manuscript.source for passage in passages)


def _telling(causes: Sequence[Claim]) -> Claim:
    """Return a statement of cause whose effect is a measured one, if there is; else the first."""
    return next((claim for claim in causes if getattr(claim.states, "indicator", None)), causes[0])
