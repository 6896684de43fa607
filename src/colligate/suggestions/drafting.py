"""From what was recognised to the records proposed, each with the rule that proposes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from colligate.assessments.claim import Claim, Form, Fulfilled
from colligate.assessments.parallels import Clash
from colligate.assessments.recognising.found import ClaimFound
from colligate.codings.coding import Coding, Memo
from colligate.indicators.indicator import Indicator, Observation
from colligate.indicators.recognising.merging import Joined
from colligate.programmes.actor import Actor, Name, Place
from colligate.programmes.programme import Event, Fact, Factor, Programme
from colligate.programmes.recognising.events import EventFound
from colligate.programmes.recognising.found import NamedActor
from colligate.programmes.recognising.names import key
from colligate.programmes.recognising.places import area_code
from colligate.sources.outline import Mention, OpenText
from colligate.sources.source import Citation
from colligate.suggestions.concluding import forms
from colligate.suggestions.drafts import Drafts, content_id
from colligate.suggestions.reading import Read, Recognised

#: Passages kept with a name; more would say nothing new.
_SHOWN = 3
#: What stands where a text names no area.
NO_AREA = "unstated"

#: Version of each rule, raised when what it proposes changes.
RULES = {
    "citations": 1, "names": 1, "places": 1, "events": 1, "series": 1, "programmes": 1, "factors": 1, "claims": 1,
    "codings": 1, "parallels": 1, "quotations": 1, "question": 1, "uncited": 1,
}  # fmt: skip


def draft(found: Recognised, drafts: Drafts) -> None:
    """Propose a record for everything recognised."""
    drafting = _Drafting(found, drafts)
    drafting.actors()
    drafting.places()
    drafting.citations()
    drafting.events()
    drafting.programmes()
    drafting.series()
    drafting.factors()
    drafting.codings()
    drafting.claims()
    drafting.notes()


def rule(name: str) -> str:
    """Return a rule's name with its version, as records carry it."""
    return f"{name} {RULES[name]}"


