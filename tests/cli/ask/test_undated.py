"""Undated events in whole commands: kept, counted, listed by --undated, last in every order, apart in pictures."""

from __future__ import annotations

import json

import pytest

from dateline.formats.curated.folder import read_text
from dateline.storage.checks.soundness import check

COLLECTION = """
[collection]
id = "notes"
title = "Notes"

[[source]]
id = "book"
title = "A book"

[[theme]]
id = "energy"
title = "Energy"

[[actor]]
id = "union"
name = "Union"
kind = "bloc"

[[actor]]
id = "state"
name = "State"
kind = "state"
[[actor.member_of]]
actor = "union"
date = "1990/2000"
"""
EVENT = """
[[event]]
id = "{id}"
title = "{title}"
date = "{date}"
actors = ["state"]
themes = {themes}
citations = [{{ source = "book" }}]
confidence = "high"
"""
EVENTS: tuple[tuple[str, str, str, list[str]], ...] = (
    ("letter", "A letter", "undated", ["energy"]), ("talks", "Talks", "1994", ["energy"]),
    ("memo", "A memo", "undated", []), ("since", "Since then", "1999/..", []), ("before", "Before", "../1990", []),
)  # fmt: skip
TEXT = COLLECTION + "".join(
    EVENT.format(id=identity, title=title, date=date, themes=json.dumps(themes))
    for identity, title, date, themes in EVENTS
)
NOTE = "2 undated events lie in no range of days; --undated lists such events\n"


@pytest.fixture
def notes(url, cli, tmp_path):
    """Return the URL of a database with two undated events among five."""
    (tmp_path / "notes.toml").write_text(TEXT, "utf-8")
    assert cli("load", tmp_path / "notes.toml", url=url).code == 0
    return url


ASKED = {
    "": ["before", "talks", "since", "letter", "memo"],
    "--sort -date": ["since", "talks", "before", "memo", "letter"],
    "--sort -date --limit 4": ["since", "talks", "before", "memo"],
    "--limit 4": ["before", "talks", "since", "letter"],
    "--undated": ["letter", "memo"],
    "--undated --sort -date": ["memo", "letter"],
    "--undated --limit 1": ["letter"],
    "--undated --theme energy": ["letter"],
    "--undated --actor State --text memo": ["memo"],
    "--undated --match certain": ["letter", "memo"],
    "--match within": ["before", "talks", "since", "letter", "memo"],
    "--from 1990": ["before", "talks", "since"],
    "--to 1995": ["before", "talks"],
    "--on 1994 --match within": ["talks"],
    "--around talks": ["talks"],
    "--actor Union --members": ["before", "talks", "since"],
}


@pytest.mark.in_part(2)
@pytest.mark.parametrize(("options", "ids"), ASKED.items())
def test_queries(notes, cli, options, ids):
    result = cli("query", *options.split(), "-f", "jsonl", url=notes)
    assert (result.code, result.ids) == (0, ids)
    assert cli("export", *options.split(), "-f", "jsonl", url=notes).ids == ids
    cells = cli("export", *options.split(), "-f", "csv", url=notes).out.splitlines()[1:]
    assert [line.split(",")[0] for line in cells] == ids


def test_what_filters_leave_out_is_told(notes, cli):
    assert cli("query", "--from", "1990", "-f", "jsonl", url=notes).err == NOTE
    assert cli("-q", "query", "--from", "1990", "-f", "jsonl", url=notes).err == ""
    assert cli("query", "-f", "jsonl", url=notes).err == ""
    assert cli("query", "--count", "--on", "1994", url=notes)[:3] == (0, "1\n", NOTE)
    assert cli("timeline", "--on", "1994", url=notes).err == NOTE + "1 event\n"
    assert "on no day on which somebody was a member" in cli("query", "--actor", "Union", "--members", url=notes).err


def test_counts(notes, cli):
    assert cli("query", "--count", url=notes).out == "5\n"
    assert cli("query", "--count", "--undated", url=notes).out == "2\n"
    assert cli("query", "--by", "year", "--theme", "energy", "-f", "csv", url=notes).out == (
        "year,certain,possible\n1994,1,0\nundated,1,0\n"
    )
    assert (
        cli("query", "--by", "actor", "--undated", "-f", "csv", url=notes).out == "actor,certain,possible\nstate,2,0\n"
    )
    assert "undated  " in cli("stats", url=notes).out


REFUSED = (
    (("--from", "undated"), "events without a date are listed by: query --undated"),
    (("--on", "n.d."), "events without a date are listed by: query --undated"),
    (("--undated", "--from", "1990"), "--undated lists events without a date, which lie in no range: omit the dates"),
    (("--undated", "--around", "talks"), "--undated lists events without a date"),
    (("--undated", "--actor", "Union", "--members"), "--members asks who belonged on the date of an event"),
    (("--around", "letter"), "the event 'letter' is undated"),
)


