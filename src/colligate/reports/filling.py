"""Value spans filled in: nothing typed stays wrong, nothing left open stays empty."""

from __future__ import annotations

import copy

from colligate.problems import Problem
from colligate.reports.binding import Binder
from colligate.reports.computing import Uncomputed, agrees, compute
from colligate.reports.nodes import Node, classes_of, pairs_of, stringify, walk, words
from colligate.reports.parsing import Found, Report
from colligate.reports.sentence import Sentence, Typed


def fill(report: Report, binder: Binder) -> tuple[list[Sentence], list[Problem]]:
    """Fill the value spans of the whole document in place; return its sentences and what could not be filled."""
    problems: list[Problem] = []
    sentences: list[Sentence] = []
    seen: set[int] = set()
    unbound = 0
    for found in report.found:
        unbound += found.unbound
        template = _template(found.node)
        spans = [node for node in walk(found.node["c"][1]) if _asks(node)]
        seen.update(map(id, spans))
        values = tuple(_fill(node, found.place, found.id, binder, problems) for node in spans)
        sentences.append(_sentence(found, template, values, f"unbound-{unbound}"))
    for node in walk(report.blocks):
        if id(node) not in seen and _asks(node):
            _fill(node, "report", "", binder, problems)
    return sentences, problems


def _asks(node: Node) -> bool:
    return node["t"] == "Span" and "value" in pairs_of(node)


def _sentence(found: Found, template: str, values: tuple[Typed, ...], name: str) -> Sentence:
    return Sentence(
        id=name if found.unbound else found.id,
        words=stringify(found.node["c"][1]),
        template=template,
        rests=found.rests,
        argument=found.argument,
        unbound=found.unbound,
        values=values,
        place=found.place,
    )


def _template(node: Node) -> str:
    asked = copy.deepcopy(node)
    for inner in walk(asked["c"][1]):
        if _asks(inner):
            inner["c"][1] = [{"t": "Str", "c": f"{{{pairs_of(inner)['value']}}}"}]
    return stringify(asked["c"][1])


def _fill(node: Node, place: str, sentence: str, binder: Binder, problems: list[Problem]) -> Typed:
    asks, typed = pairs_of(node)["value"], stringify(node["c"][1])
    where = f"{place} #{sentence}" if sentence else place
    classes_of(node).append("value")
    computed = compute(asks, binder)
    if isinstance(computed, Uncomputed):
        problems.append(
            Problem(
                place=where,
                message=f"The value '{asks}' cannot be computed. {computed.message}",
                remedy=computed.remedy,
            )
        )
        return Typed(asks=asks, typed=typed)
    if not typed:
        node["c"][1] = words(computed)
    elif not agrees(typed, computed):
        problems.append(
            Problem(
                place=where,
                message=f"The report says '{typed}', but '{asks}' is '{computed}'.",
                remedy="Leave the brackets empty to have it filled in, or correct the record.",
            )
        )
    return Typed(asks=asks, typed=typed, computed=computed)
