"""The questions about many deadlines, on the shipped collection, on both engines."""

from __future__ import annotations

import csv
import io

import pytest

KEYS = {
    "diff": [
        "id", "programme", "title", "change", "cause", "state_before", "state_after", "overdue_before", "overdue_after",
        "state_before_in_hindsight", "state_after_in_hindsight", "why",
    ],
    "slippage": [
        "id", "programme", "title", "due", "due_text", "effective_from", "effective_to", "counts", "days_added",
        "cumulative", "direction", "after_expiry", "rescue", "total", "bound", "citations",
    ],
    "cascade": [
        "id", "programme", "title", "unmet", "finish_from", "finish_to", "cutoff_from", "cutoff_to", "slip", "verdict",
        "roots", "possible_roots", "unknown",
    ],
    "responsibility": ["outstanding_with", "actors", "overdue", "own_overdue", "inherited_overdue"],
    "score": ["programme", "as_of", "on_time", "level", "deadlines", "unknown"],
    "tally": ["group", "name", "deadlines", "met", "overdue", "abandoned", "on_time", "deficit", "delay"],
    "unknowns": ["datum", "text", "lies_from", "lies_to", "always", "sometimes", "deadlines"],
}  # fmt: skip
ON_15_OCTOBER = {
    "diff": ("--from", "2000-10-15", "--to", "2001-01-01"),
    **dict.fromkeys(("cascade", "responsibility", "score", "tally", "unknowns"), ("--as-of", "2000-10-15")),
    "slippage": (),
}


@pytest.fixture
def ask(cli, loaded_url):
    def call(question, *args):
        result = cli("deadlines", question, *args, "-f", "jsonl", url=loaded_url)
        assert result.code == 0, result.err
        return result.records

    return call


def by_id(records):
    return {record["id"]: record for record in records}


@pytest.mark.parametrize("question", KEYS)
def test_fields(ask, cli, loaded_url, question):
    """Every record has every key in order, in JSON Lines as in CSV; the table says what it is about."""
    records = ask(question, *ON_15_OCTOBER[question])
    assert records
    assert all(list(record) == KEYS[question] for record in records)
    text = cli("deadlines", question, *ON_15_OCTOBER[question], "-f", "csv", url=loaded_url).out
    assert next(csv.reader(io.StringIO(text))) == KEYS[question]
    table = cli("deadlines", question, *ON_15_OCTOBER[question], url=loaded_url)
    assert table.out
    assert table.err


def test_what_changed_by_time(ask):
    """Between October 2000 and New Year the agreement was signed, late, and what was due in 2000 fell overdue."""
    found = by_id(ask("diff", "--from", "2000-10-15", "--to", "2001-01-01"))
    signed = found["usp-3-1"]
    assert (signed["change"], signed["cause"]) == ("met", "time")
    assert (signed["state_before"], signed["state_after"]) == ("certainly_overdue", "met_late")
    assert found["usp-info-space"]["change"] == "newly_overdue"


def test_what_changed_by_knowledge_alone(ask):
    """The doctrine of 2001 was not known of in 2002: to learn of it is no change of the world."""
    day = ("--from", "2002-12-31", "--to", "2002-12-31", "--known-from", "2002-12-31", "--known-to", "2019-01-01")
    doctrine = by_id(ask("diff", *day))["usp-military-doctrine"]
    assert (doctrine["change"], doctrine["cause"]) == ("reclassified", "knowledge")
    assert (doctrine["state_before"], doctrine["state_after"]) == ("certainly_overdue", "met_late")


def test_the_same_day_twice_changes_nothing(cli, loaded_url):
    """Nothing changed between a day and itself by the same knowledge; that is no error."""
    result = cli("deadlines", "diff", "--from", "2000-10-15", "--to", "2000-10-15", url=loaded_url)
    assert (result.code, result.out) == (0, "")
    assert "0 changed" in result.err


