"""An activity as lines that a person can read and quote: one line a field, in the order of the file, nothing left out.

Codes stand as in the file, with their meaning where it is known. What a line says is what its element says: attributes
by name, narratives with their language where there are several, elements within after a semicolon.
"""

from __future__ import annotations

from collections.abc import Iterator

from colligate.exchange.iati.codes import code, meaning
from colligate.exchange.iati.tree import Element, attribute, children, name_of, narratives, words

_LABELS = {
    "iati-identifier": "IATI identifier", "reporting-org": "Reporting organisation",
    "participating-org": "Participating organisation", "provider-org": "provider organisation",
    "receiver-org": "receiver organisation", "owner-org": "owner organisation", "crs-add": "CRS", "fss": "FSS",
}  # fmt: skip
#: Elements whose children have lines of their own.
_OPENED = frozenset({"result", "indicator"})
_PLURALS = {"country": "countries", "activity": "activities", "status": "statuses", "budget items": "budget items"}


def label(name: str) -> str:
    """Return an element's name in words: ``Recipient country``."""
    name = name.rpartition("}")[2]
    return _LABELS.get(name) or name.replace("-", " ").capitalize()


def plural(name: str) -> str:
    """Return what several elements of a name are called: ``recipient countries``."""
    one = label(name)
    one = one if one[1:2].isupper() else one[0].lower() + one[1:]
    first, blank, last = one.rpartition(" ")
    if last.endswith("s") and last not in _PLURALS:
        return one
    return f"{first}{blank}{_PLURALS.get(last, f'{last}s')}"


def lines(activity: Element) -> Iterator[tuple[Element, str]]:
    """Yield every line of an activity with the element it says; the first is the activity's heading."""
    yield activity, f"Activity: {title(activity)}"
    for name in activity.keys():  # noqa: SIM118 - an element of lxml is no mapping
        if not name.startswith("{"):
            yield activity, f"{label(name)}: {attribute(activity, name)}"
    for child in activity:
        yield from _lines(child)


def title(activity: Element) -> str:
    """Return what an activity is called: its first title, else its identifier."""
    named = next((words(each) for each in children(activity, "title") if words(each)), "")
    return named or next((words(each) for each in children(activity, "iati-identifier") if words(each)), "untitled")


def _lines(element: Element) -> Iterator[tuple[Element, str]]:
    name = name_of(element)
    if name == "period":
        yield from _period(element)
    elif name in _OPENED:
        inside = [child for child in element if name_of(child) in _OPENED or name_of(child) in ("period", "baseline")]
        yield element, f"{label(name)}: {_joined(_said(element, without=inside))}"
        for child in inside:
            yield from _lines(child)
    else:
        yield element, f"{label(name)}: {_joined(_said(element))}"


def _period(period: Element) -> Iterator[tuple[Element, str]]:
    """Yield a line for each target and each actual value, each with its period."""
    span = " to ".join(attribute(each, "iso-date") for each in period if name_of(each).startswith("period-"))
    inside = [child for child in period if name_of(child) in ("target", "actual")]
    for child in inside:
        yield child, f"Period {span}, {name_of(child)}: {_joined(_said(child))}"
    if not inside:
        yield period, f"Period {span}: no values"


def _joined(parts: Iterator[str]) -> str:
    return "; ".join(part for part in parts if part) or "(empty)"


def _said(element: Element, without: list[Element] | None = None) -> Iterator[str]:
    told = narratives(element)
    for number, (tongue, said) in enumerate(told):
        yield f"{said} ({tongue})" if tongue and (number or len(told) > 1) else said
    name = name_of(element)
    for each in element.keys():  # noqa: SIM118 - an element of lxml is no mapping
        if not each.startswith("{") and attribute(element, each):
            yield _attribute(element, name, each)
    for child in element:
        if name_of(child) not in ("", "narrative") and child not in (without or []):
            inner = "; ".join(part for part in _said(child) if part)
            yield f"{label(name_of(child)).lower()} {inner}" if inner else ""


def _attribute(element: Element, name: str, each: str) -> str:
    written = attribute(element, each)
    told = meaning(name, each, code(element, each))
    shown = f"{written} ({told})" if told else written
    if each in ("iso-date", "value"):
        return shown
    if each == "code" and told is None:
        return shown
    return f"{each.replace('-', ' ')} {shown}"
