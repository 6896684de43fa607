"""What the words selected may state, read by rules, to fill a form that a person then checks."""

from __future__ import annotations

import msgspec

from colligate.actions.cells import CellProposal, proposed_cell
from colligate.actions.coding import read_source
from colligate.actions.looking import Standing
from colligate.indicators.recognising.quantities import quantities
from colligate.languages import spoken
from colligate.programmes.recognising.dates import dates
from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.passage import reading
from colligate.sources.tables.table import Untold
from colligate.sources.text import Layout

#: Characters of words taken as a name.
_NAME = 80


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """Values for the fields of a form; nothing is said until a person sends it."""

    #: The words, where they are short enough to be a name.
    name: str
    words: str
    #: Dates and periods as `colligate.periods` reads them, in the order of the words.
    dates: tuple[str, ...] = ()
    #: Numbers of something: value, qualifier, and what is counted or measured.
    values: tuple[tuple[str, str, str], ...] = ()
    #: What the cell of a table states that the words lie in; None where they lie in none.
    cell: CellProposal | None = None
    #: Why the cell cannot be told, where the words do lie in a table.
    untold: str = ""


def proposed(standing: Standing, source: str, start: int, end: int) -> Proposed:
    """Return what the words from `start` to `end` (code points) may state. Raises NoSuchThingError."""
    study = standing.study
    described, text = read_source(study, source)
    whole = study.searchable(text)
    start, end = max(0, start), min(end, len(whole.text))
    words = reading(whole.text, whole.layout, start, end) if start < end else ""
    language = described.language.partition("-")[0].lower() or spoken(words)
    opened = OpenText(
        source=source, text=text.id, characters=words, outline=outline(words, Layout()), year=described.year,
        language=language,
    )  # fmt: skip
    told = dates(opened)
    counted = quantities(opened)
    cell = proposed_cell(standing, source, start, end)
    return Proposed(
        name=words if len(words) <= _NAME else "",
        words=words,
        dates=tuple(dict.fromkeys(one.written for one in told)),
        values=tuple((one.value, one.qualifier, one.measure or one.counted) for one in counted),
        cell=cell if isinstance(cell, CellProposal) else None,
        untold=cell.reason if isinstance(cell, Untold) and cell.tabular else "",
    )
