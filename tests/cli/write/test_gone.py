"""Whoever gives the id of a removed or merged record is told when it went, by whom, and how to have it back."""

from __future__ import annotations

import pytest

HEAD = '[collection]\nid = "mine"\ntitle = "Mine"\n\n[[source]]\nid = "paper"\ntitle = "The paper"\n'
ACTORS = "".join(f'[[actor]]\nid = "{each}"\nname = "{each.upper()}"\nkind = "person"\n' for each in ("p", "q"))
EVENTS = "".join(
    f'[[event]]\nid = "{each}"\ntitle = "{each.upper()}"\ndate = "1999"\nconfidence = "high"\n'
    'citations = [{ source = "paper" }]\n'
    for each in ("a", "b")
)
PROMISE = """
[[theme]]
id = "x"
title = "X"
[[programme]]
id = "plan"
title = "Plan"
citations = [{ source = "paper" }]
[[deadline]]
id = "done"
programme = "plan"
title = "Be done"
force = "binding"
confidence = "high"
[[deadline.due]]
kind = "original"
due = "2000"
rule = "by_end"
citations = [{ source = "paper" }]
"""
GONE = {"event": "a", "actor": "p", "theme": "x", "deadline": "done"}
ASKS = {
    "show": ("event", "show", "a"), "show an actor": ("actor", "show", "p", "--kind", "actor"),
    "edit": ("event", "edit", "a", "--file", "-"), "remove": ("event", "remove", "a"),
    "merge from": ("event", "merge", "a", "b"), "merge into": ("event", "merge", "b", "a"),
    "cite": ("event", "add", "citation", "a", "--source", "paper"), "explain": ("deadline", "explain", "done"),
    "query": ("actor", "query", "--actor", "p"), "query a theme": ("theme", "query", "--theme", "x"),
    "timeline": ("actor", "timeline", "--actor", "p"), "around": ("event", "query", "--around", "a"),
    "export": ("actor", "export", "--actor", "p", "-f", "csv"), "deadlines": ("actor", "deadlines", "--actor", "p"),
}  # fmt: skip
"""The kind of record that each of some commands asks for, and the words."""


@pytest.fixture
def run(cli, url, folder):
    own = {"DATELINE_AUTHOR": "Ada", "EDITOR": "", "VISUAL": ""}

    def call(*words, **options):
        return cli(*words, url=url, env=own, **options)

    assert call("load", folder("mine", all=HEAD + ACTORS + EVENTS + PROMISE)).code == 0
    return call


@pytest.mark.parametrize("name", ASKS)
def test_a_removed_record_is_said_to_be(run, name):
    kind, *words = ASKS[name]
    assert run("remove", GONE[kind], "--kind", kind).code == 0
    result = run(*words)
    assert (result.code, result.out) == (2, "")
    assert f"dateline: the {kind} '{GONE[kind]}' was removed on 20" in result.err
    assert "by Ada (remove)" in result.err
    assert f"removed in batch 2; restore it: dateline restore {GONE[kind]} --at @1" in result.err
    assert run("restore", GONE[kind]).err == f"restored {GONE[kind]} in batch 3\n"


@pytest.mark.parametrize("words", [("edit", "a", "--file", "-"), ("remove", "a"), ("merge", "a", "b")])
def test_a_merged_record_is_said_to_be(run, words):
    assert run("merge", "a", "b").code == 0
    result = run(*words)
    assert result.code == 2
    assert "the event 'a' was merged into 'b' on 20" in result.err
    assert "hint: undo the merge: dateline undo 2" in result.err


def test_restore_says_what_a_moment_means(run):
    """At the end of today a removed record is removed, and one that is there is as it is."""
    assert run("restore", "a", "--at", "today").err == "a is already so; nothing was changed\n"
    run("remove", "a")
    result = run("restore", "a", "--at", "today")
    assert result.code == 2
    assert "the event 'a' was removed on 20" in result.err
    assert "before that moment" in result.err
    assert "hint: restore it as it was before: dateline restore a" in result.err
    assert run("restore", "a").code == 0
    result = run("restore", "a")
    assert (result.code, "the event 'a' is not removed" in result.err) == (2, True)
    assert "choose a version with --at" in result.err
    assert run("restore", "nobody").code == 2


def test_a_merged_record_is_restored(run):
    assert run("merge", "a", "b").code == 0
    assert run("restore", "a").code == 0
    assert '"A"' in run("show", "a", "-f", "json").out
    assert run("db", "check").err.endswith("no faults\n")
