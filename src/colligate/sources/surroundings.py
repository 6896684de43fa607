"""The words around a place in a text, as a reader is shown them: whole words, and a sign where some were left out."""

from __future__ import annotations

_LEFT_OUT = "…"


def surroundings(text: str, start: int, end: int, *, most: int) -> tuple[str, str]:
    """Return what stands before and after a place, white space folded.

    Args:
        text: The whole text.
        start: Where the place begins, in code points.
        end: One past its last character.
        most: Characters shown on each side, at most. A word that would be cut is left out where there are blanks.
    """
    first, last = max(0, start - most), min(len(text), end + most)
    before, after = text[first:start], text[end:last]
    if first and not text[first - 1].isspace():
        before = before[_blank(before) :]
    if last < len(text) and not text[last].isspace():
        after = after[: len(after) - _blank(after[::-1])]
    before, after = " ".join(before.split()), " ".join(after.split())
    return (
        f"{_LEFT_OUT} {before}".rstrip() if text[:first].strip() else before,
        f"{after} {_LEFT_OUT}".lstrip() if text[last:].strip() else after,
    )


def _blank(words: str) -> int:
    """Return where the first white space is; 0 where there is none, as in Thai."""
    return next((place for place, letter in enumerate(words) if letter.isspace()), 0)
