"""The index on disk: derived from the texts, kept in step with them by their hashes, made anew when damaged.

One process at a time looks after it, under a lock; whoever has it open reads on undisturbed.
"""

from __future__ import annotations

import hashlib
import shutil
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import msgspec
import tantivy

from colligate.suggestions.searching.files import alone, replace
from colligate.suggestions.searching.passages import VERSION, Searched
from colligate.suggestions.searching.wording import terms

#: Bytes held in memory while an index is written.
_HEAP = 128_000_000
#: Bits of a tie that number the passages of one source.
_NUMBERS = 30


#: A passage: its source and its number there.
Place = tuple[str, int]


class Wanted(NamedTuple):
    """A text that the index should hold."""

    source: str
    #: Names the text's content, layout and language; another state is another text.
    state: str
    #: Gives its language and passages.
    read: Callable[[], tuple[str, Iterable[Searched]]]


class Held(msgspec.Struct, frozen=True):
    """A text that the index holds."""

    state: str
    language: str
    passages: int


class _State(msgspec.Struct, frozen=True):
    """What the index should be: its sources, and the size and time of each of its files."""

    version: str
    sources: dict[str, Held]
    files: dict[str, tuple[int, int]]


class Index(NamedTuple):
    """An index opened for reading, as it stood then."""

    folder: Path
    sources: dict[str, Held]
    schema: tantivy.Schema
    searcher: tantivy.Searcher

    def spans(self, source: str) -> tuple[array[int], array[int]]:
        """Return the starts and ends of the passages of a source, in their order."""
        numbers = array("q", (self.folder / "spans" / _name(source, self.sources[source].state)).read_bytes())
        return numbers[::2], numbers[1::2]

    def words(self, source: str, first: int = 0) -> Iterator[str]:
        """Yield the words of the passages of a source, from one on, in their order."""
        query, most = tantivy.Query.term_query(self.schema, "source", source), self.sources[source].passages - first
        if most > 0:
            order = tantivy.Order.Asc
            found = self.searcher.search(query, most, False, "number", first, order)  # noqa: FBT003 - counts nothing
            for _, address in found.hits:
                yield bytes(self.searcher.doc(address).get_first("words") or b"").decode()

    def places(self, addresses: Sequence[tantivy.DocAddress]) -> list[Place]:
        """Return the source and number of passages, without reading them."""
        sources = _tied(tuple(self.sources))
        if len(sources) < len(self.sources):  # two ties are the same by chance
            found = (self.searcher.doc(address) for address in addresses)
            return [(str(one.get_first("source")), int(str(one.get_first("number")))) for one in found]
        ties = self.searcher.fast_field_values("tie", list(addresses)) if addresses else []
        return [(sources[int(tie or 0) >> _NUMBERS], int(tie or 0) & ((1 << _NUMBERS) - 1)) for tie in ties]


Progress = Callable[[int, int, str], None]
_open: dict[Path, tuple[tuple[int, int], Index]] = {}


def open_index(folder: Path, wanted: Sequence[Wanted], progress: Progress | None = None) -> Index:
    """Return the index in a folder, holding exactly the texts wanted.

    Texts it lacks or holds in another state are read, those no longer wanted are taken out; where it is damaged or of
    another version it is made anew.

    Args:
        folder: Made if need be; nothing else should be in it.
        wanted: Every text that should be found.
        progress: Told the number of each text read, how many there are to read, and its source.
    """
    states = {one.source: one.state for one in wanted}
    if (known := _remembered(folder)) and _agrees(known.sources, states):
        return known
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with alone(folder / "lock"):
        state = _whole(folder)
        if state is None:
            _clear(folder)
        if state is None or not _agrees(state.sources, states):
            state = _brought_up(folder, state.sources if state else {}, wanted, progress)
        index = tantivy.Index.open(str(folder / "words"))
        index.reload()
        found = Index(folder, state.sources, index.schema, index.searcher())
        _open[folder] = (_stamp(folder), found)
    return found


def _agrees(held: dict[str, Held], states: dict[str, str]) -> bool:
    return held.keys() == states.keys() and all(held[source].state == state for source, state in states.items())


def _remembered(folder: Path) -> Index | None:
    stamp, index = _open.get(folder, ((0, 0), None))
    try:
        return index if stamp == _stamp(folder) else None
    except OSError:
        return None


