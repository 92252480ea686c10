"""Horizons: happenings that are expected, known better as time goes on."""

from __future__ import annotations

import pytest

HEAD = '[[source]]\nid = "s"\ntitle = "S"\n[[programme]]\nid = "p"\ntitle = "P"\ncitations = [{ source = "s" }]\n'
CITED = 'citations = [{ source = "s" }]\n'
ELECTIONS = f"""
[[horizon]]
id = "first-vote"
title = "Presidential election in Ruritania"
{CITED}
[[horizon.date]]
when = "[2001..2005]"
known = "2000-01-01"
{CITED}
[[horizon.date]]
when = "2004-03-14"
known = "2003-12-10"
{CITED}
[[horizon]]
id = "other-vote"
title = "Presidential election in Strelsau"
{CITED}
[[horizon.date]]
when = "2006-03-19"
known = "2000-01-01"
{CITED}
[[horizon]]
id = "treaty-in-force"
title = "Entry into force"
{CITED}
[[horizon.date]]
when = "2002-07-01"
known = "2002-06-01"
{CITED}
"""


def deadline(identity, due):
    return (
        f'[[deadline]]\nid = "{identity}"\ntitle = "D"\nprogramme = "p"\nforce = "binding"\nconfidence = "high"\n'
        f'[[deadline.due]]\nkind = "original"\nknown = "2000-01-01"\n{due}{CITED}'
    )


@pytest.fixture
def ask(cli, url, folder):
    due = 'due = "2004"\nrule = "by_end"\n'
    counted = 'within = "3 months"\nof = "treaty-in-force"\n'
    path = folder("mine", all=HEAD + ELECTIONS + deadline("d", due) + deadline("counted", counted))
    assert cli("load", path, url=url).code == 0

    def call(*args):
        return cli("deadlines", *args, "-f", "jsonl", url=url)

    return call


def placed(result):
    assert result.code == 0, result.err
    return {record["id"]: record["horizon"] for record in result.records}


@pytest.mark.parametrize("name", ["first-vote", "presidential election in RURITANIA", "next Ruritania election"])
def test_by_name(ask, name):
    """A horizon is asked for by its id, its title, or "next" with words of it."""
    assert placed(ask("--as-of", "2001", "--known-at", "2001", "--horizon", name))["d"] == "possibly_beyond"


def test_known_better(ask):
    """Once the day of the election is known, what fell perhaps beyond it surely does."""
    assert placed(ask("--as-of", "2001", "--known-at", "2003-12-10", "--horizon", "first-vote"))["d"] == "beyond"


def test_the_next_one(ask):
    """The next election is the first that comes after the day judged; what has come is next no longer."""
    later = ask("--as-of", "2005", "--known-at", "2005", "--horizon", "next presidential election")
    assert "d" not in placed(later)
    assert "other-vote" not in later.err
    unclear = ask("--as-of", "2000-06-01", "--known-at", "2000-06-01", "--horizon", "next presidential")
    assert placed(unclear)["d"] == "possibly_beyond"


@pytest.mark.parametrize(
    ("known_at", "state", "cutoff"),
    [
        # Not known to be in force: the three months begin on the next day at the earliest.
        ("2002-05-01", "pending", ["2002-08-02", None]),
        ("2002-06-01", "pending", ["2002-10-01", "2002-10-01"]),
        ("2002-12-01", "certainly_overdue", ["2002-10-01", "2002-10-01"]),
    ],
)
def test_counted_from_a_horizon(ask, known_at, state, cutoff):
    """What is counted from a happening is open until its day is known, and narrows when it is."""
    result = ask("--as-of", known_at, "--as-known-then")
    record = next(record for record in result.records if record["id"] == "counted")
    assert [record["cutoff_from"], record["cutoff_to"]] == cutoff
    assert record["state"] == state


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--horizon", "first-voted"), "horizons: first-vote"),
        (
            ("--horizon", "treaty-in-force", "--known-at", "2001", "--as-of", "2001"),
            "no day of 'Entry into force' was known",
        ),
        (("--horizon", "2004/.."), "has no first or no last day"),
        (("--horizon", "1800s"), "has several meanings"),
    ],
)
def test_misuse(ask, args, message):
    """What names no horizon is refused with the nearest."""
    result = ask(*args)
    assert result.code == 2
    assert message in result.err
