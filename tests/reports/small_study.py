"""A small study, whole enough to have one of everything a report can rest on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from colligate.assessments.claim import Claim, Dated, Peak, Value
from colligate.assessments.judgement import Judgement
from colligate.codings.coding import Coding
from colligate.indicators.indicator import Indicator, Observation
from colligate.lenses.shipped import shipped_bytes
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Event, Fact, Programme
from colligate.record import Record
from colligate.sources.passage import Passage, passage_fields
from colligate.sources.source import Search, Source
from colligate.sources.text import Layout, PageStart, Text
from colligate.study.folder import Folder, write
from colligate.study.journal import Journal

START = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)

#: Source id to its pages.
TEXTS = {
    "bureau-2014": (
        "The Bureau's annual report 2014.",
        "In May 2014 the Bureau launched its course for border officers. It trained 600 officers in five provinces.",
        "Ministries use the course as part of their own curriculum. 595 victims were identified in 2014.",
    ),
    "audit-2016": (
        "A report of the national auditors.",
        "The auditors saw 212 officers complete the course. Nobody measured what officers did afterwards.",
        "The ministry counted 824 victims in 2016 and 455 victims in 2017. The poor were not reached by the course.",
    ),
    "daily-2014": ("The course for border officers began in June 2014. Its teachers came from the Bureau.",),
}

STUDY = """\
format: 1
title: Training at the border
question: To what extent did the Bureau's course change what border officers do?
case:
  area: VRD
  organisation: bureau
  threat: trafficking in persons
period: 2014/2017
lenses: [results-chain@1, causes@1]
report:
  authors: [Amina Okafor]
"""

REPORT = """\
---
title: Training at the border
subtitle: What the evidence reaches, and where it stops
abstract: The course reached many officers. Nothing in these sources shows what they did with it.
---

# What was done

