"""What of a tidy table stands on a page, and in which of its columns: what belongs together shares a cell."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import msgspec

from colligate.exchange.tidy_table import Cell, Row, Tidy, in_words

#: What neither XML 1.0 nor HTML can hold.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
#: Columns whose words explain themselves; others are named before them where they stand in small print.
_BARE = frozenset({"id", "key", "link", "publisher", "source id", "about", "lens", "code", "date", "judged on", "form"})


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A column of the page."""

    head: str
    #: Columns of the table, told one after another.
    of: tuple[str, ...]
    #: Columns told below them in small print.
    small: tuple[str, ...] = ()
    #: Its share of the line.
    width: int = 10
    #: Whether its words are in the language of the source.
    quoted: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the table that stands in it."""
        return (*self.of, *self.small)

    def words(self, row: Row) -> str:
        """Return what stands in it."""
        return ", ".join(words for column in self.of if (words := _told(row.get(column))))

    def small_words(self, row: Row) -> str:
        """Return what stands below in small print: a mark where it is true, a value with its column's name."""
        return " · ".join(words for column in self.small if (words := _small(column, row.get(column))))


_JUDGED = Shown(head="judgement", of=("judgement", "reason"), small=("judged by", "judged on", "judgements"), width=13)
_ABOUT = Shown(head="about", of=("about name",), small=("about", "key"), width=13)
_CODE = Shown(head="code", of=("code name",), small=("lens", "code"), width=11)
_SOURCE = ("source title", "year"), ("publisher", "source id", "standing", "confidential")
_PAGE = Shown(head="page", of=("page",), small=("page inferred", "lines"), width=5)
_QUOTE = Shown(head="quote", of=("quote",), small=("link",), width=34, quoted=True)
LAYOUTS: dict[str, tuple[Shown, ...]] = {
    "quotes": (
        Shown(head="source", of=_SOURCE[0], small=("id", *_SOURCE[1]), width=15), _PAGE, _QUOTE, _CODE,
        Shown(head="stance", of=("stance",), width=7), Shown(head="about", of=("about name",), small=("about",)),
        Shown(head="coder", of=("coder",), small=("date", "proposed by")), Shown(head="memo", of=("memo",)),
    ),
    "facts": (
        Shown(head="about", of=("about name",), small=("id", "about"), width=11), Shown(head="field", of=("field",)),
        Shown(head="value", of=("value", "unit"), small=("names", "holds"), width=13),
        Shown(head="source", of=_SOURCE[0], small=_SOURCE[1], width=14), _PAGE, _QUOTE,
        Shown(head="recorded by", of=("recorded by",), small=("date", "proposed by"), width=8),
    ),
    "findings": (
        _ABOUT, _CODE, Shown(head="level", of=("level",), small=("examined",), width=9),
        Shown(head="for", of=("supporting",), small=("supporting sources", "self-reported sources"), width=8),
        Shown(head="against", of=("contradicting",), width=6), Shown(head="mentions", of=("mentions",), width=6),
        Shown(head="would change", of=("would raise", "flips"), small=("link",), width=23), _JUDGED,
    ),
    "gaps": (
        _ABOUT, _CODE, Shown(head="state", of=("state",), small=("codings",)),
        Shown(head="searches", of=("searches",), small=("last searched", "sources searched"), width=9),
        Shown(head="searched for", of=("queries",), small=("link",), width=26),
        Shown(head="sources not searched", of=("sources not searched",), width=18),
    ),
    "claims": (
        Shown(head="sentence", of=("sentence",), small=("id", "form", "manuscript", "link"), width=28),
        Shown(head="verdict", of=("verdict", "verdict reason"), small=("supported by", "contradicted by"), width=20),
        Shown(head="would change", of=("would change",), width=15), Shown(head="cites", of=("cites",)), _JUDGED,
        Shown(head="recorded by", of=("recorded by",), small=("date",), width=8), Shown(head="note", of=("note",)),
    ),
}  # fmt: skip


def laid_out(table: Tidy) -> tuple[tuple[Shown, ...], tuple[str, ...]]:
    """Return the columns of the page, and the columns of the table that have no place there."""
    plain = tuple(Shown(head=column, of=(column,)) for column in table.columns)
    shown = LAYOUTS.get(table.name, plain)
    placed = {column for one in shown for column in one.columns}
    return shown, tuple(column for column in table.columns if column not in placed)


def caption(table: Tidy) -> str:
    """Return what the table is called on the page, with its count."""
    return f"{table.name.capitalize()} ({len(table.rows):,})"


def language(row: Row) -> str:
    """Return the language of a row's source as a tag (BCP 47); empty where it is none."""
    told = str(row.get("language") or "")
    return told if _LANGUAGE.fullmatch(told) else ""


class Fitting:
    """Makes words fit a page, and remembers whose did not."""

    def __init__(self) -> None:
        self.changed: dict[str, None] = {}

    def __call__(self, words: str, key: str) -> str:
        """Return words with plain line breaks, and U+FFFD for characters that no page can hold."""
        plain = _UNFIT.sub("\ufffd", words)
        if plain != words:
            self.changed[key] = None
        return _BREAKS.sub("\n", plain)


def _told(value: Cell) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    return in_words(value)


def _small(column: str, value: Cell) -> str:
    if isinstance(value, bool):
        return column if value else ""
    words = _told(value)
    return words if column in _BARE or not words else f"{column} {words}"
