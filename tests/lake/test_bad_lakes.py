"""Lakes that are not sound, and commands that lakes cannot answer: one clear error, and never a wrong answer."""

from __future__ import annotations

import json
import shutil

import pytest

from dateline.storage.engines.lakes import manifest
from dateline.storage.schema.version import SCHEMA


@pytest.fixture
def own(held, tmp_path):
    """Return the folder of a copy that the test may spoil."""
    shutil.copytree(held[0], tmp_path / "own")
    return tmp_path / "own"


def spoil(folder, **values):
    path = folder / manifest.NAME
    found = json.loads(path.read_text("utf-8")) | values
    path.write_text(json.dumps(found), "utf-8")


def refused(cli, folder, *words):
    result = cli(*(words or ("query", "-f", "jsonl")), url=f"lake:{folder}")
    assert (result.code, result.out) == (5, "")
    return result.err


def test_none(cli, tmp_path):
    assert "no lake at" in refused(cli, tmp_path / "nowhere")
    assert "dateline lake create" in refused(cli, tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"dateline": "other"}', "\ufeff{}", '{"dateline": "lake"}', "\0"])
def test_a_damaged_manifest(cli, own, text):
    (own / manifest.NAME).write_text(text, "utf-8")
    assert "hint" in refused(cli, own)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"schema": "9999"}, f"schema 9999, newer than this program's {SCHEMA}"),
        ({"schema": "0001"}, "has schema 0001"),
        ({"format": 99}, "newer than this program's 2"),
        ({"format": 1}, "has format 1, this program needs 2"),
        ({"format": "x"}, "has no format"),
        ({"files": [["../../etc/passwd", "event", 1, 1, "", 0, 1999, 0, 0, 0, 0]]}, "refers to an impossible file"),
        ({"files": [["/etc/passwd", "event", 1, 1, "", 0, 1999, 0, 0, 0, 0]]}, "refers to an impossible file"),
        ({"files": [["x", "event", "1"]]}, "damaged"),
        ({"files": None}, "damaged"),
        ({"files": []}, "damaged"),
    ],
)
def test_what_the_manifest_says(cli, own, values, said):
    spoil(own, **values)
    assert said in refused(cli, own)


def of_events(folder):
    return max(manifest.load(folder).of("event"), key=lambda file: file.rows)


def test_a_missing_file(cli, own):
    file = of_events(own)
    (own / file.path).unlink()
    assert f"the file {file.path} is missing" in refused(cli, own)
    assert "1 fault found" in refused_info(cli, own, file.path)


def test_another_file(cli, own):
    file = of_events(own)
    other = min(manifest.load(own).of("event"), key=lambda file: file.size)
    shutil.copy(own / other.path, own / file.path)
    assert "differs from the file that was written" in refused(cli, own)


def test_a_file_that_is_cut_off(cli, own):
    file = of_events(own)
    content = (own / file.path).read_bytes()
    (own / file.path).write_bytes(content[:-100])
    assert "differs from the file that was written" in refused(cli, own)


def test_a_file_of_the_same_size(cli, own):
    """What queries do not notice, `info --verify` does."""
    file = of_events(own)
    content = bytearray((own / file.path).read_bytes())
    content[len(content) // 2] ^= 1
    (own / file.path).write_bytes(content)
    assert "differs from the file that was written" in refused_info(cli, own, file.path)


def refused_info(cli, folder, path):
    result = cli("lake", "info", folder, "--verify")
    assert result.code == 5
    assert path in result.err
    return result.err


def test_files_that_are_not_the_lakes(cli, own, held):
    """A file beside the others is not read, and is told of; so are those of an addition that was killed."""
    file = of_events(own)
    shutil.copy(own / file.path, (own / file.path).parent / "copy.parquet")
    (own / "drafts-dead").mkdir()
    (own / "drafts-dead" / "events.parquet").write_bytes(b"half")
    answer = cli("query", "-f", "jsonl", url=f"lake:{own}")
    assert answer == cli("query", "-f", "jsonl", url=held[1])
    assert "copy.parquet" in cli("lake", "info", own).err
    assert cli("lake", "compact", own).code == 0
    assert not (own / "drafts-dead").exists()
    assert cli("lake", "info", own, "--verify").code == 0


def test_no_second_lake(cli, own, tmp_path):
    assert cli("lake", "create", own).code == 5
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    assert "is not empty" in cli("lake", "create", tmp_path / "full").err


def test_no_lake_is_made_by_adding(cli, tmp_path):
    given = tmp_path / "e.jsonl"
    given.write_text('{"id": "a", "date": "1999", "title": "A"}\n')
    result = cli("lake", "add", tmp_path / "nowhere", "jsonl", given)
    assert (result.code, "no lake at" in result.err) == (5, True)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "words",
    [
        "load union-state", "import jsonl -", "edit e;001 --file x", "remove e;001", "merge actor-1 actor-2",
        "restore e;001 --at 1999", "import undo 1", "undo --yes", "db upgrade", "db restore x.db", "query --recorded-at 1999",
        "sources add union-state",
    ],
)  # fmt: skip
def test_commands_that_write(cli, own, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("x", "x.db"):
        (tmp_path / name).write_text("")
    result = cli(*words.split(), url=f"lake:{own}", stdin=b'{"id": "a", "date": "1999", "title": "A"}\n')
    assert result.code in (2, 4, 5), result.out
    assert result.err.startswith("dateline: ") or "Error" in result.err


@pytest.mark.parametrize("words", ["db info", "db check", "history", "verify", "db backup x.db", "dump out", "diff x"])
def test_commands_that_look_after_databases(cli, own, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").write_text("")
    assert cli(*words.split(), url=f"lake:{own}").code in (0, 2, 4, 5)


def test_no_cluster(cli):
    pytest.importorskip("pyspark", reason="the address of a cluster is not tested: pyspark-client is missing")
    result = cli("query", url="spark://127.0.0.1:1/some/lake")
    assert (result.code, "no Spark Connect server at 127.0.0.1:1" in result.err) == (5, True)


@pytest.mark.parametrize("url", ["spark://", "spark://host", "spark:///lake", "spark://host:nonsense/lake"])
def test_addresses_that_say_too_little(cli, url):
    pytest.importorskip("pyspark", reason="the address of a cluster is not tested: pyspark-client is missing")
    result = cli("query", url=url)
    assert (result.code, "write spark://" in result.err) == (5, True)


def test_the_manifest_on_disk_has_the_names_it_always_had(own):
    """Lakes that exist must be read by later versions."""
    text = (own / manifest.NAME).read_text("utf-8")
    found = json.loads(text)
    head = ["dateline", "format", "schema", "state", "next_event", "rows", "commits", "before", "columns", "files"]
    assert list(found) == head
    assert " ".join(found["columns"]) == (
        "path table rows size sha256 length_class year first_day last_day first_event last_event"
    )
    assert manifest.read(text, "somewhere").text() == text


@pytest.mark.parametrize("words", [("history",), ("history", "1"), ("dump", "folder"), ("edit", "actor-1")])
def test_fixed_texts_find_their_tables(cli, own, tmp_path, monkeypatch, words):
    """A lake has no history and no curated collection: whoever asks for them hears so, and of no missing table."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    result = cli(*words, url=f"lake:{own}")
    assert "Catalog Error" not in result.err
    assert result.code in (0, 2), result.err


def test_a_lake_that_is_named_as_a_file(cli, own, tmp_path):
    assert f"hint: it seems to be a lake: --db lake:{own}" in cli("query", url=str(own)).err.replace("\n    ", " ")
    assert "give a file in that folder" in cli("query", url=str(tmp_path)).err
