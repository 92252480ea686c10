"""The record keeps the calendar and the words of the source beside EDTF, and shows both."""

from __future__ import annotations

import pytest

from dateline.formats.curated.folder import read_text

TEXT = """
[collection]
id = "c"
title = "C"
[[source]]
id = "s"
title = "S"
[[event]]
id = "october"
title = "October"
date = "1917-11-07"
date_text = "25 October 1917"
calendar = "julian"
citations = [{ source = "s" }]
confidence = "high"
[[event]]
id = "plain"
title = "Plain"
date = "1918"
date_text = "the year after"
citations = [{ source = "s" }]
confidence = "high"
"""
BOTH = "(25 October 1917, Julian)"


@pytest.fixture
def held(url, cli, tmp_path):
    """Return the URL of a database with an event of the Julian calendar, and another one."""
    (tmp_path / "c.toml").write_text(TEXT, "utf-8")
    assert cli("load", tmp_path / "c.toml", url=url).code == 0
    return url


def test_show_says_both(held, cli):
    lines = [line.split(maxsplit=1) for line in cli("show", "october", url=held).out.splitlines()]
    assert dict(lines)["date"] == f"1917-11-07 {BOTH}"
    assert dict(lines)["calendar"] == "julian"
    assert "date         1918\n" in cli("show", "plain", url=held).out


def test_pictures_and_documents_say_both(held, cli):
    assert f"October {BOTH}" in cli("timeline", url=held).out
    for form in ("svg", "html", "chronology", "atom", "timelinejs"):
        written = cli("export", "-f", form, url=held).out
        assert f"7 November 1917 {BOTH}" in written, form
        assert "(the year after, " not in written, form


def test_it_comes_behind_the_keys_that_were_there_before(held, cli):
    records = cli("query", "-f", "jsonl", url=held).records
    assert [list(record)[-2:] for record in records] == [["calendar", "measures"]] * 2
    assert [record["calendar"] for record in records] == ["julian", None]


def test_a_reader_of_the_history_sees_it_change(held, cli, tmp_path):
    (tmp_path / "c.toml").write_text(TEXT.replace('"julian"', '"coptic"'), "utf-8")
    assert "1 updated" in cli("load", tmp_path / "c.toml", url=held).err
    assert "coptic" in cli("history", "october", url=held).out


def test_there_is_no_other_calendar():
    faults = read_text("c.toml", TEXT.replace('"julian"', '"roman"')).faults
    assert [fault.message for fault in faults] == [
        "calendar 'roman' is not one of gregorian, julian, hebrew, islamic, french-republican, coptic, ethiopian"
    ]
