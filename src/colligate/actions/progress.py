"""How far a study is: what is read, coded, judged and bound, what waits, and the next sensible step."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from urllib.parse import quote, urlencode

import msgspec

from colligate.actions.looking import Standing
from colligate.assessments.judgement import Judgement
from colligate.codings.coding import Coding
from colligate.programmes.programme import Event, Fact, Programme
from colligate.record import Suggestion
from colligate.sources.passage import Passage
from colligate.sources.source import Source


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """Something that waits, with its page."""

    title: str
    address: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How far the sources are read. A source counts as opened once anything is quoted from it."""

    sources: int
    with_text: int
    with_codings: int
    #: Sources with a text from which nothing is quoted yet.
    unopened: tuple[Item, ...]
    #: Sources of which no text was read, so that nothing can be quoted from them.
    textless: tuple[Item, ...]


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What was done with one lens."""

    lens: str
    title: str
    codings: int
    #: Codes used, of how many.
    used: int
    codes: int
    #: Findings examined, of how many; and of the examined those judged by a person.
    examined: int
    findings: int
    judged: int
    #: Findings that are examined and wait for a person's judgement.
    waiting: tuple[Item, ...]


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """How the sentences of the report stand."""

    sentences: int
    bound: int
    argument: int
    unbound: tuple[Item, ...]
    stale: tuple[Item, ...]


class Next(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a study, in plain words."""

    name: str
    #: What to do, and why now.
    said: str
    address: str
    #: The words of the link.
    link: str
    done: bool = False


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a study is."""

    reading: Reading
    #: Coder to number of codings, most first.
    coders: dict[str, int]
    works: tuple[Work, ...]
    #: Verdict to number of claims.
    claims: dict[str, int]
    bound: Bound
    suggestions: int
    steps: tuple[Next, ...]

    @property
    def next(self) -> Next | None:
        """The first step that is not done; None where every one is."""
        return next((step for step in self.steps if not step.done), None)


def progress(standing: Standing) -> Progress:
    """Return how far a study is, in the order of the research."""
    records = standing.study.records
    reading, works, bound = _reading(standing), tuple(_works(standing)), _bound(standing)
    coders = Counter(coding.speaker for coding in records.of(Coding))
    return Progress(
        reading=reading,
        coders=dict(coders.most_common()),
        works=works,
        claims=dict(sorted(Counter(verdict.verdict for verdict in standing.assessment.claims).items())),
        bound=bound,
        suggestions=len(records.of(Suggestion)),
        steps=tuple(_steps(standing, reading, works, bound)),
    )


def _reading(standing: Standing) -> Reading:
    study = standing.study
    sources = study.records.of(Source)
    quoted = {passage.source for passage in study.records.of(Passage)}
    coded = {at.source for one in study.records.of(Coding) if (at := study.records.get(Passage, one.passage))}
    read = [source for source in sources if source.id in study.texts]
    return Reading(
        sources=len(sources),
        with_text=len(read),
        with_codings=len(coded & {source.id for source in sources}),
        unopened=tuple(_source(source) for source in read if source.id not in quoted),
        textless=tuple(_source(source, "/about") for source in sources if source.id not in study.texts),
    )


def _source(source: Source, page: str = "") -> Item:
    return Item(title=source.title, address=f"/sources/{quote(source.id, safe='')}{page}")


def _works(standing: Standing) -> list[Work]:
    study, quoting = standing.study, standing.binder.quoting
    coded = Counter(coding.code for coding in study.records.of(Coding))
    judged = {judgement.finding for judgement in study.records.of(Judgement)}
    found = defaultdict(list)
    for finding in standing.assessment.findings:
        found[finding.lens].append(finding)
    works = []
    for lens in study.lenses.values():
        codes = [reference for reference, _ in lens.walk()]
        examined = [finding for finding in found[lens.id] if finding.examined]
        waiting = [finding for finding in examined if finding.key not in judged]
        works.append(
            Work(
                lens=lens.id,
                title=lens.title,
                codings=sum(coded[code] for code in codes),
                used=sum(bool(coded[code]) for code in codes),
                codes=len(codes),
                examined=len(examined),
                findings=len(found[lens.id]),
                judged=len(examined) - len(waiting),
                waiting=tuple(
                    Item(
                        title=f"{quoting.name(one.programme) or 'The case'}: {quoting.code(f'{lens.id}/{one.code}')}, "
                        f"{one.level}",
                        address=f"/support?{urlencode({'ref': one.key})}",
                    )
                    for one in waiting
                ),
            )
        )
    return works


def _bound(standing: Standing) -> Bound:
    sentences = standing.sentences
    waiting = {
        one.id: Item(title=one.words, address=f"/reports/sentence/{quote(one.id, safe='')}") for one in sentences
    }
    return Bound(
        sentences=len(sentences),
        bound=sum(bool(one.rests) for one in sentences),
        argument=sum(one.argument for one in sentences),
        unbound=tuple(waiting[one.id] for one in sentences if one.unbound),
        stale=tuple(waiting[one.id] for one in sentences if one.stale),
    )


def _steps(standing: Standing, reading: Reading, works: Sequence[Work], bound: Bound) -> list[Next]:
    """Return the steps of a study in their order; each is done or not by what the folder holds."""
    study, records = standing.study, standing.study.records
    case = study.settings.case
    built = (study.folder.build / "findings.json").is_file()
    return [
        Next(
            name="Say what is asked",
            said="A question, the organisation, the area and the period decide what counts as evidence, and whose.",
            address="/study/case", link="Describe the case",
            done=bool(study.settings.question and case.organisation and study.settings.period),
        ),
        Next(
            name="Add documents",
            said="Reports, evaluations, news, laws: drop them on the page. Each is kept as published and read once.",
            address="/sources", link="Add documents", done=bool(reading.sources),
        ),
        Next(
            name="Choose a lens",
            said="A lens is the theory you read with: its codes, when to use each, and what would count against it.",
            address="/study/case#lenses", link="Choose a lens", done=bool(study.lenses),
        ),
        Next(
            name="Read and code",
            said="Open a document, select the words that bear on a code, and say whether they speak for it or against.",
            address=reading.unopened[0].address if reading.unopened else "/sources",
            link=f"Read “{reading.unopened[0].title}”" if reading.unopened else "Open a document",
            done=bool(records.of(Coding)),
        ),
        Next(
            name="Record what was done",
            said="Programmes, events and what came of them, each with the words that tell it.",
            address="/programmes", link="Open the register",
            done=any(map(records.of, (Programme, Event, Fact))),
        ),
        Next(
            name="Judge what the rule reads",
            said="The rule proposes a level for every finding. Look at the evidence for and against, then decide.",
            address=next((work.waiting[0].address for work in works if work.waiting), "/assessments"),
            link="Judge a finding", done=bool(records.of(Judgement)),
        ),
        Next(
            name="Write, and bind each sentence",
            said="Every sentence leads to what it rests on, or says that it is your own argument.",
            address=bound.unbound[0].address if bound.unbound else "/reports",
            link="Bind a sentence" if bound.unbound else "Write the report",
            done=bool(bound.bound) and not bound.unbound,
        ),
        Next(
            name="Build the report",
            said="Writes the page, DOCX, PDF and tables, with every number computed or quoted.",
            address="/reports", link="Build it", done=built,
        ),
    ]  # fmt: skip
