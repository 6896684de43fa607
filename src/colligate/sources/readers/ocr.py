"""Recognising text on images: which program does it, and its words as the lines of a page."""

from __future__ import annotations

import functools

from PIL import Image

import msgspec

from colligate.sources.readers.lines import Sheet

#: What to do where nothing is installed that recognises text.
REMEDY = 'Install what reads images: pip install "colligate[ocr]", or the program Tesseract.'


class Engine(msgspec.Struct, frozen=True):
    """A program that recognises text."""

    name: str
    #: Name and version, as the extractor of a text states them.
    version: str


def engine() -> Engine | None:
    return None


def recognise(image: Image.Image, engine: Engine, *, scale: float = 1.0) -> Sheet:
    raise NotImplementedError
