"""Seen through theories; programmes, causes, events, actors; and what the pass cannot see."""

from __future__ import annotations

from collections.abc import Sequence

from colligate.assessments.results import LEVELS
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Event, Fact
from colligate.sources.source import Source
from colligate.suggestions.shares import backing
from colligate.suggestions.telling.grounds import Grounds
from colligate.suggestions.telling.markdown import LONGEST, Page, clipped, plain

_FEWEST_EVENTS = 3


def theories(page: Page, grounds: Grounds) -> None:
    """Add what each lens finds and where it is silent."""
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
    _backing(page, grounds, identity)
    _matrix(page, grounds, identity, programmes)


def _backing(page: Page, grounds: Grounds, lens: str) -> None:
    """Add, for each code, whose word the passages that speak for it give as their ground."""
    rows = backing(grounds.found, lens, grounds.case) if grounds.case.organisation else ()
    if not any(row.own or row.others for row in rows):
        return
    name = plain(grounds.named(grounds.case.organisation))
    codes = grounds.material.codes
    page.table(
        ["Code", "Passages for it", f"citing {name} alone", "citing others", "citing nothing"],
        [
            [plain(codes[row.code].name), str(row.passages), str(row.own), str(row.others), str(row.nothing)]
            for row in rows
            if row.code in codes
        ],
        caption="Whose word the passages rest on",
        widths=[7, 4, 4, 4, 4],
    )


def _matrix(page: Page, grounds: Grounds, identity: str, programmes: Sequence[str]) -> None:
    lens = grounds.material.lenses[identity]
    here = [e.id for e in grounds.assessment.evidence if e.code.startswith(f"{identity}/")]
    cells = [f for f in grounds.assessment.findings if f.lens == identity and f.programme in programmes]
    shown = list(dict.fromkeys(f.programme for f in cells if f.examined and f.programme))
    if shown:
        cells = [f for f in cells if f.programme in shown]
        never = sum(1 for finding in cells if not finding.examined)
        if never:
            said = f"{never} of {len(cells)} cells of programme and code were never looked at by the document."
            page.say(page.sentence(said, here))
        page.placed(
            "matrix", f"{lens.title}: what the passages proposed would show", lens=identity, programmes=",".join(shown)
        )


def programmes(page: Page, grounds: Grounds) -> None:
    """Add interventions with what is told of them, and causes that none touches."""
    if not grounds.programmes and not grounds.untouched:
        return
    page.heading("Programmes and causes", identity="programmes")
    for programme in grounds.programmes[:LONGEST]:
        facts = [f for f in grounds.facts if f.about == programme.id]
        told = "; ".join(f"{field}: {', '.join(values)}" for field, values in _by_field(facts).items())
        said = f"**{plain(programme.name)}** ({programme.kind})" + (f": {plain(told)}." if told else ".")
        page.item(page.sentence(said, [programme.id]))
    if grounds.untouched:
        names = plain(", ".join(factor.name for factor in grounds.untouched))
        ids = [factor.id for factor in grounds.untouched]
        page.say(page.sentence(f"Named as causes, and touched by no programme in this document: {names}.", ids))


def _by_field(facts: Sequence[Fact]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fact in facts:
        value = clipped(f"{fact.value} {fact.unit}".strip(), 70)
        if value not in found.setdefault(fact.field, []):
            found[fact.field].append(value)
    return found


def register(page: Page, grounds: Grounds) -> None:
    """Add events, organisations, people and states."""
    events = [event for event in grounds.material.of(Event) if event.date]
    actors = grounds.material.of(Actor)
    if not events and not actors:
        return
    page.heading("Who, where and when", identity="who")
    if len(events) >= _FEWEST_EVENTS:
        page.say(page.sentence(f"{len(events)} dated events were found.", [event.id for event in events]))
        rows = [
            [plain(event.date.replace("/", " to ")), f"[{plain(event.name)}](#r-{event.id}){{.evidence}}", event.kind]
            for event in sorted(events, key=lambda event: event.date)[:LONGEST]
        ]
        page.table(["Date", "Event", "Kind"], rows, caption="Events, as the documents date them", widths=[3, 9, 3])
    for kinds, title in (
        (("organisation", "office", "group"), "Organisations"),
        (("person",), "People"),
        (("state",), "States"),
    ):
        named = [actor for actor in actors if actor.kind in kinds]
        if named:
            shown = "; ".join(f"[{plain(_called(actor))}](#r-{actor.id}){{.evidence}}" for actor in named[:LONGEST])
            page.say(page.sentence(f"{title} ({len(named)}): {shown}.", [actor.id for actor in named]))


def numbers(page: Page, grounds: Grounds) -> None:
    """Add numbers with what they count, and treaties and laws."""
    if texts := grounds.memos("instruments"):
        shown = "; ".join(f"[{plain(memo.text)}](#r-{memo.id}){{.evidence}}" for memo in texts[:LONGEST])
        page.say(page.sentence(f"Treaties, laws and reports ({len(texts)}): {shown}.", [memo.id for memo in texts]))
    if told := grounds.memos("numbers"):
        page.say(page.sentence(f"{len(told)} numbers count something.", [memo.id for memo in told]))
        ids = ",".join(memo.id for memo in told[:LONGEST])
        page.placed("memos", "Numbers, and the sentences they stand in", ids=ids)


def _called(actor: Actor) -> str:
    titles = [name.name for name in actor.names if name.kind == "title"]
    short = [name.name for name in actor.names if name.kind == "acronym"]
    extra = ", ".join(titles[:1] or short[:1])
    return f"{actor.name} ({extra})" if extra else actor.name


def limits(page: Page, grounds: Grounds) -> None:
    """Add what no rule can see, and how to go on."""
    page.heading("What this pass cannot see", identity="limits")
    documents = len(grounds.material.of(Source))
    page.remark(
        "Everything above is proposed by rules. Nobody has accepted any of it, and rules misread.",
        "That words stand where they are said to stand was computed; whether they bear out a statement, you must say.",
        f"A gap here is a gap of {'this document' if documents == 1 else 'these documents'}, not of the world.",
        f"Levels are read off passages by one rule: {', '.join(reversed(LEVELS))}. Words put a passage under a code.",
        "Figures are read only where their numbers stand in the text. Arguments and irony are not read at all.",
        "To go on: accept, correct or refuse what is proposed ('colligate suggestions'), or run the audit again with "
        "further documents.",
    )
