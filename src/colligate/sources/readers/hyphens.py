"""Words broken at the end of a line: with their hyphen or without it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEAD = re.compile(r"[^\W\d_]+$")
_TAIL = re.compile(r"[^\W\d_]+")

#: First and last members that English writes with a hyphen beside most words.
_FIRST = re.compile(
    "all|anti|co|cross|ex|first|five|four|half|high|long|low|man|mid|multi|non|one|second|self|short|six|socio|so|ten"
    "|third|three|two|vice|well|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_LAST = re.compile(
    "based|building|called|caused|driven|economic|free|funded|intensive|keeping|largest|led|level|made|making|neutral"
    "|old|oriented|owned|political|ranking|reaching|related|scale|sensitive|sized|specific|standing|term|wide"
)

#: Parts shorter than this are syllables, whatever words they look like.
_SHORT = 3


class Hyphens:
    """Decides, from the words of one document, whether a hyphen at a line's end belongs to the word."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count the document's words, from texts without the parts of broken ones."""
        self._words = Counter(word for text in texts for word in _WORD.findall(text.lower()))

    def join(self, before: str, after: str, *, broken: bool) -> str:
        r"""Join two lines with ``\n``; a word cut in two is made whole on the first of them.

        `broken` says a hyphen has been taken off the end of `before`. A hyphen still there is judged the same way.
        """
        if not broken and not (before.endswith("-") and before[-2:-1].isalpha() and after[:1].islower()):
            return f"{before}\n{after}"
        before = before.removesuffix("-")
        rest, _, line = after.partition(" ")
        whole = before + ("-" if self._keeps(before, rest) else "") + rest
        return f"{whole}\n{line}" if line else whole

    def across(self, before: str, after: str) -> tuple[str, str]:
        """Make a word that a page break cuts whole on the first page; both texts are returned, changed or not."""
        word, blank, rest = after.partition(" ")
        if not (before.endswith("-") and before[-2:-1].isalpha() and after[:1].islower() and blank):
            return before, after
        return self.join(before, word, broken=False), rest

    def _keeps(self, before: str, rest: str) -> bool:
        head, tail = _HEAD.search(before), _TAIL.match(rest)
        if head is None or tail is None or not rest[0].islower():
            return True
        first, second = head[0].lower(), tail[0].lower()
        solid, hyphened = self._words[first + second], self._words[f"{first}-{second}"]
        if solid or hyphened:
            return hyphened > solid
        if _FIRST.fullmatch(first) or _LAST.fullmatch(second):
            return True
        words = min(self._words[first], self._words[second]) > 0
        return words and min(len(first), len(second)) > _SHORT
