"""Notes on sentences for what has no record type of its own: treaties and laws, and numbers with what they count."""

from __future__ import annotations

from colligate.codings.coding import Memo
from colligate.indicators.recognising.quantities import Quantity
from colligate.suggestions.drafting.desk import Desk, rule
from colligate.suggestions.drafts import content_id

#: Sentences kept with a name.
_SHOWN = 3


def instruments(desk: Desk) -> None:
    """Propose a note for each treaty, law or report that the manuscript names."""
    read = desk.found.reads[0]
    for instrument in read.named.instruments:
        aliases = ", ".join(alias.name for alias in instrument.aliases)
        year = f", {instrument.year}" if instrument.year and str(instrument.year) not in instrument.name else ""
        desk.drafts.propose(
            Memo, content_id("note-instrument", instrument.key), rule=rule("instruments"),
            why=f"A known name, or a noun such as Convention or Act; {len(instrument.mentions)} mentions.",
            text=f"{instrument.name}{year}{f' ({aliases})' if aliases else ''}",
            passages=desk.drafts.sentences(read.text, instrument.mentions[:_SHOWN]),
        )  # fmt: skip


def numbers(desk: Desk) -> None:
    """Propose a note for each number of something, of money above all, that the manuscript gives."""
    read = desk.found.reads[0]
    for quantity in read.quantities:
        passage = desk.drafts.sentence(read.text, quantity)
        desk.drafts.propose(
            Memo, content_id("note-number", passage, quantity.value, str(quantity.start)), rule=rule("numbers"),
            why="A number with what it counts.", text=_told(quantity), passages=(passage,),
        )  # fmt: skip


def _told(quantity: Quantity) -> str:
    value = f"{quantity.qualifier}{quantity.value}{f' to {quantity.upper}' if quantity.upper else ''}"
    counted = quantity.counted if quantity.counted.casefold() != quantity.measure else ""
    return " ".join(part for part in (value, quantity.measure, counted) if part)
