"""Where things took place: named places on the outlines of the countries around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from countryinfo import all_countries

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.programmes.actor import Place
from colligate.programmes.programme import Fact
from colligate.reports.document import Figure
from colligate.reports.figures.drawing import (
    COLOURS,
    NothingToDrawError,
    Row,
    Spec,
    picture,
    source_of,
    told_by,
    values,
)

#: Degrees kept free around the outermost places.
_MARGIN = 2.0


def draw(attributes: Mapping[str, str], material: Material, assessment: Assessment) -> Figure:
    """Draw the places that facts name with field ``place``; `programme` narrows to one programme."""
    del assessment
    rows = list(_rows(material, attributes.get("programme", "")))
    if not rows:
        raise NothingToDrawError("no place with coordinates is named.", "Give places latitude and longitude.")
    sources = {str(row["source_id"]) for row in rows if row["source_id"]}
    said = "; ".join(f"{row['place']} ({row['latitude']:.1f}, {row['longitude']:.1f})" for row in rows)
    return picture(
        "map",
        "Places",
        _spec(rows),
        caption=f"Places named, with country outlines simplified. {told_by(material, sources)}",
        alt=f"A map of {len(rows)} places: {said}.",
        sources=sources,
        height=420,
    )


def _rows(material: Material, programme: str) -> Iterator[Row]:
    named: dict[str, Any] = {}
    for fact in material.of(Fact):
        if fact.refers and fact.field == "place" and programme in ("", fact.about):
            named.setdefault(fact.refers, fact)
    for identity, record in sorted(named.items()):
        place = material.get(Place, identity)
        if place and place.latitude is not None and place.longitude is not None:
            source = source_of(material, record)
            yield {
                "place": place.name,
                "latitude": place.latitude,
                "longitude": place.longitude,
                "source_id": source.id if source else "",
                "href": f"#r-{record.id}",
            }


@cache
def _outlines() -> tuple[dict[str, Any], ...]:
    """Return the outline of every country the package holds, as GeoJSON features in the order of their names."""
    features = []
    for country in sorted(all_countries(), key=lambda country: country.name()):
        geo = country.geo_json() or {}
        features += [feature for feature in geo.get("features", ()) if feature.get("geometry")]
    return tuple(features)


def _spec(rows: Sequence[Row]) -> Spec:
    west = min(row["longitude"] for row in rows) - _MARGIN
    east = max(row["longitude"] for row in rows) + _MARGIN
    south = min(row["latitude"] for row in rows) - _MARGIN
    north = max(row["latitude"] for row in rows) + _MARGIN
    near = [feature for feature in _outlines() if _touches(feature["geometry"], west, east, south, north)]
    corners = {
        "type": "Feature",
        "geometry": {"type": "MultiPoint", "coordinates": [[west, south], [east, north]]},
        "properties": {},
    }
    projection: Spec = {"type": "mercator", "fit": corners}
    countries = [{**feature, "properties": {"name": feature["properties"]["name"]}} for feature in near]
    return {
        "width": 420,
        "projection": projection,
        "layer": [
            {
                "data": {"values": {"type": "FeatureCollection", "features": countries},
                         "format": {"type": "json", "property": "features"}},
                "mark": {"type": "geoshape", "fill": "#f4f1e8", "stroke": "#8a8a8a", "clip": True},
            },
            {
                "data": values(rows),
                "mark": {"type": "circle", "size": 80, "color": COLOURS[0], "opacity": 1},
                "encoding": {
                    "longitude": {"field": "longitude", "type": "quantitative"},
                    "latitude": {"field": "latitude", "type": "quantitative"},
                    "href": {"field": "href"}, "description": {"field": "place"},
                },
            },
            {
                "data": values(rows),
                "mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 11},
                "encoding": {
                    "longitude": {"field": "longitude", "type": "quantitative"},
                    "latitude": {"field": "latitude", "type": "quantitative"},
                    "text": {"field": "place"},
                },
            },
        ],
    }  # fmt: skip


def _touches(geometry: Mapping[str, Any], west: float, east: float, south: float, north: float) -> bool:
    """Say whether the box around an outline meets the box drawn."""
    points = list(_points(geometry["coordinates"]))
    if not points:
        return False
    longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
    apart = max(longitudes) < west or min(longitudes) > east or max(latitudes) < south or min(latitudes) > north
    return not apart


def _points(coordinates: Sequence[Any]) -> Iterator[Sequence[float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates
        return
    for inner in coordinates:
        yield from _points(inner)
