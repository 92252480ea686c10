"""Events gathered in cells of a map are those that plain Python gathers, on every engine, dates with gaps too."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from math import floor
from pathlib import Path
from typing import Any

import pytest

from dateline.dates import parse
from dateline.operations.maps import gathered
from dateline.query import Query
from dateline.render.map.clusters import CELL, coarser
from dateline.render.map.view import around
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader
from dateline.storage.reading.places import clusters

DATES = ("1999-05-05", "1999", "[1998,2000]", "1999-12/2001", "{1998,2001}", "1999?", "2005")


def rows() -> list[list[Any]]:
    chance = random.Random(5)
    made: list[list[Any]] = [["x:0", "1999", "Nowhere", "", "", "t1"]]
    for number in range(1, 300):
        # Some 60 degrees on either side of the 180th meridian, so that the map has to go beyond it.
        east = (chance.uniform(120, 240) + 180) % 360 - 180
        place = [round(chance.uniform(-40, 60), 2), round(east, 2)]
        themes = "; ".join(sorted({f"t{chance.randint(1, 4)}/s" for _ in range(2)}))
        made.append([f"x:{number}", chance.choice(DATES), f"Event {number}", *place, themes])
    return made


@pytest.fixture(scope="module")
def url(
    engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, folders: dict[str, str]
) -> Any:
    from conftest import run

    folder: Path = tmp_path_factory.mktemp("places")
    lines = ["id,date,title,latitude,longitude,themes"]
    lines += [",".join(f'"{cell}"' for cell in row) for row in rows()]
    (folder / "places.csv").write_text("\n".join(lines) + "\n")
    postgres = request.getfixturevalue("postgres") if engine == "postgresql" else None
    made = postgres.create() if postgres else f"sqlite:///{folder / 'places.db'}"
    assert run("import", "csv", folder / "places.csv", url=made, env=folders).code == 0
    yield made
    if postgres:
        postgres.drop(made)


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(first=parse("1999").earliest, last=parse("1999").latest),
        Query(first=parse("1999").earliest, last=parse("1999").latest, match="certain"),
        Query(themes=("t1",)),
        Query(first=parse("1998").earliest, last=parse("1998").latest, themes=("t2",), limit=3),
    ],
)
def test_cells_beside_plain_python(url: str, query: Query) -> None:
    with reading(url) as connection:
        found = gathered(connection, query)
        reader = Reader(connection)
        inside = clusters(reader, found.query, found.view)
        events = list(reader.events(query._replace(limit=None)))
    view = found.view
    cells: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for event in events:
        if event["latitude"] is not None:
            east = event["longitude"] + (360 if event["longitude"] < view.west else 0)
            row = floor((event["latitude"] + 90) / (CELL / view.rise))
            cells[row, floor((east - view.west) / (CELL / view.scale))][event["match"]] += 1
    expected = sorted((each["certain"], each["possible"]) for each in cells.values())
    assert sorted((each.certain, each.possible) for each in inside) == expected
    assert found.located == sum(map(sum, expected))
    assert found.located + found.unlocated == len(events)
    roots = Counter(root for e in events if e["latitude"] is not None for root in {t[:2] for t in e["themes"]})
    assert sum((Counter(each.roots) for each in inside), Counter()) == roots
    narrow = coarser(inside, around(found.extents, 340))
    assert len(narrow) < len(inside)
    assert sum(each.total for each in found.clusters) == found.located
    assert sum(each.total for each in narrow) == found.located


def test_the_map_goes_beyond_the_180th_meridian(url: str) -> None:
    with reading(url) as connection:
        view = gathered(connection, Query()).view
    assert view.east > 180
    assert view.east - view.west < 160
    for row in rows()[1:]:
        assert 0 <= view.x(row[4]) <= view.width
        assert 0 <= view.y(row[3]) <= view.height
