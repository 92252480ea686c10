"""Datasette serves a database as it is, with the views as tables; it is no part of the extra `test`, for it is big."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from shutil import copy
from urllib.parse import urlencode

import pytest

pytest.importorskip("datasette", reason="datasette is not installed: pip install datasette")


def served(path, address):
    """Return what Datasette answers to one request, asked by its own command, without a port."""
    words = [sys.executable, "-m", "datasette", "serve", "--immutable", path, "--get", address]
    done = subprocess.run(words, capture_output=True, check=False, env={**os.environ, "DATASETTE_SECRET": "s"})
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_a_backup_is_served_with_its_views(load_once, request, tmp_path, cli):
    url = next(load_once("sqlite", request))
    cli("db", "backup", tmp_path / "union.db", url=url)
    found = served(tmp_path / "union.db", "/union/events.json?" + urlencode({"_size": "max", "_shape": "array"}))
    told = cli("query", "-f", "jsonl", "--limit", 1000, url=url).out.splitlines()
    wanted = {record["id"]: record["earliest"] for record in map(json.loads, told)}
    assert {row["id"]: row["earliest"] for row in found} == wanted
    views = served(tmp_path / "union.db", "/union.json")["views"]
    assert {"events", "event_actors", "citations", "deadlines"} <= {view["name"] for view in views}


def test_the_working_file_is_served_as_it_is(load_once, request, tmp_path):
    url = next(load_once("sqlite", request))
    copy(url.removeprefix("sqlite:///"), tmp_path / "own.db")
    sql = "SELECT count(*) AS number FROM deadlines"
    found = served(tmp_path / "own.db", "/own.json?" + urlencode({"sql": sql, "_shape": "array"}))
    assert found[0]["number"] > 0
