"""Where things took place: named places among the countries around them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.programmes.actor import Place
from colligate.programmes.programme import Event, Fact
from colligate.record import Record
from colligate.reports.document import Figure
from colligate.reports.figures.drawing import (
    COLOURS,
    INK,
    SHAPES,
    NothingToDrawError,
    Row,
    Spec,
    name_of,
    picture,
    source_of,
    told_by,
    values,
)
from colligate.reports.figures.labels import Labels, Size
from colligate.reports.figures.outlines import Box, Outline, outlines

#: Degrees kept free around the outermost places.
_MARGIN = 2.0
#: Pixels.
_WIDTH, _TALLEST, _LOWEST = 460, 560, 240
_LAND, _NAMED, _LINE = "#f4f2ec", "#dfd8c4", "#8a8a8a"


def draw(attributes: Mapping[str, str], material: Material, assessment: Assessment) -> Figure:
    """Draw the places that facts (field ``place``) and events name; `programme` narrows to one programme.

    A place that bears the name of a country is drawn as that country, in a darker shade.
    """
    del assessment
    rows = _rows(material, attributes.get("programme", ""))
    if not rows:
        raise NothingToDrawError("no place with coordinates is named.", "Give places latitude and longitude.")
    box = _box(rows)
    land = outlines(box)
    names = {one.name for one in land}
    points = [row for row in rows if row["place"] not in names]
    whole = sorted({str(row["place"]) for row in rows} & names)
    sources = {str(row["_source"]) for row in rows if row["_source"]}
    shown = f"Where training and other acts took place{_as_whole(whole)}"
    return picture(
        "map",
        "Places",
        _spec(points, land, whole, box),
        caption=f"{shown}.",
        credit=f"Borders: Natural Earth. {told_by(material, sources)}",
        alt=_alt(points, whole),
        sources=sources,
        height=_height(box),
    )


def _as_whole(whole: Sequence[str]) -> str:
    return f"; shaded darker, named as a whole: {', '.join(whole)}" if whole else ""


def _alt(points: Sequence[Row], whole: Sequence[str]) -> str:
    said = "; ".join(f"{row['place']} ({row['latitude']:.1f}, {row['longitude']:.1f})" for row in points)
    also = f" Named as a whole: {', '.join(whole)}." if whole else ""
    return f"A map of {len({row['place'] for row in points})} places: {said}.{also}"


def _rows(material: Material, programme: str) -> list[Row]:
    """Return one row for each place and programme, in the order of the ids."""
    named: dict[tuple[str, str], tuple[Record, str]] = {}
    for place, subject, record, when in (*_of_facts(material), *_of_events(material)):
        if programme in ("", subject):
            named.setdefault((place, subject), (record, when))
    rows = [_row(material, *key, *told) for key, told in sorted(named.items(), key=lambda item: item[0])]
    return [row for row in rows if row]


def _of_facts(material: Material) -> Iterator[tuple[str, str, Record, str]]:
    for fact in material.of(Fact):
        if fact.field == "place" and fact.refers:
            yield fact.refers, fact.about, fact, fact.holds


def _of_events(material: Material) -> Iterator[tuple[str, str, Record, str]]:
    for event in material.of(Event):
        for place in event.places:
            if event.programme:
                yield place, event.programme, event, event.date


def _row(material: Material, place_id: str, subject: str, record: Record, when: str) -> Row:
    place = material.get(Place, place_id)
    if place is None or place.latitude is None or place.longitude is None:
        return {}
    source = source_of(material, record)
    return {
        "place": place.name,
        "country": place.country,
        "programme": name_of(material, subject),
        "when told": when,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "_source": source.id if source else "",
        "href": f"#r-{record.id}",
    }


def _box(rows: Sequence[Row]) -> Box:
    """Return what the map shows: the places with some land around them, in a shape between column and strip."""
    longitudes, latitudes = [float(row["longitude"]) for row in rows], [float(row["latitude"]) for row in rows]
    west, east = min(longitudes) - _MARGIN, max(longitudes) + _MARGIN
    south, north = max(-80.0, min(latitudes) - _MARGIN), min(80.0, max(latitudes) + _MARGIN)
    high = _mercator(north) - _mercator(south)
    wider = max(0.0, high * _WIDTH / _TALLEST - (east - west)) / 2
    taller = max(0.0, (east - west) * _LOWEST / _WIDTH - high) / 2
    return (
        west - wider,
        max(-80.0, _latitude(_mercator(south) - taller)),
        east + wider,
        min(80.0, _latitude(_mercator(north) + taller)),
    )


def _mercator(latitude: float) -> float:
    """Return the height of a latitude on the map, in degrees of longitude."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def _latitude(height: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(height))) - math.pi / 2)


