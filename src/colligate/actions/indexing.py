"""The index of a study's words, brought up to its texts as they stand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from colligate.sources.source import Source
from colligate.sources.text import Text
from colligate.study.caching import cache_folder
from colligate.study.study import Study
from colligate.suggestions.searching.index import Index, Progress, Wanted, open_index
from colligate.suggestions.searching.passages import Searched, language_of, passages


def index_of(study: Study, progress: Progress | None = None) -> Index:
    """Return the index of a study, brought up to its texts as they stand."""
    return open_index(cache_folder(study.folder, "search"), list(_wanted(study)), progress)


def _wanted(study: Study) -> Iterable[Wanted]:
    there = {path.name for path in study.folder.texts.iterdir()} if study.folder.texts.is_dir() else set()
    for source in study.records.of(Source):
        text = study.texts.get(source.id)
        if text is None or not {f"{text.sha256}.txt", f"{text.layout}.json"} <= there:
            continue  # 'check' names the missing text; a search says that it was not searched
        tag = source.language.partition("-")[0].lower()
        yield Wanted(source.id, f"{text.sha256} {text.layout} {tag}", partial(_read, study, text, tag))


def _read(study: Study, text: Text, tag: str) -> tuple[str, Iterable[Searched]]:
    opened = study.searchable(text)
    language = language_of(tag, opened.text)
    return language, passages(opened.text, opened.layout, language)
