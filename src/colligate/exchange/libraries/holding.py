"""What a study holds of files already: by their bytes, by their words, by likeness; and what was withdrawn of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from colligate.exchange.incoming import Known
from colligate.exchange.libraries.files import Opened
from colligate.sources.likeness import Likeness
from colligate.sources.source import Source
from colligate.sources.text import Text

#: The sketch of a frozen text; raises OSError or UnicodeDecodeError where it cannot be read.
Sketched = Callable[[Text], tuple[int, ...]]


class Holding:
    """Files by the sources that have them, with those that an import adds."""

    def __init__(
        self, known: Known, withdrawn: Iterable[Source], withdrawn_texts: Iterable[Text], sketched: Sketched
    ) -> None:
        sources = [record for record in known.records.values() if isinstance(record, Source)]
        self._files = {source.sha256: source.id for source in sources if source.sha256}
        self._withdrawn = {source.sha256 for source in withdrawn} - {"", *self._files}
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        for text in known.texts.values():
            self._words[text.sha256].append(text.source)
        self._lost_words = {text.sha256 for text in withdrawn_texts}
        self._texts, self._sketched = known.texts, sketched
        self._likeness: Likeness | None = None

    def has(self, sha256: str) -> str:
        """Return the source that has a file; empty for none."""
        return self._files.get(sha256, "")

    def lost(self, sha256: str) -> bool:
        """Say whether a file was withdrawn, and no source has it now."""
        return sha256 in self._withdrawn

    def lost_words(self, done: Opened) -> bool:
        """Say whether the very text of a file was withdrawn, and no source has it now."""
        return bool(done.sketch) and done.words in self._lost_words and done.words not in self._words

    def met(self, sha256: str) -> bool:
        """Say whether a source has a file, or had it before it was withdrawn."""
        return sha256 in self._files or sha256 in self._withdrawn

    def with_words_of(self, done: Opened) -> list[str]:
        """Return the sources with the very text of a file; none for a text without words."""
        return list(self._words.get(done.words, ())) if done.sketch else []

    def like(self, done: Opened) -> tuple[str, float] | None:
        """Return the source whose text is a near-duplicate of a file's, and how alike they are, 0 to 1."""
        return self._compared().nearest(done.sketch)

    def add(self, source: str, done: Opened) -> None:
        """Remember a file that an import adds."""
        self._files[done.found.sha256] = source
        self._words[done.words].append(source)
        self._compared().add(source, done.sketch)

    def _compared(self) -> Likeness:
        if self._likeness is None:
            self._likeness = Likeness()
            for text in self._texts.values():
                try:
                    self._likeness.add(text.source, self._sketched(text))
                except (OSError, UnicodeDecodeError):
                    continue  # 'check' names the missing text
        return self._likeness
