"""The distance between a first pass over an article and the study that careful people made of it.

Run ``python benchmarks/first_pass.py [--material DIR]``. The article is in the test material (``COLLIGATE_MATERIAL``,
else the folder ``shared`` beside the project). *Found* is the share of what readers list that the pass proposes;
*right* the share of what it proposes that readers list. What a reader did not list counts as wrong here even where it
is true, and is printed, so that anybody can judge. Names match by any alias, dates and values as written, claims by
their form and their lines, contradictions by the lines of both places.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from distance import gold

from colligate.actions.auditing import audit
from colligate.assessments.claim import Cause, Claim
from colligate.codings.coding import Memo
from colligate.indicators.indicator import Observation
from colligate.indicators.recognising.quantities import quantities
from colligate.programmes.actor import Actor, Place
from colligate.programmes.programme import Event, Fact, Programme
from colligate.programmes.recognising.dates import dates
from colligate.record import Record
from colligate.sources.intext import citations
from colligate.sources.passage import Passage
from colligate.sources.source import Citation
from colligate.study.assessing import assessment, line_labels
from colligate.study.laying_open import open_texts
from colligate.study.study import Study
from colligate.study.supposing import open_suggestions

ROOT = Path(__file__).parent.parent
WORKED = ROOT / "examples" / "thailand-unodc-2014-2017"
_LINES = re.compile(r"\(lines? (\d+)(?:-(\d+))?")

Lines = tuple[int, int]


class Row(NamedTuple):
    """One line of the table."""

    what: str
    wanted: int
    found: int
    proposed: int
    right: int
    missed: Sequence[str] = ()
    wrong: Sequence[str] = ()


class Pass:
    """What a first pass proposes, and on which lines."""

    def __init__(self, folder: Path) -> None:
        self.study = Study(folder)
        self.records: list[Record] = list(open_suggestions(self.study).values())
        self._labels = line_labels(self.study)
        self.text = next(text for text, _ in open_texts(self.study))

    def of(self, kind: type) -> list:
        """Return the records proposed of one type."""
        return [record for record in self.records if isinstance(record, kind)]

    def lines(self, record: Record) -> list[Lines]:
        """Return the lines of a record's passages."""
        labels = (self._labels.get(name, "") for name in getattr(record, "passages", ()))
        return [(int(label.partition("-")[0]), int(label.rpartition("-")[2])) for label in labels if label]


def compared(what: str, wanted: Iterable[str], proposed: Iterable[str], same: Callable[[str, str], bool]) -> Row:
    """Compare two lists of words."""
    wanted, proposed = list(wanted), list(proposed)
    missed = [one for one in wanted if not any(same(one, other) for other in proposed)]
    wrong = [other for other in proposed if not any(same(one, other) for one in wanted)]
    return Row(what, len(wanted), len(wanted) - len(missed), len(proposed), len(proposed) - len(wrong), missed, wrong)


def exactly(one: str, other: str) -> bool:
    """Compare words that must be the same."""
    return one == other


def names_of(actor: Actor) -> set[str]:
    """Return every name of an actor."""
    return {actor.name, *(name.name for name in actor.names)}


def key_of(printed: str) -> str:
    """Fold a citation key: *&* is *and*, case and commas do not count."""
    return re.sub(r"[\s,&.]+", " ", printed.replace("&", " and ").casefold()).replace(" and ", " ").strip()


def of_citations(made: Pass) -> list[Row]:
    """Compare keys, and how often they stand."""
    study = Study(WORKED)
    keys = {key_of(citation.key): len(citation.passages) for citation in study.records.of(Citation)}
    cited = citations(made.text)
    counts = {key_of(key.printed): len(key.citations) for key in cited.keys}
    wanted = [f"{key} {n}" for key, count in keys.items() for n in range(count)]
    told = [f"{key} {n}" for key, count in counts.items() for n in range(count)]
    return [
        compared("citations: keys", keys, counts, exactly),
        compared("citations: mentions", wanted, told, exactly),
    ]


