"""Figures, tables and lists that a report of this study can place, as the lines of Markdown that place them."""

from __future__ import annotations

from collections.abc import Iterator

from colligate.actions.looking import Standing
from colligate.assessments.claim import Claim
from colligate.indicators.indicator import Indicator, Observation
from colligate.programmes.actor import Place
from colligate.programmes.programme import Event, Programme
from colligate.sources.source import Citation


def snippets(standing: Standing) -> dict[str, str]:
    """Return, by what each gives, the lines to be put into the text; only what this study has something for."""
    return dict(_snippets(standing))


def _snippets(standing: Standing) -> Iterator[tuple[str, str]]:
    records, lenses = standing.study.records, standing.study.lenses.values()
    drawn = {observation.indicator for observation in records.of(Observation)}
    yield "A heading", "# Heading"
    for one in records.of(Indicator):
        if one.id in drawn:
            name = "tiers" if one.scale else "series"
            yield f"Figure: {one.name}", _block("figure", one.name, name=name, indicator=one.id)
    if records.of(Event):
        yield "Figure: timeline", _block("figure", "What happened when.", name="timeline")
    if records.of(Place):
        yield "Figure: map", _block("figure", "Where things took place.", name="map")
    if records.of(Programme):
        for lens in lenses:
            yield f"Table: findings, {lens.title}", _block("matrix", f"{lens.title} by programme.", lens=lens.id)
            yield f"Table: coverage, {lens.title}", _block("coverage", f"{lens.title} by programme.", lens=lens.id)
    if records.of(Claim):
        yield "Table: claims checked", _block("claims", "Claims and their verdicts.")
    if standing.assessment.conflicts:
        yield "Table: accounts that differ", _block("conflicts", "Accounts that differ.")
    if records.of(Citation):
        yield "Table: works cited", _block("citations", "Works cited.")
    yield "The rule of standing", _block("rule", "The rule.")
    yield "The sources", _block("sources", "Sources.")
    yield "The methods appendix", _block("appendix", "")


def _block(kind: str, caption: str, **attributes: str) -> str:
    told = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return "\n".join(filter(None, (f"::: {{.{kind}{told}}}", caption, ":::")))
