"""Corrections proposed for slips of text recognition and of line breaking. None is ever applied to the text.

A proposal rests on the text itself: the right form must stand elsewhere in it, or the slip be one no writer makes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from colligate.sources.readers.hyphens import Hyphens
from colligate.sources.text import Repair

_WORD = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"\b[A-Z]{4,20}\b")
_DIGIT_INSIDE = re.compile(r"\b[A-Z]+(?:[10][A-Z]+)+\b")
_SMALL_L = re.compile(r"\bl[a-z]+\b")
_EXTRA_CAPITAL = re.compile(r"\b[A-Z]([A-Z][a-z]{3,})\b")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`]{2,}(?=s\b)")  # noqa: RUF001
_DOUBLED_MARK = re.compile(r"(?<=\w)[,.];(?=\s)")
_STRAY = re.compile(r"(?<=\s)[~|](?:\s)(?=\w)")
_BROKEN = re.compile(r"\b([^\W\d_]+)-[ \t]*\n[ \t]*([^\W\d_]+)\b")
_GAP = re.compile(r"(?<=[^\s.!?:;|])[ \t]*\n(?:[ \t]*\n)+[ \t]*(?!\(?[a-z0-9]{1,4}\))(?=[a-z(])")

#: A capital word is the slip of another that stands in the text so many times as often.
_MORE_OFTEN = 5


def proposals(text: str) -> tuple[Repair, ...]:
    """Return every correction the text gives grounds for, in order, none over another."""
    words = Counter(_WORD.findall(text))
    found = [*_transposed(text, words), *_digits(text, words), *_small_l(text, words), *_capitals(text, words)]
    found += [*_marks(text), *_broken_words(text), *_gaps(text)]
    kept: list[Repair] = []
    for repair in sorted(found, key=lambda repair: (repair.start, -repair.end)):
        if not kept or repair.start >= kept[-1].end:
            kept.append(repair)
    return tuple(kept)


def _transposed(text: str, words: Counter[str]) -> Iterator[Repair]:
    often = {word for word, count in words.items() if count >= _MORE_OFTEN and _CAPITALS.fullmatch(word)}
    for match in _CAPITALS.finditer(text):
        word = match[0]
        for right in sorted(_swapped(word) & often - {word}):
            if words[right] >= _MORE_OFTEN * words[word]:
                reason = f"Two letters swapped: {right} stands {words[right]} times in the text."
                yield Repair(match.start(), match.end(), right, reason)
                break


def _swapped(word: str) -> set[str]:
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}


def _digits(text: str, words: Counter[str]) -> Iterator[Repair]:
    for match in _DIGIT_INSIDE.finditer(text):
        right = match[0].replace("1", "I").replace("0", "O")
        if words[right]:
            yield Repair(match.start(), match.end(), right, f"A digit read for a letter: {right} stands in the text.")


def _small_l(text: str, words: Counter[str]) -> Iterator[Repair]:
    for match in _SMALL_L.finditer(text):
        right = "I" + match[0][1:]
        named = text[match.end() : match.end() + 2].strip().isupper()
        if words[right] and (named or words[right] > _MORE_OFTEN * words[match[0]]):
            reason = f"A small l read for a capital I: {right} stands in the text."
            yield Repair(match.start(), match.end(), right, reason)


def _capitals(text: str, words: Counter[str]) -> Iterator[Repair]:
    for match in _EXTRA_CAPITAL.finditer(text):
        if words[match[1]] and words[match[0]] == 1:
            yield Repair(match.start(), match.end(), match[1], f"A letter too many: {match[1]} stands in the text.")


def _marks(text: str) -> Iterator[Repair]:
    for match in _APOSTROPHES.finditer(text):
        yield Repair(match.start(), match.end(), match[0][-1], "An apostrophe read twice.")
    for match in _DOUBLED_MARK.finditer(text):
        yield Repair(match.start(), match.end(), match[0][-1], "One mark read as two.")
    for match in _STRAY.finditer(text):
        yield Repair(match.start(), match.end(), "", "A mark that belongs to no word.")


def _broken_words(text: str) -> Iterator[Repair]:
    matches = list(_BROKEN.finditer(text))
    if not matches:
        return
    hyphens = Hyphens([_BROKEN.sub(" ", text)])
    for match in matches:
        whole = hyphens.join(match[1] + "-", match[2], broken=True)
        yield Repair(match.start(), match.end(), whole, "A word broken at the end of a line.")


def _gaps(text: str) -> Iterator[Repair]:
    for match in _GAP.finditer(text):
        yield Repair(match.start(), match.end(), "\n", "A blank line inside a sentence.")
