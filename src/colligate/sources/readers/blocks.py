"""Paragraphs, headings, tables and notes of a document without pages, put together into one text."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from colligate.sources.text import Region, RegionKind


class Block(msgspec.Struct, frozen=True):
    """One piece of a document; None is body text."""

    text: str
    kind: RegionKind | None = None


def put_together(blocks: Iterable[Block]) -> tuple[str, tuple[Region, ...]]:
    """Return the text and its regions; blocks are parted by a blank line, footnotes come after all else."""
    kept = [block for block in blocks if block.text.strip()]
    ordered = [block for block in kept if block.kind != "footnote"]
    ordered += [block for block in kept if block.kind == "footnote"]
    pieces: list[str] = []
    regions: list[Region] = []
    offset = 0
    for block in ordered:
        text = block.text.strip("\n ")
        if block.kind:
            regions.append(Region(offset, offset + len(text), block.kind))
        pieces.append(text)
        offset += len(text) + 2
    return "\n\n".join(pieces) + "\n", tuple(regions)


def table(rows: Iterable[Iterable[str]]) -> str:
    """Return a table as readable text: a line a row, cells parted by bars."""
    return "\n".join(" | ".join(" ".join(cell.split()) for cell in row) for row in rows)
