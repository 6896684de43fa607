"""JSON of the United Nations' SDG database and of the World Bank, as rows: one a value, as the publisher names them.

Sources: the SDG API's ``v1/sdg/Series/Data`` (https://unstats.un.org/sdgs/UNSDGAPIV5) and the World Bank's Indicators
API version 2 (https://datahelpdesk.worldbank.org/knowledgebase/articles/889392).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from colligate.sources.extraction import UnreadableFileError

Rows = tuple[list[str], list[list[str]]]


def plain(value: object) -> str:
    """Write a value as a cell: lists with semicolons, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(filter(None, map(plain, value)))
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {plain(inner)}" for key, inner in value.items())
    return str(value)


def is_un_sdg(value: Any) -> bool:  # noqa: ANN401 - any JSON
    """Say whether JSON is an answer of the SDG API."""
    return isinstance(value, Mapping) and isinstance(value.get("data"), list) and _records(value["data"], "geoAreaCode")


def is_world_bank(value: Any) -> bool:  # noqa: ANN401 - any JSON
    """Say whether JSON is an answer of the World Bank's API."""
    if not (isinstance(value, list) and value and isinstance(value[0], Mapping) and "page" in value[0]):
        return False
    return len(value) == 1 or value[1] is None or _records(value[1], "indicator")


def un_sdg_rows(value: Mapping[str, Any], name: str) -> Rows:
    """Return a row for each record; dimensions and attributes get columns in brackets, as in the CSV download."""
    records: list[Mapping[str, Any]] = value["data"]
    _all_records(records, name)
    own = _keys(record for record in records)
    own = [key for key in own if key not in ("dimensions", "attributes")]
    dimensions = _keys(record.get("dimensions") or {} for record in records)
    attributes = [k for k in _keys(record.get("attributes") or {} for record in records) if k not in dimensions]
    rows = [
        [
            *(plain(record.get(key)) for key in own),
            *(plain((record.get("dimensions") or {}).get(key)) for key in dimensions),
            *(plain((record.get("attributes") or {}).get(key)) for key in attributes),
        ]
        for record in records
    ]
    return [*own, *(f"[{key}]" for key in (*dimensions, *attributes))], rows


def world_bank_rows(value: Sequence[Any], name: str) -> Rows:
    """Return a row for each record; ``indicator`` and ``country`` give a column for the id and one for the words."""
    records: list[Mapping[str, Any]] = (value[1] if len(value) > 1 else None) or []
    _all_records(records, name)
    keys = _keys(records)
    nested = [key for key in keys if any(isinstance(record.get(key), Mapping) for record in records)]
    columns = [column for key in keys for column in ((f"{key}.id", f"{key}.value") if key in nested else (key,))]
    rows = [
        [cell for key in keys for cell in (_pair(record.get(key)) if key in nested else (plain(record.get(key)),))]
        for record in records
    ]
    return columns, rows


def pages_missing(value: Sequence[Any]) -> str:
    """Say which page of several an answer of the World Bank is; empty where it is whole."""
    page, pages, total = (value[0].get(key) for key in ("page", "pages", "total"))
    if str(pages or 1) in ("0", "1"):
        return ""
    return f"the file is page {page} of {pages}; the answer has {total} values in all"


def _pair(value: object) -> tuple[str, str]:
    return (plain(value.get("id")), plain(value.get("value"))) if isinstance(value, Mapping) else ("", plain(value))


def _records(items: object, key: str) -> bool:
    return (
        isinstance(items, list) and all(isinstance(item, Mapping) for item in items) and (not items or key in items[0])
    )


def _all_records(items: object, name: str) -> None:
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise UnreadableFileError(name, "Its data are not a list of records.", "Get a new copy of it.")


def _keys(records: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for record in records for key in record))
