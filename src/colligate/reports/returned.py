"""A report that comes back from Word, set beside the one that was sent: which sentences changed, went or are new.

A sentence is known by its bookmark; one whose bookmark was lost is matched by its words, most alike first. Nothing is
taken over here: every difference is shown to a person.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from rapidfuzz import fuzz

from colligate.reports.docx import docx_paragraphs
from colligate.reports.rewording import folded

#: Least likeness (rapidfuzz ratio, 0 to 100) at which loose words are taken for a sentence that lost its bookmark.
ALIKE = 60.0
_END = re.compile(r"(?<=[.!?])['\"\u2019\u201d)]*\s+(?=[A-Z\u201c\"(])")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference. `key` names it among all differences of the two documents."""

    key: str
    #: Id of the sentence changed or gone; of the one before it for a new one, empty at the beginning.
    sentence: str
    old: str = ""
    new: str = ""
    #: Its bookmark was lost, so it was matched by its words.
    matched: bool = False


class Returned(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the sentences of a report."""

    unchanged: int
    changed: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    new: tuple[Change, ...] = ()
    #: Ids of sentences that stand in another place among the others.
    moved: tuple[str, ...] = ()


def compare(sent: bytes, back: bytes) -> Returned:
    """Set a DOCX that came back beside the DOCX of the report as it stands. Raises NotADocxError."""
    before, after = docx_paragraphs(sent), docx_paragraphs(back)
    old, new = _bound(before), _bound(after)
    changed = [
        Change(key=f"changed-{name}", sentence=name, old=old[name], new=new[name])
        for name in old
        if name in new and new[name] and folded(old[name]) != folded(new[name])
    ]
    loose = list(_loose(after, Counter(words for _, words in _loose(before, Counter()))))
    gone = [name for name in old if not new.get(name)]
    found = _match({name: old[name] for name in gone}, loose)
    changed += [
        Change(key=f"changed-{name}", sentence=name, old=old[name], new=loose[n][1], matched=True)
        for name, n in found.items()
        if folded(old[name]) != folded(loose[n][1])
    ]
    order = {name: n for n, name in enumerate(old)}
    changed.sort(key=lambda change: order[change.sentence])
    taken = set(found.values())
    rest = [pair for n, pair in enumerate(loose) if n not in taken]
    lost = [name for name in gone if name not in found]
    return Returned(
        unchanged=len(old) - len(changed) - len(lost),
        changed=tuple(changed),
        gone=tuple(Change(key=f"gone-{name}", sentence=name, old=old[name]) for name in lost),
        new=tuple(Change(key=f"new-{n}", sentence=one[0], new=one[1]) for n, one in enumerate(rest)),
        moved=_moved([order[name] for name in new if name in order], list(old)),
    )


def _bound(paragraphs: Iterable[Sequence[tuple[str, str]]]) -> dict[str, str]:
    said: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        for identity, words in paragraph:
            if identity:
                said.setdefault(identity, []).append(words)
    return {identity: " ".join("".join(parts).split()) for identity, parts in said.items()}


def _loose(paragraphs: Iterable[Sequence[tuple[str, str]]], known: Counter[str]) -> Iterable[tuple[str, str]]:
    """Yield each sentence outside all bookmarks with the id of the one before it, unless the other document has it."""
    left, last = Counter(known), ""
    for paragraph in paragraphs:
        for identity, words in paragraph:
            if identity:
                last = identity
                continue
            for sentence in _END.split(words):
                plain = " ".join(sentence.split())
                if not re.search(r"\w", plain):
                    continue
                if left[plain] > 0:
                    left[plain] -= 1
                else:
                    yield last, plain


def _match(gone: Mapping[str, str], loose: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Pair each sentence that lost its bookmark with the words most like it, best pairs first."""
    pairs = sorted(
        (
            (fuzz.ratio(folded(old), folded(words)), name, n)
            for name, old in gone.items()
            for n, (_, words) in enumerate(loose)
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    found: dict[str, int] = {}
    for alike, name, n in pairs:
        if alike >= ALIKE and name not in found and n not in found.values():
            found[name] = n
    return found


def _moved(places: Sequence[int], names: Sequence[str]) -> tuple[str, ...]:
    """Return those outside a longest run of sentences still in their order."""
    ends: list[int] = []
    ranks = []
    for place in places:
        rank = bisect.bisect_left(ends, place)
        ends[rank : rank + 1] = [place]
        ranks.append(rank)
    kept, wanted = set[int](), len(ends) - 1
    for place, rank in zip(reversed(places), reversed(ranks), strict=True):
        if rank == wanted:
            kept.add(place)
            wanted -= 1
    return tuple(names[place] for place in places if place not in kept)
