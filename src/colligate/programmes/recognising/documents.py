"""Reports that a text names: by a title in quotation marks, by capitals, or after the body that issues them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from colligate.languages import alternatives, words
from colligate.programmes.recognising.dates import DateMention
from colligate.programmes.recognising.found import LONGEST, Alias, Instrument
from colligate.programmes.recognising.names import LONGEST_NAME, bare, key, run
from colligate.programmes.recognising.taken import Taken
from colligate.sources.outline import Mention, OpenText, Unit

_YEAR = r"(?:19|20)\d\d"
#: Characters between a report's name and the year of its edition.
_NEAR = 6


class _Words(NamedTuple):
    head: re.Pattern[str]
    titled: re.Pattern[str]
    acronym: re.Pattern[str]
    ends: re.Pattern[str]
    plain: frozenset[str]
    joins: tuple[str, ...]
    openers: frozenset[str]


def reports(
    text: OpenText, issuers: Mapping[str, str], places: frozenset[str], cited: Taken, dated: Sequence[DateMention]
) -> tuple[Instrument, ...]:
    """Return the reports a text names, the most mentioned first.

    Args:
        text: The text.
        issuers: Names and acronyms of its organisations, to the name that is shortest.
        places: Names of places, which begin no title.
        cited: Spans in which titles are those of cited works.
        dated: The text's dates.
    """
    known, mentions = _words(text.language), dict[str, list[Mention]]()
    said_as: dict[str, str] = {}
    for unit in text.outline.units:
        if unit.kind in {"sentence", "item"} and len(unit.words) <= LONGEST:
            for match in known.acronym.finditer(unit.words):
                if name := _capitals(unit.words[: match.start()], known, issuers, places):
                    said_as[match["acronym"]] = f"{name} {match['head'].capitalize()}"
    for unit in text.outline.units:
        if unit.kind in {"sentence", "item"} and len(unit.words) <= LONGEST:
            for name, start, end in _of(unit, known, {**issuers, **said_as}, places):
                if not cited.holds(unit.number, start, end):
                    mentions.setdefault(name, []).append(Mention(unit=unit.number, start=start, end=end))
    short = {name: acronym for acronym, name in said_as.items()}
    found = [_report(name, where, short.get(name, ""), dated) for name, where in mentions.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.mentions), one.key)))


def _of(unit: Unit, known: _Words, called: Mapping[str, str], places: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    for match in known.titled.finditer(unit.words):
        yield match["title"], match.start("title"), match.end("title")
    for match in known.acronym.finditer(unit.words):
        if (name := called.get(match["acronym"])) and known.ends.search(name):
            start = unit.words.rfind(known.ends.sub("", name).strip(), 0, match.start())
            yield name, start if start >= 0 else match.start("acronym"), match.end()
    for match in known.head.finditer(unit.words):
        lead = unit.words[max(0, match.start() - LONGEST_NAME) : match.start()]
        issuer = re.search(rf"({alternatives(called)})(?:\s+{_YEAR})?\s+$", lead) if called else None
        if issuer and (issuer.start() == 0 or not lead[issuer.start() - 1].isalnum()):
            name = called[issuer[1]]
            whole = name if known.ends.search(name) else f"{name} {match[0].capitalize()}"
            yield whole, match.start() - len(lead) + issuer.start(), match.end()
        elif match[0][0].isupper() and (name := _capitals(lead, known, called, places)):
            yield f"{name} {match[0]}", match.start() - len(lead) + lead.rindex(name), match.end()


def _capitals(lead: str, known: _Words, issuers: Iterable[str], places: frozenset[str]) -> str:
    """Return the capitalised words that end a stretch, without the body or country before them; two words at least."""
    runs = [match for match in run(known.joins).finditer(lead) if match.end() == len(lead.rstrip())]
    parts = bare(runs[-1][0]).split() if runs else []
    while parts and (parts[0] in known.openers or not parts[0][0].isupper()):
        parts.pop(0)
    name = " ".join(parts)
    for before in sorted((*issuers, *places), key=len, reverse=True):
        if name.startswith(f"{before} "):
            name = name[len(before) + 1 :]
            break
    telling = [word for word in name.split() if word[:1].isupper() and word not in known.plain]
    return name if len(telling) > 1 else ""


def _report(name: str, where: Sequence[Mention], acronym: str, dated: Sequence[DateMention]) -> Instrument:
    years = {
        date.written[:4]
        for mention in where
        for date in dated
        if date.unit == mention.unit
        and date.kind == "year"
        and mention.start - _NEAR <= date.end
        and date.start <= mention.end + _NEAR
    }
    return Instrument(
        key=key(name), name=name, kind="report", year=int(years.pop()) if len(years) == 1 else None,
        aliases=(Alias(name=acronym, kind="acronym"),) if acronym else (), mentions=tuple(where),
    )  # fmt: skip


@cache
def _words(language: str) -> _Words:
    told = words("instruments", language)
    heads = alternatives(told["report_heads"])
    ignore = re.IGNORECASE
    return _Words(
        head=re.compile(rf"(?<![\w-])(?:{heads})(?![\w-])", ignore),
        titled=re.compile(
            rf"(?<!\w)(?:{heads})[^.;\"\u201c\u201d]{{0,40}}?(?:{alternatives(told['titled'])}),?\s+"
            r"[\"\u201c](?P<title>[^\"\u201c\u201d]{8,160}?)[,.]?[\"\u201d]",
            ignore,
        ),
        acronym=re.compile(rf"\((?P<acronym>[A-Z]{{2,8}})\)\s+(?P<head>(?i:{heads}))(?!\w)"),
        ends=re.compile(rf"(?<!\w)(?:{heads})$", ignore),
        plain=frozenset([*told["plain_reports"], *words("organisations", language)["generic_words"]]),
        joins=tuple(told["joins"]),
        openers=frozenset(words("people", language)["not_names"]),
    )
