"""Which code a highlight has, by its colour or by who made it, as whoever imports it says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import cast, get_args

import msgspec

from colligate.codings.coding import Stance
from colligate.lenses.nearest import nearest
from colligate.problems import ColligateError
from colligate.sources.facsimile.colours import WORDS, colour_word
from colligate.sources.facsimile.marks import Mark

_HEX = re.compile(r"#[0-9a-f]{6}")


class BadChoiceError(ColligateError):
    """A choice of a code that cannot be read."""

    def __init__(self, written: str, reason: str) -> None:
        """Quote it and say why."""
        super().__init__(
            f"'{written}' {reason} Write a colour or an author, '=' and a code, such as yellow=lens/code or "
            "red=lens/code:contradicts. The study is unchanged."
        )


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What one colour or author stands for."""

    #: As it was written.
    written: str
    #: A colour's word, ``#rrggbb``, or an author's name in lower case.
    key: str
    code: str
    stance: Stance = "supports"

    def fits(self, mark: Mark) -> bool:
        """Say whether a mark has the colour or the author."""
        return self.key in (mark.colour, colour_word(mark.colour), mark.author.casefold())


def choices(written: Iterable[str], codes: Collection[str]) -> list[Choice]:
    """Read choices, each ``colour=lens/code`` or ``author=lens/code``, with ``:stance`` where it is not *supports*.

    Raises BadChoiceError for what cannot be read, and for a code that the study does not have.
    """
    return [_choice(one, codes) for one in written if one.strip()]


def _choice(written: str, codes: Collection[str]) -> Choice:
    key, equals, rest = (part.strip() for part in written.rpartition("="))
    code, _, stance = rest.partition(":")
    if not (equals and key and code):
        raise BadChoiceError(written, "names no colour or no code.")
    if stance and stance not in get_args(Stance):
        raise BadChoiceError(written, f"has no stance there is: choose one of {', '.join(get_args(Stance))}.")
    if code not in codes:
        near = nearest(code, list(codes))
        raise BadChoiceError(
            written, f"names a code the study does not have.{f' Did you mean {near}?' if near else ''}"
        )
    key = key.casefold().replace("gray", "grey")
    if key.startswith("#") and not _HEX.fullmatch(key):
        raise BadChoiceError(written, "has no colour there is: write it as #ffd100.")
    return Choice(written=written, key=key, code=code, stance=cast("Stance", stance or "supports"))


def tally(marks: Iterable[Mark]) -> dict[str, int]:
    """Count marks by colour and by author: colours first, the commonest first."""
    counts: dict[str, int] = {}
    for mark in marks:
        for told in (colour_word(mark.colour), mark.author):
            if told:
                counts[told] = counts.get(told, 0) + 1
    return dict(sorted(counts.items(), key=lambda one: (one[0] not in WORDS, -one[1], one[0])))


def there_is(marks: Sequence[Mark]) -> str:
    """Tell which colours and authors there are, with their counts."""
    return ", ".join(f"{told} ({count:,})" for told, count in tally(marks).items()) or "none that is told"
