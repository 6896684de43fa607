"""All that an activity says, read element by element: what becomes a record, and what has no place in a study."""

from __future__ import annotations

from colligate.exchange.iati.activity import Reading
from colligate.exchange.iati.fields import FIELDS
from colligate.exchange.iati.money import budget, transaction
from colligate.exchange.iati.results import result
from colligate.exchange.iati.tree import name_of

_READ = {
    **FIELDS, "budget": budget, "planned-disbursement": budget, "transaction": transaction, "result": result,
}  # fmt: skip
#: Why an element is in the text alone.
NO_PLACE = "a study has no field for them; they stand in the text of the source"


def visit(reading: Reading) -> None:
    """Read an activity: its records, in the order of the file, and what is left."""
    reading.programme_record()
    for element in reading.element:
        name = name_of(element)
        if take := _READ.get(name):
            take(reading, element)
        else:
            reading.left.append((name, NO_PLACE))
