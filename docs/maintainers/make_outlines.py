"""Make the outlines of countries that maps show, of Natural Earth's 1:110m countries as TopoJSON.

    python docs/maintainers/make_outlines.py countries-110m.json > src/dateline/render/map/outlines.json

The input is the file of this name in the package world-atlas 2.0.2 on npm, whose data are Natural Earth's (public
domain); the arcs are rounded to a grid of 0.02 degrees, half a pixel of a map that shows ten degrees in 250 pixels.
"""

from __future__ import annotations

import json
import sys

GRID = 0.02


def main() -> None:
    """Read the file that is named, and print the outlines: names, rings as numbers of arcs, arcs as steps."""
    with open(sys.argv[1], encoding="utf-8") as file:
        topology = json.load(file)
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [stepped(absolute(arc, wide, high, west, south)) for arc in topology["arcs"]]
    countries = [
        [each["properties"]["name"], [ring for polygon in polygons(each) for ring in polygon]]
        for each in topology["objects"]["countries"]["geometries"]
    ]
    source = "Natural Earth 1:110m countries, public domain, by world-atlas 2.0.2"
    made = {"source": source, "grid": GRID, "countries": sorted(countries), "arcs": arcs}
    print(json.dumps(made, ensure_ascii=False, separators=(",", ":")))


def polygons(geometry: dict) -> list:
    """Return the polygons of a geometry, each a list of rings."""
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def absolute(arc: list, wide: float, high: float, west: float, south: float) -> list[tuple[int, int]]:
    """Return the points of an arc on the grid, counted from 180 degrees west and 90 degrees south."""
    points, x, y = [], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((round((x * wide + west + 180) / GRID), round((y * high + south + 90) / GRID)))
    return points


def stepped(points: list[tuple[int, int]]) -> list[int]:
    """Return the first point and the steps to those behind it, without those that stay where they are."""
    steps, before = [*points[0]], points[0]
    for number, point in enumerate(points[1:], 2):
        if point != before or number == len(points):
            steps += [point[0] - before[0], point[1] - before[1]]
            before = point
    return steps


main()
