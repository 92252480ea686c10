"""What `load` changes: nothing twice, only what differs, nothing with --dry-run, and no more than its own."""

from __future__ import annotations

import re

import pytest

HEAD = """
[collection]
id = "{name}"
title = "T"

[[source]]
id = "paper"
title = "The paper"
"""


def themes(*ids):
    return "".join(f'[[theme]]\nid = "{identity}"\ntitle = "Theme {identity}"\n' for identity in ids)


def actors(**member_of):
    text = ""
    for identity, whole in member_of.items():
        text += f'[[actor]]\nid = "{identity}"\nname = "Actor {identity}"\nkind = "body"\n'
        text += f'[[actor.member_of]]\nactor = "{whole}"\ndate = "1999/2001"\n' if whole else ""
    return text


def event(identity, date="1999", takes_part=(), about=()):
    return (
        f'[[event]]\nid = "{identity}"\ntitle = "Event {identity}"\ndate = "{date}"\nactors = {list(takes_part)}\n'
        f'themes = {list(about)}\nconfidence = "high"\ncitations = [{{ source = "paper" }}]\n'
    )


@pytest.fixture
def load(cli, url, folder):
    """Return a function that loads texts as one collection and returns the run."""

    def call(*texts, options=(), name="mine"):
        path = folder(name, all=HEAD.format(name=name) + "".join(texts))
        return cli("load", path, *options, url=url)

    return call


@pytest.fixture
def ids(cli, url):
    return lambda *options: cli("query", *options, "-f", "jsonl", url=url).ids


def numbers(result):
    """Return the counts of a report: inserted, updated, unchanged and, with --prune, removed."""
    return [int(number) for number in re.findall(r"\d+", result.err.partition(":")[2])]


@pytest.fixture(autouse=True)
def _sound(cli, url, request):
    yield
    assert cli("db", "check", url=url).err.endswith("no faults\n")


def test_only_what_differs(load, ids):
    assert numbers(load(event("a"), event("b"))) == [3, 0, 0]
    assert numbers(load(event("a"), event("b"))) == [0, 0, 3]
    assert numbers(load(event("a"), event("b", "2001"), event("c"))) == [1, 1, 2]
    assert ids() == ["a", "c", "b"]
    assert ids("--to", "2000") == ["a", "c"]


def test_every_part_of_a_changed_event_is_replaced(load, ids):
    load(themes("x", "y"), actors(p=None, q=None), event("a", "1999", ["p"], ["x"]), event("b", "1999", ["p"], ["x"]))
    load(
        themes("x", "y"),
        actors(p=None, q=None),
        event("a", "1950/2001", ["q"], ["y"]),
        event("b", "1999", ["p"], ["x"]),
    )
    assert ids("--actor", "p") == ids("--theme", "x") == ["b"]
    assert ids("--actor", "q") == ids("--theme", "y") == ["a"]
    assert ids("--actor", "q", "--on", "1970") == ids("--on", "1970") == ["a"]
    assert ids("--actor", "p", "--on", "1970") == []


def test_a_theme_added_in_the_middle(load, ids, cli, url):
    about = [event(t.replace("/", "-"), about=[t]) for t in ("a", "c", "c/x", "d")]
    load(themes("a", "c", "c/x", "d"), *about)
    more = [*about, event("b", about=["b"]), event("b-x", about=["b/x"]), event("c-a", about=["c/a"])]
    result = load(themes("d", "c/x", "c", "b", "a", "b/x", "c/a"), *more)
    assert numbers(result)[1] == 0, "no record of before says anything else"
    assert cli("themes", "-f", "jsonl", url=url).ids == ["a", "b", "b/x", "c", "c/a", "c/x", "d"]
    for theme, expected in {
        "a": {"a"}, "b": {"b", "b-x"}, "b/x": {"b-x"}, "c": {"c", "c-x", "c-a"}, "c/x": {"c-x"}, "d": {"d"},
    }.items():  # fmt: skip
        assert set(ids("--theme", theme)) == expected
    for record in cli("query", "-f", "jsonl", url=url).records:
        assert [theme.replace("/", "-") for theme in record["themes"]] == [record["id"]]


def test_a_theme_that_moves_under_another(load, ids):
    load(themes("a", "b", "c"), event("e", about=["b"]))
    assert ids("--theme", "c") == []
    load(themes("a", "b", "c").replace('id = "b"\n', 'id = "b"\nparent = "c"\n'), event("e", about=["b"]))
    assert ids("--theme", "c") == ids("--theme", "b") == ["e"]
    assert ids("--theme", "a") == []


