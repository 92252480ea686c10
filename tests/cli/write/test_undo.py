"""`undo`: every kind of batch is taken back whole, and taken back again; what hangs on it is named."""

from __future__ import annotations

import json

import pytest
from torture.whole_states import differences, whole

HEAD = '[collection]\nid = "mine"\ntitle = "Mine"\n\n'
PLACES = "".join(f'[[source]]\nid = "{each}"\ntitle = "{each}"\n' for each in ("paper", "wire"))
PEOPLE = "".join(f'[[actor]]\nid = "{each}"\nname = "{each}"\nkind = "person"\n' for each in ("p", "q"))


def event(identity, title="A", actor="p"):
    return (
        f'\n[[event]]\nid = "{identity}"\ntitle = "{title}"\ndate = "1999"\nactors = ["{actor}"]\n'
        'confidence = "high"\ncitations = [{ source = "paper" }]\n'
    )


@pytest.fixture
def run(cli, url, tmp_path):
    own = {"DATELINE_AUTHOR": "Ada", "XDG_STATE_HOME": str(tmp_path / "state"), "EDITOR": "", "VISUAL": ""}
    return lambda *words, **options: cli(*words, url=url, env=own, **options)


def row(identity, **fields):
    return {"id": identity, "title": identity, "date": "2000", "version": 1, **fields}


def rows(*records):
    return "".join(json.dumps(each) + "\n" for each in records).encode()


@pytest.fixture
def filled(run, folder):
    """Load a collection, import events, correct one of them."""
    assert run("load", folder("mine", all=HEAD + PLACES + PEOPLE + event("a") + event("b"))).code == 0
    first = rows(row("i", actors=[{"id": "n"}], themes=["x/y"]), row("j", citations=[{"source": "said"}]))
    assert run("import", "jsonl", "-", stdin=first).code == 0
    text = b'[[event]]\nid = "j"\ntitle = "J, corrected"\ndate = "2000"\n'
    assert run("edit", "j", "--file", "-", stdin=text).code == 0


def done(run, tmp_path, name):
    """Do what a kind of batch does."""
    (tmp_path / "paper.txt").write_text("What the paper says.\n")
    more = rows(
        row("i", version=2, title="I", themes=["x/z"]), row("j", version=2, title="Other"), row("k", version=3, withdrawn=True),
        row("l", actors=[{"id": "m"}], citations=[{"source": "post"}], measures=[{"name": "killed", "value": 3}]),
    )  # fmt: skip
    loaded = (HEAD + PLACES + PEOPLE + event("a", "B") + event("c")).encode()
    (tmp_path / "again").mkdir(exist_ok=True)
    (tmp_path / "again" / "all.toml").write_bytes(loaded)
    words = {
        "load": ("load", tmp_path / "again", "--prune"),
        "add": ("add", "event", "--collection", "mine", "--file", "-"),
        "edit": ("edit", "a", "--file", "-"),
        "edit a corrected event again": ("edit", "j", "--file", "-"),
        "merge events": ("merge", "a", "i"),
        "merge actors": ("merge", "p", "q"),
        "merge an actor of an import": ("merge", "n", "q"),
        "remove": ("remove", "a"),
        "remove what was imported": ("remove", "i"),
        "restore": ("restore", "j", "--at", "@2"),
        "import": ("import", "jsonl", "-"),
        "import into another collection": ("import", "jsonl", "-", "--collection", "other"),
        "keep a text": ("sources", "add", tmp_path / "paper.txt"),
    }[name]
    text = {
        "add": event("n"), "edit": event("a", "B"),
        "edit a corrected event again": '[[event]]\nid = "j"\ntitle = "J, again"\ndate = "2000"\n',
    }  # fmt: skip
    other = rows(row("z", actors=[{"id": "n"}, {"id": "new"}], themes=["x/y", "q"]))
    stdin = other if "another" in name else more if name == "import" else text.get(name, "").encode()
    result = run(*words, stdin=stdin)
    assert result.code == 0, result.err


BATCHES = (
    "load", "add", "edit", "edit a corrected event again", "merge events", "merge actors",
    "merge an actor of an import", "remove", "remove what was imported", "restore", "import",
    "import into another collection", "keep a text",
)  # fmt: skip


@pytest.mark.parametrize("name", BATCHES)
def test_a_batch_is_undone_and_the_undo_too(run, url, tmp_path, filled, name):
    before = whole(url)
    done(run, tmp_path, name)
    after = whole(url)
    assert before != after
    for expected in (before, after, before):
        assert run("undo", "--yes").code == 0
        assert differences(expected, whole(url)) == []
    result = run("db", "check")
    assert result.err.endswith("no faults\n"), result.err


def test_the_dry_run_shows_each_record_and_writes_nothing(run, url, filled):
    run("edit", "a", "--file", "-", "-m", "a typo", stdin=event("a", "B").encode())
    before = whole(url)
    result = run("undo", "--dry-run")
    assert (result.code, result.err) == (0, "dry run: nothing was written\n")
    head, *lines = result.out.splitlines()
    assert head.startswith("undo of batch 4: edit by Ada, ")
    assert head.endswith(" – a typo")
    assert lines == ["event a changed", '    - title = "B"', '    + title = "A"']
    assert whole(url) == before
    assert len(run("history", "-f", "jsonl").records) == 4


@pytest.mark.parametrize(("answer", "said"), [("y", "undid batch 3 in batch 4"), ("n", "nothing was undone"), ("", "")])
def test_it_asks_on_a_terminal(run, url, filled, monkeypatch, answer, said):
    monkeypatch.setattr("dateline.cli.commands.write.undo.may_ask", lambda: True)
    before = whole(url)
    result = run("undo", stdin=f"{answer}\n".encode())
    assert "event j changed" in result.out
    assert "Undo it?" in result.err
    assert said in result.err
    assert (whole(url) == before) == (answer != "y")


