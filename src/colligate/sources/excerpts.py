"""The words around a quote, as much as a reader needs to judge whether it is fairly quoted."""

from __future__ import annotations

import re
import unicodedata

from colligate.languages.scripts import UNSPACED

#: Words of an excerpt, as Annotation for Transparent Inquiry asks for them (Qualitative Data Repository, 2018).
LEAST, MOST = 100, 150
#: Code points beyond which an excerpt does not grow, for scripts that set no blanks.
_LONGEST = 1_500

_WORD = re.compile(r"\S+")
_END = re.compile(r"[.!?\u3002\u0964\u061f][\"'\u2019\u201d)\]]*$")


def excerpt(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the half-open span, in code points, of `LEAST` to `MOST` words with the quote in it.

    It begins and ends with a sentence where one does within these bounds. A longer quote is its own excerpt; a text of
    fewer words is an excerpt whole. Page furniture inside is left to whoever reads the span.
    """
    low = next((at for at in range(max(0, start - _LONGEST), start) if not _within(text, at)), start)
    high = next((at for at in range(min(len(text), end + _LONGEST), end, -1) if not _within(text, at)), end)
    words = [match.span() for match in _WORD.finditer(text, low, high)]
    first = next((number for number, word in enumerate(words) if word[1] > start), 0)
    last = next((number for number, word in enumerate(words) if word[1] >= end), len(words) - 1)
    if last - first + 1 >= MOST or not words:
        return start, end
    left, right = _grown(words, first, last)
    left, right = _whole(text, words, (left, right), (first, last))
    return min(start, words[left][0]), max(end, words[right][1])


def _within(text: str, at: int) -> bool:
    """Say whether a text cut here would be cut within a word, or a letter from its marks where no blanks are set."""
    if not 0 < at < len(text):
        return False
    if UNSPACED.match(text[at - 1]) or UNSPACED.match(text[at]):
        return unicodedata.category(text[at])[0] == "M"
    return not text[at - 1].isspace() and not text[at].isspace()


def _grown(words: list[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    """Grow by a word on either side in turn, up to `MOST` words."""
    left, right = first, last
    while right - left + 1 < MOST and (left > 0 or right < len(words) - 1):
        if words[right][1] - words[left][0] > _LONGEST:
            break
        if left > 0:
            left -= 1
        if right < len(words) - 1 and right - left + 1 < MOST:
            right += 1
    return left, right


def _whole(text: str, words: list[tuple[int, int]], grown: tuple[int, int], quoted: tuple[int, int]) -> tuple[int, int]:
    """Draw the ends in to the bounds of sentences, as long as `LEAST` words are left and the quote is inside."""
    left, right = grown
    spare = right - left + 1 - LEAST

    def ends(number: int) -> bool:
        return bool(_END.search(text[words[number][0] : words[number][1]]))

    begins = (number for number in range(left, min(quoted[0], left + spare) + 1) if number == 0 or ends(number - 1))
    begin = next(begins, left) if spare > 0 else left
    spare -= begin - left
    stops = (number for number in range(right, max(quoted[1], right - spare) - 1, -1) if ends(number))
    stop = next(stops, right) if spare > 0 else right
    return begin, stop
