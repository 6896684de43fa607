"""Recognising text on images: which program does it, and its words as the lines of a page.

Tesseract where it is installed, for it is faster and knows more languages; else RapidOCR, which needs no more than its
Python packages and brings its models.
"""

from __future__ import annotations

import functools
import math
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from statistics import median

import msgspec
from PIL import Image

from colligate.problems import Problem
from colligate.sources.readers import rapid, tesseract
from colligate.sources.readers.lines import Line, Sheet, overlap
from colligate.sources.text import Layout

#: What to do where nothing is installed that recognises text.
REMEDY = 'Install what reads images: pip install "colligate[ocr]", or the program Tesseract.'

#: Between these shares of the page's usual size lines are taken for one size of type.
_LOW, _HIGH = 0.9, 1.35
#: Mean confidence of a page from which its text is taken as read.
_SURE = 0.75
#: Lines of fewer characters may lack tall letters: their height says nothing.
_SHORT = 20


class Engine(msgspec.Struct, frozen=True):
    """A program that recognises text."""

    #: Name and version, as the extractor of a text states them.
    version: str
    #: Pixels to the inch at which it does best.
    resolution: int


@functools.cache
def engine() -> Engine | None:
    """Return the program to use on this machine, if there is one."""
    if program := shutil.which("tesseract"):
        try:
            return Engine(version=tesseract.version(program), resolution=300)
        except (OSError, subprocess.SubprocessError):
            pass
    if find_spec("rapidocr") and find_spec("onnxruntime"):
        try:
            return Engine(version=f"rapidocr {version('rapidocr')}", resolution=200)
        except PackageNotFoundError:
            return None
    return None


def recognise(image: Image.Image, engine: Engine, *, scale: float) -> Sheet:
    """Return the lines recognised on an image, in points; `scale` is the image's pixels a point."""
    recogniser = tesseract if engine.version.startswith("tesseract") else rapid
    found = recogniser.words(image.convert("RGB"))
    lines = [_scaled(line, scale) for line, _ in found]
    letters = sum(len(line.text) for line in lines)
    confidence = sum(sure * len(line.text) for line, sure in found) / letters if letters else 0.0
    _level(lines)
    return Sheet(lines=lines, width=image.width / scale, height=image.height / scale, confidence=confidence)


def doubts(layout: Layout, name: str) -> tuple[Problem, ...]:
    """Name the pages on which recognition was so unsure that quotes from them must be compared with the image."""
    pairs = zip(layout.pages, layout.ocr_confidence, strict=False)
    pages = [page.label for page, confidence in pairs if 0 < confidence < _SURE]
    if not pages:
        return ()
    message = f"Text recognition was unsure on pages {', '.join(pages)}."
    remedy = "Compare every quote from them with the image, or scan them again, sharper."
    return (Problem(place=name, message=message, remedy=remedy, severity="warning"),)


def _scaled(line: Line, scale: float) -> Line:
    line.left, line.top = line.left / scale, line.top / scale
    line.right, line.bottom, line.size = line.right / scale, line.bottom / scale, line.size / scale
    return line


def _level(lines: list[Line]) -> None:
    """Give the body's lines one size, and another to the clearly smaller lines at the foot of a column.

    The height of a line varies with its letters and with where the program drew its box; the room a letter takes, on a
    line with many, varies less. Headings need both: capitals take more room.
    """
    long = [line for line in lines if len(line.text) >= _SHORT]
    if not long:
        return
    height, room = median(line.size for line in long), median(line.width / len(line.text) for line in long)
    small: list[Line] = []
    large: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        narrow = line.width / len(line.text) / room
        above_body = any(overlap(line, other) for other in large)
        if (narrow < _LOW or len(line.text) < _SHORT) and not above_body:
            small.append(line)
        else:
            large.append(line)
        line.size = line.size if math.sqrt(line.size / height * narrow) > _HIGH else height
    _shrink(small, large, height)


def _shrink(small: list[Line], large: list[Line], height: float) -> None:
    """Mark lines at the foot of a column as small; a short one is what the line over it is."""
    for line in small:
        above = [other for other in [*small, *large] if len(other.text) >= _SHORT and other.middle < line.top]
        over = max((other for other in above if overlap(line, other)), key=lambda other: other.middle, default=line)
        if len(line.text) >= _SHORT or any(over is other for other in small):
            line.size = 0.85 * height