def _height(box: Box) -> int:
    west, south, east, north = box
    return round(_WIDTH * (_mercator(north) - _mercator(south)) / (east - west))


def _spec(points: Sequence[Row], land: Sequence[Outline], whole: Sequence[str], box: Box) -> Spec:
    west, south, east, north = box
    corners = {
        "type": "Feature",
        "geometry": {"type": "MultiPoint", "coordinates": [[west, south], [east, north]]},
        "properties": {},
    }
    programmes = list(dict.fromkeys(str(row["programme"]) for row in points))
    scales = {
        "color": [COLOURS[i % len(COLOURS)] for i in range(len(programmes))],
        "shape": [SHAPES[i % len(SHAPES)] for i in range(len(programmes))],
    }
    legend: Spec = {"field": "programme", "type": "nominal", "title": None, "legend": {"labelLimit": 400, "columns": 1}}
    where: Spec = {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
    }
    marks: Spec = {
        "data": values(points),
        "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1, "stroke": "white", "strokeWidth": 0.8},
        "encoding": {
            **where,
            **{channel: {**legend, "scale": {"domain": programmes, "range": scales[channel]}} for channel in scales},
            "href": {"field": "href"},
            "description": {"field": "place"},
        },
    }
    return {
        "width": _WIDTH,
        "projection": {"type": "mercator", "fit": corners},
        "layer": [*_ground(land, whole), *_names(points, land, box), marks],
        "view": {"stroke": _LINE, "fill": "white"},
    }


def _ground(land: Sequence[Outline], whole: Sequence[str]) -> Iterator[Spec]:
    groups = {_LAND: [one for one in land if one.name not in whole], _NAMED: [one for one in land if one.name in whole]}
    for fill, countries in groups.items():
        if countries:
            mark = {"type": "geoshape", "fill": fill, "stroke": _LINE, "strokeWidth": 0.8, "clip": True}
            features = [
                {"type": "Feature", "geometry": one.geometry, "properties": {"name": one.name}} for one in countries
            ]
            yield {"data": _collection(features), "mark": mark}


def _collection(features: Sequence[Any]) -> Spec:
    collection = {"type": "FeatureCollection", "features": list(features)}
    return {"values": collection, "format": {"type": "json", "property": "features"}}


def _names(points: Sequence[Row], land: Sequence[Outline], box: Box) -> Iterator[Spec]:
    """Yield the names of places and countries, each where it hides no other."""
    west, _, _, north = box
    scale = _height(box) / (_mercator(north) - _mercator(box[1]))
    labels = Labels(Size(_WIDTH, _height(box)))

    def pixel(longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - west) * scale, (_mercator(north) - _mercator(latitude)) * scale

    spots = {str(row["place"]): pixel(row["longitude"], row["latitude"]) for row in points}
    for spot in spots.values():
        labels.occupy(spot, Size(12, 12))
    placed = [(name, labels.beside(spot, name, 11)) for name, spot in spots.items()]
    yield _lettered(placed, scale, box, {"fontSize": 11, "color": INK})
    roomy = [one for one in sorted(land, key=lambda one: -one.room) if one.room * scale > 12]
    grounds = [(one.name, labels.near(pixel(*one.inside), one.name, 11)) for one in roomy]
    yield _lettered(grounds, scale, box, {"fontSize": 11, "fontStyle": "italic", "color": "#6b6b6b"})


def _lettered(
    placed: Iterable[tuple[str, tuple[float, float] | None]], scale: float, box: Box, look: Mapping[str, Any]
) -> Spec:
    west, _, _, north = box
    features = [
        {
            "type": "Feature",
            "geometry": None,
            "properties": {
                "name": name,
                "east": round(west + spot[0] / scale, 4),
                "north": round(_latitude(_mercator(north) - spot[1] / scale), 4),
            },
        }
        for name, spot in placed
        if spot
    ]
    return {
        "data": _collection(features),
        "mark": {"type": "text", "align": "center", "baseline": "middle", **look},
        "encoding": {
            "longitude": {"field": "properties.east", "type": "quantitative"},
            "latitude": {"field": "properties.north", "type": "quantitative"},
            "text": {"field": "properties.name"},
        },
    }
