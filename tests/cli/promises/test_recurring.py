"""Commitments that recur without end, in every question: as the same commitments written out up to the day asked."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dateline.web.app import application

HEAD = """\
[[source]]
id = "s"
title = "S"
[[actor]]
id = "a"
name = "A"
kind = "state"
[[programme]]
id = "p"
title = "P"
observed_through = "2030-12-31"
citations = [{ source = "s" }]
"""
CITED = 'citations = [{ source = "s" }]\n'
DAYS = {
    "report": 'due = "2001"\nrule = "by_end"',
    "plan": 'due = "2001-21"\nrule = "by"',
    "feb": 'due = "2001-02"\nrule = "in"',
}
DONE = '[[deadline.status]]\noccurrence = "2002-12-31"\nlevel = 3\nwhen = "2003-02-01"\nknown = "2003-02-01"\n' + CITED


def commitment(identity: str, rule: str, rest: str = "", due: str | None = None) -> str:
    return (
        f'[[deadline]]\nid = "{identity}"\nprogramme = "p"\ntitle = "T {identity}"\nforce = "binding"\n'
        f'confidence = "high"\nkind = "occurrence"\nrecurs = "{rule}"\nactors = ["a"]\n[[deadline.due]]\n'
        f'kind = "original"\nknown = "2000-06-01"\n{due or DAYS[identity]}\n{CITED}{rest}'
    )


def collection(end: str = "") -> str:
    return HEAD + commitment("report", f"FREQ=YEARLY{end}", DONE) + commitment("plan", f"FREQ=YEARLY{end}") + commitment(
        "feb", f"FREQ=YEARLY;INTERVAL=2{end}"
    )  # fmt: skip


@pytest.fixture(scope="module")
def endless(engine, request, load_once, folders):
    """Yield the URL of a database with commitments that recur without end."""
    yield from load_once(engine, request, collection())


@pytest.fixture(scope="module")
def ending(engine, request, load_once, folders):
    """Yield the URL of a database with the same commitments up to 2009."""
    yield from load_once(engine, request, collection(";UNTIL=20091231"))


def asked(cli, url, *args):
    result = cli("deadlines", *args, "-f", "jsonl", url=url)
    assert result.code == 0, result.err
    return {record["id"]: record for record in result.records}


@pytest.mark.parametrize(
    ("day", "known"), [("2001-01-01", "2006"), ("2003-01-15", "2002"), ("2004-02-29", "2006"), ("2005-06-01", "2002")]
)
def test_states_are_those_of_the_occurrences_written_out(cli, endless, ending, day, known):
    """What has come up by a day is judged as if it were written out; what comes later is not listed."""
    found = asked(cli, endless, "--as-of", day, "--known-at", known)
    written = asked(cli, ending, "--as-of", day, "--known-at", known)
    turn = {name: each for name, each in found.items() if each["state"] != "not_in_force"}
    assert turn == {name: written[name] for name in turn}
    assert {each["state"] for name, each in written.items() if name not in turn} <= {"pending", "possibly_met"}
    assert list(turn) == [name for name in written if name in turn]


def test_ids_days_and_words(cli, endless):
    """A date recurs as it is written: a spring, and a February of a leap year."""
    found = asked(cli, endless, "--as-of", "2004-12-31")
    assert found["feb@2003-02-28"]["due"] == "2003-02"
    assert [found["plan@2004-06-21"][name] for name in ("due", "cutoff_from", "cutoff_to")] == [
        "2004-21", "2004-02-29", "2004-06-21",
    ]  # fmt: skip
    assert "report@2005-12-31" not in found
    assert "report@2005-12-31" in asked(cli, endless, "--as-of", "2005-01-01")


@pytest.mark.parametrize("question", ["cascade", "slippage", "tally", "score", "levels", "responsibility", "unknowns"])
def test_every_question_is_answered_up_to_the_day(cli, endless, question):
    """No question reads more occurrences than there are by its day, or answers for none."""
    result = cli("deadlines", question, "--as-of", "2003-06-01", "-f", "jsonl", url=endless)
    assert result.code == 0, result.err
    assert "2006" not in result.out


def test_what_comes_later_counts_nowhere_before(cli, endless):
    """A score of a past day is the same whatever the last day asked."""
    rows = [
        cli(
            "deadlines", "score", "--on", "2003-06-01", "--as-of", day, "--known-at", "2010", "-f", "csv", url=endless
        ).out
        for day in ("2003-06-01", "2009-12-31")
    ]
    assert rows[0] == rows[1]


def test_differences(cli, endless):
    found = asked(cli, endless, "diff", "--from", "2003-06-01", "--to", "2004-01-01", "--known-at", "2010")
    assert {name: each["change"] for name, each in found.items()} == {
        "plan@2003-06-21": "newly_overdue", "plan@2004-06-21": "in_force", "report@2003-12-31": "newly_overdue",
        "report@2004-12-31": "in_force",
    }  # fmt: skip


def test_one_occurrence(cli, endless):
    """An occurrence of which nothing is recorded is explained and shown by its id; the whole has no state."""
    assert "certainly overdue" in cli("explain", "report@2003-12-31", "--as-of", "2004-06-01", url=endless).out
    assert "report@2003-12-31" in cli("show", "report@2003-12-31", url=endless).out
    whole = cli("explain", "report", "--as-of", "2003-06-01", url=endless)
    assert (whole.code, "report@2002-12-31, report@2003-12-31" in whole.err) == (2, True)
    assert cli("explain", "report@2003-12-30", url=endless).code != 0
    assert "FREQ=YEARLY" in cli("show", "report", url=endless).out


def test_nothing_endless_is_stored(cli, endless, rows):
    assert [row[0] for row in rows(endless)["deadline"]] == ["feb", "plan", "report", "report@2002-12-31"]


def test_dumped_and_read_again(cli, url, endless, tmp_path):
    """What is dumped says the same, and loading it again changes nothing."""
    assert cli("dump", tmp_path / "out", url=endless).code == 0
    assert cli("load", tmp_path / "out", url=url).code == 0
    assert "0 inserted, 0 updated" in cli("load", tmp_path / "out", url=url).err
    for args in (("--as-of", "2004-06-01"), ("--as-of", "2002-12-31")):
        assert asked(cli, url, *args) == asked(cli, endless, *args)


@pytest.mark.parametrize(
    ("rule", "due", "day", "number"),
    [("FREQ=YEARLY", 'due = "2001"\nrule = "in"', "9999-12-31", 7998), ("FREQ=DAILY", 'due = "2001-01-01"\nrule = "by"', "9999-12-31", None)],
)  # fmt: skip
def test_the_end_of_time(cli, url, folder, rule, due, day, number):
    """So many occurrences that nobody reads them are refused with their number."""
    assert cli("load", folder(all=HEAD + commitment("x", rule, due=due)), url=url).code == 0
    result = cli("deadlines", "--as-of", day, "--known-at", "2026-01-01", "-f", "csv", url=url)
    if number is None:
        assert result.code != 0
        assert "recurs more than 10,000 times up to 9999-12-31" in result.err
    else:
        assert result.out.count("\n") == number + 1


def test_a_waiver_ends_all(cli, url, folder):
    """A waiver that names no occurrence sets aside all of them."""
    waiver = f'[[deadline.waiver]]\neffective = "2003-03-01"\nbasis = "repealed"\n{CITED}'
    assert cli("load", folder(all=HEAD + commitment("report", "FREQ=YEARLY", waiver + DONE)), url=url).code == 0
    found = asked(cli, url, "--as-of", "2005-06-01")
    assert {name: each["state"] for name, each in found.items()} == {
        "report@2001-12-31": "waived", "report@2002-12-31": "met_late", "report@2003-12-31": "waived",
        "report@2004-12-31": "waived", "report@2005-12-31": "waived",
    }  # fmt: skip


def test_pages(endless):
    """The board has what is in force, each occurrence has a page, and the page of the whole names some."""
    client = TestClient(application(endless, today=lambda: "2010-01-01"), base_url="http://127.0.0.1")
    board = client.get("/deadlines?as_of=2003-06-01")
    assert "/deadline/report%402003-12-31" in board.text or "/deadline/report@2003-12-31" in board.text
    assert "2004-12-31" not in board.text
    assert "certainly overdue" in client.get("/deadline/report@2001-12-31?as_of=2003-06-01").text
    whole = client.get("/deadline/report?as_of=2003-06-01")
    assert (whole.status_code // 100, "report@2003-12-31" in whole.text) == (4, True)
    for path in ("/programme/p?as_of=2003-06-01", "/charts?as_of=2003-06-01", "/api/scores?as_of=2003-06-01"):
        assert client.get(path).status_code == 200


def test_nobody_waits_for_what_has_no_end(cli, url, folder):
    waits = '[[deadline.depends]]\non = "report"\n' + CITED
    texts = commitment("report", "FREQ=YEARLY") + commitment("plan", "FREQ=YEARLY", waits)
    result = cli("load", folder(all=HEAD + texts), url=url)
    assert result.code == 4
    assert "waits for 'report', which recurs without end" in result.err


@pytest.fixture
def waiting(cli, url, folder):
    """Return the URL of a database in which a deadline waits for an occurrence that has no record."""
    waits = '[[deadline.depends]]\non = "report@2005-12-31"\n' + CITED
    plan = commitment("plan", "FREQ=YEARLY;COUNT=1", waits, 'due = "2006-06-30"\nrule = "by"')
    assert cli("load", folder(all=HEAD + commitment("report", "FREQ=YEARLY") + plan), url=url).code == 0
    return url


@pytest.mark.parametrize("day", ["2002-03-01", "2006-03-01"])
def test_an_occurrence_without_records_is_waited_for(cli, waiting, day):
    """Before its turn and after it, and it cannot be removed while somebody waits for it."""
    rows = cli("deadlines", "cascade", "--as-of", day, "--as-known-then", "-f", "jsonl", url=waiting).records
    (plan,) = (each for each in rows if each["id"] == "plan@2006-06-30")
    assert "report@2005-12-31" in (*plan["roots"], *plan["possible_roots"])
    assert plan["unknown"] == []
    removed = cli("remove", "report", url=waiting)
    assert (removed.code, "plan@2006-06-30" in removed.err) == (2, True)
    assert cli("db", "check", url=waiting).code == 0


def test_who_waits_and_what_is_waited_for_can_be_edited(cli, waiting, tmp_path):
    """Each by itself, unless the one would wait for what never comes."""
    file = tmp_path / "record.toml"
    waits = '[[deadline.depends]]\non = "report@2005-12-31"\n' + CITED
    file.write_text(
        commitment("plan@2006-06-30", "X", waits, 'due = "2006-06-30"\nrule = "by"').replace('recurs = "X"\n', "")
    )
    done = cli("edit", "plan@2006-06-30", "--file", file, url=waiting)
    assert done.code == 0, done.err
    file.write_text(commitment("report", "FREQ=YEARLY;INTERVAL=2", due=DAYS["report"].replace("2001", "2002")))
    changed = cli("edit", "report", "--file", file, url=waiting)
    assert (changed.code, "'report' is not due on 2005-12-31" in changed.err) == (4, True), changed.err
    file.write_text(commitment("report", "FREQ=YEARLY;INTERVAL=2"))
    assert cli("edit", "report", "--file", file, url=waiting).code == 0
    circle = '[[deadline.depends]]\non = "plan@2006-06-30"\n' + CITED
    file.write_text(commitment("report", "FREQ=YEARLY;INTERVAL=2", circle))
    circled = cli("edit", "report", "--file", file, url=waiting)
    assert (circled.code, "form a circle" in circled.err) == (4, True), circled.err


@pytest.mark.parametrize(
    ("wanted", "rule", "message"),
    [
        ("report@2005-12-30", "FREQ=YEARLY", "is not due on 2005-12-30"),
        ("report@soon", "FREQ=YEARLY", "is not due on soon"),
        ("report@2005-12-31", "FREQ=YEARLY;COUNT=2", "unknown deadline"),
        ("reprot@2005-12-31", "FREQ=YEARLY", "unknown deadline"),
    ],
)
def test_an_occurrence_that_never_comes(cli, url, folder, wanted, rule, message):
    waits = f'[[deadline.depends]]\non = "{wanted}"\n' + CITED
    plan = commitment("plan", "FREQ=YEARLY;COUNT=1", waits, 'due = "2006-06-30"\nrule = "by"')
    result = cli("load", folder(all=HEAD + commitment("report", rule) + plan), url=url)
    assert (result.code, message in result.err) == (4, True), result.err


EVENT = '[[event]]\nid = "start"\ntitle = "Start"\ndate = "2000-03-15"\nconfidence = "high"\n' + CITED


def test_what_recurs_follows_its_event(cli, url, folder):
    """Without an end; with one the occurrences are deadlines of their own, and would stay."""
    due = 'within = "3 months"\nof = "start"\nstart = "2000-03-15"'
    assert cli("load", folder(all=HEAD + EVENT + commitment("report", "FREQ=YEARLY", due=due)), url=url).code == 0
    assert sorted(asked(cli, url, "--as-of", "2001-06-01")) == [
        "report@2000-06-15",
        "report@2001-06-15",
    ]
    later = EVENT.replace("2000-03-15", "2000-04-15")
    assert cli("load", folder(all=HEAD + later + commitment("report", "FREQ=YEARLY", due=due)), url=url).code == 0
    assert sorted(asked(cli, url, "--as-of", "2001-06-01")) == [
        "report@2000-07-15",
        "report@2001-07-15",
    ]
    for rule, text, said in (
        ("FREQ=YEARLY;COUNT=2", due, "would not follow 'start'"),
        ("FREQ=YEARLY", due.rpartition("\n")[0], "need the date of 'start'"),
    ):
        result = cli("check", folder(all=HEAD + EVENT + commitment("report", rule, due=text)))
        assert (result.code, said in result.err) == (4, True), result.err
