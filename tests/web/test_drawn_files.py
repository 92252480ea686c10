"""Every chart and board has its figures and its pictures as files, which say what the page says."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from dateline.web.drawings.files import DRAWABLES

PAGES = {
    "/charts?as_of=2000-10-15&programme=union-state-programme-1999": ["states", "scores", "slips", "years"],
    "/charts?as_of=2005&known_at=2006&theme=currency": ["states", "scores", "slips", "years"],
    "/deadline/usp-3-1?as_of=2000-10-15": ["course"],
    "/deadlines/changes?from=2000-01-01&to=2000-10-15": ["changes"],
    "/deadlines/slippage?as_of=2008": ["slips"],
    "/deadlines/cascade?as_of=2000-10-15": ["cascade"],
    "/deadlines/responsibility?as_of=2000-10-15": ["responsibility"],
    "/deadlines?as_of=2000-10-15": ["board"],
    "/programme/union-state-programme-1999?as_of=2000-10-15": ["board"],
    "/map": ["map"],
    "/actor/union-state": ["members"],
    "/together?from=1999&to=2000": ["together"],
}
"""Pages with their charts."""


def files_in(text: str) -> list[str]:
    return [unescape(address) for address in re.findall(r'href="(/charts/[a-z0-9]+\.[a-z]+[^"]*)"', text)]


def table_rows(text: str) -> list[list[list[str]]]:
    """Return the rows of the tables of figures of a page."""
    tables = re.findall(r'aria-label="[^"]*: figures"><table>.*?<tbody>(.*?)</tbody>', text, re.DOTALL)
    return [
        [[unescape(re.sub("<[^>]*>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
         for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)]
        for table in tables
    ]  # fmt: skip


@pytest.mark.in_part(2)
@pytest.mark.parametrize("address", PAGES)
def test_each_chart_has_its_files(client, address):
    text = client.get(address).text
    found = files_in(text)
    assert [file.partition("?")[0] for file in found] == [
        f"/charts/{key}.{form}" for key in PAGES[address] for form in ("csv", "svg", "png")
    ]
    for file in found:
        if ".png" not in file:
            assert client.get(file).status_code == 200, file
    tables = [list(csv.reader(io.StringIO(client.get(file).text)))[1:] for file in found if ".csv" in file]
    for table, shown in zip(tables, table_rows(text), strict=False):
        assert table == shown


def test_every_chart_is_on_a_page():
    shown = {key for keys in PAGES.values() for key in keys}
    assert {key for key in DRAWABLES if not key.startswith("sums")} - {"slippage"} == shown


def test_the_chart_of_slippage_keeps_its_other_name(client):
    asked = "as_of=2008-12-31&theme=currency"
    assert client.get(f"/charts/slippage.csv?{asked}").text == client.get(f"/charts/slips.csv?{asked}").text != ""


@pytest.mark.parametrize("key", ["states", "years", "board", "map"])
def test_a_picture_needs_nothing_else(client, key):
    answer = client.get(f"/charts/{key}.svg?as_of=2000-10-15" if key in ("states", "board") else f"/charts/{key}.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = ET.fromstring(answer.text)
    assert root.find(".//{http://www.w3.org/2000/svg}style") is not None
    assert "var(" not in answer.text


def test_pixels(client):
    pytest.importorskip("vl_convert")
    answer = client.get("/charts/states.png?as_of=2000-10-15")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_the_board_as_csv_has_the_records_of_the_command(client, cli, loaded_url):
    answer = client.get("/charts/board.csv?as_of=2000-10-15&known_at=2000-12-31&overdue=1").text
    assert (
        answer
        == cli(
            "deadlines", "--as-of", "2000-10-15", "--known-at", "2000-12-31", "--overdue", "-f", "csv", url=loaded_url
        ).out
    )


def test_a_citation_leads_to_the_same_page_on_any_day(client):
    text = client.get("/charts").text
    cited = [unescape(each) for each in re.findall(r'<p class="citation">(.*?)</p>', text)]
    assert len(cited) == 4
    assert len(set(cited)) == 4
    for each in cited:
        assert "data as recorded on " in each
        address = each[each.index("http://localhost") + len("http://localhost") :]
        assert "as_of=2001-01-01" in address
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address", ["/charts/states.gif", "/charts/none.svg", "/charts/course.svg", "/charts/course.svg?deadline=x"]
)
def test_what_there_is_not(client, address):
    assert client.get(address).status_code == 404


def test_wrong_filters_are_told(client):
    assert client.get("/charts/states.svg?as_off=2000").status_code == 400
