"""A book of our own making, as long as one likes: the same seed gives the same words, and no page is like another."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from random import Random

import typst

PARAGRAPHS, SENTENCES = 5, (3, 6)

_WHO = (
    "The harbour office", "A mission of the fund", "The union of seafarers", "One inspector", "The ministry of labour",
    "A court in Velm", "The council of Korst", "The regional programme", "An envoy of the league", "The coast guard",
)  # fmt: skip
_DID = (
    "reported", "trained", "questioned", "registered", "turned away", "paid", "moved", "heard", "counted", "released",
)  # fmt: skip
_WHOM = (
    "fishers without papers", "young recruits", "crews of foreign vessels", "witnesses of the case", "interpreters",
    "families left behind", "owners of small boats", "police officers", "members of the committee", "dock workers",
)  # fmt: skip
_WHERE = (
    "on the northern coast", "in the old port", "along the river", "near the border", "in the capital",
    "in two provinces", "at the training centre", "on the islands",
)  # fmt: skip
_WHY = (
    "because wages had been withheld", "after the law was changed", "although no budget had been set aside",
    "as the second phase had asked", "while the inquiry was still going on", "before the season began",
    "so that complaints could be heard in private", "since the list of vessels had been lost",
)  # fmt: skip
_ALSO = (
    "Nothing of the kind is told of other harbours", "Those who spoke first were seldom asked again",
    "The figure rests on one ledger", "Later accounts give another order of events",
    "Nobody contested this at the time", "What became of the rest is not known",
)  # fmt: skip


def pages(count: int, seed: int = 1) -> list[list[str]]:
    """Return the paragraphs of each page, numbered from 1 in the words themselves."""
    chance = Random(seed)
    return [[_paragraph(number, at, chance) for at in range(PARAGRAPHS)] for number in range(1, count + 1)]


def _paragraph(page: int, place: int, chance: Random) -> str:
    told = [_sentence(chance) for _ in range(chance.randint(*SENTENCES))]
    return " ".join([f"Entry {page}.{place + 1} of the ledger is kept here as it was found.", *told])


def _sentence(chance: Random) -> str:
    if chance.random() < 0.15:
        return f"{chance.choice(_ALSO)}, says note {chance.randint(100, 9_999)}."
    return (
        f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.randint(2, 990)} {chance.choice(_WHOM)} "
        f"{chance.choice(_WHERE)} in {chance.randint(1990, 2024)}, {chance.choice(_WHY)}."
    )


def as_pdf(book: Sequence[Sequence[str]]) -> bytes:
    """Set a book, each page on a page of its own."""
    head = '#set page(paper: "a5", margin: 14mm)\n#set text(size: 8pt)\n#set par(justify: true)\n'
    return typst.compile((head + "\n#pagebreak()\n".join("\n\n".join(page) for page in book)).encode())


def as_html(paragraphs: Sequence[str], title: str) -> bytes:
    """Set paragraphs as a plain page."""
    words = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return f"<!DOCTYPE html><html><head><title>{escape(title)}</title></head><body>{words}</body></html>".encode()
