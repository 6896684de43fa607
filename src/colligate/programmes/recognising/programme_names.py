"""How programmes are named: runs of capitals with a noun of programme, seminars on a subject, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from colligate.codings.recognising.stems import stem, tokens
from colligate.languages import alternatives, words
from colligate.sources.outline import Mention, OpenText, Unit

#: A capitalised word, or one with a capital inside: *eLearning*.
_CAPITAL = r"(?:[A-Z][\w&/'\u2019-]{0,40}|[a-z]-?[A-Z][\w-]{1,40})"
_LONGEST_UNIT = 2_000
_TITLED = re.compile(rf"(?<![\w-]){_CAPITAL}")
_INNER = re.compile(r"(?<![\w-])[a-z]-?[A-Z][a-z]\w{2,}")
#: Words around a head within which the words of a name must stand for the name to be meant.
_BEFORE, _AROUND = 3, 15
#: A name is meant where this share of its telling words stands, and two of them at least.
_SHARE, _TELLING = 0.7, 2


class Named(NamedTuple):
    """A programme's name where it stands."""

    mention: Mention
    #: Without articles, quotation marks and the names of bodies before it.
    name: str
    #: Stem of its noun.
    head: str
    #: Stems that tell it from other programmes.
    core: frozenset[str]
    #: Whether it stands in a heading.
    heading: bool
    #: Whether it is written as a name, not only described.
    proper: bool


def names(text: OpenText, held: dict[int, list[tuple[int, int]]]) -> list[Named]:
    """Return the names of programmes in a text; `held` are spans of bodies, persons and places by unit."""
    found: list[Named] = []
    for unit in text.outline.units:
        if unit.kind in {"sentence", "item", "heading"} and len(unit.words) <= _LONGEST_UNIT:
            found += _in(unit, held.get(unit.number, []), text.language)
    return found


def _in(unit: Unit, held: Sequence[tuple[int, int]], language: str) -> Iterator[Named]:
    known = _patterns(language)
    end = 0
    for pattern in (known.titled, known.subject, *((known.headed,) if unit.kind == "heading" else ())):
        for match in pattern.finditer(unit.words):
            start = match.start("name")
            if start < end or any(first <= match.start("head") < last for first, last in held):
                continue
            named = _named(unit, start, match, held, language)
            if named:
                end = named.mention.end
                yield named


def _named(
    unit: Unit, start: int, match: re.Match[str], held: Sequence[tuple[int, int]], language: str
) -> Named | None:
    known, finish = _patterns(language), match.end("name")
    if known.policy.match(unit.words, match.end("head")) or _goes_on(unit.words, match):
        return None
    if any(first < finish and match.end("head") < last for first, last in held) and match.re is known.titled:
        finish = match.end("head")
    start = _after_bodies(unit.words, start, match.start("head"), held, known)
    lead = known.article.match(unit.words, start, finish)
    start = lead.end() if lead else start
    name = unit.words[start:finish].strip(" \"'\u201c\u201d,;:")
    plain = tokens(_joined(unit.words[start:finish]), language)
    bodies = {one.stem for first, last in held for one in tokens(unit.words[first:last], language)}
    head = stem(match["head"].split()[-1], language)
    core = frozenset(token.stem for token in plain if len(token.stem) > 1) - bodies - known.plain - known.small - {head}
    capital = [one for one in _TITLED.finditer(name) if one[0].casefold() != match["head"].casefold()]
    proper = (
        len(capital) > 1 or bool(_INNER.search(name)) or (bool(capital) and start > 0 and match["head"][0].isupper())
    )
    if not core or known.several.match(name) or not (proper or match.re is not known.titled):
        return None
    return Named(Mention(unit=unit.number, start=start, end=finish), name, head, core, unit.kind == "heading", proper)


def _goes_on(said: str, match: re.Match[str]) -> bool:
    """Say whether the noun only stands within a longer name: *Mobile Training Units*."""
    return match.end("name") == match.end("head") and bool(re.match(r"\s[A-Z]", said[match.end("head") :]))


def _after_bodies(said: str, start: int, head: int, held: Sequence[tuple[int, int]], known: _Patterns) -> int:
    """Return where a name begins once the names of bodies and places before it are left off."""
    for first, last in sorted(held):
        if (
            start <= first
            and last < head
            and not known.joining.match(said, last)
            and not known.aside.sub("", said[start:first])
        ):
            start = last + len(said[last:head]) - len(said[last:head].lstrip(known.marks))
    return start


def _joined(said: str) -> str:
    return re.sub(r"(?<=\w)-(?=\w)", "", said)


