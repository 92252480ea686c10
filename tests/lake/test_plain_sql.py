"""The Parquet files of a lake are read with DuckDB alone, as the page about plain SQL says."""

from __future__ import annotations

import json

import pytest

from dateline.dates import parse
from dateline.length_classes import GAPPED


@pytest.mark.parametrize("text", ["1995", "1994-07", "1990/2000"])
def test_the_conditions_hold_on_the_files(held, cli, text):
    import duckdb

    folder, url = held
    manifest = json.loads((folder / "manifest.json").read_text())
    files = [dict(zip(manifest["columns"], values, strict=True)) for values in manifest["files"]]
    paths = [str(folder / each["path"]) for each in files if each["table"] == "event"]
    date = parse(text)
    sql = (
        "SELECT id, CASE WHEN start_latest <= $last AND end_earliest >= $first THEN 'certain' ELSE 'possible' END, "
        f"length_class = {GAPPED} FROM read_parquet($files, hive_partitioning = false) "
        "WHERE start_earliest <= $last AND end_latest >= $first"
    )
    found = duckdb.execute(sql, {"first": date.earliest, "last": date.latest, "files": paths}).fetchall()
    options = ("--from", text, "--to", text, "-f", "jsonl", "--limit", 1_000_000)
    wanted = [json.loads(line) for line in cli("query", *options, url=url).out.splitlines()]
    gapped = {identity for identity, _, gaps in found if gaps}
    assert {i: match for i, match, gaps in found if not gaps} == {
        record["id"]: record["match"] for record in wanted if record["id"] not in gapped
    }
    assert found