[The Bureau launched its course in May 2014 [@bureau-2014, p. 2].]{#s-launch rests="ev-launch"}
[By its own account it trained [600]{value="fact-600"} officers.]{#s-officers
rests="cod-output course@results-chain/output"}
[A training of this size is cheap for what it promises.]{#s-cheap .argument}
This sentence is bound to nothing at all.

# How far the evidence reaches

[Victims identified fell from []{value="obs-2016"} to []{value="obs-2017"},
by []{value="fall:obs-2016,obs-2017 as=percent"}.]{#s-fall rests="obs-2016 obs-2017 series:victims|VRD"}
[No programme addressed poverty in these sources.]{#s-poverty rests="gap:*@causes/economic.poverty"}
[That the course began in May is []{value="verdict:launched-in-may"}.]{#s-may rests="launched-in-may"}

::: {.chains}
:::

::: {.matrix lens="results-chain"}
The course along the results chain.
:::

::: {.claims}
:::

::: {.rule}
:::
"""


class SmallStudy:
    """Writes the study folder; what it says can be added to before and after."""

    def __init__(self, path: Path) -> None:
        """Write settings, lenses, texts, journal and report."""
        self.folder = Folder(path)
        self.clock = START
        write(self.folder.settings, STUDY.encode())
        for lens in ("results-chain", "causes"):
            write(self.folder.lenses / f"{lens}.yaml", shipped_bytes(lens))
        self.journal = Journal(self.folder.journals / "amina@desk.jsonl")
        self.layouts: dict[str, tuple[str, Layout]] = {}
        self.say(*actors_and_programmes(self))
        for source in TEXTS:
            self.say(*self._source(source))
        self.say(*findings_and_facts(self))
        self.write_report(REPORT)

    def write_report(self, text: str) -> None:
        """Replace the report's one file."""
        write(self.folder.report / "report.md", text.encode())

    def say(self, *records: Record) -> None:
        """Append one act."""
        self.journal.append(records)

    def stamp(self) -> dict[str, object]:
        """Return who and when for the next record: one minute after the last."""
        self.clock += timedelta(minutes=1)
        return {"by": "amina", "at": self.clock}

    def quoted(self, identity: str, source: str, quote: str) -> Passage:
        """Return a passage of the words in their source."""
        text, layout = self.layouts[source]
        start = text.index(quote)
        fields = passage_fields(text, layout, start, start + len(quote))
        return Passage(id=identity, source=source, text=f"text-{source}", **fields, **self.stamp())

    def _source(self, source: str) -> list[Record]:
        pages = TEXTS[source]
        text = "\f".join(pages)
        starts = [sum(len(page) + 1 for page in pages[:number]) for number in range(len(pages))]
        basis = "inferred" if source == "audit-2016" else "form-feed"
        layout = Layout(pages=tuple(PageStart(start, str(n), basis) for n, start in enumerate(starts, 1)))
        self.layouts[source] = (text, layout)
        sha256, layout_sha256 = self.folder.freeze(text, layout)
        kind = "secondary" if source == "daily-2014" else "primary"
        notes_on = "The National Auditors' report of 2016, chapter 3" if source == "audit-2016" else ""
        year = int(source[-4:])
        return [
            Source(
                id=source,
                title={
                    "bureau-2014": "Annual report 2014",
                    "audit-2016": "Audit of border training",
                    "daily-2014": "New course for border officers",
                }[source],
                kind=kind,
                publisher=source.partition("-")[0],
                csl={"type": "report", "issued": {"date-parts": [[year]]}},
                notes_on=notes_on,
                **self.stamp(),
            ),
            Text(
                id=f"text-{source}",
                source=source,
                sha256=sha256,
                layout=layout_sha256,
                extractor="plain 1",
                characters=len(text),
                **self.stamp(),
            ),
        ]


def actors_and_programmes(study: SmallStudy) -> list[Record]:
    """Return who acts and what they do."""
    return [
        Actor(id="bureau", name="The Bureau", kind="organisation", **study.stamp()),
        Actor(id="audit", name="National Auditors", kind="office", **study.stamp()),
        Actor(id="daily", name="The Daily", kind="organisation", **study.stamp()),
        Source(id="essay-2018", title="An essay on the course", kind="secondary", **study.stamp()),
        Programme(id="course", name="Course for border officers", kind="capacity building", **study.stamp()),
        Programme(id="forum", name="Yearly forum", kind="forum", **study.stamp()),
        Indicator(
            id="victims",
            name="Victims identified",
            concept="Persons whom an official body recorded as victims.",
            unit="persons",
            **study.stamp(),
        ),
    ]


def findings_and_facts(study: SmallStudy) -> list[Record]:
    """Return passages with what was coded and recorded from them."""
    quotes = {
        "p-launch": ("bureau-2014", "In May 2014 the Bureau launched its course for border officers."),
        "p-600": ("bureau-2014", "It trained 600 officers in five provinces."),
        "p-use": ("bureau-2014", "Ministries use the course as part of their own curriculum."),
        "p-595": ("bureau-2014", "595 victims were identified in 2014."),
        "p-212": ("audit-2016", "The auditors saw 212 officers complete the course."),
        "p-nobody": ("audit-2016", "Nobody measured what officers did afterwards."),
        "p-824": ("audit-2016", "The ministry counted 824 victims in 2016 and 455 victims in 2017."),
        "p-june": ("daily-2014", "The course for border officers began in June 2014."),
    }
    said: list[Record] = [study.quoted(identity, *place) for identity, place in quotes.items()]
    codings = {
        "cod-output": ("p-600", "results-chain/output", "supports"),
        "cod-outcome": ("p-use", "results-chain/outcome", "supports"),
        "cod-activity": ("p-launch", "results-chain/activity", "supports"),
        "cod-activity-2": ("p-june", "results-chain/activity", "supports"),
        "cod-nobody": ("p-nobody", "results-chain/outcome", "contradicts"),
    }
    said += [
        Coding(id=identity, passage=passage, code=code, stance=stance, about="course", **study.stamp())  # pyright: ignore[reportArgumentType]
        for identity, (passage, code, stance) in codings.items()
    ]
    said += [
        Fact(id="fact-600", about="course", field="output", value="600", unit="officers", passages=("p-600",),
             **study.stamp()),
        Fact(id="fact-implementer", about="course", field="implementer", value="The Bureau", refers="bureau",
             passages=("p-launch",), **study.stamp()),
        Fact(id="fact-june", about="ev-launch", field="date", value="2014-06", passages=("p-june",), **study.stamp()),
        Event(id="ev-launch", name="Launch of the course", kind="launch", date="2014-05", programme="course",
              actors=("bureau",), passages=("p-launch",), **study.stamp()),
        Observation(id="obs-2014", indicator="victims", area="VRD", period="2014", value="595", passages=("p-595",),
                    **study.stamp()),
        Observation(id="obs-2016", indicator="victims", area="VRD", period="2016", value="824", passages=("p-824",),
                    **study.stamp()),
        Observation(id="obs-2017", indicator="victims", area="VRD", period="2017", value="455", passages=("p-824",),
                    **study.stamp()),
        Search(id="search-poverty", query="poverty OR poor", corpus=tuple(TEXTS), codes=("causes/economic.poverty",),
               hits=1, note="The one hit says that the poor were not reached.", **study.stamp()),
        Claim(id="victims-2014", sentence="595 victims were identified in 2014.", source="essay-2018",
              states=Value(indicator="victims", area="VRD", periods=("2014",), value="595"), **study.stamp()),
        Claim(id="launched-in-may", sentence="The course was launched in May 2014.", source="essay-2018",
              states=Dated(about="ev-launch", date="2014-05"), **study.stamp()),
        Claim(id="peak-2016", sentence="Identifications peaked in 2016.", source="essay-2018",
              states=Peak(indicator="victims", area="VRD", within="2014/2017", at="2016"), **study.stamp()),
        Judgement(id="judge-output", finding="course@results-chain/output", decision="corroborated",
                  reason="The auditors saw officers complete the course, though they counted fewer.", **study.stamp()),
    ]  # fmt: skip
    return said
