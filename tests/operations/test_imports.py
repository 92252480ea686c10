"""Events in bulk from files and streams into databases and lakes."""

from __future__ import annotations

import io
import json

import pytest

from dateline.errors import InvalidQuery, InvalidRecords, UnusableFile
from dateline.operations.imports import Files, Import, Outcome
from dateline.operations.lakes import add_files

GOOD = {"id": "a", "date": "1999-12", "title": "A", "actors": [{"id": "ann"}]}
BAD = {"id": "b", "date": "1999-13", "title": "B"}


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def file(tmp_path):
    def write(name, *records):
        (tmp_path / name).write_text(lines(*records), "utf-8")
        return str(tmp_path / name)

    return write


def imported(url, files, occasion, outcome=None, **more):
    run = Import(url, Files("jsonl", files, **more), "press", outcome or Outcome(), lambda _: occasion)
    run.run()
    return run


def test_the_same_events_as_by_the_command(cli, new_url, file, occasion):
    ours, theirs, given = new_url(), new_url(), file("one.jsonl", GOOD, GOOD | {"id": "c"})
    stream = io.BytesIO(lines(GOOD | {"id": "d"}).encode())
    run = imported(ours, [given, stream], occasion)
    run.check()
    assert run.outcome.counts == {
        "read": 3,
        "inserted": 3,
        "updated": 0,
        "unchanged": 0,
        "repeated": 0,
        "withdrawn": 0,
        "rejected": 0,
    }
    words = ("import", "jsonl", "--collection", "press")
    assert cli(*words, given, "-", url=theirs, stdin=lines(GOOD | {"id": "d"}).encode()).code == 0
    assert cli("query", "-f", "jsonl", url=ours).out == cli("query", "-f", "jsonl", url=theirs).out
    assert [batch["author"] for batch in cli("history", "-f", "jsonl", url=ours).records] == ["ann", "ann"]


def test_bad_rows(cli, url, file, occasion):
    good, bad = file("good.jsonl", GOOD), file("bad.jsonl", GOOD | {"id": "e"}, BAD)
    run = imported(url, [bad, good], occasion)
    assert cli("query", "-f", "jsonl", url=url).ids == ["a"]
    with pytest.raises(InvalidRecords, match=r"1 fault found; nothing of .*bad\.jsonl was written") as caught:
        run.check()
    assert [(fault.file, fault.line) for fault in caught.value.faults] == [(bad, 2)]
    aside = io.StringIO()
    run = imported(url, [bad], occasion, Outcome(aside))
    run.check()
    assert (run.outcome.counts["inserted"], run.outcome.counts["rejected"]) == (1, 1)
    assert json.loads(aside.getvalue())["line"] == 2


def test_watching_and_refusals(url, file, occasion):
    given, seen = file("one.jsonl", GOOD), []

    def watch(text):
        seen.append(text.name)
        return (batch.items for batch in text.batches)

    imported(url, [given], occasion, watch=watch)
    assert seen == [given]
    with pytest.raises(InvalidQuery, match="csv or tsv"):
        imported(url, [given], occasion, mapping="x.toml")
    with pytest.raises(UnusableFile, match="could not open file"):
        imported(url, [given + "x"], occasion)


def test_lakes(cli, file, tmp_path, occasion):
    pytest.importorskip("duckdb")
    from dateline.storage.lake.adding import create

    folder = str(tmp_path / "lake")
    create(folder, occasion)
    good, bad = Outcome(), Outcome()
    add_files(folder, Files("jsonl", [file("one.jsonl", GOOD)]), "press", good, occasion)
    add_files(folder, Files("jsonl", [file("bad.jsonl", BAD)]), "press", bad, occasion)
    assert (good.written, good.counts["inserted"], bad.written) == (True, 1, False)
    with pytest.raises(InvalidRecords, match="1 fault found; nothing was written"):
        bad.check()
    assert cli("query", "-f", "jsonl", url=f"lake:{folder}").ids == ["a"]
