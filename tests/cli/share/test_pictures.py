"""`export -f svg|html|png|pdf`, `deadlines -f svg` and `timeline`: as a user asks for them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drawing import Drawing

PICTURES = ("svg", "html", "png", "pdf")
STARTS = {"svg": b"<?xml", "html": b"<!doctype html>", "png": b"\x89PNG", "pdf": b"%PDF"}


@pytest.mark.in_part(2)
@pytest.mark.parametrize("form", PICTURES)
def test_the_ending_of_the_file_chooses_the_picture(cli, loaded_url, tmp_path, form):
    file = tmp_path / f"timeline.{form}"
    result = cli("export", "-o", file, "--from", "1999", "--to", "2000", url=loaded_url)
    assert (result.code, result.out, result.err) == (0, "", "")
    assert file.read_bytes().startswith(STARTS[form])


def test_a_pdf_embeds_the_font_that_the_texts_were_measured_in(cli, loaded_url, tmp_path):
    assert cli("export", "-o", tmp_path / "it.pdf", "--on", "1999-12-08", "--title", "It", url=loaded_url).code == 0
    names = set(re.findall(rb"/FontName */[A-Z]+\+([A-Za-z-]+)", (tmp_path / "it.pdf").read_bytes()))
    assert names == {b"Roboto-Regular", b"Roboto-SemiBold"}


def test_a_picture_shows_exactly_the_filtered_view(cli, loaded_url):
    asked = ("--from", "1999", "--to", "2000", "--theme", "defence")
    ids = cli("query", *asked, "-f", "jsonl", url=loaded_url).ids
    marks = Drawing(cli("export", *asked, "-f", "svg", "--lanes", "none", url=loaded_url).out).marks
    assert sorted(mark.link for mark in marks) == sorted(f"#{identity}" for identity in ids)


def test_lanes_bear_titles_and_an_event_stands_in_each_of_its_own(cli, loaded_url):
    drawn = Drawing(cli("export", "-f", "svg", "--lanes", "actor", "--actor", "Lukashenko", url=loaded_url).out)
    titles = [text.text for text in drawn.all("text", "lane")]
    assert titles[:2] == ["Alexander Lukashenko", "Belarus"] or titles[0] == "Alexander Lukashenko"
    links = [mark.link for mark in drawn.marks]
    assert len(links) > len(set(links))


def test_events_and_deadlines_in_one_picture(cli, loaded_url):
    drawn = Drawing(cli("export", "-f", "svg", "--deadlines", "2000-10-15", "--title", "All", url=loaded_url).out)
    assert "#usp-3-1" in {mark.link for mark in drawn.marks}
    assert "Programme of Action of Belarus and Russia" in {text.text for text in drawn.all("text", "lane")}
    assert [text.text for text in drawn.all("text", "note") if text.text.startswith("as of")] == ["as of 2000-10-15"]


LINKED = """
[[event]]
id = "talks"
title = "Talks"
date = "1999-08"
confidence = "high"
citations = [{ source = "paper" }]

[[link]]
id = "lead"
type = "causes"
from = "talks"
to = "meeting"
citations = [{ source = "paper" }]

