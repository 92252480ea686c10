"""How a due date was counted stays in the record: files, database, dump, history, explanation, and counted anew."""

from __future__ import annotations

import json
from pathlib import Path
from unittest import mock

import pytest

from dateline.dates import parse_day
from dateline.deadlines.counting import free_days
from dateline.formats.curated.folder import read_paths
from dateline.formats.curated.settling import settle_counts
from dateline.storage.checks.soundness import check

CITED = 'citations = [{ source = "s" }]\n'
HEAD = (
    f'[[source]]\nid = "s"\ntitle = "S"\n[[programme]]\nid = "p"\ntitle = "P"\ntz = "Europe/Minsk"\n{CITED}'
    f'[[event]]\nid = "meeting"\ntitle = "A meeting"\ndate = "2000-03-03"\nconfidence = "high"\n{CITED}'
    f'[[horizon]]\nid = "h"\ntitle = "H"\n{CITED}[[horizon.date]]\nwhen = "2000-06-10"\nknown = "2000-07-01"\n{CITED}'
)
DUES = {
    "weeks": 'text = "within 8 weeks"\nwithin = "8 weeks"\nafter = "2000-03-03"\n',
    "event": 'within = "8 weeks"\nof = "meeting"\nroll = "following"\nholidays = "DE"\n',
    "rolled": 'due = "2000-04-30"\nrule = "by"\nroll = "following"\nholidays = "DE"\ngrace = "1 month"\n',
    "written": 'cutoff = ["2000-04-29", "2000-04-30"]\nroll = "following"\nfree = ["2000-05-01"]\n',
    "horizon": 'within = "10 working days"\nof = "h"\nholidays = "BY"\n',
    "rule": 'within = "2 days"\nafter = "2026-12-24"\ncounting = "eu-1182-71"\nholidays = "BE"\n',
    "window": 'within = "between 45 and 15 days before"\nbefore = "2000-03"\n',
    "hours": 'within = "24 hours"\nafter = "2000-03-03T23:30:00Z"\n',
    "either": 'whichever = "earlier"\nalternatives = [{ within = "90 days", after = "2000-01-01" }, '
    '{ due = "2000-06", rule = "by_end" }, { within = "6 months before", of = "h" }]\n',
    "doubtful": 'within = "8 weeks"\nafter = "2000-03?"\n',
}
CUTOFFS = {
    "weeks": ["2000-04-28", "2000-04-28"], "event": ["2000-04-28", "2000-04-28"],
    "rolled": ["2000-06-02", "2000-06-02"], "written": ["2000-05-02", "2000-05-02"],
    "rule": ["2026-12-29", "2026-12-29"], "window": ["2000-02-15", "2000-03-16"],
    "hours": ["2000-03-05", "2000-03-05"], "doubtful": ["2000-04-26", "2000-05-26"],
}  # fmt: skip


