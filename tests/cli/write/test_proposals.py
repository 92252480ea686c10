"""`propose`, `review` and `load` of proposals, as a user meets them."""

from __future__ import annotations

import json
import re

import pytest

MEMO = """\
A Memo on Integration

December 2000

Why It Matters

The treaty was signed by Russia and Belarus in December 1999. In the first half of 2000 trade grew.

The two countries shall introduce one currency by 1 January 2005. A referendum of 14 May 1995 had backed it.
"""
COLLECTION = """
[collection]
id = "mine"
title = "Mine"
[[source]]
id = "memo"
title = "The memo"
date = "2000-12"
[[actor]]
id = "russia"
name = "Russia"
kind = "state"
[[actor]]
id = "belarus"
name = "Belarus"
kind = "state"
[[event]]
id = "referendum-1995"
title = "Referendum on integration with Russia"
date = "1995-05-14"
confidence = "high"
citations = [{ source = "memo" }]
"""


@pytest.fixture
def run(cli, url, tmp_path):
    (tmp_path / "mine.toml").write_text(COLLECTION, "utf-8")
    cli("load", str(tmp_path / "mine.toml"), url=url)

    def run(*words, **given):
        return cli(*words, url=url, **given)

    return run


@pytest.fixture
def memo(tmp_path):
    (tmp_path / "memo.txt").write_text(MEMO, "utf-8")
    return tmp_path / "memo.txt"


@pytest.fixture
def file(run, memo):
    path = memo.with_name("memo.proposals.toml")
    assert run("propose", memo, "-o", path).code == 0
    return path


def decide(file, verdict, *dates):
    """Give the proposals with these dates, or all, a verdict by hand."""
    head, *parts = re.split(r"(?m)^(?=\[\[proposal)", file.read_text("utf-8"))
    parts = [
        part.replace('verdict = "open"', f'verdict = "{verdict}"')
        if not dates or any(f'date = "{date}"' in part for date in dates)
        else part
        for part in parts
    ]
    file.write_text(head + "".join(parts), "utf-8")


def test_what_is_proposed(run, memo):
    found = run("propose", memo, "-f", "jsonl").records
    assert [(each["kind"], each["date"], each["due_rule"]) for each in found] == [
        ("event", "2000-12", ""),
        ("event", "1999-12", ""),
        ("event", "2000-40", ""),
        ("deadline", "2005-01-01", "by"),
        ("event", "1995-05-14", ""),
    ]
    assert found[1]["actors"] == ["russia (signatory)", "belarus (signatory)"]
    assert found[3]["actors"] == ["belarus (co-obligor)", "russia (co-obligor)"]
    assert found[4]["resembles"] == ""


def test_from_proposals_to_records_and_back(run, file):
    decide(file, "accepted", "1999-12", "2005-01-01")
    before = run("stats", "-f", "csv").out
    assert "would be inserted" in run("load", file, "--dry-run").err
    assert run("stats", "-f", "csv").out == before
    loaded = run("load", file)
    assert (loaded.code, "2 accepted: 3 records inserted" in loaded.err) == (0, True)
    assert "3 are still open" in loaded.err
    assert run("verify", "--fail-on", "fault").code == 0
    quoted = [each for each in run("verify", "--all", "-f", "jsonl").records if each["check"] == "quotes"]
    assert {each["result"] for each in quoted} == {"ok"}
    assert "3 there already" in run("load", file).err
    [deadline] = run("deadlines", "--as-of", "2004-06-01", "-f", "jsonl").records
    assert deadline["programme"] == "memo-promises"
    assert run("db", "check").code == 0
    assert run("import", "undo", run("history", "--limit", 1, "-f", "jsonl").records[0]["batch"]).code == 0
    assert run("stats", "-f", "csv").out == before
    assert run("db", "check").code == 0


def test_a_quote_becomes_a_citation(run, file):
    text = file.read_text("utf-8")
    head, last = text[: text.rindex("[[proposal]]")], text[text.rindex("[[proposal]]") :]
    merged = last.replace('verdict = "open"', 'verdict = "accepted"\nevent = "referendum-1995"')
    file.write_text(head + merged, "utf-8")
    assert "1 claim added to events" in run("load", file).err
    event = json.loads(run("show", "referendum-1995", "-f", "json").out)
    assert [bool(each["quote"]) for each in event["citations"]] == [False, True]
    assert "0 claims added" in run("load", file).err
    file.write_text(head + merged.replace("referendum-1995", "nothing"), "utf-8")
    refused = run("load", file)
    assert (refused.code, "there is no event 'nothing'" in refused.err) == (4, True)


