"""Conclusions in a form that can be checked: what is said to be fulfilled, shown, brought about, or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from colligate.assessments.claim import Cause, Covered, Form, Fulfilled, Opinion, Stated
from colligate.assessments.recognising.found import ClaimFound
from colligate.assessments.results import LEVELS
from colligate.assessments.wording import needed
from colligate.languages import alternatives, words
from colligate.programmes.recognising.interventions import spoken_of
from colligate.sources.outline import Mention, Unit
from colligate.suggestions.reading import Recognised

#: Kinds of claim that conclude.
_CONCLUDING = frozenset({"fulfilment", "conclusion", "outcome"})
#: The word of a conclusion that uses none of the vocabulary: it states, and so shows.
_PLAIN = "shows"


def forms(claim: ClaimFound, found: Recognised, ids: Mapping[str, str]) -> Iterator[tuple[str, Form]]:
    """Yield forms for a claim that has none of its own, each with what tells it from the others.

    Args:
        claim: As recognised, its form None.
        found: Everything recognised.
        ids: From keys of what was recognised to ids of records.
    """
    if claim.kind == "cause":
        yield "", Cause(acts=())
    elif claim.kind in {"comparative", "output"}:
        yield "", Opinion(why=claim.why or "Nothing is said to measure it by.")
    elif claim.kind == "coverage":
        codes = tuple(dict.fromkeys(_factors(claim, found)))
        if codes:
            yield "", Covered(codes=codes, about=(), touched=False)
    elif claim.kind in _CONCLUDING:
        yield from _concluded(claim, found, ids)


def _concluded(claim: ClaimFound, found: Recognised, ids: Mapping[str, str]) -> Iterator[tuple[str, Form]]:
    unit = found.manuscript.unit(claim)
    programme = ids.get(spoken_of(found.interventions).get(unit.number, ""), "")
    codes = list(dict.fromkeys([*_coded(unit, found), *_called(unit, found)]))
    word = max(claim.words, key=lambda one: LEVELS.index(needed(one)), default=_PLAIN)
    for code in codes:
        yield code, Fulfilled(code=code, about=(programme,) if programme else (), word=word)
    about = programme or next(_actors(unit, found, ids), "")
    if not codes and about and (claim.words or claim.kind == "outcome"):
        field = "outcome" if claim.kind == "outcome" else "role"
        yield field, Stated(about=about, field=field, value=claim.sentence)


def _coded(unit: Unit, found: Recognised) -> Iterator[str]:
    """Yield the concepts for whose criteria the sentence is proposed."""
    for coding in found.codings:
        if coding.unit == unit.number and coding.stance != "contradicts":
            yield coding.code.partition(".")[0]


def _called(unit: Unit, found: Recognised) -> Iterator[str]:
    """Yield the concepts of ideal types that the sentence names as what something is: *its role as a forum*."""
    leads = alternatives(words("judging", found.manuscript.language)["leads"])
    for lens in found.lenses:
        for code in lens.codes if lens.kind == "ideal-type" else ():
            pattern = rf"(?<!\w)(?:{leads})\s+(?:[\w'\u2019-]+,?\s+){{0,4}}?{re.escape(code.name)}s?(?!\w)"
            if re.search(pattern, unit.words, re.IGNORECASE):
                yield f"{lens.id}/{code.id}"


def _factors(claim: ClaimFound, found: Recognised) -> Iterator[str]:
    for item in claim.items:
        for factor in found.factors:
            if factor.code and any(_touch(item, mention) for mention in factor.mentions):
                yield factor.code
    for coding in found.codings:
        if coding.unit == claim.unit and coding.code.startswith("causes/"):
            yield coding.code


def _touch(one: Mention, other: Mention) -> bool:
    return one.unit == other.unit and one.start < other.end and other.start < one.end


def _actors(unit: Unit, found: Recognised, ids: Mapping[str, str]) -> Iterator[str]:
    """Yield the organisations a sentence names, in its order."""
    named = [
        (mention.start, ids[actor.key])
        for actor in found.reads[0].named.actors
        if actor.kind in {"organisation", "office"} and actor.key in ids
        for mention in actor.mentions
        if mention.unit == unit.number
    ]
    yield from (identity for _, identity in sorted(named))
