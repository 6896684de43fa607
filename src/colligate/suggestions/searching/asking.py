"""The query language: what can be asked, and how a query is read."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from colligate.problems import ColligateError

#: What a query may ask of a passage's source or codings, and how each is written.
FIELDS: dict[str, str] = {
    "source": "the id of a source, or words of its title",
    "year": "a year, or years such as 2014..2017, 2014.. or ..2017",
    "publisher": "the id of an actor, or words of its name",
    "kind": "primary or secondary",
    "account": "self-reported, independent or unknown",
    "language": "a tag such as en or th",
    "code": "lens/code for what is coded with it or a code below it; * for what is coded at all",
}


class QueryError(ColligateError):
    """A query that cannot be read."""

    def __init__(self, query: str, start: int, end: int, why: str, remedy: str) -> None:
        """Say what is wrong where, in code points from 0, and what would do."""
        self.query, self.start, self.end, self.why, self.remedy = query, start, end, why, remedy
        piece = query[start:end]
        where = f"at character {start + 1}, '{piece}'" if piece.strip() else "at its end"
        super().__init__(f"The query cannot be read {where}: {why} {remedy}")


class Ask(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Any part of a query, with its place in it (half-open, in code points)."""

    start: int
    end: int


class Word(Ask, frozen=True, kw_only=True):
    """A word in any of its forms."""

    word: str


class Prefix(Ask, frozen=True, kw_only=True):
    """Every word that begins so."""

    word: str


class Phrase(Ask, frozen=True, kw_only=True):
    """Words as typed, one after the other; `within` allows so many others between, in any order."""

    words: str
    within: int | None = None


class Near(Ask, frozen=True, kw_only=True):
    """Two things with at most so many words between, in either order."""

    left: AnyAsk
    right: AnyAsk
    within: int


class Field(Ask, frozen=True, kw_only=True):
    """Something asked of the source or the codings."""

    field: str
    value: str


class All(Ask, frozen=True, kw_only=True):
    """Everything asked holds."""

    parts: tuple[AnyAsk, ...]


class Either(Ask, frozen=True, kw_only=True):
    """One thing asked holds."""

    parts: tuple[AnyAsk, ...]


class Not(Ask, frozen=True, kw_only=True):
    """What is asked does not hold."""

    part: AnyAsk


AnyAsk = Word | Prefix | Phrase | Near | Field | All | Either | Not


