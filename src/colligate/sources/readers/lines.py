"""A line of print on a page: its words and where it stands. What PDF and text recognition have in common."""

from __future__ import annotations

from typing import Literal

import msgspec

Direction = Literal["across", "down", "up"]


class Line(msgspec.Struct):
    """Words standing side by side on one page. Lengths in points (or pixels), from the top left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    #: Height of the type, for comparing lines of one document; not the nominal size of the font.
    size: float
    #: True where the line ends within a word, its hyphen already taken off `text`.
    broken: bool = False
    #: Which way the type runs on the page.
    direction: Direction = "across"

    @property
    def upright(self) -> bool:
        """Say whether the type runs up or down the page."""
        return self.direction != "across"

    @property
    def middle(self) -> float:
        """Height of the line's middle on the page."""
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        """Extent from left to right."""
        return self.right - self.left


class Sheet(msgspec.Struct):
    """One page: its lines in the order of the file, and its measure."""

    lines: list[Line]
    width: float
    height: float
    #: Mean confidence of recognition, 0 to 1, where the lines come from an image.
    confidence: float | None = None


def levelled(sheet: Sheet) -> Sheet:
    """Return a page most of whose lines run up or down as its reader holds it: turned, so that they run across."""
    for direction in ("down", "up"):
        if 2 * sum(line.direction == direction for line in sheet.lines) > len(sheet.lines):
            for line in sheet.lines:
                _turn(line, sheet, direction)
            return Sheet(lines=sheet.lines, width=sheet.height, height=sheet.width, confidence=sheet.confidence)
    return sheet


def _turn(line: Line, sheet: Sheet, direction: Direction) -> None:
    left, top, right, bottom = line.left, line.top, line.right, line.bottom
    if direction == "down":
        line.left, line.right, line.top, line.bottom = top, bottom, sheet.width - right, sheet.width - left
    else:
        line.left, line.right, line.top, line.bottom = sheet.height - bottom, sheet.height - top, left, right
    line.direction = "across" if line.direction == direction else "down"


def same_row(line: Line, other: Line) -> bool:
    """Say whether two lines stand beside each other: the middle of either lies within the other."""
    return line.top < other.middle < line.bottom or other.top < line.middle < other.bottom


def overlap(line: Line, other: Line) -> bool:
    """Say whether two lines stand above each other, at least in part."""
    return line.left < other.right and other.left < line.right


def rows(lines: list[Line]) -> list[list[Line]]:
    """Group lines standing beside each other; rows from top to bottom, each from left to right."""
    grouped: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.middle, line.left)):
        if grouped and same_row(grouped[-1][0], line):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    for row in grouped:
        row.sort(key=lambda line: line.left)
    return grouped
