"""The process `dateline`: starts fast and ends at once."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # not signal, whose import takes as long as that of half the program
import _thread
import contextlib
import gc
import io
import os
import sys
from typing import NoReturn

from dateline.platforms import WINDOWS

_ENDING = (_signal.SIGINT, _signal.SIGTERM) if WINDOWS else (_signal.SIGINT, _signal.SIGTERM, _signal.SIGHUP)


def _end_at_signals() -> None:
    """Let Ctrl-C, SIGTERM and SIGHUP end the process at once, wherever it is.

    An exception would be raised in whatever runs, also in callbacks of libraries, which print or swallow it. Here a
    thread waits for the signal. To end so is as safe as to be killed: nothing is written but in transactions, and
    drafts of files are removed.
    """
    if WINDOWS:  # a signal wakes only sockets there
        return
    waiting, woken = os.pipe()
    os.set_blocking(woken, False)
    for number in _ENDING:
        if _signal.getsignal(number) != _signal.SIG_IGN:
            _signal.signal(number, _noted)
    _signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    _thread.start_new_thread(_wait, (waiting,))


def _noted(*_: object) -> None:
    """Stand for the signal, which the thread sees."""


def _wait(waiting: int) -> None:
    while True:
        for number in os.read(waiting, 64):
            if number in _ENDING and _signal.getsignal(number) == _noted:  # not one that a server has taken over
                _leave(number)


def _leave(number: int) -> NoReturn:
    if drafts := sys.modules.get("dateline.drafts"):
        drafts.abandon()
    if worker := sys.modules.get("dateline.worker"):
        worker.abandon()
    if number == _signal.SIGINT:
        with contextlib.suppress(OSError):
            os.write(2, b"\ninterrupted\n")
    os._exit(128 + number)


def run() -> NoReturn:
    """Run the command line as a process of its own: like `dateline.cli.main.main`, and then end at once.

    Taking the interpreter apart costs a sixth of a short command, and collecting garbage while modules are imported
    another twentieth; everything that must be closed is closed by then (bench/RESULTS.md).
    """
    _end_at_signals()
    gc.set_threshold(100_000, 50, 50)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who started us: what is written goes nowhere
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that is not UTF-8 must not stop us
    code: object = 1
    try:
        from dateline.cli.main import main  # imported here, so that the setting above holds for it

        main()
    except SystemExit as leaving:
        code = leaving.code
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:  # before or after the command line, which has its own way
        sys.stderr.write("interrupted\n")
        code = 130
    os._exit(code if isinstance(code, int) else int(code is not None))