CLAIMING = """\
Notes

December 2000

The referendum on integration with Russia of May 1995 had been a success.
"""


@pytest.fixture
def claiming(run, tmp_path):
    (tmp_path / "notes.txt").write_text(CLAIMING, "utf-8")
    path = tmp_path / "notes.proposals.toml"
    run("propose", tmp_path / "notes.txt", "-o", path)
    return path


def test_what_resembles_an_event_becomes_a_claim_on_it(run, claiming):
    before = run("show", "referendum-1995", "-f", "json").out
    text = claiming.read_text("utf-8")
    assert 'event = "referendum-1995"' in text
    assert 'resembles = "Referendum on integration with Russia (1995-05-14)"' in text
    decide(claiming, "accepted", "1995-05")
    assert "0 records inserted, 1 claim added to events" in run("load", claiming).err
    [record] = run("query", "--claims", "-f", "jsonl").records
    [claim] = record["claims"]
    assert (claim["source"], claim["date"], claim["date_text"]) == ("notes", "1995-05", "May 1995")
    assert run("verify", "--fail-on", "fault").code == 0
    assert "0 claims added" in run("load", claiming).err
    assert run("import", "undo", run("history", "--limit", 1, "-f", "jsonl").records[0]["batch"]).code == 0
    assert run("show", "referendum-1995", "-f", "json").out == before


def test_a_text_goes_with_the_last_record_that_quotes_it(run, file):
    def undo():
        return run("import", "undo", run("history", "--limit", 1, "-f", "jsonl").records[0]["batch"])

    def checked():
        return {each["result"] for each in run("verify", "--all", "--source", "memo", "-f", "jsonl").records}

    file.write_text(file.read_text("utf-8").replace('"proposals"', '"mine"'), "utf-8")
    decide(file, "accepted", "1999-12")
    run("load", file)
    first = run("history", "--limit", 1, "-f", "jsonl").records[0]["batch"]
    decide(file, "accepted", "2000-40")
    run("load", file)
    assert "the text of 'memo' stays, because other records quote it" in run("import", "undo", first).err
    assert "ok" in checked()
    last = run("import", "undo", first + 1)
    assert (last.code, "stays" in last.err) == (0, False)
    assert run("sources", "text", "memo").code != 0
    assert undo().code == 0
    assert "ok" in checked()
    assert run("db", "check").code == 0


def test_a_date_of_another_source_is_a_conflict(run, claiming):
    claiming.write_text(claiming.read_text("utf-8").replace('date = "1995-05"', 'date = "1996-05"'), "utf-8")
    decide(claiming, "edited", "1996-05")
    run("load", claiming)
    [conflict] = run("conflicts", "referendum-1995", "-f", "jsonl").records
    assert (conflict["by"], sorted((conflict["one_says"], conflict["other_says"]))) == (
        "day",
        ["1995-05-14", "1996-05"],
    )


@pytest.mark.parametrize("date", ["1995-13", "unknown"])
def test_a_claim_that_cannot_be(run, claiming, date):
    claiming.write_text(claiming.read_text("utf-8").replace('date = "1995-05"', f'date = "{date}"'), "utf-8")
    decide(claiming, "accepted", date)
    refused = run("load", claiming)
    assert (refused.code, re.search(r"notes.proposals.toml:\d+: ", refused.err) is not None) == (4, True), refused.err


def test_what_resembles_an_event_may_be_another(run, claiming):
    run("review", claiming, "--terminal", stdin=b"r\nw\n")
    assert "1 record inserted, 0 claims" in run("load", claiming).err.replace("2 records", "1 record")


TREATY = """\
Treaty on Transit

Done at Minsk on 10 May 2000

1. The Parties shall remove all posts within 30 working days of ratification of this Treaty.

2. Each Party shall pay within two months of the signature of this Treaty.

3. Duties shall be lifted from the date of ratification.
"""


