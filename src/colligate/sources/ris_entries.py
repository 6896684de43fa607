"""RIS as text: one reference parted from the next, and each read by itself by rispy.

Source: the RIS specification of 2011. A reference goes from its TY line to its ER line, which programs forget; their
tags have one blank or a tab where two blanks are due. A line of an abstract may look like a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import rispy
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING

from colligate.problems import Problem
from colligate.sources.bibtex_text import BEGINS

_LINES = re.compile(r"\r\n?|\n")
_TAG = re.compile(r"\ufeff?[ \t]*([A-Z][A-Z0-9])(?:[ \t]+-|-(?=[ \t]|$)|(?<=TY)-(?=[A-Z]{3,}[ \t]*$))[ \t]*(.*?)[ \t]*")
_START = re.compile(r"^\ufeff?[ \t]*TY(?:[ \t]+-|-(?=[ \t]|$)|-(?=[A-Z]{3,}[ \t]*$))", re.MULTILINE)
#: What only a reference has, where none has begun: a type or a title. Other tags do stand there (Ovid's NL).
_LOST = re.compile(r"\ufeff?[ \t]*(?:(?:ty|ti|t1)(?:[ \t]+-|-(?=[ \t]|$))|ty\b)[ \t]*\S", re.IGNORECASE)
#: A type in words, which the standard has none of.
_WORDED = re.compile(r"[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*){0,3}")
#: Tags in small letters, which some programs and people write.
_SMALL_START = re.compile(r"^\ufeff?[ \t]*ty(?:[ \t]+-|-(?=[ \t]|$))[ \t]*[A-Za-z]{3,}[ \t]*$", re.MULTILINE)
_SMALL = re.compile(r"^(\ufeff?[ \t]*)([a-z][a-z0-9])(?=[ \t]+-|-(?:[ \t]|$))", re.MULTILINE)
_SMALL_TYPE = re.compile(r"^([ \t]*TY[ \t]*-[ \t]*)([A-Za-z]+)(?=[ \t]*$)", re.MULTILINE)
#: A type of reference stands alone on its line, so that a sentence after TY starts none.
_TYPE = re.compile(r"[A-Z0-9]*")
#: The tags of links, by names of rispy's kind; of each a reference may have several.
_LINKS = {"L1": "file_attachments1", "L2": "file_attachments2", "L3": "related_records", "L4": "figure"}
_NAMES = {**TAG_KEY_MAPPING, **_LINKS}
_SEVERAL = [*LIST_TYPE_TAGS, *_LINKS]


def is_ris(text: str) -> bool:
    """Say whether a bibliography is RIS: a TY line stands in it, and not merely within an entry of BibTeX."""
    if text.lstrip()[:1] in ("[", "{") or not (start := _START.search(_raised(text))):
        return False
    other = BEGINS.search(text)
    return other is None or start.start() < other.start()


def ris_entries(text: str, name: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Read every reference as rispy names its tags, and tell those that cannot be read.

    Args:
        text: The file's text.
        name: Its name, for what is told.
    """
    entries: list[dict[str, Any]] = []
    problems: list[Problem] = []
    ended, odd = True, list[str]()
    for number, (words, ended) in enumerate(_references(_raised(text), odd), 1):  # noqa: B007 - the last one is asked for below
        try:
            entries += rispy.loads(words, mapping=_NAMES, list_tags=_SEVERAL, skip_unknown_tags=True)
        except (ValueError, LookupError) as error:
            problems.append(_problem(f"{name}:{number}", f"It cannot be read: {str(error).rstrip('.')}."))
    if odd:
        message = (
            f"Lines between references, or a second TY line within one, from '{odd[0][:60]}' on ({len(odd)} in all), "
            "were not read as references."
        )
        problems.append(_problem(name, message, severity="warning"))
    if not ended:
        message = "The last reference has no ER line, so the file may be cut off there."
        problems.append(_problem(name, message, severity="warning"))
    return entries, problems


def ris_links(entry: dict[str, Any]) -> list[str]:
    """Return what a reference links, in the order of L1 to L4."""
    return [link for name in _LINKS.values() for link in entry.get(name, ()) if link]


def _raised(text: str) -> str:
    """Return RIS with its tags in capitals, where the file has none that are."""
    text = _LINES.sub("\n", text)
    if _START.search(text) or not _SMALL_START.search(text):
        return text
    known = _SMALL.sub(lambda found: f"{found[1]}{_capital(found[2])}", text)
    return _SMALL_TYPE.sub(lambda found: f"{found[1]}{found[2].upper()}", known)


def _capital(tag: str) -> str:
    return tag.upper() if tag.upper() in _NAMES or tag == "er" else tag


def _references(text: str, odd: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield each reference with its tags as rispy wants them, and whether it had an end of its own.

    Lines that may be of a reference which begins nowhere are put to `odd`.
    """
    lines: list[str] = []
    for line in _LINES.split(text):
        found = _TAG.fullmatch(line)
        tag, value = found.groups() if found else ("", "")
        if tag == "TY" and (not lines or _TYPE.fullmatch(value)):
            if lines:
                yield _closed(lines), False
            lines = [f"TY  - {value}"]
        elif not lines or not line.strip():
            odd += [line.strip()] if _LOST.match(line) else []
        elif tag == "ER" and not re.search(r"[^\W\d_]", value):
            yield _closed(lines), True
            lines = []
        elif tag and tag not in ("TY", "ER"):
            lines.append(f"{tag}  - {value}")
        elif tag == "TY":
            odd += [line.strip()] if _WORDED.fullmatch(value) else []
            lines.append(f" {line.strip()}")
        else:
            lines.append(f" {line.strip()}")  # with a blank before it, no tag to rispy
    if lines:
        yield _closed(lines), False


def _closed(lines: list[str]) -> str:
    return "\n".join([*lines, "ER  - "])


def _problem(place: str, message: str, severity: str = "error") -> Problem:
    return Problem(
        place=place, message=message, remedy="Mend it there, or export the references again.", severity=severity
    )
