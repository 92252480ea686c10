"""Events in a box or near a point are those that plain Python finds, on every engine."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from dateline.areas import apart
from dateline.storage.engines.sqlite import ENGINE

NUMBER = 400
BOXES = ((0, 0, 90, 60), (170, -90, -100, 90), (-180, -90, 180, 90), (10.5, 10.5, 10.5, 10.5), (-30, -10, 20, 0))
CIRCLES = ((53.9, 27.6, 3_000), (0, 180, 5_000), (90, 0, 8_000), (-90, 13, 20_100), (10.5, 10.5, 0), (0, 0, 40_000))


def placed() -> list[tuple[str, float | None, float | None]]:
    chance = random.Random(11)
    rows: list[tuple[str, float | None, float | None]] = [("x:edge", 10.5, 10.5), ("x:none", None, None)]
    for number in range(NUMBER):
        rows.append((f"x:{number}", round(chance.uniform(-90, 90), 3), round(chance.uniform(-180, 180), 3)))
    return rows


@pytest.fixture(scope="module")
def asked(
    engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, folders: dict[str, str]
) -> Any:
    from conftest import run

    folder = tmp_path_factory.mktemp("areas")
    file = folder / "places.csv"
    lines = ["id,date,title,latitude,longitude"]
    lines += [f"{name},2000,At {name},{'' if y is None else y},{'' if x is None else x}" for name, y, x in placed()]
    file.write_text("\n".join(lines) + "\n")
    postgres = request.getfixturevalue("postgres") if engine == "postgresql" else None
    url = postgres.create() if postgres else f"sqlite:///{folder / 'places.db'}"
    assert run("import", "csv", file, url=url, env=folders).code == 0

    def ids(*options: str) -> set[str]:
        found = run("query", *options, "-f", "jsonl", url=url, env=folders)
        assert found.code == 0, found.err
        return set(found.ids)

    yield ids
    if postgres:
        postgres.drop(url)


@pytest.mark.parametrize("box", BOXES)
def test_a_box_holds_what_lies_in_it(asked: Callable[..., set[str]], box: tuple[float, ...]) -> None:
    west, south, east, north = box

    def lies(latitude: float, longitude: float) -> bool:
        if west <= east:
            return south <= latitude <= north and west <= longitude <= east
        return south <= latitude <= north and (longitude >= west or longitude <= east)

    expected = {name for name, y, x in placed() if y is not None and x is not None and lies(y, x)}
    assert asked(f"--bbox={','.join(map(str, box))}") == expected


@pytest.mark.parametrize("circle", CIRCLES)
def test_a_circle_holds_what_is_near(asked: Callable[..., set[str]], circle: tuple[float, float, float]) -> None:
    latitude, longitude, km = circle
    expected = {
        name
        for name, y, x in placed()
        if y is not None and x is not None and apart((latitude, longitude), (y, x)) <= km
    }
    found = asked(f"--near={latitude},{longitude}", "--km", str(km))
    assert found == expected
    assert asked(f"--near={latitude},{longitude}", "--km", str(km), "--bbox=0,0,180,90") == {
        name
        for name, y, x in placed()
        if name in expected and y >= 0 and x >= 0  # type: ignore[operator]
    }


def test_sqlite_without_functions_is_taught_them() -> None:
    class Poor(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            if "sin" in sql and not self.taught:
                raise sqlite3.OperationalError("no such function: sin")
            return super().execute(sql, *values)

        def create_function(self, *given: Any, **how: Any) -> None:
            self.taught = True
            super().create_function(*given, **how)

    raw = sqlite3.connect(":memory:", factory=Poor)
    raw.taught = False
    assert ENGINE.mathematics
    ENGINE.mathematics(raw)
    assert raw.execute("SELECT sin(1.0), cos(0), sin(NULL), floor(-0.5)").fetchone() == (
        pytest.approx(0.8414709848),
        1.0,
        None,
        -1,
    )


@pytest.mark.parametrize(
    "options", [("--bbox", "1,2,3"), ("--near", "91,0"), ("--km", "5"), ("--near", "1,1", "--km", "x")]
)
def test_what_is_no_area_is_refused(cli: Callable[..., Any], loaded_url: str, options: tuple[str, ...]) -> None:
    found = cli("query", *options, url=loaded_url)
    assert found.code == 2
    assert "hint" in found.err


def test_events_without_coordinates_are_told(cli: Callable[..., Any], loaded_url: str) -> None:
    for command in (("query",), ("export", "-f", "csv"), ("query", "--count")):
        assert (
            "130 events have no coordinates, and are in no area"
            in cli(*command, "--bbox", "0,0,90,90", url=loaded_url).err
        )
    assert "coordinates" not in cli("query", "--from", "1999", url=loaded_url).err


def test_a_map_takes_no_limit(cli: Callable[..., Any], loaded_url: str) -> None:
    refused = cli("map", "--limit", "3", url=loaded_url)
    assert refused.code == 2
    assert "omit --limit" in refused.err
