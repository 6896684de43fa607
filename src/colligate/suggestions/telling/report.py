"""The report on a first pass, as report text: what matters most, then everything, each line with its place."""

from __future__ import annotations

from collections.abc import Sequence

from colligate.assessments.claim import Cause
from colligate.assessments.results import LEVELS
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Event
from colligate.sources.source import Source
from colligate.suggestions.moving import Move
from colligate.suggestions.shares import Share, of_results, shares
from colligate.suggestions.telling.grounds import Grounds
from colligate.suggestions.telling.headlines import HARD, headlines
from colligate.suggestions.telling.markdown import Page, clipped, plain

#: Verdicts, the ones a reader must act on first.
_ORDER = ("contradicted", "contested", "undecidable", "unsupported", "supported", "not checkable")
_FEWEST_POINTS = 3
_FEWEST_EVENTS = 3
#: Rows of the long lists; the tables exported hold every one.
_LONGEST = 60


def report(grounds: Grounds, moves: Sequence[Move]) -> str:
    """Return the report in Markdown as `colligate.reports` reads it."""
    page = Page()
    for part in (_first, _reading, _claims):
        part(page, grounds)
    _moves(page, grounds, moves)
    for part in (
        _contradictions,
        _quotations,
        _series,
        _causes,
        _citations,
        _theories,
        _programmes,
        _register,
        _limits,
    ):
        part(page, grounds)
    return page.text()


def _first(page: Page, grounds: Grounds) -> None:
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


def _reading(page: Page, grounds: Grounds) -> None:
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
    page.table(head, cells, caption="Sections, and how much of what they cite is the organisation's own word")


def _claims(page: Page, grounds: Grounds) -> None:
    page.heading("What it claims, and what speaks to it", identity="claims")
    counts = {word: len(grounds.verdicts(word)) for word in _ORDER}
    total = sum(counts.values())
    if not total:
        page.remark("No sentence was found that states a value, a date, a course, an order or a cause.")
        return
    said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    every = [verdict.id for word in _ORDER for verdict in grounds.verdicts(word)]
    page.say(
        page.sentence(f"{total} statements were put in a form that can be checked: {said}.", every),
        page.sentence(
            "A document's own figures can speak against it, never for it; *unsupported* therefore says only that "
            "nothing else given here speaks to the statement.",
            (),
        ),
    )
    for word in _ORDER:
        ids = [v.id for v in grounds.verdicts(word) if not isinstance(grounds.claims[v.id].states, Cause)]
        if ids:
            page.placed("claims", f"{word.capitalize()}", ids=",".join(ids[:_LONGEST]), places="yes")


def _moves(page: Page, grounds: Grounds, moves: Sequence[Move]) -> None:
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
    page.table(["Statement", "Alone", "Beside it", "With"], rows, caption="Verdicts that move, and with which document")


def _contradictions(page: Page, grounds: Grounds) -> None:
    memos = grounds.memos("parallels")
    if not memos:
        return
    page.heading("Where statements do not agree", identity="contradictions")
    hard = grounds.memos("parallels", kinds=HARD)
    soft = [memo for memo in memos if memo not in hard]
    if hard:
        page.say(page.sentence(f"{len(hard)} pairs of statements cannot both be so.", [memo.id for memo in hard]))
        page.placed("memos", "Statements that cannot both be so", ids=",".join(memo.id for memo in hard[:_LONGEST]))
    if soft:
        said = f"{len(soft)} pairs tell one thing in different terms; both may be meant."
        page.say(page.sentence(said, [memo.id for memo in soft]))
        page.placed("memos", "One thing in different terms", ids=",".join(memo.id for memo in soft[:_LONGEST]))


def _quotations(page: Page, grounds: Grounds) -> None:
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
        page.placed("memos", "Quotations altered or not found", ids=",".join(memo.id for memo in memos[:_LONGEST]))


