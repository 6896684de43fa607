"""EndNote XML: the records of a library, as *Export* writes them; its files lie in ``PDF`` within a folder of its name.

Source: the document type *RSXML* of EndNote; reference types by the names EndNote gives them.
"""

from __future__ import annotations

from typing import Any

from colligate.exchange.libraries.entry import Attached, Entry, Library
from colligate.exchange.libraries.fields import date_of
from colligate.exchange.libraries.xml import root_of
from colligate.exchange.refi.xml import Element
from colligate.sources.ris import ris_item

#: RIS type of each reference type; any other is generic.
_TYPES = {
    "Journal Article": "JOUR", "Book": "BOOK", "Book Section": "CHAP", "Edited Book": "EDBOOK", "Report": "RPRT",
    "Thesis": "THES", "Web Page": "ELEC", "Conference Paper": "CPAPER", "Conference Proceedings": "CPAPER",
    "Newspaper Article": "NEWS", "Magazine Article": "MGZN", "Government Document": "GOVDOC",
    "Electronic Article": "EJOUR", "Electronic Book": "EBOOK", "Electronic Book Section": "ECHAP", "Statute": "STAT",
    "Bill": "BILL", "Case": "CASE", "Hearing": "HEAR", "Dataset": "DATA", "Manuscript": "MANSCPT",
    "Unpublished Work": "UNPB", "Standard": "STAND", "Patent": "PAT", "Map": "MAP", "Pamphlet": "PAMP",
    "Blog": "BLOG", "Encyclopedia": "ENCYC", "Dictionary": "DICT", "Personal Communication": "PCOMM",
}  # fmt: skip
#: Where each tag of RIS, by rispy's name, stands in a record.
_ONE = {
    "title": "titles/title", "secondary_title": "titles/secondary-title", "tertiary_title": "titles/tertiary-title",
    "short_title": "titles/short-title", "alternate_title3": "periodical/full-title", "year": "dates/year",
    "date": "dates/pub-dates/date", "access_date": "access-date", "volume": "volume", "number": "number",
    "edition": "edition", "publisher": "publisher", "place_published": "pub-location", "issn": "isbn",
    "doi": "electronic-resource-num", "abstract": "abstract", "language": "language", "type_of_work": "work-type",
    "call_number": "call-num", "name_of_database": "remote-database-name", "start_page": "pages",
}  # fmt: skip
_MANY = {
    "authors": "contributors/authors/author", "secondary_authors": "contributors/secondary-authors/author",
    "keywords": "keywords/keyword", "notes": "notes", "urls": "urls/related-urls/url", "url": "urls/web-urls/url",
}  # fmt: skip
_FILES = ("urls/pdf-urls/url", "urls/text-urls/url", "urls/image-urls/url")
#: How a record is kept, or what stands elsewhere in it too.
_KEPT = frozenset({"database", "source-app", "rec-number", "foreign-keys", "ref-type", "label", "modified-date"})


def read_endnote(data: bytes, name: str) -> Library:
    """Read an export. Raises RefusedFileError for what is no well-formed XML, or declares a document type."""
    library = Library()
    odd: dict[str, list[str]] = {}
    for number, record in enumerate(root_of(data, name).iter("record"), 1):
        item, key = ris_item(_tags(record)), _key(record)
        if not item.get("title"):
            library.left.append(("entries", "they have no title", [f"{name}:{number}"]))
            continue
        _date(item, record)
        key = key or f"{item['title']} {item.get('issued', '')}"
        files = [Attached(key=f"{key}/{path}", path=path) for place in _FILES for path in _all(record, place)]
        library.entries.append(Entry(key=key, csl=item, files=files))
        for field in _unknown(record):
            odd.setdefault(field, []).append(str(item["title"]))
    library.left += [(f"values of '{field}'", "CSL has no variable for it", ids) for field, ids in odd.items()]
    return library


def _tags(record: Element) -> dict[str, Any]:
    kind = next((element.get("name") or "" for element in record if element.tag == "ref-type"), "")
    tags: dict[str, Any] = {"type_of_reference": _TYPES.get(kind, "GEN")}
    tags |= {tag: found[0] for tag, path in _ONE.items() if (found := _all(record, path))}
    tags |= {tag: found for tag, path in _MANY.items() if (found := _all(record, path))}
    if "number" in tags:
        tags["note"] = tags["number"]  # of a report, which has no issue
    if tags["type_of_reference"] in ("RPRT", "GOVDOC", "STAND", "PAT", "BILL", "STAT"):
        tags.pop("number", None)
    return tags


def _date(item: dict[str, Any], record: Element) -> None:
    """Put the day and month that stand beside the year, such as *May 3*, to it."""
    years, days = _all(record, _ONE["year"]), _all(record, _ONE["date"])
    for words in (f"{day}{mark} {year}" for year in years[:1] for day in days[:1] for mark in (",", "")):
        if "raw" not in (told := date_of(words)):
            item["issued"] = told
            return


def _key(record: Element) -> str:
    """Return what the record is called, in whichever library it lies."""
    for held in record:
        if held.tag == "foreign-keys":
            return next((f"{key.get('db-id') or ''}/{_words(key)}" for key in held if _words(key)), "")
    return ""


def _all(record: Element, path: str) -> list[str]:
    """Return the words of every element at a path, without the styles they are set in."""
    found = [record]
    for tag in path.split("/"):
        found = [child for element in found for child in element if child.tag == tag]
    return [words for element in found if (words := _words(element))]


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).replace("\r", "\n").split())


def _unknown(record: Element) -> list[str]:
    known = {path.partition("/")[0] for path in (*_ONE.values(), *_MANY.values(), *_FILES)}
    return [str(child.tag) for child in record if child.tag not in known | _KEPT and _words(child)]
