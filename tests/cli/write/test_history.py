"""`history`, `restore`, `--recorded-at`, `import undo` and the seals, as a user meets them."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from dateline.storage.engines.writing import writing_engine
from dateline.storage.history.occasion import Occasion
from dateline.storage.writing.editing import remove

HEAD = """
[collection]
id = "mine"
title = "Mine"

[[source]]
id = "paper"
title = "The paper"

[[actor]]
id = "p"
name = "Person"
kind = "person"
"""
NAMED = {"DATELINE_AUTHOR": "Ada"}


def event(identity, title="A", date="1999", actor="p"):
    return (
        f'\n[[event]]\nid = "{identity}"\ntitle = "{title}"\ndate = "{date}"\nactors = ["{actor}"]\n'
        'confidence = "high"\ncitations = [{ source = "paper" }]\n'
    )


@pytest.fixture
def run(cli, url):
    return lambda *words, **options: cli(*words, url=url, env=NAMED, **options)


@pytest.fixture
def load(run, folder):
    def call(*texts, options=()):
        result = run("load", folder("mine", all=HEAD + "".join(texts)), *options)
        assert result.code == 0, result.err

    return call


def imported(run, *records):
    text = "".join(json.dumps(record) + "\n" for record in records).encode()
    assert run("import", "jsonl", "-", stdin=text).code == 0


def titles(run, *options):
    return sorted(record["title"] for record in run("query", "-f", "jsonl", *options).records)


def test_a_load_is_a_batch_unless_it_changes_nothing(run, load):
    load(event("a"))
    load(event("a"))
    load(event("a", "B"), options=["-m", "it was wrong"])
    found = run("history", "-f", "jsonl").records
    told = [(r["batch"], r["author"], r["command"], r["reason"], r["added"], r["changed"]) for r in found]
    assert told == [(2, "Ada", "load", "it was wrong", 0, 1), (1, "Ada", "load", None, 3, 0)]
    assert all(record["recorded"].endswith("Z") for record in found)


def test_a_record_tells_what_became_of_it(run, load):
    load(event("a"))
    load(event("a", "B"))
    load(options=["--prune"])
    lines = run("history", "a").out.splitlines()
    heads = [line for line in lines if line.startswith("@")]
    assert [head.split("load: ")[1].split()[0] for head in heads] == ["removed", "changed", "added"]
    place = lines.index(heads[1])
    assert lines[place + 1 : place + 3] == ['    - title = "A"', '    + title = "B"']


def test_the_database_as_it_stood(run, load):
    load(event("a"))
    imported(run, {"id": "i", "title": "I", "date": "2000"})
    load(event("a", "B"), event("b", "C"))
    imported(run, {"id": "i", "title": "J", "date": "2000"}, {"id": "k", "title": "K", "date": "2000"})
    wanted = {0: [], 1: ["A"], 2: ["A", "I"], 3: ["B", "C", "I"], 4: ["B", "C", "J", "K"]}
    assert {at: titles(run, "--recorded-at", f"@{at}") for at in wanted} == wanted
    assert titles(run, "--recorded-at", "1990") == []
    assert titles(run, "--recorded-at", "2200-01-01") == titles(run) == wanted[4]
    assert run("export", "--recorded-at", "@2", "-f", "jsonl").out.count("\n") == 2
    assert run("show", "a", "--recorded-at", "@1", "-f", "json").out.count('"A"') == 1
    assert run("timeline", "--recorded-at", "@2").err.endswith("2 events\n")
    assert run("db", "check").code == 0


def test_at_a_time_of_day(run, load):
    load(event("a"))
    [batch] = run("history", "-f", "jsonl").records
    assert titles(run, "--recorded-at", batch["recorded"]) == ["A"]
    assert titles(run, "--recorded-at", batch["recorded"].replace("T", " ")) == ["A"]
    assert titles(run, "--recorded-at", "2020-01-01T12:00:00+02:00") == []


@pytest.mark.parametrize(
    "text", ["soon", "@x", "2001-02-30T10:00", "1999-12-08T25:00", "../2000/", "2000/..", "Y12345"]
)
def test_what_is_no_moment(run, load, text):
    load(event("a"))
    result = run("query", "--recorded-at", text)
    assert (result.code, result.out) == (2, "")
    assert "--recorded-at" in result.err


def test_who_has_no_name_is_unknown(cli, url, folder, monkeypatch):
    def nobody():
        raise OSError("No username set in the environment")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert cli("load", folder(all=HEAD + event("a")), url=url, env={"DATELINE_AUTHOR": ""}).code == 0
    assert [batch["author"] for batch in cli("history", "-f", "jsonl", url=url).records] == ["unknown"]


def test_no_such_batch(run, load):
    load(event("a"))
    assert (run("query", "--recorded-at", "@7").code, run("history", "--batch", 7).code) == (2, 2)
    assert "there is no batch 7" in run("query", "--recorded-at", "@7").err


def test_a_record_comes_back(run, load):
    load(event("a"))
    load(event("a", "B"))
    assert run("restore", "a", "--at", "@1", "-m", "B was wrong").err == "restored a in batch 3\n"
    assert titles(run) == ["A"]
    assert run("restore", "a", "--at", "@1").err == "a is already so; nothing was changed\n"
    load(options=["--prune", "--theirs"])
    assert run("restore", "a", "--at", "@2").code == 0
    assert titles(run) == ["B"]
    assert run("db", "check").err.endswith("no faults\n")


def test_what_cannot_come_back(run, load, folder):
    load(event("a"))
    (unknown, early) = run("restore", "nobody", "--at", "@1"), run("restore", "a", "--at", "@0")
    assert (unknown.code, early.code) == (2, 2)
    assert "the event 'a' did not exist then" in early.err
    path = folder("mine", all=HEAD.replace('id = "p"', 'id = "q"') + event("b", actor="q"))
    assert run("load", path, "--prune").code == 0
    refused = run("restore", "a", "--at", "@1")
    assert refused.code == 2
    assert "event 'a' refers to the unknown actor 'p'" in refused.err
    assert titles(run) == ["A"]


def test_an_import_is_taken_back_whole(run, load):
    load(event("a"))
    imported(run, {"id": "i", "title": "I", "date": "2000", "version": 1, "themes": ["x/y"]})
    imported(
        run,
        {"id": "i", "title": "J", "date": "2000", "version": 2},
        {"id": "k", "title": "K", "date": "2000", "actors": [{"id": "n", "name": "N"}], "citations": [{"source": "s"}]},
    )
    assert "batch 2 was taken back" not in run("import", "undo", 2).err
    assert run("import", "undo", 3, "-m", "the wrong file").code == 0
    assert titles(run) == ["A", "I"]
    assert [actor["id"] for actor in run("actors", "-f", "jsonl").records] == ["p"]
    assert run("import", "undo", 3).err == "dateline: batch 3 is already undone\n"
    assert run("import", "undo", 2).code == 0
    assert titles(run) == ["A"]
    assert run("themes", "-f", "jsonl").records == []
    assert run("import", "undo", 5).code == 0, "an undo can be taken back"
    assert titles(run) == ["A", "I"]
    assert titles(run, "--recorded-at", "@3") == ["A", "J", "K"]
    assert run("db", "check").err.endswith("no faults\n")


def test_what_an_import_was_taken_back_from(run, load):
    imported(run, {"id": "i", "title": "I", "date": "2000"})
    load(event("i", "Curated"))
    refused = run("import", "undo", 1)
    assert refused.code == 2
    assert "batch 2 changed the event 'i' later" in refused.err
    assert "dateline import undo 2" in refused.err
    assert titles(run) == ["Curated"]


@pytest.mark.parametrize("words", [["undo"], ["undo", "x"], ["undo", "99"]])
def test_no_batch_to_undo(run, load, words):
    load(event("a"))
    assert run("import", *words).code == 2


FORGED = {
    "UPDATE batch SET author = 'Bob' WHERE num = 1": "batch 1 of the history was changed after it was sealed",
    "UPDATE revision SET content = replace(content, 'A', 'Z') WHERE id = 'a'": "batch 1 of the history was changed",
    "UPDATE event SET title = 'Z' WHERE id = 'a'": "the event 'a' differs from its last revision",
    "UPDATE actor SET description = 'Z'": "the actor 'p' differs from its last revision",
    "DELETE FROM revision WHERE batch = 2": "batch 2 of the history was changed after it was sealed",
}


@pytest.mark.parametrize(("sql", "fault"), FORGED.items(), ids=range(len(FORGED)))
def test_nothing_is_changed_unseen(run, load, url, sql, fault):
    load(event("a"))
    load(event("a"), event("b"))
    with writing_engine(url).begin() as connection:
        connection.execute(sa.text(sql))
    result = run("db", "check")
    assert result.code == 5
    assert fault in result.err


def test_a_seal_kept_elsewhere(run, load, url):
    load(event("a"))
    seal = run("db", "info").out.split("sealed ")[1].strip()
    load(event("b"))
    assert run("db", "check", "--seal", seal).code == 0
    assert "no batch in the history has the seal" in run("db", "check", "--seal", "0" * 64).err


def test_a_limit_counts_whatever_is_listed(run, load):
    load(event("a"), event("b"))
    load(event("a", "B"), event("b"))
    load(event("a", "C"), event("b"))
    for words, number in (((), 3), (("a",), 3), (("--batch", "1"), 5)):
        assert [len(run("history", *words, "-f", "jsonl", "--limit", most).records) for most in (0, 1, 9)] == [
            0,
            1,
            number,
        ]
        assert len(run("history", *words, "-f", "jsonl").records) == number
    assert run("history", "a", "--limit", "1").out.count("\n@") + 1 == 1
    assert 'title = "C"' in run("history", "a", "--limit", "1").out
    refused = run("history", "--kind", "event")
    assert (refused.code, refused.out) == (2, "")
    assert "--kind says which record has the id: give an id" in refused.err


def test_a_past_before_a_source_whose_text_is_kept_now(run, load, tmp_path):
    """Where a theme is gone only a copy tells the past, and no source leaves it before its text."""
    load(event("a"), '\n[[theme]]\nid = "gone"\ntitle = "Gone"\n')
    load(event("a"), '\n[[source]]\nid = "late"\ntitle = "Late"\n', options=("--prune",))
    text = tmp_path / "late.txt"
    text.write_text("What it says.\n")
    assert run("sources", "add", text).code == 0
    assert titles(run, "--recorded-at", "@1") == ["A"]
    assert run("show", "gone", "--recorded-at", "@1").code == 0
    assert run("show", "late", "--recorded-at", "@1").code == 2
    assert run("sources", "text", "late").out == "What it says.\n"


PROMISED = (
    '\n[[programme]]\nid = "plan"\ntitle = "Plan"\ncitations = [{ source = "paper" }]\n'
    '\n[[deadline]]\nid = "draft"\nprogramme = "plan"\ntitle = "Draft"\nforce = "binding"\nactors = ["p"]\n'
    'confidence = "high"\n[[deadline.due]]\nkind = "original"\ndue = "2000"\nrule = "in"\n'
    'citations = [{ source = "paper" }]\n'
)
ASKED = (
    *(("query", *more) for more in ((), ("--by", "actor"), ("--by", "year"), ("--text", "A"), ("--actor", "p"))),
    ("export", "-f", "jsonl"), ("export", "-f", "csv"), ("export", "-f", "bibtex"), ("timeline",), ("conflicts",),
    *(("deadlines", "--as-of", "2001", *more) for more in (
        (), ("--actor", "p"), ("--programme", "plan"), ("-f", "jsonl"), ("-f", "ics"), ("--overdue", "--why"),
        ("--progress",), ("--derivation",), ("-f", "svg"))),
    ("explain", "draft", "--as-of", "2001"), *(("show", each) for each in ("e", "p", "draft", "plan", "paper")),
)  # fmt: skip


@pytest.mark.parametrize(
    "later",
    [
        ("add", "deadline", PROMISED[PROMISED.index("\n[[deadline]]") :].replace('"draft"', '"later"')),
        ("add", "programme", PROMISED[: PROMISED.index("\n[[deadline]]")].replace('"plan"', '"later"')),
        ("add", "actor", '[[actor]]\nid = "later"\nname = "Later"\nkind = "state"\n[[actor.member_of]]\nactor = "p"\n'),
        ("add", "event", event("later")),
        ("edit", "e", event("e", "B", "2000")),
        ("edit", "draft", PROMISED[PROMISED.index("\n[[deadline]]") :].replace('"2000"', '"2005"')),
    ],
    ids=lambda later: f"{later[0]} {later[1]}",
)
def test_every_question_is_answered_as_it_was(run, load, later):
    """On both engines: what was added or changed since stands in tables of its own, or is hidden by views."""
    load(event("e"), PROMISED)
    expected = [run(*words) for words in ASKED]
    command, what, text = later
    done = run(command, what, "--file", "-", stdin=text.encode())
    assert done.code == 0, done.err
    for words, before in zip(ASKED, expected, strict=True):
        assert run(*words, "--recorded-at", "@1") == before, words


def test_a_batch_is_never_older_than_the_one_before_it(run, load, url):
    """A clock that goes back does not put a change before what it changed."""
    load(event("a"), event("b"))
    remove(url, [("event", "a")], Occasion("2001-01-01T00:00:00.000000Z", "Ada", "remove"))
    recorded = [each["recorded"] for each in run("history", "-f", "jsonl").records]
    assert len(recorded) == 2
    assert recorded[0] >= recorded[1] > "2001-01-02"
