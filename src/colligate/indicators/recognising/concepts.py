"""What a series measures, as sentences say it: *the number of X*, *the X rate*, *X were identified*."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import msgspec

from colligate.indicators.recognising.areas import countries
from colligate.indicators.recognising.phrases import series_words
from colligate.indicators.recognising.quantities import Quantity
from colligate.indicators.recognising.vocabulary import vocabulary
from colligate.languages import alternatives

_WORD = re.compile(r"\s*([^\W\d_](?:[\w'\u2019]|[-\u2010](?=\w))*)")
_MOST = 9
_NEAR = 40
_KEY = 60


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """What is measured, and where the words that say so stand in their unit."""

    start: int
    end: int
    #: As the text says it, without the area.
    name: str
    #: How what is counted came to be counted (*identified*); empty where that is not said.
    verb: str = ""
    area: str = ""
    #: Whether values are shares or rates.
    rate: bool = False


def measured(words: str, language: str) -> tuple[Concept, ...]:
    """Return the measures that a sentence or caption names outright."""
    known = series_words(language)
    heads = (_measure_of(words, match, language) for match in _head(language).finditer(words))
    found = [concept for concept in heads if concept]
    taken = [(concept.start, concept.end) for concept in found]
    for match in _named(language).finditer(words):
        if not any(start <= match.start() < end for start, end in taken):
            rate = match[0].split()[-1].casefold() in known.rates
            area = _area(words, match.end(), language)
            name = " ".join(match[0].split())
            found.append(Concept(start=match.start(), end=match.end(), name=name, area=area, rate=rate))
    found = [one for one in found if not _multiple(language).search(words, max(0, one.start - _NEAR), one.start)]
    return tuple(sorted(found, key=lambda concept: concept.start))


@cache
def _head(language: str) -> re.Pattern[str]:
    known = series_words(language)
    return re.compile(rf"(?<!\w)({alternatives(known.heads)})\s+(?:{alternatives(known.of)})(?!\w)", re.IGNORECASE)


@cache
def _named(language: str) -> re.Pattern[str]:
    known = series_words(language)
    rate = alternatives(known.rates)
    return re.compile(
        rf"(?<![\w-])(?:[a-z]{{4,}}(?:\s[a-z]{{4,}})?\s(?:{rate})|(?i:{alternatives(known.measures)}))(?![\w-])"
    )


@cache
def _multiple(language: str) -> re.Pattern[str]:
    """Return what makes a measure a yardstick for something else: *twice the value of …*."""
    known = series_words(language)
    determiners = alternatives(known.determiners)
    return re.compile(rf"(?<!\w)(?:{alternatives(known.multiples)})\s+(?:(?:{determiners})\s+)?$", re.IGNORECASE)


def _measure_of(words: str, head: re.Match[str], language: str) -> Concept | None:
    known, numbers = series_words(language), vocabulary(language)
    end = position = head.end()
    plural = False
    for _ in range(_MOST):
        match = _WORD.match(words, position)
        if not match:
            break
        word = match[1].casefold()
        if word in known.of and plural:
            position = match.end()
            continue
        if word in numbers.determiners and not plural and end == head.end():
            position = match.end()
            continue
        if end == head.end() and word in known.unnamed:
            return None
        if word in numbers.stops or word in _moving(language) or word in known.counting:
            break
        position = end = match.end()
        plural = plural or numbers.plural(match[1])
    if end == head.end():
        return None
    name = " ".join(words[head.start() : end].split())
    rate = head[1].casefold().split()[-1] in known.rates
    return Concept(start=head.start(), end=end, name=_lowered(name), area=_area(words, end, language), rate=rate)


def _lowered(name: str) -> str:
    head, blank, rest = name.partition(" ")
    return f"{head.lower()}{blank}{rest.lower() if rest.istitle() else rest}"


@cache
def _moving(language: str) -> frozenset[str]:
    known = series_words(language)
    return frozenset(known.rises + known.falls + known.highest + known.lowest)


def _area(words: str, end: int, language: str) -> str:
    """Return the country that follows a measure at once: *in Norway*, *of Norway*."""
    preposition = re.match(r"\s+[a-z]{2,7}\s+(?:the\s+)?", words[end : end + _NEAR])
    if not preposition:
        return ""
    start = end + preposition.end()
    return next((name for at, name in countries(words, language, start, start + _NEAR) if at == start), "")


def counted_as(words: str, quantity: Quantity, last: Concept | None, language: str) -> Concept | None:
    """Return what a number counts where a verb of counting stands with it: *595 people were identified*."""
    if not quantity.counted:
        return _elliptical(words, quantity, last, language)
    end = words.find(quantity.counted, max(quantity.start, quantity.end - len(quantity.counted))) + len(
        quantity.counted
    )
    after = _counting_after(language).match(words, end)
    before = _counting_before(language).search(words, max(0, quantity.start - _NEAR), quantity.start)
    if after and not after["auxiliary"] and after["verb"].casefold() in series_words(language).taking_objects:
        after = None
    said = after["verb"] if after else before["verb"] if before else ""
    if not said:
        return None
    verb = series_words(language).progressive.get(said.casefold(), said.casefold())
    start, stop = (quantity.start, after.end()) if after else (before.start() if before else quantity.start, end)
    name = f"{quantity.counted} {verb}"
    return Concept(start=start, end=stop, name=name, verb=verb, area=_area(words, stop, language))


def _elliptical(words: str, quantity: Quantity, last: Concept | None, language: str) -> Concept | None:
    """Return the noun of the value before with the verb beside this one: *convicted 12 men and charged 30*."""
    after = _counting_after(language).match(words, quantity.end)
    beside = after or _counting_before(language).search(words, max(0, quantity.start - _NEAR), quantity.start)
    if not (beside and last and last.verb):
        return None
    said = beside["verb"].casefold()
    verb = series_words(language).progressive.get(said, said)
    return msgspec.structs.replace(last, name=f"{last.name.removesuffix(last.verb).strip()} {verb}", verb=verb)


@cache
def _counting_after(language: str) -> re.Pattern[str]:
    known = series_words(language)
    auxiliary = alternatives(known.auxiliaries)
    return re.compile(
        rf"\s+(?:(?P<auxiliary>{auxiliary})\s+)?(?P<verb>{alternatives(known.counting)})(?!\w)", re.IGNORECASE
    )


@cache
def _counting_before(language: str) -> re.Pattern[str]:
    known = series_words(language)
    among = alternatives(known.among)
    verbs = alternatives([*known.counting, *known.progressive])
    return re.compile(rf"(?<!\w)(?P<verb>{verbs})\s+(?:(?:{among})\s+)?$", re.IGNORECASE)


@cache
def takes_up(language: str) -> re.Pattern[str]:
    """Return what opens a sentence that goes on about the measure spoken of last."""
    known = series_words(language)
    openers, prepositions = alternatives(known.openers), alternatives(known.when)
    taken = rf"(?:{alternatives(known.determiners)})\s+(?:{alternatives(known.taking_up)})"
    lead = rf"(?:(?:{openers}),?\s+)?(?:(?:{prepositions})\s+(?:[^,]{{4,30}},|[^\W\d_]{{0,10}}\s?\d{{4}},?)\s+)?"
    after = rf"(?!\s+(?:{alternatives(known.of)})\b)(?!\w)"
    return re.compile(rf"\W*{lead}(?:{taken}|{alternatives(known.pronouns)}){after}", re.IGNORECASE)


def key(*parts: str) -> str:
    """Return a stable short name of letters, digits and hyphens for what the parts say."""
    joined = unicodedata.normalize("NFKD", " ".join(part for part in parts if part))
    plain = "".join(mark for mark in joined.casefold() if not unicodedata.combining(mark))
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_KEY].strip("-")


def same_thing(quantity: Quantity, concept: Concept, language: str) -> bool:
    """Say whether a number may be a value of a measure: it counts nothing else."""
    known = series_words(language)
    nouns = {word.casefold() for word in concept.name.split()}
    if quantity.measure in {vocabulary(language).percent[0], vocabulary(language).points[0]}:
        return concept.rate and (not quantity.counted or quantity.counted.split()[-1].casefold() in nouns)
    if not quantity.counted:
        return not quantity.measure or quantity.measure not in vocabulary(language).measures
    head = quantity.counted.split()[-1].casefold()
    if head in nouns:
        return True
    return quantity.measure == "people" and bool(nouns & known.persons)
