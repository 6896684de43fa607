"""SDMX-JSON data messages 1.0, 2.0 and 2.1 as rows: one an observation, every index resolved to the id it stands for.

Source: https://github.com/sdmx-twg/sdmx-json, field guide of the data message and *Handling indexes*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from colligate.sources.extraction import UnreadableFileError
from colligate.sources.grids.open_data import Rows, plain

_LEVELS = ("dataSet", "dimensionGroup", "series", "observation")
#: What an observation's value is called where the structure does not say.
_VALUE = {"id": "OBS_VALUE"}

Component = Mapping[str, Any]


def is_sdmx_json(value: Any) -> bool:  # noqa: ANN401 - any JSON
    """Say whether JSON is a data message."""
    inner = value.get("data") if isinstance(value, Mapping) else None
    held = inner if isinstance(inner, Mapping) else value
    return isinstance(held, Mapping) and isinstance(held.get("dataSets"), list)


def sdmx_json_rows(value: Mapping[str, Any], name: str) -> tuple[Rows, tuple[str, ...]]:
    """Return columns (dimensions, measures, attributes) and rows of every data set, and which columns are attributes.

    Raises UnreadableFileError.
    """
    held = value["data"] if isinstance(value.get("data"), Mapping) else value
    structures = held.get("structures") or [held.get("structure") or {}]
    try:
        sets = [_Set(one, structures[one.get("structure") or 0]) for one in held["dataSets"]]
        columns = list(dict.fromkeys(["ACTION", *(column for one in sets for column in one.columns)]))
        rows = [[row.get(column, "") for column in columns] for one in sets for row in one.rows()]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableFileError(
            name, f"The SDMX-JSON is not whole: {type(error).__name__} at {error}.", "Get the message again."
        ) from error
    return (columns, rows), tuple(dict.fromkeys(column for one in sets for column in one.attributes))


class _Set:
    """One data set beside its structure."""

    def __init__(self, data: Mapping[str, Any], structure: Mapping[str, Any]) -> None:
        self._data = data
        self._dimensions = {level: _components(structure, "dimensions", level) for level in _LEVELS}
        self._attributes = {level: _components(structure, "attributes", level) for level in _LEVELS}
        self._measures = _components(structure, "measures", "observation") or [_VALUE]
        ordered = sorted(
            (one for level in _LEVELS for one in self._dimensions[level]),
            key=lambda one: one.get("keyPosition", len(structure)),
        )
        parts = [*ordered, *self._measures, *(one for level in _LEVELS for one in self._attributes[level])]
        self.columns = [str(one["id"]) for one in parts]
        self.attributes = [str(one["id"]) for level in _LEVELS for one in self._attributes[level]]
        self._whole = {"ACTION": plain(data.get("action")) or "Information"}
        for level in _LEVELS:
            self._whole |= {
                str(one["id"]): plain(one["default"]) for one in self._attributes[level] if "default" in one
            }
        for one in self._dimensions["dataSet"]:
            self._whole[str(one["id"])] = _chosen(one, 0)
        self._whole |= _told(self._attributes["dataSet"], data.get("attributes") or [])
        self._groups = self._grouped()

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield the observations, each with all that is attached to it."""
        for keys, series in (self._data.get("series") or {}).items():
            shared = self._whole | self._placed("series", keys)
            told = _told(self._attributes["series"], series.get("attributes") or [])
            for key, cells in (series.get("observations") or {}).items():
                yield self._observation(shared | self._placed("observation", key), told, cells)
        for key, cells in (self._data.get("observations") or {}).items():
            yield self._observation(self._whole | self._placed("observation", key), {}, cells)

    def _observation(self, row: dict[str, str], told: dict[str, str], cells: Sequence[Any]) -> dict[str, str]:
        count = len(self._measures)
        for positions, attached in self._groups:
            if all(row.get(name) == wanted for name, wanted in positions.items()):
                row |= attached
        measures = dict(zip((str(one["id"]) for one in self._measures), map(plain, cells[:count]), strict=False))
        for one in self._measures:
            if one.get("values") and (cell := measures.get(str(one["id"]))):
                measures[str(one["id"])] = _chosen(one, int(cell))
        return row | told | measures | _told(self._attributes["observation"], cells[count:])

    def _placed(self, level: str, key: str) -> dict[str, str]:
        """Return the dimensions that a key of indexes stands for; it may count those of the data set too."""
        indexes = key.split(":")
        components = self._dimensions[level]
        if len(indexes) != len(components):
            raise ValueError(f"key '{key}', which has not {len(components)} parts")
        return {str(one["id"]): _chosen(one, int(i)) for one, i in zip(components, indexes, strict=True) if i}

    def _grouped(self) -> list[tuple[dict[str, str], dict[str, str]]]:
        """Return attributes of partial keys, each with the dimensions it holds for (2.0)."""
        ordered = sorted(
            (one for level in _LEVELS for one in self._dimensions[level]), key=lambda one: one.get("keyPosition", 0)
        )
        found = []
        for key, cells in (self._data.get("dimensionGroupAttributes") or {}).items():
            indexes = key.split(":")
            wanted = {str(one["id"]): _chosen(one, int(i)) for one, i in zip(ordered, indexes, strict=False) if i}
            found.append((wanted, _told(self._attributes["dimensionGroup"], cells)))
        return found


def _components(structure: Mapping[str, Any], kind: str, level: str) -> list[Component]:
    return list((structure.get(kind) or {}).get(level) or [])


def _chosen(component: Component, index: int) -> str:
    """Return what an index stands for: the id of a code, else the value as it is said."""
    if index < 0:
        raise IndexError(f"{component['id']} {index}")
    value = component["values"][index]
    if value is None:
        return ""
    if not isinstance(value, Mapping):
        return plain(value)
    return plain(next((value[key] for key in ("id", "value", "values", "name") if value.get(key) is not None), ""))


def _told(components: Sequence[Component], cells: Sequence[Any]) -> dict[str, str]:
    """Return attributes by id; a component without listed values is told outright, else by index."""
    found: dict[str, str] = {}
    for one, cell in zip(components, cells, strict=False):
        if cell is None:
            continue
        many = cell if isinstance(cell, list) else [cell]
        listed = bool(one.get("values"))
        told = [_chosen(one, item) if listed and isinstance(item, int) else plain(item) for item in many]
        found[str(one["id"])] = "; ".join(filter(None, told))
    return found
