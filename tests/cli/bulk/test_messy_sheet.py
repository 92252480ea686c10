"""A sheet as people keep it, from the guess to a right database in three commands: every row is in, or named."""

from __future__ import annotations

import csv
import io
import json

import pytest
from input import workbook_files as made

HEADER = ("Event", "Date", "Where", "Who", "Source", "Notes")
READ = {
    "c. 1943": "1943~", "Spring 1999": "1999-21", "12/03/2001": "2001-03-12", "28/04/2001": "2001-04-28",
    "1998-99": "1998/1999", "n.d.": "undated", "May 1999": "1999-05", "mid-1990s": "1994/1996", "1960": "1960",
    "3 July 1952": "1952-07-03", "2001-05-04": "2001-05-04", "1990s": "199X", "19th century": "18XX",
    "Easter 1916": "1916-04-23", "before 1914": "[..1913]", "after June 1967": "[1967-07..]",
    "winter 1998/99": "1998-24", "1994 or 1996": "[1994,1996]", "1987?": "1987?", "[1923]": "[1923]",
    "1999-05-03 12:30": "1999-05-03T12:30:00", "03.05.1994": "1994-05-03", "1990–present": "1990/..",
    "août 1914": "1914-08", "c. 1890–1895": "1890~/1895~", "May–June 1998": "1998-05/1998-06", "1911": "1911",
}  # fmt: skip
NAMED = {
    "": "the date is missing", "28-Dec-22": "has several meanings", "sprng 1995": "'sprng' is not a word of dates",
    "Feb 30, 2001": "February of the year 2001 has 28 days", "10/7/98": "has several meanings", "soon": "cannot be read",
}  # fmt: skip
WHO = {"c. 1943": ("Müller, Karl; Côte d'Ivoire", ["cote-d-ivoire", "muller-karl"]),
       "Spring 1999": ("Norway / PLO", ["norway", "plo"]), "n.d.": ("n/a", [])}  # fmt: skip
ROWS = [(f"Event {i}", date, "Łódź", WHO.get(date, ("",))[0], "Wire", "") for i, date in enumerate([*READ, *NAMED])]


def as_csv():
    target = io.StringIO(newline="")
    csv.writer(target).writerows([HEADER, *ROWS])
    return target.getvalue().encode()


def as_workbook():
    return made.xlsx({"Data": [made.row(i, *map(made.text, row)) for i, row in enumerate([HEADER, *ROWS], 1)]})


@pytest.mark.parametrize(("name", "content"), [("sheet.csv", as_csv), ("sheet.xlsx", as_workbook)])
def test_three_commands(cli, url, tmp_path, name, content):
    assert len(ROWS) == 33
    (tmp_path / name).write_bytes(content())
    sheet, mapping, rejects = tmp_path / name, tmp_path / "map.toml", tmp_path / "bad.jsonl"
    assert cli("import", "table", sheet, "--guess-to", mapping, url=url).code == 0
    taken = cli("import", "table", sheet, "--map", mapping, "--rejects", rejects, url=url)
    assert (taken.code, f"{len(READ)} inserted" in taken.err) == (0, True), taken.err
    events = {event["title"]: event for event in cli("query", "-f", "jsonl", url=url).records}
    assert {row[1]: events[row[0]]["date"] for row in ROWS if row[0] in events} == READ
    for title, date, *_ in ROWS:
        if date in WHO:
            assert sorted(actor["id"] for actor in events[title]["actors"]) == WHO[date][1]
    bad = {each["record"]["Date"]: each["reason"] for each in map(json.loads, rejects.read_text("utf-8").splitlines())}
    assert set(bad) == set(NAMED)
    assert all(reason in bad[date] for date, reason in NAMED.items())
