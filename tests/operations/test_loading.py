"""Curated records between files and a database."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import InvalidQuery, InvalidRecords, NotFound, UnusableFile
from dateline.operations import loading
from dateline.storage.opening import reading
from dateline.storage.writing.load import load

GOOD = (Path(__file__).parents[1] / "data" / "good.toml").read_text("utf-8")


def test_load_dump_and_compare(cli, url, folder, tmp_path, occasion):
    report = load(url, loading.checked([folder(all=GOOD)]), occasion=occasion)
    with reading(url) as connection:
        files = loading.dumped(connection)
        loading.write_files(str(tmp_path / "out"), files)
        assert list(loading.differences(connection, loading.checked([str(tmp_path / "out")]))) == []
    assert cli("dump", tmp_path / "command", url=url).code == 0
    assert {file: (tmp_path / "command" / file).read_text("utf-8") for file in files} == files
    again = load(url, loading.read([str(tmp_path / "out")]), occasion=occasion)
    assert (report.inserted, again.inserted, again.updated, again.unchanged) == (again.unchanged, 0, 0, report.inserted)
    (batch,) = cli("history", "-f", "jsonl", url=url).records
    assert (batch["author"], batch["command"], batch["reason"]) == ("ann", "a program", "to see")


def test_differences_are_those_of_the_command(cli, url, folder):
    assert cli("load", folder(all=GOOD), url=url).code == 0
    changed = folder("changed", all=GOOD.replace("Ann meets Bob", "Ann meets somebody"))
    with reading(url) as connection:
        found = list(loading.differences(connection, loading.checked([changed], linked=False)))
    assert [(each["kind"], each["where"]) for each in found] == [("event", "both")]
    assert found == cli("diff", changed, "-f", "jsonl", url=url).records


def test_files_are_not_replaced_unasked(tmp_path):
    loading.write_files(str(tmp_path), {"a.toml": "1", "b/c.toml": "2"})
    with pytest.raises(InvalidQuery, match=r"already contains b/c\.toml"):
        loading.write_files(str(tmp_path), {"a.toml": "3"})
    loading.write_files(str(tmp_path), {"a.toml": "3"}, force=True)
    assert [path.name for path in tmp_path.rglob("*.toml")] == ["a.toml"]
    with pytest.raises(UnusableFile, match="could not open file"):
        loading.write_files(str(tmp_path / "a.toml"), {"x.toml": ""})


def test_faults(folder):
    with pytest.raises(NotFound, match="shipped collection; shipped: "):
        loading.read(["nowhere"])
    with pytest.raises(InvalidRecords):
        loading.checked([folder(all=GOOD.replace('"1999-09"', '"1999-13"'))])
