"""A database that is missing, foreign, old or damaged is refused with exit code 5 and left as it is: on both engines."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from processes import running

READING = ("query", "export", "stats", "deadlines", "explain item", "show item", "actors", "db info", "db check")


def all_refuse(cli, url, *parts, commands=(*READING, "load union-state", "import csv FILE"), file=os.devnull):
    for command in commands:
        result = cli(*command.replace("FILE", str(file)).split(), url=url)
        assert result.code == 5, command
        assert result.out == ""
        for part in parts:
            assert part in result.err, command


@pytest.fixture
def one_event(tmp_path):
    file = tmp_path / "one.csv"
    file.write_text("id,date,title\na,1999,A\n", "utf-8")
    return file


def test_missing_database(cli, tmp_path):
    missing = tmp_path / "missing.db"
    all_refuse(cli, f"sqlite:///{missing}", "no database at", "dateline load", commands=READING)
    assert not missing.exists()
    assert cli("stats").code == 5, "the default database is missing too"


@pytest.mark.both_engines
def test_empty_database(cli, url, engine, tmp_path):
    if engine == "sqlite":
        (tmp_path / "empty.db").touch()
        url = str(tmp_path / "empty.db")
    all_refuse(cli, url, "is not a dateline database", commands=READING)


def test_foreign_database(cli, url, execute, rows, one_event):
    execute(url, "CREATE TABLE recipe (id INTEGER)")
    execute(url, "INSERT INTO recipe VALUES (1)")
    all_refuse(cli, url, "is not a dateline database", file=one_event)
    assert cli("db", "upgrade", url=url).code == 5
    assert rows(url) == {"recipe": [(1,)]}


def test_a_file_that_is_no_database(cli, tmp_path, one_event):
    file = tmp_path / "notes.txt"
    file.write_text("these are my notes, and no database at all\n" * 50, "utf-8")
    content = file.read_bytes()
    all_refuse(cli, str(file), "not a database", file=one_event)
    assert cli("db", "upgrade", url=str(file)).code == 5
    assert file.read_bytes() == content


@pytest.mark.parametrize(("version", "advice"), [("9999", "update dateline"), ("0000", "db upgrade")])
def test_schema_of_another_version(cli, own_url, execute, rows, one_event, version, advice):
    execute(own_url, f"UPDATE dateline_version SET version_num = '{version}'")
    before = rows(own_url)
    all_refuse(cli, own_url, version, advice, file=one_event)
    assert cli("db", "upgrade", url=own_url).code == 5
    assert rows(own_url) == before


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("mysql://localhost/x", "unknown kind of database: mysql"),
        ("sqlite://", "does not name a database file"),
        ("sqlite:///:memory:", "does not name a database file"),
        ("postgresql://nobody@127.0.0.1:1/nothing", "127.0.0.1"),
    ],
)
def test_addresses(cli, address, message):
    result = cli("stats", url=address)
    assert result.code == 5
    assert message in result.err
    assert len(result.err.splitlines()) <= 2


def test_a_password_is_never_shown(cli):
    result = cli("stats", url="postgresql://nobody:verysecret@127.0.0.1:1/nothing")
    assert result.code == 5
    assert "nobody" in result.err
    assert "verysecret" not in result.err


def test_a_folder_is_no_database(cli, tmp_path):
    assert cli("stats", url=str(tmp_path)).code == 5
    assert cli("load", "union-state", url=str(tmp_path)).code == 5


def test_an_unwritable_cache_is_done_without(cli, loaded_url, tmp_path):
    file = tmp_path / "file"
    file.write_text("not a folder", "utf-8")
    plain = cli("query", "--count", url=loaded_url)
    assert plain.code == 0
    for content in ("", "{", "[]", '{"stamp": 1}', '{"plans": {}}'):
        cache = tmp_path / "cache" / "dateline"
        cache.mkdir(parents=True, exist_ok=True)
        for engine in ("sqlite", "postgresql"):
            (cache / f"plans-{engine}.json").write_text(content, "utf-8")
        assert cli("query", "--count", url=loaded_url, env={"XDG_CACHE_HOME": str(tmp_path / "cache")}) == plain


def test_a_database_that_is_damaged(cli, tmp_path):
    file = tmp_path / "damaged.db"
    assert cli("load", "union-state", url=str(file)).code == 0
    content = bytearray(file.read_bytes())
    content[8192:] = b"\xaa" * (len(content) - 8192)
    file.write_bytes(content)
    assert cli("query", url=str(file)).code == 5
    assert cli("db", "check", url=str(file)).code == 5


@pytest.mark.both_engines
def test_a_locked_database_is_read_all_the_same(cli, mine):
    if not mine.startswith("sqlite"):
        pytest.skip("PostgreSQL readers never wait for a writer")
    connection = sqlite3.connect(mine.removeprefix("sqlite:///"), isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        assert cli("query", "--count", url=mine).out == "1\n"
    finally:
        connection.close()


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux tells who holds a lock")
@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_second_writer_is_told_who_writes(cli, tmp_path, monkeypatch, mode):
    monkeypatch.setattr("dateline.storage.engines.sqlite.PATIENCE", 0.01)
    place = tmp_path / "some.db"
    assert cli("load", "union-state", url=f"sqlite:///{place}").code == 0
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(f'PRAGMA journal_mode = {sys.argv[2]}'); "
    )
    script += "c.execute('BEGIN IMMEDIATE'); print('ready', flush=True); sys.stdin.read()"
    words = [sys.executable, "-c", script, str(place), mode]
    with running(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        result = cli("remove", "belarus-referendum-1995", url=f"sqlite:///{place}")
        process.communicate("")
    assert result.code == 5
    assert f"it is written to by process {process.pid}, begun 2" in result.err
