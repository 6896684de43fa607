"""A query read: its parts, what its fields ask for, and the sources it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from colligate.actions.indexing import index_of
from colligate.actions.looking import Standing
from colligate.actions.searching_fields import Fields
from colligate.suggestions.searching.asking import FIELDS, All, AnyAsk, Field, Not, QueryError, parse
from colligate.suggestions.searching.index import Index, Progress
from colligate.suggestions.searching.meeting import Among


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A query read, with everything needed to answer it."""

    ask: AnyAsk
    fields: dict[Field, Among]
    index: Index
    corpus: tuple[str, ...]
    #: Sources that are not searched.
    without: tuple[str, ...]


def ask_of(
    standing: Standing, query: str, *, filters: Sequence[str] = (), about: str = "", progress: Progress | None = None
) -> Asked:
    """Read a query and bring the index up to the texts. Raises QueryError."""
    parts = [parse(query)] if query.strip() or not filters else []
    index = index_of(standing.study, progress)
    fields = Fields(standing, index, query=query, about=about).of(parts[0]) if parts else {}
    for one in filters:
        asked = parse(one)
        if not isinstance(asked.part if isinstance(asked, Not) else asked, Field):
            raise QueryError(one, 0, len(one), "this is no filter.", f"Filters are {', '.join(FIELDS)}, as year:2014.")
        fields |= Fields(standing, index, query=one, about=about).of(asked)
        parts.append(asked)
    ask = parts[0] if len(parts) == 1 else All(parts=tuple(parts), start=0, end=len(query))
    manuscript = standing.study.settings.manuscript
    named = any(field.field == "source" and manuscript in among.sources for field, among in fields.items())
    without = (manuscript,) if manuscript in index.sources and not named else ()
    return Asked(ask=ask, fields=fields, index=index, corpus=_corpus(index, ask, fields, without), without=without)


def _corpus(index: Index, ask: AnyAsk, fields: dict[Field, Among], without: Sequence[str]) -> tuple[str, ...]:
    """Return the sources searched: all but those left out, and only those that a query as a whole is limited to."""
    searched = [source for source in index.sources if source not in without]
    for field in limits(ask):
        if fields[field].places is None:
            searched = [source for source in searched if source in fields[field].sources]
    for part in _parts(ask):
        if isinstance(part, Not) and isinstance(part.part, Field) and fields[part.part].places is None:
            searched = [source for source in searched if source not in fields[part.part].sources]
    return tuple(searched)


def limits(ask: AnyAsk) -> Iterable[Field]:
    """Yield the fields that a query as a whole is limited to."""
    return (part for part in _parts(ask) if isinstance(part, Field))


def _parts(ask: AnyAsk) -> Sequence[AnyAsk]:
    """Return what a query asks for, all of which must be met."""
    return ask.parts if isinstance(ask, All) else (ask,)