class _Drafting:
    """One run; keeps which key became which id."""

    def __init__(self, found: Recognised, drafts: Drafts) -> None:
        self._found, self._drafts = found, drafts
        self._texts = {read.text.source: read.text for read in found.reads}
        self._by_text = {read.text.text: read.text for read in found.reads}
        #: From keys of what was recognised to ids of the records proposed for it.
        self._ids: dict[str, str] = {}
        self._citations: dict[tuple[str, int], list[str]] = {}

    def actors(self) -> None:
        """Propose organisations, offices, persons and states; one met in several texts once."""
        met: dict[str, list[tuple[OpenText, NamedActor]]] = {}
        for read in self._found.reads:
            for actor in read.named.actors:
                met.setdefault(actor.key, []).append((read.text, actor))
        self._ids |= {name: f"actor-{name}" for name in met}
        for name, tellings in met.items():
            first = tellings[0][1]
            self._drafts.propose(
                Actor, self._ids[name], rule=rule("names"), why=_why_named(first), name=first.name, kind=first.kind,
                part_of=self._ids.get(first.part_of) if first.part_of != name else None,
                names=tuple(self._names(tellings)),
            )  # fmt: skip

    def _names(self, tellings: Sequence[tuple[OpenText, NamedActor]]) -> Iterator[Name]:
        told: set[str] = set()
        for text, actor in tellings:
            for name, kind in ((actor.name, "name"), *((alias.name, alias.kind) for alias in actor.aliases)):
                if name in told:
                    continue
                told.add(name)
                said = [mention for mention in actor.mentions if text.words(mention) == name][:_SHOWN]
                passages = self._drafts.sentences(text, said or (actor.mentions[:1] if kind == "title" else ()))
                if passages or kind != "name":
                    yield Name(name=name, kind=kind, passages=passages)  # pyright: ignore[reportArgumentType]

    def places(self) -> None:
        """Propose cities and regions; countries are actors and areas."""
        for read in self._found.reads:
            for place in read.named.places:
                if place.kind != "country" and f"place {place.key}" not in self._ids:
                    self._ids[f"place {place.key}"] = self._drafts.propose(
                        Place, f"place-{place.key}", rule=rule("places"),
                        why=f"{len(place.mentions)} mentions; {place.kind} known to GeoNames or the lists shipped.",
                        name=place.name, latitude=place.latitude, longitude=place.longitude, country=place.country,
                    )  # fmt: skip

    def citations(self) -> None:
        """Propose the works the manuscript cites, each with every place."""
        read = self._found.reads[0]
        organisations = self._called(read)
        for number, cited in enumerate(read.cited.keys):
            mentions = [read.cited.citations[place] for place in cited.citations]
            identity = self._drafts.free(f"cit-{key(cited.name)}")
            fits = read.cited.fitting[number]
            entry = f" In the reference list: {read.cited.entries[fits[0]].printed}" if len(fits) == 1 else ""
            several = f" {len(fits)} entries of the reference list fit it." if len(fits) > 1 else ""
            self._drafts.propose(
                Citation, identity, rule=rule("citations"), why=f"Cited {len(mentions)} times, {cited.style}.",
                source=read.text.source, key=cited.printed, passages=self._drafts.sentences(read.text, mentions),
                publisher=organisations.get(cited.organisation.casefold()) if cited.organisation else None,
                note=f"{len(mentions)} mentions.{entry}{several}",
            )  # fmt: skip
            for mention in mentions:
                self._citations.setdefault((read.text.source, mention.unit), []).append(identity)

    def _called(self, read: Read) -> dict[str, str]:
        """Map names of organisations, case folded, to ids; those that are only cited are proposed here."""
        known = {
            name.casefold(): self._ids[actor.key]
            for actor in read.named.actors
            if actor.kind != "person"
            for name in (actor.name, *(alias.name for alias in actor.aliases))
        }
        for cited in read.cited.keys:
            name = cited.organisation
            if name and name.casefold() not in known:
                mention = read.cited.citations[cited.citations[0]]
                known[name.casefold()] = self._drafts.propose(
                    Actor, self._drafts.free(f"actor-{key(name)}"), rule=rule("citations"),
                    why="It is cited as the author of a work.", name=name, kind="organisation",
                    names=(Name(name=name, passages=(self._drafts.sentence(read.text, mention),)),),
                )  # fmt: skip
        return known

    def events(self) -> None:
        """Propose events; every other date told for one is a fact about it."""
        for event in self._found.events:
            identity = self._ids[event.key] = self._drafts.free(f"event-{event.key}")
            passages = self._accounts(event, event.date)
            self._drafts.propose(
                Event, identity, rule=rule("events"), why=f"A dated sentence that tells of {_article(event.kind)}.",
                name=event.name, kind=event.kind, date=event.date, passages=passages,
                actors=tuple(self._ids[name] for name in event.actors if name in self._ids),
                places=tuple(self._ids[f"place {name}"] for name in event.places if f"place {name}" in self._ids),
            )  # fmt: skip
            for date in event.dates:
                if date != event.date:
                    self._drafts.propose(
                        Fact, content_id("fact", identity, "date", date), rule=rule("events"),
                        why="Another date told for what looks like the same event.",
                        about=identity, field="date", value=date, passages=self._accounts(event, date),
                    )  # fmt: skip

    def _accounts(self, event: EventFound, date: str) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                self._drafts.sentence(self._texts[account.source], account.mention)
                for account in event.accounts
                if account.date == date
            )
        )

    def programmes(self) -> None:
        """Propose interventions and what the manuscript says of each."""
        text = self._found.manuscript
        for one in self._found.interventions:
            identity = self._ids[one.key] = self._drafts.free(f"programme-{one.key}")
            self._drafts.propose(
                Programme, identity, rule=rule("programmes"), why=f"Named {len(one.mentions)} times.", name=one.name,
                kind=one.kind, note=f"Also called {', '.join(one.aliases)}." if one.aliases else "",
            )  # fmt: skip
            for field in one.fields:
                passage = self._drafts.sentence(text, field.mention)
                self._drafts.propose(
                    Fact, content_id("fact", identity, field.field, field.value, passage), rule=rule("programmes"),
                    why=f"A sentence on it tells its {field.field}.", about=identity, field=field.field,
                    value=field.value, unit=field.unit, refers=self._ids.get(field.refers), passages=(passage,),
                )  # fmt: skip

    def series(self) -> None:
        """Propose indicators and their values; one value told in several places of a text is one observation."""
        for joined in self._found.series:
            identity = self._ids[joined.key] = self._drafts.free(f"series-{joined.key}")
            self._drafts.propose(
                Indicator, identity, rule=rule("series"), why=joined.why or "Values with their periods.",
                name=joined.name, concept=joined.concept, unit=joined.unit, scale=joined.scale, note=joined.why,
            )  # fmt: skip
            for (text, period, value, qualifier), mentions in _points(joined).items():
                opened = self._by_text[text]
                self._drafts.propose(
                    Observation, content_id("obs", identity, text, period, value or "", qualifier),
                    rule=rule("series"), why="A value and its period in one statement.", indicator=identity,
                    area=_area(joined.area, opened.language), period=period, value=value, qualifier=qualifier,
                    cites=self._cited_for(opened.source, mentions), passages=self._drafts.sentences(opened, mentions),
                )  # fmt: skip

    def _cited_for(self, source: str, mentions: Iterable[Mention]) -> str | None:
        cited = dict.fromkeys(
            identity for mention in mentions for identity in self._citations.get((source, mention.unit), [])
        )
        return next(iter(cited)) if len(cited) == 1 else None

    def factors(self) -> None:
        """Propose the causes and vulnerabilities the manuscript names."""
        for factor in self._found.factors:
            self._ids[factor.key] = self._drafts.propose(
                Factor, self._drafts.free(f"factor-{factor.key}"), rule=rule("factors"),
                why="The text names it as a cause.", name=factor.name, code=factor.code,
                mechanism="; ".join(factor.mechanisms),
                passages=self._drafts.sentences(self._found.manuscript, factor.mentions),
            )  # fmt: skip

    def codings(self) -> None:
        """Propose passages for the codes of the lenses."""
        text = self._found.manuscript
        for coding in self._found.codings:
            passage, about = self._drafts.sentence(text, coding), coding.about or ""
            self._drafts.propose(
                Coding, content_id("coding", passage, coding.code, about), rule=rule("codings"), why=coding.why,
                passage=passage, code=coding.code, stance=coding.stance, about=self._ids.get(about), memo=coding.why,
            )  # fmt: skip

    def claims(self) -> None:
        """Propose the manuscript's claims in the form in which they can be checked."""
        for claim in self._found.claims:
            if claim.form is not None:
                self._claim(claim, "", _with_ids(claim.form, self._ids, self._found.manuscript.language))
                continue
            for name, form in forms(claim, self._found, self._ids):
                self._claim(claim, name, form)

    def _claim(self, claim: ClaimFound, name: str, form: Form) -> None:
        text = self._found.manuscript
        self._drafts.propose(
            Claim, content_id("claim", text.source, claim.key, *filter(None, [name])), rule=rule("claims"),
            why=f"{claim.kind}: {claim.rule}. {claim.why}".strip(), sentence=self._sentence(claim, form), states=form,
            source=text.source, passages=(self._drafts.sentence(text, claim),),
            cites=tuple(dict.fromkeys(self._citations.get((text.source, claim.unit), []))), note=_noted(claim, text),
        )  # fmt: skip

    def _sentence(self, claim: ClaimFound, form: Form) -> str:
        """Return the claim's sentence; one read in several ways says which this is."""
        if not isinstance(form, Fulfilled):
            return claim.sentence
        names = (code.name for lens in self._found.lenses for ref, code in lens.walk() if ref == form.code)
        return f"{claim.sentence} (Read as: {next(names, form.code)}.)"

    def notes(self) -> None:
        """Propose notes on what contradicts what, on quotations altered, and on the question."""
        for clash in self._found.clashes:
            self._note("parallels", clash.kind, clash.why, _clash_passages(clash, self._texts, self._drafts))
        text, asked = self._found.manuscript, self._found.question
        for checked in self._found.checked:
            quotation = self._found.quotations[checked.quotation]
            passages = [self._drafts.sentence(text, quotation)]
            if checked.standing == "altered" and checked.start >= 0:
                passages.append(self._drafts.span(self._texts[checked.source], checked.start, checked.end))
            if checked.standing != "word for word":
                self._note("quotations", checked.standing, _quoted(checked.differing, checked.nearest), passages)
        if asked:
            for put in asked.differs:
                said = f"Asked “{asked.asked.word}” ({asked.asked.asks}), and taken up as “{put.word}” ({put.asks})."
                self._note("question", "question", said, self._drafts.sentences(text, [asked.asked, put]))

    def _note(self, name: str, kind: str, said: str, passages: Sequence[str]) -> None:
        self._drafts.propose(
            Memo, content_id(note_prefix(kind), name, *passages), rule=rule(name), why=kind, text=said,
            passages=tuple(passages),
        )  # fmt: skip


