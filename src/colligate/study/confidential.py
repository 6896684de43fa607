"""Which sources of a study are confidential, and which words are theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePath
from typing import Any, TypeVar

from colligate.lenses.shipped import shipped, shipped_bytes
from colligate.record import Record
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Text
from colligate.sources.withholding import Words
from colligate.study.study import Study

R = TypeVar("R", bound=Record)


def confidential(study: Study) -> tuple[Source, ...]:
    """Return the sources to withhold: those last said to be confidential, and any that share a file or text with one.

    A source that was withdrawn, or of which two revisions stand apart, counts if any saying of it does.
    """
    sources = {record.id: record for record in said(study, Source)}
    sources |= {source.id: source for source in study.records.of(Source)}
    marked = {identity for identity in sources if _marked(study, identity)}
    hashes = {source.id: {source.sha256} - {""} for source in sources.values()}
    for text in said(study, Text):
        hashes.setdefault(text.source, set()).update({text.sha256} if text.characters else ())
    closed = {name for identity in marked for name in hashes[identity]}
    return tuple(one for one in sources.values() if one.id in marked or hashes[one.id] & closed)


def _marked(study: Study, identity: str) -> bool:
    standing = study.records.get(Source, identity)
    if standing and identity not in study.records.apart:
        return standing.confidential
    sayings = study.records.history.get(identity, [])
    return any(isinstance(record, Source) and record.confidential for record in sayings)


def said(study: Study, kind: type[R]) -> Iterator[R]:
    """Yield every saying of every record of one kind, withdrawn ones too."""
    for record in study.records.of(kind):
        if record.id not in study.records.history:
            yield record
    for sayings in study.records.history.values():
        yield from (record for record in sayings if isinstance(record, kind))


def words_of(study: Study, closed: Collection[Source]) -> Words:
    """Return the words of confidential sources: their texts, quotes, titles and file names.

    What open sources say, what is known of them, and the lenses that ship are open. Raises OSError for a text that is
    gone.
    """
    ids = {source.id for source in closed}
    texts, read = list(said(study, Text)), study.folder.text
    passages = [passage.quote for passage in said(study, Passage) if passage.source in ids]
    own = [source for source in said(study, Source) if source.id in ids]
    titles = [words for source in own for words in (source.title, PurePath(source.name).stem)]
    public = [read(name) for name in sorted({text.sha256 for text in texts if text.source not in ids})]
    public += [shipped_bytes(lens.id).decode() for lens in shipped()]
    for source in study.records.of(Source):
        if source.id not in ids:
            public += [source.title, source.name, source.notes_on, *_strings(source.csl)]
    withheld = [read(name) for name in sorted({text.sha256 for text in texts if text.source in ids})]
    return Words(withheld, quotes=[*passages, *titles], opened=public)


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)
