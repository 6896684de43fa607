"""What an element of IATI 2.03 may hold: faults told with their line, so that nothing invalid is carried in silence.

The rules are those of the standard's schema (iatistandard.org, version 2.03); attributes and elements of
other namespaces are extensions, which the schema allows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

import msgspec
import yaml

from colligate.exchange.iati.tree import Element, name_of

_TYPES = {
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "boolean": re.compile(r"true|false|0|1"),
    "integer": re.compile(r"[+-]?\d{1,9}"),
    "natural": re.compile(r"\+?\d+"),
    "positive": re.compile(r"\+?0*[1-9]\d*"),
    "token": re.compile(r"[\w.:-]+"),
}
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?")


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a file that the standard does not allow."""

    line: int
    message: str


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What one element may hold."""

    #: Names in order, each with how often: ``?``, ``*``, ``+``, or empty for exactly once.
    children: dict[str, str] = {}
    #: Type by name, and the names that are needed.
    attributes: dict[str, str] = {}
    needed: frozenset[str] = frozenset()
    #: Type of the text; empty where there may be none.
    text: str = ""


@cache
def rules() -> dict[str, Rule]:
    """Return the rules by element, or by ``parent/element`` where the place matters."""
    written = resources.files("colligate.exchange.iati").joinpath("grammar.yaml").read_text(encoding="utf-8")
    return {name: _rule(fields) for name, fields in yaml.safe_load(written).items()}


def _rule(fields: dict[str, str]) -> Rule:
    children = {each.rstrip("?*+"): each[len(each.rstrip("?*+")) :] for each in fields.get("children", "").split()}
    attributes: dict[str, str] = {}
    needed: set[str] = set()
    for each in fields.get("attributes", "").split():
        name, _, kind = each.partition(":")
        attributes[name.rstrip("!")] = kind
        needed |= {name.rstrip("!")} if name.endswith("!") else set()
    return Rule(children=children, attributes=attributes, needed=frozenset(needed), text=fields.get("text", ""))


def rule_for(element: Element) -> Rule | None:
    """Return the rule for an element at its place; None for what the standard does not know."""
    name, parent = name_of(element), element.getparent()
    above = name_of(parent) if parent is not None else ""
    return rules().get(f"{above}/{name}") or rules().get(name)


def faults(element: Element) -> Iterator[Fault]:
    """Yield what an element and all below it hold against the standard, in the order of the file."""
    rule = rule_for(element)
    if rule is None:
        return
    line, name = element.sourceline or 0, name_of(element)
    for message in (*_attributes(element, rule), *_text(element, rule), *_children(element, rule)):
        yield Fault(line=line, message=f"{name}: {message}")
    for child in element:
        if name_of(child) in rule.children:
            yield from faults(child)


def attribute_faults(element: Element) -> Iterator[Fault]:
    """Yield what the attributes of an element hold against the standard, whatever lies in it."""
    if rule := rule_for(element):
        for message in _attributes(element, rule):
            yield Fault(line=element.sourceline or 0, message=f"{name_of(element)}: {message}")


def _attributes(element: Element, rule: Rule) -> Iterator[str]:
    for name in sorted(rule.needed - set(element.keys())):
        yield f"the attribute {name} is missing"
    for name in element.keys():  # noqa: SIM118 - an element of lxml is no mapping
        if name.startswith("{"):
            continue
        kind = rule.attributes.get(name)
        if kind is None:
            yield f"the attribute {name} is not allowed"
        elif not fits((element.get(name) or "").strip(), kind):
            yield f"{name} '{element.get(name)}' is no {kind}"


def _text(element: Element, rule: Rule) -> Iterator[str]:
    text = (element.text or "").strip()
    between = "".join(child.tail or "" for child in element).strip()
    if not rule.text and (text or between):
        yield "text where only elements may stand"
    elif rule.text and not fits(text, rule.text):
        yield f"'{text}' is no {rule.text}"


def _children(element: Element, rule: Rule) -> Iterator[str]:
    names = [name_of(child) for child in element if not str(child.tag).startswith("{")]
    for name in dict.fromkeys(names):
        if name not in rule.children:
            yield f"the element {name} is not allowed here"
    counted = Counter(names)
    for name, often in rule.children.items():
        if not counted[name] and often in ("", "+"):
            yield f"the element {name} is missing"
        if counted[name] > 1 and often in ("", "?"):
            yield f"the element {name} stands {counted[name]} times instead of once"
    order = list(rule.children)
    places = [order.index(name) for name in names if name in rule.children]
    if places != sorted(places):
        yield "its elements stand in another order than the standard's"
    foreign = [str(child.tag).startswith("{") for child in element]
    if foreign != sorted(foreign):
        yield "elements of other namespaces stand before its own"


def fits(written: str, kind: str) -> bool:
    """Say whether a value is of a type."""
    if kind in ("", "text"):
        return True
    if kind in ("date", "datetime"):
        found = (_DAY if kind == "date" else _MOMENT).fullmatch(written)
        return bool(found) and day(found.group(1)) != ""
    return bool(_TYPES[kind].fullmatch(written))


def day(written: str) -> str:
    """Return the day of an ISO date, a time zone left out; empty for what is no day of the calendar."""
    found = _DAY.fullmatch(written.strip())
    try:
        return date.fromisoformat(found.group(1)).isoformat() if found else ""
    except ValueError:
        return ""
