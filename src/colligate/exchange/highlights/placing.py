"""Where in a source's text a mark stands: where its letters are beyond doubt, or where its words stand once."""

from __future__ import annotations

import unicodedata
from collections import Counter

import msgspec

from colligate.exchange.highlights.opening import Met
from colligate.exchange.placing import UNSAID
from colligate.sources.facsimile.print import HYPHENS
from colligate.sources.locating import Location, Searchable, find, locate
from colligate.sources.passage import Passage, passage_fields


class Stood(msgspec.Struct, frozen=True, kw_only=True):
    """Spans of a text, half-open, in code points; where there are none, why."""

    spans: tuple[tuple[int, int], ...] = ()
    why: str = ""


def stands_at(met: Met, own: Searchable, target: Searchable | None) -> Stood:
    """Return where a mark stands.

    Args:
        met: The mark, with what lies under it in the text of its own file.
        own: That text.
        target: The source's text, where that is another.
    """
    if met.mark.boxed and met.under.lines > 1:
        return Stood(why="the file says only around which rectangle they lie, which does not tell the words")
    found = _in_own(met, own)
    if target is None or not found.spans:
        return found
    spans: list[tuple[int, int]] = []
    for start, end in found.spans:
        place = locate(_wanted(own, start, end), target)
        if not place.found:
            return Stood(why=_reason(place))
        spans.append((place.start, place.end))
    return Stood(spans=tuple(spans))


def _in_own(met: Met, own: Searchable) -> Stood:
    under = met.under
    if not under.printed:
        return Stood(why=_wordless(met))
    if under.spans and not (under.lost and _bare(under.printed) - _bare(own.text, under.spans)):
        return Stood(spans=under.spans)
    place = find(under.printed, own, page=met.page)
    return Stood(spans=((place.start, place.end),)) if place.found else Stood(why=_reason(place))


def _wordless(met: Met) -> str:
    if met.picture:
        return "their page is a picture; no words are printed there that a mark could lie on"
    return "no words lie under them" if met.mark.quads else "the file does not say where they lie"


def _reason(place: Location) -> str:
    if place.status == "ambiguous":
        return "their words stand at several places of the text; code the one that is meant"
    return "their words are not in the text as it was read"


def _wanted(own: Searchable, start: int, end: int) -> Passage:
    fields = passage_fields(own.text, own.layout, start, end) | {"start": -1, "end": -1}
    return Passage(id="", by="", at=UNSAID, source="", text="", **fields)  # pyright: ignore[reportArgumentType]


def _bare(text: str, spans: tuple[tuple[int, int], ...] = ()) -> Counter[str]:
    """Count the letters of words, whatever their form."""
    words = "".join(text[start:end] for start, end in spans) if spans else text
    folded = unicodedata.normalize("NFKC", words).casefold()
    return Counter(one for one in folded if not one.isspace() and one not in HYPHENS)