def test_promises_that_are_counted(run, tmp_path):
    (tmp_path / "treaty.txt").write_text(TREATY, "utf-8")
    path = tmp_path / "treaty.proposals.toml"
    run("propose", tmp_path / "treaty.txt", "-o", path)
    decide(path, "accepted")
    assert run("load", path).code == 0
    found = {each["title"][:3]: each for each in run("deadlines", "--as-of", "2000-07-20", "-f", "jsonl").records}
    assert {title: (each["cutoff_to"], each["state"]) for title, each in found.items()} == {
        "The": (None, "pending"),
        "Eac": ("2000-07-10", "certainly_overdue"),
        "Dut": (None, "pending"),
    }
    run("dump", tmp_path / "out", "--collection", "proposals")
    dumped = "".join(each.read_text("utf-8") for each in (tmp_path / "out").rglob("*.toml"))
    assert dumped.count('of = "treaty-ratification"') == 2
    assert 'title = "Ratification (Treaty on Transit)"' in dumped
    assert "0 records inserted" in run("load", path).err
    assert run("db", "check").code == 0


def test_parties_of_promises_have_roles_of_promises(run, tmp_path):
    text = "Note\n\n3 May 2000\n\nRussia and Belarus shall sign an agreement on transit by 1 May 2003.\n"
    (tmp_path / "note.txt").write_text(text, "utf-8")
    path = tmp_path / "note.proposals.toml"
    run("propose", tmp_path / "note.txt", "-o", path)
    decide(path, "accepted", "2003-05-01")
    assert run("load", path).code == 0
    [deadline] = run("deadlines", "--as-of", "2001-01-01", "-f", "jsonl").records
    assert [each["role"] for each in deadline["actors"]] == ["co-obligor", "co-obligor"]


def test_a_promise_counted_from_nothing_is_refused(run, tmp_path):
    (tmp_path / "treaty.txt").write_text("Treaty\n\nTroops shall be withdrawn within three years.\n", "utf-8")
    path = tmp_path / "treaty.proposals.toml"
    run("propose", tmp_path / "treaty.txt", "-o", path)
    decide(path, "accepted")
    refused = run("load", path)
    assert (refused.code, "does not say from what 3 years are counted" in refused.err) == (4, True)


def test_a_second_run(run, file, memo):
    decide(file, "rejected", "1999-12")
    memo.write_text(MEMO + "\nIn October 2000 a fund was set up.\n", "utf-8")
    again = run("propose", memo, "-o", file)
    assert "6 proposals" in again.err
    assert "1 new" in again.err
    assert "has changed since it was proposed" in again.err
    assert file.read_text("utf-8").count('"rejected"') == 1


def test_a_document_that_changed_is_not_loaded(run, file, memo):
    decide(file, "accepted")
    memo.write_text("Other words of 1999.", "utf-8")
    refused = run("load", file)
    assert (refused.code, "has changed since it was proposed" in refused.err) == (2, True)


def test_a_quote_that_the_document_lacks(run, file):
    decide(file, "accepted", "1999-12")
    file.write_text(re.sub(r'quote = "The treaty was.*"', 'quote = "Made up."', file.read_text("utf-8")), "utf-8")
    refused = run("load", file)
    assert (refused.code, "the quote is not in 'memo'" in refused.err) == (4, True)
    assert re.search(r"proposals.toml:\d+: ", refused.err)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"russia (signatory)"', '"atlantis"', "unknown actor 'atlantis'"),
        ("themes = []", 'themes = ["no/such"]', "unknown theme 'no/such'"),
        ('event = ""', 'event = "no-such"', "there is no event 'no-such'"),
        ('due_rule = "by"', 'due_rule = "whenever"', "'whenever'"),
        ('due_rule = "by"', 'due_rule = "by"\nof = "no-such"\nwithin = "3 months"', "'no-such'"),
        ('date = "1999-12"', 'date = "1999-13"', "1999-13"),
        ('written = "2000-12"', 'written = "whenever"', "written 'whenever' is not a date"),
    ],
)
def test_what_does_not_exist_is_told_with_its_line(run, file, old, new, message):
    decide(file, "accepted")
    text = file.read_text("utf-8")
    assert old in text or old == 'event = ""'
    changed = text.replace(old, new) if old in text else re.sub(r'(why = ""\n)', rf"\1{new}\n", text, count=1)
    file.write_text(changed, "utf-8")
    refused = run("load", file)
    assert (refused.code, message in refused.err) == (4, True), refused.err
    assert re.search(r"proposals.toml:\d+: ", refused.err)
    assert len(run("history", "-f", "jsonl").records) == 1


