"""Sentences of the results that state a date, a number or a finding in a paragraph that cites nothing."""

from __future__ import annotations

import re

from colligate.sources.authors import words_of
from colligate.sources.citing import Citation
from colligate.sources.outline import OpenText

_DIGIT = re.compile(r"\d")


def uncited(text: OpenText, citations: tuple[Citation, ...]) -> tuple[int, ...]:
    """Return the numbers of the units, in order, that state such a thing without a source in their paragraph."""
    units = text.outline.units
    sourced = {units[citation.unit].paragraph for citation in citations}
    states = words_of(text.language).findings
    return tuple(
        unit.number
        for unit in units
        if unit.kind == "sentence"
        and text.outline.sections[unit.section].role == "results"
        and unit.paragraph not in sourced
        and (_DIGIT.search(unit.words) or states.search(unit.words))
    )
