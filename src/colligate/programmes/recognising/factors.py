"""Factors: what a text names as a cause or vulnerability, and which programmes are said to touch it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from colligate.codings.recognising.codebook import Codebook, codebook, spoken
from colligate.codings.recognising.stems import stems
from colligate.languages import alternatives, languages, words
from colligate.lenses.lens import Lens
from colligate.programmes.recognising.interventions import InterventionFound
from colligate.programmes.recognising.names import key
from colligate.sources.outline import Mention, OpenText, Unit

#: What a phrase of the lens must be worth to be a factor beside a causal verb, and in a list of causes.
_TELLING, _LISTED = 0.6, 0.3
_LONGEST_UNIT = 2_000
#: Words between a word of taking in hand and the factor.
_HAND = 12
_SPLIT = re.compile(r",\s*|;\s*|\s+\u2014\s+|\s*\([^()]*\)")

Touch = Literal["touched", "said not to be", "not spoken of"]


class FactorFound(msgspec.Struct, frozen=True, kw_only=True):
    """A cause or vulnerability in the words of a text."""

    #: Stable: made from code or name alone.
    key: str
    #: As the text most often names it.
    name: str
    #: Code of the lens of causes; empty where none fits.
    code: str = ""
    #: The words by which it is named a cause, each once.
    mechanisms: tuple[str, ...]
    #: The factor's own words, each time it is named a cause.
    mentions: tuple[Mention, ...]


class FactorCell(msgspec.Struct, frozen=True, kw_only=True):
    """What the sentences on one programme say of one factor."""

    factor: str
    programme: str
    touch: Touch
    #: The factor's words in the first sentence that tells; None where no sentence speaks of it.
    mention: Mention | None = None


class _Hit(NamedTuple):
    start: int
    end: int
    code: str
    by: str


class _Clause(NamedTuple):
    start: int
    end: int
    #: The words that name it a cause.
    by: str
    #: Whether it is a list of what the text calls causes or factors.
    listed: bool


def factors(text: OpenText, lens: Lens | None = None) -> tuple[FactorFound, ...]:
    """Return the factors a text names as such, in its order.

    Args:
        text: The text.
        lens: A lens of causes whose codes the factors take; beside causal verbs only what it knows is proposed.
    """
    if text.language not in languages():
        return ()
    gathered: dict[str, list[tuple[Unit, _Hit]]] = {}
    book = codebook(lens, text.language) if lens else None
    for unit in text.outline.units:
        if unit.kind in {"sentence", "item"} and len(unit.words) <= _LONGEST_UNIT:
            for hit in _in(unit, book, text.language):
                slug = hit.code or "-".join(stems(unit.words[hit.start : hit.end], text.language))
                gathered.setdefault(slug, []).append((unit, hit))
    called = {reference: code.name for reference, code in lens.walk() if code.codes} if lens else {}
    return tuple(_factor(hits, called) for hits in gathered.values())


def touched(
    text: OpenText, found: Sequence[FactorFound], programmes: Sequence[InterventionFound], lens: Lens | None = None
) -> tuple[FactorCell, ...]:
    """Return one cell for each factor and programme of a text, by factor.

    A sentence on programmes in general that names an implementer speaks of all that this implementer is told to do.
    """
    if text.language not in languages():
        return ()
    book = codebook(lens, text.language) if lens else None
    general = _general(text, programmes)
    return tuple(
        _cell(text, factor, programme, general.get(programme.key, ()), book)
        for factor in found
        for programme in programmes
    )


def _factor(hits: Sequence[tuple[Unit, _Hit]], groups: Mapping[str, str]) -> FactorFound:
    called = [unit.words[hit.start : hit.end] for unit, hit in hits]
    name = max(dict.fromkeys(called), key=lambda one: (called.count(one), -called.index(one)))
    code = hits[0][1].code
    if name.casefold() in groups.get(code, "").casefold():
        name = groups[code]
    return FactorFound(
        key=key(code.partition("/")[2] or name),
        name=name,
        code=code,
        mechanisms=tuple(dict.fromkeys(hit.by for _, hit in hits)),
        mentions=tuple(Mention(unit=unit.number, start=hit.start, end=hit.end) for unit, hit in hits),
    )


def _in(unit: Unit, book: Codebook | None, language: str) -> Iterator[_Hit]:
    taken: set[tuple[str, int]] = set()
    for clause in _clauses(unit.words, language):
        known = [hit for hit in _coded(unit.words, clause, book, language) if (hit.code, hit.start) not in taken]
        taken |= {(hit.code, hit.start) for hit in known}
        yield from known
        if clause.listed:
            for start, end in _items(unit.words, clause, language):
                if all(end <= hit.start or hit.end <= start for hit in known):
                    yield _Hit(start, end, "", clause.by)


def _clauses(said: str, language: str) -> Iterator[_Clause]:
    known = _patterns(language)
    for match in known.behind.finditer(said):
        one = known.single.fullmatch(match["by"]) and known.instances.fullmatch(match["listing"])
        if one or not known.harms.search(said) or known.between.search(match["between"] or ""):
            continue
        yield _Clause(match.end(), _stop(said, match.end(), known.stop), match["by"], listed=True)
    for match in known.before.finditer(said):
        strong = bool(known.calling.search(match[0]))
        if known.harms.search(said, match.end()):
            yield _Clause(_begin(said, match.start(), known.begin), match.start(), match[0], listed=strong)
    for match in known.reasons_named.finditer(said):
        yield _Clause(match.end(), _stop(said, match.end(), known.stop), match[0], listed=True)
    for match in known.reasons.finditer(said):
        if known.harms.search(said, 0, match.end()) and not known.denied.search(said, 0, match.start()):
            yield _Clause(match.end(), _stop(said, match.end(), known.stop), match[0], listed=False)


def _stop(said: str, start: int, stop: re.Pattern[str]) -> int:
    cut = stop.search(said, start)
    return cut.start() if cut else len(said)


def _begin(said: str, end: int, begin: re.Pattern[str]) -> int:
    cuts = [match.end() for match in begin.finditer(said, 0, end)]
    return cuts[-1] if cuts else 0


def _coded(said: str, clause: _Clause, book: Codebook | None, language: str) -> Iterator[_Hit]:
    """Yield the phrases of the lens in a clause, each with the code for which it is worth most."""
    if book is None:
        return
    for one in spoken(said[clause.start : clause.end], book, language):
        worth, _, code = max(
            (entry.phrases.get(one.phrase, 0.0), entry.reference.count("."), entry.reference) for entry in book.entries
        )
        if worth >= (_LISTED if clause.listed else _TELLING):
            yield _Hit(clause.start + one.start, clause.start + one.end, code, clause.by)


def _items(said: str, clause: _Clause, language: str) -> Iterator[tuple[int, int]]:
    """Yield the things listed in a clause: a few words each, none of them a verb of the sentence or a bare pointer."""
    known = _patterns(language)
    place, last = clause.start, False
    for part in re.split(rf"({_SPLIT.pattern}|\s+(?:{known.joining})\s+)", said[clause.start : clause.end]):
        begin, place = place, place + len(part)
        if re.fullmatch(rf"\s+(?:{known.joining})\s+", part):
            last = True
            continue
        lead = known.lead_in.match(part)
        bare = part[lead.end() :] if lead else part
        begin += len(part) - len(bare)
        kept = bare.rstrip(" ,.;")
        if len(kept.split()) > known.longest or (last and part.startswith(",")):
            return  # the list is over, or was none
        if len(kept) > 3 and kept[0].isalpha() and not (known.empty.search(kept) or _proper(kept, begin)):
            yield begin, begin + len(kept)


def _proper(kept: str, begin: int) -> bool:
    """Say whether a thing is a name: capitalised, though it does not open the sentence."""
    return begin > 0 and kept[0].isupper()


def _general(text: OpenText, programmes: Sequence[InterventionFound]) -> dict[str, list[int]]:
    """Return for each programme the units on programmes in general that name one of its implementers."""
    noun = _patterns(text.language).programmes
    on_one = {number for programme in programmes for number in programme.units}
    found: dict[str, list[int]] = {}
    for unit in text.outline.units:
        if unit.kind not in {"sentence", "item"} or unit.number in on_one or not noun.search(unit.words):
            continue
        for programme in programmes:
            doers = {text.words(field.mention) for field in programme.all("implementer")}
            if any(re.search(rf"\b{re.escape(doer)}\b", unit.words) for doer in doers):
                found.setdefault(programme.key, []).append(unit.number)
    return found


def _cell(
    text: OpenText, factor: FactorFound, programme: InterventionFound, general: Sequence[int], book: Codebook | None
) -> FactorCell:
    denied: Mention | None = None
    for number in sorted({*programme.units, *general}):
        unit = text.outline.units[number]
        for start, end in _spoken_of(unit, factor, book, text.language):
            mention = Mention(unit=number, start=start, end=end)
            known = _patterns(text.language)
            if known.denied.search(unit.words, 0, start):
                denied = denied or mention
            elif any(
                len(unit.words[m.end() : start].split()) <= _HAND for m in known.takes_up.finditer(unit.words, 0, start)
            ):
                return FactorCell(factor=factor.key, programme=programme.key, touch="touched", mention=mention)
    touch: Touch = "said not to be" if denied else "not spoken of"
    return FactorCell(factor=factor.key, programme=programme.key, touch=touch, mention=denied)


def _spoken_of(unit: Unit, factor: FactorFound, book: Codebook | None, language: str) -> Iterator[tuple[int, int]]:
    entry = next((entry for entry in book.entries if entry.reference == factor.code), None) if book else None
    if book is None or entry is None:
        pattern = re.compile(rf"\b{alternatives([factor.name])}\b", re.IGNORECASE)
        yield from (match.span() for match in pattern.finditer(unit.words))
        return
    for one in spoken(unit.words, book, language):
        if entry.phrases.get(one.phrase, 0.0) >= _TELLING:
            yield one.start, one.end


class _Patterns(NamedTuple):
    #: Where the clause behind a causal word ends, and where that before it begins.
    stop: re.Pattern[str]
    begin: re.Pattern[str]
    behind: re.Pattern[str]
    between: re.Pattern[str]
    single: re.Pattern[str]
    instances: re.Pattern[str]
    before: re.Pattern[str]
    #: Of `before`, those that call the thing a cause or factor.
    calling: re.Pattern[str]
    reasons: re.Pattern[str]
    reasons_named: re.Pattern[str]
    harms: re.Pattern[str]
    denied: re.Pattern[str]
    takes_up: re.Pattern[str]
    lead_in: re.Pattern[str]
    empty: re.Pattern[str]
    joining: str
    longest: int
    programmes: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    data = words("factors", language)

    def any_of(which: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{alternatives(data[which])})(?!\w)", re.IGNORECASE)

    named, listing = alternatives(data["named_behind"]), alternatives(data["listing"])
    nouns = words("programmes", language)["heads"][""]
    return _Patterns(
        behind=re.compile(
            rf"\b(?P<by>{named})(?P<between>\s+(?:{alternatives(data['followed_by'])})\b[^,.;:]{{0,80}}?)?"
            rf",?\s*(?<!\w)(?P<listing>{listing})\s+",
            re.IGNORECASE,
        ),
        stop=re.compile(
            rf"[.;:](?:\s|$)|\s\(|,\s(?:(?:{alternatives(data['joining'])})\s)?(?:{alternatives(data['clauses'])})\s"
        ),
        begin=re.compile(rf"[;:]\s|\)\s|\b(?:{alternatives(data['subordinating'])})\s"),
        between=any_of("not_between"),
        single=any_of("single"),
        instances=any_of("instances"),
        before=re.compile(
            rf"\b(?:(?:{alternatives(data['copulas'])})\s+(?:(?!(?:{alternatives(data['never_copula'])})\b)[a-z]+\s+){{0,3}}?(?:{named})\s+(?:{alternatives(data['followed_by'])})|{alternatives(data['bringing'])})\b",
            re.IGNORECASE,
        ),
        calling=any_of("named_behind"),
        reasons=any_of("reasons"),
        reasons_named=any_of("reasons_named"),
        harms=any_of("harms"),
        denied=any_of("not_taken_up"),
        takes_up=any_of("takes_up"),
        lead_in=re.compile(rf"\s*(?:(?:{alternatives(data['lead_in'])})\s+)*", re.IGNORECASE),
        empty=re.compile(
            rf"^(?:{alternatives(data['empty'])})\b|^(?:{alternatives(data['lead_in'])})$"
            rf"|^[\w-]+(?:{alternatives(data['adjectives'])})$",
            re.IGNORECASE,
        ),
        joining=alternatives(data["joining"]),
        longest=int(data["longest"]),
        programmes=re.compile(rf"\b(?:{alternatives(nouns)})\b", re.IGNORECASE),
    )
