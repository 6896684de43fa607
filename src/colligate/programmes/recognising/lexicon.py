"""What a language tells of organisations and texts: names known, head nouns, and the small words inside names."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from colligate.languages import alternatives, words

Sort = Literal["organisation", "office", "instrument"]


class Lexicon(NamedTuple):
    """The words of one language, compiled."""

    #: Every known name and acronym to the full name and its sort.
    names: dict[str, tuple[str, Sort]]
    known: re.Pattern[str]
    heads: dict[str, Sort]
    head: re.Pattern[str]
    #: Heads of governments.
    governments: frozenset[str]
    #: Words around a country in its full name: *Kingdom of*.
    around: frozenset[str]
    joins: tuple[str, ...]
    #: One of them between two words.
    join: re.Pattern[str]
    #: Head nouns of names that are given an acronym.
    defined: re.Pattern[str]
    #: Words with which a head noun still names nobody.
    generic: frozenset[str]
    #: Capitalised words that only begin a sentence.
    openers: frozenset[str]
    #: A post before the body it belongs to: *Director of the*.
    post: re.Pattern[str]
    #: Joins at which a run of names may have to be parted: groups ``both`` for *and*, ``loose`` for those that seldom
    #: belong to a name, ``article`` for an article after it.
    parting: re.Pattern[str]
    #: Of these the one that more often belongs to a name than not.
    inside: str
    articles: re.Pattern[str]
    #: A numbered text: groups ``kind`` and ``number``; and what it is called, by the kind as printed.
    numbered_as: dict[str, str]
    numbered: re.Pattern[str]

    def sort(self, name: str) -> Sort | None:
        """Return what a name's head noun makes it, or None."""
        if known := self.names.get(name):
            return known[1]
        # *Office on X* is named by the end of what precedes its complement; *Trafficking in Persons Act* by its own.
        for part in (self.before_join(name), name):
            ends = [match for match in self.head.finditer(part) if match.end() == len(part)]
            if ends:
                return self.heads[" ".join(ends[-1][0].split())]
        return None

    def before_join(self, name: str) -> str:
        """Return a name without the complement that a small word joins to it; all of it where it has none."""
        return self.join.split(name, maxsplit=1)[0]

    def country(self, name: str) -> str:
        """Return a state's full name without the words around the country: *Kingdom of Norway* gives *Norway*."""
        return " ".join(word for word in name.split() if word not in self.around)

    def names_one(self, name: str) -> bool:
        """Say whether a name is more than a head noun with words that any body could bear."""
        return any(word not in self.generic and word not in self.heads for word in name.split() if word[:1].isupper())


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language. Raises NoWordsError."""
    bodies, texts, people = words("organisations", language), words("instruments", language), words("people", language)
    names: dict[str, tuple[str, Sort]] = {}
    known: tuple[tuple[dict[str, list[str]], Sort], ...] = (
        (bodies["known"], "organisation"),
        (bodies["known_offices"], "office"),
        (texts["known"], "instrument"),
    )
    for told, sort in known:
        for name, aliases in told.items():
            names |= dict.fromkeys((" ".join(said.split()) for said in (name, *aliases)), (name, sort))
    heads: dict[str, Sort] = {head: sort for sort, given in bodies["heads"].items() for head in given}
    heads |= dict.fromkeys(texts["heads"], "instrument")
    joins = tuple(dict.fromkeys([*bodies["joins"], *texts["joins"]]))
    return Lexicon(
        names=names,
        known=re.compile(rf"(?<![\w/-])(?:{alternatives(names)})(?![\w-])"),
        heads=heads,
        head=re.compile(rf"(?<!\w)(?:{alternatives(heads)})(?!\w)"),
        governments=frozenset(bodies["governments"]),
        around=frozenset(bodies["around_governments"]),
        joins=joins,
        join=re.compile(rf"\s(?:{alternatives(joins)})\s"),
        defined=re.compile(rf"(?<!\w)(?:{alternatives(bodies['defined_heads'])})(?!\w)"),
        generic=frozenset([*bodies["generic_words"], *texts["generic_words"]]),
        openers=frozenset(people["not_names"]),
        post=re.compile(
            rf"^(?:(?:{alternatives(people['ranks'])})[\s-]+)*(?:{alternatives(people['posts'])})"
            rf"\s+(?:{alternatives(people['of'])})\s+(?:(?:{alternatives(bodies['articles'])})\s+)?"
        ),
        parting=re.compile(
            rf"\s+(?:(?P<both>{alternatives(bodies['both'])})|(?P<loose>{alternatives(bodies['loose_joins'])})"
            rf"|(?:{alternatives(bodies['tight_joins'])}))\s+"
            rf"(?P<article>(?:{alternatives(bodies['articles'])})\s+)?"
        ),
        inside=bodies["inside"],
        articles=re.compile(rf"(?<!\w)(?:{alternatives(bodies['articles'])})\s+$", re.IGNORECASE),
        numbered_as=texts["numbered"],
        numbered=re.compile(
            rf"(?<!\w)(?P<kind>{alternatives(texts['numbered'])})\s+(?P<number>(?:[A-Z]+/)*(?:S-)?\d{{1,4}}/\d{{1,4}}"
            r"|\d{3,4}(?=\s\(\d{4}\))(?:\s\(\d{4}\)))(?!\w)",
            re.IGNORECASE,
        ),
    )
