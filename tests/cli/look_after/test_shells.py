"""The scripts of completion in the shells themselves, where they are installed."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from processes import running


def needs(shell: str):
    return pytest.mark.skipif(not shutil.which(shell), reason=f"{shell} is not installed")


START = {
    "bash": (["--norc", "--noprofile", "-i"], "source {script}\n"),
    "zsh": (["-f", "-i"], "autoload -Uz compinit; compinit -u -D; source {script}\n"),
}
TYPED = {
    "an id": ("query --theme milita\t", ["query", "--theme", "military"]),
    "a command": ("progr\t", ["programmes"]),
    "an id of a deadline": ("explain usp-3-1\t", ["explain", "usp-3-1"]),
}


@pytest.fixture
def folder(cli, tmp_path, folders) -> Path:
    """Return a folder with a database, and a program `dateline` that completes, and notes what else it is given."""
    assert cli("load", "union-state", url=f"sqlite:///{tmp_path}/some.db").code == 0
    program = tmp_path / "bin" / "dateline"
    program.parent.mkdir()
    code = "from dateline.cli.start import run; run()"
    program.write_text(
        f'#!/bin/sh\n[ "$_DATELINE_COMPLETE" ] && exec {sys.executable} -c "{code}" "$@"\n'
        f"printf '%s\\n' \"$@\" > {tmp_path}/given.part && mv {tmp_path}/given.part {tmp_path}/given\n"
    )
    program.chmod(0o755)
    return tmp_path


@pytest.fixture
def environment(folder, folders) -> dict[str, str]:
    path = f"{folder}/bin:{os.environ['PATH']}"
    own = {"PATH": path, "TERM": "xterm", "DATELINE_DB": f"{folder}/some.db", "HOME": str(folder)}
    return {**os.environ, **folders, **own}


@pytest.mark.parametrize("shell", [pytest.param(name, marks=needs(name)) for name in START])
@pytest.mark.parametrize("typed", TYPED)
def test_a_word_is_completed(cli, folder, environment, shell, typed):
    script = folder / "script"
    script.write_text(cli("completion", shell).out)
    words, first = START[shell]
    ours, its = pty.openpty()
    with running(
        [shell, *words], stdin=its, stdout=its, stderr=its, env=environment, start_new_session=True
    ) as process:
        os.close(its)
        os.write(ours, f"{first.format(script=script)}dateline {TYPED[typed][0]}\n".encode())
        found = given(folder / "given", ours)
        process.kill()
    os.close(ours)
    assert found == TYPED[typed][1]


@needs("fish")
@pytest.mark.parametrize("typed", TYPED)
def test_fish_offers_a_word(cli, folder, environment, typed):
    """Fish wants a terminal of its own for keys; it says what it would offer without one."""
    script = folder / "script"
    script.write_text(cli("completion", "fish").out)
    line, found = TYPED[typed]
    command = f"source {script}; complete -C 'dateline {line.rstrip()}'"
    done = subprocess.run(["fish", "--no-config", "-c", command], env=environment, capture_output=True, text=True)
    assert done.stderr == ""
    assert found[-1] in [offer.partition("\t")[0] for offer in done.stdout.splitlines()]


def given(file: Path, terminal: int) -> list[str]:
    """Return what the program was given, when it is; a shell waits until its terminal is read."""
    os.set_blocking(terminal, False)
    until, shown = time.monotonic() + 60, b""
    while not file.exists() and time.monotonic() < until:
        try:
            shown += os.read(terminal, 65_536)
        except BlockingIOError:
            time.sleep(0.02)
        except OSError:
            break
    assert file.exists(), shown.decode(errors="replace")
    return file.read_text().splitlines()