def of_names(made: Pass) -> list[Row]:
    """Compare organisations, people, places and countries."""
    actors = made.of(Actor)
    bodies = [actor for actor in actors if actor.kind in {"organisation", "office"}]
    by_name = {actor.name: {name.casefold() for name in names_of(actor)} for actor in bodies}
    groups = {" / ".join(sorted(group)): {name.casefold() for name in group} for group in gold.ORGANISATIONS}
    return [
        compared("organisations", groups, by_name, lambda one, other: bool(groups[one] & by_name[other])),
        compared("people", gold.PEOPLE, [actor.name for actor in actors if actor.kind == "person"], exactly),
        compared("places", gold.PLACES, [place.name for place in made.of(Place)], exactly),
        compared("countries", gold.COUNTRIES, [actor.name for actor in actors if actor.kind == "state"], exactly),
    ]


def of_dates(made: Pass) -> list[Row]:
    """Compare full dates, mention by mention, and the years of events."""
    told = [date.written for date in dates(made.text, citations(made.text).citations) if date.kind == "day"]
    wanted = [f"{date} {n}" for date, count in gold.DATES.items() for n in range(count)]
    counted = [f"{date} {told[:place].count(date)}" for place, date in enumerate(told)]
    years = {event.date[:4] for event in made.of(Event)} | {
        fact.value[:4] for fact in made.of(Fact) if fact.field in {"date", "start", "end"}
    }
    return [
        compared("dates: full", wanted, counted, exactly),
        compared("dates: years of events", sorted(gold.EVENT_YEARS), sorted(years), exactly),
    ]


def of_numbers(made: Pass) -> list[Row]:
    """Compare the values counted, and the two series with their hole."""
    values = {quantity.value for quantity in quantities(made.text)}
    rows = [compared("numbers", sorted(gold.NUMBERS), sorted(values), exactly)]
    observations = made.of(Observation)
    series = {one.indicator for one in observations if one.value in {"595", "824", "455"}}
    tiers = {one.indicator for one in observations if (one.value or "").startswith("Tier")}
    told = [f"victims {o.period} {o.value}" for o in observations if o.indicator in series]
    told += [f"tier {o.period} {o.value}" for o in observations if o.indicator in tiers]
    missing = [
        f"victims {year} None"
        for year in gold.VICTIMS
        if not any(year == o.period for o in observations if o.indicator in series)
    ]
    wanted = [f"victims {year} {value}" for year, value in gold.VICTIMS.items()]
    wanted += [f"tier {year} {value}" for year, value in gold.TIERS.items()]
    return [*rows, compared("series: values and holes", wanted, sorted({*told, *missing}), exactly)]


def of_programmes(made: Pass) -> list[Row]:
    """Compare interventions by a word of their name."""
    names = [programme.name for programme in made.of(Programme)]
    wanted = {words[0]: words for words in gold.PROGRAMMES}
    return [compared("programmes", wanted, names, lambda one, other: any(word in other for word in wanted[one]))]


def of_claims(made: Pass) -> list[Row]:
    """Compare claims by form and lines; a statement of cause is one form whether or not its acts are known."""
    wanted = {f"{form} {lines}: {name}": (form, lines) for form, lines, name in _study_claims()}
    told = {
        f"{_form(claim)} {lines}: {claim.sentence[:70]}": (_form(claim), lines)
        for claim in made.of(Claim)
        for lines in made.lines(claim)
    }
    same = lambda one, other: wanted[one][0] == told[other][0] and _overlap(wanted[one][1], told[other][1])  # noqa: E731
    rows = [compared("claims: same form, same lines", wanted, told, same)]
    anywhere = lambda one, other: _overlap(wanted[one][1], told[other][1])  # noqa: E731
    return [*rows, compared("claims: any form, same lines", wanted, told, anywhere)]


def _form(claim: Claim) -> str:
    return "Cause" if isinstance(claim.states, Cause) else type(claim.states).__name__


