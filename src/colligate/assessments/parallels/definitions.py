"""One term defined twice, with what each definition has that the other lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from colligate.assessments.parallels.lexicon import lexicon, stem
from colligate.assessments.parallels.reading import Reading
from colligate.languages import alternatives, words

#: Words a term may have.
_LONGEST = 6
#: And must have: *trade means jobs* defines nothing.
_TERM = 2
#: A definition whose words stand to this share in the other repeats it.
_REPEATS = 0.7
#: Fewer different content words define nothing.
_LEAST = 3


class Definition(NamedTuple):
    """A term with its meaning; the span is that of the meaning in the unit's words."""

    reading: int
    term: frozenset[str]
    start: int
    end: int
    #: Content stems of the meaning, with the words as printed.
    parts: dict[str, str]


class Twice(NamedTuple):
    """Two definitions of one term."""

    term: str
    first: Definition
    second: Definition
    #: What only the first, and only the second, has.
    lacking: tuple[tuple[str, ...], tuple[str, ...]]


def defined_twice(read: Sequence[Reading]) -> Iterator[Twice]:
    """Yield each term's first definition beside every later one that has other parts."""
    found = [definition for place, one in enumerate(read) for definition in _definitions(place, one)]
    groups: dict[str, list[Definition]] = defaultdict(list)
    for one in found:
        home = next((key for key, group in groups.items() if _one_term(group[0].term, one.term)), None)
        groups[home or " ".join(sorted(one.term))].append(one)
    for term, group in groups.items():
        for other in group[1:]:
            shared = group[0].parts.keys() & other.parts.keys()
            least = min(len(group[0].parts), len(other.parts))
            if other.reading != group[0].reading and len(shared) < _REPEATS * least:
                yield Twice(term, group[0], other, _lacking(group[0], other))


def _one_term(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two terms are one, or one of two words and more stands within the other of one word more."""
    if first == second:
        return True
    less, more = sorted((first, second), key=len)
    return len(less) >= 2 and less < more and len(more) - len(less) == 1


def _lacking(first: Definition, second: Definition) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(
        tuple(word for key, word in one.parts.items() if key not in other.parts)
        for one, other in ((first, second), (second, first))
    )  # pyright: ignore[reportReturnType]


def _definitions(place: int, one: Reading) -> Iterator[Definition]:
    sentence = one.unit.words
    patterns = _patterns(one.language)
    match = patterns.listed.match(sentence) or patterns.cue.search(sentence)
    if not match and patterns.lead.search(sentence) and re.search(r"\(\d{4}|\d{4}\)", sentence):
        match = patterns.weak.search(sentence)
    if not match:
        return
    term = _term(match["term"] if "term" in match.re.groupindex else sentence[: match.start()], one.language)
    parts = _parts(sentence[match.end() :], one.language)
    opening = re.match(r"\W*(\w+)", sentence[match.end() :])
    spoken = opening is not None and opening[1].casefold() in words("definitions", one.language)["no_meaning"]
    if not spoken and len(term) >= _TERM and len(parts) >= _LEAST:
        yield Definition(place, term, match.end(), len(sentence), parts)


class _Patterns(NamedTuple):
    listed: re.Pattern[str]
    cue: re.Pattern[str]
    weak: re.Pattern[str]
    lead: re.Pattern[str]
    articles: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    data = words("definitions", language)
    cues = {name: alternatives(data[name]) for name in ("cues", "weak_cues", "leads", "articles")}
    return _Patterns(
        re.compile(r"(?:\(?\w{1,3}[.)]\s+)?(?P<term>[A-Z][\w' -]{2,60}):\s+"),
        re.compile(rf"\s(?:{cues['cues']})\s", re.IGNORECASE),
        re.compile(rf"\s(?:{cues['weak_cues']})\s"),
        re.compile(rf"\b(?:{cues['leads']})\s", re.IGNORECASE),
        re.compile(rf"^(?:(?:{cues['articles']})\s+)+", re.IGNORECASE),
    )


def _term(before: str, language: str) -> frozenset[str]:
    """Return the stems of what is defined, from the words before the cue; empty where they are no term."""
    patterns = _patterns(language)
    printed = re.split(r"[,;:()]\s*", before.strip())[-1]
    while (lead := patterns.lead.search(printed)) and lead.end() < len(printed):
        printed = printed[lead.end() :]
    printed = patterns.articles.sub("", printed.strip())
    tokens = printed.split()
    stop, links = lexicon(language).stop, set(words("definitions", language)["links"])
    if not 0 < len(tokens) <= _LONGEST or any(word.casefold() in stop - links for word in tokens):
        return frozenset()
    return frozenset(stem(word, language) for word in tokens if word.casefold() not in stop)


def _parts(meaning: str, language: str) -> dict[str, str]:
    stop, general = lexicon(language).stop, {stem(word, language) for word in words("definitions", language)["general"]}
    bare = re.sub(r"\([^()]*\)", " ", meaning)
    parts: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", bare):  # noqa: RUF001
        if word.casefold() not in stop and (key := stem(word, language)) not in general:
            parts.setdefault(key, word.casefold())
    return parts
