"""Words of documents that must not go out: found in other texts however they are set, and blotted out there.

What counts as theirs: `RUN` words on end of one sentence, any whole sentence or line, and any quote, the last two from
`FEWEST` words on. Where a script sets no blanks its letters are counted instead. What open documents say in the same
words is nobody's secret and stays. Case, punctuation, white space and how accents are composed do not matter, so that
words in Markdown, JSON or a letter are found alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from colligate.languages import scripts
from colligate.sources.composing import Composed
from colligate.sources.sentences import sentences

#: Stands where words were.
BLOT = "\u2588"
MARK = BLOT * 5
#: Words on end that are taken for a quote.
RUN = 6
#: Words from which a whole sentence, line or quote counts.
FEWEST = 3
#: Letters that make a word in scripts that set no blanks: of signs for syllables or words, and of letters.
_SIGNS, _LETTERS = 2, 3
#: What nobody sees and no word ends at: soft hyphens, as some readers mark them too, joiners, places to break a line.
_SOFT = "\u00ad\ufffe\u200b-\u200d\u2060\ufeff"
_UNSEEN = re.compile(f"[{_SOFT}]")

#: A word as it is compared, and its half-open place in code points.
_Token = tuple[str, int, int]


class Words:
    """The words of some documents, to be found in any text."""

    def __init__(self, withheld: Iterable[str], *, quotes: Iterable[str] = (), opened: Iterable[str] = ()) -> None:
        """Take the texts to withhold, quotes from them, and texts that are open to all."""
        withheld, quotes, opened = list(withheld), list(quotes), list(opened)
        self._kinds = tuple(
            _Runs(token, RUN * letters, FEWEST * letters, withheld, quotes, opened) for token, letters in _kinds()
        )

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the half-open places of withheld words in code points, in order, none touching another."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(span for kind in self._kinds for span in kind.spans(text)):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def blotted(self, text: str) -> str:
        """Return the text with `MARK` for each run of withheld words, whatever its length."""
        pieces, position = [], 0
        for start, end in self.spans(text):
            pieces += [text[position:start], MARK]
            position = end
        return "".join([*pieces, text[position:]])


class _Runs:
    """Runs of one kind of token: words, or letters where words are not parted."""

    def __init__(
        self, token: re.Pattern[str], least: int, fewest: int, withheld: list[str], quotes: list[str], opened: list[str]
    ) -> None:
        self._token, self._least, self._fewest = token, least, fewest
        public = [self._folded(text) for text in opened]
        known = {size: {run for words in public for run in _runs(words, size)} for size in range(fewest, least + 1)}
        said = [*(sentence for text in withheld for sentence in _sentences(text)), *quotes]
        self._every = {run for words in said for run in _runs(self._folded(words), least)} - known[least]
        self._whole: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        joined = "".join(f" {' '.join(words)} " for words in public)
        lines = [line for text in withheld for line in text.splitlines()]
        for unit in {tuple(self._folded(words)) for words in [*said, *lines]}:
            if len(unit) >= fewest and not self._public(unit, known, joined):
                self._whole.setdefault(unit[:fewest], set()).add(unit)

    def _public(self, unit: tuple[str, ...], known: dict[int, set[tuple[str, ...]]], joined: str) -> bool:
        """Say whether an open text has just these words on end, or every run of them is withheld anyhow."""
        if len(unit) <= self._least:
            return unit in known[len(unit)]
        if all(run in self._every for run in _runs(unit, self._least)):
            return True
        return all(run in known[self._least] for run in _runs(unit, self._least)) and f" {' '.join(unit)} " in joined

    def _tokens(self, text: str) -> list[_Token]:
        plain = Composed(text)
        return [(_alike(match.group()), *plain.place(*match.span())) for match in self._token.finditer(plain.text)]

    def _folded(self, text: str) -> list[str]:
        return [token[0] for token in self._tokens(text)]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where runs stand; they may overlap."""
        tokens = self._tokens(text)
        words = tuple(token[0] for token in tokens)
        for first, run in enumerate(_runs(words, self._least)):
            if run in self._every:
                yield tokens[first][1], tokens[first + self._least - 1][2]
        for first, head in enumerate(_runs(words, self._fewest)):
            for unit in self._whole.get(head, ()):
                if words[first : first + len(unit)] == unit:
                    yield tokens[first][1], tokens[first + len(unit) - 1][2]


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return what finds a token of each kind, and how many of them count as a word."""
    letter = rf"[^\W_{scripts.SIGNS}{scripts.SPELT}]"
    part = f"{letter}(?:{letter}|[{scripts.marks()}])*"
    return (
        (re.compile(rf"{part}(?:(?:['\u2019-]|[{_SOFT}]+){part})*"), 1),
        *(
            # Here a mark is whatever of the script is no letter by itself.
            (re.compile(rf"(?!\W)[{script}](?:(?!\w)[{script}])*"), letters)
            for script, letters in ((scripts.SIGNS, _SIGNS), (scripts.SPELT, _LETTERS))
        ),
    )


def _alike(word: str) -> str:
    """Return what is the same of a word in capitals or not, with a hyphen nobody sees or without."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", word).replace("\u2019", "'").casefold())


def _runs(words: list[str] | tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[first : first + size]) for first in range(len(words) - size + 1))


def _sentences(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n|\f", text):
        words = " ".join(paragraph.split())
        yield from (words[start:end] for start, end in sentences(words))
