"""People: names with a title, a post, or a verb of saying. A bare pair of capitalised words is nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from colligate.languages import alternatives, words
from colligate.programmes.recognising.names import WORD, key
from colligate.programmes.recognising.taken import Taken
from colligate.sources.outline import Mention, OpenText, Unit


class Person(msgspec.Struct):
    """One person in the making."""

    name: str
    #: Titles and posts as printed, in the order met.
    titles: dict[str, None]
    mentions: list[Mention]
    #: Where the post is told, for finding the organisation named there.
    posts: list[Mention]


class _Patterns(NamedTuple):
    titled: re.Pattern[str]
    posted: re.Pattern[str]
    apposed: re.Pattern[str]
    saying: re.Pattern[str]
    leading: re.Pattern[str]
    not_names: frozenset[str]
    posts: frozenset[str]
    not_posts: frozenset[str]


def people(text: OpenText, held: Taken, names: frozenset[str]) -> dict[str, Person]:
    """Return the people of a text by key. `held` are other names, `names` those of places and bodies."""
    patterns, found = _patterns(text.language), dict[str, Person]()
    plain = frozenset(re.findall(r"(?<![\w-])[^\W\d_A-Z]\w+", text.characters))
    for unit in text.outline.units:
        if unit.kind == "heading":
            continue
        for said, begin, end, post in _introduced(unit, patterns):
            title = patterns.leading.match(said)
            start = begin + (title.end() if title else 0)
            name = unit.words[start:end]
            common = not post and any(part.lower() in plain for part in name.split() if part[:1].isupper())
            if held.holds(unit.number, start, end) or common or name in names or not _is_name(name, patterns):
                continue
            person = found.setdefault(key(name), Person(name, {}, [], []))
            _add(person, unit, start, end)
            if post and post[0]:
                person.titles[post[0]] = None
                person.posts.append(Mention(unit=unit.number, start=post[1], end=post[2]))
    _met_again(text, found, held)
    return found


def _introduced(unit: Unit, patterns: _Patterns) -> Iterator[tuple[str, int, int, tuple[str, int, int] | None]]:
    said = unit.words
    for match in patterns.titled.finditer(said):
        post = _post_after(said, match.end("name"), patterns)
        yield match["name"], match.start("name"), match.end("name"), post
    for match in patterns.posted.finditer(said):
        post = _post_after(said, match.end("name"), patterns) or (match["post"], match.start(), match.end("post"))
        yield match["name"], match.start("name"), match.end("name"), post
    for match in patterns.apposed.finditer(said):
        yield match["name"], match.start("name"), match.end("name"), _post_after(said, match.end("name"), patterns)
    for match in patterns.saying.finditer(said):
        yield match["name"], match.start("name"), match.end("name"), None


def _post_after(said: str, end: int, patterns: _Patterns) -> tuple[str, int, int] | None:
    """Return the post told after a name and a comma, up to the next comma or full stop."""
    match = re.compile(r",\s+(?:the\s+|then\s+|a\s+|an\s+)?([^,.;()]{3,120})").match(said, end)
    if (
        not match
        or match[1].split(maxsplit=1)[0] in patterns.not_posts
        or not any(re.search(rf"(?<!\w){re.escape(post)}(?!\w)", match[1], re.IGNORECASE) for post in patterns.posts)
    ):
        return None
    return match[1].strip(), match.start(1), match.end(1)


def _is_name(name: str, patterns: _Patterns) -> bool:
    parts = name.split()
    return (
        len(parts) > 1
        and not any(part in patterns.not_names or part in patterns.posts for part in parts)
        and not any(part.endswith("-") for part in parts)
        and not any(part.isupper() and len(part) > 2 for part in parts)
    )


def _add(person: Person, unit: Unit, start: int, end: int) -> None:
    if not any(
        mention.unit == unit.number and mention.start < end and start < mention.end for mention in person.mentions
    ):
        person.mentions.append(Mention(unit=unit.number, start=start, end=end))


def _met_again(text: OpenText, found: dict[str, Person], held: Taken) -> None:
    """Add further mentions by the full name, or by the surname where only one person bears it."""
    last = [person.name.split()[-1] for person in found.values()]
    called = {person.name: person for person in found.values()}
    called |= {
        surname: person
        for person in found.values()
        if last.count(surname := person.name.split()[-1]) == 1 and len(surname) > 3
    }
    if not called:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{alternatives(called)})(?![\w-])")
    for unit in text.outline.units:
        for match in pattern.finditer(unit.words):
            if not held.holds(unit.number, *match.span()) and not _of_another(unit.words, match, found):
                _add(called[match[0]], unit, match.start(), match.end())


def _of_another(said: str, match: re.Match[str], found: Mapping[str, Person]) -> bool:
    """Say whether a surname stands in a longer name that is not its bearer's."""
    if key(match[0]) in found:
        return False
    before = re.search(rf"({WORD})\s+$", said[: match.start()])
    return bool(re.match(rf"\s+{WORD}", said[match.end() :]) or (before and before.start() > 0))


@cache
def _patterns(language: str) -> _Patterns:
    told = words("people", language)
    titles, posts = alternatives(told["titles"]), alternatives(told["posts"])
    more = rf"\s+(?:(?:{alternatives(told['particles'])})\s+)?{WORD}"
    return _Patterns(
        titled=re.compile(rf"(?<!\w)(?:(?:{titles})\s+)+(?P<name>{WORD}(?:{more}){{0,3}})"),
        posted=re.compile(
            rf"(?<!\w)(?P<post>(?:{posts}))(?:\s+|,\s+)(?:(?:{titles})\s+)*(?P<name>{WORD}(?:{more}){{1,3}})"
        ),
        apposed=re.compile(
            rf"(?<![\w-])(?P<name>{WORD}(?:\s+{WORD}){{1,2}})(?=,\s+(?:the\s+|then\s+)?(?:\w+\s+){{0,3}}?(?:{posts})(?!\w))"
        ),
        saying=re.compile(
            rf"(?<![\w-])(?P<name>{WORD}(?:\s+{WORD}){{1,2}})\s+(?:also\s+|further\s+)?(?:{alternatives(told['says'])})(?!\w)"
        ),
        leading=re.compile(rf"(?:(?:{titles})\s+)+"),
        not_names=frozenset(told["not_names"]),
        posts=frozenset(told["posts"]),
        not_posts=frozenset(told["not_posts"]),
    )