[[link]]
id = "keep"
type = "fulfils"
from = "meeting"
to_deadline = "item"
citations = [{ source = "paper" }]
"""


def test_links_are_lines_on_request(cli, url, tmp_path):
    good = (Path(__file__).parents[2] / "data" / "good.toml").read_text("utf-8")
    (tmp_path / "mine.toml").write_text(good + LINKED, "utf-8")
    assert cli("load", tmp_path / "mine.toml", url=url).code == 0

    def lines(*words):
        drawn = Drawing(cli("export", "-f", "svg", *words, url=url).out)
        notes = [text.text for text in drawn.all("text", "note") if "link" in str(text.text)]
        return [
            (each.get("data-from"), each.get("data-to"))
            for each in drawn.all("path", "t")
            if each.attrib["d"][1] != "2"
        ], notes

    assert lines() == ([], [])
    both = [("event meeting", "deadline item"), ("event talks", "event meeting")]
    assert lines("--links", "--deadlines", "2001-12-31") == (both, ["a link: causes, fulfils"])
    assert lines("--links") == ([both[1]], ["a link: causes", "1 link to what is not in the picture"])
    refused = cli("export", "-f", "csv", "--links", url=url)
    assert (refused.code, refused.err.count("--links")) == (2, 1)


def test_a_board_of_deadlines(cli, loaded_url):
    asked = ("deadlines", "--as-of", "2000-10-15", "--overdue")
    ids = cli(*asked, "-f", "jsonl", url=loaded_url).ids
    drawn = Drawing(cli(*asked, "-f", "svg", "--width", "800", "--scheme", "dark", url=loaded_url).out)
    assert sorted(mark.link for mark in drawn.marks) == sorted(f"#{identity}" for identity in ids)
    assert drawn.width == 800
    board = cli("deadlines", "--horizon", "next Russian presidential election", "--as-of", "2000-12-01", "-f", "svg",
                url=loaded_url)  # fmt: skip
    assert len(Drawing(board.out).all("rect", "hz")) == 1


def test_the_page_names_the_sources(cli, loaded_url):
    page = cli("export", "--on", "1999-12-08", "-f", "html", url=loaded_url).out
    assert "Russia’s Belarus Dilemma" in page
    assert re.search(r'<a href="https?://[^"]+" rel="external noreferrer">', page)


@pytest.mark.parametrize(
    "words",
    [
        ("export", "-f", "csv", "--lanes", "actor"),
        ("export", "-f", "csv", "--deadlines", "2000"),
        ("export", "-o", "x.svg", "--lanes", "colour"),
        ("export", "-o", "x.svg", "--width", "10"),
        ("deadlines", "--title", "Board"),
        ("query", "--by", "year", "-f", "svg"),
        ("timeline", "--width", "10"),
    ],
)
def test_what_makes_no_sense_is_refused(cli, loaded_url, words):
    result = cli(*words, url=loaded_url)
    assert result.code in (2, 4)
    assert result.err
    assert not result.out


def test_too_many_events_for_a_picture(cli, loaded_url, monkeypatch):
    monkeypatch.setattr("dateline.formats.pictures.selection.MOST", 10)
    result = cli("export", "-f", "svg", url=loaded_url)
    assert result.code == 2
    assert "at most" in result.err
    assert "--limit" in result.err
    assert cli("export", "-f", "svg", "--limit", "10", url=loaded_url).code == 0


def test_pixels_without_the_package_say_what_to_install(cli, loaded_url, monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    file = tmp_path / "x.png"
    result = cli("export", "-o", file, url=loaded_url)
    assert result.code == 2
    assert "dateline[plots]" in result.err
    assert not file.exists()


def test_timeline_in_the_terminal(cli, loaded_url):
    asked = ("timeline", "--from", "1995", "--to", "1996", "--theme", "politics", "--width", "90")
    shown = cli(*asked, url=loaded_url)
    assert shown.code == 0
    assert max(map(len, shown.out.splitlines())) <= 90
    assert "Politics" in shown.out
    assert "├┄" in shown.out
    assert shown.err == "2 events\n"
    assert cli(*asked, "--ascii", url=loaded_url).out.isascii()
    assert "\x1b" not in shown.out
    assert "\x1b" in cli("--color", "always", *asked, url=loaded_url).out


def test_timeline_with_deadlines(cli, loaded_url):
    shown = cli("timeline", "--theme", "currency", "--deadlines", "2000-10-15", "--lanes", "none", url=loaded_url)
    assert "as of 2000-10-15" in shown.out
    assert "(certainly overdue)" in shown.out or "■" in shown.out


def test_timeline_of_nothing(cli, loaded_url):
    shown = cli("timeline", "--text", "zzz", url=loaded_url)
    assert (shown.code, shown.out, shown.err) == (0, "", "0 events\n")
