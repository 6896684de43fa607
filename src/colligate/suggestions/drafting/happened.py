"""Events, interventions with what is told of them, and causes."""

from __future__ import annotations

from colligate.programmes.programme import Event, Fact, Factor, Programme
from colligate.programmes.recognising.events import EventFound
from colligate.suggestions.drafting.desk import Desk, rule
from colligate.suggestions.drafts import content_id


def events(desk: Desk) -> None:
    """Propose events; every other date told for one is a fact about it."""
    for event in desk.found.events:
        identity = desk.ids[event.key] = desk.drafts.free(f"event-{event.key}")
        passages = _accounts(desk, event, event.date)
        desk.drafts.propose(
            Event, identity, rule=rule("events"), why=f"A dated sentence that tells of {_article(event.kind)}.",
            name=event.name, kind=event.kind, date=event.date, passages=passages,
            actors=tuple(desk.ids[name] for name in event.actors if name in desk.ids),
            places=tuple(desk.ids[f"place {name}"] for name in event.places if f"place {name}" in desk.ids),
        )  # fmt: skip
        for date in event.dates:
            if date != event.date:
                desk.drafts.propose(
                    Fact, content_id("fact", identity, "date", date), rule=rule("events"),
                    why="Another date told for what looks like the same event.",
                    about=identity, field="date", value=date, passages=_accounts(desk, event, date),
                )  # fmt: skip


def _accounts(desk: Desk, event: EventFound, date: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            desk.drafts.sentence(desk.texts[account.source], account.mention)
            for account in event.accounts
            if account.date == date
        )
    )


def programmes(desk: Desk) -> None:
    """Propose interventions and what the manuscript says of each."""
    text = desk.found.manuscript
    for one in desk.found.interventions:
        identity = desk.ids[one.key] = desk.drafts.free(f"programme-{one.key}")
        desk.drafts.propose(
            Programme, identity, rule=rule("programmes"), why=_often(len(one.mentions)), name=one.name,
            kind=one.kind, note=f"Also called {', '.join(one.aliases)}." if one.aliases else "",
        )  # fmt: skip
        for field in one.fields:
            passage = desk.drafts.sentence(text, field.mention)
            desk.drafts.propose(
                Fact, content_id("fact", identity, field.field, field.value, passage), rule=rule("programmes"),
                why=f"A sentence on it tells its {field.field}.", about=identity, field=field.field,
                value=field.value, unit=field.unit, refers=desk.ids.get(field.refers), passages=(passage,),
            )  # fmt: skip


def factors(desk: Desk) -> None:
    """Propose the causes and vulnerabilities the manuscript names."""
    for factor in desk.found.factors:
        desk.ids[factor.key] = desk.drafts.propose(
            Factor, desk.drafts.free(f"factor-{factor.key}"), rule=rule("factors"),
            why="The text names it as a cause.", name=factor.name, code=factor.code,
            mechanism="; ".join(factor.mechanisms),
            passages=desk.drafts.sentences(desk.found.manuscript, factor.mentions),
        )  # fmt: skip


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _often(count: int) -> str:
    return f"Named {count} times." if count > 1 else "Named once."
