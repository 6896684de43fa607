"""An activity made to fit the standard before it goes out: in order, valid, and whole or not at all."""

from __future__ import annotations

from colligate.exchange.iati.grammar import faults, fits, rules
from colligate.exchange.iati.tree import Element, name_of
from colligate.exchange.iati.wording import plural
from colligate.exchange.losses import Losses


def fitted(activity: Element, programme: str, losses: Losses) -> Element | None:
    """Return the activity with its valid elements in order; nothing where one that is needed is lacking."""
    rule = rules()["iati-activity"]
    order = list(rule.children)
    _valid(activity, programme, losses)
    children = sorted(activity, key=lambda child: order.index(child.tag) if child.tag in order else len(order))
    for child in children:
        activity.remove(child)
    met: set[str] = set()
    for child in children:
        name = name_of(child)
        if name in met and rule.children.get(name) in ("", "?"):
            losses.left(plural(name), "an activity has one of them; the first goes out", [programme])
            continue
        met.add(name)
        activity.append(child)
    lacking = [name for name, often in rule.children.items() if often in ("", "+") and name not in met]
    if lacking:
        losses.left("programmes", f"the standard needs {', '.join(lacking)}", [programme])
        return None
    return activity


def _valid(activity: Element, programme: str, losses: Losses) -> None:
    """Take out what breaks the standard."""
    rule = rules()["iati-activity"]
    for child in list(activity):
        name = name_of(child)
        if name.startswith("{"):
            continue
        fault = next(faults(child), None) if name in rule.children else None
        empty = name == "iati-identifier" and not (child.text or "").strip()
        if name not in rule.children or fault or empty:
            why = f"they break the standard ({fault.message})" if fault else "they are empty or not of version 2.03"
            losses.left(plural(name), why, [programme])
            activity.remove(child)
    allowed = rule.attributes
    for name in list(activity.keys()):
        if not name.startswith("{") and not (name in allowed and fits(activity.get(name).strip(), allowed[name])):
            losses.left("attributes", "they break the standard", [f"{programme}: {name}"])
            del activity.attrib[name]
