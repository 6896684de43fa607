"""Lines recognised by Tesseract."""

from __future__ import annotations

import csv
import functools
import io
import subprocess
from collections import defaultdict
from itertools import pairwise
from statistics import median

from PIL import Image

from colligate.sources.readers.lines import Line

#: A row of Tesseract's table.
Word = dict[str, str]

#: Seconds after which a page is given up.
_PATIENCE = 300
#: Models of Tesseract that are no languages.
_NOT_LANGUAGES = frozenset({"osd", "equ", "snum"})
#: A gap between words wider than this share of their height may part columns.
_GAP = 1.5
#: Confidence, of 100, above which signs that are no letters are believed.
_SURE = 60.0
#: More languages than this slow recognition down and mislead it.
_LANGUAGES = 4


def version(program: str) -> str:
    """Return the program's name and version: ``tesseract 5.3.4``."""
    told = subprocess.run([program, "--version"], capture_output=True, check=True, timeout=30)
    return (told.stdout or told.stderr).decode("utf-8", "replace").split("\n", 1)[0].strip()


def words(image: Image.Image) -> list[tuple[Line, float]]:
    """Return the lines of an image, in pixels, in Tesseract's order, each with its confidence from 0 to 1."""
    picture = io.BytesIO()
    image.save(picture, "PNG")
    command = ["tesseract", "stdin", "stdout", "-l", _languages(), "tsv"]
    try:
        told = subprocess.run(command, input=picture.getvalue(), capture_output=True, check=False, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        return []
    rows = csv.DictReader(io.StringIO(told.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    grouped: defaultdict[tuple[str, ...], list[Word]] = defaultdict(list)
    for row in rows:
        if row["level"] == "5" and _is_word(row):
            grouped[row["block_num"], row["par_num"], row["line_num"]].append(row)
    return [_line(part) for members in grouped.values() for part in _parts(members)]


def _is_word(row: Word) -> bool:
    """Say whether a row tells of a word, and not of dirt or a rule between columns."""
    text = (row["text"] or "").strip()
    return bool(text) and (any(letter.isalnum() for letter in text) or float(row["conf"]) > _SURE)


def _parts(members: list[Word]) -> list[list[Word]]:
    """Split a line at gaps as wide as those between columns."""
    height = median(float(word["height"]) for word in members)
    parts = [[members[0]]]
    for before, word in pairwise(members):
        gap = float(word["left"]) - float(before["left"]) - float(before["width"])
        if gap > _GAP * height:
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


@functools.cache
def _languages() -> str:
    """Return the installed languages as Tesseract takes them, English first."""
    told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False, timeout=30)
    found = {line.strip() for line in told.stdout.decode("utf-8", "replace").split("\n")[1:]}
    languages = sorted(found - _NOT_LANGUAGES - {""}, key=lambda name: (name != "eng", name))
    return "+".join(languages[:_LANGUAGES]) or "eng"


def _line(members: list[Word]) -> tuple[Line, float]:
    lefts = [float(word["left"]) for word in members]
    tops = [float(word["top"]) for word in members]
    rights = [left + float(word["width"]) for left, word in zip(lefts, members, strict=True)]
    heights = [float(word["height"]) for word in members]
    bottoms = [top + height for top, height in zip(tops, heights, strict=True)]
    line = Line(
        text=" ".join(word["text"].strip() for word in members),
        left=min(lefts),
        top=median(tops),
        right=max(rights),
        bottom=median(bottoms),
        # Words without ascenders are lower than the type is high.
        size=sorted(heights)[(3 * len(heights)) // 4],
    )
    letters = sum(len(word["text"]) for word in members)
    return line, sum(float(word["conf"]) * len(word["text"]) for word in members) / (100 * letters)
