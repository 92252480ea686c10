"""The pieces of a map: outlines, views, numbers in few letters, links."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ElementTree
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.areas import Box
from dateline.render.letters.widths import width
from dateline.render.map.apart import apart, circle_of
from dateline.render.map.clusters import Cluster
from dateline.render.map.clusters import around as bounds_of
from dateline.render.map.outlines import countries, middles
from dateline.render.map.svg import drawn, label_of, short
from dateline.render.map.view import Extent, around, meridians

PLACES = st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=12)


def extents(places: list[tuple[float, float]]) -> list[Extent]:
    return [Extent(north, north, east, east) for north, east in places]


@pytest.mark.parametrize(
    ("country", "inside"),
    [("Belarus", (27.6, 53.9)), ("Russia", (100, 60)), ("Brazil", (-50, -10)), ("Australia", (134, -25)),
     ("Fiji", (178, -17.8)), ("Antarctica", (0, -85))],
)  # fmt: skip
def test_a_place_lies_in_its_country(country: str, inside: tuple[float, float]) -> None:
    assert [name for name, rings in countries().items() if sum(_holds(ring, inside) for ring in rings) % 2] == [country]


def _holds(ring: list[tuple[float, float]], point: tuple[float, float]) -> bool:
    """Tell whether a ray from the point to the east crosses the ring an odd number of times."""
    x, y = point
    crossings = 0
    for (a, b), (c, d) in itertools.pairwise(ring):
        if (b > y) != (d > y) and x < a + (y - b) / (d - b) * (c - a):
            crossings += 1
    return crossings % 2 == 1


def test_every_ring_is_closed_and_goes_on_without_a_leap() -> None:
    for name, rings in countries().items():
        for ring in rings:
            assert ring[0] == ring[-1], name
            leaps = [abs(a[0] - b[0]) for a, b in itertools.pairwise(ring) if abs(a[1]) < 90 or abs(b[1]) < 90]
            assert max(leaps) < 60, name
    assert middles()["Belarus"][:2] == pytest.approx((28.0, 53.5), abs=0.5)
    assert middles()["Fiji"][0] % 360 == pytest.approx(178.5, abs=1.5)


@given(PLACES)
def test_every_place_is_seen(places: list[tuple[float, float]]) -> None:
    view = around(extents(places), 1_000)
    assert 0 < view.east - view.west <= 360
    assert -90 <= view.south < view.north <= 90 + 1e-9
    assert 300 < view.height <= 900
    for north, east in places:
        assert -1e-6 <= view.x(east) <= view.width + 1e-6
        assert -1e-6 <= view.y(north) <= view.height + 1e-6


@given(PLACES)
def test_the_widest_gap_is_left_out(places: list[tuple[float, float]]) -> None:
    west, east = meridians(extents(places))
    sides = sorted({place[1] for place in places})
    gaps = [b - a for a, b in itertools.pairwise(sides)] + [sides[0] + 360 - sides[-1]]
    assert east - west == pytest.approx(360 - max(gaps), abs=1e-6)


def test_a_box_that_was_asked_for_is_shown() -> None:
    view = around([], 500, Box(170, -20, -170, 10))
    assert (view.west <= 170, view.east >= 190, view.width) == (True, True, 500)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1"), (999, "999"), (1_000, "1.0k"), (9_949, "9.9k"), (9_950, "10k"), (999_499, "999k"), (1_240_000, "1.2M")],
)
def test_numbers_in_few_letters(number: int, text: str) -> None:
    assert short(number) == text


@pytest.mark.parametrize("number", [1, 2, 999, 1_000, 3_513, 12_345, 2_000_000])
def test_the_name_of_a_circle_contains_what_is_written_in_it(number: int) -> None:
    extent = Extent(53.9, 53.9, 27.6, 27.6)
    text = drawn(around([extent], 600), [Cluster(53.9, 27.6, number, 0, {}, extent)], lambda _: "/map", {})
    (link,) = ElementTree.fromstring(text).iter("{http://www.w3.org/2000/svg}a")
    written = [each.text or "" for each in link.iter("{http://www.w3.org/2000/svg}text")]
    assert len(written) == (number > 1)
    assert all(each in link.attrib["aria-label"] for each in written)
    assert f"{number:,} event" in link.attrib["aria-label"]


def test_clusters_say_what_they_are() -> None:
    extent = Extent(53.9, 53.9, 27.6, 27.6)
    both = Cluster(53.9, 27.6, 2, 1_000, {"a<b": 3}, extent)
    assert label_of(both) == "1,002 events near 53.9°N, 27.6°E, place given to 0.1°, 1,000 only possibly"
    assert (
        label_of(Cluster(-1, 190, 0, 1, {}, extent))
        == "1 event near 1.0°S, 170.0°W, place given to 0.1°, only possibly"
    )
    text = drawn(around([extent], 600), [both], lambda _: '/map?a="&b=<', {"a<b": "A & B"})
    root = ElementTree.fromstring(text)
    assert [each.get("href") for each in root.iter("{http://www.w3.org/2000/svg}a")] == ['/map?a="&b=<']
    assert "style=" not in text


def _alone(north: float, east: float) -> Cluster:
    return Cluster(north, east, 1, 0, {}, Extent(north, north, east, east))


@pytest.mark.parametrize(
    ("place", "unit"),
    [
        ((54.0, 27.0), 1),
        ((54.5, 27.0), 0.1),
        ((54.51, 27.5), 0.01),
        ((53.904541, 27.561523), 1e-6),
        ((-0.0, 179.5), 0.1),
    ],
)
def test_a_place_is_as_precise_as_it_is_written(place: tuple[float, float], unit: float) -> None:
    assert _alone(*place).unit == pytest.approx(unit)
    assert ("place given to" in label_of(_alone(*place))) == (unit > 0.01)
    several = Cluster(54.2, 27, 2, 0, {}, Extent(54.0, 54.4, 27, 27))
    assert several.unit == 0


@given(st.integers(-60, 60), st.integers(-170, 170), st.integers(0, 3))
def test_the_box_of_an_imprecise_place_is_where_it_may_lie(north: int, east: int, decimals: int) -> None:
    place = north + 0.125 * bool(decimals), east + 0.0
    view = around([Extent(place[0] - 2, place[0] + 2, east - 2, east + 2)], 1_000)
    root = ElementTree.fromstring(drawn(view, [_alone(*place)], lambda _: None, {}))
    boxes = [each for each in root.iter("{http://www.w3.org/2000/svg}rect") if each.get("class") == "room"]
    assert len(boxes) == (not decimals)
    for box in boxes:
        left, wide = float(box.attrib["x"]), float(box.attrib["width"])
        assert left == pytest.approx(view.x(east - 0.5), abs=0.2)
        assert wide == pytest.approx(view.scale, abs=0.2)


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(4, 120))
def test_names_of_countries_lie_apart(north: float, east: float, wide: float) -> None:
    view = around(
        [Extent(max(-89, north - wide / 3), min(89, north + wide / 3), east - wide / 2, east + wide / 2)], 1_000
    )
    root = ElementTree.fromstring(drawn(view, [], lambda _: None, {}))
    names = [each for each in root.iter("{http://www.w3.org/2000/svg}text") if each.get("class") == "name"]
    boxes = [(float(each.attrib["x"]), float(each.attrib["y"]), width(each.text or "", 11) / 2) for each in names]
    for (a, b, half), (x, y, other) in itertools.combinations(boxes, 2):
        assert abs(a - x) > half + other or abs(b - y) > 11


COUNTS = st.lists(st.tuples(st.floats(-89, 89), st.floats(-180, 180), st.integers(1, 40_000)), min_size=1, max_size=120)


@given(COUNTS, st.sampled_from([340, 1_000]))
def test_no_circle_lies_on_another_nor_leaves_the_map(places: list[tuple[float, float, int]], wide: int) -> None:
    found = [Cluster(n, e, some, 0, {"t": some}, Extent(n, n, e, e)) for n, e, some in places]
    view = around([each.extent for each in found], wide)
    kept = apart(found, view)
    circles = [circle_of(view, each) for each in kept]
    for one, other in itertools.combinations(circles, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius - 1
    assert all(r <= x <= view.width - r and r <= y <= view.height - r for x, y, r in circles)
    assert sum(each.total for each in kept) == sum(some for _, _, some in places)
    assert bounds_of(each.extent for each in kept) == bounds_of(each.extent for each in found)
    root = ElementTree.fromstring(drawn(view, kept, lambda _: None, {}))
    for name in (each for each in root.iter("{http://www.w3.org/2000/svg}text") if each.get("class") == "name"):
        left, line, half = float(name.attrib["x"]), float(name.attrib["y"]), width(name.text or "", 11) / 2
        assert not any(abs(x - left) < half + r and line - 9 < y + r and y - r < line for x, y, r in circles)


def test_circles_that_touch_nothing_stay_as_they_are() -> None:
    found = [_alone(50.0, east) for east in (10.0, 20.0, 30.0)]
    view = around([each.extent for each in found], 1_000)
    assert apart(found, view) == found
    (one,) = apart([_alone(50.0, 20.0), _alone(50.0, 20.001)], view)
    assert (one.total, one.extent) == (2, Extent(50.0, 50.0, 20.0, 20.001))
