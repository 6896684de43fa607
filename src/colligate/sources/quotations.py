"""Direct quotations, and whether the words stand in any of the sources given."""

from __future__ import annotations

import bisect
import difflib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Literal

import msgspec
from rapidfuzz import fuzz

from colligate import languages
from colligate.sources.folding import fold
from colligate.sources.headings import titles
from colligate.sources.locating import Searchable
from colligate.sources.outline import Mention, OpenText, Unit

#: Quoted words of fewer words are terms, not quotations.
FEWEST = 4
#: Words of a source at least this like a quotation (0 to 100, rapidfuzz ratio) are the quotation altered.
ALTERED = 78.0
#: And at least this share of the quotation's words must stand there.
_SHARED = 0.7
#: Quotations of fewer words must be this much more alike, and have all but one word in common: likeness is cheap there.
_SHORT, _SHORT_ALTERED = 8, 85.0
#: A quotation is not searched for beyond so many characters.
_LONGEST = 4000
#: Characters before a quotation in which words announce a title.
_BEFORE = 60
_MARKS = re.compile(
    r"“(?P<curly>[^“”]{8,4000})”|«\s?(?P<angle>[^«»]{8,4000}?)\s?»|„(?P<low>[^„“”]{8,4000})[“”]"
    r"|(?:(?<=[\s(\[—–-])|^)(?:\"|``|'')(?=\S)(?P<plain>[^\"]{8,4000}?)(?<=\S)(?:\"|'')(?=[\s.,;:!?)\]—–]|$)"  # noqa: RUF001
)
_LEFT_OUT = re.compile(r"\[[^\]]{0,60}\]|\(?\.\s?\.\s?\.\s?\.?\)?|…")
_EDGE = " .,;:!?'\"“”‘’-–—"  # noqa: RUF001
_WORD = re.compile(r"\w[\w'’-]*")  # noqa: RUF001


