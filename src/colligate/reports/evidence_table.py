"""The evidence table: one row for each quote of each thing that each sentence of the report rests on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime

import xlsxwriter

from colligate.reports.document import Document
from colligate.reports.formulas import guarded
from colligate.reports.sentence import Sentence
from colligate.reports.support import Quote, Support

Cell = str | int
Row = dict[str, Cell]

#: Column to its width in characters, in the order of the table.
COLUMNS: dict[str, int] = {
    "sentence": 8, "sentence id": 18, "words": 60, "state": 12, "rests on": 24, "kind": 13, "support": 44, "level": 15,
    "side": 9, "quote": 70, "page": 7, "page inferred": 9, "lines": 9, "source": 20, "source title": 36,
    "publisher": 26, "year": 7, "primary or secondary": 12, "standing": 15, "reader's notes on": 36, "read by OCR": 9,
    "stance": 12, "code": 24, "coder": 14, "date": 12, "memo": 36, "proposed by": 18, "accepted": 9, "address": 40,
}  # fmt: skip

#: Characters that XML 1.0 cannot hold.
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
#: What a cell of a workbook can hold, in bytes of UTF-16.
_LONGEST = 2 * 32_767
#: A workbook states when it was made; the same study gives the same bytes whenever it is built.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks know no time zone


def rows(document: Document) -> list[Row]:
    """Return the table's rows, in the order of the report; a sentence with nothing to show has one row."""
    made: list[Row] = []
    for number, sentence in enumerate(document.sentences, 1):
        head: Row = {
            "sentence": number, "sentence id": "" if sentence.unbound else sentence.id, "words": sentence.words,
            "state": state(sentence),
        }  # fmt: skip
        supports = document.supports.get(sentence.id, ())
        made += [{**head, **row} for support in supports for row in _support(support)] or [head]
    return made


def state(sentence: Sentence) -> str:
    """Say in one or two words how a sentence stands: bound, argument, unbound; stale beside it."""
    word = "unbound" if sentence.unbound else "argument" if sentence.argument else "bound"
    return f"{word}, stale" if sentence.stale else word


def _support(support: Support) -> Iterator[Row]:
    head: Row = {"rests on": support.ref, "kind": support.kind, "support": support.title, "level": support.level}
    # Only what the rule was read off has two sides; a value's quotes are where it stands.
    sides = {"for" if support.rule else "": support.quotes, "against": support.against, "mentions": support.mentions}
    found = [(side, quote) for side, quotes in sides.items() for quote in quotes]
    if not found:
        yield {**head, "quote": "; ".join(support.notes)} if support.notes else head
    for side, quote in found:
        yield {**head, "side": side, **_quote(quote)}


def _quote(quote: Quote) -> Row:
    return {
        "quote": quote.words,
        "page": quote.page,
        "page inferred": "yes" if quote.page_inferred else "",
        "lines": quote.lines,
        "source": quote.source,
        "source title": quote.source_title,
        "publisher": quote.publisher,
        "year": quote.year or "",
        "primary or secondary": quote.kind,
        "standing": standing(quote),
        "reader's notes on": quote.notes_on,
        "read by OCR": "yes" if quote.ocr else "",
        "stance": quote.stance,
        "code": quote.code,
        "coder": "" if quote.suggested else quote.coder,
        "date": "" if quote.suggested else quote.date,
        "memo": quote.memo,
        "proposed by": quote.proposed_by,
        "accepted": "no" if quote.suggested else "yes" if quote.proposed_by else "",
        "address": quote.url,
    }


def standing(quote: Quote) -> str:
    """Say whose account a quote is: self-reported or independent; empty where nobody recorded a publisher."""
    if quote.self_reported is None:
        return ""
    return "self-reported" if quote.self_reported else "independent"


def csv_bytes(document: Document) -> bytes:
    """Write the table as CSV: UTF-8 with byte order mark, so that spreadsheets show every script; lines end in CRLF.

    An apostrophe is set before what a spreadsheet would run as a formula.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS), restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows(document):
        writer.writerow({name: guarded(value) if isinstance(value, str) else value for name, value in row.items()})
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(document: Document) -> bytes:
    """Write the table as an Excel workbook with a header that stays, filters and wrapped text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"title": f"Evidence: {document.title}".strip(": "), "created": _MADE})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8E8E8"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Evidence")
        for column, (name, width) in enumerate(COLUMNS.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name[0].upper() + name[1:], head)
        made = rows(document)
        places = {name: column for column, name in enumerate(COLUMNS)}
        for line, row in enumerate(made, 1):
            for name, value in row.items():
                if isinstance(value, int):
                    sheet.write_number(line, places[name], value, body)
                elif value:
                    sheet.write_string(line, places[name], _fitting(value), body)
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, len(made), len(COLUMNS) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()


def _fitting(value: str) -> str:
    """Return what of some words a cell can hold."""
    return value.translate(_NOT_XML).encode("utf-16-le")[:_LONGEST].decode("utf-16-le", "ignore")
