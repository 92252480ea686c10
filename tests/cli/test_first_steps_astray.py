"""What newcomers meet: messages that say what to do, counts that agree, and formats that do what is asked."""

from __future__ import annotations

import json

import pytest

COLLECTION = """[collection]
id = "mine"
title = "Mine"

[[source]]
id = "s"
title = "S"

[[event]]
id = "e"
title = "E"
date = {date}
confidence = "high"
citations = [{{ source = "s" }}]
"""
CASES = """{"id": "one", "due": {"cutoff": ["2000-06-01", "2000-06-01"]}, "as_of": "2001-01-01", "known_at": "2001-01-01"}
"""


@pytest.fixture(scope="module")
def database(load_once, request):
    yield from load_once("sqlite", request)


def test_load_and_history_count_the_same(cli, database):
    batch = cli("history", "-f", "jsonl", url=database).records[0]
    counted = {row["what"]: row["value"] for row in cli("stats", "-f", "jsonl", url=database).records}
    kinds = ("events", "actors", "themes", "sources", "programmes", "horizons", "deadlines")
    assert batch["added"] == sum(int(counted[kind]) for kind in kinds)


def test_info_as_json(cli, database):
    found = json.loads(cli("db", "info", "-f", "json", url=database).out)
    assert (found["events"], found["batch"], found["engine"]) == (162, 1, "sqlite")
    assert isinstance(found["size"], int)


def test_members_of_an_actor(cli, database):
    found = json.loads(cli("show", "cis", "-f", "json", url=database).out)["members"]
    assert [(each["id"], each["role"], each["date"]) for each in found] == [
        ("belarus", "founder", "1991-12-08/"), ("russia", "founder", "1991-12-08/"),
        ("ukraine", "founder", "1991-12-08/"),
    ]  # fmt: skip
    assert "members      Belarus (founder) 1991-12-08/\n" in cli("show", "cis", url=database).out


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        ("query --limit three", "'three' is not a whole number from 0 on", "dateline query --help"),
        ("deadlines unknowns --limit -1", "'-1' is not a whole number from 0 on", "unknowns --help"),
        ("serve --port 70000", "'70000' is not a whole number from 0 to 65,535", "serve --help"),
        ("import gdlt x.csv", "no format 'gdlt'", "did you mean gdelt?"),
        ("import xlsx x.xlsx", "no format 'xlsx'", "import table reads such files"),
        ("search treaty", "No such command 'search'", "did you mean query WORD?"),
        ("overdue", "No such command 'overdue'", "did you mean deadlines --overdue?"),
        ("query from 1999", "'from 1999' may be a date", "for the date: --from 1999;"),
        ("add nothing", "Invalid value for 'KIND'", "add --help"),
        ("completion nosh", "Invalid value for 'SHELL'", "completion --help"),
        ("remove russia", "and 1", "merge"),
    ],
)
def test_messages(cli, database, words, message, hint):
    result = cli(*words.split(), url=database)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert hint in result.err


def test_a_wrong_default_names_its_file(cli, database, tmp_path):
    (tmp_path / "c.toml").write_text('[commands.query]\nlimit = "three"\n')
    result = cli("--config", tmp_path / "c.toml", "query", url=database)
    assert result.code == 2
    assert f"it is set in {tmp_path / 'c.toml'}, [commands.query]" in result.err


def test_a_list_that_is_cut_says_so(cli, database):
    whole = cli("deadlines", "--as-of", "2000-12-01", url=database).err
    cut = cli("deadlines", "--as-of", "2000-12-01", "--limit", "2", url=database).err
    assert cut == f"the first 2 of 34 are shown; {whole}"
    assert "are shown" not in cli("deadlines", "--as-of", "2000-12-01", "--limit", "34", url=database).err
    cascade = cli("deadlines", "cascade", "--as-of", "2000-12-01", "--limit", "3", url=database).err
    assert cascade.startswith("the first 3 of 21 are shown; 21 unmet")


def test_a_cascade_says_when_what_waits_can_be_finished(cli, database):
    lines = cli("deadlines", "cascade", "--as-of", "2000-12-01", url=database).out.splitlines()
    assert lines[0].split()[:3] == ["verdict", "finish", "cutoff"]
    assert "2000-12-02 – 2002-12-31  from 2001-02-28" in lines[2]
    assert "from 2009-01-01          2001-12-31" in lines[3]


@pytest.mark.parametrize(
    ("date", "code", "said"),
    [
        ("2015-07-14", 0, ""),
        ('"2015-07-14"', 0, ""),
        ("2015-07-14T10:00:00Z", 4, "date must be a text"),
        ('"mid-2012"', 4, "in words it means '2012-05/2012-08'"),
        ('"in the year dot"', 4, "dates are EDTF"),
    ],
)
def test_dates_of_a_collection(cli, url, tmp_path, date, code, said):
    (tmp_path / "mine.toml").write_text(COLLECTION.format(date=date))
    result = cli("load", tmp_path / "mine.toml", url=url)
    assert result.code == code
    assert said in result.err
    if code == 0:
        assert [row["date"] for row in cli("query", "-f", "jsonl", url=url).records] == ["2015-07-14"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), '{"id": "one", "state"'),
        (("-f", "jsonl"), '{"id": "one", "state"'),
        (("-f", "csv"), "id,state,possible"),
        (("-f", "json"), "[\n"),
        (("-f", "table"), "state"),
        (("--columns", "id,state", "-f", "csv"), "id,state\none,certainly_overdue"),
    ],
)
def test_cases_in_any_format(cli, tmp_path, options, found):
    (tmp_path / "cases.jsonl").write_text(CASES)
    result = cli("deadlines", "--input", tmp_path / "cases.jsonl", *options, url="sqlite:///none.db")
    assert result.code == 0, result.err
    assert result.out.replace("\r\n", "\n").startswith(found)


def test_cases_in_a_file_of_that_name(cli, tmp_path):
    (tmp_path / "cases.jsonl").write_text(CASES)
    out = tmp_path / "out.csv"
    assert cli("deadlines", "--input", tmp_path / "cases.jsonl", "-o", out, url="sqlite:///none.db").code == 0
    assert out.read_text().startswith("id,state,possible")
    refused = cli("deadlines", "--input", tmp_path / "cases.jsonl", "-f", "ics", url="sqlite:///none.db")
    assert (refused.code, refused.out) == (2, "")