def _series(page: Page, grounds: Grounds) -> None:
    chosen = [(i, area, values) for i, area, values in grounds.series if len({o.period for o in values}) > 1]
    if not chosen:
        return
    page.heading("Values over time", identity="series")
    for indicator, area, values in chosen[:8]:
        periods = sorted({o.period for o in values})
        said = f"{plain(indicator.concept.capitalize())}, {plain(area)}: values for {plain(', '.join(periods))}."
        missing = _missing(grounds, indicator.id, area)
        gap = f" No value for **{plain(', '.join(missing))}**." if missing else ""
        page.say(page.sentence(said + gap, [f"series:{indicator.id}|{area}"]))
        years = [period for period in periods if period.isdigit()]
        if len(years) >= _FEWEST_POINTS:
            # `from` is a word of Python, not of the report.
            page.placed(
                "figure", name="tiers" if indicator.scale else "series", indicator=indicator.id, area=area,
                **{"from": years[0], "to": years[-1]},
            )  # fmt: skip
    if grounds.assessment.conflicts:
        page.placed("conflicts", "Accounts that differ; none is averaged")


def _missing(grounds: Grounds, indicator: str, area: str) -> list[str]:
    series = next(s for s in grounds.assessment.series if (s.indicator, s.area) == (indicator, area))
    return [point.period for point in series.points if point.state == "missing"]


def _causes(page: Page, grounds: Grounds) -> None:
    if not grounds.causes:
        return
    page.heading("Causes", identity="causes")
    page.say(
        page.sentence(
            f"{len(grounds.causes)} sentences say that one thing brought about another. Each is set against its timing, "
            "the rivals the document itself names, and the links that nothing shows.",
            [claim.id for claim in grounds.causes],
        )
    )
    verdicts = {verdict.id: verdict for verdict in grounds.assessment.claims}
    for claim in grounds.causes[:_LONGEST]:
        verdict = verdicts[claim.id]
        words = f"“{plain(clipped(grounds.quote(claim.passages), 260))}” ({plain(grounds.where(claim.passages))})"
        told = [*verdict.timing[:3]]
        told += [f"Rivals named in the document: {', '.join(verdict.rivals)}."] if verdict.rivals else []
        told += [f"Links nothing shows: {', '.join(verdict.missing_links)}."] if verdict.missing_links else []
        page.item(page.sentence(f"{words}: *{verdict.verdict}*. {plain(' '.join(told))}".strip(), [claim.id]))


def _citations(page: Page, grounds: Grounds) -> None:
    read, case = grounds.found.reads[0], grounds.case
    if not read.cited.keys:
        return
    page.heading("Sources it cites", identity="citations")
    every = [citation.id for citation in grounds.citations]
    said = f"{len(read.cited.keys)} works are cited, {len(read.cited.citations)} times."
    if not read.cited.has_list:
        said += " There is **no list of references**, so none can be looked up."
    else:
        said += f" {len(read.cited.without_entry)} have no entry in the references"
        said += f", {len(read.cited.ambiguous)} fit several entries, and {len(read.cited.never_cited)} entries are never cited."
    page.say(page.sentence(said, every))
    total = of_results(shares(read, case), read, case) if case.organisation else None
    if total and total.mentions:
        name = plain(grounds.named(case.organisation))
        share = f"{total.own} of {total.mentions} ({total.own * 100 // total.mentions} %)"
        own = [citation.id for citation in grounds.citations if citation.publisher == case.organisation]
        page.say(
            page.sentence(
                f"In the results {share} of the citations, works of theory left out, are of {name} itself.", own
            )
        )
    if read.cited.variants:
        pairs = "; ".join(f"{plain(one)} and {plain(other)}" for one, other in read.cited.variants)
        page.say(page.sentence(f"These keys may be one, spelt in two ways: {pairs}.", every))
    if grounds.found.uncited:
        count = len(grounds.found.uncited)
        said = f"{count} sentences of the results state facts in paragraphs that cite nothing."
        page.say(page.sentence(said, (read.text.source,)))
    page.placed("citations", "Works cited")


def _theories(page: Page, grounds: Grounds) -> None:
    if not grounds.material.lenses:
        return
    page.heading("Seen through theories", identity="theories")
    for lens in grounds.material.lenses.values():
        _lens(page, grounds, lens.id, [programme.id for programme in grounds.programmes])


