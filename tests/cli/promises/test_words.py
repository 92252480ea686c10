"""The words of lists and explanations say what is in doubt, and what nobody knew yet."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from dateline.dates import FAR_FUTURE, FAR_PAST, parse
from dateline.deadlines.changes import KINDS
from dateline.deadlines.states import MEANINGS, STATES
from dateline.render.lateness import days_late, days_late_words
from dateline.wire_fields import PROGRESS_FIELDS


@pytest.mark.parametrize(
    ("days", "overdue", "cell", "words"),
    [
        ([3, 3], "yes", "3", ", by 3 days"),
        ([3, 3], "maybe", "3 if at all", ", by 3 days if at all"),
        ([8, 1200], "maybe", "8 – 1200 if at all", ", by 8 to 1200 days if at all"),
        ([8, None], "yes", "8 or more", ", by 8 or more days"),
        (None, "no", "", ""),
    ],
)
def test_days_say_if_at_all_where_nothing_is_sure(days, overdue, cell, words):
    assert (days_late(days, overdue), days_late_words(days, overdue)) == (cell, words)


def test_the_table_leaves_out_what_nobody_had_promised_and_says_so(cli, loaded_url):
    asked = ("deadlines", "--as-of", "1999-10-15", "--as-known-then", "-f", "table")
    found = cli(*asked, url=loaded_url)
    assert "usp-3-1" not in found.out
    assert "mu-1994-fund" in found.out
    future = cli(*asked, "--state", "not_recorded", url=loaded_url)
    assert "usp-3-1" in future.out
    assert "left out" not in future.err
    listed = cli(*asked[:-1], "jsonl", "--state", "not_recorded", url=loaded_url).records
    assert f"left out: {len(listed)} not yet promised as known on 1999-10-15" in found.err


def test_explain_marks_every_record_that_nobody_knew(cli, loaded_url):
    """Every record of every deadline, against the days of its own `known`."""
    marked = 0
    for listed in cli("deadlines", "--as-of", "2000-10-15", "--forecasts", "-f", "jsonl", url=loaded_url).records:
        asked = ("explain", listed["id"], "--as-of", "2000-10-15", "--as-known-then")
        record = json.loads(cli(*asked, "-f", "json", url=loaded_url).out)
        behind = [each for name in ("due", "status", "waivers", "depends") for each in record[name]]
        assert [each["known_then"] for each in behind] == [_known_then(each["known"]) for each in behind]
        later = sum(each["known_then"] != "yes" for each in behind)
        assert cli(*asked, url=loaded_url).out.count("not yet known on 2000-10-15]") == later
        marked += later
    assert marked


def _known_then(known):
    if known is None:
        return "yes"
    first, last = (parse(day).earliest if day else end for day, end in zip(known, (FAR_PAST, FAR_FUTURE), strict=True))
    day = parse("2000-10-15").earliest
    return "no" if first > day else "yes" if last <= day else "maybe"


DOUBTS = """
[[deadline]]
id = "claimed"
programme = "p"
title = "claimed"
force = "binding"
confidence = "high"
[[deadline.due]]
kind = "original"
due = "2001-04-30"
rule = "by"
citations = [{ source = "s" }]
[[deadline.due]]
kind = "amendment"
due = "2010"
rule = "by_end"
effective = "2001-05-03"
standing = "claimed"
citations = [{ source = "s" }]
[[deadline]]
id = "month"
programme = "p"
title = "month"
force = "binding"
confidence = "high"
[[deadline.due]]
kind = "original"
due = "2010"
rule = "by_end"
known = "2002-01"
citations = [{ source = "s" }]
[[deadline]]
id = "watched"
programme = "q"
title = "watched"
force = "binding"
confidence = "high"
[[deadline.due]]
kind = "original"
due = "2001-04-30"
rule = "by"
citations = [{ source = "s" }]
[[programme]]
id = "q"
title = "Q"
observed_through = "2001-12-31"
citations = [{ source = "s" }]
"""


@pytest.mark.parametrize(
    ("identity", "doubt"),
    [
        ("claimed", "overdue only if the claimed amendment of 2001-05-03 is void"),
        ("month", "recorded only if the due date of 2002-01-01 to 2002-01-31 was known by 2002-01-15"),
        ("watched", "overdue only if it was not done after 2001-12-31, of which there is no report"),
    ],
)
def test_what_is_only_possible_says_on_what_it_depends(cli, written, identity, doubt):
    asked = ("--as-of", "2002-01-15", "--as-known-then")
    url = written(DOUBTS)
    assert (
        doubt
        in {each["id"]: each["why"] for each in cli("deadlines", *asked, "-f", "jsonl", url=url).records}[identity]
    )
    explained = " ".join(cli("explain", identity, *asked, url=url).out.split())
    assert doubt in explained
    assert "what would settle it" in explained
    assert doubt in " ".join(cli("deadlines", *asked, "--why", "-f", "table", url=url).out.split())


def test_every_state_has_a_meaning_and_help_says_it(cli):
    assert list(MEANINGS) == list(STATES)
    said = " ".join(cli("deadlines", "--help").out.split())
    assert all(f"{STATES[state].words}: {meaning}" in said for state, meaning in MEANINGS.items())


@pytest.mark.parametrize("form", ["table", "csv", "jsonl"])
def test_progress_stands_beside_the_state_and_changes_none(cli, loaded_url, form):
    asked = ("deadlines", "--as-of", "2001-10-15")
    found = cli(*asked, "--progress", "--stalled-after", "6 months", "-f", form, url=loaded_url)
    assert found.code == 0, found.err
    assert "in part or broken" in found.out
    assert "no report" in found.out
    if form == "jsonl":
        plain = cli(*asked, "-f", form, url=loaded_url).records
        assert [{name: record[name] for name in plain[0]} for record in found.records] == plain
        assert list(found.records[0])[len(plain[0]) :] == list(PROGRESS_FIELDS)


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (("deadlines", "--input", "-"), ("--progress",)),
        (("deadlines", "--input", "-"), ("--stalled-after", "6 months")),
        (("deadlines", "--input", "-"), ("--threshold", "2")),
        (("deadlines", "--input", "-"), ("--as-of", "2000")),
        (("deadlines", "slippage"), ("--threshold", "2")),
    ],
)
def test_an_option_that_would_change_nothing_is_refused(cli, loaded_url, command, option):
    found = cli(*command, *option, url=loaded_url)
    assert found.code == 2
    assert option[0] in found.err or "--progress" in found.err


def test_a_table_says_how_far_each_promise_came(cli, loaded_url):
    found = cli("deadlines", "--as-of", "2001-10-15", url=loaded_url)
    assert "progress" in found.out.splitlines()[0]
    assert "no report" in found.out
    assert "tracker" not in found.out


HEAD = """
[collection]
id = "mine"
title = "Mine"
[[source]]
id = "s"
title = "S"
[[programme]]
id = "p"
title = "P"
citations = [{ source = "s" }]
"""


@pytest.fixture
def written(cli, url, folder):
    """Return what loads a text of deadlines into a database of its own and returns the URL."""

    def load(text):
        found = cli("load", folder("mine", all=HEAD + text), url=url)
        assert found.code == 0, found.err
        return url

    return load


THRESHOLDS = """
[[deadline]]
id = "half"
programme = "p"
title = "half"
force = "binding"
confidence = "high"
[[deadline.due]]
kind = "original"
due = "2001-06-30"
rule = "by"
citations = [{ source = "s" }]
[[deadline.status]]
level = 2
when = "2001-05-31"
citations = [{ source = "s" }]
"""


@pytest.mark.parametrize(
    ("command", "field", "by_level"),
    [
        (("deadlines",), "state", {"3": "certainly_overdue", "2": "met_on_time", "1": "met_on_time"}),
        (("deadlines", "tally", "--by", "programme"), "met", {"3": [0, 0], "2": [1, 1], "1": [1, 1]}),
        (("deadlines", "score", "--on", "2002-01-01"), "on_time", {"3": [0.0, 0.0], "2": [1.0, 1.0], "1": [1.0, 1.0]}),
    ],
)
def test_the_threshold_is_chosen_at_asking(cli, written, command, field, by_level):
    url = written(THRESHOLDS)
    for level, expected in by_level.items():
        (record,) = cli(*command, "--threshold", level, "--as-of", "2002-01-01", "-f", "jsonl", url=url).records
        assert record[field] == expected
    explained = cli("explain", "half", "--threshold", "2", "--as-of", "2002-01-01", url=url).out
    assert "met on time" in explained


@pytest.mark.parametrize("by", ["party", "programme", "theme"])
def test_changes_of_a_group_are_those_of_its_deadlines(cli, loaded_url, by):
    asked = ("deadlines", "diff", "--from", "2000-10-15", "--to", "2001-06-01", "-f", "jsonl")
    rows = cli(*asked, "--by", by, url=loaded_url).records
    option = {"party": "--actor", "programme": "--programme", "theme": "--theme"}[by]
    for row in rows[:4]:
        changed = cli(*asked, option, row[by], url=loaded_url).records
        # The filters take more: actors that nothing binds, and the themes below.
        assert Counter({kind: row[kind] for kind in KINDS}) <= Counter(each["change"] for each in changed)
    assert all(sum(row[kind] for kind in KINDS) for row in rows)
