"""`add`, `edit`, `remove` and `merge`, with an editor that is a script."""

from __future__ import annotations

import stat

import pytest

HEAD = """
[collection]
id = "mine"
title = "Mine"

[[source]]
id = "paper"
title = "The paper"

[[source]]
id = "wire"
title = "The wire"

[[theme]]
id = "x"
title = "X"

[[actor]]
id = "p"
name = "Person"
kind = "person"

[[actor]]
id = "q"
name = "Kew"
kind = "person"
aliases = ["Q the second"]
[[actor.member_of]]
actor = "p"

[[actor]]
id = "r"
name = "Rex"
kind = "person"
[[actor.member_of]]
actor = "q"

[[programme]]
id = "plan"
title = "Plan"
actors = ["q"]
citations = [{ source = "paper" }]

[[deadline]]
id = "done"
programme = "plan"
title = "Be done"
force = "binding"
confidence = "high"
actors = ["q (obligor)"]
[[deadline.due]]
kind = "original"
due = "2000"
rule = "by_end"
citations = [{ source = "paper" }]
[[deadline.status]]
level = 3
when = "1999"
event = "a"
citations = [{ source = "paper" }]
"""


def event(identity, title="A", actors=("q (host)",), source="paper"):
    return (
        f'\n[[event]]\nid = "{identity}"\ntitle = "{title}"\ndate = "1999"\nactors = {list(actors)}\n'
        f'confidence = "high"\ncitations = [{{ source = "{source}" }}]\n'
    )


@pytest.fixture
def run(cli, url, folder, tmp_path):
    own = {"DATELINE_AUTHOR": "Ada", "XDG_STATE_HOME": str(tmp_path / "state")}

    def call(*words, env=None, **options):
        return cli(*words, url=url, env={**own, "EDITOR": "", "VISUAL": "", **(env or {})}, **options)

    assert call("load", folder("mine", all=HEAD + event("a") + event("b", "B", ("p", "q")))).code == 0
    return call


