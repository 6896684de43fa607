"""What the document states: claims with their verdicts, what disagrees, quotations, causes."""

from __future__ import annotations

from collections.abc import Sequence

from colligate.assessments.claim import Cause, Covered, Fulfilled, Stated
from colligate.suggestions.moving import Move
from colligate.suggestions.telling.grounds import Grounds
from colligate.suggestions.telling.headlines import HARD
from colligate.suggestions.telling.markdown import LONGEST, Page, clipped, plain

#: Verdicts, the ones a reader must act on first.
_ORDER = ("contradicted", "contested", "undecidable", "unsupported", "supported", "not checkable")
#: Forms with a section of their own.
_TOLD_APART = (Cause, Covered, Fulfilled, Stated)
_TITLES = {
    "contradicted": "Contradicted", "contested": "Contested: accounts differ",
    "undecidable": "Undecidable: a value is missing just there",
    "unsupported": "Unsupported: nothing else given here speaks to it", "supported": "Supported",
    "not checkable": "Not checkable: nothing is said to measure it by",
}  # fmt: skip


def claims(page: Page, grounds: Grounds) -> None:
    """Add the claims by verdict, the gravest first."""
    page.heading("What it claims, and what speaks to it", identity="claims")
    counts = {word: len(grounds.verdicts(word)) for word in _ORDER}
    total = sum(counts.values())
    if not total:
        page.remark("No sentence was found that states a value, a date, a course, an order or a cause.")
        return
    said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    every = [verdict.id for word in _ORDER for verdict in grounds.verdicts(word)]
    page.say(
        page.sentence(
            f"{total} statements were put in a form that can be checked: {said}. A document's own figures can speak "
            "against it, never for it; *unsupported* says only that nothing else given here speaks to the statement.",
            every,
        )
    )
    for word in _ORDER:
        ids = [v.id for v in grounds.verdicts(word) if not isinstance(grounds.claims[v.id].states, _TOLD_APART)]
        if ids:
            bare = "yes" if word == "unsupported" and len(grounds.found.reads) == 1 else ""
            page.placed("claims", _TITLES[word], ids=",".join(ids[:LONGEST]), places="yes", bare=bare)


def moves(page: Page, grounds: Grounds, moves: Sequence[Move]) -> None:
    """Add the verdicts that other documents move."""
    others = [read.text.source for read in grounds.found.reads[1:]]
    if not others:
        return
    page.heading("What the other documents change", identity="moves")
    names = ", ".join(plain(grounds.named(source)) for source in others)
    if not moves:
        page.say(page.sentence(f"No verdict moves when these are set beside it: {names}.", others))
        return
    page.say(
        page.sentence(f"{len(moves)} verdicts move when other documents are set beside it.", [m.claim for m in moves])
    )
    rows = [
        [
            f"[{plain(clipped(grounds.claims[move.claim].sentence, 140))}](#r-{move.claim}){{.evidence}}",
            move.before,
            f"**{move.after}**",
            plain(grounds.named(move.source)),
        ]
        for move in moves
    ]
    page.table(
        ["Statement", "Alone", "Beside it", "With"],
        rows,
        caption="Verdicts that move, and with which document",
        widths=[9, 4, 4, 6],
    )


def contradictions(page: Page, grounds: Grounds) -> None:
    """Add pairs of statements that do not agree."""
    memos = grounds.memos("parallels")
    if not memos:
        return
    page.heading("Where statements do not agree", identity="contradictions")
    hard = grounds.memos("parallels", kinds=HARD)
    soft = [memo for memo in memos if memo not in hard]
    if hard:
        said = f"{len(hard)} pairs of statements do not agree as they stand."
        page.say(page.sentence(said, [memo.id for memo in hard]))
        page.placed("memos", "Statements that do not agree", ids=",".join(memo.id for memo in hard[:LONGEST]))
    if soft:
        said = f"{len(soft)} pairs tell one thing in different terms; both may be meant."
        page.say(page.sentence(said, [memo.id for memo in soft]))
        page.placed("memos", "One thing in different terms", ids=",".join(memo.id for memo in soft[:LONGEST]))


def quotations(page: Page, grounds: Grounds) -> None:
    """Add direct quotations that are not word for word."""
    if not grounds.found.quotations:
        return
    page.heading("Quotations", identity="quotations")
    count = len(grounds.found.quotations)
    if not grounds.found.checked:
        said = f"{count} direct quotations were found; no other document was given to check them against."
        page.say(page.sentence(said, (grounds.found.manuscript.source,)))
        return
    memos = grounds.memos("quotations")
    exact = sum(checked.standing == "word for word" for checked in grounds.found.checked)
    page.say(
        page.sentence(
            f"Of {count} direct quotations {exact} stand word for word in a document given here.",
            [memo.id for memo in memos] or (grounds.found.manuscript.source,),
        )
    )
    if memos:
        page.placed("memos", "Quotations altered or not found", ids=",".join(memo.id for memo in memos[:LONGEST]))


def conclusions(page: Page, grounds: Grounds) -> None:
    """Add what the document concludes, each with what its wording needs and what stands behind it."""
    found = grounds.conclusions
    if not found:
        return
    page.heading("What it concludes", identity="conclusions")
    ids = [claim.id for claim in found]
    said = f"{len(found)} sentences conclude that something was fulfilled, shown, brought about or left out."
    page.say(page.sentence(said, ids))
    page.placed("claims", "Conclusions, and what stands behind them", ids=",".join(ids[:LONGEST]), places="yes")


def causes(page: Page, grounds: Grounds) -> None:
    """Add each statement of cause with its timing and rivals."""
    if not grounds.causes:
        return
    page.heading("Causes", identity="causes")
    page.say(
        page.sentence(
            f"{len(grounds.causes)} sentences say that one thing brought about another. Each stands with its timing, "
            "the rivals the document itself names, and the links that nothing shows.",
            [claim.id for claim in grounds.causes],
        )
    )
    verdicts = {verdict.id: verdict for verdict in grounds.assessment.claims}
    for claim in grounds.causes[:LONGEST]:
        verdict = verdicts[claim.id]
        words = f"“{plain(clipped(grounds.quote(claim.passages), 260))}” ({plain(grounds.where(claim.passages))})"
        told = [*verdict.timing[:2]]
        told += [claim.note] if claim.note else []
        told += [f"Links nothing shows: {', '.join(verdict.missing_links)}."] if verdict.missing_links else []
        page.item(page.sentence(f"{words}: *{verdict.verdict}*. {plain(' '.join(told))}".strip(), [claim.id]))
