"""Proposing quantities: numbers that say how many or how much, never a year, a date or a place in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from colligate.indicators.recognising.measures import currency_before, measure_after, qualifier_after, qualifier_before
from colligate.indicators.recognising.numerals import Numeral, numerals, plain
from colligate.indicators.recognising.things import thing
from colligate.indicators.recognising.vocabulary import Qualifier, Vocabulary, vocabulary
from colligate.languages import alternatives, languages
from colligate.sources.outline import Mention, OpenText, Unit

_YEARS = range(1400, 2200)
_DIGITS_OF_A_YEAR = 4
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\bdoi:\s*\S+", re.IGNORECASE)
_CITED = re.compile(r"\([^()]{0,200}\b(?:1[4-9]|20|21)\d\d[a-z]?\b[^()]{0,80}\)")
#: A number that opens a unit and is followed by a point or bracket counts paragraphs or items.
_NUMBERING = re.compile(r"\s*[(\[]?\d+(?:\.\d+)*[.)\]]")
#: What makes digits part of a symbol or page mark: ``15-29595``, ``6/23``.
_SYMBOL = re.compile(r"\s?[-\u2013/]\s?\w|\s\d")
_WINDOW = 120
#: Longer units are no sentences: nothing is proposed from them.
LONGEST = 5_000


class Quantity(Mention, frozen=True, kw_only=True):
    """A number of something. The mention covers qualifier, sign, number and measure, not the thing counted."""

    #: A decimal without separators, scale words multiplied out.
    value: str
    #: The other end of a range; empty for a single number.
    upper: str = ""
    qualifier: Qualifier = ""
    #: ``people``, ``%``, ``percentage points``, an ISO 4217 code, or a measure (``years``); empty for plain counts.
    measure: str = ""
    #: What is counted, in the text's words; empty where that is not said beside the number.
    counted: str = ""


def quantities(text: OpenText) -> tuple[Quantity, ...]:
    """Return the quantities of a text in its order; headings, captions and table rows are passed over."""
    if text.language not in languages():
        return ()
    return tuple(
        quantity
        for unit in text.outline.units
        if unit.kind in {"sentence", "item"} and len(unit.words) <= LONGEST
        for quantity in _of(unit, text.language)
    )


def _of(unit: Unit, language: str) -> Iterator[Quantity]:
    words, known = unit.words, vocabulary(language)
    held = [match.span() for pattern in (_ADDRESS, _CITED) for match in pattern.finditer(words)]
    numbering = _NUMBERING.match(words)
    first = numbering.end() if numbering else 0
    found = [
        numeral
        for numeral in numerals(words, language)
        if numeral.start >= first and not any(start <= numeral.start < end for start, end in held)
    ]
    taken: Numeral | None = None
    for numeral, following in [*pairwise(found), *((last, None) for last in found[-1:])]:
        if numeral is taken or _named(words, numeral, known):
            continue
        upper = following if following and _is_range(words, numeral, following, known) else None
        if quantity := _quantity(unit, numeral, upper, language):
            taken = upper
            yield quantity


def _quantity(unit: Unit, numeral: Numeral, upper: Numeral | None, language: str) -> Quantity | None:
    words, known, last = unit.words, vocabulary(language), upper or numeral
    tail = words[last.end : last.end + _WINDOW]
    measure, length = measure_after(tail, language)
    start, currency = currency_before(words, numeral.start, language)
    counted, extent = thing(
        tail[length:], known, measured=bool(measure or currency), shared=measure not in known.measures
    )
    measure = currency or measure or ("people" if counted.casefold() in known.people else "")
    if not _is_amount(numeral, upper, measure, counted, known, valued=_valued(words, numeral, known)):
        return None
    start, before = qualifier_before(words, start, language)
    end = last.end + length
    end, after = qualifier_after(words, end, end + extent, language)
    return Quantity(
        unit=unit.number, start=start, end=end, value=plain(numeral.value),
        upper=plain(upper.value) if upper else "", qualifier=before or after, measure=measure, counted=counted,
    )  # fmt: skip


def _is_amount(
    numeral: Numeral, upper: Numeral | None, measure: str, counted: str, known: Vocabulary, *, valued: bool
) -> bool:
    """Say whether a number is one of something; of bare numbers those that may be years are not."""
    if measure and measure != "people":
        return True
    if any(end is not None and end.bare and _may_be_year(end) for end in (numeral, upper)):
        return bool(counted) and counted.split(maxsplit=1)[0].casefold() in known.counted_after_year
    return bool(counted) or valued


def _valued(words: str, numeral: Numeral, known: Vocabulary) -> bool:
    """Say whether a number without a noun is led in as a value: *fell to 455*, *was 12,000*."""
    if not words[numeral.start].isdigit() or _SYMBOL.match(words, numeral.end):
        return False
    lead, tail = words[max(0, numeral.start - _WINDOW) : numeral.start], words[numeral.end : numeral.end + _WINDOW]
    return bool(
        re.search(rf"(?<!\w)(?:{alternatives(known.valued_by)})\s+$", lead, re.IGNORECASE)
        or re.match(rf"\s+(?:{alternatives(known.valued_verbs)})\s", tail, re.IGNORECASE)
        or re.match(rf"\s+(?:{alternatives(known.valued_when)})\s+\d{{4}}(?!\d)", tail, re.IGNORECASE)
    )


def _may_be_year(numeral: Numeral) -> bool:
    return numeral.value in _YEARS and numeral.end - numeral.start == _DIGITS_OF_A_YEAR


def _named(words: str, numeral: Numeral, known: Vocabulary) -> bool:
    """Say whether a number is part of a name or a place in a document: *Article 5*, *Tier 3*, *5 May*, *1)*."""
    before = words[max(0, numeral.start - _WINDOW) : numeral.start].rstrip(' ([\u201c"')
    if word := re.search(r"[^\s(\[]+$", before):
        plain_word = word[0].casefold().strip("\u201c\u201d\"'")
        if plain_word in known.naming or plain_word.removesuffix("s") in known.naming:
            return True
        if plain_word in known.chaining and _chained(before, known):
            return True
    after = words[numeral.end : numeral.end + _WINDOW]
    next_word = re.match(r"\s?([^\W\d]+(?:\.\w\.)?)", after)
    return bool(
        (
            re.match(r"\s*[)\]]", after)
            and not re.search(r"[(\[][^()\[\]]{1,80}$", words[max(0, numeral.start - _WINDOW) : numeral.start])
        )
        or re.match(r"-\s?[A-Za-z]|\s?\([A-Za-z0-9]{1,4}\)", after)
        or _day(after, known)
        or (next_word and next_word[1].casefold() in known.named_after)
    )


def _day(after: str, known: Vocabulary) -> bool:
    """Say whether a number is the first of two days: *2 to 5 September*."""
    match = re.match(r"(?:\s+\w{2,3}\s+|\s?[-\u2013]\s?)\d{1,2}\s+([^\W\d_]+)", after)
    return bool(match and match[1].casefold() in known.named_after)


def _chained(before: str, known: Vocabulary) -> bool:
    """Say whether a number goes on a list that a naming word opened: *articles 5, 6 and 7*."""
    match = re.search(r"([^\s(]+)\s+[\d.,\-\u2013 ]+(?:\s*\w+)?$", before)
    return bool(match and match[1].casefold().removesuffix("s") in known.naming)


def _is_range(words: str, numeral: Numeral, following: Numeral, known: Vocabulary) -> bool:
    """Say whether two numbers are the ends of a range; after *from* they are the ends of a movement."""
    gap = words[numeral.end : following.start]
    lead = words[: numeral.start].rstrip().rpartition(" ")[2].casefold()
    if following.value <= numeral.value or lead in known.movement:
        return False
    if gap.strip() in {"-", "\u2013"}:
        return True
    joined = known.joining if lead in known.range_and else known.range
    return bool(re.fullmatch(rf"\s+(?:{alternatives(joined)})\s+", gap, re.IGNORECASE))