def test_without_a_terminal_it_does_nothing_unasked(run, url, filled):
    before = whole(url)
    result = run("undo")
    assert (result.code, result.out) == (2, "")
    assert "add --yes" in result.err
    assert whole(url) == before


def test_somebody_else_was_faster(run, filled, monkeypatch):
    def slow(*_, **__):
        assert run("remove", "b").code == 0
        return True

    monkeypatch.setattr("dateline.cli.commands.write.undo.may_ask", lambda: True)
    monkeypatch.setattr("click.confirm", slow)
    result = run("undo")
    assert result.code == 2
    assert "the database has changed meanwhile; nothing was undone" in result.err


def test_there_is_nothing_to_undo(run, url):
    assert run("db", "upgrade").code == 0
    result = run("undo", "--yes")
    assert (result.code, result.err) == (2, "dateline: there is nothing to undo: the history is empty\n")


def test_what_hangs_on_a_batch_is_named(run, url, filled, tmp_path):
    """A record that was changed later, one that refers to what goes, one that what comes back refers to."""
    before = whole(url)
    result = run("undo", 2, "--yes")
    assert (result.code, "batch 3 changed the event 'j' later" in result.err) == (2, True)
    assert "hint: undo that first: dateline undo 3" in result.err
    run("add", "event", "--collection", "mine", "--file", "-", stdin=event("n", actor="q").encode())
    assert run("import", "jsonl", "-", stdin=rows(row("o", actors=[{"id": "q"}]))).code == 0
    result = run("undo", 1, "--yes")
    assert result.code == 4
    assert "cannot remove this collection: batch 4 added the event 'n', which belongs to it" in result.err
    assert "dateline undo 4" in result.err
    assert run("undo", 4, "--yes").code == 0
    result = run("undo", 1, "--yes")
    assert "cannot remove this actor: batch 5 added the event 'o', which refers to it" in result.err
    assert run("undo", 5, "--yes").code == 0
    assert differences(before, whole(url)) == []
    run("remove", "a", "b")
    run("remove", "p")
    result = run("undo", 8, "--yes")
    assert result.code == 2
    assert "batch 9 removed the actor 'p', to which the event 'a' refers" in result.err
    assert "dateline undo 9" in result.err
    for number in (9, 8, 3, 2, 1):
        assert run("undo", number, "--yes").code == 0
    assert {kind for kind, found in whole(url).items() if found} <= {"order"}


def test_an_unfinished_import_reads_an_undone_file_again(run, url, tmp_path):
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_bytes(rows(row("a")))
    bad.write_bytes(b"{\n")
    assert run("import", "jsonl", good, bad).code == 4
    assert [each["file"] for each in whole(url)["checkpoint"]] == [str(good)]
    assert run("undo", "--yes").code == 0
    assert whole(url)["checkpoint"] == []
    bad.write_bytes(rows(row("b")))
    assert run("import", "jsonl", good, bad).code == 0
    assert set(run("query", "-f", "jsonl").ids) == {"a", "b"}


def test_an_undone_withdrawal_is_forgotten(run, url):
    run("import", "jsonl", "-", stdin=rows(row("x"), row("k", version=3, withdrawn=True)))
    assert run("undo", "--yes").code == 0
    assert run("import", "jsonl", "-", stdin=rows(row("k"))).code == 0
    assert run("query", "-f", "jsonl").ids == ["k"]


def test_a_replaced_text_comes_back(run, filled, tmp_path):
    path = tmp_path / "paper.txt"
    for text in ("one", "two"):
        path.write_text(text)
        assert run("sources", "add", path, "--replace").code == 0
    assert run("undo", "--yes").code == 0
    assert run("sources", "text", "paper").out.strip() == "one"
    assert run("undo", 4, "--yes").code == 0
    assert run("sources", "text", "paper").code == 2
    assert run("db", "check").err.endswith("no faults\n")


def test_the_files_are_loaded_again_after_an_undo(run, filled, folder, tmp_path):
    """What was undone was never loaded, and what an undo put back was loaded when it was."""
    files = folder("mine", all=HEAD + PLACES + PEOPLE + event("a", "B") + event("b"))
    assert run("load", files).code == 0
    assert run("undo", "--yes").code == 0
    told = [(each["id"], each["changed"]) for each in run("status", files, "-f", "jsonl").records]
    assert told == [("a", "files")]
    assert run("undo", "--yes").code == 0
    assert run("status", files, "-f", "jsonl").records == []


def test_a_load_does_not_undo_a_merge_unasked(run, filled, folder):
    assert run("merge", "b", "a").code == 0
    assert run("merge", "p", "q").code == 0
    files = folder("mine", all=HEAD + PLACES + PEOPLE + event("a") + event("b"))
    sides = {each["id"]: each["changed"] for each in run("status", files, "-f", "jsonl").records}
    assert set(sides.values()) == {"database"}


def test_what_goes_and_what_comes_back_are_counted_apart(run, filled, folder):
    """A record that the batch added is removed, whatever its kind; one that it changed or removed is restored."""
    more = HEAD + PLACES + PEOPLE + event("a", "B") + event("c") + event("d")
    assert run("load", folder("mine", all=more)).code == 0  # one changed, two added; one that is left out stays
    there = run("undo", "--yes").err
    assert "2 records removed, 1 record restored" in there
    again = run("undo", "--yes").err
    assert "0 records removed, 3 records restored" in again
