"""Tables of a report that list records: the works a manuscript cites, and notes with the places they are on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from colligate.codings.coding import Memo
from colligate.reports.binding import Binder
from colligate.reports.nodes import Node, table, words
from colligate.reports.support import Quote
from colligate.reports.tables import Cell, evidence, place
from colligate.sources.source import Citation

#: Words of a quote shown in a cell; the rest is a click away.
_SHOWN = 220


def citations(binder: Binder, options: Mapping[str, str], caption: list[Node]) -> Node:
    """Make the table of the keys by which works are cited. Option: ``state``: *resolved*, *unresolved*, *ambiguous*."""
    rows: list[list[Cell]] = []
    for citation in sorted(binder.material.of(Citation), key=lambda citation: citation.key.casefold()):
        state = _state(citation)
        if options.get("state", state) != state:
            continue
        quotes = binder.quoting.passages(citation.passages, citation)
        publisher = binder.quoting.name(citation.publisher)
        entries = "; ".join(map(binder.quoting.name, citation.entries))
        rows.append(
            [
                evidence(citation.key, citation.id),
                words("; ".join(dict.fromkeys(filter(None, map(place, quotes))))),
                words(publisher),
                words(f"{state}: {entries}" if entries else state),
            ]
        )
    head = [words(name) for name in ("Key", "Cited on", "Published by", "Entry")]
    return table(head, rows, caption=caption or words("Works cited"), widths=[0.26, 0.34, 0.18, 0.22])


def _state(citation: Citation) -> str:
    if not citation.entries:
        return "unresolved"
    return "resolved" if len(citation.entries) == 1 else "ambiguous"


def memos(binder: Binder, options: Mapping[str, str], caption: list[Node]) -> Node:
    """Make the table of notes, each with the words it is on. Options: ``ids`` with commas between; ``rule``."""
    chosen = options["ids"].replace(",", " ").split() if "ids" in options else None
    rows: list[list[Cell]] = []
    for memo in binder.material.said(Memo):
        if (chosen is not None and memo.id not in chosen) or not memo.proposed_by.startswith(options.get("rule", "")):
            continue
        quotes = binder.quoting.passages(memo.passages, memo)
        rows.append([evidence(memo.text, memo.id), list(_quoted(quotes))])
    head = [words("Note"), words("On")]
    return table(head, rows, caption=caption or words("Notes"), widths=[0.4, 0.6])


def _quoted(quotes: tuple[Quote, ...]) -> Iterator[Node]:
    several = len({quote.source for quote in quotes}) > 1
    for number, quote in enumerate(quotes):
        if number:
            yield {"t": "LineBreak"}
        said = quote.words if len(quote.words) <= _SHOWN else f"{quote.words[:_SHOWN].rsplit(' ', 1)[0]} […]"
        where = ", ".join(filter(None, [quote.source_title if several else "", place(quote)]))
        yield from words(f"\u201c{said}\u201d {f'({where})' if where else ''}".strip())


LISTS: dict[str, Callable[[Binder, Mapping[str, str], list[Node]], Node]] = {"citations": citations, "memos": memos}