def test_a_document_that_is_gone_is_told(run, file, memo):
    decide(file, "accepted", "1999-12")
    memo.unlink()
    done = run("load", file)
    assert (done.code, "note: memo.txt is not beside" in done.err) == (0, True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "add: -o FILE.proposals.toml"),
        (("-o", "memo.toml"), "must end with .proposals.toml"),
    ],
)
def test_bad_usage(run, memo, words, message):
    refused = run("propose", memo, *words)
    assert (refused.code, message in refused.err) == (2, True)


def test_nothing_to_propose(run, tmp_path):
    (tmp_path / "bare.txt").write_text("No date stands here, whatever it says of trade and of other things.", "utf-8")
    found = run("propose", tmp_path / "bare.txt", "-f", "jsonl")
    assert (found.code, "has no date that can be read" in found.err) == (1, True)


def test_another_language(run, tmp_path):
    pytest.importorskip("py3langid")
    (tmp_path / "fremd.txt").write_text(
        "Der Vertrag wurde am 8. Dezember 1999 in Moskau von beiden unterzeichnet.", "utf-8"
    )
    found = run("propose", tmp_path / "fremd.txt", "-f", "jsonl")
    assert (found.code, "is in German" in found.err, found.records[0]["date"]) == (0, True, "1999-12-08")
    words = "Acordul a fost semnat la Moscova în ziua de 8 decembrie 1999 de către cele două guverne."
    (tmp_path / "strain.txt").write_text(words, "utf-8")
    found = run("propose", tmp_path / "strain.txt", "-f", "jsonl")
    assert (found.code, "a language (ro) whose dates are not read" in found.err) == (1, True)


def test_without_a_database(cli, memo, tmp_path):
    found = cli("propose", memo, "-f", "jsonl", url=f"sqlite:///{tmp_path / 'none.db'}")
    assert (found.code, "there is no database" in found.err, len(found.records)) == (0, True, 5)


REVIEWS = {
    "a\nr no fact\nq\n": {"accepted": 1, "rejected": 1},
    "e title The treaty\ne date 1999-12-08\nq\n": {"edited": 1},
    "e date nonsense\ne nothing x\nz\nA\nq\n": {},
    "f actor belarus\nA\nq\n": {"accepted": 2},
    "f actor belarus\nA\nu\nq\n": {},
    "n\nm referendum-1995\nq\n": {"accepted": 1},
    "s\nq\n": {"edited": 1},
    "a\nu\nu\nq\n": {},
    "f state gone\na\nf state\na\n": {"accepted": 1},
    "a\nf actor belarus\nf actor\nr no\n": {"accepted": 1, "rejected": 1},
    "?\n": {},
}


@pytest.mark.parametrize(("answers", "wanted"), REVIEWS.items())
def test_reviews(run, file, answers, wanted):
    done = run("review", file, "--terminal", stdin=answers.encode())
    assert done.code == 0
    text = file.read_text("utf-8")
    assert {each: n for each in ("accepted", "edited", "rejected") if (n := text.count(f'"{each}"'))} == wanted


def test_a_review_goes_on_where_it_ended(run, file):
    run("review", file, "--terminal", stdin=b"a\na\n")
    assert run("review", file, "--terminal", stdin=b"q\n").out.startswith("3 of 5; 2 of 5 decided")


def test_a_review_says_that_a_document_has_changed(run, file, memo):
    memo.write_text(MEMO + "\nIt rained in May 2000.\n", "utf-8")
    assert "memo.txt has changed since it was proposed" in run("review", file, "--terminal", stdin=b"q\n").err
    memo.unlink()
    assert "memo.txt is not beside" in run("review", file, "--terminal", stdin=b"q\n").err


def test_what_is_said_twice_and_what_was_split_are_records_of_their_own(run, tmp_path):
    (tmp_path / "twice.txt").write_text("They met on 3 May 1991.\n\nIt rained. They met on 3 May 1991.\n", "utf-8")
    file = tmp_path / "twice.proposals.toml"
    run("propose", tmp_path / "twice.txt", "-o", file)
    run("review", file, "--terminal", stdin=b"s\na\na\nq\n")
    decide(file, "accepted")
    assert "3 accepted: 3 records inserted" in run("load", file).err
    assert "6 correct, 0 faulty" in run("verify", "--source", "twice").err
