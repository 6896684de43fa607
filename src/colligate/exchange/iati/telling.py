"""What the report says of an activity: elements left, unknown codes, shares that do not add up, breaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from colligate.exchange.iati.activity import Reading
from colligate.exchange.iati.codes import code, meaning
from colligate.exchange.iati.grammar import Fault, faults, fits
from colligate.exchange.iati.tree import attribute, name_of
from colligate.exchange.iati.visiting import NO_PLACE
from colligate.exchange.iati.wording import plural
from colligate.exchange.losses import Losses

_SHARED = {"sector": "sector", "recipient-country": "recipient", "recipient-region": "recipient"}
#: Breaches named one by one in the report of one file; beyond them they are counted.
_MOST = 1_000


def tell(losses: Losses, reading: Reading, *, returns: bool) -> None:
    """Note what became of one activity's elements other than as they stand; `returns` where its file goes out again."""
    for name, why in reading.left:
        more = ", and go out again as they came" if returns and why == NO_PLACE else ""
        losses.left(plural(name), why + more, [reading.identifier])
    for name, why in reading.changed:
        losses.changed(plural(name), why, [reading.identifier])
    _codes(losses, reading)
    _shares(losses, reading)
    tell_faults(losses, faults(reading.element), reading.identifier)


def tell_faults(losses: Losses, found: Iterable[Fault], identifier: str = "the file") -> None:
    """Note breaches of the standard, each with its line."""
    told = [f"{identifier}, line {fault.line}: {fault.message}" for fault in found]
    losses.changed("breaches of IATI 2.03", "what can be read is taken as it stands", told[:_MOST])
    losses.changed("breaches of IATI 2.03", f"beyond {_MOST:,} in one activity they are not named", told[_MOST:])


def _codes(losses: Losses, reading: Reading) -> None:
    for element in reading.element.iter():
        for name in element.keys():  # noqa: SIM118 - an element of lxml is no mapping
            written = code(element, name)
            if written and meaning(name_of(element), name, written) == "":
                told = f"{reading.identifier}: {name_of(element)} {name} '{written}'"
                losses.changed("codes", "the standard's list does not have them; they are kept as they stand", [told])


def _shares(losses: Losses, reading: Reading) -> None:
    """Note percentages that are none, or that do not add up to a hundred within one vocabulary."""
    sums: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for element in reading.element:
        group, share = _SHARED.get(name_of(element)), attribute(element, "percentage")
        if group and fits(share, "decimal"):
            vocabulary = (attribute(element, "vocabulary") or "1") if group == "sector" else ""
            sums[group, vocabulary].append(Decimal(share))
    for (group, _), shares in sums.items():
        if sum(shares) != 100:
            told = f"{reading.identifier}: {group}s {sum(shares)} %"
            losses.changed("percentages", "they do not add up to 100; they are kept as they stand", [told])