def note_prefix(kind: str) -> str:
    """Return the beginning of the ids of notes of one kind."""
    return f"note-{kind.replace(' ', '-')}"


def _why_named(actor: NamedActor) -> str:
    told = {"person": "A name with a post, a title or a verb of saying.", "state": "A country by name."}
    return told.get(actor.kind, "A known name, an acronym the text explains, or a noun such as Office or Ministry.")


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _points(joined: Joined) -> dict[tuple[str, str, str | None, str], list[Mention]]:
    found: dict[tuple[str, str, str | None, str], list[Mention]] = {}
    for text, point in joined.points():
        found.setdefault((text, point.period, point.value, point.qualifier), []).append(point.mention)
    return found


def _noted(claim: ClaimFound, text: OpenText) -> str:
    """Say by what words a cause is claimed, and which others the text names for the same effect."""
    if not claim.causal:
        return ""
    rivals = list(dict.fromkeys(" ".join(text.words(mention).split()) for mention in claim.rivals))
    named = f" Other causes named in the text: {'; '.join(rivals[:6])}." if rivals else ""
    return f"The text says “{claim.causal}”.{named}"


def _area(name: str, language: str) -> str:
    """Return an area as a code: of a country its own, of anything else the name without blanks."""
    return area_code(name, language) or "-".join(name.split()) or NO_AREA


def _with_ids(form: Form, ids: dict[str, str], language: str) -> Form:
    changes: dict[str, object] = {}
    for field in form.__struct_fields__:
        value = getattr(form, field)
        if field == "area":
            changes[field] = _area(value, language)
        elif field in {"indicator", "about", "first", "second", "event"} and isinstance(value, str):
            changes[field] = ids.get(value, value)
        elif field in {"acts", "rivals", "about"} and isinstance(value, tuple):
            changes[field] = tuple(ids.get(name, name) for name in value)
    return msgspec.structs.replace(form, **changes)


def _clash_passages(clash: Clash, texts: dict[str, OpenText], drafts: Drafts) -> list[str]:
    return list(
        dict.fromkeys(drafts.sentence(texts[place.source], place.mention) for place in (clash.first, clash.second))
    )


def _quoted(differing: Sequence[tuple[str, str]], nearest: str) -> str:
    if not nearest:
        return "These words stand in no source given."
    pairs = "; ".join(f"“{mine or '…'}” for “{theirs or '…'}”" for mine, theirs in differing)
    return f"The quotation is not word for word: {pairs or nearest}."