def test_the_ruble_was_put_off_by_a_year(ask):
    """In August 2004, before the term had run out, the presidents put the ruble off by a year."""
    ruble = by_id(ask("slippage"))["cur-ruble-2005"]
    assert (ruble["days_added"], ruble["after_expiry"], ruble["direction"]) == ([365, 365], "no", "later")
    assert [cited["source"] for cited in ruble["citations"]] == ["wp-2004-08-23"]


def test_what_can_still_be_met(ask):
    """On 1 December 2000 the terms of 2005 could perhaps still be kept, that of 1994 could not."""
    then = by_id(ask("cascade", "--as-of", "2000-12-01", "--as-known-then"))
    assert then["usp-3-2"]["verdict"] == "at_risk", "nobody says how long it takes"
    found = by_id(ask("cascade", "--as-of", "2000-12-01"))
    assert found["usp-3-2"]["verdict"] == "infeasible", "in hindsight it was not done in time"
    assert found["mu-1994-fund"]["verdict"] == "infeasible"
    assert "usp-3-1" not in found, "signed the day before"


def test_nothing_is_split(ask):
    """Both states are bound jointly: they are one row."""
    rows = {row["outstanding_with"]: row for row in ask("responsibility", "--as-of", "2000-10-15")}
    assert rows["Belarus and Russia"]["overdue"][0] >= 1
    assert "Belarus" not in rows


def test_scores_are_bounds(ask):
    """Each year has bounds between 0 and 1, least first; days of one's own choice replace the years."""
    for row in ask("score"):
        for bounds in (row["on_time"], row["level"]):
            assert bounds is None or 0 <= bounds[0] <= bounds[1] <= 1
    days = {row["as_of"] for row in ask("score", "--on", "2000-10-15", "--on", "2005")}
    assert days == {"2000-10-15", "2005-12-31"}


def test_scores_as_known_then(ask):
    """As known then, a score does not know of later reports."""
    programme = ("--programme", "union-state-programme-1999", "--on", "2002")
    assert ask("score", *programme)[0]["unknown"] < ask("score", *programme, "--as-known-then")[0]["unknown"]


def test_unknowns_come_in_order(ask):
    """What settles most stands first, and --limit cuts the list."""
    found = ask("unknowns", "--as-of", "2000-10-15")
    assert [(-row["always"], -row["sometimes"]) for row in found] == sorted(
        (-row["always"], -row["sometimes"]) for row in found
    )
    assert ask("unknowns", "--as-of", "2000-10-15", "--limit", "1") == found[:1]


def test_filters(ask):
    """A question takes the filters of the list."""
    currency = {row["programme"] for row in ask("score", "--programme", "currency-agreement-2000")}
    assert currency == {"currency-agreement-2000"}
    assert {row["id"] for row in ask("cascade", "--as-of", "2000-12-01", "--theme", "currency")} >= {"usp-3-2"}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("dif",), "did you mean deadlines diff?"),
        (("diff",), "Missing option '--from'"),
        (("--overdue", "score"), "options of 'score' must follow its name"),
        (("score", "--actor", "Belaruss"), "Belarus"),
        (("slippage", "--as-of", "someday"), "neither EDTF nor words"),
        (("unknowns", "--limit", "-1"), "--limit"),
        (("diff", "--from", "2000", "--known-at", "2000", "--as-known-then"), "cannot be used together"),
    ],
)
def test_misuse(cli, loaded_url, args, message):
    """Misuse is refused with a reason and the nearest names."""
    result = cli("deadlines", *args, url=loaded_url)
    assert result.code == 2
    assert message in result.err


@pytest.mark.parametrize("by", [(), ("--by", "party")])
def test_days_that_run_backwards_are_refused(cli, loaded_url, by):
    """What changed from a day to an earlier one would be told as if it had happened."""
    result = cli("deadlines", "diff", "--from", "2001-01-01", "--to", "2000-10-15", *by, url=loaded_url)
    assert (result.code, result.out) == (2, "")
    assert "the days run backwards: 2001-01-01 comes after 2000-10-15" in result.err
    assert "exchange the two days" in result.err