@pytest.mark.parametrize(("options", "words"), REFUSED)
def test_refusals(notes, cli, options, words):
    result = cli("query", *options, url=notes)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_the_record(notes, cli):
    record = json.loads(cli("show", "letter", "-f", "json", url=notes).out)
    assert (record["date"], record["earliest"], record["latest"], record["match"]) == ("undated", None, None, "certain")
    assert check(notes) == []


def test_pictures_and_documents(notes, cli):
    drawn = cli("timeline", "--width", "60", "--ascii", url=notes).out.splitlines()
    assert drawn[-2:] == ["undated     A letter", "undated     A memo"]
    assert "2 undated events not drawn: A letter; A memo" in cli("export", "-f", "svg", url=notes).out
    assert "2 undated events not drawn: A letter; A memo" in cli("export", "-f", "html", url=notes).out
    assert "2 undated events not drawn" in cli("export", "-f", "svg", "--undated", url=notes).out
    chronology = cli("export", "-f", "chronology", url=notes).out
    assert chronology.index("## Undated") > chronology.index("Talks")
    assert "Undated: **A letter.**" in chronology


@pytest.mark.parametrize(
    ("form", "left_out"),
    [
        ("ics", "4 events left out: 2 with an open end, 2 with no day"),
        ("timelinejs", "2 events left out: 2 with no day"),
    ],
)
def test_formats_that_need_a_day_tell_what_they_leave_out(notes, cli, form, left_out):
    pytest.importorskip("icalendar")
    result = cli("export", "-f", form, url=notes)
    assert result.err.splitlines()[0] == left_out


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "parquet"])
def test_every_format_that_is_read_gives_undated_back(notes, cli, new_url, tmp_path, form):
    if form == "parquet":
        pytest.importorskip("pyarrow")
    file, other = tmp_path / f"all.{form}", new_url()
    assert cli("export", "-o", file, url=notes).code == 0
    result = cli("import", form, file, "--collection", "copy", url=other)
    assert (result.code, "2 undated" in result.err) == (0, True)
    for options in ("", "--undated", "--sort -date"):
        whole = cli("query", *options.split(), "-f", "jsonl", url=notes)
        assert cli("query", *options.split(), "-f", "jsonl", url=other).ids == whole.ids
    assert check(other) == []


def test_dump_and_load(notes, cli, new_url, tmp_path):
    assert cli("dump", tmp_path / "dumped", url=notes).code == 0
    other = new_url()
    assert cli("load", tmp_path / "dumped", url=other).code == 0
    assert cli("query", "-f", "jsonl", url=other).out == cli("query", "-f", "jsonl", url=notes).out


def test_history_keeps_and_takes_back(notes, cli, tmp_path):
    changed = TEXT.replace('date = "undated"', 'date = "1850~"', 1)
    (tmp_path / "notes.toml").write_text(changed, "utf-8")
    assert cli("load", tmp_path / "notes.toml", url=notes).code == 0
    assert cli("query", "--undated", "-f", "jsonl", url=notes).ids == ["memo"]
    assert cli("query", "--undated", "--recorded-at", "@1", "-f", "jsonl", url=notes).ids == ["letter", "memo"]
    assert check(notes) == []


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ('[[actor.member_of]]\nactor = "union"\ndate = "undated"\n', "date"),
        ('[[source]]\nid = "s"\ntitle = "S"\ndate = "undated"\n', "date"),
        ('[[programme]]\nid = "p"\ntitle = "P"\ndate = "undated"\n', "date"),
    ],
)
def test_only_events_can_be_undated(table, key):
    faults = read_text("a.toml", COLLECTION + table).faults
    assert f"{key} cannot be undated: only an event can" in [fault.message for fault in faults]


DEADLINE = """
[[programme]]
id = "p"
title = "P"
[[deadline]]
id = "d"
programme = "p"
title = "D"
confidence = "high"
[[deadline.due]]
kind = "original"
due = "{due}"
rule = "by"
known = "{known}"
citations = [{{ source = "book" }}]
[[deadline.status]]
level = 3
when = "{when}"
citations = [{{ source = "book" }}]
"""


@pytest.mark.parametrize("key", ["due", "known", "when"])
def test_a_promise_cannot_be_undated(key):
    days = {"due": "2000", "known": "1999", "when": "2001"} | {key: "undated"}
    faults = [fault.message for fault in read_text("a.toml", COLLECTION + DEADLINE.format(**days)).faults]
    assert f"{key} cannot be undated: only an event can" in faults
