"""Names on a drawing, each where it hides neither a mark nor another name."""

from __future__ import annotations

from typing import NamedTuple

#: Width of a letter of the figures' font as a share of its size, on the average and a little over.
_LETTER = 0.52

Point = tuple[float, float]


class Size(NamedTuple):
    """Width and height in pixels."""

    width: float
    height: float


class Labels:
    """Remembers what is taken of a drawing. Points are pixels from its upper left corner, and centres of names."""

    def __init__(self, drawing: Size) -> None:
        """Start with a free drawing."""
        self._drawing = drawing
        self._taken: list[tuple[Point, Size]] = []

    def occupy(self, centre: Point, size: Size) -> None:
        """Take a place, free or not."""
        self._taken.append((centre, size))

    def beside(self, mark: Point, name: str, font: int) -> Point:
        """Return where a name stands beside its mark: right, left, below or above; right where all are taken."""
        size = _size(name, font)
        away = size.width / 2 + 9
        offsets = ((away, 0.0), (-away, 0.0), (0.0, font + 5.0), (0.0, -font - 5.0))
        spots = [(mark[0] + x, mark[1] + y) for x, y in offsets]
        chosen = next((spot for spot in spots if self._free(spot, size)), spots[0])
        self.occupy(chosen, size)
        return chosen

    def near(self, wanted: Point, name: str, font: int) -> Point | None:
        """Return where a name stands at a point or a little above or below it; None where there is no room."""
        size = _size(name, font)
        for step in (0, 1, -1, 2, -2, 3, -3):
            spot = (wanted[0], wanted[1] + step * (font + 4))
            if self._free(spot, size):
                self.occupy(spot, size)
                return spot
        return None

    def _free(self, centre: Point, size: Size) -> bool:
        x, y = centre
        wide, high = size.width / 2, size.height / 2
        if not (wide <= x <= self._drawing.width - wide and high <= y <= self._drawing.height - high):
            return False
        return all(
            abs(x - other[0]) >= wide + taken.width / 2 or abs(y - other[1]) >= high + taken.height / 2
            for other, taken in self._taken
        )


def _size(name: str, font: int) -> Size:
    return Size(len(name) * font * _LETTER, font + 2.0)
