"""Which source a marked PDF is a copy of: one with the same text or file, one that is named, or a new one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import PurePath

import msgspec

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.incoming import Incoming, Known, digest, free_id, slug, unsaid
from colligate.exchange.losses import Losses
from colligate.sources.extraction import Extraction
from colligate.sources.likeness import Likeness, sketch
from colligate.sources.locating import Searchable
from colligate.sources.source import Source
from colligate.sources.text import Text

Open = Callable[[Text], Searchable]


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """The text on which marks land."""

    text: Text
    #: True where it is the very text of the marked file, so that offsets hold in it.
    same: bool


def ground(
    data: bytes, extraction: Extraction, known: Known, searchable: Open, *, name: str, by: str, source: str,
    incoming: Incoming, losses: Losses,
) -> Ground:  # fmt: skip
    """Return the text that marks land on; a source that is new joins `incoming`.

    Raises RefusedFileError where `source` is none of the study, or where the file is like a source without being one.
    """
    sha256 = hashlib.sha256(extraction.text.encode()).hexdigest()
    if source:
        if source not in known.texts:
            raise RefusedFileError(name, f"The study has no source '{source}' with a text.", "Give the id of a source.")
        return _named(known.texts[source], sha256, losses)
    found = [text for text in known.texts.values() if text.sha256 == sha256]
    if len(found) > 1:
        several = ", ".join(sorted(text.source for text in found))
        raise RefusedFileError(name, f"Several sources have this text: {several}.", "Name the one meant with --source.")
    if found:
        losses.carried("copies of a known source", [found[0].source])
        return Ground(text=found[0], same=True)
    file = hashlib.sha256(data).hexdigest()
    for text in known.texts.values():
        record = known.records.get(text.source)
        if isinstance(record, Source) and record.sha256 == file:
            return _named(text, sha256, losses)
    _refuse_alike(extraction, known, searchable, name)
    return Ground(text=_new(data, extraction, known, name, by, incoming, losses), same=True)


def _named(text: Text, sha256: str, losses: Losses) -> Ground:
    same = text.sha256 == sha256
    if not same:
        why = "the file's text is not the source's, so each mark is placed by its words, not by where it lies"
        losses.changed("sources", why, [text.source])
    return Ground(text=text, same=same)


def _refuse_alike(extraction: Extraction, known: Known, searchable: Open, name: str) -> None:
    likeness = Likeness()
    for text in known.texts.values():
        try:
            likeness.add(text.source, sketch(searchable(text).text))
        except (OSError, UnicodeDecodeError, msgspec.DecodeError):
            continue  # 'check' names the missing text
    if near := likeness.nearest(sketch(extraction.text)):
        raise RefusedFileError(
            name, f"It is like source '{near[0]}' (about {near[1]:.0%} of its word runs), but its text is another.",
            f"If it is a copy of it, import it with --source {near[0]}: each mark is then placed by its words. If it "
            "is another document, add it first with 'sources add --even-if-alike'.",
        )  # fmt: skip


def _new(
    data: bytes, extraction: Extraction, known: Known, name: str, by: str, incoming: Incoming, losses: Losses
) -> Text:
    stem = PurePath(name).stem
    identity = free_id(slug(stem, f"document-{digest(stem)}"), known)
    source = Source(
        id=identity, by=by, title=str(extraction.csl.get("title") or stem), csl=extraction.csl, name=name,
        sha256=hashlib.sha256(data).hexdigest(), media_type=extraction.media_type, **unsaid(),
    )  # fmt: skip
    words = hashlib.sha256(extraction.text.encode()).hexdigest()
    layout = hashlib.sha256(msgspec.json.encode(extraction.layout)).hexdigest()
    text = Text(
        id=f"text-{digest(f'{identity} {words} {layout}')}", by=by, source=identity, sha256=words, layout=layout,
        extractor=extraction.extractor, characters=len(extraction.text), ocr=extraction.ocr, **unsaid(),
    )  # fmt: skip
    incoming.originals.append((data, ".pdf"))
    incoming.texts.append((extraction.text, extraction.layout))
    incoming.records += [source, text]
    losses.carried("sources", [identity])
    for problem in extraction.problems:
        losses.changed("pages", problem.message, [problem.place])
    return text
