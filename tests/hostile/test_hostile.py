"""The short mode of hostile input: mutated files by seed, texts that are code, archives that are bombs, memory."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zipfile

import pytest
from hostile import fuzz
from hostile.corpus import INJECTIONS

# Not `ru_maxrss`: Linux hands a child the peak of the process that started it, here the test runner's own.
RUN = """
import sys
from dateline.cli.main import main
try:
    main()
except SystemExit as leaving:
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    print(peak // 1024, leaving.code or 0, file=sys.stderr)
"""
HAS_PROC = pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="/proc tells the peak of memory")


@pytest.mark.in_part(6)
@pytest.mark.parametrize("seed", range(11, 17))
def test_mutated_input(seed):
    faults = [found for found in fuzz.run(seed, number=250) if found.fault]
    assert faults == []


ASKED = (
    "query --actor", "query --theme", "query --place", "query --source", "query --text", "query --around",
    "query --from", "query --sort", "query --by", "query --recorded-at", "deadlines --actor", "deadlines --theme",
    "deadlines --programme", "deadlines --horizon", "deadlines --as-of", "actors", "themes", "sources", "programmes",
    "show", "explain", "history", "restore --at @1", "edit --file /dev/null", "remove", "merge belarus", "diff",
    "check", "load", "export --theme", "timeline --text", "db explain --text", "db check --seal", "dump --collection",
)  # fmt: skip


@pytest.fixture(scope="module")
def loaded(engine, request, load_once):
    yield from load_once(engine, request)


@pytest.mark.in_part(3)
@pytest.mark.parametrize("words", ASKED)
def test_texts_that_are_code(cli, loaded, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for text in INJECTIONS:
        if "\0" in text:  # no command line can hold it
            continue
        parts = [*words.split(), text] + (["out"] if words.startswith("dump") else [])
        result = cli(*parts, url=loaded)
        assert result.code in (0, 2, 4, 5), (words, text, result.err)
    assert cli("query", "--count", url=loaded).out == "162\n"


def test_names_that_are_code(cli, url):
    records = [
        {"id": text, "title": text, "date": "1999", "actors": [{"id": text}], "themes": [text]} for text in INJECTIONS
    ]
    sound = [record for record in records if "\0" not in record["id"] and "\udcff" not in record["id"]]
    given = "".join(json.dumps(record) + "\n" for record in sound).encode()
    rejects = ("--rejects", "/dev/null")
    for collection in ("x'; DROP TABLE event; --", '"'):
        assert cli("import", "jsonl", "-", "--collection", collection, *rejects, url=url, stdin=given).code in (0, 2)
    found = {record["id"] for record in cli("query", "-f", "jsonl", url=url).records}
    assert found >= {record["id"] for record in sound if len(record["id"]) < 500}
    assert cli("db", "check", url=url).err.endswith("no faults\n")


@HAS_PROC
@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_bombs_are_refused(tmp_path, kind):
    head, rows = b"id,date,title\n", b"a,1999,A\n" * 100_000
    path = tmp_path / f"bomb.csv.{kind}"
    if kind == "gz":
        with gzip.open(path, "wb") as file:
            file.writelines([head, *[rows] * 3])
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("../../bomb.csv", "w") as file:
            file.writelines([head, *[rows] * 3])
    peak, code, said = measured(
        tmp_path, "import", "csv", path, first="import dateline.input.limits as b; b._FROM = 10**6\n"
    )
    assert code == 4
    assert "decompresses to more than 200 times its size" in said
    assert peak < 300
    assert not (tmp_path.parent.parent / "bomb.csv").exists()


@HAS_PROC
@pytest.mark.in_part(5)
@pytest.mark.parametrize("form", ["csv", "jsonl", "ics", "timelinejs", "gdelt"])
def test_memory_is_bounded_by_the_file(tmp_path, form):
    """A file of one line, all of it nonsense: ten times its size and a constant at most."""
    path = tmp_path / "one-line"
    path.write_bytes(b"a" * 20_000_000)
    peak, code, _ = measured(tmp_path, "import", form, path, "--rejects", "/dev/null")
    assert code in (0, 4)
    assert peak < 100 + 10 * 20


def measured(folder, *words, first=""):
    """Run a command in a process of its own; return its peak memory in MB, exit code and what it said."""
    command = [sys.executable, "-c", first + RUN, "--db", folder / "m.db", *words]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    *said, last = done.stderr.splitlines()
    peak, code = map(int, last.split())
    assert "Traceback" not in done.stderr
    return peak, code, "\n".join(said)


@pytest.mark.parametrize("name", ["../../../etc", "/etc", "union-state/../..", "~", "union_state", ""])
def test_names_of_collections_lead_nowhere(cli, url, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = cli("load", name, url=url)
    assert result.code in (2, 4)
    assert cli("query", url=url).code == 5, "no database was made"
