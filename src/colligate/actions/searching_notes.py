"""What a reader must know of how a search was made: what was not searched, and which words no text holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from colligate.actions.looking import Standing
from colligate.actions.searching_asked import Asked, limits
from colligate.languages.scripts import UNINFLECTED, parted_in, unparted_in
from colligate.sources.source import Source
from colligate.suggestions.searching.asking import Word, leaves
from colligate.suggestions.searching.looking import Looking
from colligate.suggestions.searching.spelling import spelt_alike
from colligate.suggestions.searching.wording import STEMMERS

#: Particulars of a source that a field asks about and that may not be recorded.
_RECORDED = ("year", "publisher", "kind")
#: Words that join others when written in capitals.
_JOINERS = ("and", "or", "not", "near")


def notes(standing: Standing, asked: Asked, query: str) -> Iterable[str]:
    """Yield what limits a search, each as a sentence."""
    yield from _unsearched(standing, asked)
    for script in unparted_in(query):
        yield f"No word boundaries are known for {script}; searched by characters."
    words = [leaf.word for leaf in leaves(asked.ask) if isinstance(leaf, Word)]
    for script in parted_in(" ".join(words)):
        yield (
            f"{script} words are told apart by a dictionary, which can be wrong. In quotation marks the characters are "
            "found wherever they stand."
        )
    languages = {asked.index.sources[source].language for source in asked.corpus}
    if words and (plain := sorted(languages - set(STEMMERS) - UNINFLECTED)):
        yield f"No forms of words are known for {', '.join(plain)}: words are found there only as typed."
    for word in _JOINERS:
        if word in words:
            yield f"‘{word}’ in small letters was searched as a word. Write {word.upper()} to join words by it."  # noqa: RUF001


def _unsearched(standing: Standing, asked: Asked) -> Iterable[str]:
    """Say which sources were not searched, and why."""
    sources = standing.study.records.of(Source)
    if gone := [source.id for source in sources if source.id not in asked.index.sources]:
        yield f"Not searched, for want of a text: {', '.join(gone)}. 'colligate check' says why."
    if not asked.corpus:
        yield "No source is what these fields ask for, so nothing was searched."
    held = [source for source in sources if source.id in asked.index.sources and source.id not in asked.without]
    for field in limits(asked.ask):
        if field.field in _RECORDED and (unsaid := sum(not getattr(source, field.field) for source in held)):
            number = "1 source" if unsaid == 1 else f"{unsaid} sources"
            yield f"{field.field}:{field.value} leaves out {number} of which no {field.field} is recorded."
    for source in asked.without:
        yield f"The manuscript was not searched, since it is what is to be judged. Write source:{source} to search it."


def absent(asked: Asked) -> dict[Word, tuple[str, ...]]:
    """Return the words asked for that stand in no text, each with those spelt most like it."""
    words = (leaf for leaf in leaves(asked.ask) if isinstance(leaf, Word) and leaf.word not in _JOINERS)
    gone = (word for word in words if not Looking(asked.index, word, fields={}).count)
    return {word: spelt_alike(asked.index, word.word) for word in gone}


def misspelt(gone: Mapping[Word, tuple[str, ...]]) -> Iterable[str]:
    """Say of words that stand in no text which ones are spelt like them."""
    for word, alike in gone.items():
        near = f" Spelt most like it there: {', '.join(alike)}." if alike else ""
        yield f"\u2018{word.word}\u2019 stands in no source of this study, in any form.{near}"


def instead(query: str, gone: Mapping[Word, tuple[str, ...]]) -> str:
    """Write the query again with the words that do stand there."""
    if not any(gone.values()):
        return ""
    for word, alike in sorted(gone.items(), key=lambda pair: -pair[0].start):
        query = query[: word.start] + (alike[0] if alike else query[word.start : word.end]) + query[word.end :]
    return query
