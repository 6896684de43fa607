"""People: names with a title, a post, or a verb of saying. A bare pair of capitalised words is nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from colligate.languages import alternatives, words
from colligate.programmes.recognising.names import WORD, key, lower_words
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


#: Characters of the shortest surname by which alone somebody is met again.
_SHORTEST = 4
#: Characters before a surname among which another name's words stand.
_LEAD = 80
_WORD_BEFORE, _WORD_AFTER = re.compile(rf"{WORD}\s+$"), re.compile(rf"\s+{WORD}")


class _Patterns(NamedTuple):
    titled: re.Pattern[str]
    posted: re.Pattern[str]
    apposed: re.Pattern[str]
    saying: re.Pattern[str]
    leading: re.Pattern[str]
    #: Group: what follows a name and a comma, up to the next mark.
    after: re.Pattern[str]
    post: re.Pattern[str]
    not_names: frozenset[str]
    posts: frozenset[str]
    not_posts: frozenset[str]
    not_endings: tuple[str, ...]


def people(text: OpenText, held: Taken, names: frozenset[str]) -> dict[str, Person]:
    """Return the people of a text by key. `held` are other names, `names` those of places and bodies."""
    patterns, found = _patterns(text.language), dict[str, Person]()
    plain = lower_words(text.characters)
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
        if not any(word.endswith(patterns.not_endings) for word in match["name"].split()):
            yield match["name"], match.start("name"), match.end("name"), None


def _post_after(said: str, end: int, patterns: _Patterns) -> tuple[str, int, int] | None:
    """Return the post told after a name and a comma, up to the next comma or full stop."""
    match = patterns.after.match(said, end)
    if not match or not patterns.post.search(match[1]) or match[1].split(maxsplit=1)[0] in patterns.not_posts:
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
    bearers = Counter(person.name.split()[-1] for person in found.values())
    called = {person.name: person for person in found.values()}
    called |= {
        surname: person
        for person in found.values()
        if bearers[surname := person.name.split()[-1]] == 1 and len(surname) >= _SHORTEST
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
    before = _WORD_BEFORE.search(said, max(0, match.start() - _LEAD), match.start())
    return bool(_WORD_AFTER.match(said, match.end()) or (before and before.start() > 0))


@cache
def _patterns(language: str) -> _Patterns:
    told = words("people", language)
    titles, posts, particles, before, adverbs, says = (
        f"(?:{alternatives(told[topic])})"
        for topic in ("titles", "posts", "particles", "before_post", "adverbs", "says")
    )
    more, plain = rf"\s+(?:{particles}\s+){{0,2}}{WORD}", rf"(?<![\w-])(?P<name>{WORD}(?:\s+{WORD}){{1,2}})"
    return _Patterns(
        titled=re.compile(rf"(?<!\w)(?:{titles}\s+)+(?P<name>{WORD}(?:{more}){{0,3}})"),
        posted=re.compile(rf"(?<!\w)(?P<post>{posts})(?:\s+|,\s+)(?:{titles}\s+)*(?P<name>{WORD}(?:{more}){{1,3}})"),
        apposed=re.compile(rf"{plain}(?=,\s+(?:{before}\s+)?(?:\w+\s+){{0,3}}?{posts}(?!\w))"),
        saying=re.compile(rf"{plain}\s+(?:{adverbs}\s+)?{says}(?!\w)"),
        leading=re.compile(rf"(?:{titles}\s+)+"),
        after=re.compile(rf",\s+(?:{before}\s+)?([^,.;()]{{3,120}})"),
        post=re.compile(rf"(?<!\w){posts}(?!\w)", re.IGNORECASE),
        not_names=frozenset(told["not_names"]),
        posts=frozenset(told["posts"]),
        not_posts=frozenset(told["not_posts"]),
        not_endings=tuple(told["not_endings"]),
    )
