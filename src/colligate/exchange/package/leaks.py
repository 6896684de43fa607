"""A last look into what goes out: the words of every file, in archives and pages too, held against withheld ones."""

from __future__ import annotations

import csv
import html
import io
import re
import sys
import zipfile

from colligate.sources.withholding import Words

#: A word of no document, set where one cell, paragraph or string ends: what stands apart is no run of words.
_APART = " \ua66e "
_TAG = re.compile(
    r"<(style|script)\b.*?</\1>|(</?(?:w:)?(?:p|li|td|th|tr|h\d|br|div|si|c|t)\b[^>]*>)|<[^>]*>", re.DOTALL
)
#: What is said where only some readers see it: title, aria-label, alt.
_ATTRIBUTE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL)
# A cell may hold a whole document.
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|[nrtbf]|(["\\/]))|(")')


def leak(name: str, data: bytes, words: Words) -> str:
    """Return withheld words that stand in a file, or nothing."""
    for text in _texts(name, data):
        if found := words.spans(text):
            return text[found[0][0] : found[0][1]]
    return ""


def _texts(name: str, data: bytes) -> list[str]:
    ending = name.rpartition(".")[2].lower()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(part).decode("utf-8", "replace") for part in archive.namelist()]
        return [words for part in parts for words in (_untagged(part), _attributes(part))]
    if ending == "pdf":
        return [_pdf(data)]
    text = data.decode("utf-8", "replace")
    if ending in ("html", "svg", "xml"):
        # Data in scripts is text as well, in another dress.
        return [_untagged(text), _attributes(text), *map(_strings, _SCRIPT.findall(text))]
    if ending == "csv":
        return [_APART.join(cell for row in csv.reader(io.StringIO(text)) for cell in row)]
    return [_strings(text)] if ending in ("json", "jsonl", "jsonld", "lock") else [text]


def _untagged(text: str) -> str:
    return html.unescape(_TAG.sub(lambda match: _APART if match.group(2) else "", text))


def _attributes(text: str) -> str:
    return html.unescape(_APART.join(one or other for one, other in _ATTRIBUTE.findall(text)))


def _strings(text: str) -> str:
    """Return what the strings of some JSON say, each apart from the next."""

    def plain(match: re.Match[str]) -> str:
        return chr(int(match.group(1), 16)) if match.group(1) else match.group(2) or (_APART if match.group(3) else " ")

    return _ESCAPE.sub(plain, text)


def _pdf(data: bytes) -> str:
    import pypdfium2  # noqa: PLC0415 - slow to load, and only a report in this form needs it

    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
