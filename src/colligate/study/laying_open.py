"""The texts of a study laid open for rules to read: the manuscript first, then every other source."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from colligate.languages import spoken
from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.source import Source
from colligate.sources.text import Layout
from colligate.study.study import Study


def open_texts(study: Study) -> Iterator[tuple[OpenText, Layout]]:
    """Yield the current text of every source with its layout; texts that are gone are left to the check."""
    sources = study.records.of(Source)
    ordered = sorted(sources, key=lambda source: source.id != study.settings.manuscript)
    for source in ordered:
        text = study.texts.get(source.id)
        if text is None:
            continue
        try:
            searchable = study.searchable(text)
        except (OSError, UnicodeDecodeError, msgspec.DecodeError):
            continue
        opened = OpenText(
            source=source.id,
            text=text.id,
            characters=searchable.text,
            outline=outline(searchable.text, searchable.layout),
            year=source.year,
            language=_language(source.language) or spoken(searchable.text),
        )
        yield opened, searchable.layout


def _language(tag: str) -> str:
    return tag.partition("-")[0].lower()
