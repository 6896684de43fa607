"""Which tables there are, which records their rows become, and which columns each may have."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from colligate.assessments.claim import Form
from colligate.exchange.columns import CellError, Column, columns_of
from colligate.exchange.writing import TABLES
from colligate.indicators.indicator import Break, Indicator
from colligate.lenses.nearest import nearest
from colligate.programmes.actor import Actor, Name
from colligate.record import Record
from colligate.sources.source import Source

#: Columns that say where in a document a record's evidence stands.
PLACES = ("source", "quote", "page", "lines")
#: Beginning of ids made from content, by table.
PREFIXES = {
    "actors": "act", "places": "pla", "programmes": "prg", "passages": "p", "citations": "cit", "events": "ev",
    "facts": "fac", "factors": "ftr", "indicators": "ind", "observations": "obs", "codings": "cod", "memos": "mem",
    "searches": "sea", "claims": "clm", "judgements": "jud",
}  # fmt: skip
#: Tables whose rows are one person's reading: another person may be named, and the same row by two is two records.
PERSONAL = frozenset({"codings", "memos", "judgements"})
#: Fields a table never states: the journal's own, and those stated by tables or columns of their own.
_OWN = frozenset({"by", "at", "revises", "stated_by"})
_ELSEWHERE = {Actor: {"names"}, Indicator: {"breaks"}}
#: Fields of a source that come from its file.
_OF_THE_FILE = {"name", "sha256", "media_type", "csl"}


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One table: its name, the record a row becomes, and its columns by name."""

    table: str
    record: type[Record]
    #: Fields of the record, or of the nested struct.
    columns: dict[str, Column]
    #: Whether a row may carry a place in a document.
    placed: bool = False
    #: For a table of parts: the struct a row becomes, and the column that names the record it belongs to.
    part: type[msgspec.Struct] | None = None
    owner: str = ""

    @property
    def prefix(self) -> str:
        """Beginning of ids made from content."""
        return PREFIXES.get(self.table, "")

    @property
    def field(self) -> str:
        """The field that holds ids of passages: ``passages``, ``passage`` or none."""
        fields = self.record.__struct_fields__ if self.part is None else self.part.__struct_fields__
        return next((field for field in ("passages", "passage") if field in fields), "")

    def allowed(self) -> list[str]:
        """Every column name the table may have."""
        names = [*([self.owner] if self.part else ["id"]), *self.columns]
        names.sort(key=lambda name: name == "proposed_by")  # every record has it, and few tables need it
        names += [name for name in PLACES if self.placed and name not in names]
        names += ["coder"] if self.table in PERSONAL else []
        names += ["file"] if self.table == "sources" else []
        if self.table == "claims":
            names += ["form", *dict.fromkeys(column for form in FORMS.values() for column in columns_of(form))]
        return list(dict.fromkeys(names))


#: Forms of a claim by the word in column ``form``.
FORMS: dict[str, type[msgspec.Struct]] = {str(form.__struct_config__.tag): form for form in Form.__args__}


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind of table by name, in an order in which each can rest on those before it."""
    found = {"sources": _kind("sources", Source), "actors": _kind("actors", Actor)}
    found["names"] = _part("names", Actor, Name, "actor")
    for table, record in TABLES.items():
        if table == "observations":
            found["breaks"] = _part("breaks", Indicator, Break, "indicator")
        found[table] = found.get(table) or _kind(table, record)
    return found


def _kind(table: str, record: type[Record]) -> Kind:
    left = _OWN | {"id", "states"} | _ELSEWHERE.get(record, set()) | (_OF_THE_FILE if record is Source else set())
    columns = {name: column for name, column in columns_of(record).items() if name not in left}
    placed = table == "passages" or "passages" in columns or "passage" in columns
    return Kind(table=table, record=record, columns=columns, placed=placed)


def _part(table: str, record: type[Record], part: type[msgspec.Struct], owner: str) -> Kind:
    return Kind(table=table, record=record, columns=columns_of(part), placed=True, part=part, owner=owner)


def kind_named(name: str) -> Kind | None:
    """Return the kind of table a file or sheet name speaks of: ``codings-second-reader`` is ``codings``."""
    return kinds().get(re.split(r"[.\-_ (\[]", name.strip().lower(), maxsplit=1)[0])


def kind_of(names: tuple[str, ...], as_table: str = "") -> Kind:
    """Return the kind that `as_table`, or else the first telling name, speaks of. Raises CellError."""
    wanted = (as_table,) if as_table else names
    for name in wanted:
        if kind := kind_named(name):
            return kind
    near = nearest(wanted[0].lower(), list(kinds()))
    hint = f" Did you mean '{near}'?" if near else ""
    raise CellError(
        f"No table is called '{wanted[0]}'.{hint}",
        f"Name the file or sheet after what its rows are, or say it with --as: {', '.join(kinds())}.",
    )
