"""`dump` writes what `load` reads, and `diff` tells what `load` would change."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def dumped(cli, own_url, tmp_path):
    """Return a folder with the files of the shipped collection as the database has it."""
    folder = tmp_path / "out"
    assert cli("dump", folder, url=own_url).code == 0
    return folder


def texts(folder):
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in Path(folder).rglob("*.toml")}


def test_what_is_dumped_is_what_was_loaded(cli, own_url, dumped, new_url, rows, tmp_path):
    fresh = new_url()
    assert cli("load", dumped, url=fresh).code == 0
    kept = {"actor", "actor_name", "theme", "source", "programme", "horizon"}
    assert {name: len(found) for name, found in rows(fresh).items() if name in kept} == {
        name: len(found) for name, found in rows(own_url).items() if name in kept
    }
    assert cli("diff", dumped, "--exit-code", url=own_url) == cli("diff", dumped, "--exit-code", url=fresh)
    assert cli("dump", tmp_path / "again", url=fresh).code == 0
    assert texts(tmp_path / "again") == texts(dumped)


def test_files_that_are_there_are_kept_without_force(cli, own_url, dumped):
    before, other = texts(dumped), dumped / "other.toml"
    other.write_text("", "utf-8")
    refused = cli("dump", dumped, url=own_url)
    assert refused.code == 2
    assert f"{dumped} already contains other.toml; use --force to replace it" in refused.err
    assert cli("dump", dumped, "--force", url=own_url).code == 0
    assert texts(dumped) == before, "and what is not of the database is gone"


def test_one_collection(cli, own_url, tmp_path):
    assert cli("dump", tmp_path / "one", "--collection", "union-state", url=own_url).code == 0
    refused = cli("dump", tmp_path / "none", "--collection", "union-stat", url=own_url)
    assert refused.code == 2
    assert "there is: union-state" in refused.err
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_written(cli, own_url, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    refused = cli("dump", tmp_path / "file" / "below", url=own_url)
    assert refused.code == 2
    assert "Not a directory" in refused.err


CHANGED = """
[[event]]
id = "belarus-referendum-1995"
title = "Another title"
date = "1995-05-14"
confidence = "high"
citations = [{ source = "new" }]
[[source]]
id = "new"
title = "New"
"""


def test_differences(cli, own_url, dumped, tmp_path):
    alike = cli("diff", dumped, "--exit-code", url=own_url)
    assert (alike.code, alike.out) == (0, "")
    assert "0 differ, 0 only in the files, 0 only in the database" in alike.err
    (tmp_path / "changed").mkdir()
    head = '[collection]\nid = "union-state"\ntitle = "T"\n'
    (tmp_path / "changed" / "all.toml").write_text(head + CHANGED, "utf-8")
    words = ("diff", tmp_path / "changed")
    found = cli(*words, "-f", "jsonl", url=own_url).records
    where = {(record["kind"], record["id"]): record["where"] for record in found}
    assert where["event", "belarus-referendum-1995"] == "both"
    assert where["source", "new"] == "files"
    assert set(where.values()) == {"both", "files", "database"}
    text = cli(*words, "--exit-code", url=own_url)
    assert text.code == 1
    assert "source new only in the files\n" in text.out
    assert "event belarus-referendum-1995 differs\n" in text.out
    assert '    + title = "Another title"\n' in text.out
    assert "1 differ, 1 only in the files, " in text.err
    table = cli(*words, "-f", "table", "-o", tmp_path / "table.txt", url=own_url)
    assert table.out == ""
    assert "belarus-referendum-1995" in (tmp_path / "table.txt").read_text("utf-8")


def test_faults_of_the_files_are_told(cli, own_url, tmp_path):
    (tmp_path / "bad.toml").write_text("[[event]]\nid = 1\n", "utf-8")
    found = cli("diff", tmp_path / "bad.toml", url=own_url)
    assert found.code == 4
    assert "nothing was written" not in found.err
    assert found.out == ""
