"""Exports tell what their format cannot hold, on the standard error, with the exit code 0."""

from __future__ import annotations

import pytest

EVENTS = b"""id,date,title,actors,themes,confidence
1,1990/9999-12-31,A,x,t,high
2,1991/1995,B,x; y,t; u,low
3,1991/..,C,,,
"""
TOLD = {
    "ics": [
        "2 events left out: 1 with days outside of 0001-01-01 to 9999-12-30, 1 with an open end",
        "ics has no place for: actors (of 2 events), confidence (of 1 event)",
    ],
    "timelinejs": [
        "timelinejs has no place for: actors (of 2 events), confidence (of 1 event), themes but the first (of 1 event)",
    ],
    "csl": ["3 events left out: 3 with no source"],
    "bibtex": ["3 events left out: 3 with no source"],
    "csv": [],
    "jsonl": [],
    "svg": [],
}


@pytest.fixture
def events(cli, url):
    assert cli("import", "csv", "-", url=url, stdin=EVENTS).code == 0
    return url


@pytest.mark.in_part(2)
@pytest.mark.parametrize("form", TOLD)
@pytest.mark.parametrize("command", ["export", "query"])
def test_what_is_lost_is_told(cli, events, tmp_path, form, command):
    if (command, form) == ("query", "svg"):
        pytest.skip("query draws no pictures")
    printed = cli(command, "-f", form, url=events)
    assert (printed.code, printed.err.splitlines()) == (0, TOLD[form])
    written = cli(command, "-f", form, "-o", tmp_path / "file", url=events)
    assert (written.code, written.out, written.err.splitlines()) == (0, "", TOLD[form])
    assert cli("--quiet", command, "-f", form, "-o", tmp_path / "file", url=events).err == ""


def test_deadlines_without_a_day(cli, loaded_url):
    result = cli("deadlines", "--as-of", "2000-10-15", "-f", "ics", url=loaded_url)
    listed = cli("deadlines", "--as-of", "2000-10-15", "-f", "jsonl", url=loaded_url).records
    missing = len(listed) - result.out.count("BEGIN:VTODO")
    assert missing > 0
    assert result.err.startswith(f"{missing} deadline{'s' * (missing > 1)} left out: ")
    assert "Source: " in result.out.replace("\r\n ", "")
