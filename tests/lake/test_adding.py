"""What is added to a lake: the rules of `import`, step for step, and readers who see the old state or the new one."""

from __future__ import annotations

import json
import os
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from processes import running

from dateline.storage.engines.lakes import manifest
from dateline.storage.engines.lakes.layout import Partition
from dateline.storage.lake.parts import Part, together

A = {"id": "a", "date": "1999", "title": "A", "actors": [{"id": "x"}], "themes": ["t/u"]}
B = {"id": "b", "date": "1999-08", "title": "B", "themes": ["t", "s"]}
C = {"id": "c", "date": "199X", "title": "C", "citations": [{"source": "paper"}]}

STEPS = {
    "the same twice": ([[A, B]], [[A, B]]),
    "two files": ([[A], [B, C]],),
    "a change": ([[A, B]], [[A | {"title": "other"}]]),
    "a change of the date's class and year": ([[A, B]], [[A | {"date": "2005-01-01"}]]),
    "twice in one file, alike": ([[A, A]],),
    "twice in one file, otherwise": ([[A, A | {"title": "other"}]],),
    "otherwise in a second file": ([[A], [A | {"title": "other"}]],),
    "newer and older versions": ([[A | {"version": 2}]], [[A | {"title": "old", "version": 1}]]),
    "versions in one file": ([[A | {"version": 1}, A | {"title": "new", "version": 2}]],),
    "withdrawn": ([[A, B]], [[{"id": "a", "withdrawn": True}]]),
    "withdrawn in the file that says it": ([[A, {"id": "a", "withdrawn": True}, B]],),
    "withdrawn, and back with a newer version": (
        [[A | {"version": 1}]], [[{"id": "a", "withdrawn": True, "version": 2}]],
        [[A | {"version": 1}]], [[A | {"version": 3}]],
    ),
    "withdrawn with a version, then without": (
        [[{"id": "a", "withdrawn": True, "version": 1}]], [[{"id": "a", "withdrawn": True}]], [[A | {"version": 1}]],
        [[A | {"version": 2}]],
    ),
    "withdrawn with a version and without in one file": (
        [[{"id": "a", "withdrawn": True, "version": 1}, {"id": "a", "withdrawn": True}, A | {"version": 1}]],
    ),
    "withdrawn by an older version": ([[A | {"version": 3}]], [[{"id": "a", "withdrawn": True, "version": 2}]]),
    "a bad row": ([[A, {"id": "z", "date": "nonsense", "title": "Z"}]], [[B]]),
    "new themes between old ones": ([[B]], [[A | {"themes": ["s/a", "t/a/b", "a", "z"]}]], [[C | {"themes": ["s/a/b"]}]]),
    "a new actor, then the same": ([[A]], [[C | {"actors": [{"id": "x"}, {"id": "y", "name": "Y"}]}]]),
}  # fmt: skip


def both(cli, folder, url, base, files, *options, number=0):
    """Run the same files through `import` and `lake add`; return both counts without the seconds."""
    paths = []
    for each, records in enumerate(files):
        path = base / f"{number}-{each}.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
        paths.append(path)
    counts = []
    for words, name in ((("import", "jsonl"), "i"), (("lake", "add", folder, "jsonl"), "l")):
        report = base / f"{name}.json"
        rejects = base / f"{name}.rejects"
        done = cli(*words, *paths, "--report", report, "--rejects", rejects, *options, url=url)
        assert done.code == 0, done.err
        found = json.loads(report.read_text("utf-8"))
        found.pop("seconds")
        counts.append((found, rejects.read_text("utf-8")))
    return counts


def states(cli, folder, url):
    questions = (("query", "-f", "jsonl"), ("themes", "-f", "jsonl"), ("query", "--count"), ("query", "--by", "theme"))
    return [[cli(*words, url=each).out for words in questions] for each in (url, f"lake:{folder}")]


