"""The short mode of `make torture`: some dozens of commands killed, and writers at once, on both engines."""

from __future__ import annotations

import os
import sys
from itertools import islice

import pytest
import sqlalchemy as sa
from torture import broken_off, histories, kills, outputs, signalled, twins, writers
from torture.stores import Count, faults, start, state

from dateline.storage.engines.writing import writing_engine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no SIGKILL")


def finished(process):
    _, said = process.communicate()
    assert process.returncode == 0, said.decode()


@pytest.mark.in_part(2)
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_what_was_confirmed_outlives_a_kill(new_url, tmp_path, seed):
    found = Count()
    for name, count in islice(kills.trials(new_url(), tmp_path, seed), len(kills.OPERATIONS)):
        assert count[3:] == (0, 0, 0), (name, seed, count)
        found += count
    assert found.killed, "nothing was killed: the machine is too fast for the moments chosen"


def test_every_state_is_told_and_every_last_batch_undone(new_url, tmp_path):
    counts, wrong = histories.run(new_url, tmp_path, 3, 16)
    assert wrong == []
    assert counts["undo last done"]


@pytest.mark.parametrize("seed", range(int(os.environ.get("DATELINE_TWIN_SEEDS", "1"))))
def test_both_engines_answer_alike(postgres, cli, tmp_path, seed):
    """DATELINE_TWIN_SEEDS and DATELINE_TWIN_STEPS let it run for longer."""
    urls = f"sqlite:///{tmp_path}/one.db", postgres.create()
    steps = int(os.environ.get("DATELINE_TWIN_STEPS", "5"))
    counts = twins.run(cli, urls, tmp_path, seed, steps)
    postgres.drop(urls[1])
    assert counts["states"]


@pytest.mark.both_engines
def test_no_update_is_lost(new_url, tmp_path):
    count, seen = writers.run(new_url(), tmp_path, writers=3, readers=1, times=3)
    assert (count.confirmed, *count[3:]) == (18, 0, 0, 0)
    assert seen


@pytest.mark.both_engines
def test_two_make_a_database_at_once(new_url, tmp_path):
    url = new_url()
    trial = kills.load(tmp_path, {}, 0)
    processes = [start(url, *trial.words) for _ in range(3)]
    said = [process.communicate()[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    assert state(url) == trial.after
    assert faults(url) == []


def test_readers_do_not_wait(new_url, tmp_path, cli):
    """A writer holds its transaction open, after it has written; a reader answers all the same."""
    url = new_url()
    finished(start(url, *kills.load(tmp_path, {}, 0).words))
    with writing_engine(url).connect() as connection, connection.begin():
        connection.execute(sa.text("UPDATE event SET title = 'half'"))
        assert cli("query", "--text", "load", "--count", url=url).out == "300\n"
        connection.rollback()


def test_a_backup_while_others_write(new_url, tmp_path):
    url = new_url()
    finished(start(url, *kills.load(tmp_path, {}, 0).words))
    before = state(url)
    trial = kills.import_(tmp_path, before, 1)
    for process in [start(url, *trial.words), start(url, "db", "backup", tmp_path / "copy.db")]:
        finished(process)
    copy = f"sqlite:///{tmp_path / 'copy.db'}"
    assert state(copy) in (before, trial.after)
    assert faults(copy) == []
    assert not list(tmp_path.glob("*.part*")), "no draft is left"


def test_two_outputs_to_one_name(tmp_path):
    assert sum((each for _, each in outputs.races(tmp_path, 1, times=2)), Count())[3:] == (0, 0, 0)


def test_signals_to_every_process(new_url, tmp_path):
    assert sum((each for _, each in signalled.trials(new_url(), tmp_path, 1, times=2)), Count())[3:] == (0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_broken_off_questions(tmp_path, cli, monkeypatch):
    monkeypatch.setattr(broken_off, "_WARM", 30)
    assert cli("load", "union-state", url=f"sqlite:///{tmp_path}/some.db").code == 0
    count, before, after = broken_off.run(tmp_path / "some.db", questions=60)
    assert after.descriptors <= before.descriptors + 3, (before, after)
    assert count.operations == 60