def _study_claims() -> list[tuple[str, Lines, str]]:
    """Return the claims of the worked study with the article's lines, which its notes give behind each sentence."""
    study, found = Study(WORKED), []
    text = study.searchable(study.texts[study.settings.manuscript]).text
    for claim in study.records.of(Claim):
        for name in claim.passages[:1]:
            passage = study.records.get(Passage, name)
            match = _LINES.search(text, passage.end) if passage else None
            if match:
                lines = (int(match[1]), int(match[2] or match[1]))
                found.append((_form(claim), lines, claim.id))
    return found


def _overlap(one: Lines, other: Lines) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def of_contradictions(made: Pass) -> list[Row]:
    """Compare pairs of places; a peak or a trend is one place, which the document's own numbers speak against."""
    pairs = {f"{memo.text[:80]} {made.lines(memo)}": made.lines(memo) for memo in made.of(Memo)}
    for claim in made.of(Claim):
        if type(claim.states).__name__ in {"Peak", "Trend"}:
            pairs[f"{claim.sentence[:80]}"] = made.lines(claim)
    wanted = {name: [first, second] for name, first, second in gold.CONTRADICTIONS}

    def same(one: str, other: str) -> bool:
        return all(any(_overlap(place, told) for told in pairs[other]) for place in wanted[one]) or (
            len(pairs[other]) == 1 and any(_overlap(place, pairs[other][0]) for place in wanted[one])
        )

    return [compared("contradictions", wanted, pairs, same)]


def of_verdicts(made: Pass) -> None:
    """Print how verdicts agree on claims that both have in the same form, on the same lines."""
    told = json.loads((made.study.folder.build / "first-pass.json").read_text())["claims"]
    alone = {one["id"]: one["verdict"] for one in told}
    weighed = {one.id: one.verdict for one in assessment(Study(WORKED)).claims}
    pairs = Counter(
        (weighed[name], alone[claim.id])
        for form, lines, name in _study_claims()
        for claim in made.of(Claim)
        if _form(claim) == form and any(_overlap(lines, other) for other in made.lines(claim))
    )
    print("\nverdicts, in the study with its sources and in the pass with the article alone:")
    for (study, alone_word), count in sorted(pairs.items()):
        print(f"  {study:14} {alone_word:14} {count}")


def show(rows: Sequence[Row]) -> None:
    """Print the table, then what was missed and what was wrong."""
    print(f"{'':34}{'found':>12}{'right':>12}")
    for row in rows:
        recall = f"{row.found} of {row.wanted}"
        precision = f"{row.right} of {row.proposed}"
        print(f"{row.what:34}{recall:>12}{precision:>12}")
    for row in rows:
        for title, words in (("missed", row.missed), ("not listed by readers", row.wrong)):
            if words:
                print(f"\n{row.what}, {title}:")
                print("\n".join(f"  {word}" for word in words))


def main() -> None:
    """Run the pass three times, and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--material", type=Path, default=Path(os.environ.get("COLLIGATE_MATERIAL", ROOT.parent / "shared"))
    )
    article = parser.parse_args().material / "seed" / "article.txt"
    if not article.is_file():
        print(f"{article} is not there; name the folder of the test material with --material.")
        return
    with tempfile.TemporaryDirectory() as folder:
        seconds = []
        for number in range(3):
            start = time.perf_counter()
            audit([article], study=Path(folder) / str(number), by="bench@here")
            seconds.append(time.perf_counter() - start)
        made = Pass(Path(folder) / "0")
        makers = (of_citations, of_dates, of_numbers, of_names, of_programmes, of_claims, of_contradictions)
        show([row for make in makers for row in make(made)])
        of_verdicts(made)
    print(
        f"\nSeconds from file to report: {min(seconds):.1f} to {max(seconds):.1f}, "
        f"median {statistics.median(seconds):.1f}"
    )


if __name__ == "__main__":
    main()