@pytest.mark.in_part(3)
@pytest.mark.parametrize("name", STEPS)
def test_as_import_does(name, cli, new_lake, tmp_path):
    folder, url = new_lake(), f"sqlite:///{tmp_path}/i.db"
    for number, files in enumerate(STEPS[name]):
        one, other = both(cli, folder, url, tmp_path, files, number=number)
        assert other == one, f"step {number}"
        one, other = states(cli, folder, url)
        assert other == one, f"step {number}"
    assert cli("lake", "info", folder, "--verify").code == 0


_RECORDS = st.fixed_dictionaries(
    {
        "id": st.sampled_from("abcde"),
        "title": st.sampled_from(["one", "two"]),
        "date": st.sampled_from(["1999", "1999-08-01", "2000-01", "199X", "[1994,1996]"]),
        "themes": st.lists(st.sampled_from(["s", "t", "t/u", "t/a/b"]), max_size=2, unique=True),
        "actors": st.lists(st.sampled_from([{"id": "x"}, {"id": "y"}]), max_size=2),
    },
    optional={"version": st.integers(0, 3), "withdrawn": st.just(True)},
)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.lists(st.lists(_RECORDS, max_size=5), min_size=1, max_size=2), min_size=1, max_size=3))
def test_random_additions(steps, cli, tmp_path_factory):
    base = tmp_path_factory.mktemp("random")
    folder, url = base / "lake", f"sqlite:///{base}/i.db"
    assert cli("lake", "create", folder).code == 0
    for number, files in enumerate(steps):
        one, other = both(cli, folder, url, base, files, number=number)
        assert other == one
    assert cli("lake", "compact", folder, "--every").code == 0
    if any(record for files in steps for records in files for record in records):
        one, other = states(cli, folder, url)
        assert other == one


def test_all_or_nothing(cli, new_lake, tmp_path):
    folder = new_lake()
    before = manifest.load(folder)
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text(json.dumps(A) + "\n")
    bad.write_text(json.dumps(B) + "\n" + json.dumps(C | {"date": "nonsense"}) + "\n")
    result = cli("lake", "add", folder, "jsonl", good, bad)
    assert result.code == 4
    assert f"{bad}:2: " in result.err
    assert "nothing was written" in result.err
    assert manifest.load(folder) == before
    assert cli("lake", "info", folder).err == "", "no file was left behind"


def test_a_reader_keeps_its_state(cli, new_lake, tmp_path):
    """Whoever began to read sees what was there, until the second compact after it."""
    from dateline.query import Query
    from dateline.storage.opening import reading
    from dateline.storage.reading.events import Reader

    folder, given = new_lake(), tmp_path / "e.jsonl"
    given.write_text(json.dumps(A) + "\n")
    assert cli("lake", "add", folder, "jsonl", given).code == 0
    with reading(f"lake:{folder}") as connection:
        given.write_text(json.dumps(A | {"title": "other"}) + "\n" + json.dumps(B) + "\n")
        assert cli("lake", "add", folder, "jsonl", given).code == 0
        assert cli("lake", "compact", folder).code == 0
        assert [each["title"] for each in Reader(connection).events(Query())] == ["A"]
    assert cli("query", "-f", "jsonl", url=f"lake:{folder}").ids == ["a", "b"]


def test_writers_take_turns(cli, new_lake, tmp_path):
    folder = new_lake()
    given = [tmp_path / f"{number}.jsonl" for number in range(4)]
    for number, path in enumerate(given):
        path.write_text(json.dumps(A | {"id": f"a{number}"}) + "\n")
    from dateline.formats import data_set
    from dateline.storage.lake.adding import Given, add

    def work(path):
        from dateline.input.batches import texts
        from dateline.operations.imports import Outcome

        def named():
            with texts("jsonl", None, str(path)) as found:
                for text in found:
                    yield Given(text.name, Outcome().watched((batch.items for batch in text.batches), text.name))

        add(str(folder), data_set("jsonl"), named(), "imported", reject=lambda *_: None, partly=True)

    workers = [threading.Thread(target=work, args=(path,)) for path in given]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(cli("query", "-f", "jsonl", url=f"lake:{folder}").ids) == ["a0", "a1", "a2", "a3"]
    assert manifest.load(folder).state == 4


