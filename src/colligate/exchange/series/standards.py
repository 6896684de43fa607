"""Mappings that a standard's own columns give: SDMX-CSV and SDMX-JSON, the UN's SDG database, the World Bank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from colligate.exchange.incoming import slug
from colligate.exchange.series.mapping import Mapping
from colligate.indicators.areas import AreaCodes
from colligate.sources.grids.grid import Grid

#: SDMX concepts that are no dimension of a series: they tell how or where it was said.
_SDMX_ABOUT = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY")
_SDMX_ROLES = ("OBS_VALUE", "TIME_PERIOD", "UNIT_MULT", "OBS_STATUS", "QUALIFIED_VALUE")
_SDMX_FORM = (
    "DECIMALS",
    "TIME_FORMAT",
    "OBS_CONF",
    "CONF_STATUS",
    "COLLECTION",
    "TITLE",
    "TITLE_COMPL",
    "UNIT_INDEX_BASE",
)
#: Rows looked at for how codes and numbers are written.
_LOOKED_AT = 1_000
_UN_NAMES = {"series": "seriesDescription", "SeriesCode": "SeriesDescription"}


def standard(grid: Grid, name: str) -> Mapping:
    """Return the mapping of a file that follows a standard; its head is its first line."""
    head = grid.lines[0].cells
    title = name.partition(".")[0]
    dataset = slug(title, "series")
    if grid.kind == "world-bank":
        return _world_bank(head, dataset)
    if grid.kind == "un-sdg":
        return _un_sdg(head, dataset)
    return _sdmx(grid, head, dataset, title)


def _world_bank(head: Sequence[str], dataset: str) -> Mapping:
    used = {"value", "date", "countryiso3code", "indicator.id", "indicator.value", "unit", "obs_status"}
    return Mapping(
        dataset=dataset, value=("value",), period="date", area="countryiso3code", areas="alpha-3",
        series=("indicator.id",), names={"indicator.id": "indicator.value"}, unit_column="unit", status="obs_status",
        ignore=tuple(one for one in head if one not in used),
    )  # fmt: skip


def _un_sdg(head: Sequence[str], dataset: str) -> Mapping:
    by_small = {one.lower(): one for one in head}

    def column(*names: str) -> str:
        return next((by_small[one] for one in names if one in by_small), "")

    code = column("series", "seriescode")
    value, period, area = column("value"), column("timeperiodstart", "timeperiod"), column("geoareacode")
    unit, multiplier = column("[units]"), column("[unitmultiplier]", "[unit multiplier]")
    origin = column("source")
    notes = tuple(filter(None, (column(one) for one in ("[nature]", "footnotes", "footnote", "time_detail"))))
    single = {value, period, area, unit, multiplier, origin}
    series = (code, *(one for one in head if one.startswith("[") and one not in {*single, *notes}))
    described = {code: _UN_NAMES[code]} if _UN_NAMES.get(code) in head else {}
    taken = {*single, *notes, *series, *described.values()}
    return Mapping(
        dataset=dataset, value=(value,), period=period, area=area, areas="m49", series=series, names=described,
        unit_column=unit, multiplier=multiplier, origin=origin, notes=notes, totals=("_T", "ALLAGE", "BOTHSEX", "G"),
        missing=("NaN", "N/A", "NA"), ignore=tuple(one for one in head if one not in taken),
    )  # fmt: skip


def _sdmx(grid: Grid, head: Sequence[str], dataset: str, title: str) -> Mapping:
    ids = {one.partition(":")[0].partition("[")[0].strip(): one for one in reversed(head)}
    told = {name: ids[name] for name in ids if ids[name] in head}
    area = next(
        (told[one] for one in ("REF_AREA", "COUNTERPART_AREA", "GEO", "LOCATION", "COUNTRY") if one in told), ""
    )
    unit = next((told[one] for one in ("UNIT_MEASURE", "UNIT_MEAS", "UNIT") if one in told), "")
    names = dict(_named(head))
    single = {area, unit, *(told.get(one, "") for one in _SDMX_ROLES)}
    passed = {*single, *names.values(), *(told[one] for one in (*_SDMX_ABOUT, *_SDMX_FORM) if one in told)}
    attributes = set(grid.attributes) or set(head[head.index(told["OBS_VALUE"]) :] if "OBS_VALUE" in told else ())
    notes = tuple(one for one in head if one and one not in passed and one in attributes)
    origin = told.get("SOURCE", "")
    origin = "" if origin in attributes else origin
    series = tuple(one for one in head if one and one not in {*passed, *attributes, origin})
    values = _cells(grid, told.get("OBS_VALUE", ""))
    comma = any("," in cell for cell in values)
    return Mapping(
        dataset=dataset, title=title, value=(told.get("OBS_VALUE", ""),), period=told.get("TIME_PERIOD", ""), area=area,
        of_area="" if area else "not told", areas=_areas(grid, area), series=series,
        names={key: label for key, label in names.items() if key in series}, unit_column=unit,
        multiplier=told.get("UNIT_MULT", ""), status=told.get("OBS_STATUS", ""), origin=origin,
        bound=told.get("QUALIFIED_VALUE", ""), notes=notes, totals=("_T", "_Z"), missing=("NaN",),
        decimal="," if comma else ".",
        ignore=tuple(one for one in head if one and one not in {*series, *single, *notes, origin}),
    )  # fmt: skip


def _named(head: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield columns of ids with the column of names after them (``labels=name`` of SDMX-CSV 2.0)."""
    for one, after in pairwise(head):
        if one.isupper() and after and not after.isupper() and ":" not in after and one not in _SDMX_ABOUT:
            yield one, after


def _cells(grid: Grid, column: str) -> list[str]:
    if not column:
        return []
    place = grid.lines[0].cells.index(column)
    return [line.cells[place] for line in grid.lines[1:_LOOKED_AT] if place < len(line.cells) and line.cells[place]]


def _areas(grid: Grid, area: str) -> AreaCodes:
    """Return how the area's codes are written: read off the cells, since SDMX leaves it to each publisher."""
    cells = [cell.partition(":")[0] for cell in _cells(grid, area)]
    if cells and all(cell.isdecimal() for cell in cells):
        return "m49"
    return "alpha-2" if sum(len(cell) == 2 for cell in cells) > len(cells) / 2 else "alpha-3"
