"""The first screen, and how the document was read."""

from __future__ import annotations

from collections.abc import Sequence

from colligate.languages import languages
from colligate.suggestions.shares import Share, shares
from colligate.suggestions.telling.grounds import Grounds
from colligate.suggestions.telling.headlines import headlines
from colligate.suggestions.telling.markdown import Page, clipped, plain


def first(page: Page, grounds: Grounds) -> None:
    """Add the things that matter most."""
    found = headlines(grounds)
    count = {1: "One thing", 2: "Two things", 3: "Three things", 4: "Four things"}.get(len(found), "Five things")
    if not found:
        page.heading("Nothing stands out", identity="first")
        page.remark("No rule found a contradiction, a hole or a gap. Rules miss much: see the last section.")
        return
    page.heading(f"{count} that matter most" if len(found) > 1 else "What matters most", identity="first")
    for number, headline in enumerate(found, 1):
        more = f"[More](#{headline.section}){{.more}}"
        page.item(page.sentence(f"**{headline.title}** {headline.body} {more}", headline.rests), number=number)


def reading(page: Page, grounds: Grounds) -> None:
    """Add what was read, the question, the case as guessed, and the sections."""
    page.heading("How the document was read", identity="reading")
    read, case = grounds.found.reads[0], grounds.case
    outline = read.text.outline
    sentences = sum(unit.kind == "sentence" for unit in outline.units)
    sections = [section for section in outline.sections if section.title]
    page.say(
        page.sentence(
            f"{sentences} sentences in {len(sections)} sections were read; captions, tables and the lettering of "
            "figures were kept apart from the prose.",
            (read.text.source,),
        )
    )
    if read.text.language not in languages():
        page.remark(
            "The language of this document is not one the rules know, so nothing in it was looked for.",
            "It was taken in with its pages and can be read, coded and quoted like any other.",
        )
    if case.question:
        asked = grounds.found.question
        page.say(page.sentence(f"The question it puts: “{plain(case.question)}”", _rests_on_question(grounds)))
        for put in asked.differs if asked else ():
            words = plain(clipped(read.text.words(put), 160))
            page.say(page.sentence(f"Later it is put as *{put.word}*: “{words}”.", _rests_on_question(grounds)))
    told = [
        f"organisation: {plain(grounds.named(case.organisation))}" if case.organisation else "",
        f"area: {plain(case.area)}" if case.area else "",
        f"period: {plain(case.period.replace('/', ' to '))}" if case.period else "",
    ]
    if any(told):
        named = [case.organisation] if case.organisation else [read.text.source]
        page.say(page.sentence(f"It is taken to be about {'; '.join(filter(None, told))}.", named))
    rows = shares(read, case)
    if len(rows) > 1:
        _sections(page, grounds, rows)


def _rests_on_question(grounds: Grounds) -> tuple[str, ...]:
    return tuple(memo.id for memo in grounds.memos("question")) or (grounds.found.manuscript.source,)


def _sections(page: Page, grounds: Grounds, rows: Sequence[Share]) -> None:
    own = plain(grounds.named(grounds.case.organisation)) if grounds.case.organisation else ""
    head = ["Section", "Read as", "Sentences", "Citations", *([f"of {own} itself"] if own else [])]
    cells = [
        [
            "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}" * (row.level - 1) + plain(row.title or "(before the first heading)"),
            row.role or "\N{EN DASH}",
            str(row.sentences),
            str(row.mentions),
            *([str(row.own)] if own else []),
        ]
        for row in rows
        if row.sentences or row.mentions
    ]
    page.table(
        head,
        cells,
        caption="Sections, and how much of what they cite is the organisation's own word" if own else "Sections",
        widths=[9, 4, 3, 3, *([3] if own else [])],
    )
