"""A database of any file name is opened for reading alone; who waits to write is told for whom."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import sys

import pytest

from dateline.errors import DatabaseError
from dateline.formats.curated.folder import Curated
from dateline.storage.engines.connection import errors_of
from dateline.storage.engines.writing import writing
from dateline.storage.writing.load import load

NAMES = [
    "plain.db",
    "a b.db",
    "50%.db",
    "%41.db",
    "what?.db",
    "?mode=rwc",
    "#1.db",
    "Минск.db",
    "a&b=c;d",
    "line\nfeed",
    "file:x",
]


@pytest.mark.in_part(2)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("absolute", [True, False])
def test_any_file_name_can_be_read(cli, tmp_path, monkeypatch, folders, load_once, request, name, absolute):
    loading = load_once("sqlite", request, '[collection]\nid = "x"\ntitle = "X"\n')
    shutil.copy(next(loading).removeprefix("sqlite:///"), tmp_path / name)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    result = cli("query", "--count", url=f"sqlite:///{tmp_path / name if absolute else name}")
    assert (result.code, result.out) == (0, "0\n"), result.err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.both_engines
@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for the locks of SQLite")
def test_a_second_writer_is_told_who_writes(url):
    """Whoever waited in vain for the turn of writers gets the process that has it, and since when."""
    load(url, Curated())
    message = "database is locked" if url.startswith("sqlite:") else "canceling statement due to lock timeout"
    with writing(url), pytest.raises(DatabaseError) as refused, errors_of(url):
        raise sqlite3.OperationalError(message)
    assert re.search(
        rf"written to by .*process {os.getpid()}\b.*\d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d", str(refused.value.hint)
    )
    with pytest.raises(DatabaseError) as free, errors_of(url):
        raise sqlite3.OperationalError(message)
    assert free.value.hint == "another command writes to it: try again when it has ended"
