"""How much of what a document cites is the word of the organisation it is about: by section, and for the results."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from colligate.sources.keys import Key
from colligate.suggestions.case import Case
from colligate.suggestions.reading import Read, Recognised


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """Mentions of cited works in one section, and how many of these works the organisation published."""

    title: str
    role: str
    level: int
    #: `Outline.sections` place; -1 for a sum.
    section: int
    sentences: int
    mentions: int
    own: int
    #: Keys of the works mentioned.
    keys: tuple[str, ...]


def shares(read: Read, case: Case) -> tuple[Share, ...]:
    """Return one row for each section of a text, in its order, sections below it not counted in."""
    own = _own_keys(read, case)
    rows = []
    for number, section in enumerate(read.text.outline.sections):
        units = [unit for unit in read.text.outline.units if unit.section == number]
        here = {unit.number for unit in units}
        cited = [citation.key for citation in read.cited.citations if citation.unit in here]
        rows.append(
            Share(
                title=section.title,
                role=section.role,
                level=section.level,
                section=number,
                sentences=sum(unit.kind == "sentence" for unit in units),
                mentions=len(cited),
                own=sum(key in own for key in cited),
                keys=tuple(dict.fromkeys(cited)),
            )
        )
    return tuple(rows)


def of_results(rows: Iterable[Share], read: Read, case: Case) -> Share | None:
    """Return the sum over the results, works of theory left out; None where no section is known to tell results.

    A work counts as one of theory where a section on theory cites it.
    """
    rows = list(rows)
    theory = {key for row in rows if row.role == "theory" for key in row.keys}
    chosen = [row for row in rows if row.role == "results"]
    if not chosen:
        return None
    own = _own_keys(read, case)
    here = {row.section for row in chosen}
    units = {unit.number for unit in read.text.outline.units if unit.section in here}
    cited = [c.key for c in read.cited.citations if c.unit in units and c.key not in theory]
    return Share(
        title="", role="results", level=0, section=-1, sentences=sum(row.sentences for row in chosen),
        mentions=len(cited), own=sum(key in own for key in cited), keys=tuple(dict.fromkeys(cited)),
    )  # fmt: skip


class Backing(msgspec.Struct, frozen=True, kw_only=True):
    """Whose word the passages proposed for one code give as their ground."""

    #: ``lens/code``.
    code: str
    #: Passages that speak for the code, and how many of them cite the organisation itself, others, or nothing.
    passages: int
    own: int
    others: int
    nothing: int


def backing(found: Recognised, lens: str, case: Case) -> tuple[Backing, ...]:
    """Return a row for each code of a lens that passages speak for, in the order of the lens's codes in the text.

    A passage that cites the organisation and others counts among the others: it has an independent ground.
    """
    read = found.reads[0]
    own = _own_keys(read, case)
    cited: dict[int, set[bool]] = {}
    for citation in read.cited.citations:
        cited.setdefault(citation.unit, set()).add(citation.key in own)
    by_code: dict[str, list[set[bool]]] = {}
    for coding in found.codings:
        if coding.stance == "supports" and coding.code.startswith(f"{lens}/"):
            by_code.setdefault(coding.code, []).append(cited.get(coding.unit, set()))
    return tuple(
        Backing(
            code=code, passages=len(rows), own=sum(row == {True} for row in rows),
            others=sum(False in row for row in rows), nothing=sum(not row for row in rows),
        )
        for code, rows in by_code.items()
    )  # fmt: skip


def _own_keys(read: Read, case: Case) -> frozenset[str]:
    names = {
        name.casefold()
        for actor in read.named.actors
        if case.organisation == f"actor-{actor.key}"
        for name in (actor.name, *(alias.name for alias in actor.aliases))
    }
    return frozenset(key.name for key in read.cited.keys if _by(key, names))


def _by(key: Key, names: set[str]) -> bool:
    return bool(key.organisation) and key.organisation.casefold() in names
