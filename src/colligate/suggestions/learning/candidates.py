"""The passages that can be proposed: every sentence and item of every text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from colligate.languages import languages, words
from colligate.sources.outline import OpenText, Unit

#: A sentence of fewer words, or of more characters, is no passage to judge by itself. Scripts without blanks
#: are measured in letters.
_FEWEST_WORDS, _FEWEST_LETTERS, _LONGEST = 4, 20, 5_000


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that may be proposed. Offsets are half-open, in Unicode code points of the text."""

    source: str
    #: Id of the Text.
    text: str
    start: int
    end: int
    #: As understood: page furniture left out, white space folded.
    words: str
    #: BCP 47 tag of the text.
    language: str = "en"
    #: Number of the unit in the outline of its text.
    unit: int = -1

    @property
    def key(self) -> str:
        """Its name in an address: ``source:start:end``."""
        return f"{self.source}:{self.start}:{self.end}"


def candidates(texts: Iterable[OpenText]) -> Iterator[Candidate]:
    """Yield the passages of texts that may be proposed, in their order; lists of references hold none."""
    for text in texts:
        aside = set(words("coding", text.language)["aside"]) if text.language in languages() else {"references"}
        for unit in text.outline.units:
            if _prose(unit) and text.outline.sections[unit.section].role not in aside:
                yield Candidate(
                    source=text.source, text=text.text, start=unit.start, end=unit.end, words=unit.words,
                    language=text.language, unit=unit.number,
                )  # fmt: skip


def drawn(code: str, candidate: Candidate) -> str:
    """Return what puts passages into the order that chance gave for a code, the same on every machine."""
    return hashlib.sha256(f"{code}\x1f{candidate.text}\x1f{candidate.start}\x1f{candidate.end}".encode()).hexdigest()


def _prose(unit: Unit) -> bool:
    long_enough = unit.words.count(" ") >= _FEWEST_WORDS - 1 or (
        not unit.words.isascii() and len(unit.words) >= _FEWEST_LETTERS
    )
    return unit.kind in {"sentence", "item"} and long_enough and len(unit.words) <= _LONGEST