def test_memberships_that_change(load, ids):
    parts = event("e", "2000", ["p"]), event("late", "2005", ["p"])
    load(actors(w=None, p="w"), *parts)
    assert ids("--actor", "w", "--members") == ["e"]
    load(actors(w=None, v="w", p="v"), *parts)
    assert ids("--actor", "w", "--members") == ids("--actor", "v", "--members") == ["e"]
    load(actors(w=None, v=None, p=None), *parts)
    assert ids("--actor", "w", "--members") == []


def test_names_that_change(load, cli, url):
    load(actors(p=None), event("e", takes_part=["p"]))
    load(actors(p=None).replace("Actor p", "New name"), event("e", takes_part=["p"]))
    assert cli("query", "--actor", "Actor p", url=url).code == 2
    (record,) = cli("query", "--actor", "new NAME", "-f", "jsonl", url=url).records
    assert record["actors"][0]["name"] == "New name"


def test_dry_run_changes_nothing(load, rows, url):
    load(event("a"), event("b"))
    before = rows(url)
    result = load(event("a", "2005"), event("c"), options=["--dry-run", "--prune"])
    assert result.code == 0
    assert re.findall(r"\d+ would be \w+", result.err) == [
        "1 would be inserted", "1 would be updated", "1 would be removed",
    ]  # fmt: skip
    assert rows(url) == before


def test_dry_run_makes_no_database(load, cli, new_url, folder):
    other = new_url()
    path = folder("dry", all=HEAD.format(name="dry") + event("a"))
    result = cli("load", "--dry-run", path, url=other)
    assert "2 would be inserted" in result.err
    assert cli("stats", url=other).code == 5
    load(event("a"))


def test_prune_removes_what_is_gone(load, ids, cli, url):
    load(themes("x", "y"), actors(p="q", q=None), event("a", about=["x"], takes_part=["p"]), event("b", about=["y"]))
    kept = load(themes("y"), event("b", about=["y"]))
    assert kept.code == 0
    assert ids() == ["a", "b"], "without --prune nothing is removed"
    result = load(themes("y"), event("b", about=["y"]), options=["--prune"])
    assert numbers(result) == [0, 0, 3, 4]
    assert ids() == ids("--theme", "y") == ["b"]
    assert cli("themes", "-f", "jsonl", url=url).ids == ["y"]
    assert cli("actors", "-f", "jsonl", url=url).ids == []
    assert cli("query", "--theme", "x", url=url).code == 2
    again = load(
        themes("x", "y"), actors(p="q", q=None), event("a", about=["x"], takes_part=["p"]), event("b", about=["y"])
    )
    assert numbers(again)[:2] == [4, 0]
    assert ids("--theme", "x") == ids("--actor", "q", "--members") == ["a"]


def test_prune_leaves_other_collections_alone(load, ids):
    load(event("a"))
    load(event("b"), name="other")
    assert numbers(load(options=["--prune"])) == [0, 0, 1, 1]
    assert ids() == ["b"]


def test_prune_of_what_another_collection_names(load, rows, url):
    load(actors(p=None), event("a"))
    load(event("b", takes_part=["p"]), name="other")
    before = rows(url)
    result = load(options=["--prune"])
    assert result.code == 4
    assert "p: cannot remove this actor: other records refer to it" in result.err
    assert rows(url) == before


def test_prune_of_the_shipped_collection(cli, own_url, rows, url):
    cli("db", "upgrade", url=url)
    before = rows(own_url)
    result = cli("load", "union-state", "--prune", url=own_url)
    assert result.err.endswith(", 0 removed\n")
    assert rows(own_url) == before


def test_a_collection_may_lean_on_what_is_loaded(load, ids):
    load(themes("x"), actors(p=None), event("a"))
    assert load(event("b", takes_part=["p"], about=["x"]), name="other").code == 0
    assert ids("--actor", "p", "--theme", "x") == ["b"]


def test_two_paths_are_one_collection(cli, url, folder):
    first = folder("first", all=HEAD.format(name="mine") + themes("x"))
    second = folder("second", all=event("a", about=["x"]))
    assert cli("load", second, first, url=url).code == 0
    assert cli("query", "--theme", "x", "--count", url=url).out == "1\n"
