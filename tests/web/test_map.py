"""The map page, its file, and what leads from it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient


def hrefs(text: str) -> list[str]:
    return [
        unescape(each) for each in re.findall(r'<a class="c\d+" href="([^"]*)"', text.partition('class="middle"')[0])
    ]


def total(client: TestClient, query: str) -> tuple[int, int]:
    text = client.get(f"/map?{query}").text
    numbers = re.search(r"<b>([\d,]+)</b> events? with coordinates(?:; <b>([\d,]+)</b>)?", text)
    assert numbers
    return int(numbers[1].replace(",", "")), int((numbers[2] or "0").replace(",", ""))


@pytest.mark.parametrize("query", ["", "actor=belarus", "theme=economy", "from=1999&to=2000"])
def test_every_event_is_on_the_map_or_counted(client: TestClient, query: str) -> None:
    records = client.get(f"/api/events?{query}").json()["records"]
    located = sum(record["latitude"] is not None for record in records)
    assert total(client, query) == (located, len(records) - located)


def test_a_circle_opens_exactly_its_events(client: TestClient) -> None:
    text = client.get("/map").text
    links = hrefs(text)
    assert len(links) > 3
    counted = [
        int(number.replace(",", ""))
        for number in re.findall(r'aria-label="([\d,]+) events? near', text.partition('class="middle"')[0])
    ]
    assert len(counted) == len(links)
    for link, number in zip(links, counted, strict=True):
        api = re.sub(r"^/(map|timeline)", "/api/events", link)
        assert len(client.get(api).json()["records"]) == number
        assert client.get(link).status_code == 200


def test_a_map_as_a_file(client: TestClient) -> None:
    answer = client.get("/map.svg?theme=defence")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg xmlns=")
    assert "<style>" in answer.text


@pytest.mark.parametrize(
    "query", ["bbox=1,2", "near=91,0", "km=3", "lanes=theme", "limit=3", "sort=-date", "from=2001&to=2000"]
)
def test_what_cannot_be_asked_is_told(client: TestClient, query: str) -> None:
    answer = client.get(f"/map?{query}")
    assert answer.status_code == 400
    assert "alert" in answer.text


def test_nothing_found_is_an_empty_map(client: TestClient) -> None:
    answer = client.get("/map?bbox=-140,-50,-130,-40")
    assert (answer.status_code, hrefs(answer.text)) == (200, [])
    assert "<b>0</b> events with coordinates" in answer.text
