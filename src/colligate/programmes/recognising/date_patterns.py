"""The patterns by which a language's dates are found, made from its words and the months of the Unicode CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from babel import Locale

from colligate.languages import alternatives, words

#: A year that prose speaks of.
YEAR = r"(?:1[5-9]|20|21)[0-9]{2}"
_DASH = r"\s?[-\u2010-\u2015]\s?"
#: Digits are those of ASCII everywhere, since other code reads what is written.
#: What no year ends before: a word, a fraction, a share.
_NO_NUMBER = r"(?![\w/]|[.,][0-9]|\s?%)"


class DatePatterns(NamedTuple):
    """Patterns of one language, and what its names of months and eras stand for."""

    #: In lower case, to the number of the month.
    months: dict[str, int]
    #: To the years to take away for the common era.
    eras: dict[str, int]
    #: Groups: day, month, year.
    day_first: re.Pattern[str]
    #: Groups: first day, its month or None, last day, its month, year.
    days: re.Pattern[str]
    #: Groups: month, day, year.
    month_first: re.Pattern[str]
    #: Groups: month, year.
    month_only: re.Pattern[str]
    #: Groups ``first`` and ``last`` for the months, ``year`` where the first bears one, ``ends`` for that of the last.
    two_months: re.Pattern[str]
    #: Groups: era, year in it, year of the common era or None.
    era: re.Pattern[str]
    #: Two years, each in whichever group is not None.
    span: re.Pattern[str]
    #: The same with a word before the first: *between 1998 and 2003*.
    between: re.Pattern[str]
    #: Group: the decade's first year.
    decade: re.Pattern[str]
    #: Group ``year``: a year after a word that makes it one.
    bare: re.Pattern[str]
    #: Group: one more year of a list.
    listed: re.Pattern[str]
    #: What stands right before a year that is approximate, or bears an article; both end where they are told to.
    about: re.Pattern[str]
    article: re.Pattern[str]
    #: What follows a year that only names an edition.
    edition: re.Pattern[str]


@cache
def date_patterns(language: str) -> DatePatterns:
    """Return the patterns of a language. Raises NoWordsError."""
    told, months = words("dates", language), _months_of(language)
    month, ordinal, joined = alternatives(months), f"(?:{alternatives(told['ordinals'])})?", _any(told["day_spans"])
    return DatePatterns(
        months=months,
        eras=told["eras"],
        day_first=_pattern(
            rf"(?<![\w/])([0-9]{{1,2}}){ordinal}\s+(?:{_any(told['of'])}\s+)?({month})\.?,?\s+({YEAR})(?![\w/])"
        ),
        days=_pattern(
            rf"(?<![\w/])([0-9]{{1,2}}){ordinal}(?:\s+({month})\.?)?(?:{_DASH}|\s+{joined}\s+)"
            rf"([0-9]{{1,2}}){ordinal}\s+({month})\.?,?\s+({YEAR})(?![\w/])"
        ),
        month_first=_pattern(rf"(?<!\w)({month})\.?\s+([0-9]{{1,2}}){ordinal},?\s+({YEAR})(?![\w/])"),
        month_only=_pattern(rf"(?<!\w)(?<![0-9] )({month})\.?,?\s+({YEAR})(?![\w/])"),
        two_months=_two_months(told, month),
        # *BE* is an era, *be* a verb.
        era=re.compile(rf"(?<!\w)({alternatives(told['eras'])})\s*([0-9]{{4}})(?:\s*\(({YEAR})\))?(?!\w)"),
        span=_pattern(
            rf"(?<![\w.,/\-])({YEAR})(?:{_DASH}|/)({YEAR}|[0-9]{{2}})(?![\w/-])"
            rf"|(?<![\w-])({YEAR})\s+{_any(told['year_spans'])}\s+({YEAR})(?!\w)"
        ),
        between=_between(told),
        decade=_pattern(rf"(?<!\w)((?:1[5-9]|20)[0-9]0)['\u2019]?{told['decade']}(?!\w)"),
        bare=_bare(told),
        listed=_pattern(rf",\s+(?:{joined}\s+)?({YEAR}){_NO_NUMBER}"),
        about=_pattern(rf"(?<!\w){_any(told['about'])}[\s-]+$"),
        article=_pattern(rf"(?<!\w){_any(told['articles'])}\s+$"),
        edition=_pattern(rf"\s+(?:\w+\s+){{0,4}}?{_any(told['editions'])}(?!\w)"),
    )


def _two_months(told: dict[str, Any], month: str) -> re.Pattern[str]:
    # *and* joins two months to a span only after *between*, or where the first has no year of its own.
    sure = alternatives(then for first in told["spans"].values() for then in first if then not in told["both"])
    return _pattern(
        rf"(?<!\w)(?:(?P<lead>{alternatives(told['spans'])})\s+)?(?P<first>{month})\.?(?:\s+(?P<year>{YEAR}))?"
        rf"(?:{_DASH}|\s+(?:{sure})\s+|(?(lead)|(?<![0-9]))\s+{_any(told['day_spans'])}\s+)"
        rf"(?P<last>{month})\.?,?\s+(?P<ends>{YEAR})(?!\w)"
    )


def _between(told: dict[str, Any]) -> re.Pattern[str]:
    article = rf"(?:{_any(told['articles'])}\s+)?"
    joins = "|".join(
        rf"{re.escape(first)}\s+{article}({YEAR})\s+{_any(then)}\s+({YEAR})" for first, then in told["spans"].items()
    )
    return _pattern(rf"(?<!\w)(?:{joins})(?!\w)")


def _bare(told: dict[str, Any]) -> re.Pattern[str]:
    return _pattern(
        rf"(?<!\w)(?:{alternatives(told['before_year'])}|{_any(told['parts'])}-)(?:(?<=-)|[\s,]+)"
        rf"(?:{_any(told['articles'])}\s+)?(?P<year>{YEAR})(?!\s+{_any(told['counted'])}(?!\w)){_NO_NUMBER}"
    )


def _any(phrases: Iterable[str]) -> str:
    return f"(?:{alternatives(phrases)})"


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(form, re.IGNORECASE)


def _months_of(language: str) -> dict[str, int]:
    named = Locale.parse(language, sep="-").months["format"]
    found = {name.casefold(): number for name, number in words("dates", language)["months"].items()}
    for width in ("wide", "abbreviated"):
        found |= {name.rstrip(".").casefold(): number for number, name in named[width].items()}
    return found
