"""References of RIS files as CSL-JSON items: which tag, by the name rispy gives it, is which variable.

Source: the RIS specification of 2011 (Reference Manager), as read by Zotero and EndNote; CSL 1.0.2.
"""

from __future__ import annotations

import re
from typing import Any

#: CSL types of RIS reference types; any other is a ``document``. The first of several is the one written.
TYPES = {
    "JOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book",
    "CHAP": "chapter", "CPAPER": "paper-conference", "CONF": "paper-conference", "RPRT": "report", "THES": "thesis",
    "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog", "STAT": "legislation", "BILL": "bill",
    "DATA": "dataset", "GOVDOC": "report", "UNPB": "manuscript", "MANSCPT": "manuscript", "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary", "CASE": "legal_case", "HEAR": "hearing", "MAP": "map", "PAMP": "pamphlet",
    "PAT": "patent", "PCOMM": "personal_communication", "SLIDE": "speech", "VIDEO": "motion_picture",
    "COMP": "software", "STAND": "standard", "EJOUR": "article-journal", "EBOOK": "book", "ECHAP": "chapter",
    "EDBOOK": "book", "GEN": "document",
}  # fmt: skip
#: Variables of one tag each, by rispy's name of the tag.
PLAIN = {
    "publisher": "publisher", "publisher-place": "place_published", "volume": "volume", "DOI": "doi",
    "edition": "edition", "language": "language", "abstract": "abstract", "title-short": "short_title",
    "genre": "type_of_work", "collection-title": "tertiary_title", "call-number": "call_number",
    "source": "name_of_database",
}  # fmt: skip
#: Types whose number stands in M1, and in whose SN a book number stands.
NUMBERED = frozenset({"report", "standard", "patent", "bill", "legislation"})
OF_BOOKS = frozenset({"book", "chapter", "report", "thesis", "entry-encyclopedia", "entry-dictionary"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: The name of a month where its number is due: ``2014/Mar/05``.
_MONTH = re.compile(rf"(?<=\d{{4}})[/ -]({'|'.join(_MONTHS)})[a-z]*\.?", re.IGNORECASE)
#: What stands between the ends of a span of time.
_SPAN = re.compile(r"\s*(?:/|-|\u2013|to)\s*(?=\d{4})")
_DATE = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b(?:[/-](\d{1,2})\b(?:[/-](\d{1,2})\b)?)?")


def ris_item(entry: dict[str, Any]) -> dict[str, Any]:
    """Return one reference as rispy read it, as a CSL-JSON item."""
    kind = TYPES.get(str(entry.get("type_of_reference", "")), "document")
    item: dict[str, Any] = {"type": kind}
    _put(item, "id", _first(entry, "id"))
    _put(item, "title", _first(entry, "title", "primary_title"))
    _put(item, "container-title", _first(entry, "journal_name", "secondary_title", "alternate_title3"))
    _put(item, "author", _people(entry.get("authors") or entry.get("first_authors")))
    _put(item, "editor", _people(entry.get("secondary_authors")))
    _put(item, "issued", _date(entry, "year", "publication_year", "date"))
    _put(item, "accessed", _date(entry, "access_date"))
    for field, key in PLAIN.items():
        _put(item, field, _first(entry, key))
    _put(item, "issue", _first(entry, "number"))
    _put(item, "number", _first(entry, "note") if kind in NUMBERED else "")
    _put(item, "ISBN" if kind in OF_BOOKS else "ISSN", _first(entry, "issn"))
    _put(item, "keyword", ", ".join(str(word).strip() for word in entry.get("keywords") or () if str(word).strip()))
    _put(item, "note", _first(entry, "notes"))
    _put(item, "abstract", item.get("abstract") or _first(entry, "notes_abstract"))
    pages = [str(page) for key in ("start_page", "end_page") if (page := entry.get(key))]
    _put(item, "page", "-".join(pages))
    _put(item, "URL", _first(entry, "urls", "url", "link"))
    return item


def _put(item: dict[str, Any], field: str, value: Any) -> None:  # noqa: ANN401 - CSL-JSON holds any of them
    if value:
        item[field] = value


def _first(entry: dict[str, Any], *keys: str) -> str:
    for key in keys:
        value = entry.get(key)
        if isinstance(value, list):
            value = next((item for item in value if item), None)
        if value:
            return str(value).strip()
    return ""


def _people(names: list[str] | None) -> list[dict[str, str]]:
    return [_person(name.strip()) for name in names or () if name.strip().strip(",")]


def _person(name: str) -> dict[str, str]:
    """Take a name apart at its commas; a comma at its end says that it is one of a body, whatever stands in it."""
    if name.endswith(",") or "," not in name:
        return {"literal": name.removesuffix(",").strip()}
    family, given, *suffix = (part.strip() for part in name.split(",", 2))
    person = {"family": family, "given": given}
    return person | {"suffix": suffix[0]} if suffix and suffix[0] else person


def _date(entry: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return the first year told, with month and day where any tag tells them of that year; a span has two ends.

    Words that tell no year, such as *forthcoming*, stay as they are.
    """
    written = [_MONTH.sub(_numbered, words) for key in keys if (words := str(entry.get(key) or "").strip(" /"))]
    told = [(_parts(match), words[match.end() :]) for words in written if (match := _DATE.search(words))]
    if not told:
        return {"raw": written[0]} if written else {}
    best, after = max((one for one in told if one[0][0] == told[0][0][0]), key=lambda one: len(one[0]))
    last = _DATE.search(after) if _SPAN.match(after) else None
    return {"date-parts": [best, _parts(last)] if last and _parts(last) >= best else [best]}


def _numbered(month: re.Match[str]) -> str:
    return f"/{_MONTHS.index(month[1][:3].lower()) + 1}"


def _parts(match: re.Match[str]) -> list[int]:
    year, month, day = (int(part) if part else 0 for part in match.groups())
    parts = [year]
    if 1 <= month <= 12:
        parts += [month, day] if 1 <= day <= 31 else [month]
    return parts
