"""Finding the characters of one string in another that holds them in blocks of another order.

A frozen text has the lines of its page in reading order, heads and notes moved out of the body; the page has them as
the file lists them. Within a line both run alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

#: Lengths of the runs that are looked for, longest first: a long run is where it is beyond doubt.
_LENGTHS = (48, 24, 12, 6, 3)


def aligned(wanted: str, printed: str) -> list[int]:
    """Return, for each character of `wanted`, its index in `printed`, or -1 where it cannot be told which it is.

    A run of characters counts as found where it stands once, and only once, among what is still free in either string;
    it is then followed to both sides as far as both agree. What remains is paired only where whole remnants are equal
    and equally many. No character of `printed` is given twice.
    """
    alignment = _Alignment(wanted, printed)
    for length in _LENGTHS:
        while alignment.anchor(length):
            pass
    alignment.pair_remnants()
    return alignment.there


class _Alignment:
    """What is matched so far."""

    def __init__(self, wanted: str, printed: str) -> None:
        self.wanted, self.printed = wanted, printed
        self.there = [-1] * len(wanted)
        self._here = [-1] * len(printed)

    def anchor(self, length: int) -> bool:
        """Match every run of this length that is single in both; say whether any was."""
        theirs = _single(self.printed, self._here, length)
        found = False
        for run, at in _single(self.wanted, self.there, length).items():
            place = theirs.get(run)
            if place is not None and self.there[at] < 0 and self._here[place] < 0:
                self._follow(at, place)
                found = True
        return found

    def pair_remnants(self) -> None:
        """Match what is left, in order, where both sides have the same remnant equally often."""
        theirs: defaultdict[str, list[int]] = defaultdict(list)
        for start, end in _free(self._here):
            theirs[self.printed[start:end]].append(start)
        ours: defaultdict[str, list[int]] = defaultdict(list)
        for start, end in _free(self.there):
            ours[self.wanted[start:end]].append(start)
        for words, starts in ours.items():
            if len(places := theirs.get(words, [])) == len(starts):
                for start, place in zip(starts, places, strict=True):
                    self._follow(start, place)

    def _follow(self, at: int, place: int) -> None:
        """Match from one pair of places to both sides."""
        for step in (1, -1):
            here, there = (at, place) if step > 0 else (at - 1, place - 1)
            while (
                0 <= here < len(self.wanted)
                and 0 <= there < len(self.printed)
                and self.there[here] < 0
                and self._here[there] < 0
                and self.wanted[here] == self.printed[there]
            ):
                self.there[here], self._here[there] = there, here
                here, there = here + step, there + step


def _free(matched: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans not matched yet."""
    start = -1
    for at, other in enumerate([*matched, 0]):
        if other < 0 <= at and start < 0:
            start = at
        elif other >= 0 and start >= 0:
            yield start, at
            start = -1


def _single(characters: str, matched: list[int], length: int) -> dict[str, int]:
    """Return the free runs of a length that stand only once, with their places."""
    places = {
        at: characters[at : at + length] for start, end in _free(matched) for at in range(start, end - length + 1)
    }
    counts = Counter(places.values())
    return {run: at for at, run in places.items() if counts[run] == 1}
