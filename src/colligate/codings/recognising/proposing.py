"""Which sentences of a text speak to which codes of a lens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from colligate.codings.coding import Stance
from colligate.codings.recognising.codebook import Codebook, Entry, Spoken, codebook, small_words, spoken
from colligate.codings.recognising.found import CodingFound
from colligate.codings.recognising.stances import Frame, cited, denied, frame, only_mentions, taken_up
from colligate.codings.recognising.stems import tokens
from colligate.languages import languages, words
from colligate.lenses.lens import Lens
from colligate.sources.outline import OpenText, Unit

#: Worth that a sentence must reach for a code, and that which counts as full strength.
ENOUGH, _FULL = 0.6, 1.2
#: A phrase in more than the first share of a text's sentences is worth less, from the second on nothing.
_USUAL, _EVERYWHERE = 0.06, 0.2
#: Shares in short texts are reckoned as if they had this many sentences.
_SENTENCES = 40
#: Each word of a code's description, and all of them; a cue of the concept for its criterion.
_DESCRIBED, _MOST_DESCRIBED, _CONCEPT = 0.1, 0.3, 0.3
#: Under lenses that ask whether something was done: that the sentence is on a programme.
_ON_PROGRAMME = 0.2
#: So many words of what counts against a code, and this share of them, must stand in a sentence.
_AGAINST, _AGAINST_SHARE = 3, 0.5
_FEWEST_WORDS, _LONGEST = 4, 5_000
#: For a lens to be used unasked: sentences that speak to it, at least and as a share; codes spoken to.
_FEWEST_SENTENCES, _SPOKEN, _FEWEST_CODES, _FILLED = 5, 0.03, 4, 0.1


class _Sentence(NamedTuple):
    unit: Unit
    met: list[Spoken]
    stems: frozenset[str]
    #: Names of codes that stand in it.
    named: frozenset[tuple[str, ...]]


class _Reading(NamedTuple):
    """One text under one lens."""

    book: Codebook
    frame: Frame | None
    kind: str
    #: How the works that the lens rests on are cited.
    works: re.Pattern[str]
    sentences: list[_Sentence]
    #: Phrase to how much its spread over codes and sentences leaves of it, from 0 to 1.
    rarity: dict[tuple[str, ...], float]
    usual: frozenset[str]


def propose(text: OpenText, lens: Lens, about: Mapping[int, str] | None = None) -> tuple[CodingFound, ...]:
    """Return the sentences that may be instances of a lens's codes, in the order of the text.

    Args:
        text: The text.
        lens: The lens whose codes are looked for.
        about: Number of a unit to the key of the programme it speaks of, as `about.abouts` gives it.
    """
    if text.language not in languages():
        return ()
    reading = _read(text, lens)
    spoken_of = about or {}
    found: list[CodingFound] = []
    for sentence in reading.sentences:
        scored = {
            entry.reference: score
            for entry in reading.book.entries
            if (score := _score(sentence, entry, reading, on_programme=sentence.unit.number in spoken_of))
        }
        for entry in reading.book.entries:
            if entry.reference in scored and not any(other.startswith(f"{entry.reference}.") for other in scored):
                worth, terms = scored[entry.reference]
                found.append(_coding(text, sentence, entry, reading, worth, terms, spoken_of.get(sentence.unit.number)))
    return tuple(found)


def lenses_spoken_of(text: OpenText, lenses: Iterable[Lens]) -> tuple[Lens, ...]:
    """Return the lenses whose words occur often enough to be used by default, in the order given."""
    return tuple(lens for lens in lenses if spoken_share(text, lens)[2])


def spoken_share(text: OpenText, lens: Lens) -> tuple[int, int, bool]:
    """Return how many sentences speak to a lens, to how many of its codes, and whether that is enough by default.

    A theory (any lens but a typology) must also be called by its title or cited, or fill a tenth of the text.
    """
    found = propose(text, lens)
    sentences, codes = len({one.unit for one in found}), len({one.code for one in found})
    total = sum(_prose(unit) for unit in text.outline.units)
    enough = sentences >= max(_FEWEST_SENTENCES, _SPOKEN * total) and codes >= min(_FEWEST_CODES, len(lens.codes))
    if enough and lens.kind != "typology":
        enough = sentences >= _FILLED * total or _called(text, lens)
    return sentences, codes, enough


def _called(text: OpenText, lens: Lens) -> bool:
    """Say whether a text names a lens by its whole title, or cites a work it rests on."""
    title = tuple(token.stem for token in tokens(lens.title, text.language))
    works = cited(lens)
    for unit in text.outline.units:
        if len(unit.words) <= _LONGEST:
            held = tuple(token.stem for token in tokens(unit.words, text.language))
            if works.search(unit.words) or any(held[at : at + len(title)] == title for at in range(len(held))):
                return True
    return False


def _prose(unit: Unit) -> bool:
    return (
        unit.kind in {"sentence", "item"} and len(unit.words) <= _LONGEST and unit.words.count(" ") >= _FEWEST_WORDS - 1
    )


def _read(text: OpenText, lens: Lens) -> _Reading:
    book = codebook(lens, text.language)
    sentences: list[_Sentence] = []
    everywhere: Counter[str] = Counter()
    called = {entry.name for entry in book.entries if entry.name}
    aside = set(words("coding", text.language)["aside"])
    for unit in text.outline.units:
        if _prose(unit) and text.outline.sections[unit.section].role not in aside:
            held = tokens(unit.words, text.language)
            stems = frozenset(token.stem for token in held)
            everywhere.update(stems)
            met = spoken(unit.words, book, text.language)
            sentences.append(_Sentence(unit, met, stems, frozenset(called.intersection(one.phrase for one in met))))
    total = max(len(sentences), _SENTENCES)
    usual = frozenset(one for one, count in everywhere.items() if count > _USUAL * total) | small_words(text.language)
    return _Reading(
        book,
        frame(lens.title, text.language),
        lens.kind,
        cited(lens),
        sentences,
        _rarity(book, sentences, total),
        usual,
    )


def _rarity(book: Codebook, sentences: Sequence[_Sentence], total: int) -> dict[tuple[str, ...], float]:
    hits = Counter(phrase for sentence in sentences for phrase in {one.phrase for one in sentence.met})
    rarity: dict[tuple[str, ...], float] = {}
    for phrase, count in hits.items():
        share = (count - 1) / total
        spread = _branches([entry.reference for entry in book.entries if phrase in entry.phrases])
        rarity[phrase] = max(0.0, min(1.0, (_EVERYWHERE - share) / (_EVERYWHERE - _USUAL))) / max(1, spread)
    return rarity


def _branches(references: Sequence[str]) -> int:
    """Count codes without those that have another of them above them."""
    return sum(not any(one.startswith(f"{other}.") for other in references) for one in references)


def _in_place(sentence: _Sentence, entry: Entry, reading: _Reading) -> bool:
    """Say whether what a criterion of a criterion needs is spoken of: the concept it is part of."""
    if entry.concept < 0:
        return True
    concept = reading.book.entries[entry.concept].phrases
    return any(one.phrase in concept for one in sentence.met)


def _score(
    sentence: _Sentence, entry: Entry, reading: _Reading, *, on_programme: bool
) -> tuple[float, list[Spoken]] | None:
    """Return what a sentence is worth for a code and the words that spoke; None where it is not enough."""
    own = {one.phrase: one for one in sentence.met if one.phrase in entry.phrases}
    worth = sum(entry.phrases[phrase] * reading.rarity[phrase] for phrase in own)
    if entry.name in own and len(sentence.named) > 1:
        worth = max(worth, ENOUGH)  # the theory's own terms side by side
    if not worth or not _in_place(sentence, entry, reading):
        return None
    if reading.frame and not reading.frame.needs.search(sentence.unit.words):
        return None
    said = {stem for phrase in own for stem in phrase}
    described = len((sentence.stems & entry.described) - said - reading.usual)
    worth += min(_MOST_DESCRIBED, _DESCRIBED * described)
    worth += _ON_PROGRAMME if on_programme and reading.kind != "typology" and entry.concept < 0 else 0.0
    terms = list(own.values())
    for above in reading.book.entries if entry.parent else ():
        if above.reference == entry.parent:
            cues = [one for one in sentence.met if one.phrase in above.phrases and one.phrase not in own]
            worth += max((_CONCEPT * reading.rarity[one.phrase] for one in cues), default=0.0)
            terms += cues
    return (worth, sorted(set(terms), key=lambda one: one.start)) if round(worth, 3) >= ENOUGH else None


def _coding(
    text: OpenText,
    sentence: _Sentence,
    entry: Entry,
    reading: _Reading,
    worth: float,
    terms: Sequence[Spoken],
    about: str | None,
) -> CodingFound:
    unit = sentence.unit
    stance, reason = _stance(text, sentence, entry, reading, terms)
    said = tuple(dict.fromkeys(unit.words[one.start : one.end] for one in terms))
    quoted = ", ".join(f"'{one}'" for one in said)
    return CodingFound(
        unit=unit.number,
        start=0,
        end=len(unit.words),
        code=entry.reference,
        stance=stance,
        terms=said,
        strength=round(min(1.0, worth / _FULL), 2),
        why=f"{quoted} of '{entry.code.name}'; {reason}",
        about=about,
    )


def _stance(
    text: OpenText, sentence: _Sentence, entry: Entry, reading: _Reading, terms: Sequence[Spoken]
) -> tuple[Stance, str]:
    unit = sentence.unit
    if why := only_mentions(text, unit):
        return "mentions", why
    if match := reading.works.search(unit.words):
        return "mentions", f"told of the theory ('{match[0]}')"
    if any(len(held & sentence.stems) >= max(_AGAINST, _AGAINST_SHARE * len(held)) for held in entry.against):
        return "contradicts", "in words of what counts against it"
    denials = [denied(unit, one.start, text.language) for one in terms]
    if all(denials):
        # A typology sorts what is spoken of; that there is none of it is still said of it.
        told = "mentions" if reading.kind == "typology" and not reading.frame else "contradicts"
        return told, f"denied ('{denials[0]}')"
    if reading.frame and not taken_up(unit, reading.frame, terms[0].start):
        return "mentions", "named, not taken in hand"
    return "supports", "told as so"
