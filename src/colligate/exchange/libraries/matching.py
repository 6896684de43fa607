"""Which source of a study an entry of a library is: the one it became before, or the one that has its file or words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from colligate.exchange.incoming import unsaid
from colligate.exchange.libraries.entry import Entry
from colligate.exchange.libraries.files import Found, Opened
from colligate.exchange.libraries.holding import Holding
from colligate.exchange.libraries.merging import Told, seal, told_of
from colligate.sources.fitting import Fitting
from colligate.sources.source import Source


class Matching:
    """The sources of a study, by what an entry can be known by."""

    def __init__(
        self, entries: Iterable[Entry], sources: Sequence[Source], withdrawn: Iterable[Source], holding: Holding
    ) -> None:
        """Look every source up once, and see which are other entries of the library."""
        self._sources = {source.id: source for source in sources}
        self._keys, self._gone = _by_key(sources), _by_key(withdrawn)
        self._holding, self._fitting = holding, Fitting(sources)
        self._owner = {
            source.id: entry.key
            for entry in entries
            for source, told in self._keys.get(entry.key, ())
            if _same(told, entry, ())
        }
        #: Sources that entries of this import are.
        self.taken: set[str] = set()

    def before(self, entry: Entry, files: Sequence[Found]) -> Source | None:
        """Return the source that an entry became when it came in before."""
        return next((one for one, told in self._keys.get(entry.key, ()) if _same(told, entry, files)), None)

    def was_withdrawn(self, entry: Entry, files: Sequence[Found]) -> bool:
        """Say whether the source that an entry became was withdrawn, and nobody brought its file back."""
        gone = self._gone.get(entry.key, ())
        return any(not self._holding.has(one.sha256) and _same(told, entry, files) for one, told in gone)

    def meant(self, entry: Entry, files: Sequence[Found], read: Sequence[Opened]) -> list[Source]:
        """Return the source that has a file of an entry; else those with the words of one; else those it describes."""
        if held := self._open([self._holding.has(one.sha256) for one in files], entry):
            return held[:1]
        if held := self._open([name for done in read for name in self._holding.with_words_of(done)], entry):
            return held
        year = Source(id="", by="", title="", csl=entry.csl, **unsaid()).year
        found = self._open([source.id for source in self._fitting.of(entry.csl)], entry)
        return [source for source in found if not year or not source.year or year == source.year]

    def _open(self, names: Iterable[str], entry: Entry) -> list[Source]:
        """Return the sources of some ids that no other entry of the library is."""
        mine = (name for name in dict.fromkeys(names) if self._owner.get(name, entry.key) == entry.key)
        return [self._sources[name] for name in mine if name in self._sources and name not in self.taken]


def _by_key(sources: Iterable[Source]) -> dict[str, list[tuple[Source, Told]]]:
    """Return the sources that libraries told of, by the keys of their entries."""
    found: dict[str, list[tuple[Source, Told]]] = {}
    for source in sources:
        if told := told_of(source):
            found.setdefault(told.key, []).append((source, told))
    return found


def _same(told: Told, entry: Entry, files: Sequence[Found]) -> bool:
    """Say whether an entry with the key of an earlier one is that one: keys of one library may be another's too."""
    shared = ("title", "DOI", "URL", "author", "ISBN")
    fields = any(field in entry.csl and told.fields.get(field) == seal(entry.csl[field]) for field in shared)
    return fields or bool({one.sha256 for one in files} & set(told.files.values()))