def _lens(page: Page, grounds: Grounds, identity: str, programmes: Sequence[str]) -> None:
    lens = grounds.material.lenses[identity]
    met = {evidence.code for evidence in grounds.assessment.evidence if evidence.code.startswith(f"{identity}/")}
    leaves = [(reference, code.name) for reference, code in lens.walk() if not code.codes]
    silent = [(reference, name) for reference, name in leaves if reference not in met]
    page.heading(lens.title, level=2)
    here = [e.id for e in grounds.assessment.evidence if e.code.startswith(f"{identity}/")]
    count = len({e.passage for e in grounds.assessment.evidence if e.code.startswith(f"{identity}/")})
    page.say(
        page.sentence(
            f"{count} passages are proposed for {len(leaves) - len(silent)} of its {len(leaves)} codes.", here
        ),
        *(
            [page.sentence(f"Nothing was found for: {plain(', '.join(name for _, name in silent))}.", here)]
            if silent and here
            else []
        ),
    )
    cells = [f for f in grounds.assessment.findings if f.lens == identity and f.programme in programmes]
    if cells and any(f.examined for f in cells):
        never = sum(1 for finding in cells if not finding.examined)
        if never:
            said = f"{never} of {len(cells)} cells of programme and code were never looked at by the document."
            page.say(page.sentence(said, here))
        page.placed("matrix", f"{lens.title}: what the passages proposed would show", lens=identity)


def _programmes(page: Page, grounds: Grounds) -> None:
    if not grounds.programmes and not grounds.untouched:
        return
    page.heading("Programmes and causes", identity="programmes")
    for programme in grounds.programmes[:_LONGEST]:
        facts = [f for f in grounds.facts if f.about == programme.id]
        told = "; ".join(f"{fact.field} {fact.value}{f' {fact.unit}' if fact.unit else ''}" for fact in facts[:12])
        said = f"**{plain(programme.name)}** ({programme.kind})" + (f": {plain(told)}." if told else ".")
        page.item(page.sentence(said, [programme.id]))
    if grounds.untouched:
        names = plain(", ".join(factor.name for factor in grounds.untouched))
        ids = [factor.id for factor in grounds.untouched]
        page.say(page.sentence(f"Named as causes, and touched by no programme in this document: {names}.", ids))


def _register(page: Page, grounds: Grounds) -> None:
    events = [event for event in grounds.material.of(Event) if event.date]
    actors = grounds.material.of(Actor)
    if not events and not actors:
        return
    page.heading("Who, where and when", identity="register")
    if len(events) >= _FEWEST_EVENTS:
        page.say(page.sentence(f"{len(events)} dated events were found.", [event.id for event in events]))
        rows = [
            [plain(event.date.replace("/", " to ")), f"[{plain(event.name)}](#r-{event.id}){{.evidence}}", event.kind]
            for event in sorted(events, key=lambda event: event.date)[:_LONGEST]
        ]
        page.table(["Date", "Event", "Kind"], rows, caption="Events, as the documents date them")
    for kinds, title in (
        (("organisation", "office", "group"), "Organisations"),
        (("person",), "People"),
        (("state",), "States"),
    ):
        named = [actor for actor in actors if actor.kind in kinds]
        if named:
            shown = "; ".join(f"[{plain(_called(actor))}](#r-{actor.id}){{.evidence}}" for actor in named[:_LONGEST])
            page.say(page.sentence(f"{title} ({len(named)}): {shown}.", [actor.id for actor in named]))


def _called(actor: Actor) -> str:
    titles = [name.name for name in actor.names if name.kind == "title"]
    short = [name.name for name in actor.names if name.kind == "acronym"]
    extra = ", ".join(titles[:1] or short[:1])
    return f"{actor.name} ({extra})" if extra else actor.name


def _limits(page: Page, grounds: Grounds) -> None:
    page.heading("What this pass cannot see", identity="limits")
    documents = len(grounds.material.of(Source))
    page.remark(
        "Everything above is proposed by rules. Nobody has accepted any of it, and rules misread.",
        "That words stand where they are said to stand was computed. That they bear out a statement is for a reader to say.",
        f"A gap here is a gap of {'this document' if documents == 1 else f'these {documents} documents'}, not of the world.",
        f"Levels are read off passages by one rule: {', '.join(reversed(LEVELS))}. Words alone put a passage under a code.",
        "Figures are read only where their numbers stand in the text. Arguments, irony and silence are not read at all.",
        "To go on: accept, correct or refuse what is proposed with 'colligate suggestions', or add documents and run the "
        "audit again with them.",
    )
