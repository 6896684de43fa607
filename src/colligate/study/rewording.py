"""Records of a confidential source without what was taken from it."""

from __future__ import annotations

from collections.abc import Container

import msgspec

from colligate.record import Record, Suggestion
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Text
from colligate.sources.withholding import BLOT

#: What stands for the title of a document that is withheld.
TITLE = "Confidential document"


def parted(words: str) -> bool:
    """Say whether a string may be words: what holds no blank is an id, an address or one word."""
    return any(character.isspace() for character in words) or not words.isascii()


def blot(text: Text) -> bytes:
    """Return what stands for a text: a blot of its length."""
    return (BLOT * text.characters).encode()


def reworded(record: Record, closed: Container[str]) -> Record:
    """Return a record of a confidential source without what was taken from it."""
    replace = msgspec.structs.replace
    if isinstance(record, Source) and record.id in closed:
        kept = {key: value for key, value in record.csl.items() if key in ("type", "issued")}
        return replace(
            record, title=TITLE, csl=kept, name="", media_type="", url="", retrieved="", notes_on="", confidential=True
        )
    if isinstance(record, Passage) and record.source in closed:
        return replace(record, quote=BLOT * (record.end - record.start), prefix="", suffix="")
    if isinstance(record, Suggestion) and str(record.proposes.get("source")) in closed and "quote" in record.proposes:
        length = int(record.proposes.get("end", 0)) - int(record.proposes.get("start", 0))
        blank = {"quote": BLOT * length, "prefix": "", "suffix": ""}
        return replace(record, proposes={**record.proposes, **blank}, why="")
    return record
