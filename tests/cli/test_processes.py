"""Pipes that close, disks that are full, and tracebacks on request: dateline as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def spawn(*args, folders, **options):
    command = [sys.executable, "-m", "dateline", *map(str, args)]
    return subprocess.Popen(command, env={**folders, "PATH": os.environ["PATH"]}, **options)


@pytest.mark.parametrize("form", ["jsonl", "csv", "json", "md"])
def test_a_closed_pipe_is_quiet(loaded_url, folders, form):
    process = spawn(
        "--db", loaded_url, "export", "-f", form, folders=folders, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )  # fmt: skip
    with process:
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_full_disk_is_no_success(loaded_url, folders):
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no /dev/full to stand for a full disk")
    with open("/dev/full", "wb") as full:
        process = spawn("--db", loaded_url, "export", folders=folders, stdout=full, stderr=subprocess.PIPE)
        with process:
            error = process.stderr.read()
    assert process.returncode not in (0, 1, 3)
    assert b"Traceback" not in error
    assert error


def test_verbose_shows_the_traceback(folders, tmp_path):
    command = [sys.executable, "-m", "dateline", "-v", "--db", str(tmp_path / "missing.db"), "stats"]
    done = subprocess.run(command, env=folders, capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert "Traceback" in done.stderr
