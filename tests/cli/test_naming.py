"""Names are taken wherever ids are and ambiguous ones are rejected with all of them."""

from __future__ import annotations

import shlex

import pytest

TOML = """
[collection]
id = "mine"
title = "Mine"
[[source]]
id = "paper"
title = "The Paper"
[[actor]]
id = "iran"
name = "Islamic Republic of Iran"
kind = "state"
aliases = ["Persia", "Iran (state)"]
[[actor]]
id = "ann"
name = "Ann Lee"
kind = "person"
aliases = ["Lee"]
[[actor]]
id = "bob"
name = "Bob Lee"
kind = "person"
[[theme]]
id = "news"
title = "Treaty News"
[[event]]
id = "e1"
title = "The treaty is signed"
date = "1999"
confidence = "high"
actors = ["iran"]
citations = [{ source = "paper" }]
[[event]]
id = "e2"
title = "The treaty is signed, at last"
date = "2000"
confidence = "high"
citations = [{ source = "paper" }]
[[event]]
id = "e3"
title = "Twice"
date = "2000"
confidence = "high"
citations = [{ source = "paper" }]
[[event]]
id = "e4"
title = "TWICE!"
date = "2001"
confidence = "high"
citations = [{ source = "paper" }]
[[programme]]
id = "plan"
title = "Twice"
citations = [{ source = "paper" }]
[[deadline]]
id = "d1"
programme = "plan"
title = "Hand it in"
force = "binding"
confidence = "high"
due = [{ kind = "original", due = "2000", rule = "in", citations = [{ source = "paper" }] }]
[[horizon]]
id = "h1"
title = "Next election"
citations = [{ source = "paper" }]
date = [{ when = "2001", citations = [{ source = "paper" }] }]
"""
NAMED = {
    "show persia": "iran", "show 'Islamic REPUBLIC of Iran'": "iran", "show 'the treaty is signed'": "e1",
    "show 'the paper'": "paper", "show 'treaty news'": "news", "show 'hand it in'": "d1", "show twice --kind programme": "plan",
    "explain 'Hand it in'": "d1", "history Persia": "@1", "history 'Next election'": "@1", "sources text 'the paper'": "",
}  # fmt: skip


@pytest.fixture
def mine(cli, url, folder):
    assert cli("load", folder(all=TOML), url=url).code == 0
    return url


def test_names_are_taken_where_ids_are(cli, mine, tmp_path):
    (tmp_path / "paper.txt").write_text("text", "utf-8")
    assert cli("sources", "add", tmp_path / "paper.txt", url=mine).code == 0
    for words, shown in NAMED.items():
        result = cli(*shlex.split(words), url=mine)
        assert result.code == 0, (words, result.err)
        assert shown in result.out.split("\n")[0], words
    assert "merged bob into ann" in cli("merge", "Bob Lee", "Ann Lee", url=mine).err
    assert "removed e2" in cli("remove", "the treaty is signed at last", url=mine).err


AMBIGUOUS = {
    "show twice": ("event e3", "event e4", "programme plan"), "edit Twice": ("event e3", "event e4", "programme plan"),
    "remove twice --kind event": ("event e3", "event e4"), "merge twice e1": ("event e3", "event e4"),
    "merge e1 twice": ("event e3", "event e4"), "history TWICE --kind event": ("event e3", "event e4"),
    "restore twice --at today": ("event e3", "event e4", "programme plan"),
}  # fmt: skip


def test_a_name_of_several_is_rejected_with_all(cli, mine):
    for words, all_of in AMBIGUOUS.items():
        result = cli(*words.split(), url=mine)
        assert result.code == 2, words
        assert "several records are called" in result.err
        assert all(each in result.err for each in all_of)


def test_an_id_comes_before_a_name(cli, url, folder):
    assert cli("load", folder(all=TOML.replace("TWICE!", "paper")), url=url).code == 0
    assert "The Paper" in cli("show", "paper", url=url).out
