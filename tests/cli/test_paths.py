"""What is named is what is read and written: databases with any letters in their names, and outputs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

NAMES = ["q?mode=ro.db", "a#b.db", "100%25.db", "two words.db", "~", "file:x.db", "ü.db", "a:b.db", "x?y/z#.db"]
COLLECTION = '[collection]\nid = "mine"\ntitle = "Mine"\n[[source]]\nid = "s"\ntitle = "S"\n'


def commands(folder: str, tmp_path: Path) -> dict[str, list[object]]:
    table = tmp_path / "more.csv"
    table.write_text("id,date,title\nmore,1999,More\n")
    (tmp_path / "new.toml").write_text(
        '[[event]]\nid = "new"\ntitle = "New"\ndate = "2000"\nconfidence = "low"\ncitations = [{ source = "s" }]\n'
    )
    return {
        "load": ["load", folder],
        "import": ["import", "csv", table],
        "add": ["add", "event", "--file", tmp_path / "new.toml"],
        "past": ["query", "--recorded-at", "@1", "--count"],
        "check": ["db", "check"],
        "count": ["query", "--count"],
    }


@pytest.mark.in_part(2)
@pytest.mark.parametrize("name", NAMES)
def test_a_path_is_a_path(cli, folder, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "here" / name
    place.parent.mkdir(parents=True)
    source = folder(all=COLLECTION)
    for words in commands(source, tmp_path).values():
        result = cli("--db", place, *words)
        assert result.code == 0, result.err
    assert result.out == "2\n"
    assert [each.name for each in place.parent.iterdir()] == [place.name], "one file, where it was said"
    assert cli("--db", place, "db", "backup", place.parent / f"copy {place.name}").code == 0
    assert cli("--db", place.parent / f"copy {place.name}", "query", "--count").out == "2\n"


@pytest.mark.in_part(2)
@pytest.mark.parametrize(
    ("db", "place"),
    [
        ("mine.db", "conf/mine.db"),
        ("../up.db", "up.db"),
        ("~/mine.db", "home/mine.db"),
        ("./~", "conf/~"),
        ("50% #1?.db", "conf/50% #1?.db"),
        ("sqlite:///mine.db", "conf/mine.db"),
        ("sqlite:///~/mine.db", "home/mine.db"),
    ],
)
def test_the_path_of_a_configuration_is_seen_from_it(cli, tmp_path, monkeypatch, db, place):
    for each in ("conf", "home", "work"):
        (tmp_path / each).mkdir()
    (tmp_path / "conf/config.toml").write_text(f"db = {db!r}\n")
    monkeypatch.chdir(tmp_path / "work")
    result = cli("--config", tmp_path / "conf/config.toml", "load", "union-state", env={"HOME": str(tmp_path / "home")})
    assert result.code == 0, result.err
    assert (tmp_path / place).is_file()
    assert not list((tmp_path / "work").iterdir())


EMPTY = {
    "query": ["query"],
    "add": ["add", "event", "--file", os.devnull],
    "edit": ["edit", "a", "--file", os.devnull],
    "remove": ["remove", "a"],
    "merge": ["merge", "a", "b"],
    "undo": ["import", "undo", "1"],
    "restore": ["restore", "a", "--at", "2000"],
    "text": ["sources", "add", "s.txt"],
    "dump": ["dump", "folder"],
    "backup": ["db", "backup", "copy.db"],
    "past": ["query", "--recorded-at", "@1"],
}


@pytest.mark.parametrize("command", EMPTY)
def test_an_empty_place_stays_empty(cli, tmp_path, monkeypatch, command):
    """Only what brings records makes a database; all others say what `query` says."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.txt").write_text("text")
    result = cli("--db", "none.db", *EMPTY[command])
    assert (result.code, result.err) == (5, cli("--db", "none.db", "query").err)
    assert not (tmp_path / "none.db").exists()
    assert not (tmp_path / "folder").exists()


OUTPUTS = {
    "export": ["export", "-f", "csv", "-o"],
    "query": ["query", "-f", "jsonl", "-o"],
    "deadlines": ["deadlines", "-f", "csv", "-o"],
}


@pytest.mark.parametrize("command", OUTPUTS)
def test_other_files_are_left_alone(cli, loaded_url, tmp_path, command):
    """Neither a file called like a draft, nor what a link of that name leads to, nor a database is written to."""
    out, victim = tmp_path / "o.out", tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "o.out.part").symlink_to(victim)
    (tmp_path / "link").symlink_to(victim)
    assert cli(*OUTPUTS[command], out, url=loaded_url).code == 0
    assert victim.read_text() == "precious"
    assert (tmp_path / "o.out.part").is_symlink()
    assert out.is_file()
    assert not out.is_symlink()
    assert cli(*OUTPUTS[command], tmp_path / "link", url=loaded_url).code == 0
    assert (tmp_path / "link").is_symlink()
    assert victim.read_text() == out.read_text()
    assert sorted(each.name for each in tmp_path.iterdir() if each.name != "xdg") == [
        "link", "o.out", "o.out.part", "victim",
    ]  # fmt: skip


def test_an_output_replaces_no_database(cli, url, tmp_path, folder):
    place = tmp_path / "mine.db"
    assert cli("--db", place, "load", "union-state").code == 0
    before = place.read_bytes()
    result = cli("--db", place, "export", "-f", "csv", "-o", place)
    assert (result.code, "is a database" in result.err) == (2, True)
    assert place.read_bytes() == before


@pytest.mark.parametrize(
    "options",
    [("--rejects", "in.csv"), ("--report", "in.csv"), ("--rejects", "x", "--report", "./x"), ("--rejects", "link")],
)
def test_an_output_is_no_input_and_no_other_output(cli, url, tmp_path, monkeypatch, options):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.csv").write_text("id,date,title\na,1999,A\n")
    (tmp_path / "link").symlink_to("in.csv")
    result = cli("import", "csv", "in.csv", *options, url=url)
    assert (result.code, "is also" in result.err) == (2, True)
    assert (tmp_path / "in.csv").read_text() == "id,date,title\na,1999,A\n"


def test_two_backups_of_one_name(cli, loaded_url, tmp_path):
    """One of them gets the name, the other says so; neither is damaged."""
    words = [sys.executable, "-m", "dateline", "--db", loaded_url, "db", "backup", str(tmp_path / "copy.db")]
    started = [subprocess.Popen(words, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [process.communicate()[1] for process in started]
    assert sorted(process.returncode for process in started) == [0, 5, 5], said
    assert sum("already exists" in each for each in said) == 2
    assert cli("--db", tmp_path / "copy.db", "db", "check").code == 0
    assert sorted(each.name for each in tmp_path.iterdir() if each.name != "xdg") == ["copy.db"]


def test_a_dump_is_whole_or_nothing(cli, loaded_url, tmp_path):
    """A folder stands where a file is to be."""
    folder = tmp_path / "dump"
    assert cli("dump", folder, url=loaded_url).code == 0
    files = sorted(folder.rglob("*.toml"))
    for each in files[:-1]:
        each.write_text("# older\n")
    files[-1].unlink()
    files[-1].mkdir()
    result = cli("dump", folder, "--force", url=loaded_url)
    assert (result.code, files[-1].name in result.err) == (2, True)
    assert all(each.read_text() == "# older\n" for each in files[:-1])
    assert sorted(each for each in folder.rglob("*") if each.is_file()) == files[:-1]