class Quotation(Mention, frozen=True, kw_only=True):
    """Words in quotation marks, said to be another's. It may go on in the units that follow, up to `through`."""

    #: The quoted words without their marks.
    words: str
    #: `Unit.number` of the last unit it stands in.
    through: int


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation set against sources."""

    #: Place in the list of quotations.
    quotation: int
    standing: Literal["word for word", "altered", "not in any source given"]
    #: Name of the source, as given; empty where none has the words.
    source: str = ""
    #: Half-open, in code points of the source's text; -1 where the words were not found.
    start: int = -1
    end: int = -1
    #: The source's words nearest to an altered quotation.
    nearest: str = ""
    #: 0 to 100 (rapidfuzz ratio of the folded words).
    likeness: float = 0.0
    #: Pairs of the quotation's words and the source's that differ; one side is empty for words added or left out.
    differing: tuple[tuple[str, str], ...] = ()


def quotations(text: OpenText) -> tuple[Quotation, ...]:
    """Return the direct quotations of a text, in order.

    Quoted titles, names and terms are left out: fewer than four words, capitals as titles have them, or words such as
    *titled* before the marks. So is the text's own question. A mark without its partner in the paragraph quotes none.
    """
    found: list[Quotation] = []
    prose = [unit for unit in text.outline.units if unit.kind in ("sentence", "item", "note")]
    for _, group in groupby(prose, key=lambda unit: unit.paragraph):
        found += _in_paragraph(list(group), text.language)
    return tuple(found)


def _in_paragraph(units: Sequence[Unit], language: str) -> Iterator[Quotation]:
    words = " ".join(unit.words for unit in units)
    starts = [0]
    for unit in units:
        starts.append(starts[-1] + len(unit.words) + 1)
    for match in _MARKS.finditer(words):
        said = match[match.lastgroup or 0]
        if len(said.split()) < FEWEST or _is_title(
            said, words[max(0, match.start() - _BEFORE) : match.start()], language
        ):
            continue
        first = bisect.bisect_right(starts, match.start()) - 1
        last = min(bisect.bisect_left(starts, match.end()), len(units)) - 1
        end = match.end() - starts[first] if first == last else len(units[first].words)
        yield Quotation(
            unit=units[first].number,
            start=match.start() - starts[first],
            end=end,
            words=said,
            through=units[last].number,
        )


def _is_title(said: str, before: str, language: str) -> bool:
    if _cues(language).search(before):
        return True
    small = titles(language).small
    weighty = [word for word in re.findall(r"[^\W\d_][\w'’-]*", said) if word not in small]  # noqa: RUF001
    capital = sum(word[0].isupper() for word in weighty)
    return capital >= 0.75 * len(weighty)


@cache
def _cues(language: str) -> re.Pattern[str]:
    words: dict[str, Any] = languages.words("citations", language)
    return re.compile(rf"\b(?:{languages.alternatives(words['before_titles'])})[\s,:]*(?:\w+\s)?$", re.IGNORECASE)


def check_quotations(
    text: OpenText, found: Sequence[Quotation], others: Sequence[tuple[str, Searchable]]
) -> tuple[Checked, ...]:
    """Look for each quotation in other sources, given by name; nothing is said where no source is given.

    Words left out at dots or put in brackets are passed over, the rest must stand in one source in order. White space,
    the shape of marks and hyphens at line ends do not count, nor do a capital at the beginning and punctuation.
    """
    del text
    if not others:
        return ()
    return tuple(_check(place, quotation.words[:_LONGEST], others) for place, quotation in enumerate(found))


def _check(place: int, quoted: str, others: Sequence[tuple[str, Searchable]]) -> Checked:
    pieces = [piece for part in _LEFT_OUT.split(quoted) if len((piece := part.strip(_EDGE)).split()) > 1] or [
        quoted.strip(_EDGE)
    ]
    for name, source in others:
        if span := _stands(pieces, source):
            return Checked(
                quotation=place, standing="word for word", source=name, start=span[0], end=span[1], likeness=100.0
            )
    alike = [near for name, source in others if (near := _near(place, " ".join(pieces), name, source))]
    if alike:
        return max(alike, key=lambda near: near.likeness)
    return Checked(quotation=place, standing="not in any source given")


def _stands(pieces: Sequence[str], source: Searchable) -> tuple[int, int] | None:
    """Return where all pieces stand in a source in their order, the nearest after one another."""
    first, last = -1, -1
    for piece in pieces:
        places = [span for span in _places(piece, source) if span[0] >= last]
        if not places:
            return None
        first = places[0][0] if first < 0 else first
        last = places[0][1]
    return first, last


def _places(piece: str, source: Searchable) -> list[tuple[int, int]]:
    return source.places(piece) or source.places(piece[:1].swapcase() + piece[1:])


def _near(place: int, quoted: str, name: str, source: Searchable) -> Checked | None:
    nearest = source.nearest(quoted)
    if not nearest:
        return None
    folded = fold(quoted)
    nearest = _trimmed(folded, nearest)
    mine, theirs = _WORD.findall(folded), _WORD.findall(nearest)
    matcher = difflib.SequenceMatcher(
        None, [w.casefold() for w in mine], [w.casefold() for w in theirs], autojunk=False
    )
    same = sum(block.size for block in matcher.get_matching_blocks())
    likeness = fuzz.ratio(folded, nearest)
    short = len(mine) < _SHORT
    if likeness < (_SHORT_ALTERED if short else ALTERED) or same < (len(mine) - 1 if short else _SHARED * len(mine)):
        return None
    differing = tuple(
        (" ".join(mine[a:b]), " ".join(theirs[c:d])) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
    )
    places = source.places(nearest)
    start, end = places[0] if places else (-1, -1)
    return Checked(
        quotation=place,
        standing="altered" if differing else "word for word",
        source=name,
        start=start,
        end=end,
        nearest=nearest,
        likeness=round(likeness, 1),
        differing=differing,
    )


def _trimmed(quoted: str, nearest: str) -> str:
    """Cut words at either end of the nearest words while that makes them more like the quotation."""
    best = fuzz.ratio(quoted, nearest)
    for cut in (lambda words: words.partition(" ")[2], lambda words: words.rpartition(" ")[0]):
        while (shorter := cut(nearest)) and (score := fuzz.ratio(quoted, shorter)) > best:
            nearest, best = shorter, score
    return nearest
