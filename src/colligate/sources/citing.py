"""Citations in running text: which works are named, where, and by which key."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from colligate import languages
from colligate.sources.authors import Author, author, fold_name, words_of
from colligate.sources.keys import Citation, Found, Key, numbered
from colligate.sources.outline import OpenText, Unit


class _Hit(msgspec.Struct, kw_only=True):
    unit: int
    start: int
    end: int
    author: Author
    year: str
    bracketed: bool
    locator: str
    #: Whether its form leaves no doubt that a work is cited.
    sure: bool


#: A text in which fewer mentions than this have the form of citations cites nothing.
_ENOUGH = 3
_BRACKETS = re.compile(r"\(([^()]{2,500})\)")
_TOKEN = re.compile(r"\S+")
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*\.?")  # noqa: RUF001
_POSSESSIVE = re.compile(r"['’]s$")  # noqa: RUF001
_WIDEST = 20


class _Patterns(msgspec.Struct, frozen=True):
    part: re.Pattern[str]
    years_only: re.Pattern[str]
    year: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = words_of(language)
    years = rf"{words.year}(?:,\s*(?:{words.year}|[a-z]\b(?!\w)))*"
    return _Patterns(
        part=re.compile(
            rf"(?P<who>.{{2,300}}?)(?P<comma>,?)\s+\(?(?P<years>{years})\)?(?P<locator>{words.locator})?\s*[.,]?"
        ),
        years_only=re.compile(rf"\s*(?P<years>{years})(?P<locator>{words.locator})?\s*"),
        year=re.compile(rf"{words.year}|\b[a-z]\b(?!\.)"),
    )


def found(text: OpenText, listed: frozenset[tuple[str, str]] = frozenset()) -> Found:
    """Return the citations in a text's prose, notes, captions and rows; its reference list is left out.

    Laws with their year, dates and places with a year are no citations. A text with fewer than three mentions of the
    form of a citation cites nothing.

    Args:
        text: The text.
        listed: First authors, folded, and years of its reference list; what names one of them is a citation.
    """
    units = [unit for unit in text.outline.units if unit.kind != "heading" and _cites(text, unit)]
    hits = [hit for unit in units for hit in _in_brackets(unit, text.language)]
    bracketed = {(name, hit.year) for hit in hits for name in (fold_name(hit.author.names[-1]), hit.author.folded)}
    hits += [hit for unit in units for hit in _in_words(unit, text.language, bracketed)]
    hits.sort(key=lambda hit: (hit.unit, hit.start, hit.end))
    hits = _believed([_confirmed(hit, listed) for hit in hits])
    return _gathered(hits) if hits else numbered(text.outline.units, units)


def _cites(text: OpenText, unit: Unit) -> bool:
    return text.outline.sections[unit.section].role != "references"


def _confirmed(hit: _Hit, listed: frozenset[tuple[str, str]]) -> _Hit:
    hit.sure = hit.sure or (fold_name(hit.author.names[0]), hit.year[:4]) in listed
    return hit


def _believed(hits: list[_Hit]) -> list[_Hit]:
    """Return the mentions to be trusted, from how the text as a whole cites.

    A name with a year in brackets behind it counts where other forms show that the text cites by author and year; a
    name and year in brackets without a comma counts where the text leaves the comma out as a rule.
    """
    sure = {hit.author.folded for hit in hits if hit.sure}
    if sum(hit.sure for hit in hits) < _ENOUGH:
        return []
    bare = [hit for hit in hits if hit.bracketed and not hit.sure]
    no_commas = len(bare) > sum(hit.bracketed and hit.sure for hit in hits)
    return [hit for hit in hits if hit.sure or not hit.bracketed or no_commas or hit.author.folded in sure]


def _in_brackets(unit: Unit, language: str) -> Iterator[_Hit]:
    patterns, words = _patterns(language), words_of(language)
    for bracket in _BRACKETS.finditer(unit.words):
        position = bracket.start(1)
        for part in bracket[1].split(";"):
            start = position + len(part) - len(part.lstrip())
            position += len(part) + 1
            if before := words.before.match(unit.words, start, start + len(part.strip())):
                start = before.end()
            match = patterns.part.fullmatch(unit.words, start, start + len(unit.words[start : position - 1].rstrip()))
            who = author(match["who"], language) if match else None
            if not match or not who:
                continue
            sure = bool(match["comma"]) or who.others or len(who.names) > 1 or bool(match["locator"])
            for year, first, last in _years(match, patterns):
                yield _Hit(
                    unit=unit.number,
                    start=min(start, first),
                    end=last,
                    author=who,
                    year=year,
                    bracketed=True,
                    locator=_locator(match),
                    sure=sure,
                )


def _locator(match: re.Match[str]) -> str:
    return (match["locator"] or "").strip(" ,:")


def _years(match: re.Match[str], patterns: _Patterns) -> Iterator[tuple[str, int, int]]:
    """Give each year of a citation with its span; a letter alone repeats the year before it."""
    year, first = "", match.start()
    for each in patterns.year.finditer(match.string, match.start("years"), match.end("years")):
        year = each[0] if len(each[0]) > 1 else year.rstrip("abcdefghijklmnopqrstuvwxyz") + each[0]
        yield year, first, each.end()
        first = each.end()


def _in_words(unit: Unit, language: str, bracketed: set[tuple[str, str]]) -> Iterator[_Hit]:
    patterns = _patterns(language)
    for bracket in _BRACKETS.finditer(unit.words):
        match = patterns.years_only.fullmatch(unit.words, bracket.start(1), bracket.end(1))
        if not match or not bracket.start():
            continue
        years = list(_years(match, patterns))
        read = _before(unit.words, bracket.start(), language, bracketed, years[0][0])
        if read is None:
            continue
        start, who, sure = read
        for place, (year, first, _) in enumerate(years):
            yield _Hit(
                unit=unit.number,
                start=first if place else start,
                end=bracket.end(),
                author=who,
                year=year,
                bracketed=False,
                locator=_locator(match),
                sure=sure,
            )


def _before(
    words: str, end: int, language: str, bracketed: set[tuple[str, str]], year: str
) -> tuple[int, Author, bool] | None:
    """Read the author that stands before a year in brackets: where it begins, who it is, and whether it is sure."""
    known = words_of(language)
    tokens = list(_TOKEN.finditer(words, max(0, end - 200), end))[-_WIDEST:]
    hidden = 0
    for width in (2, 1, 3):
        if len(tokens) > width and known.et_al.fullmatch(" " + " ".join(token[0] for token in tokens[-width:])):
            hidden = width
            break
    tail = " " + " ".join(token[0] for token in tokens[-hidden:]) if hidden else ""
    tokens = tokens[: len(tokens) - hidden]
    first = _name_begins([token[0] for token in tokens], language)
    candidates = [
        place
        for place in range(first, len(tokens))
        if tokens[place][0] not in known.inside
        and (place == first or tokens[place - 1][0].casefold() not in known.particles - known.inside)
    ]
    best: tuple[int, Author, bool] | None = None
    for place in candidates:
        printed = words[tokens[place].start() : tokens[-1].end()] + tail
        who = author(_POSSESSIVE.sub("", printed), language)
        if who is None:
            continue
        confirmed = (who.folded, year) in bracketed
        if confirmed:
            return tokens[place].start(), who, True
        ahead = tokens[place - 1][0] if place else ""
        sure = who.others or len(who.names) > 1
        if ahead.casefold() in known.doubtful and not sure:
            continue
        if best is None or (not best[1].is_organisation and not sure and len(best[1].names) == 1):
            best = (tokens[place].start(), who, sure)
    return best


def _name_begins(tokens: list[str], language: str) -> int:
    """Return the place of the first token that can belong to a name ending at the last."""
    known, starters = words_of(language), _starters(language)
    listed = len(tokens) > 2 and tokens[-2] in known.inside and tokens[-3].endswith(",")
    place = len(tokens)
    while place:
        token = tokens[place - 1]
        bare = token.rstrip(",")
        small = bare in known.inside or bare in known.particles
        if token.endswith(",") and place < len(tokens) and not listed:
            break
        if not small and (bare in starters or not _NAME.fullmatch(bare)):
            break
        place -= 1
    while place < len(tokens) and tokens[place] in known.inside:
        place += 1
    return place


@cache
def _starters(language: str) -> frozenset[str]:
    words = languages.words("abbreviations", language)
    return frozenset(words["starters"]) | frozenset(f"{title}." for title in words["before_name"])


def _gathered(hits: Iterable[_Hit]) -> Found:
    citations: list[Citation] = []
    named: defaultdict[str, list[tuple[int, _Hit]]] = defaultdict(list)
    for hit in hits:
        name = f"{hit.author.folded} {fold_name(hit.year)}"
        named[name].append((len(citations), hit))
        citations.append(
            Citation(
                unit=hit.unit, start=hit.start, end=hit.end, key=name, bracketed=hit.bracketed, locator=hit.locator
            )
        )
    return Found(keys=tuple(_key(name, mentions) for name, mentions in named.items()), citations=tuple(citations))


def _key(name: str, mentions: list[tuple[int, _Hit]]) -> Key:
    forms = Counter((hit.author, hit.year) for _, hit in mentions)
    who, year = max(forms, key=lambda form: forms[form])
    names = " & ".join(filter(None, (", ".join(who.names[:-1]), *who.names[-1:])))
    return Key(
        name=name,
        printed=f"{names} et al., {year}" if who.others else f"{names}, {year}",
        style="author-year",
        authors=who.names,
        year=year,
        author_is_organisation=who.is_organisation,
        citations=tuple(place for place, _ in mentions),
    )
