"""The distance between a first pass over an article and the study that careful people made of it.

Run ``python benchmarks/first_pass.py [--material DIR]``. The article is in the test material (``COLLIGATE_MATERIAL``,
else the folder ``shared`` beside the project). *Found* is the share of what readers list that the pass proposes;
*right* the share of what it proposes that readers list. Names match by any alias; dates, values, periods and levels as
written; citations by key and line; numbers by value and a word of what they count; claims by their lines, then their
form, then what they state; contradictions by the lines of both places. The pass runs once more with the worked study's
notes on other sources beside the article, those left out that only repeat the article; what moves is printed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from distance import gold
from distance.claims import known_claims, noted_lines, of_claims, of_stated, show_verdicts
from distance.comparing import Pass, Row, compared, counted, overlap
from distance.gold import Lines

from colligate.actions.auditing import AuditReport, audit
from colligate.assessments.claim import Claim, Peak, Trend
from colligate.codings.coding import Memo
from colligate.indicators.indicator import Observation
from colligate.indicators.recognising.quantities import quantities
from colligate.programmes.actor import Actor, Place
from colligate.programmes.programme import Event, Fact, Programme
from colligate.programmes.recognising.dates import dates
from colligate.sources.intext import citations
from colligate.sources.source import Citation, Source
from colligate.study.study import Study

ROOT = Path(__file__).parent.parent
WORKED = ROOT / "examples" / "thailand-unodc-2014-2017"


def key_of(printed: str) -> str:
    """Fold a citation key: *&* is *and*, case and commas do not count."""
    return re.sub(r"[\s,&.]+", " ", printed.replace("&", " and ").casefold()).replace(" and ", " ").strip()


def of_citations(made: Pass, study: Study) -> list[Row]:
    """Compare keys, and mentions: the same key on the same lines."""
    keys = {key_of(one.key): one for one in study.records.of(Citation)}
    told = {key_of(one.key): one for one in made.of(Citation)}
    noted = {
        f"{key} {lines}": (key, lines)
        for key, one in keys.items()
        for lines in (noted_lines(study, name) for name in one.passages)
        if lines
    }
    proposed = {f"{key} {lines}": (key, lines) for key, one in told.items() for lines in made.lines(one)}

    def same(one: str, other: str) -> bool:
        return noted[one][0] == proposed[other][0] and overlap(noted[one][1], proposed[other][1])

    return [compared("citations: keys", keys, told), compared("citations: mentions", noted, proposed, same)]


def of_names(made: Pass) -> list[Row]:
    """Compare organisations, people, places and countries."""
    bodies = [actor for actor in made.of(Actor) if actor.kind in {"organisation", "office"}]
    by_name = {actor.name: {name.casefold() for name in names_of(actor)} for actor in bodies}
    listed = {" / ".join(sorted(group)): {name.casefold() for name in group} for group in gold.ORGANISATIONS}
    also = {name: {name.casefold()} for name in gold.ALSO_ORGANISATIONS}
    groups = listed | also

    def aliased(one: str, other: str) -> bool:
        return bool(groups[one] & by_name[other])

    people, states = ([one.name for one in made.of(Actor) if one.kind == kind] for kind in ("person", "state"))
    places = [place.name for place in made.of(Place)]
    return [
        compared("organisations", listed, by_name, aliased, also),
        compared("people", gold.PEOPLE, people),
        compared("places", gold.PLACES, places, also=gold.ALSO_PLACES),
        compared("countries", gold.COUNTRIES, states, also=gold.ALSO_COUNTRIES),
    ]


def names_of(actor: Actor) -> set[str]:
    """Return every name of an actor."""
    return {actor.name, *(name.name for name in actor.names)}


def of_dates(made: Pass) -> list[Row]:
    """Compare full dates, mention by mention, and the years of events."""
    told = [date.written for date in dates(made.text, citations(made.text).citations) if date.kind == "day"]
    years = {event.date[:4] for event in made.of(Event)} | {
        fact.value[:4] for fact in made.of(Fact) if fact.field in {"date", "start", "end"}
    }
    return [
        compared("dates: full", counted(gold.DATES), counted({date: told.count(date) for date in told})),
        compared("dates: years of events", sorted(gold.EVENT_YEARS), sorted(years)),
    ]


def of_numbers(made: Pass) -> list[Row]:
    """Compare numbers with what they count, and the series with their hole."""
    told = [
        f"{one.value} {one.counted or one.measure or '?'} #{place}" for place, one in enumerate(quantities(made.text))
    ]

    def same(one: str, other: str) -> bool:
        value, word, nth = one.split()
        alike = [name for name in told if name.startswith(f"{value} ") and word in name]
        return other in alike and alike.index(other) == int(nth.strip("()")) - 1

    return [compared("numbers, with what they count", counted(gold.NUMBERS), told, same), _series(made)]


def _series(made: Pass) -> Row:
    observations = made.of(Observation)
    victims = {one.indicator for one in observations if one.value in gold.VICTIMS.values()}
    tiers = {one.indicator for one in observations if one.value in gold.TIERS.values()}
    told = {
        f"{_kind(one['indicator'], victims, tiers)} {point['period']} {point['value'] or point['state']}"
        for one in made.told["series"]
        for point in one["points"]
    }
    wanted = [f"victims {year} {value}" for year, value in gold.VICTIMS.items()]
    wanted += [f"tier {year} {value}" for year, value in gold.TIERS.items()]
    wanted += [f"{what} 2010/2012 {value}" for what, value in gold.WORLD.items()]
    return compared("series: values and the hole", wanted, sorted(told))


def _kind(indicator: str, victims: set[str], tiers: set[str]) -> str:
    if indicator in victims | tiers:
        return "victims" if indicator in victims else "tier"
    return next((what for what in gold.WORLD if what in indicator), indicator)


def of_programmes(made: Pass) -> list[Row]:
    """Compare interventions by a word of their name."""
    words = {names[0]: names for names in (*gold.PROGRAMMES, *gold.ALSO_PROGRAMMES)}
    wanted, also = ([names[0] for names in group] for group in (gold.PROGRAMMES, gold.ALSO_PROGRAMMES))
    told = [programme.name for programme in made.of(Programme)]
    return [compared("programmes", wanted, told, lambda one, other: any(w in other for w in words[one]), also)]


def of_contradictions(made: Pass) -> list[Row]:
    """Compare pairs of places; a claim that the document's own numbers speak against is one place."""
    told = {
        f"{memo.text[:90]} {made.lines(memo)}": made.lines(memo)
        for memo in made.of(Memo)
        if memo.proposed_by.startswith(("parallels", "question"))
    }
    for claim in made.of(Claim):
        if isinstance(claim.states, Peak | Trend) and made.verdicts[claim.id] in {"contradicted", "undecidable"}:
            told[f"{made.verdicts[claim.id]}: {claim.sentence[:80]}"] = made.lines(claim)
    wanted = {name: [first, second] for name, first, second in gold.CONTRADICTIONS}

    def same(one: str, other: str) -> bool:
        places = wanted[one] if len(told[other]) > 1 else wanted[one][:1]
        return _covered(places, told[other])

    return [compared("contradictions inside the article", wanted, told, same)]


