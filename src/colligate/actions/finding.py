"""Words of the sources found for whoever wants to rest a record on them: passages quoted already, then sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from colligate.actions.looking import Standing
from colligate.actions.saying import Span
from colligate.sources.locating import Searchable
from colligate.sources.passage import Passage, reading
from colligate.sources.sentences import sentences
from colligate.sources.source import Source
from colligate.sources.text import Text

#: Texts looked through at once where no source is named.
_TEXTS = 300
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Words that a record can rest on."""

    #: Id of the Passage, or ``source:start:end`` for words nobody has quoted yet.
    key: str
    words: str
    source: str
    title: str
    page: str = ""
    #: Somebody has quoted them already.
    quoted: bool = False


def find_words(standing: Standing, query: str, *, source: str = "", limit: int = 12) -> list[Found]:
    """Return passages, then sentences not quoted yet, that hold every word of a query, ignoring case."""
    wanted = query.casefold().split()
    if not wanted:
        return []
    holding = [
        passage
        for passage in standing.study.records.of(Passage)
        if source in ("", passage.source) and _holds(passage.quote, wanted)
    ]
    found = [shown_passage(standing, passage) for passage in holding[:limit]]
    for text, start, end in _in_texts(standing, wanted, source) if len(found) < limit else ():
        quoted = any(one.text == text.id and one.start < end and start < one.end for one in holding)
        if not quoted and (one := _unquoted(standing, text, start, end)):
            found.append(one)
            if len(found) == limit:
                break
    return found


def shown_passage(standing: Standing, passage: Passage) -> Found:
    """Return a passage as it is chosen from."""
    page = standing.material.pages.get(passage.id, "")
    return Found(
        key=passage.id, words=passage.quote, source=passage.source, title=_title(standing, passage.source), page=page,
        quoted=True,
    )  # fmt: skip


def chosen(standing: Standing, keys: Iterable[str]) -> list[Found]:
    """Return what keys name, each once; what is not there any more is left out."""
    found = []
    for key in dict.fromkeys(keys):
        if passage := standing.study.records.get(Passage, key):
            found.append(shown_passage(standing, passage))
        elif span := span_of(key):
            text = standing.study.texts.get(span.source)
            if one := _unquoted(standing, text, span.start, span.end) if text else None:
                found.append(one)
    return found


def span_of(key: str) -> Span | None:
    """Read ``source:start:end``; None for anything else."""
    source, _, rest = key.partition(":")
    start, _, end = rest.partition(":")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return None
    return Span(source=source, start=int(start), end=int(end))


def parted(keys: Sequence[str]) -> tuple[list[str], list[Span]]:
    """Part keys into ids of Passages and spans."""
    spans = [(key, span_of(key)) for key in dict.fromkeys(keys)]
    return [key for key, span in spans if span is None], [span for _, span in spans if span]


def _in_texts(standing: Standing, wanted: Sequence[str], source: str) -> Iterator[tuple[Text, int, int]]:
    """Yield the sentences that hold every word, or the paragraph where only all of it does."""
    texts = [text for name, text in standing.study.texts.items() if source in ("", name)]
    for text in texts[:_TEXTS]:
        opened = _opened(standing, text)
        if opened is None or not _holds(opened.text, wanted):
            continue
        for paragraph in _PARAGRAPH.finditer(opened.text):
            words = paragraph[0]
            if _holds(words, wanted):
                spans = [(start, end) for start, end in sentences(words) if _holds(words[start:end], wanted)]
                for start, end in spans or [(0, len(words))]:
                    yield text, paragraph.start() + start, paragraph.start() + end


def _unquoted(standing: Standing, text: Text, start: int, end: int) -> Found | None:
    opened = _opened(standing, text)
    if opened is None or not 0 <= start < end <= len(opened.text):
        return None
    page = opened.layout.page_at(start)
    return Found(
        key=f"{text.source}:{start}:{end}",
        words=reading(opened.text, opened.layout, start, end),
        source=text.source,
        title=_title(standing, text.source),
        page=(f"[{page.label}]" if page.basis == "inferred" else page.label) if page else "",
    )


def _opened(standing: Standing, text: Text) -> Searchable | None:
    try:
        return standing.study.searchable(text)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError):
        return None  # 'check' names the missing text


def _holds(words: str, wanted: Iterable[str]) -> bool:
    folded = words.casefold()
    return all(word in folded for word in wanted)


def _title(standing: Standing, source: str) -> str:
    found = standing.study.records.get(Source, source)
    return found.title if found else source
