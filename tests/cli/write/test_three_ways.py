"""`load` never silently undoes what was changed in the database: files then, files now, and the database now."""

from __future__ import annotations

import json
from itertools import product

import pytest

HEAD = '[collection]\nid = "mine"\ntitle = "Mine"\n[[source]]\nid = "s"\ntitle = "S"\n'
EVENT = '[[event]]\nid = "{}"\ntitle = "{}"\ndate = "1999"\nconfidence = "low"\ncitations = [{{ source = "s" }}]\n'


def files(**titles: str | None) -> str:
    return HEAD + "".join(EVENT.format(name, title) for name, title in titles.items() if title)


@pytest.fixture
def run(cli, url, folder, tmp_path):
    """Return a function that runs a command on a database of the test's own, and one that loads titles of events."""

    def load(*options: str, **titles: str | None):
        return cli("load", folder(all=files(**titles)), *options, url=url)

    def change(name: str, title: str | None) -> None:
        """Change an event in the database, or remove it."""
        if title is None:
            assert cli("remove", name, url=url).code == 0
            return
        (tmp_path / "new.toml").write_text(EVENT.format(name, title))
        words = ("edit", name) if titles(cli, url).get(name) else ("add", "event")
        result = cli(*words, "--file", tmp_path / "new.toml", url=url)
        assert result.code == 0, result.err

    return load, change


def titles(cli, url) -> dict[str, str]:
    lines = cli("query", "-f", "jsonl", url=url).out.splitlines()
    return {record["id"]: record["title"] for record in map(json.loads, lines)}


STATES = (None, "one", "two", "three")
WAYS = [(then, now, here) for then, now, here in product(STATES, STATES, STATES) if here != then]
"""Files then, files now and the database now, where the database was changed."""


def outcome(then, now, here, choice, prune):
    """Return what stands afterwards, or "refused"."""
    if choice == "--theirs":
        return now if now or prune else here
    if now in (here, then) or (now is None and not prune) or choice == "--ours":
        return here
    return "refused"


@pytest.mark.in_part(2)
@pytest.mark.parametrize(("choice", "prune"), list(product([None, "--theirs", "--ours"], [False, True])))
@pytest.mark.parametrize("engine", ["sqlite"])
def test_three_ways(cli, url, run, choice, prune):
    """Every way that one record can have gone, each as a record of its own."""
    load, change = run
    ways = {f"e{number}": way for number, way in enumerate(WAYS)}
    options = [each for each in (choice, prune and "--prune") if each]
    assert load(**{name: then for name, (then, _, _) in ways.items()}).code == 0
    for name, (_, _, here) in ways.items():
        change(name, here)
    expected = {name: outcome(*way, choice, prune) for name, way in ways.items()}
    refused = {name for name, found in expected.items() if found == "refused"}
    before = titles(cli, url)
    result = load(*options, **{name: now for name, (_, now, _) in ways.items()})
    if refused:
        assert result.code == 4
        assert "--theirs takes" in result.err
        told = {name for name in ways if f"event {name} was changed here and in the database" in result.err}
        assert told == refused
        assert titles(cli, url) == before
        result = load(*options, **{name: None if name in refused else now for name, (_, now, _) in ways.items()})
        if prune:  # what is not in the files any more is refused too
            return
    assert result.code == 0, result.err
    now = titles(cli, url)
    assert {name: now.get(name) for name in ways if name not in refused} == {
        name: found for name, found in expected.items() if found != "refused"
    }
    assert cli("db", "check", url=url).code == 0


def test_status_says_which_side(cli, url, run, folder):
    load, change = run
    assert load(a="one", b="one", c="one", d="one", e="one").code == 0
    for name, title in {"a": "two", "b": "two", "d": None, "f": "two"}.items():
        change(name, title)
    text = files(a="one", b="three", c="two", d="one", g="new")
    found = cli("status", folder(all=text), "-f", "jsonl", url=url)
    assert found.code == 0, found.err
    sides = {each["id"]: (each["changed"], each["command"]) for each in map(json.loads, found.out.splitlines())}
    assert sides == {
        "a": ("database", "edit"), "b": ("both", "edit"), "c": ("files", None), "d": ("database", "remove"),
        "e": ("files", None), "f": ("database", "add"), "g": ("files", None),
    }  # fmt: skip
    assert found.err == "3 changed in the files, 3 in the database, 1 in both\n"


def test_both_sides_are_shown(run):
    load, change = run
    assert load(a="one").code == 0
    change("a", "two")
    err = load(a="three").err
    assert '+ title = "two"' in err
    assert '+ title = "three"' in err
    assert "(edit, batch 2)" in err


def test_what_was_taken_over_into_the_files_is_loaded(cli, url, run):
    """An edit that was dumped and then changed in the files collides with nothing."""
    load, change = run
    assert load(a="one").code == 0
    change("a", "two")
    assert load(a="two").code == 0
    assert load(a="three").code == 0
    assert titles(cli, url) == {"a": "three"}
    assert cli("db", "check", url=url).code == 0


def test_a_load_that_was_undone_is_loaded_again(cli, url, run):
    load, _ = run
    assert load(a="one").code == 0
    assert load(a="two").code == 0
    assert cli("import", "undo", "2", url=url).code == 0
    assert load(a="two").code == 0
    assert titles(cli, url) == {"a": "two"}


def test_a_merge_stays(cli, url, run):
    load, _ = run
    assert load(a="one", b="two").code == 0
    assert cli("merge", "a", "b", url=url).code == 0
    result = load(a="one", b="two")
    assert (result.code, "was merged into 'b'" in result.err) == (4, True)
    assert set(titles(cli, url)) == {"b"}
    assert load(b="two").code == 0
    assert cli("show", "a", url=url).code == 0


def test_both_choices(run):
    load, _ = run
    assert load("--ours", "--theirs", a="one").code == 2
