"""Report text written by program: sentences with what they rest on, tables, and words that stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~^$@\"'&=:-])")
#: Rows of the long lists; the tables exported hold every one.
LONGEST = 60
#: Refs a sentence shows; a count of thousands rests on the first of them, and the tables name the rest.
_MOST = 12


def plain(words: str) -> str:
    """Return words as Markdown that reads just as they are."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


def clipped(words: str, limit: int = 160) -> str:
    """Return words cut at a blank, with a sign where something is left out."""
    folded = " ".join(words.split())
    return folded if len(folded) <= limit else f"{folded[:limit].rsplit(' ', 1)[0]} […]"


class Page:
    """Markdown in the making."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lines: list[str] = []
        self._sentences = 0

    def heading(self, title: str, level: int = 1, identity: str = "") -> None:
        """Add a heading."""
        self._lines += ["", f"{'#' * level} {plain(title)}{f' {{#{identity}}}' if identity else ''}", ""]

    def sentence(self, markdown: str, rests: Iterable[str]) -> str:
        """Return a sentence bound to refs; without any it is marked as the pass's own remark."""
        self._sentences += 1
        refs = list(dict.fromkeys(rests))[:_MOST]
        bound = f'rests="{" ".join(refs)}"' if refs else ".argument"
        return f"[{markdown}]{{#s-{self._sentences} {bound}}}"

    def say(self, *sentences: str) -> None:
        """Add a paragraph of sentences made by `sentence`."""
        self._lines += ["\n".join(sentences), ""]

    def item(self, *sentences: str, number: int = 0) -> None:
        """Add an item of a list, numbered or not."""
        mark = f"{number}. " if number else "- "
        self._lines += [mark + f"\n{' ' * len(mark)}".join(sentences), ""]

    def remark(self, *lines: str) -> None:
        """Add lines that state nothing about the document: how to read, what to do."""
        self._lines += [*(f"| {plain(line)}" for line in lines), ""]

    def placed(self, kind: str, caption: str = "", **attributes: str) -> None:
        """Add a table or figure the build makes."""
        given = " ".join(f'{name}="{value}"' for name, value in attributes.items() if value)
        self._lines += [f"::: {{.{kind}{f' {given}' if given else ''}}}", plain(caption), ":::", ""]

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "", widths: Sequence[int] = ()
    ) -> None:
        """Add a table of cells that are Markdown already; `widths` are relative, equal if left out."""
        self._lines.append(f"| {' | '.join(head)} |")
        self._lines.append(f"|{'|'.join('-' * (3 * width) for width in widths or [1] * len(head))}|")
        self._lines += [f"| {' | '.join(row)} |" for row in rows]
        self._lines += ["", f": {plain(caption)}" if caption else "", ""]

    def text(self) -> str:
        """Return the whole."""
        return "\n".join(self._lines) + "\n"
