"""What it rests on: values over time, and the works it cites."""

from __future__ import annotations

from colligate.suggestions.shares import of_results, shares
from colligate.suggestions.telling.grounds import Grounds
from colligate.suggestions.telling.markdown import Page, plain

#: Values from which a figure tells more than a sentence.
_FEWEST_POINTS = 3
#: Series shown; the table of differing accounts names every one.
_MOST_SERIES = 8


def series(page: Page, grounds: Grounds) -> None:
    """Add each series with its values, holes and figure."""
    chosen = [(i, area, values) for i, area, values in grounds.series if len({o.period for o in values}) > 1]
    if not chosen:
        return
    page.heading("Values over time", identity="series")
    for indicator, area, values in chosen[:_MOST_SERIES]:
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


def citations(page: Page, grounds: Grounds) -> None:
    """Add the works cited, whose they are, and what cannot be looked up."""
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
        said += f", {len(read.cited.ambiguous)} fit several entries"
        said += f", and {len(read.cited.never_cited)} entries are never cited."
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
