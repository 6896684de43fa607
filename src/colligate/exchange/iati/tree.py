"""Elements of IATI files: their names, words by language, and how they are made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from colligate.exchange.refi.xml import etree

#: lxml states no types of its own.
Element = Any
_UNSAYABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def name_of(element: Element) -> str:
    """Return an element's name, as ``{namespace}name`` for one of another namespace; empty for a comment."""
    return element.tag if isinstance(element.tag, str) else ""


def children(element: Element, name: str) -> list[Element]:
    """Return the children of a name."""
    return [child for child in element if child.tag == name]


def child_of(element: Element, name: str) -> Element | None:
    """Return the first child of a name."""
    return next(iter(children(element, name)), None)


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute without white space around it; empty where there is none."""
    return "" if element is None else (element.get(name) or "").strip()


def language(element: Element) -> str:
    """Return the language an element is in, its own or that of what it lies in; empty where none is said."""
    while element is not None:
        if said := attribute(element, _LANG):
            return said.lower()
        element = element.getparent()
    return ""


def narratives(element: Element | None) -> list[tuple[str, str]]:
    """Return language and words of every narrative; versions before 2 have the words in the element itself."""
    if element is None:
        return []
    told = [(language(each), " ".join((each.text or "").split())) for each in children(element, "narrative")]
    own = " ".join((element.text or "").split())
    return [pair for pair in (told or [(language(element), own)]) if pair[1]]


def words(element: Element | None) -> str:
    """Return the first narrative; empty where there is none."""
    return next((said for _, said in narratives(element)), "")


def made(name: str, text: str = "", /, inside: Iterable[Element] = (), **attributes: str) -> Element:
    """Make an element; ``_`` in names of attributes stands for ``-``, and empty ones are left out."""
    element = etree.Element(name, {key.replace("_", "-"): clean(value) for key, value in attributes.items() if value})
    element.text = clean(text) or None
    element.extend(list(inside))
    return element


def clean(words: str) -> str:
    """Return words without the characters that XML cannot hold."""
    return _UNSAYABLE.sub("\ufffd", words)


def narrative(text: str, language: str = "") -> Element:
    """Make a narrative."""
    element = made("narrative", text)
    if language:
        element.set(_LANG, language)
    return element
