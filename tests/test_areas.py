"""Boxes and circles in words, and the distance between two points beside another formula."""

from __future__ import annotations

from math import acos, cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.areas import EARTH, Box, Circle, apart, box_of, circle_of
from dateline.errors import InvalidQuery

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("23.2,51.2,32.8,56.2", Box(23.2, 51.2, 32.8, 56.2)),
        (" -10, -5.5 ,+10,0", Box(-10, -5.5, 10, 0)),
        ("170,-20,-170,20", Box(170, -20, -170, 20)),
        ("-180,-90,180,90", Box(-180, -90, 180, 90)),
    ],
)
def test_a_box(text: str, box: Box) -> None:
    assert box_of(text) == box
    assert box.crosses == (text.startswith("170"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,2,3",
        "1,2,3,4,5",
        "a,b,c,d",
        "1;2;3;4",
        "0,91,1,92",
        "181,0,182,1",
        "0,20,10,10",
        "nan,0,1,1",
        "inf,0,1,1",
    ],
)
def test_what_is_no_box(text: str) -> None:
    with pytest.raises(InvalidQuery, match="--bbox") as refusal:
        box_of(text)
    assert "WEST,SOUTH,EAST,NORTH" in str(refusal.value.hint)


def test_a_circle() -> None:
    assert circle_of("53.9, 27.6", None) == Circle(53.9, 27.6, 50)
    assert circle_of("-90,0", "12.5") == Circle(-90, 0, 12.5)


@pytest.mark.parametrize(
    ("point", "km"), [("", None), ("1", None), ("1,2,3", None), ("91,0", None), ("0,181", None), ("0,0", "-1"),
                      ("0,0", "far"), ("0,0", "1,2"), ("0,0", "nan"), ("Minsk", "10")],
)  # fmt: skip
def test_what_is_no_circle(point: str, km: str | None) -> None:
    with pytest.raises(InvalidQuery):
        circle_of(point, km)


@given(POINTS, POINTS)
def test_the_distance_beside_the_law_of_cosines(one: tuple[float, float], other: tuple[float, float]) -> None:
    (a, b), (c, d) = (tuple(map(radians, point)) for point in (one, other))
    cosine = sin(a) * sin(c) + cos(a) * cos(c) * cos(d - b)
    expected = EARTH * acos(max(-1.0, min(1.0, cosine)))
    assert apart(one, other) == pytest.approx(expected, abs=1)  # that law is weak where points are near one another
    assert apart(one, other) == pytest.approx(apart(other, one))


def test_a_distance_that_is_known() -> None:
    assert apart((53.9, 27.5667), (55.7558, 37.6173)) == pytest.approx(675, abs=2)  # Minsk to Moscow
    assert apart((0, 179.5), (0, -179.5)) == pytest.approx(111.19, abs=0.01)