def deadline(name: str) -> str:
    return (
        f'[[deadline]]\nid = "{name}"\ntitle = "D"\nprogramme = "p"\nforce = "binding"\nconfidence = "high"\n'
        f'[[deadline.due]]\nkind = "original"\n{DUES[name]}{CITED}'
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "files"
    found.mkdir()
    (found / "all.toml").write_text(HEAD + "".join(map(deadline, DUES)), "utf-8")
    return found


@pytest.fixture
def loaded(cli, url, folder):
    assert cli("load", folder, url=url).code == 0
    return url


def due(cli, url, name, place=0):
    return json.loads(cli("explain", name, "--as-of", "2001-01-01", "-f", "json", url=url).out)["due"][place]


def test_the_derivation_is_kept(cli, loaded, folder, tmp_path):
    """What was written comes back from the database, from a dump, and from the history."""
    for name, cutoff in CUTOFFS.items():
        assert due(cli, loaded, name)["cutoff"] == cutoff, name
    assert due(cli, loaded, "event")["counting"] == {
        "within": "8 weeks", "of": "meeting", "start": "2000-03-03", "roll": "following", "holidays": "DE",
    }  # fmt: skip
    assert due(cli, loaded, "horizon", 1)["cutoff"] == ["2000-06-23", "2000-06-23"]
    assert due(cli, loaded, "either", 1)["cutoff"] == ["1999-12-10", "1999-12-10"]
    assert "0 inserted, 0 updated" in cli("load", folder, url=loaded).err
    dump = tmp_path / "dump"
    assert cli("dump", dump, url=loaded).code == 0
    assert "0 inserted, 0 updated" in cli("load", dump, url=loaded).err
    assert cli("status", dump, "-f", "jsonl", url=loaded).out == ""
    assert "8 weeks after 3 March 2000 = 28 April 2000" in cli("show", "weeks", url=loaded).out
    assert '+ within = "8 weeks"' in cli("history", "weeks", url=loaded).out
    again = read_paths([("dump", dump)])
    settle_counts(again)
    assert (again.faults, again.moved) == ([], [])
    assert check(loaded) == []


def test_each_step_is_said(cli, loaded):
    """The explanation says each step in words, with the place of the rule that asks for it."""
    said = {name: cli("explain", name, "--as-of", "2001-01-01", url=loaded).out for name in DUES}
    assert "counted: 8 weeks after 3 March 2000 = 28 April 2000" in said["weeks"]
    assert "counted: 8 weeks after meeting (3 March 2000) = 28 April 2000" in said["event"]
    assert "counted: moved from a Sunday to Tuesday 2 May 2000" in said["rolled"]
    assert "counted: 1 month of grace = 2 June 2000" in said["rolled"]
    assert "to Monday 28 December 2026 (Regulation (EEC, Euratom) No 1182/71, art. 3(4))" in said["rule"]
    assert "two working days (Regulation (EEC, Euratom) No 1182/71, art. 3(5)) = 29 December 2026" in said["rule"]
    assert "the window opens 16 January 2000 to 15 February 2000" in said["window"]
    assert "24 hours after 2000-03-03T23:30:00Z (4 March 2000 in Europe/Minsk) = 5 March 2000" in said["hours"]
    assert "counted: whichever is earlier = 10 December 1999" in said["either"]
    assert "possibly overdue" in said["doubtful"]


def test_an_event_that_moves(cli, loaded, folder):
    """A date of an event that changes is found, applied and said, once by loading and once by counting anew."""
    moved = (folder / "all.toml").read_text("utf-8").replace('date = "2000-03-03"', 'date = "2000-03-05"')
    (folder / "all.toml").write_text(moved, "utf-8")
    result = cli("load", folder, url=loaded)
    assert "event: the last compliant day of the original was 2000-04-28, and is 2000-05-02" in result.err
    edited = folder.parent / "event.toml"
    edited.write_text(moved[moved.index("[[event]]") : moved.index("[[horizon]]")].replace("03-05", "03"), "utf-8")
    assert cli("edit", "meeting", "--file", edited, url=loaded).code == 0
    assert "counted now, the original of 'event' is 26 April 2000 to 26 May 2000" in " ".join(check(loaded))
    assert "1 due date moved" in cli("deadlines", "recount", "--dry-run", url=loaded).err
    assert check(loaded) != []
    assert "1 due date moved; batch 4" in cli("deadlines", "recount", url=loaded).err
    assert check(loaded) == []
    assert due(cli, loaded, "event")["cutoff"] == ["2000-04-26", "2000-05-26"]


def test_a_holiday_that_is_announced_later(cli, loaded, folder):
    """Holidays that the calendar has now are found, and applied by loading again."""
    usual = free_days.free_days

    day = parse_day("2000-05-02")
    with mock.patch(
        "dateline.deadlines.counting.reckoning.free_days",
        lambda code, named=(): usual(code, (*named, day) if code == "DE" else named),
    ):
        assert "counted now, the original of 'rolled' is 5 June 2000, not 2 June 2000" in " ".join(check(loaded))
        result = cli("load", folder, url=loaded)
        assert "rolled: the last compliant day of the original was 2000-06-02, and is 2000-06-05" in result.err


def test_undo_keeps_what_was_counted(cli, loaded, folder):
    """A restored record has the last compliant day that it had, even if it would be counted otherwise now."""
    changed = (folder / "all.toml").read_text("utf-8").replace('date = "2000-03-03"', 'date = "2000-03-05"')
    (folder / "all.toml").write_text(changed, "utf-8")
    assert cli("load", folder, url=loaded).code == 0
    assert cli("restore", "event", "--at", "@1", url=loaded).code == 0
    assert due(cli, loaded, "event")["cutoff"] == ["2000-04-28", "2000-04-28"]


def test_an_event_that_is_counted_from_is_named(cli, loaded, folder):
    """It cannot be removed, and a merge leads the due date to the other event."""
    assert cli("remove", "meeting", url=loaded).code != 0
    other = folder.parent / "other.toml"
    text = f'[[event]]\nid = "session"\ntitle = "A session"\ndate = "2000-03-04"\nconfidence = "high"\n{CITED}'
    other.write_text(text, "utf-8")
    assert cli("add", "event", "--file", other, url=loaded).code == 0
    assert cli("merge", "meeting", "session", url=loaded).code == 0
    assert due(cli, loaded, "event")["counting"]["of"] == "session"
    assert "29 April 2000" not in cli("explain", "event", url=loaded).out
    assert "1 due date moved" in cli("deadlines", "recount", url=loaded).err
    assert due(cli, loaded, "event")["cutoff"] == ["2000-05-02", "2000-05-02"]
    assert check(loaded) == []


def test_approximate_dates_spread_as_those_of_the_collection(cli, url, folder):
    """The spread of the collection widens the days that a due date counts from, in files and database alike."""
    text = HEAD.replace("2000-03-03", "2000-03~") + deadline("event")
    text += deadline("rolled").replace("2000-04-30", "2000-04~").replace('"by"', '"by_end"')
    text += deadline("weeks").replace("2000-03-03", "2000-03~")
    start = '[collection]\nid = "c"\ntitle = "C"\ncirca = "3 months"\n'
    (folder / "all.toml").write_text(start + text, "utf-8")
    assert cli("load", folder, url=url).code == 0
    assert check(url) == []
    assert due(cli, url, "weeks")["cutoff"] == ["2000-01-26", "2000-08-25"]
    assert due(cli, url, "event")["cutoff"] == ["2000-01-26", "2000-08-25"]
    assert due(cli, url, "rolled")["cutoff"] == ["2000-02-29", "2000-08-31"]
    assert "0 inserted, 0 updated" in cli("load", folder, url=url).err
    assert "0 due dates moved; nothing was written" in cli("deadlines", "recount", url=url).err


def test_alternatives_of_a_horizon_with_a_time_of_day_and_a_spread(cli, url, folder):
    """What awaits a horizon keeps its other dates: in the time zone of the programme, spread as the collection's."""
    alternatives = (
        'whichever = "later"\nknown = "2000-01-01"\nalternatives = [{ within = "90 days", of = "h" }, '
        '{ within = "1 day", after = "2000-03-03T23:30:00Z" }, { within = "1 day", after = "2000-03~" }]\n'
    )
    start = '[collection]\nid = "c"\ntitle = "C"\ncirca = "3 months"\n'
    text = start + HEAD + deadline("either").replace(DUES["either"], alternatives)
    (folder / "all.toml").write_text(text, "utf-8")
    assert cli("load", folder, url=url).code == 0
    assert due(cli, url, "either")["cutoff"] == ["2000-03-31", None]
    assert due(cli, url, "either", 1)["cutoff"] == ["2000-09-08", "2000-09-08"]
    assert due(cli, url, "either")["counting"]["alternatives"][1]["tz"] == "Europe/Minsk"
    assert check(url) == []
    assert "0 inserted, 0 updated" in cli("load", folder, url=url).err
