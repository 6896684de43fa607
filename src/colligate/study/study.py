"""A study opened for reading: its settings, lenses and standing records, and the texts its passages point into."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path

import msgspec

from colligate.lenses.lens import Code, Lens
from colligate.lenses.reading import read_lens
from colligate.problems import Problem
from colligate.sources.locating import Searchable
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Layout, Text
from colligate.study.folder import Folder
from colligate.study.remembering import remembered
from colligate.study.settings import Settings, read_settings


class Study:
    """One study folder as it stood when opened. Reading only: whoever changes it uses `colligate.actions`."""

    def __init__(self, path: Path | str) -> None:
        """Read settings, lenses and journals. Raises NotAStudyError; all other faults are in `problems`."""
        self.folder = Folder(Path(path)).require()
        #: Faults met while reading settings, lenses and journals.
        self.problems: list[Problem] = []
        self.settings: Settings = self._read_settings()
        #: File of each lens in use.
        self.lens_files: dict[str, Path] = {}
        self.lenses: dict[str, Lens] = self._read_lenses()
        self.records, unreadable = remembered(self.folder.journals)
        self.problems.extend(unreadable)
        self.problems.extend(self.records.problems)
        #: Quotes that are not where they should be, once somebody has looked; see `colligate.study.checks.passages`.
        self.quote_problems: list[Problem] | None = None

    def _read_settings(self) -> Settings:
        settings, problems = read_settings(self.folder.settings.read_bytes(), "study.yaml")
        self.problems.extend(problems)
        return settings

    def _read_lenses(self) -> dict[str, Lens]:
        lenses = {}
        for path in sorted(self.folder.lenses.glob("*.yaml")):
            lens, problems = _lens(path.read_bytes(), f"lenses/{path.name}")
            self.problems.extend(problems)
            if lens:
                lenses[lens.id] = lens
                self.lens_files[lens.id] = path
        return lenses

    @cached_property
    def codes(self) -> dict[str, Code]:
        """Every code of the lenses in use, by its reference ``lens/code``."""
        return {reference: code for lens in self.lenses.values() for reference, code in lens.walk()}

    @cached_property
    def texts(self) -> dict[str, Text]:
        """The current Text of each Source, by source id: the latest one read."""
        return {text.source: text for text in self.records.of(Text)}

    def searchable(self, text: Text) -> Searchable:
        """Return a frozen text with its layout. Raises OSError where the file is gone."""
        texts = self.folder.texts.absolute()
        words, layout = texts / f"{text.sha256}.txt", texts / f"{text.layout}.json"
        return _searchable(words, _state(words), layout, _state(layout))

    def layout(self, text: Text) -> Layout:
        """Return a text's layout. Raises OSError or msgspec.DecodeError."""
        return self.searchable(text).layout

    def source_of(self, passage_id: str) -> Source | None:
        """Return the Source of a passage."""
        passage = self.records.get(Passage, passage_id)
        return self.records.get(Source, passage.source) if passage else None


@lru_cache(maxsize=64)
def _lens(data: bytes, place: str) -> tuple[Lens | None, list[Problem]]:
    return read_lens(data, place)


@lru_cache(maxsize=64)
def _searchable(text: Path, text_state: tuple[int, int], layout: Path, layout_state: tuple[int, int]) -> Searchable:
    """Read a text and its layout; their states are part of what is remembered, so that a damaged file is seen."""
    del text_state, layout_state
    return Searchable(text.read_bytes().decode("utf-8"), msgspec.json.decode(layout.read_bytes(), type=Layout))


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size
