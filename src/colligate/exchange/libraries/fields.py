"""Zotero's types and fields as those of CSL (Zotero schema 36; CSL 1.0.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup

#: CSL type of each item type; any other is a ``document``.
TYPES = {
    "artwork": "graphic", "audioRecording": "song", "bill": "bill", "blogPost": "post-weblog", "book": "book",
    "bookSection": "chapter", "case": "legal_case", "computerProgram": "software", "dataset": "dataset",
    "conferencePaper": "paper-conference", "dictionaryEntry": "entry-dictionary", "document": "document",
    "email": "personal_communication", "encyclopediaArticle": "entry-encyclopedia", "film": "motion_picture",
    "forumPost": "post", "hearing": "hearing", "instantMessage": "personal_communication", "interview": "interview",
    "journalArticle": "article-journal", "letter": "personal_communication", "magazineArticle": "article-magazine",
    "manuscript": "manuscript", "map": "map", "newspaperArticle": "article-newspaper", "patent": "patent",
    "podcast": "broadcast", "preprint": "article", "presentation": "speech", "radioBroadcast": "broadcast",
    "report": "report", "standard": "standard", "statute": "legislation", "thesis": "thesis",
    "tvBroadcast": "broadcast", "videoRecording": "motion_picture", "webpage": "webpage",
}  # fmt: skip
#: CSL variable of each field; several fields mean the same for different types.
_FIELDS = {
    "title": "title", "caseName": "title", "nameOfAct": "title", "subject": "title", "abstractNote": "abstract",
    "publicationTitle": "container-title", "bookTitle": "container-title", "proceedingsTitle": "container-title",
    "websiteTitle": "container-title", "blogTitle": "container-title", "encyclopediaTitle": "container-title",
    "dictionaryTitle": "container-title", "forumTitle": "container-title", "programTitle": "container-title",
    "journalAbbreviation": "container-title-short", "publisher": "publisher", "institution": "publisher",
    "university": "publisher", "company": "publisher", "label": "publisher", "distributor": "publisher",
    "place": "publisher-place", "volume": "volume", "issue": "issue", "pages": "page", "edition": "edition",
    "versionNumber": "version", "series": "collection-title", "seriesTitle": "collection-title",
    "seriesNumber": "collection-number", "number": "number", "reportNumber": "number", "billNumber": "number",
    "patentNumber": "number", "publicLawNumber": "number", "docketNumber": "number", "DOI": "DOI", "ISBN": "ISBN",
    "ISSN": "ISSN", "url": "URL", "language": "language", "shortTitle": "title-short", "extra": "note",
    "callNumber": "call-number", "archive": "archive", "archiveLocation": "archive_location",
    "libraryCatalog": "source", "section": "section", "conferenceName": "event-title", "meetingName": "event-title",
    "numPages": "number-of-pages", "numberOfVolumes": "number-of-volumes", "reportType": "genre",
    "thesisType": "genre", "manuscriptType": "genre", "presentationType": "genre", "websiteType": "genre",
    "letterType": "genre", "mapType": "genre", "postType": "genre", "genre": "genre", "type": "genre",
    "runningTime": "dimensions", "scale": "scale", "citationKey": "citation-key",
}  # fmt: skip
_DATES = {
    "date": "issued",
    "dateDecided": "issued",
    "dateEnacted": "issued",
    "issueDate": "issued",
    "accessDate": "accessed",
}
#: CSL role of each kind of creator; whoever made the thing is its author.
_ROLES = {
    "editor": "editor", "seriesEditor": "collection-editor", "translator": "translator",
    "bookAuthor": "container-author", "recipient": "recipient", "interviewer": "interviewer",
    "reviewedAuthor": "reviewed-author", "composer": "composer", "director": "director", "contributor": "contributor",
    "producer": "producer",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?:[T ].*)?")
_WORDED = re.compile(r"(?:(\d{1,2})\.? )?([A-Za-z]{3,9})\.? (?:(\d{1,2}), )?(\d{4})")
#: Two dates as ISO 8601 and people write a span of time.
_SPAN = re.compile(r"(\d{4}(?:-\d{1,2}){0,2})(?:/|\s*\u2013\s*|\s+-\s+|-(?=\d{4}$))(\d{4}(?:-\d{1,2}){0,2})")
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b")
_BLOCKS = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|tr)>|<br\s*/?>", re.IGNORECASE)


def csl_of(kind: str, fields: Mapping[str, Any], creators: list[dict[str, Any]]) -> tuple[dict[str, Any], list[str]]:
    """Return a CSL-JSON item of an item of Zotero, and the names of the fields that CSL has no variable for."""
    item: dict[str, Any] = {"type": TYPES.get(kind, "document")}
    odd: list[str] = []
    for field, value in fields.items():
        if value in (None, ""):
            continue
        if field in _DATES:
            item.setdefault(_DATES[field], date_of(str(value)))
        elif field in _FIELDS:
            item.setdefault(_FIELDS[field], str(value))
        else:
            odd.append(field)
    for creator in creators:
        if person := _person(creator):
            item.setdefault(_ROLES.get(str(creator.get("creatorType")), "author"), []).append(person)
    return item, odd


def _person(creator: Mapping[str, Any]) -> dict[str, str]:
    family, given = (str(creator.get(name) or "").strip() for name in ("lastName", "firstName"))
    literal = str(creator.get("name") or "").strip() or ("" if given else family)
    return {"literal": literal} if literal else {"family": family, "given": given} if family or given else {}


def date_of(words: str) -> dict[str, Any]:
    """Return a CSL date: its parts, or its year with the words as they stand."""
    ends = [date_of(end) for end in span.groups()] if (span := _SPAN.fullmatch(words.strip())) else []
    if ends and all("raw" not in end for end in ends):
        return {"date-parts": [end["date-parts"][0] for end in ends]}
    if (iso := _ISO.fullmatch(words.strip())) and (parts := _possible(*iso.groups())):
        return {"date-parts": [parts]}
    if (worded := _WORDED.fullmatch(words.strip())) and worded.group(2)[:3].lower() in _MONTHS:
        month = str(_MONTHS.index(worded.group(2)[:3].lower()) + 1)
        if parts := _possible(worded.group(4), month, worded.group(1) or worded.group(3)):
            return {"date-parts": [parts]}
    year = _YEAR.search(words)
    return {"date-parts": [[int(year.group())]], "raw": words} if year else {"raw": words}


def _possible(year: str, month: str | None, day: str | None) -> list[int]:
    parts = [int(part) for part in (year, month, day) if part and int(part)]
    return parts if all(1 <= part <= most for part, most in zip(parts, (9999, 12, 31), strict=False)) else []


def plain(html: str) -> str:
    """Return the words of a note, a line for each of its paragraphs."""
    text = BeautifulSoup(_BLOCKS.sub(r"\g<0>" + "\n", html), "html.parser").get_text()
    return "\n".join(line for each in text.splitlines() if (line := " ".join(each.split())))
