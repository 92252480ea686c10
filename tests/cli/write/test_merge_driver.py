"""Git merges files of records by `dateline merge-driver`, and files for each record by itself."""

from __future__ import annotations

import os
import shutil
from random import Random

import pytest
from formats.edited_pairs import edited, event, one_side, parsed, text_of
from formats.merged_by_git import PROGRAM, Repository, wrong
from formats.test_three_way import NAMES, pair

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")


@pytest.fixture
def repository(tmp_path, cli, monkeypatch):
    if not os.path.exists(PROGRAM):
        pytest.skip("dateline is not installed beside Python, where Git would find it")
    made = Repository(tmp_path / "repository")
    monkeypatch.chdir(made.folder)
    told = cli("merge-driver", "--install")
    assert told.code == 0
    return made


@pytest.mark.parametrize("apart", [True, False], ids=["other fields", "the same fields"])
def test_git_loses_nothing_in_silence(repository, apart):
    """Ten pairs of edits; `make torture` has five hundred."""
    assert [found for seed in range(5) if (found := wrong(repository, *pair(seed + 10_000, apart=apart)))] == []


@pytest.mark.parametrize("seed", range(4))
def test_git_stops_where_both_changed_the_same(repository, seed):
    random = Random(seed)
    base = [event(random, f"e{number}") for number in range(3)]
    ours, theirs = (edited(random, base, side, NAMES) for side in "ab")
    for side, title in ((ours, "Mine"), (theirs, "Theirs")):
        next(each for each in side if each["id"] == "e1")["title"] = title
    done, text = repository.merged(*map(text_of, (base, ours, theirs)))
    assert done.returncode == 1
    assert "events.toml: event e1: title was changed on both sides" in done.stderr
    assert repository.git("status", "--porcelain").stdout.startswith("UU events.toml")
    titles = [parsed(one_side(text, side))["e1"]["title"] for side in ("ours", "theirs")]
    assert titles == ["Mine", "Theirs"]


def test_a_removed_and_changed_record_stops_git(repository):
    base = [event(Random(1), f"e{number}") for number in range(3)]
    ours, theirs = base[:2], [*base[:2], {**base[2], "place": "Elsewhere"}]
    done, text = repository.merged(*map(text_of, (base, ours, theirs)))
    assert done.returncode == 1
    assert "<<<<<<< ours: removed\n" in text
    assert 'place = "Elsewhere"' in text


def test_what_is_no_toml_stops_git_and_loses_nothing(repository):
    base = text_of([event(Random(1), "e1")])
    done, text = repository.merged(base, base + "\n[[event]\n", base.replace("# The head.", "# Another head."))
    assert done.returncode == 1
    assert "the version of ours is no TOML, line" in done.stderr
    assert "[[event]\n" in text
    assert "# Another head." in text


def test_toml_of_others_is_merged_by_lines(repository):
    base = "[project]\na = 1\nb = 2\nc = 3\nd = 4\n"
    done, text = repository.merged(base, base.replace("a = 1", "a = 9"), base.replace("d = 4", "d = 8"))
    assert (done.returncode, text) == (0, "[project]\na = 9\nb = 2\nc = 3\nd = 8\n")


def test_what_is_wrong_only_when_merged_stops_git(repository):
    cited = '{ source = "a" }, { source = "b" }'
    base = f'[[event]]\nid = "e"\ntitle = "E"\ndate = "1994"\nconfidence = "high"\ncitations = [{cited}]\n'
    ours, theirs = (base.replace(cited, f'{{ source = "{left}" }}') for left in "ab")
    done, text = repository.merged(base, ours, theirs)
    assert done.returncode == 1
    assert "events.toml: line 1:" in done.stderr
    assert "citation" in done.stderr
    assert "citations" not in text


def test_ends_of_lines_stay(repository):
    base, ours, theirs = (text_of(each).replace("\n", "\r\n") for each in pair(3, apart=True))
    repository.git("config", "core.autocrlf", "false")
    done, text = repository.merged(base, ours, theirs)
    assert done.returncode == 0
    assert text.count("\n") == text.count("\r\n") > 5


def test_installing_twice_changes_nothing(cli, tmp_path, monkeypatch):
    repository = Repository(tmp_path / "fresh")
    (repository.folder / "below").mkdir()
    monkeypatch.chdir(repository.folder / "below")
    attributes = repository.folder / ".gitattributes"
    attributes.write_text("*.png binary", "utf-8")
    first = cli("merge-driver", "--install")
    assert "has a new line '*.toml merge=dateline': commit it" in first.err
    assert "merge.dateline.driver = dateline merge-driver %O %A %B %P" in first.err
    before = attributes.read_text(), (repository.folder / ".git" / "config").read_text()
    assert before[0] == "*.png binary\n*.toml merge=dateline\n"
    second = cli("merge-driver", "--install")
    assert second.err.count("already") == 3
    assert before == (attributes.read_text(), (repository.folder / ".git" / "config").read_text())


def test_installing_refuses_where_it_does_not_belong(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    outside = cli("merge-driver", "--install")
    assert (outside.code, "is in no working tree of Git" in outside.err) == (2, True)
    repository = Repository(tmp_path / "taken")
    (repository.folder / ".gitattributes").write_text("*.toml merge=union\n", "utf-8")
    monkeypatch.chdir(repository.folder)
    taken = cli("merge-driver", "--install")
    assert (taken.code, "has 'merge=union' for TOML files" in taken.err) == (2, True)
    assert cli("merge-driver", "a", "b").code == 2
    assert cli("merge-driver", "a", "b", "c", "d").code == 2


def test_files_for_each_record_need_no_driver(cli, own_url, tmp_path, new_url):
    folder = tmp_path / "dumped"
    assert cli("dump", folder, "--by-record", url=own_url).code == 0
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.toml"))
    assert "events/currency-agreement-2000.toml" in files
    assert any(file.startswith("themes/") and "%2F" in file for file in files)
    fresh = new_url()
    assert cli("load", folder, url=fresh).code == 0
    assert cli("diff", folder, "--exit-code", url=own_url).code == 0
    assert cli("dump", tmp_path / "again", "--by-record", url=fresh).code == 0
    assert files == sorted(p.relative_to(tmp_path / "again").as_posix() for p in (tmp_path / "again").rglob("*.toml"))