def _covered(places: Sequence[Lines], told: Sequence[Lines]) -> bool:
    return all(any(overlap(place, other) for other in told) for place in places)


def show(rows: Iterable[Row]) -> None:
    """Print the table, then what was missed and what was wrong."""
    rows = list(rows)
    print(f"{'':46}{'found':>12}{'right':>12}")
    for row in rows:
        recall = f"{row.found} of {row.wanted}" if row.wanted else ""
        precision = f"{row.right} of {row.proposed}" if row.proposed else ""
        print(f"{row.what:46}{recall:>12}{precision:>12}")
    for row in rows:
        for title, words in (("missed", row.missed), ("proposed, and not so listed", row.wrong)):
            if words:
                print(f"\n{row.what}, {title}:")
                print("\n".join(f"  {word}" for word in words))


def measured(made: Pass, study: Study) -> Iterator[Row]:
    """Yield every row."""
    yield from of_citations(made, study)
    for make in (of_dates, of_numbers, of_names, of_programmes):
        yield from make(made)
    known = known_claims(study)
    yield from of_claims(made, known)
    yield of_stated(made, known)
    yield from of_contradictions(made)


def notes(study: Study, folder: Path) -> list[Path]:
    """Copy the study's notes on documents that its readers had before them, one file a source; return the files."""
    held = {one.id: one for one in study.records.of(Source) if not one.account_of}
    texts = [text for text in study.texts.values() if text.source in held and text.source != study.settings.manuscript]
    for text in texts:
        shutil.copy(next((study.folder.originals).glob(f"{text.sha256}.*")), folder / f"{text.source}.md")
    return sorted(folder.glob("*.md"))


def show_moves(report: AuditReport, made: Pass) -> None:
    """Print which verdicts moved, by their words, and the claims."""
    sentences = {
        claim.id: f"{type(claim.states).__name__} {made.lines(claim)} {claim.sentence[:80]}" for claim in made.of(Claim)
    }
    print(f"\n{len(report.moves)} of {len(made.verdicts)} verdicts move with {len(report.added) - 1} notes beside:")
    for move in report.moves:
        print(f"  {move.before} to {move.after}: {sentences.get(move.claim, move.claim)}")


def run(article: Path, study: Path) -> None:
    """Run the command as a user does, its start included."""
    command = Path(sys.executable).with_name("colligate")
    named = [command, "audit", article, "--study", study, "--by", "bench@here"]
    subprocess.run(named, check=True, capture_output=True)


def main() -> None:
    """Run the pass three times and compare; then once with other documents beside."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--material", type=Path, default=os.environ.get("COLLIGATE_MATERIAL", ROOT.parent / "shared"))
    article = Path(parser.parse_args().material) / "seed" / "article.txt"
    if not article.is_file():
        print(f"{article} is not there; name the folder of the test material with --material.")
        return
    study = Study(WORKED)
    with tempfile.TemporaryDirectory() as name:
        folder, seconds = Path(name), []
        for number in range(3):
            start = time.perf_counter()
            run(article, folder / str(number))
            seconds.append(time.perf_counter() - start)
        made = Pass(folder / "0")
        show(measured(made, study))
        known = known_claims(study)
        show_verdicts(made, known, "the article alone")
        (folder / "notes").mkdir()
        start = time.perf_counter()
        report = audit([article, *notes(study, folder / "notes")], study=folder / "beside", by="bench@here")
        longer = time.perf_counter() - start
        beside = Pass(folder / "beside")
        show_moves(report, beside)
        show_verdicts(beside, known, "with the notes beside")
    print(
        f"\nSeconds of the whole command: least {min(seconds):.1f}, median {statistics.median(seconds):.1f} of three; "
        f"with the notes beside, its start left out: {longer:.1f}"
    )


if __name__ == "__main__":
    main()
