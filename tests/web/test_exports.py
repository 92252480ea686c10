"""Exports and feeds hold exactly the filtered view."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import icalendar
import pyarrow.parquet
import pytest

from dateline.formats import format_named, names, written
from dateline.web import exports, picture_process

ATOM = "{http://www.w3.org/2005/Atom}"
FILTERS = (
    (
        "?actor=Belarus&from=1995&to=1996&sort=-date",
        ("--actor", "Belarus", "--from", "1995", "--to", "1996", "--sort", "-date"),
    ),
)
BINARY = ("parquet", "png", "pdf")


@pytest.mark.parametrize("form", [name for name in names() if name not in (*BINARY, "ics", "atom")])
@pytest.mark.parametrize(("query", "options"), FILTERS)
def test_the_same_file_as_export(client, cli, loaded_url, form, query, options):
    answer = client.get(f"/export.{form}{query}")
    assert answer.status_code == 200, answer.text
    assert answer.content.decode() == cli("export", "-f", form, *options, url=loaded_url).out
    assert answer.headers["content-type"] == format_named(form).media_type
    name = answer.headers["content-disposition"]
    assert name.startswith('attachment; filename="timeline-belarus-1995-to-1996.')


@pytest.mark.parametrize(("form", "begins"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_pictures(client, form, begins):
    answer = client.get(f"/export.{form}?from=1999-12&to=1999-12")
    assert answer.content.startswith(begins)


@pytest.mark.parametrize("form", ["svg", "html", "png"])
def test_a_picture_of_too_many_is_refused(client, monkeypatch, form):
    monkeypatch.setattr(exports, "MOST_DRAWN", 20)
    answer = client.get(f"/export.{form}")
    assert answer.status_code == 400
    assert "dateline export" in answer.text


def test_drawing_that_takes_too_long(client, monkeypatch):
    monkeypatch.setattr(picture_process, "PATIENCE", 0.01)
    assert client.get("/export.png").status_code == 503


def test_a_drawing_process_that_fails(client, monkeypatch):
    monkeypatch.setattr(picture_process, "_START", "raise SystemExit(3)")
    answer = client.get("/export.pdf")
    assert answer.status_code == 500
    assert "could not be drawn" in answer.text


def test_lanes_of_the_picture_are_exported(client, cli, loaded_url):
    answer = client.get("/export.svg?from=1999&to=1999&lanes=actor")
    assert answer.text == cli("export", "-f", "svg", "--on", "1999", "--lanes", "actor", url=loaded_url).out


def test_parquet(client, cli, loaded_url):
    answer = client.get("/export.parquet?theme=economy")
    table = pyarrow.parquet.read_table(io.BytesIO(answer.content))
    assert table.column("id").to_pylist() == cli("query", "--theme", "economy", "-f", "jsonl", url=loaded_url).ids


def test_every_format_has_a_media_type():
    assert all("/" in each.media_type and "octet" not in each.media_type for each in written())


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/export.xyz", 404, "There is no format"),
        ("/export.jsonll", 404, "Did you mean jsonl"),
        ("/export.csv?actor=Lukashenkka", 400, "Lukashenk"),
        ("/export.csv?from=2000&to=1999", 400, "runs backwards"),
        ("/export.csv?page=2", 400, "There is no filter"),
        ("/feed.atom?lanes=actor", 400, "There is no filter"),
        ("/feed.ics?from=soon", 400, "not a date"),
    ],
)
def test_refusals(client, path, status, words):
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert "content-disposition" not in answer.headers


@pytest.mark.parametrize("path", ["/export.csv", "/feed.atom", "/feed.ics", "/api/events?format=jsonl"])
def test_head_tells_the_type_alone(client, path):
    got, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]


def test_names_of_files_are_plain(client):
    answer = client.get("/export.csv", params={"text": 'a"b;/\\..Лукашенко été\n'})
    assert answer.headers["content-disposition"] == 'attachment; filename="timeline-a-b-ete.csv"'


# Feeds.


def entries(answer):
    return [entry.findtext(f"{ATOM}title") for entry in ET.fromstring(answer.content).iter(f"{ATOM}entry")]


def test_the_atom_feed_begins_with_the_newest(client, cli, loaded_url):
    wanted = cli("query", "--actor", "Belarus", "--sort", "-date", "-f", "jsonl", url=loaded_url).records
    answer = client.get("/feed.atom?actor=Belarus&sort=date")
    assert answer.headers["content-type"] == "application/atom+xml"
    assert entries(answer) == [record["title"] for record in wanted]
    assert entries(client.get("/feed.atom?actor=Belarus&limit=3")) == [record["title"] for record in wanted[:3]]


def test_links_of_the_feed_lead_to_pages(client):
    feed = ET.fromstring(client.get("/feed.atom?limit=4").content)
    links = [entry.find(f"{ATOM}link[@rel='alternate']").get("href") for entry in feed.iter(f"{ATOM}entry")]
    assert len(links) == 4
    for link in links:
        assert client.get(link).status_code == 200
    (own,) = [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")]
    assert client.get(own).content == client.get("/feed.atom?limit=4").content


def test_the_calendar_feed(client, cli, loaded_url):
    answer = client.get("/feed.ics?theme=economy")
    found = [str(event["uid"]).partition("@")[0] for event in icalendar.Calendar.from_ical(answer.text).walk("VEVENT")]
    wanted = cli("query", "--theme", "economy", "-f", "jsonl", url=loaded_url).records
    assert found == [record["id"] for record in wanted if record["earliest"] and record["latest"]]
    assert "content-disposition" not in answer.headers


def test_pages_name_their_feeds(client):
    text = client.get("/?actor=Russia&page=1&lanes=actor").text
    assert '<link rel="alternate" type="application/atom+xml" href="/feed.atom?actor=Russia">' in text
