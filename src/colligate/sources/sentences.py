"""Where sentences end, by a list of rules; the words the rules need are data of each language."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from colligate import languages

#: Full stops, exclamation and question marks of other scripts (Unicode's Sentence_Terminal, those in daily use).
STOPS_ABROAD = "\u0589\u061f\u06d4\u0964\u0965\u104b\u1362\u1367\u17d4\u17d5\u3002\uff01\uff0e\uff1f\uff61"
#: They stand behind no abbreviation, so each ends a sentence; in Chinese and Japanese no blank follows. The wide full
#: stop stands behind numbers, too, and is left to those who look for the ends of lines.
_CERTAIN = STOPS_ABROAD.replace("\uff0e", "")
_SURE = rf"(?P<sure>[{_CERTAIN}][!?…{STOPS_ABROAD}]*[\"'”’»」』\uff09)\]]*)"  # noqa: RUF001
_STOP = re.compile(
    _SURE + r"|[.!?…]+[\"'”’»)\]]*[*†‡]{0,2}(?:(?<=[a-z\"”’)][.!?])\d{1,3}(?=\s+[A-Z\"“(]))?(?=\s|$)"  # noqa: RUF001
)
_TOKEN = re.compile(r"[^\s(\[\"“‘«]+\Z")  # noqa: RUF001
_BRACKETED = re.compile(
    r"\s*(?:\([^()]{0,200}?(?:\d{4}[a-z]?|n\.d\.)[^().]{0,40}\)|\[[\d,;\u2013 -]{1,30}\])[.]?(?=\s+[^\sa-z]|$)"
)
_NEXT = re.compile(r"\s*[\"'“‘«(\[]*(\S[^\s,;:.!?\"”’)\]]*)?")  # noqa: RUF001
_NUMBERING = re.compile(r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[IVXLivxl]{1,5})[.)])+")
_NUMERAL = re.compile(r"\d|[IVXLC]+$|[A-Z]$|[A-Z]+/")
#: Characters before a stop that are looked at to find an abbreviation.
_BACK = 24


class _Rules(msgspec.Struct, frozen=True):
    before_name: frozenset[str]
    before_number: frozenset[str]
    never: frozenset[str]
    perhaps: frozenset[str]
    starters: frozenset[str]


@cache
def _rules(language: str) -> _Rules:
    words = languages.words("abbreviations", language)
    return _Rules(**{key: frozenset(words[key]) for key in _Rules.__struct_fields__})


def sentences(words: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the half-open spans of the sentences of a paragraph whose white space is folded."""
    rules, spans, start = _rules(language), [], 0
    position = 0
    while match := _STOP.search(words, position):
        position = match.end()
        if not match["sure"] and not _ends(words, start, match, rules):
            continue
        if bracketed := _BRACKETED.match(words, position):
            position = bracketed.end()
        if position < len(words):
            spans.append((start, position))
            start = position + words[position].isspace()
    if start < len(words):
        spans.append((start, len(words)))
    return spans


def _ends(words: str, start: int, match: re.Match[str], rules: _Rules) -> bool:
    following = _NEXT.match(words, match.end())
    after = (following[1] or "") if following else ""
    if not after:
        return True
    if after[0].islower() and not _camel(after):
        return False
    if match[0][0] != "." or match[0].startswith(".."):
        return True
    token = _TOKEN.search(words, max(start, match.start() - _BACK), match.start())
    before = token[0] if token else ""
    return not before or _word_ends(before, after, words[start : match.end()], rules)


def _word_ends(before: str, after: str, sentence: str, rules: _Rules) -> bool:
    """Say whether a stop behind the word `before` ends a sentence when `after` follows."""
    word = before.rstrip(".")
    if _NUMBERING.fullmatch(sentence.strip()):
        return False
    if word in rules.perhaps or (len(word) == 1 and word.isalpha() and word.isupper()):
        return after in rules.starters
    if word in rules.before_name or word in rules.never:
        return False
    if word in rules.before_number:
        return not _NUMERAL.match(after) or after in rules.starters
    return True


def _camel(word: str) -> bool:
    """Tell names such as eLearning or iPhone, which may begin a sentence."""
    return len(word) > 2 and word[1].isupper() and word[2].islower()
