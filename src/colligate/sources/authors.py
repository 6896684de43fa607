"""Names as citations print them: people or an organisation, and whether *et al.* stands for others."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

import msgspec

from colligate import languages

_CAPITAL = r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017d]"
_ACRONYM = re.compile(r"(?:[A-Z]{2,}[A-Za-z]{0,2}|[A-Z][A-Z&/.-]*[A-Z])(?:[-/ ][A-Z][\w-]*)?")
_NAME = re.compile(rf"{_CAPITAL}[\w'’.-]*")  # noqa: RUF001
_PLAIN = re.compile(r"[^\w ]+")
_INITIALS = re.compile(rf"(?:{_CAPITAL}\.[ -]?)+")
#: Names of people are rarely cited with so many words.
_LONG_NAME = 4
#: Words in the longest author.
LONGEST = 16


class Words(msgspec.Struct, frozen=True):
    """A language's words of citations, prepared for matching."""

    et_al: re.Pattern[str]
    either: re.Pattern[str]
    before: re.Pattern[str]
    year: str
    locator: str
    inside: frozenset[str]
    particles: frozenset[str]
    organisation: re.Pattern[str]
    no_authors: frozenset[str]
    doubtful: frozenset[str]
    findings: re.Pattern[str]
    undated: str


class Author(msgspec.Struct, frozen=True):
    """Who is cited."""

    #: Surnames as printed, or the organisation's one name.
    names: tuple[str, ...]
    #: Whether *et al.* stands for further names.
    others: bool
    is_organisation: bool

    @property
    def folded(self) -> str:
        """The names without capitals, accents and signs, for telling keys apart."""
        return " ".join([*map(fold_name, self.names), *(["+"] if self.others else [])])


def fold_name(name: str) -> str:
    """Return a name without capitals, accents, signs and a possessive ending."""
    bare = unicodedata.normalize("NFKD", re.sub(r"['’]s$", "", name))  # noqa: RUF001
    bare = "".join(character for character in bare if not unicodedata.combining(character))
    return " ".join(_PLAIN.sub(" ", bare.casefold()).split())


@cache
def words_of(language: str) -> Words:
    """Return a language's words of citations."""
    words: dict[str, Any] = languages.words("citations", language)
    undated = "|".join(re.escape(word) for word in [*words["undated"], *words["unprinted"]])
    locators = "|".join(re.escape(word) for word in sorted(words["locators"], key=len, reverse=True))
    return Words(
        et_al=re.compile(rf",?\s+(?:{_any(words['et_al'])})\.?(?=$|[\s,(’'])", re.IGNORECASE),  # noqa: RUF001
        either=re.compile(rf"\s*,?\s+(?:{_any(words['and'])})\s+"),
        before=re.compile(rf"(?:(?:{_any(words['before'])})[\s:,]+)+(?=\S)", re.IGNORECASE),
        year=rf"(?:(?:1[5-9]|20)\d\d[a-z]?(?:[–/-](?:\d{{4}}|\d\d)[a-z]?)?|{undated})",  # noqa: RUF001
        locator=rf"(?:[,:]\s*(?:(?:{locators})\s*)[\w.,;–§ -]{{1,40}}|:\s*\d[\d–, -]{{0,20}})",  # noqa: RUF001
        inside=frozenset(words["inside_organisations"]),
        particles=frozenset(words["particles"]),
        organisation=re.compile(rf"\b(?:{_any(words['organisations'])})\b"),
        no_authors=frozenset(words["no_authors"]),
        doubtful=frozenset(words["doubtful_before"]),
        findings=re.compile(rf"\b(?:{_any(words['findings'])})\b", re.IGNORECASE),
        undated=undated,
    )


def _any(phrases: list[str]) -> str:
    return languages.alternatives(phrases)


def author(printed: str, language: str = "en") -> Author | None:
    """Read who is named in `printed`, or return None where it names nobody."""
    words = words_of(language)
    printed = printed.strip(" ,.:")
    hidden = words.et_al.search(f"{printed} ")
    if hidden:
        printed = printed[: hidden.start()].strip(" ,")
    if not _fits(printed, words):
        return None
    if is_organisation(printed, language) and not hidden:
        return Author((printed,), others=False, is_organisation=True)
    names = tuple(
        filter(None, (_surname(name, words) for part in words.either.split(printed) for name in part.split(",")))
    )
    if not names or any(len(name.split()) > _LONG_NAME for name in names):
        return None
    return Author(names, others=bool(hidden), is_organisation=False)


def is_organisation(printed: str, language: str = "en") -> bool:
    """Say whether a name is an organisation's: an acronym, a telling word, or more words than people's names have."""
    words = words_of(language)
    if _ACRONYM.fullmatch(printed.replace(" and ", " ").strip()) or words.organisation.search(printed):
        return True
    parts = words.either.split(printed)
    return len(parts) == 1 and "," not in printed and len(printed.split()) >= _LONG_NAME


def _fits(printed: str, words: Words) -> bool:
    tokens = printed.replace(",", " ").replace("&", " & ").split()
    if not tokens or len(tokens) > LONGEST or re.search(r"\d", printed):
        return False
    small = words.inside | words.particles
    named = [token for token in tokens if _NAME.fullmatch(token.strip("“”\"'’()"))]  # noqa: RUF001
    if not named or any(token not in small and token not in named for token in tokens if not _quoted(token)):
        return False
    last = tokens[-1].strip(".")
    return last not in words.no_authors and tokens[-1] not in words.inside and tokens[0] not in words.no_authors


def _quoted(token: str) -> bool:
    return token[0] in "“\"'‘" or token[-1] in "”\"'’"  # noqa: RUF001


def _surname(name: str, words: Words) -> str:
    """Return a person's surname, initials left out; an empty string for a piece that is no name."""
    bare = re.sub(r"['’]s$", "", _INITIALS.sub("", name + " ").strip(" ."))  # noqa: RUF001
    return bare if bare and any(token not in words.inside for token in bare.split()) else ""
