"""The search log: a search kept as evidence, and whether it still speaks for the sources as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing, standing_of
from colligate.actions.saying import Said, say
from colligate.actions.searching_asked import Asked, ask_of
from colligate.problems import ColligateError
from colligate.sources.source import Search, Source
from colligate.study.contents import content
from colligate.study.folder import digest
from colligate.study.journal import stamp
from colligate.suggestions.searching.asking import QueryError
from colligate.suggestions.searching.looking import Looking


class NothingSearchedError(ColligateError):
    """A search that read no source, and so can be no evidence of a silence."""

    def __init__(self, query: str, filters: Sequence[str]) -> None:
        """Name the search as it was asked."""
        asked = " ".join((query.strip(), *filters)).strip()
        super().__init__(
            f"'{asked}' searched no source, since none is what its fields ask for; there is nothing to keep. "
            "Record the year, publisher or kind of the sources, or ask for other ones."
        )


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A search of the log beside the sources as they stand."""

    search: Search
    #: Sources that the same search would read now and did not read then, and those it read that are gone.
    unread: tuple[str, ...]
    gone: tuple[str, ...]
    #: True where a text was read anew since, so that its words may be others.
    reread: bool
    #: Passages that meet it now; None where the query is not in the query language.
    now: int | None
    #: Ways in which it no longer speaks for the sources, each a sentence; empty while it does.
    stale: tuple[str, ...]


def keep(
    path: Path, query: str, *, filters: Sequence[str] = (), codes: Sequence[str] = (), about: Sequence[str] = (),
    note: str = "", by: str,
) -> Said:  # fmt: skip
    """Say in the journal that a search was made, with what it searched and how many passages met it.

    The same search for the same codes by the same person is one record, said again. A search for a code that finds
    nothing that supports it is what *searched and silent* rests on.

    Args:
        path: The study folder.
        query: In the query language.
        filters: Fields that must hold too, such as ``year:2014..2017``.
        codes: What it was for, as ``lens/code``.
        about: Ids of what it was about; empty for all programmes.
        note: What a person found on reading the passages.
        by: Whose journal.

    Raises:
        QueryError: Where the query cannot be read.
        NoSuchThingError: Where the study has no such code or record.
        NothingSearchedError: Where no source meets its fields.
    """
    standing = standing_of(path)
    study = standing.study
    for code in codes:
        if code not in study.codes:
            raise NoSuchThingError("code", code, study.codes)
    for identity in about:
        if identity not in study.records.by_id:
            raise NoSuchThingError("record", identity, study.records.by_id)
    asked = ask_of(standing, query, filters=filters, about=about[0] if len(about) == 1 else "")
    if not asked.corpus:
        raise NothingSearchedError(query, filters)
    found = Search(
        id=f"search-{digest(msgspec.json.encode([query, filters, codes, about, by]))[:12]}", by=by,
        at=stamp(study.records.latest), query=query.strip(), filters=tuple(filters), corpus=asked.corpus,
        searched=content(study.texts, asked.corpus), codes=tuple(codes), about=tuple(about), hits=_count(asked),
        note=note.strip(),
    )  # fmt: skip
    return say(study, [found], by=by)


def kept(standing: Standing, *, code: str = "") -> list[Kept]:
    """Return the search log, the latest first, each search beside the sources as they stand; of one code if asked."""
    searches = [one for one in standing.study.records.of(Search) if code in ("", *one.codes)]
    searches.sort(key=lambda one: (one.at, one.id), reverse=True)
    return [_beside(standing, one) for one in searches]


def _beside(standing: Standing, search: Search) -> Kept:
    study, now = standing.study, None
    known = {source.id for source in study.records.of(Source)}
    try:
        about = search.about[0] if len(search.about) == 1 else ""
        asked = ask_of(standing, search.query, filters=search.filters, about=about)
        corpus, now = asked.corpus, _count(asked)
    except QueryError:  # logged by hand, in words of its own
        corpus = tuple(one for one in study.texts if one != study.settings.manuscript)
    unread = tuple(source for source in corpus if source not in search.corpus)
    gone = tuple(source for source in search.corpus if source not in known)
    reread = bool(search.searched) and search.searched != content(study.texts, search.corpus)
    return Kept(
        search=search, unread=unread, gone=gone, reread=reread and not gone, now=now,
        stale=tuple(_stale(search, unread, gone, now, reread=reread)),
    )  # fmt: skip


def _stale(search: Search, unread: Sequence[str], gone: Sequence[str], now: int | None, *, reread: bool) -> list[str]:
    told = []
    if unread:
        told.append(f"{_sources(unread)} not searched then: {', '.join(unread)}.")
    if gone:
        told.append(f"{_sources(gone)} searched then and not here any more: {', '.join(gone)}.")
    elif reread:
        told.append("A text was read anew since.")
    if told and now is not None and now != search.hits:
        told.append(f"It found {search.hits} then and finds {now} now.")
    return told


def _sources(named: Sequence[str]) -> str:
    return "1 source was" if len(named) == 1 else f"{len(named)} sources were"


def _count(asked: Asked) -> int:
    return Looking(asked.index, asked.ask, fields=asked.fields, without=asked.without).count
