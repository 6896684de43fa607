"""The word for a colour, as people tell their highlighters apart."""

from __future__ import annotations

import colorsys
from bisect import bisect_right

#: Where each word begins on the circle of hues, in degrees.
_HUES = (
    (0, "red"), (18, "orange"), (43, "yellow"), (70, "green"), (165, "cyan"), (190, "blue"), (255, "purple"),
    (290, "pink"), (345, "red"),
)  # fmt: skip
#: Below this saturation there is no hue to speak of.
_DULL = 0.12
_DARK, _PALE = 0.2, 0.9
#: A red this light is called pink.
_PALE_RED = 0.72

WORDS = (*dict.fromkeys(word for _, word in _HUES), "grey", "black", "white")


def colour_word(colour: str) -> str:
    """Return one of `WORDS` for ``#rrggbb``; empty for no colour."""
    if not colour:
        return ""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, _ = colorsys.rgb_to_hls(red, green, blue)
    if max(red, green, blue) - min(red, green, blue) < _DULL:
        return "black" if lightness < _DARK else "white" if lightness > _PALE else "grey"
    word = _HUES[bisect_right(_HUES, hue * 360, key=lambda one: one[0]) - 1][1]
    return "pink" if word == "red" and lightness > _PALE_RED else word
