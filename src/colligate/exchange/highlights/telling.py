"""What a memo says of a mark: its comment, and who made it, how and when."""

from __future__ import annotations

from colligate.sources.facsimile.colours import colour_word
from colligate.sources.facsimile.marks import NOTES, Mark


def remembered(mark: Mark, comment: str, *, page: str, placed: bool = True) -> str:
    """Return a memo's words. The page is told where no passage tells it (`placed` is false)."""
    told = _kind(mark)
    if mark.kind not in NOTES and (word := colour_word(mark.colour)):
        told += f" in {word}"
    if mark.author:
        told += f" by {mark.author}"
    told += f", {mark.date}" if mark.date else ""
    told += "" if placed else f", p. {page}"
    return f"{comment}\n[{told}]".lstrip()


def _kind(mark: Mark) -> str:
    if mark.kind in NOTES and mark.answers >= 0:
        return "Answer in the PDF"
    return f"{mark.kind[0].upper()}{mark.kind[1:]}{' in the PDF' if mark.kind in NOTES else ''}"
