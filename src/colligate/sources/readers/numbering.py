"""The numbers printed on the pages, where the file itself states no labels and counts otherwise.

An article from a journal bears the journal's page numbers, by which it is cited; its file counts from 1.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from colligate.problems import Problem
from colligate.sources.text import Layout, PageStart

#: Share of the pages that must bear numbers rising with them, and the fewest.
_MOST, _FEWEST = 0.6, 3
_NUMBER = re.compile(r"(?<![\w/.-])\d{1,4}(?![\w/-]|\.\d)")


def as_printed(text: str, layout: Layout) -> Layout:
    """Return the layout with the printed numbers as labels, marked as inferred, where they run ahead of the count.

    Pages without a number get the one their place calls for. Where the printed numbers lag behind, as after a cover,
    the count is kept: no label could be given to the pages before.
    """
    ahead = _ahead(text, layout)
    if ahead <= 0:
        return layout
    pages = tuple(
        PageStart(page.offset, str(ordinal + ahead), "inferred") for ordinal, page in enumerate(layout.pages, start=1)
    )
    return msgspec.structs.replace(layout, pages=pages)


def warning(layout: Layout, name: str) -> tuple[Problem, ...]:
    """Say that page numbers were taken from the print, where they were."""
    if not layout.pages or layout.pages[0].basis != "inferred":
        return ()
    first, last = layout.pages[0].label, layout.pages[-1].label
    message = f"The file counts its pages from 1; they were given the numbers printed on them, {first} to {last}."
    remedy = "Compare a few page numbers with the document."
    return (Problem(place=name, message=message, remedy=remedy, severity="warning"),)


def _ahead(text: str, layout: Layout) -> int:
    """Return by how much printed numbers exceed the count on most pages; 0 where they do not, or differ."""
    found: Counter[int] = Counter()
    starts = {page.offset: ordinal for ordinal, page in enumerate(layout.pages, start=1)}
    for region in layout.regions:
        page = layout.page_at(region.start)
        if region.kind in ("header", "footer") and page is not None:
            numbers = {int(number) for number in _NUMBER.findall(text[region.start : region.end])}
            found.update({number - starts[page.offset] for number in numbers})
    ahead, pages = max(found.items(), key=lambda item: (item[1], -abs(item[0])), default=(0, 0))
    return ahead if pages >= max(_FEWEST, _MOST * len(layout.pages)) else 0