class _Sign(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


_SIGNS = re.compile(
    r"""(?P<blank>\s+)
    |(?P<field>(?:"""
    + "|".join(FIELDS)
    + r"""):)
    |(?P<phrase>["“„”][^"“„”]*["“”])(?:~(?P<within>\d{1,3})(?![^\s()]))?
    |(?P<open>\()|(?P<close>\))
    |(?P<near>NEAR/(?P<most>\d{1,3})(?![^\s()]))
    |(?P<and>AND(?![^\s()"“]))|(?P<or>OR(?![^\s()"“]))|(?P<not>NOT(?![^\s()"“])|-(?=[^\s-]))
    |(?P<word>[^\s()"“”„]+)""",
    re.VERBOSE,
)
_FIELD_LIKE = re.compile(r"([a-z][a-z-]*):\S")
_QUOTES = '"“”„'


def parse(query: str) -> AnyAsk:
    """Read a query. Raises QueryError, which says what is wrong where."""
    return _Reader(query).whole()


class _Reader:
    def __init__(self, query: str) -> None:
        self._query = query
        self._signs = list(self._read())
        self._at = 0

    def whole(self) -> AnyAsk:
        if not self._signs:
            raise self._wrong(0, len(self._query), "nothing is asked.", "Type a word.")
        found = self._any()
        if sign := self._peek():
            raise self._wrong(sign.start, sign.end, "this bracket closes none that is open.", "Take it out.")
        return found

    def _read(self) -> list[_Sign]:
        signs, position = [], 0
        while position < len(self._query):
            match = _SIGNS.match(self._query, position)
            if match is None:
                raise self._wrong(position, len(self._query), "the quotation mark is not closed.", 'Close it with ".')
            kind = next(
                name for name in ("blank", "field", "phrase", "open", "close", "near", "and", "or", "not", "word")
                if match[name] is not None
            )  # fmt: skip
            if kind != "blank":
                signs.append(_Sign(kind, match.group(), *match.span()))
            position = match.end()
        return signs

    def _any(self) -> AnyAsk:
        parts = [self._all()]
        while self._take("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Either(parts=tuple(parts), start=parts[0].start, end=parts[-1].end)

    def _all(self) -> AnyAsk:
        parts = [self._one()]
        while (sign := self._peek()) and sign.kind not in {"or", "close"}:
            self._take("and")
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else All(parts=tuple(parts), start=parts[0].start, end=parts[-1].end)

    def _one(self) -> AnyAsk:
        if sign := self._take("not"):
            part = self._one()
            return Not(part=part, start=sign.start, end=part.end)
        left = self._atom()
        while sign := self._take("near"):
            right = self._atom()
            for side in (left, right):
                if not _near_able(side):
                    raise self._wrong(
                        side.start, side.end, "only words and phrases, or several joined by OR, can be near something.",
                        "Move the rest out of NEAR and join it by AND.",
                    )  # fmt: skip
            left = Near(left=left, right=right, within=_number(sign.text), start=left.start, end=right.end)
        return left

    def _atom(self) -> AnyAsk:
        sign = self._peek()
        if sign is None:
            raise self._wrong(len(self._query), len(self._query), "something is missing.", "Type what is meant there.")
        self._at += 1
        if sign.kind == "open":
            return self._bracket(sign)
        if sign.kind == "phrase":
            return self._phrase(sign)
        if sign.kind == "field":
            return self._field(sign)
        if sign.kind == "word":
            return self._word(sign)
        why = "a word or phrase must stand on both sides of this."
        if sign.kind == "close":
            why = "nothing stands before this bracket."
        remedy = f'To search for the word itself, write "{sign.text}".' if sign.kind != "close" else "Take it out."
        raise self._wrong(sign.start, sign.end, why, remedy)

    def _bracket(self, sign: _Sign) -> AnyAsk:
        found = self._any()
        if not self._take("close"):
            raise self._wrong(sign.start, sign.end, "this bracket is never closed.", "Close it with ).")
        return found

    def _phrase(self, sign: _Sign) -> Phrase:
        inner, _, most = sign.text.rpartition("~") if sign.text[-1] not in _QUOTES else (sign.text, "", "")
        words = inner.strip(_QUOTES)
        if not any(one.isalnum() for one in words):
            raise self._wrong(sign.start, sign.end, "no word stands in these quotation marks.", "Type one, or none.")
        return Phrase(words=words, within=int(most) if most else None, start=sign.start, end=sign.end)

    def _field(self, sign: _Sign) -> Field:
        value = self._peek()
        if value is None or value.kind not in {"word", "phrase", "field"} or value.start != sign.end:
            field = sign.text[:-1]
            raise self._wrong(sign.start, sign.end, "a value must follow at once.", f"Type {FIELDS[field]}.")
        self._at += 1
        return Field(field=sign.text[:-1], value=value.text.strip(_QUOTES), start=sign.start, end=value.end)

    def _word(self, sign: _Sign) -> Word | Prefix:
        if match := _FIELD_LIKE.match(sign.text):
            raise self._wrong(
                sign.start, sign.start + match.end(1), f"there is no field '{match[1]}'.",
                f"Fields are {', '.join(FIELDS)}. To search for the words, put them in quotation marks.",
            )  # fmt: skip
        stem = sign.text.rstrip("*")
        if not any(one.isalnum() for one in stem) or "*" in stem:
            raise self._wrong(
                sign.start, sign.end, "a star may only end the beginning of a word." if "*" in sign.text else
                "no letter or digit stands here.", "Write trafficker* for every word that begins so."
                if "*" in sign.text else "Take it out.",
            )  # fmt: skip
        made = Prefix if stem != sign.text else Word
        return made(word=stem, start=sign.start, end=sign.end)

    def _peek(self) -> _Sign | None:
        return self._signs[self._at] if self._at < len(self._signs) else None

    def _take(self, kind: str) -> _Sign | None:
        sign = self._peek()
        if sign is None or sign.kind != kind:
            return None
        self._at += 1
        return sign

    def _wrong(self, start: int, end: int, why: str, remedy: str) -> QueryError:
        return QueryError(self._query, start, end, why, remedy)


def _near_able(ask: AnyAsk) -> bool:
    if isinstance(ask, Either):
        return all(_near_able(part) for part in ask.parts)
    return isinstance(ask, Word | Prefix | Phrase | Near)


def _number(near: str) -> int:
    return int(near.partition("/")[2])


def filter_of(field: str, value: str, *, negated: bool = False) -> str:
    """Write what a field asks for as a query does: ``year:2014..2017``, ``-code:"a b"``."""
    plain = value.strip().strip(_QUOTES).strip()
    quoted = f'"{plain}"' if re.search(r"[\s()]", plain) else plain
    return f"{'-' if negated else ''}{field}:{quoted}"


def leaves(ask: AnyAsk) -> list[Word | Prefix | Phrase | Field]:
    """Return the words, phrases and fields of a query, in order, negated ones too."""
    if isinstance(ask, All | Either):
        return [leaf for part in ask.parts for leaf in leaves(part)]
    if isinstance(ask, Near):
        return [*leaves(ask.left), *leaves(ask.right)]
    return leaves(ask.part) if isinstance(ask, Not) else [ask]
