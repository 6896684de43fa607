"""Whether a sentence speaks for a code, against it, or only of it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from colligate.codings.recognising.stems import stem, tokens
from colligate.languages import alternatives, words
from colligate.lenses.lens import Lens
from colligate.sources.outline import OpenText, Unit

#: Words between a denial and the deed denied, and between a denial and the word it stands beside.
_DEED, _BESIDE = 3, 2
#: Words between a word of taking in hand and what is taken.
_HAND = 8


class _Patterns(NamedTuple):
    defining: re.Pattern[str]
    wishing: re.Pattern[str]
    urging: re.Pattern[str]
    denying: re.Pattern[str]
    lacking: re.Pattern[str]
    #: Where a clause ends.
    clause: re.Pattern[str]
    doing: frozenset[str]
    apart: frozenset[str]


class Frame(NamedTuple):
    """In which words a lens sorts what it sorts, and in which it is taken in hand."""

    needs: re.Pattern[str]
    takes_up: re.Pattern[str]


def frame(title: str, language: str) -> Frame | None:
    """Return what a lens of this title asks of a sentence beside its cues; None where it asks nothing."""
    held = {token.stem for token in tokens(title, language)}
    for given in words("coding", language)["frames"]:
        if held & {stem(word, language) for word in given["titles"]}:
            return Frame(_any(tuple(given["needs"])), _any(tuple(given["takes_up"])))
    return None


def taken_up(unit: Unit, asked: Frame, start: int) -> bool:
    """Say whether a word of taking in hand stands a few words before `start`."""
    return any(
        len(unit.words[match.end() : start].split()) <= _HAND for match in asked.takes_up.finditer(unit.words, 0, start)
    )


@lru_cache(maxsize=64)
def cited(lens: Lens) -> re.Pattern[str]:
    """Return the pattern by which the works a lens rests on are cited: a name of the author, then the year."""
    works = [rf"(?:{alternatives(_names(work.author))})\b[^.;]{{0,40}}?\b{work.year}\b" for work in lens.works]
    return re.compile(rf"\b(?:{'|'.join(works)})" if works else r"(?!)")


def _names(author: str) -> set[str]:
    """Return the whole name, its last word where it is a person's, and its initials where they are three or more."""
    parts = author.split()
    initials = "".join(part[0] for part in parts if part[0].isupper())
    person = {parts[-1]} if len(parts) == 2 else set()
    return {author, *person, *({initials} if len(initials) > 2 else ())}


def only_mentions(text: OpenText, unit: Unit) -> str:
    """Return why a sentence only speaks of things, or an empty text where it says how they are."""
    known = _patterns(text.language)
    role = text.outline.sections[unit.section].role
    if role in known.apart:
        return f"in the part on {role}"
    if match := known.defining.search(unit.words):
        return f"says what is meant ('{match[0]}')"
    if unit.words.rstrip(" \u201d\"'").endswith("?"):
        return "a question"
    if match := known.wishing.search(unit.words) or known.urging.match(unit.words):
        return f"wished, not told ('{match[0]}')"
    return ""


def denied(unit: Unit, start: int, language: str) -> str:
    """Return the words that deny what stands at `start`, or an empty text."""
    known = _patterns(language)
    before = unit.words[:start]
    clauses = [match.end() for match in known.clause.finditer(before)]
    first = clauses[-1] if clauses else 0
    for match in known.denying.finditer(before, first):
        after = tokens(unit.words[match.end() : match.end() + 80], language)[: _DEED + 1]
        if any(token.stem in known.doing for token in after):
            return match[0]
    for match in known.lacking.finditer(before, first):
        if len(before[match.end() :].split()) <= _BESIDE:
            return match[0]
    return ""


@cache
def _patterns(language: str) -> _Patterns:
    data = words("coding", language)
    return _Patterns(
        defining=_any(tuple(data["defining"])),
        wishing=_any(tuple(data["wishing"])),
        urging=re.compile(rf"(?:[(\[]?[\d.]+[)\]]?\s+)?(?:{alternatives(map(str.capitalize, data['urging']))})\b"),
        denying=_any(tuple(data["denying"])),
        lacking=_any(tuple(data["lacking"])),
        clause=re.compile(rf"[;:]|,\s(?:{alternatives(data['clauses'])})\b"),
        doing=frozenset(stem(word, language) for word in data["doing"]),
        apart=frozenset(data["apart"]),
    )


@cache
def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(phrases)})\b", re.IGNORECASE)