def meant(unit: Unit, name: Named, language: str) -> bool:
    """Say whether a sentence names a programme in other words: its noun, and about it most of its telling words."""
    held = [token.stem for token in tokens(_joined(unit.words), language)]
    wanted = name.core | (
        _patterns(language).plain & {token.stem for token in tokens(name.name, language)} - {name.head}
    )
    wanted = frozenset(one for one in wanted if one not in _patterns(language).small)
    for place, one in enumerate(held):
        if one == name.head:
            near = wanted & set(held[max(0, place - _BEFORE) : place + _AROUND])
            if len(near) >= max(_TELLING, _SHARE * len(wanted)):
                return True
            if len(name.core) >= _TELLING and name.core <= set(held[place:]):
                return True
    return False


def same(one: Named, other: Named, language: str) -> bool:
    """Say whether two names are names of one programme."""
    shared = one.core & other.core
    general = _patterns(language).general
    if one.head != other.head and not ({one.head, other.head} & general):
        return False
    smaller = min(len(one.core), len(other.core))
    return bool(shared) and len(shared) >= _SHARE * smaller and (len(shared) > 1 or _telling(one, other, shared))


def _telling(one: Named, other: Named, shared: frozenset[str]) -> bool:
    """Say whether the one word shared is all there is to both, or a word made up for a name."""
    return one.core == other.core or any(
        stem(_joined(match[0])) in shared for match in _INNER.finditer(f"{one.name} {other.name}")
    )


class _Patterns(NamedTuple):
    titled: re.Pattern[str]
    subject: re.Pattern[str]
    headed: re.Pattern[str]
    policy: re.Pattern[str]
    article: re.Pattern[str]
    #: Behind the name of a body these make it part of a longer name.
    joining: re.Pattern[str]
    #: What may stand beside the name of a body before a programme's name.
    aside: re.Pattern[str]
    #: Marks between the two, the genitive's among them.
    marks: str
    #: A name that begins so speaks of several.
    several: re.Pattern[str]
    plain: frozenset[str]
    small: frozenset[str]
    general: frozenset[str]


@cache
def _patterns(language: str) -> _Patterns:
    data = words("programmes", language)
    heads = alternatives(head for group in data["heads"].values() for head in group)
    joins, tails = alternatives(data["joins"]), alternatives(data["tails"])
    closing = alternatives([*data["heads"][""], *data["heads"]["forum"], *data["heads"]["other"]])
    word = rf"(?!(?i:{closing})\b){_CAPITAL}"
    run = rf"{word}(?:\s+(?:(?:{joins})\s+)?{word}){{0,7}}"
    tail = rf"(?:\s+(?:{tails})\s+{_CAPITAL}(?:\s+(?:(?:{joins})\s+)?{_CAPITAL}){{0,7}})?"
    subject = rf"(?:(?:{alternatives([*data['articles'], *data['possessive']])})\s+)?(?:[a-z-]+\s+){{0,3}}{_CAPITAL}"
    subject += rf"(?:\s+(?:(?:{joins})\s+)?(?:{_CAPITAL}|[a-z]+{data['plural']}\b)){{0,5}}"
    return _Patterns(
        titled=re.compile(rf"(?<![\w-])(?P<name>{run}\s+(?P<head>(?i:{heads}))\b{tail})"),
        subject=re.compile(
            rf"(?<![\w-])(?P<name>(?P<head>(?i:{alternatives(data['subject_heads'])}))\s+(?:{alternatives(data['subject_joins'])})\s+{subject})"
        ),
        headed=re.compile(rf"(?<![\w-])(?P<name>(?P<head>(?i:{alternatives(data['heading_heads'])}))\b[^:]{{8,160}})"),
        policy=re.compile(rf"\s+(?:{alternatives(data['policies'])})\b", re.IGNORECASE),
        aside=re.compile(rf"\b(?:{alternatives(data['lead_off'])})\b|[^\w]", re.IGNORECASE),
        marks=f" \u2019'{data['genitive']}-\"\u201c",
        joining=re.compile(rf"\s+(?:{alternatives(data['holding'])})\s"),
        article=re.compile(rf"(?:(?:{alternatives(data['lead_off'])})\s+)*", re.IGNORECASE),
        several=re.compile(rf"(?:{alternatives(data['several'])})\b", re.IGNORECASE),
        plain=frozenset(token.stem for word in data["plain"] for token in tokens(word, language)),
        small=frozenset(
            token.stem for word in [*words("coding", language)["stop"]] for token in tokens(word, language)
        ),
        general=frozenset(stem(word, language) for word in data["heads"][""]),
    )