@pytest.fixture
def editor(tmp_path):
    """Return a function that makes an editor of a sed script, and its environment."""

    def make(script, before=""):
        path = tmp_path / "editor.sh"
        path.write_text(f"#!/bin/sh\n{before}\nsed -i '{script}' \"$1\"\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return {"EDITOR": str(path)}

    return make


def title(run, identity):
    return next(r["title"] for r in run("query", "-f", "jsonl").records if r["id"] == identity)


def last(run):
    [record] = run("history", "--limit", 1, "-f", "jsonl").records
    return record


def test_edit(run, editor):
    result = run("edit", "a", "-m", "a slip", env=editor('s/title = "A"/title = "Z"/'))
    assert (result.code, result.err) == (0, "changed a in batch 2\n")
    assert title(run, "a") == "Z"
    assert (last(run)["command"], last(run)["reason"], last(run)["changed"]) == ("edit", "a slip", 1)
    assert run("db", "check").code == 0


@pytest.mark.parametrize("script", ["", 's/^title = "A"/title  =  "A"  # the same/', "1,$d"])
def test_an_edit_that_changes_nothing(run, editor, script):
    assert run("edit", "a", env=editor(script)).err.startswith("nothing was changed")
    assert last(run)["batch"] == 1


def test_a_faulty_edit_is_kept(run, editor, tmp_path):
    result = run("edit", "a", env=editor("s/q (host)/nobody (host)/"))
    assert result.code == 4
    assert "refers to the unknown actor 'nobody'" in result.err
    kept = tmp_path / "state/dateline/a.toml"
    assert f"your text is kept in {kept}" in result.err
    again = run("edit", "a", "--file", kept)
    assert again.code == 4
    kept.write_text(kept.read_text().replace("nobody", "p"))
    assert run("edit", "a", "--file", kept).code == 0


def test_texts_that_were_kept_stay(run, editor, tmp_path):
    """A second fault is kept beside the first, and a text that is written leaves nothing behind."""
    for name in ("nobody", "nothing"):
        assert run("edit", "a", env=editor(f"s/q (host)/{name} (host)/")).code == 4
    kept = sorted((tmp_path / "state/dateline").iterdir())
    assert [each.name for each in kept] == ["a-2.toml", "a.toml"]
    assert ["nothing" in kept[0].read_text(), "nobody" in kept[1].read_text()] == [True, True]
    assert run("edit", "a", env=editor('s/title = "A"/title = "Z"/')).code == 0
    assert sorted((tmp_path / "state/dateline").iterdir()) == kept


def test_a_text_made_of_an_older_state(run, tmp_path):
    late = tmp_path / "late.toml"
    late.write_text("# dateline: version 0123456789abcdef\n" + event("a", "Late").strip())
    refused = run("edit", "a", "--file", late)
    assert refused.code == 2
    assert "has changed since this text was written" in refused.err
    assert title(run, "a") == "A"


def test_another_hand_meanwhile(run, url, editor, monkeypatch, tmp_path):
    from dateline.cli.commands.write import editing

    written = editing._written  # type: ignore[attr-defined]

    def slow(app, text, name):
        other = tmp_path / "other.toml"
        other.write_text(event("a", "Other").strip())
        assert run("edit", "a", "--file", other).code == 0
        return written(app, text, name)

    monkeypatch.setattr(editing, "_written", slow)
    result = run("edit", "a", env=editor('s/title = "A"/title = "Mine"/'))
    monkeypatch.undo()
    assert result.code == 5
    assert "the event 'a' was changed meanwhile; nothing was written" in result.err
    assert "your text is kept in" in result.err
    assert title(run, "a") == "Other"


REFUSED = {
    "another id": 's/id = "a"/id = "c"/',
    "a second record": '$a\\\n[[theme]]\\\nid = "y"\\\ntitle = "Y"',
    "no TOML": "s/title = .*/title = /",
    "no record": "/event\\]/,$d",
}


@pytest.mark.parametrize("script", REFUSED.values(), ids=REFUSED)
def test_what_an_edit_may_not_do(run, editor, script):
    assert run("edit", "a", env=editor(script)).code in (2, 4)
    assert last(run)["batch"] == 1


def test_add(run, editor, tmp_path):
    env = editor('s/^id = ""/id = "y"/; s/^title = ""/title = "Why"/')
    assert run("add", "theme", env=env).err == "added theme y to mine in batch 2\n"
    path = tmp_path / "new.toml"
    path.write_text(event("n", "New"))
    assert run("add", "event", "--file", path).err == "added event n to mine in batch 3\n"
    again = run("add", "event", "--file", path)
    assert (again.code, "the event 'n' already exists" in again.err) == (2, True)
    assert title(run, "n") == "New"


@pytest.mark.parametrize("kind", ["event", "deadline", "actor", "programme", "horizon", "source", "theme"])
def test_a_template_left_alone_writes_nothing(run, editor, kind):
    assert run("add", kind, env=editor("")).err == "nothing was written\n"
    assert run("add", kind, env=editor("s/^# A new.*//")).code == 4, "its empty keys are faults"


def test_an_editor_needs_a_terminal(run):
    result = run("edit", "a")
    assert (result.code, "an editor needs a terminal" in result.err) == (2, True)


def test_where_new_records_go(run, folder, tmp_path):
    path = tmp_path / "new.toml"
    path.write_text('[[theme]]\nid = "z"\ntitle = "Z"\n')
    assert run("load", folder("two", all='[collection]\nid = "two"\ntitle = "Two"\n')).code == 0
    refused = run("add", "theme", "--file", path)
    assert "there are several collections: mine, two" in refused.err
    assert run("add", "theme", "--file", path, "--collection", "two").code == 0


def test_remove(run):
    assert run("remove", "b", "-m", "not so").err == "removed b in batch 2\n"
    assert run("query", "-f", "jsonl").ids == ["a"]
    assert run("restore", "b", "--at", "@1").code == 0
    assert run("db", "check").code == 0


NAMED = {
    "p": "actor q",
    "q": "event a",
    "a": "deadline done",
    "plan": "deadline done",
    "paper": "event a",
}


@pytest.mark.parametrize(("identity", "namer"), NAMED.items())
def test_what_others_name_stays(run, identity, namer):
    result = run("remove", identity)
    assert result.code == 2
    assert namer in result.err
    assert last(run)["batch"] == 1


def test_merge_of_actors(run):
    assert run("merge", "q", "p").err == "merged q into p in batch 2: 5 references changed\n"
    actors = {actor["id"]: actor for actor in run("actors", "-f", "jsonl").records}
    assert set(actors) == {"p", "r"}
    assert actors["p"]["aliases"] == ["q", "Kew", "Q the second"]
    assert actors["p"]["member_of"] == []
    assert [each["id"] for each in actors["r"]["member_of"]] == ["p"]
    assert run("query", "--actor", "Kew", "-f", "jsonl").ids == ["a", "b"]
    assert run("db", "check").err.endswith("no faults\n")
    assert run("import", "undo", 2).code == 0
    assert {actor["id"] for actor in run("actors", "-f", "jsonl").records} == {"p", "q", "r"}
    assert run("db", "check").err.endswith("no faults\n")


def test_merge_of_events(run, folder):
    assert run("merge", "a", "b", "-m", "the same").code == 0
    shown = run("show", "a", "-f", "json").out
    assert '"id": "b"' in shown
    assert run("query", "--around", "a", "-f", "jsonl").ids == ["b"]
    assert '"event": "b"' in run("show", "done", "-f", "json").out
    stale = run("load", folder("mine", all=HEAD + event("a")))
    assert stale.code == 4
    assert "the event 'a' was merged into 'b'" in stale.err
    assert run("restore", "a", "--at", "@1").code == 0
    assert sorted(run("query", "-f", "jsonl").ids) == ["a", "b"]


@pytest.mark.parametrize(("old", "into"), [("p", "p"), ("p", "nobody"), ("nobody", "p"), ("p", "a")])
def test_what_cannot_be_merged(run, old, into):
    assert run("merge", old, into).code == 2
    assert last(run)["batch"] == 1


def shell(tmp_path, *rounds):
    """Return the environment of an editor that does another thing each time that it opens, and keeps what it saw."""
    cases = "".join(f"{number}) {script} ;;\n" for number, script in enumerate(rounds, 1))
    path, seen = tmp_path / "rounds.sh", tmp_path / "seen"
    path.write_text(
        f'#!/bin/sh\necho >> {tmp_path}/count\nnumber=$(wc -l < {tmp_path}/count)\ncp "$1" {seen}-$number\n'
        f"case $((number)) in\n{cases}esac\n"
    )
    path.chmod(0o755)
    return {"EDITOR": str(path)}


WRONG, RIGHT = 'sed -i "s/q (host)/nobody (host)/" "$1"', 'sed -i "s/nobody/p/" "$1"'
GIVEN_UP = {"unchanged": "true", "empty": ': > "$1"', "touched": 'touch -d tomorrow "$1"'}


def test_a_fault_is_shown_in_the_editor_again(run, tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.cli.commands.write.editor.may_ask", lambda: True)
    result = run(
        "edit", "a", env=shell(tmp_path, WRONG, 'sed -i "s/1999/19x9/" "$1"', f"{RIGHT}; sed -i s/19x9/1998/ $1")
    )
    assert (result.code, result.err) == (0, "changed a in batch 2\n")
    shown, again = ((tmp_path / f"seen-{number}").read_text().splitlines() for number in (2, 3))
    assert shown[0].startswith("#! Nothing was written.")
    place = next(number for number, line in enumerate(shown) if line.startswith("actors"))
    assert shown[place - 1] == "#! refers to the unknown actor 'nobody'" or "unknown actor 'nobody'" in shown[place - 1]
    assert sum(line.startswith("#! ") and "19x9" in line for line in again) == 1
    assert not list((tmp_path / "state/dateline").iterdir()), "nothing is left of what was written"
    [record] = [each for each in run("query", "-f", "jsonl").records if each["id"] == "a"]
    assert (record["date"], record["actors"][0]["id"]) == ("1998", "p")


@pytest.mark.parametrize("way", GIVEN_UP)
def test_a_text_with_a_fault_is_given_up(run, tmp_path, monkeypatch, way):
    monkeypatch.setattr("dateline.cli.commands.write.editor.may_ask", lambda: True)
    result = run("edit", "a", env=shell(tmp_path, WRONG, GIVEN_UP[way]))
    assert result.code == 4
    assert "refers to the unknown actor 'nobody'" in result.err
    [kept] = (tmp_path / "state/dateline").iterdir()
    assert f"your text is kept in {kept}" in result.err
    assert "nobody" in kept.read_text()
    assert "#!" not in kept.read_text()
    assert title(run, "a") == "A"


def test_a_new_record_with_a_fault_is_opened_again(run, tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.cli.commands.write.editor.may_ask", lambda: True)
    first = 'printf "[[theme]]\\nid = \\"n\\"\\n" > "$1"'
    result = run("add", "theme", env=shell(tmp_path, first, 'echo "title = \\"N\\"" >> "$1"'))
    assert (result.code, result.err) == (0, "added theme n to mine in batch 2\n")
    assert "#! " in (tmp_path / "seen-2").read_text()
