"""Ctrl-C and SIGTERM end a command at once, wherever it is, without a trace of Python from any process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from processes import running

pytestmark = pytest.mark.skipif(os.name == "nt", reason="has other signals")

SWALLOWING = """
import _thread, os, sys
from dateline.cli import start
def main():
    from dateline.drafts import draft
    import re, sqlite3
    with draft(sys.argv[1]) as made:
        print("ready", flush=True)
        connection = sqlite3.connect(":memory:")
        connection.create_function("own", 1, lambda value: value)
        connection.set_progress_handler(lambda: 0, 1)
        while True:
            try:
                connection.execute({statement!r}).fetchall()
            except BaseException:
                pass  # as libraries do with what is raised in their callbacks
import dateline.cli.main
dateline.cli.main.main = main
start.run()
"""
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT {} FROM n) SELECT max(i) FROM n"
STATEMENTS = {"in C": ENDLESS.format("i + 1"), "in a callback": ENDLESS.format("own(i)"), "in Python": "SELECT 1"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("place", STATEMENTS)
def test_a_signal_ends_at_once(tmp_path, place, number):
    script = SWALLOWING.replace("{statement!r}", repr(STATEMENTS[place]))
    words = [sys.executable, "-c", script, str(tmp_path / "out")]
    with running(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        err = process.communicate(timeout=60)[1]
    assert process.returncode == 128 + number
    assert err == ("\ninterrupted\n" if number == signal.SIGINT else "")
    assert list(tmp_path.iterdir()) == [], "no draft is left"


def test_a_signal_that_is_ignored_stays_so(tmp_path):
    """As under nohup."""
    script = "import os, signal; from dateline.cli import start; start._end_at_signals(); "
    script += "print(signal.getsignal(signal.SIGHUP) == signal.SIG_IGN)"
    found = subprocess.run(
        [sys.executable, "-c", f"import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); {script}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found.stdout == "True\n"


@pytest.mark.parametrize("sent", [b"", b"\x80\x05", b"no pickle"])
def test_a_worker_whose_master_has_ended_says_nothing(sent):
    words = [sys.executable, "-c", "from dateline.worker import main; main()"]
    found = subprocess.run(words, input=sent, capture_output=True, check=False)
    assert (found.stdout, found.stderr) == (b"", b"")


def test_a_big_import_leaves_no_process(cli, tmp_path):
    """The reader of a big file ends with the command that started it."""
    place, pipe = tmp_path / "some.db", tmp_path / "in.csv"
    assert cli("load", "union-state", url=f"sqlite:///{place}").code == 0
    os.mkfifo(pipe)
    words = [sys.executable, "-m", "dateline", "--db", str(place), "import", "csv", str(pipe)]
    with running(words, stderr=subprocess.PIPE, text=True) as process, Path(pipe).open("w") as stream:
        stream.write("id,date,title\n")
        stream.flush()
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert err.strip() == "interrupted"
