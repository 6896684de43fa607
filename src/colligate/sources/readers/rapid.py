"""Lines recognised by RapidOCR, whose models lie inside its package."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PIL import Image

from colligate.sources.readers.lines import Line

#: A box is higher than its type by about this factor.
_BOX = 1.3
#: A strip may be so many times as long as it is wide.
_NARROWEST = 8


def words(image: Image.Image) -> list[tuple[Line, float]]:
    """Return the lines of an image, in pixels, from top to bottom, each with its confidence from 0 to 1."""
    import numpy as np  # noqa: PLC0415 - comes with the extra alone

    found = _recogniser()(np.asarray(_padded(image)))
    if found.boxes is None or not found.txts:
        return []
    return [
        (_line(box, text), float(score))
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        if text.strip()
    ]


def _padded(image: Image.Image) -> Image.Image:
    """Give a narrow strip white room below or to the right, for RapidOCR refuses it otherwise."""
    least = max(image.size) // _NARROWEST
    if min(image.size) >= least:
        return image
    padded = Image.new("RGB", (max(image.width, least), max(image.height, least)), "white")
    padded.paste(image)
    return padded


@functools.cache
def _recogniser() -> Callable[..., Any]:
    """Load the models, once: it takes two seconds."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - comes with the extra alone

    return RapidOCR(params={"Global.log_level": "error"})


def _line(box: Iterable[Sequence[float]], text: str) -> Line:
    across, down = zip(*((float(x), float(y)) for x, y in box), strict=True)
    height = max(down) - min(down)
    return Line(
        text=" ".join(text.split()),
        left=min(across),
        top=min(down) + 0.1 * height,
        right=max(across),
        bottom=max(down) - 0.1 * height,
        size=height / _BOX,
    )
