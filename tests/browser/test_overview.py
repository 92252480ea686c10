"""The strip above a picture: its brush chooses what is seen, which stands in the address; the axis stays in view."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import run

pytestmark = pytest.mark.xdist_group("browser")
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))"
YEARS = range(1900, 2000)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, folders: dict[str, str]) -> str:
    folder = tmp_path_factory.mktemp("overview")
    rows = "".join(f"e{year},{year}-07-01,Event of {year}\n" for year in YEARS)
    (folder / "rows.csv").write_text("id,date,title\n" + rows)
    url = f"sqlite:///{folder}/rows.db"
    assert run("import", "csv", folder / "rows.csv", url=url, env=folders).code == 0
    assert run("export", "-o", folder / "page.html", "--lanes", "none", url=url, env=folders).code == 0
    return Path(folder, "page.html").as_uri()


def seen(page: Any) -> tuple[int, int]:
    """Return the first and the last year that the axis names."""
    texts = page.locator("svg.dl .axis .tick").all_text_contents()
    years = [int(text) for text in texts if re.fullmatch(r"\d{4}", text)]
    return min(years), max(years)


def hash_of(page: Any, pattern: str) -> str:
    """Return what stands behind # in the address, as soon as it fits; a policy of the page forbids to wait in it."""
    for _ in range(200):
        found = str(page.evaluate("location.hash"))
        if re.search(pattern, found):
            return found
        page.evaluate(DRAWN)
    raise AssertionError(f"{found} does not become {pattern}")


def dragged(page: Any, start: float, end: float) -> None:
    box = page.locator("svg.overview").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + start * box["width"], y)
    page.mouse.down()
    for part in (0.3, 0.7, 1):
        page.mouse.move(box["x"] + (start + (end - start) * part) * box["width"], y)
    page.mouse.up()
    page.evaluate(DRAWN)


def test_a_brush_chooses_moves_and_resizes_what_is_seen(visit: Callable[..., Any], address: str) -> None:
    page = visit(address, width=1_000).page
    assert seen(page)[0] <= 1910
    dragged(page, 0.4, 0.6)
    first, last = seen(page)
    assert (abs(first - 1940) <= 4, abs(last - 1960) <= 4) == (True, True)
    dragged(page, 0.5, 0.7)
    moved = seen(page)
    assert abs(moved[0] - first - 20) <= 4
    assert abs((moved[1] - moved[0]) - (last - first)) <= 3
    dragged(page, 0.8, 0.9)
    assert abs(seen(page)[1] - 1990) <= 4


def test_what_is_seen_stands_in_the_address(visit: Callable[..., Any], address: str) -> None:
    page = visit(address, width=1_000).page
    dragged(page, 0.2, 0.4)
    days = re.search(r"&days=(-?\d+)\.\.(-?\d+)$", hash_of(page, "days="))
    assert days
    before, link = seen(page), page.url
    assert abs(datetime.date.fromordinal(int(days[1])).year - 1920) <= 3
    other = visit(link, width=1_000).page
    other.evaluate(DRAWN)
    assert seen(other) == before
    other.get_by_role("button", name="All").click()
    hash_of(other, "^$")


def test_an_open_event_and_the_days_stand_in_one_address(visit: Callable[..., Any], address: str) -> None:
    page = visit(address, width=1_000).page
    dragged(page, 0.45, 0.55)
    page.locator('svg.dl a[href="#e1950"]').click()
    hash_of(page, "^#e1950&days=")
    other = visit(page.url, width=1_000).page
    assert other.locator("#panel h2").text_content() == "Event of 1950"
    assert seen(other) == seen(page)


def test_the_axis_stays_while_the_page_scrolls(visit: Callable[..., Any], address: str) -> None:
    page = visit(address, width=1_000).page
    top = page.locator("svg.dl:not(.overview)").bounding_box()
    page.set_viewport_size({"width": 1_000, "height": 300})
    page.mouse.wheel(0, top["y"] + 250)
    page.locator(".stuck").wait_for(state="visible")
    texts = page.locator(".stuck text").all_text_contents()
    assert texts == page.locator("svg.dl .axis text").all_text_contents()
    box = page.locator(".stuck rect").bounding_box()
    assert -6 <= box["y"] <= 6
