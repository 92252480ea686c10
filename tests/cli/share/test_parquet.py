"""`-f parquet`: through files, pipes and packed files; refused where it makes no sense."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zipfile

import pytest
from pyarrow import parquet


def spawn(*args, folders, **options):
    command = [sys.executable, "-m", "dateline", *map(str, args)]
    return subprocess.Popen(command, env={**folders, "PATH": os.environ["PATH"]}, **options)


@pytest.fixture
def exported(cli, loaded_url, tmp_path):
    """Return the file of all events of the shipped collection."""
    file = tmp_path / "all.parquet"
    assert cli("export", "-o", file, url=loaded_url).code == 0
    return file


def test_what_an_analyst_finds(cli, loaded_url, exported):
    rows = parquet.read_table(exported).to_pylist()
    days = [{name: row[name] and row[name].isoformat() for name in ("earliest", "latest")} for row in rows]
    records = cli("export", "-f", "jsonl", url=loaded_url).records
    assert [row | day for row, day in zip(rows, days, strict=True)] == records


def test_from_pipe_to_pipe(loaded_url, new_url, cli, folders):
    copy = new_url()
    writes = spawn("--db", loaded_url, "export", "-f", "parquet", folders=folders, stdout=subprocess.PIPE)
    with writes, spawn("--db", copy, "-q", "import", "parquet", "-", folders=folders, stdin=writes.stdout) as reads:
        writes.stdout.close()
    assert (writes.returncode, reads.returncode) == (0, 0)
    assert cli("query", "-f", "jsonl", url=copy).out == cli("query", "-f", "jsonl", url=loaded_url).out != ""


def test_a_closed_pipe_is_quiet(loaded_url, folders):
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with spawn("--db", loaded_url, "export", "-f", "parquet", folders=folders, **pipes) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_packed_files(cli, exported, url, tmp_path):
    packed, archive = tmp_path / "all.parquet.gz", tmp_path / "all.zip"
    packed.write_bytes(gzip.compress(exported.read_bytes()))
    with zipfile.ZipFile(archive, "w") as file:
        file.write(exported)
    assert " 162 inserted" in cli("import", "parquet", packed, url=url).err
    assert " 162 unchanged" in cli("import", "parquet", archive, url=url).err
    packed.write_bytes(packed.read_bytes()[:-100])
    assert cli("import", "parquet", packed, url=url).code == 4


def test_a_cut_file_is_bad_data(cli, exported, url):
    exported.write_bytes(exported.read_bytes()[:-100])
    result = cli("import", "parquet", exported, url=url)
    assert result.code == 4
    assert f"{exported}: is not a Parquet file, or is truncated" in result.err
    assert "nothing was written" in result.err


def test_a_bad_row_is_told_by_its_number(cli, exported, url):
    table = parquet.read_table(exported)
    dates = table.column("date").to_pylist()
    changed = table.set_column(1, "date", [[*dates[:2], "19999", *dates[3:]]])
    parquet.write_table(changed, exported)
    result = cli("import", "parquet", exported, url=url)
    assert result.code == 4
    assert f"{exported}:3: date '19999'" in result.err


def test_a_terminal_is_not_for_bytes(cli, loaded_url, monkeypatch):
    monkeypatch.setattr("dateline.cli.output.destination.is_terminal", lambda: True)
    result = cli("export", "-f", "parquet", url=loaded_url)
    assert result.code == 2
    assert "write it to a file with -o" in result.err
    assert result.out == ""


@pytest.mark.parametrize("command", ["query --by year", "query --count", "actors", "stats", "date 1999"])
def test_only_events_and_deadlines(cli, loaded_url, tmp_path, command):
    file = tmp_path / "x.parquet"
    options = ["-f", "parquet", *(["-o", file] if not command.startswith("date") else [])]
    result = cli(*command.split(), *options, url=loaded_url)
    assert result.code == 2
    assert "-f parquet is not available here: it holds only events and deadlines" in result.err
    assert not list(tmp_path.glob("x.*"))


def test_deadlines(cli, loaded_url, tmp_path):
    file = tmp_path / "deadlines.parquet"
    options = ("deadlines", "--as-of", "2000-10-15", "--overdue", "-f")
    assert cli(*options, "parquet", "-o", file, url=loaded_url).code == 0
    assert parquet.read_table(file).column("id").to_pylist() == cli(*options, "jsonl", url=loaded_url).ids != []


def test_without_pyarrow(cli, loaded_url, exported, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for options in (("export", "-o", tmp_path / "new.parquet"), ("import", "parquet", exported)):
        result = cli(*options, url=loaded_url)
        assert result.code == 2
        assert "pip install 'dateline[parquet]'" in result.err
    assert not (tmp_path / "new.parquet").exists()