def test_compact(cli, new_lake, tmp_path):
    folder, given = new_lake(), tmp_path / "e.jsonl"
    for number in range(6):
        given.write_text(json.dumps(A | {"id": f"a{number}"}) + "\n")
        assert cli("lake", "add", folder, "jsonl", given).code == 0
    before = cli("query", "-f", "jsonl", url=f"lake:{folder}").out
    files = len(manifest.load(folder).of("event"))
    assert cli("lake", "compact", folder).code == 0
    assert len(manifest.load(folder).of("event")) < files
    assert cli("query", "-f", "jsonl", url=f"lake:{folder}").out == before
    assert cli("lake", "compact", folder).code == 0
    on_disk = sum(name.endswith(".parquet") for _, _, names in os.walk(folder) for name in names)
    assert on_disk == len(manifest.load(folder).files) + len(manifest.load(folder).before)
    assert cli("lake", "info", folder, "--verify").err == "no faults\n"


def test_what_came_in_no_order(cli, new_lake, tmp_path, monkeypatch):
    """Events that lie about in time are parted first; the answers are those of an ordered file."""
    from lake import corpus

    from dateline.storage.lake import adding

    monkeypatch.setattr(adding, "FEW", 0)
    monkeypatch.setattr(adding, "_READ_AGAIN", 0)
    folder, given = new_lake(), tmp_path / "e.jsonl"
    given.write_bytes(corpus.lines(corpus.events()))
    assert cli("lake", "add", folder, "jsonl", given).code == 0
    assert cli("import", "jsonl", given, url=f"{tmp_path}/e.db").code == 0
    one, other = states(cli, folder, f"{tmp_path}/e.db")
    assert other == one


@pytest.mark.in_part(3)
@pytest.mark.parametrize(
    "folder_that_comes", ["drafts-*/events.parquet", "event/length_class=0/*/000001-*", "day_count/*/*/000001-*"]
)
def test_a_writer_that_is_killed(cli, new_lake, tmp_path, folder_that_comes, folders):
    """Whenever an addition is killed, the lake is as it was; the next one does it all, and compact clears up."""
    import os
    import signal
    import subprocess
    import sys

    from lake import corpus

    folder, given = new_lake(), tmp_path / "e.jsonl"
    given.write_bytes(corpus.lines(corpus.events()))
    words = [sys.executable, "-m", "dateline", "lake", "add", str(folder), "jsonl", str(given)]
    with running(words, env={**os.environ, **folders}, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not list(folder.glob(folder_that_comes)):
            pass
        process.send_signal(signal.SIGKILL)
    done = process.returncode == 0
    assert manifest.load(folder).state == int(done)
    assert cli("query", "--count", url=f"lake:{folder}").out == ("140\n" if done else "0\n")
    assert cli("lake", "add", folder, "jsonl", given).code == 0
    assert cli("query", "--count", url=f"lake:{folder}").out == "140\n"
    assert cli("lake", "compact", folder).code == 0
    assert cli("lake", "info", folder, "--verify").err == "no faults\n"


@given(
    ranges=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=8),
    most=st.integers(1, 30),
)
def test_partitions_written_together(ranges, most):
    """Each partition is in one run; what a run spans is no more than is kept in memory, unless one spans more alone."""
    parts = [Part(Partition(0, year), 1, first, first + more) for year, (first, more) in enumerate(ranges)]
    runs = list(together(parts, most))
    assert sorted(part for run in runs for part in run) == sorted(parts)
    for run in runs:
        span = max(part.last for part in run) - min(part.first for part in run) + 1
        assert len(run) == 1 or span <= most
