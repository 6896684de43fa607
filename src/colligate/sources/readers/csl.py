"""What a file says about itself, as fields of a CSL-JSON item (citationstyles.org, CSL 1.0.2)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

_SPACE = re.compile(r"[\s\x00-\x1f]+")
#: Titles that programs put in where the author gave none.
_SILLY_TITLE = re.compile(
    r"(microsoft (word|powerpoint|excel) - .*|untitled.*|unbenannt.*|sans nom.*|document\d*|slide \d+|title|none|null"
    r"|.*\.(docx?|odt|rtf|pdf|indd|qxd|tex|pub|wpd|dvi|html?|txt|tiff?|pptx?)|\W*|\d+)",
    re.IGNORECASE,
)
_SILLY_AUTHOR = re.compile(
    r"(user\d*|admin(istrator)?|owner|unknown|anonymous|author|none|null|default|guest|pc|test|microsoft.*|acer|dell|hp|asus"
    r"|toshiba|lenovo|windows.*|\W*|\d+|(?-i:[a-z0-9._]+)|.*@.*)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(united nations|organi[sz]ations?|offices?|ministry|department|agency|university|institute|council|committee"
    r"|fund|bank|programme|association|foundation|centre|center|commission|secretariat|government|group|unit)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:D:)?(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?")


def item(*, title: str = "", authors: str | list[str] = "", issued: str = "", kind: str = "document") -> dict[str, Any]:
    """Return the fields that hold up, and none of those a program put in by itself.

    `authors` may be several names parted by semicolons; `issued` an ISO or PDF date.
    """
    fields: dict[str, Any] = {}
    if (title := _plain(title)) and not _SILLY_TITLE.fullmatch(title):
        fields["title"] = title
    stated = [authors] if isinstance(authors, str) else authors
    names = [each for text in stated for each in text.split(";")]
    if people := [name(plain) for each in names if (plain := _plain(each)) and not _silly(plain)]:
        fields["author"] = people
    if parts := date_parts(issued):
        fields["issued"] = {"date-parts": [parts]}
    return {"type": kind, **fields} if fields else {}


def name(text: str) -> dict[str, str]:
    """Return a CSL name: family and given where the words show which is which, else the whole as literal."""
    if _BODY.search(text) or " " not in text or text.isupper():
        return {"literal": text}
    if text.count(",") == 1:
        family, given = (part.strip() for part in text.split(","))
        return {"family": family, "given": given} if family and given else {"literal": text}
    if "," in text or len(text.split()) > 4:
        return {"literal": text}
    given, family = text.rsplit(" ", 1)
    return {"family": family, "given": given}


def date_parts(text: str) -> list[int]:
    """Return year, month and day of an ISO or PDF date, as far as it goes and is possible; empty for anything else."""
    found = _DATE.match(text.strip())
    if found is None:
        return []
    parts = [int(part) for part in found.groups() if part]
    try:
        date(parts[0], *[*parts[1:], 1, 1][:2])
    except ValueError:
        return []
    return parts if 1400 <= parts[0] <= 2100 else []


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _silly(author: str) -> bool:
    """Say whether a name is a login, a machine's or a placeholder; institutions write theirs in capitals."""
    return bool(_SILLY_AUTHOR.fullmatch(author)) and not (author.isupper() and len(author) > 2 and author.isalpha())
