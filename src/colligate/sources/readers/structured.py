"""JSON: its words as text under their keys."""

from __future__ import annotations

import json
from collections.abc import Iterator

from colligate.sources.extraction import Extraction, UnreadableFileError
from colligate.sources.readers.blocks import Block, put_together
from colligate.sources.readers.decoding import clean, decode
from colligate.sources.text import Layout


class _Members(list[tuple[str, object]]):
    """The members of one object, in order, also those whose key comes twice."""


def read(data: bytes, name: str) -> Extraction:
    """Read every string and number of a JSON file in its order, each key as a heading; null is left out."""
    try:
        # Numbers stay as they are written.
        decoded = json.loads(decode(data)[0], object_pairs_hook=_Members, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise UnreadableFileError(name, f"The JSON is not correct ({error}).", "Get a new copy of it.") from error
    text, regions = put_together(_blocks(decoded))
    if not text.strip():
        raise UnreadableFileError(name, "The JSON holds no text.", "Get a new copy of it.")
    return Extraction(text=text, layout=Layout(regions=regions), extractor="json 1", media_type="application/json")


def _blocks(value: object) -> Iterator[Block]:
    match value:
        case None:
            return
        case _Members():
            for key, inner in value:
                yield Block(_plain(key), "heading")
                yield from _blocks(inner)
        case list():
            for inner in value:
                yield from _blocks(inner)
        case bool():
            yield Block("yes" if value else "no")
        case _:
            yield Block(_plain(str(value)))


def _plain(text: str) -> str:
    return clean(text).replace("\f", "\n")
