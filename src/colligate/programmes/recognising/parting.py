"""Where a run of capitalised words holds more than one name, or more than a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from colligate.programmes.recognising.lexicon import Lexicon
from colligate.programmes.recognising.names import LONGEST_NAME, run


class Parter:
    """Parts runs of one text, knowing its places and the names it has told."""

    def __init__(self, known: Lexicon, places: frozenset[str], called: Collection[str]) -> None:
        """Take the words of the language, names of places, and names and acronyms told so far."""
        self._known, self._places, self._called = known, places, called
        self._joined_places = [place for place in places if " " in place and place.count(" ") > 1]

    def parts(self, said: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the spans of single names in a run."""
        for match in self._known.parting.finditer(said, start, end):
            if match.start() > start and self._apart(said[start : match.start()], said[match.end() : end], match):
                yield start, match.start()
                start = match.end()
        yield start, end

    def opened(self, said: str, start: int, end: int) -> int:
        """Return where a name begins after words that only begin the sentence, or tell a post: *On*, *Director of*."""
        while (first := said[start:end].split(" ", maxsplit=1)[0]) in self._known.openers and len(
            first
        ) < end - start - 1:
            start += len(first) + 1
        post = self._known.post.match(said[start:end])
        return start + post.end() if post and start + post.end() < end else start

    def goes_on(self, said: str, match: re.Match[str]) -> bool:
        """Say whether a known name is only the beginning of a longer one, as in *United Nations Country Office*."""
        longer = run(self._known.joins).match(said, match.start(), match.end() + LONGEST_NAME)
        if longer is None or longer.end() <= match.end():
            return False
        own = self._known.before_join(longer[0])
        return len(own) > len(match[0]) and bool(self._known.sort(own)) and not self._known.names.get(own)

    def _apart(self, left: str, right: str, match: re.Match[str]) -> bool:
        if left.rsplit(maxsplit=1)[-1] in self._known.governments and not match["both"]:
            return True
        if match["both"]:
            return self._two(left, right, match)
        if not match["loose"]:
            return False
        join = match[0].split()[0]
        return (join != self._known.inside and not self._known.sort(left)) or self._stands_alone(left, right)

    def _two(self, left: str, right: str, match: re.Match[str]) -> bool:
        """Say whether *and* joins two bodies, and not two parts of one name."""
        whole = f"{left}{match[0]}{right}"
        if any(place in whole and place not in left and place not in right for place in self._joined_places):
            return False
        if match["article"]:
            return True
        complement = self._known.before_join(left) != left
        own = (
            bool(self._known.head.search(self._known.before_join(right)))
            or right.split(" ", maxsplit=1)[0] in self._called
        )
        if not own:
            # *Government of Peru and Peru's …* names the country again; *Ministry of Ports and Trade* is one body.
            ruling = right in self._places and left.split(" ", maxsplit=1)[0] in self._known.governments
            return ruling or not complement
        # *Truth and Reconciliation Commission* has its only head at its end.
        return bool(self._known.sort(left) or left in self._places or left in self._called or left.isupper())

    def _stands_alone(self, left: str, right: str) -> bool:
        """Say whether what follows *in*, *to* or *with* is a place or another body, and not part of the name."""
        if right in self._places or left in self._places or right.split(" ", maxsplit=1)[0] in self._called:
            return True
        return (
            self._known.sort(left) == "organisation"
            and len(right.split()) < 3
            and left.rsplit(maxsplit=1)[-1] in self._known.heads
        )
