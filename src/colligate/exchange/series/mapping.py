"""Which column of a file means what: a mapping, as people read, correct and keep it (YAML or JSON)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import msgspec
import yaml

from colligate.exchange.faults import RefusedFileError
from colligate.indicators.areas import AreaCodes
from colligate.indicators.reported import Fiscal
from colligate.lenses.nearest import nearest

#: A dataset names a file in the study.
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
#: Bytes of a mapping. People write some dozens of lines.
_LARGEST = 1_000_000


class Mapping(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the columns of one publisher's file mean. Every column is named here, taken or ignored."""

    #: Name of the series as a whole. Files mapped under one name are editions of each other.
    dataset: str
    title: str = ""
    #: Id of the Actor that published it.
    publisher: str = ""
    #: Row of the column heads, as a spreadsheet counts; and the sheet, where there are several.
    header: Annotated[int, msgspec.Meta(ge=1)] = 1
    sheet: str = ""
    #: Columns of values. Of several each is a series of its own, named by its head.
    value: tuple[str, ...] = ()
    #: Years across: columns of values whose head is, or is given here as, the period.
    across: dict[str, str] = {}
    period: str = ""
    fiscal: Fiscal | None = None
    area: str = ""
    #: The one area that all of the file is about, in place of a column.
    of_area: str = ""
    areas: AreaCodes = "alpha-3"
    #: Columns that together say what is measured; and those that only put a name of theirs into words, by column.
    series: tuple[str, ...] = ()
    names: dict[str, str] = {}
    #: Cells of series columns that mean all together, and are left out of names.
    totals: tuple[str, ...] = ()
    #: Words or a column for the unit.
    unit: str = ""
    unit_column: str = ""
    #: Column with the power of ten that values are to be multiplied by (SDMX ``UNIT_MULT``).
    multiplier: str = ""
    #: Column with SDMX's status of an observation: missing, estimated, a break.
    status: str = ""
    #: Column with the bound of a value, such as ``<``.
    qualifier: str = ""
    #: Column that tells a bound with its value, where the column of values is empty.
    bound: str = ""
    #: Column that says who gave the value to the publisher; values of two stay two.
    origin: str = ""
    edition: str = ""
    edition_column: str = ""
    #: Columns that go into the note of a value.
    notes: tuple[str, ...] = ()
    #: Rows to take: for a column, the cells that it may have.
    only: dict[str, tuple[str, ...]] = {}
    ignore: tuple[str, ...] = ()
    #: Cells of value columns that tell a hole, besides empty ones.
    missing: tuple[str, ...] = ()
    #: Cells that are levels of an ordinal scale, worst first.
    scale: tuple[str, ...] = ()
    decimal: str = "."
    thousands: str = ""
    #: What marks after a number mean.
    marks: dict[str, str] = {}
    #: Ids of indicators of the study, by the name that a series would get.
    same: dict[str, str] = {}

    def columns(self) -> Iterator[str]:
        """Yield every column that the mapping speaks of."""
        yield from (*self.value, *self.across, *self.series, *self.names.values(), *self.notes, *self.only)
        yield from self.ignore
        single = (
            self.period, self.area, self.unit_column, self.multiplier, self.status, self.qualifier, self.bound,
            self.origin, self.edition_column,
        )  # fmt: skip
        yield from filter(None, single)


def read_mapping(data: bytes, name: str) -> Mapping:
    """Read a mapping. Raises RefusedFileError, naming the field at fault."""
    if len(data) > _LARGEST:
        raise RefusedFileError(name, f"It has {len(data):,} bytes.", "Name the mapping, not the file of values.")
    try:
        text = data.decode("utf-8-sig")
        mapping = msgspec.convert(_written(_loaded(text)), Mapping, strict=False)
    except (yaml.YAMLError, UnicodeDecodeError, msgspec.ValidationError, RecursionError, ValueError) as error:
        raise RefusedFileError(
            name, f"It is no mapping of columns: {str(error)[:300]}.", "See the reference on series for its fields."
        ) from error
    require_name(mapping.dataset, name)
    return mapping


def require_name(dataset: str, name: str) -> None:
    """Raise RefusedFileError where words cannot name a dataset."""
    if not _NAME.fullmatch(dataset):
        raise RefusedFileError(
            name, f"'{dataset[:80]}' is no name for a dataset.",
            "Use small letters, digits and hyphens, at most a hundred.",
        )  # fmt: skip


def mapping_bytes(mapping: Mapping) -> bytes:
    """Write a mapping as YAML."""
    fields = msgspec.to_builtins(mapping)
    return yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=110, default_flow_style=None).encode()


def _loaded(text: str) -> Any:  # noqa: ANN401 - any YAML
    """Read YAML that does not refer to parts of itself, with which a short file could stand for an endless one."""
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
        raise ValueError("it refers to parts of itself (*); write them out")
    return yaml.safe_load(text)


def _written(value: Any) -> Any:  # noqa: ANN401 - any YAML
    """Return YAML with numbers, dates and truth values in it as the words that a person meant."""
    if isinstance(value, dict):
        return {str(key): _written(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_written(inner) for inner in value]
    if isinstance(value, bool):
        raise ValueError(  # noqa: TRY004 - told like any other fault of the mapping
            f"'{str(value).lower()}' stands where words are meant; put quotation marks around it"
        )
    return value if value is None or isinstance(value, str) else str(value)


def fitted(mapping: Mapping, head: Sequence[str], name: str) -> dict[str, int]:
    """Return the place of every column. Raises RefusedFileError where mapping and file do not fit each other."""
    _whole(mapping, name)
    twice = sorted({column for column in head if column and head.count(column) > 1})
    if twice:
        raise RefusedFileError(
            name, f"Two columns have the head {_quoted(twice)}.", "Rename one; which is meant cannot be told."
        )
    lacking = [column for column in dict.fromkeys(mapping.columns()) if column not in head]
    if lacking:
        near = nearest(lacking[0], [column for column in head if column])
        hint = f" Did you mean '{near}'?" if near else ""
        raise RefusedFileError(
            name, f"The file has no column {_quoted(lacking)}, which the mapping names.{hint}",
            f"In row {mapping.header} stand: {_quoted(head[:40])}. Correct 'header' or the columns.",
        )  # fmt: skip
    known = set(mapping.columns())
    strange = [column for column in head if column and column not in known]
    if strange:
        raise RefusedFileError(
            name, f"The mapping does not say what {_quoted(strange[:12])} means.",
            "Say what it is, or name it under 'ignore'.",
        )  # fmt: skip
    return {column: place for place, column in enumerate(head) if column}


def _whole(mapping: Mapping, name: str) -> None:
    lacks = []
    if not mapping.value and not mapping.across:
        lacks.append("no column of values ('value', or 'across')")
    if mapping.value and not mapping.period:
        lacks.append("no column of periods ('period')")
    if mapping.value and mapping.across:
        lacks.append("columns under 'value' and under 'across'; a file is either long or wide")
    if bool(mapping.area) == bool(mapping.of_area):
        lacks.append("one of 'area', a column, and 'of_area', words")
    if not mapping.series and len(mapping.value) < 2 and not mapping.title:
        lacks.append("nothing that says what is measured ('series' or 'title')")
    if lacks:
        raise RefusedFileError(name, f"The mapping has {lacks[0]}.", "Complete it; see the reference on series.")


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)
