"""Claims told by their words alone: fulfilment, outcomes, conclusions, gaps of coverage, recommendations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

import msgspec

from colligate.assessments.claim import Opinion
from colligate.assessments.recognising.causal import OTHERS
from colligate.assessments.recognising.found import ClaimFound, ClaimKind, made
from colligate.assessments.recognising.phrases import any_of, cause_words, claim_words
from colligate.assessments.recognising.spans import CITED
from colligate.assessments.wording import needed, words_in
from colligate.indicators.recognising.quantities import LONGEST
from colligate.languages import alternatives
from colligate.sources.outline import Mention, OpenText, Unit

#: What a sentence claims by its words alone gives way to what it was found to claim more closely.
_GIVES_WAY: dict[ClaimKind, tuple[ClaimKind, ...]] = {
    "outcome": ("cause",), "conclusion": ("cause",), "fulfilment": ("value",)
}  # fmt: skip
_NEAR = 6
_BESIDE = 3
_OPENING = 60
_LONGEST_ITEM = 60


def judgements(text: OpenText, taken: Collection[tuple[int, str]]) -> Iterator[ClaimFound]:
    """Yield one claim at most for each sentence of the text's own argument that no other rule has read as causal."""
    sections = text.outline.sections
    for unit in text.outline.units:
        if unit.kind not in {"sentence", "item"} or len(unit.words) > LONGEST or sections[unit.section].role in OTHERS:
            continue
        if unit.words.rstrip().endswith("?") or any_of(cause_words(text.language).prescribing[:1]).search(unit.words):
            continue
        for finder in _FINDERS if sections[unit.section].role else _FINDERS[:2]:
            found = finder(text, unit)
            if found is not None:
                if not any((unit.number, other) in taken for other in _GIVES_WAY.get(found.kind, ())):
                    yield found
                break


def _claim(text: OpenText, unit: Unit, match: re.Match[str], kind: ClaimKind, rule: str, why: str = "") -> ClaimFound:
    place = Mention(unit=unit.number, start=match.start("it"), end=match.end("it"))
    return made(text, place, kind, unit.words, None, rule=rule, why=why)


def _coverage(text: OpenText, unit: Unit) -> ClaimFound | None:
    match = any_of(claim_words(text.language).uncovered).search(unit.words)
    if match is None or _aimed(unit, match, text.language, near=_BESIDE):
        return None
    claim = _claim(text, unit, match, "coverage", "a word for what is left out")
    return msgspec.structs.replace(claim, items=tuple(_items(unit, match.end(), text.language)))


def _items(unit: Unit, start: int, language: str) -> Iterator[Mention]:
    """Yield the things listed after *namely* and the like."""
    known = claim_words(language)
    lead = any_of(known.items, after=r",?\s+").search(unit.words, start)
    if lead is None:
        return
    cited = CITED.search(unit.words, lead.end())
    end = cited.start() if cited else len(unit.words.rstrip(" ."))
    position = lead.end()
    for part in re.split(rf"(,\s+|\s+(?:{alternatives(known.joining)})\s+)", unit.words[lead.end() : end]):
        if part.strip(" ,") and part.strip() not in known.joining and len(part) <= _LONGEST_ITEM:
            yield Mention(unit=unit.number, start=position, end=position + len(part))
        position += len(part)


def _fulfilment(text: OpenText, unit: Unit) -> ClaimFound | None:
    known = claim_words(text.language)
    strong = [word for word in words_in(unit.words) if word in known.fulfilling and _said(word, unit, text.language)]
    if not strong or _told_by_others(unit, text.language, unit.words.casefold().find(strong[0])):
        return None
    match = any_of((strong[-1],)).search(unit.words)
    if match is None or _aimed(unit, match, text.language, near=_BESIDE):
        return None
    cited = "" if CITED.search(unit.words) else " The sentence gives no source."
    told = "; ".join(f"\u201c{word}\u201d needs evidence at the level {needed(word)}" for word in strong)
    return _claim(text, unit, match, "fulfilment", "a word that judges an achievement", f"{told}.{cited}")


def _said(word: str, unit: Unit, language: str) -> bool:
    """Say whether a word of proof has something that it proves: *proves insufficient* does not."""
    known = claim_words(language)
    if word not in known.proving:
        return True
    return any_of((word,), after=rf"\s+(?:{alternatives(known.proven)})(?!\w)").search(unit.words) is not None


def _conclusion(text: OpenText, unit: Unit) -> ClaimFound | None:
    known = claim_words(text.language)
    opening = any_of(cause_words(text.language).concluding, before=r"^\W*").match(unit.words[:_OPENING])
    role = any_of(known.roles).search(unit.words)
    if (
        role
        and (opening or role["it"].casefold() not in known.becoming)
        and not _aimed(unit, role, text.language, near=2)
    ):
        return _claim(text, unit, role, "conclusion", "being something in a role")
    return None


def _outcome(text: OpenText, unit: Unit) -> ClaimFound | None:
    for match in _got_better(text.language).finditer(unit.words):
        if not _aimed(unit, match, text.language) and not _told_by_others(unit, text.language, match.start()):
            return _claim(text, unit, match, "outcome", "a word for something having got better")
    return None


@cache
def _got_better(language: str) -> re.Pattern[str]:
    known = claim_words(language)
    perfect, participles = alternatives(known.perfect), alternatives(known.participles)
    done = rf"(?:{perfect})\s+(?:[^\W\d_]+\s+)?(?:{participles})"
    return re.compile(rf"(?<!\w)(?P<it>{done}|{alternatives(known.outcomes)})(?!\w)", re.IGNORECASE)


def _recommendation(text: OpenText, unit: Unit) -> ClaimFound | None:
    if text.outline.sections[unit.section].role != "conclusion":
        return None
    match = any_of(claim_words(text.language).advising).search(unit.words)
    if match is None:
        return None
    why = "A recommendation, which no evidence could decide."
    claim = _claim(text, unit, match, "recommendation", "a word of advice", why)
    return msgspec.structs.replace(claim, form=Opinion(why=why))


def _aimed(unit: Unit, match: re.Match[str], language: str, near: int = _NEAR) -> bool:
    """Say whether an outcome is meant, wished or denied rather than stated."""
    clause = re.split(r"[,;:]\s", unit.words[: match.start("it")])[-1]
    before = (word.casefold() for word in clause.split()[-near:])
    return any(word in claim_words(language).aiming for word in before)


def _told_by_others(unit: Unit, language: str, before: int) -> bool:
    return any_of(claim_words(language).attributing).search(unit.words, 0, max(before, 0)) is not None


#: Where nothing tells what a section is for, only the first two are safe: the others' words are everyday words too.
_FINDERS = (_coverage, _fulfilment, _conclusion, _outcome, _recommendation)
