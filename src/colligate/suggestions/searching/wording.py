"""The words of a passage as search knows them: each in its exact form, as its stem, and where it stands.

Forms ignore case and the accents of Latin and Greek letters, and the vowel points of Arabic and Hebrew. A stem is
marked by its language, so that a French stem never meets an English one. Scripts without blanks are parted by a
dictionary, and beside that their characters are known one by one, so that a string can be found wherever it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import tantivy
from icu4py.breakers import WordBreaker

from colligate.languages.scripts import UNSPACED, pieces, spaced

#: Languages with a stemmer (Snowball's rules), by BCP 47 tag.
STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
#: Stands between two runs of characters that do not touch.
GAP = "_"
_POINTS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_SHAPES = str.maketrans(
    {"\u0622": "\u0627", "\u0623": "\u0627", "\u0625": "\u0627", "\u0671": "\u0627", "\u00ad": "", "\u200c": "",
     "\u200d": ""}
)  # fmt: skip
#: Words remembered for each language before all are forgotten again.
_MOST = 400_000


class Worded(NamedTuple):
    """Words in order; offsets are half-open, in code points of the passage's words."""

    exact: list[str]
    stems: list[str]
    starts: list[int]
    ends: list[int]
    #: The characters of unspaced scripts, runs parted by `GAP`, and the offset of each.
    letters: str
    places: list[int]


class Terms(NamedTuple):
    """What the index keeps of a passage: words in order, parted by blanks."""

    exact: str
    stems: str
    letters: str


def worded(words: str, language: str) -> Worded:
    """Return the words of a passage with their places."""
    known = _known(language)
    if not UNSPACED.search(words):
        spans = [match.span() for match in spaced().finditer(words)]
        forms = [known[words[start:end]] for start, end in spans]
        exact, stems = [form[0] for form in forms], [form[1] for form in forms]
        return Worded(exact, stems, [span[0] for span in spans], [span[1] for span in spans], "", [])
    found = Worded([], [], [], [], "", [])
    letters: list[str] = []
    for match in pieces().finditer(words):
        start, end = match.span()
        if match.lastindex is None:
            _add(found, *known[match.group()], start, end)
            continue
        characters, offsets = _plain(words, start, end)
        if letters and (found.places[-1] + 1 != start):
            letters.append(GAP)
            found.places.append(start)
        letters.append(characters)
        found.places.extend(offsets)
        if match.lastindex == 1:
            for first, last in _parted(characters):
                term = characters[first:last]
                _add(found, term, f":{term}", offsets[first], offsets[last - 1] + 1)
    return found._replace(letters="".join(letters))


#: What a query holds is worded once for all the passages that are set against it. Nobody changes what it returns.
asked_words = lru_cache(maxsize=512)(worded)


def terms(words: str, language: str) -> Terms:
    """Return what the index keeps of a passage."""
    if UNSPACED.search(words):
        found = worded(words, language)
        return Terms(" ".join(found.exact), " ".join(found.stems), " ".join(found.letters))
    known = _known(language)
    pairs = [known[word] for word in spaced().findall(words)]
    return Terms(" ".join([pair[0] for pair in pairs]), " ".join([pair[1] for pair in pairs]), "")


def _add(found: Worded, exact: str, stem: str, start: int, end: int) -> None:
    found.exact.append(exact)
    found.stems.append(stem)
    found.starts.append(start)
    found.ends.append(end)


def _plain(words: str, start: int, end: int) -> tuple[str, list[int]]:
    """Write the characters of a run in their usual composition, each with the offset it came from.

    Two signs in Thai and Lao are typed as one character or as two that look the same.
    """
    characters: list[str] = []
    offsets: list[int] = []
    for offset in range(start, end):
        one = unicodedata.normalize("NFKC", words[offset])
        for part in {"\u0e33": "\u0e4d\u0e32", "\u0eb3": "\u0ecd\u0eb2"}.get(one, one):
            characters.append(part)
            offsets.append(offset)
    return "".join(characters), offsets


def _parted(characters: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the words of a run, by ICU's dictionaries, which count UTF-16 units."""
    # The dictionaries know the composed signs alone.
    composed = characters.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
    widths = [2 if one in "\u0e33\u0eb3" else 1 for one in composed]
    units = [n for n, one in enumerate(composed) for _ in range(2 if ord(one) > 0xFFFF else 1)] + [len(composed)]
    starts = [0]
    for width in widths:
        starts.append(starts[-1] + width)
    for first, last in WordBreaker(composed, "th").segments():
        yield starts[units[first]], starts[units[last]]


class _Known(dict[str, tuple[str, str]]):
    """Remembers the forms of the words of one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._tag, self._stem = (language, _stemmer(language)) if language in STEMMERS else ("", None)

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= _MOST:
            self.clear()
        lower = unicodedata.normalize("NFKC", word).casefold().translate(_SHAPES)
        exact = _folded(lower) or word
        stem = _folded(self._stem(_POINTS.sub("", lower))) if self._stem else exact
        self[word] = pair = (exact, f"{self._tag}:{stem or exact}")
        return pair


def _folded(lower: str) -> str:
    plain = _POINTS.sub("", lower)
    if not plain.isascii() and any(one < "\u0400" or "\u1e00" <= one <= "\u1fff" for one in plain):
        plain = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", plain)))
    return "".join(plain.split())


@cache
def _known(language: str) -> _Known:
    return _Known(language)


def _stemmer(language: str) -> Callable[[str], str]:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    analyzer = builder.filter(tantivy.Filter.stemmer(STEMMERS[language])).build()

    def stem(word: str) -> str:
        found = analyzer.analyze(word)
        return found[0] if found else word

    return stem