def _stamp(folder: Path) -> tuple[int, int]:
    found = (folder / "state.json").stat()
    return found.st_mtime_ns, found.st_size


def _whole(folder: Path) -> _State | None:
    """Return the state of an index that is as it was left; None where it is not, or there is none."""
    try:
        state = msgspec.json.decode((folder / "state.json").read_bytes(), type=_State)
        if state.version != _version() or state.files != _files(folder):
            return None
        tantivy.Index.open(str(folder / "words"))
    except (OSError, ValueError, msgspec.DecodeError):
        return None
    return state


def _version() -> str:
    """Name what makes the words and the files: another version of any makes the index anew."""
    return f"{VERSION}, tantivy {version('tantivy')}, icu4py {version('icu4py')}"


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of every file of the index but locks."""
    found = {}
    for part in ("words", "spans"):
        for path in sorted((folder / part).iterdir()):
            if path.suffix != ".lock":
                stat = path.stat()
                found[f"{part}/{path.name}"] = (stat.st_size, stat.st_mtime_ns)
    return found


def _clear(folder: Path) -> None:
    (folder / "state.json").unlink(missing_ok=True)
    for part in ("words", "spans"):
        shutil.rmtree(folder / part, ignore_errors=True)
        (folder / part).mkdir()
    tantivy.Index(_schema(), path=str(folder / "words"))


def _schema() -> tantivy.Schema:
    """Return what is kept of a passage: where it is, its words to be shown, and its words to be found by."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("source", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("place", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("number", stored=True, fast=True)
    #: Settles the order of passages that rank alike, whatever order they came in.
    builder.add_integer_field("tie", fast=True)
    for field in ("words", "runs", "pages"):
        builder.add_bytes_field(field, stored=True)
    for field in ("exact", "stems", "letters"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    return builder.build()


def _brought_up(folder: Path, held: dict[str, Held], wanted: Sequence[Wanted], progress: Progress | None) -> _State:
    (folder / "state.json").unlink(missing_ok=True)  # whoever is stopped halfway leaves a damaged index
    index = tantivy.Index.open(str(folder / "words"))
    writer = index.writer(_HEAP, 1)
    states = {one.source: one.state for one in wanted}
    kept = {source: one for source, one in held.items() if states.get(source) == one.state}
    for source, one in held.items():
        if source not in kept:
            writer.delete_documents_by_term("source", source)
            (folder / "spans" / _name(source, one.state)).unlink(missing_ok=True)
    missing = [one for one in wanted if one.source not in kept]
    for number, one in enumerate(missing, 1):
        if progress:
            progress(number, len(missing), one.source)
        kept[one.source] = _add(writer, folder, one)
    writer.commit()
    writer.wait_merging_threads()
    state = _State(_version(), {one.source: kept[one.source] for one in wanted}, _files(folder))
    replace(folder / "state.json", msgspec.json.encode(state))
    return state


def _add(writer: tantivy.IndexWriter, folder: Path, one: Wanted) -> Held:
    spans = array("q")
    tie = _tie(one.source)
    language, passages = one.read()
    for passage in passages:
        found = terms(passage.words, language)
        document = tantivy.Document(
            source=one.source, place=f"{one.source} {passage.number}", number=passage.number,
            tie=tie + passage.number, words=passage.words.encode(), runs=passage.runs.tobytes(), exact=found.exact,
            stems=found.stems,
        )  # fmt: skip
        if passage.pages:
            document.add_bytes("pages", msgspec.json.encode(passage.pages))
        if found.letters:
            document.add_text("letters", found.letters)
        writer.add_document(document)
        spans.extend((passage.start, passage.end))
    replace(folder / "spans" / _name(one.source, one.state), spans.tobytes())
    return Held(one.state, language, len(spans) // 2)


def _tie(source: str) -> int:
    return int.from_bytes(hashlib.sha256(source.encode()).digest()[:4], "big") << _NUMBERS


@lru_cache(maxsize=4)
def _tied(sources: tuple[str, ...]) -> dict[int, str]:
    return {_tie(source) >> _NUMBERS: source for source in sources}


def _name(source: str, state: str) -> str:
    return f"{hashlib.sha256(f'{source} {state}'.encode()).hexdigest()[:24]}.spans"
