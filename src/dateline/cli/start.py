"""The process `dateline`: starts fast and ends at once."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line as a process of its own: like `dateline.cli.main.main`, and then end at once.

    Taking the interpreter apart costs a sixth of a short command, and collecting garbage while modules are imported
    another twentieth; everything that must be closed is closed by then (bench/RESULTS.md).
    """
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
