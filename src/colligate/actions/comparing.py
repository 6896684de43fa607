"""A file that looks like a source already here, set beside it for a person to decide."""

from __future__ import annotations

from pathlib import PurePath

import msgspec

from colligate.actions.particulars import authors, issued
from colligate.sources.differing import Differing, differing
from colligate.sources.extraction import Extraction
from colligate.sources.source import Source
from colligate.study.study import Study


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """Two documents: what each says of itself, and where their words part."""

    source: str
    title: str
    name: str
    #: Particulars as (what, of the file, of the source); empty where nothing is said.
    particulars: tuple[tuple[str, str, str], ...]
    differing: Differing


def beside(study: Study, name: str, extraction: Extraction, source: str) -> Beside | None:
    """Set a file just read beside a source; None where the source's text is gone."""
    known, text = study.records.get(Source, source), study.texts.get(source)
    if known is None or text is None:
        return None
    try:
        opened = study.searchable(text)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError):
        return None  # 'check' names the missing text
    here, there = extraction.csl, known.csl
    pages, other_pages = len(extraction.layout.pages), len(opened.layout.pages)
    told = (
        ("File", name, known.name),
        ("Title", str(here.get("title") or PurePath(name).stem), known.title),
        ("Authors", "; ".join(authors(here)), "; ".join(authors(there))),
        ("Issued", issued(here), issued(there)),
        ("Kind of file", extraction.media_type, known.media_type),
        ("Pages", str(pages or ""), str(other_pages or "")),
        ("Characters", f"{len(extraction.text):,}", f"{len(opened.text):,}"),
        ("Read by", extraction.extractor, text.extractor),
    )
    return Beside(
        source=source, title=known.title, name=name, particulars=told,
        differing=differing(extraction.text, opened.text),
    )  # fmt: skip
