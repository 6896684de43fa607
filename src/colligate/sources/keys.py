"""What a text calls the works it cites; citations by number, in brackets or to footnotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from colligate.sources.outline import Mention, Unit

#: How a text cites: names with years, numbers in brackets, or numbers that lead to footnotes.
Style = Literal["author-year", "number", "note"]


class Citation(Mention, frozen=True, kw_only=True):
    """One naming of one work in running text."""

    #: `Key.name` of the work.
    key: str
    #: Whether name and year both stand in brackets.
    bracketed: bool
    #: Page or other place in the work, as printed; empty where none is.
    locator: str = ""


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """What a text calls one cited work."""

    #: Folded authors and year: the same however the mention is punctuated.
    name: str
    #: The most frequent form, as in *Roe & Lee, 2019*.
    printed: str
    style: Style
    #: Surnames, or an organisation's name; empty for numbers.
    authors: tuple[str, ...]
    #: As printed with its letter, or the words for *no date*; empty for numbers.
    year: str
    author_is_organisation: bool
    #: Places in the list of citations.
    citations: tuple[int, ...]
    #: `Unit.number` of the footnote a number leads to; -1 for other styles.
    note: int = -1

    @property
    def organisation(self) -> str:
        """The cited organisation as printed; empty for people."""
        return self.authors[0] if self.author_is_organisation else ""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Keys in the order of their first mention, and all mentions in the order of the text."""

    keys: tuple[Key, ...]
    citations: tuple[Citation, ...]


#: A text with fewer numbers than this cites by none.
_ENOUGH = 3
_NUMBERS = re.compile(r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3}){0,30})\]")  # noqa: RUF001
_NUMBER = re.compile(r"\d{1,3}")
_NOTE = re.compile(r"\W{0,2}(\d{1,3})[.)]?\s+(?=\S)")
_MARKER = re.compile(r"(?<=[^\W\d_][.,;:”\"’)])(\d{1,3})(?=\s|$)|(?<=[a-z]{3})(\d{1,3})(?=[\s.,;:]|$)")  # noqa: RUF001


def numbered(units: Sequence[Unit], prose: Iterable[Unit]) -> Found:
    """Return citations by numbers in square brackets, else by numbers that lead to footnotes."""
    prose = [unit for unit in prose if unit.kind != "note"]
    return _in_brackets(prose) or _to_notes(units, prose) or Found(keys=(), citations=())


def _in_brackets(prose: Sequence[Unit]) -> Found | None:
    """Return numbers in brackets where the text counts them from one and leaves few out."""
    citations: list[Citation] = []
    for unit in prose:
        for match in _NUMBERS.finditer(unit.words):
            citations += [
                Citation(unit=unit.number, start=match.start(), end=match.end(), key=f"[{number}]", bracketed=True)
                for number in _counted(match[1])
            ]
    seen = {int(citation.key[1:-1]) for citation in citations}
    if len(seen) < _ENOUGH or 1 not in seen or 2 * len(seen) < max(seen):
        return None
    return Found(keys=_keys(citations, "number", {}), citations=tuple(citations))


def _counted(printed: str) -> Iterator[int]:
    """Give the numbers of a list such as 2, 5-7."""
    for part in re.split(r"[,;]", printed):
        ends = [int(number) for number in _NUMBER.findall(part)]
        yield from range(ends[0], min(ends[-1], ends[0] + 50) + 1)


def _to_notes(units: Sequence[Unit], prose: Sequence[Unit]) -> Found | None:
    """Return numbers behind words that lead to a footnote of that number; each note is led to once, in order."""
    notes = {int(match[1]): unit.number for unit in units if unit.kind == "note" and (match := _NOTE.match(unit.words))}
    if len(notes) < _ENOUGH:
        return None
    citations: list[Citation] = []
    last = 0
    for unit in prose:
        for match in _MARKER.finditer(unit.words):
            number = int(match[1] or match[2])
            if number in notes and number > last:
                last, at = number, match.start(match.lastindex or 1)
                citations.append(
                    Citation(unit=unit.number, start=at, end=match.end(), key=f"note {number}", bracketed=False)
                )
    if 2 * len(citations) < len(notes):
        return None
    return Found(keys=_keys(citations, "note", notes), citations=tuple(citations))


def _keys(citations: Sequence[Citation], style: Style, notes: dict[int, int]) -> tuple[Key, ...]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, citation in enumerate(citations):
        places[citation.key].append(place)
    return tuple(
        Key(
            name=name,
            printed=name,
            style=style,
            authors=(),
            year="",
            author_is_organisation=False,
            citations=tuple(where),
            note=notes.get(int(name.rpartition(" ")[2]), -1) if notes else -1,
        )
        for name, where in places.items()
    )
