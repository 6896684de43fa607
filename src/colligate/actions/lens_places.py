"""Texts and parts of the program that name codes of a lens, which nobody can say again for their author."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

import msgspec

from colligate.assessments import chain
from colligate.study.folder import Folder

#: Characters of a line that are shown.
_SHOWN = 160


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """Something that names a code that has gone, and is left to a person."""

    #: File with line, or id of a record.
    place: str
    words: str
    #: What to do about it.
    remedy: str


def left_in_texts(folder: Folder, went: Mapping[str, tuple[str, ...]]) -> Iterator[Left]:
    """Yield every line of the report and of the study file that names a code by its reference.

    Args:
        folder: The study folder.
        went: Reference of each code that has gone, to those it went to.
    """
    if not went:
        return
    # A reference does not end where a word or a code below goes on.
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(went, reverse=True)))})(?![\w-]|\.\w)")
    for path in (*sorted(folder.report.glob("*.md")), folder.settings):
        text = path.read_bytes().decode("utf-8", "replace")
        for number, line in enumerate(text.splitlines(), 1):
            found = [(match.start(), match[0]) for match in named.finditer(line)]
            if found:
                place = f"{path.relative_to(folder.path).as_posix()}:{number}"
                codes = dict.fromkeys(code for _, code in found)
                yield Left(place=place, words=_around(line, found[0][0]), remedy=_written(codes, went))


def left_in_program(lens: str, went: Collection[str]) -> Iterator[Left]:
    """Yield what the program itself reads by the ids of codes."""
    if lens == chain.LENS:
        for link in chain.LINKS:
            if f"{lens}/{link}" in went:
                yield Left(
                    place="results chain",
                    words=f"The link '{link}' of every programme is read from the code '{lens}/{link}'.",
                    remedy="It will stand as absent. Keep the id, or give up the picture of the chain.",
                )


def _around(line: str, at: int) -> str:
    start = max(0, min(at - _SHOWN // 2, len(line) - _SHOWN))
    return f"{'… ' if start else ''}{line[start : start + _SHOWN].strip()}{' …' if start + _SHOWN < len(line) else ''}"


def _written(codes: Collection[str], went: Mapping[str, tuple[str, ...]]) -> str:
    return " ".join(f"In place of {code} write {' or '.join(went[code]) or 'another code'}." for code in codes)
