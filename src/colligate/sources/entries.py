"""The entries of a reference list: who, when, and under which title, roughly."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from colligate.sources.authors import fold_name, is_organisation, words_of
from colligate.sources.outline import OpenText, Unit

_CAPITAL = "[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017d]"
_SURNAME = rf"{_CAPITAL}[\w'’-]+(?:[\s-]{_CAPITAL}[\w'’-]+)?"  # noqa: RUF001
_PERSON = re.compile(rf"((?:[a-z]{{1,4}}\s){{0,2}}{_SURNAME}),\s+((?:{_CAPITAL}\.[\s-]?)+|{_CAPITAL}\w+)")
_STARTS = re.compile(
    rf"(?<=[\w.)/])\s+(?={_CAPITAL}[\w'’-]+(?:\s{_CAPITAL}[\w'’-]+)?,\s(?:{_CAPITAL}\.[\s-]?){{1,4}}"  # noqa: RUF001
    r"[^()]{0,200}\((?:\d{4}|n\.d\.))"
    rf"|(?<=[.)/])\s+(?={_CAPITAL}[^.()]{{2,120}}\.\s\((?:\d{{4}}[a-z]?|n\.d\.)\))"
)
_LABEL = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s+")
_TITLE_END = re.compile(r"[.?!](?=\s|$)[\"”]?|[\"”’](?=[.,\s]|$)")  # noqa: RUF001
_QUOTES = " .,:;\"“”'‘’*_"  # noqa: RUF001
#: Characters from an entry's start within which its year stands in the author-year styles.
_NEAR = 300


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One work of a reference list."""

    #: Place in the list, from 0.
    number: int
    #: `Unit.number` of the units it stands in, first and last.
    first: int
    last: int
    #: Its words.
    printed: str
    #: Its number in a numbered list; empty in others.
    label: str
    #: Surnames, or an organisation's name; empty where the rule could not tell.
    authors: tuple[str, ...]
    author_is_organisation: bool
    #: With its letter; empty where none was found.
    year: str
    title: str


def entries(text: OpenText) -> tuple[Entry, ...]:
    """Return the entries of the text's reference list, in order; none where the text has no such section."""
    pieces = list(_pieces(text))
    read = [_entry(number, *piece, text.language) for number, piece in enumerate(pieces)]
    return tuple(read)


def _pieces(text: OpenText) -> Iterator[tuple[int, int, str, str]]:
    """Give first unit, last unit, label and words of each entry."""
    open_: list[tuple[int, int, str, str]] = []
    for first, last, words in _paragraphs(text):
        label = _label(text, first, words)
        for number, piece in enumerate(_split(_LABEL.sub("", words) if label else words)):
            held = (first.number, last.number, label if not number else "", piece)
            if open_ and not _begins(piece, held[2], text.language):
                before = open_.pop()
                held = (before[0], last.number, before[2], f"{before[3]} {piece}")
            open_.append(held)
    yield from open_


def _paragraphs(text: OpenText) -> Iterator[tuple[Unit, Unit, str]]:
    units = [
        unit
        for unit in text.outline.units
        if text.outline.sections[unit.section].role == "references" and unit.kind not in ("heading", "note")
    ]
    run: list[Unit] = []
    for unit in [*units, None]:
        if run and (unit is None or unit.paragraph != run[-1].paragraph):
            yield run[0], run[-1], " ".join(each.words for each in run)
            run = []
        if unit:
            run.append(unit)


def _label(text: OpenText, first: Unit, words: str) -> str:
    """Return an entry's number, which the outline may have taken for a list's mark."""
    if inside := _LABEL.match(words):
        return inside[1] or inside[2]
    line = text.characters[text.characters.rfind("\n", 0, first.start) + 1 : first.start]
    before = _LABEL.fullmatch(line)
    return (before[1] or before[2]) if before else ""


def _split(words: str) -> list[str]:
    return [piece.strip() for piece in _STARTS.split(words) if piece.strip()]


def _begins(piece: str, label: str, language: str) -> bool:
    if label:
        return True
    return piece[:1].isupper() and bool(re.search(words_of(language).year, piece[:_NEAR]))


def _entry(number: int, first: int, last: int, label: str, printed: str, language: str) -> Entry:
    words = words_of(language)
    year = _year(printed, words.year)
    who = printed[: year.start()] if year and year.start() < _NEAR else printed[: printed.find(". ") + 1 or _NEAR]
    after = printed[year.end() :] if year and year.start() < _NEAR else printed[len(who) :]
    authors, organisation = _authors(who, language)
    return Entry(
        number=number,
        first=first,
        last=last,
        printed=printed,
        label=label,
        authors=authors,
        author_is_organisation=organisation,
        year=year[1] if year else "",
        title=_title(after, label),
    )


def _year(printed: str, pattern: str) -> re.Match[str] | None:
    """Find the year: in brackets, else between stops near the start, else the last year printed."""
    near = printed[:_NEAR]
    for form in (rf"\(({pattern})[^()]{{0,30}}\)", rf"[.,]\s({pattern})[.,:;]\s"):
        if match := re.search(form, near):
            return match
    years = list(re.finditer(rf"\b({pattern})", printed))
    return years[-1] if years else None


def _authors(printed: str, language: str) -> tuple[tuple[str, ...], bool]:
    bare = printed.strip(" .,(&")
    people = [match[1] for match in _PERSON.finditer(printed)]
    first = _PERSON.match(printed.lstrip())
    if first and not (is_organisation(first[1], language) and len(first[1].split()) > 1):
        return tuple(people), False
    if not bare:
        return (), False
    if is_organisation(bare, language):
        return (re.sub(r"\s*\([^)]*\)$", "", bare),), True
    names = [name.split()[-1] for name in words_of(language).either.split(bare) if name.split()]
    return tuple(name.strip(".,") for name in names), False


def _title(after: str, label: str) -> str:
    words = after.strip(" .,)")
    if label and not words:
        return ""
    if words[:1] in "“\"'‘":  # noqa: RUF001
        closing = re.search(r"[”\"’'](?=[\s.,]|$)", words[1:])  # noqa: RUF001
        return words[1 : closing.start() + 1 if closing else None].strip(_QUOTES)
    end = _TITLE_END.search(words)
    return words[: end.start() if end else None].strip(_QUOTES)


def acronym(name: str) -> str:
    """Return an organisation's capitals in small letters, *unodc* for United Nations Office on Drugs and Crime.

    Empty for a name of fewer than three capitals, whose acronym would fit too much.
    """
    capitals = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper()).casefold()
    return capitals if len(capitals) > 2 else ""


def same_name(one: str, other: str) -> bool:
    """Say whether two printed names are one: the same words, or one the other's acronym."""
    first, second = fold_name(one), fold_name(other)
    if first == second:
        return True
    in_brackets = {fold_name(name) for whole in (one, other) for name in re.findall(r"\(([^()]+)\)", whole)}
    if {first, second} & in_brackets:
        return True
    return (one.isupper() and acronym(other) == first) or (other.isupper() and acronym(one) == second)


def names(listed: tuple[Entry, ...]) -> frozenset[tuple[str, str]]:
    """Return each entry's first author, in full and as an acronym, folded, with the year's digits."""
    said: set[tuple[str, str]] = set()
    for entry in listed:
        for name in entry.authors[:1]:
            said |= {(form, entry.year[:4]) for form in (fold_name(name), acronym(name)) if form}
    return frozenset(said)
