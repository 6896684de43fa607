"""Elements that a project and a codebook are written with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from colligate.exchange.guids import guid
from colligate.exchange.refi.project import CodeNode
from colligate.exchange.refi.xml import Element, child
from colligate.lenses.lens import Lens

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def add_code(parent: Element, node: CodeNode, *, codable: bool = True, notes: bool = True) -> None:
    """Add a code with those below it; a codebook has no notes."""
    said = {"guid": node.guid, "name": legal(node.name), "isCodable": "true" if codable else "false"}
    if node.colour:
        said["color"] = node.colour
    element = child(parent, "Code", said)
    if node.description:
        child(element, "Description").text = legal(node.description)
    if notes:
        add_references(element, "NoteRef", node.notes)
    for below in node.codes:
        add_code(element, below, notes=notes)


def add_sets(root: Element, lenses: Mapping[str, Lens], *, codebook: bool = False) -> None:
    """Add the families of each lens as sets of codes."""
    families: dict[tuple[str, str], list[str]] = {}
    for lens in lenses.values():
        for reference, code in lens.walk():
            if code.group:
                families.setdefault((lens.id, code.group), []).append(guid("code", reference))
    if not families:
        return
    sets = child(root, "Sets")
    for (lens, name), members in families.items():
        element = child(sets, "Set", {"guid": guid("set", f"{lens}/{name}"), "name": legal(name)})
        for member in members:
            child(element, "MemberCode", {"guid" if codebook else "targetGUID": member})


def add_value(element: Element, variable: str, words: str) -> None:
    """Add the value of a variable."""
    held = child(element, "VariableValue")
    child(held, "VariableRef", {"targetGUID": guid("variable", variable)})
    child(held, "TextValue").text = legal(words)


def add_note(notes: Element, identity: str, title: str, words: str, user: str = "", time: str = "") -> None:
    """Add a note whose words stand in the project itself."""
    said = {"guid": identity, "name": legal(title)}
    said |= {"creatingUser": user} if user else {}
    said |= {"creationDateTime": time} if time else {}
    child(child(notes, "Note", said), "PlainTextContent").text = legal(words)


def add_references(element: Element, name: str, targets: Iterable[str]) -> None:
    """Add an element of a name for each GUID referred to."""
    for target in targets:
        child(element, name, {"targetGUID": target})


def link(name: str, origin: str, target: str, basis: str = "") -> dict[str, str]:
    """Return the attributes of a link in one direction; `basis` tells two of one name and ends apart."""
    identity = guid("link", f"{name} {origin} {target} {basis}")
    return {"guid": identity, "name": name, "direction": "OneWay", "originGUID": origin, "targetGUID": target}


def legal(words: str) -> str:
    """Return words without the few characters XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", words)
