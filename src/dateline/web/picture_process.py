"""Pictures in pixels, drawn in a process of their own, because the rasteriser blocks all threads."""

from __future__ import annotations

import io
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

from dateline.errors import DatelineError, TookTooLong
from dateline.formats import format_named
from dateline.formats.pictures.raster import png_of
from dateline.render.picture import Look
from dateline.wire_fields import EVENT_FIELDS, Record

PATIENCE = 10.0
"""Seconds after which the process is ended."""
_START = "from dateline.web.picture_process import main; main()"


def drawn_apart(form: str, records: Iterable[Record], look: Look, deadlines: Iterable[Record] = ()) -> bytes:
    """Return a file of the binary format `form` with a picture of events, and of deadlines below them.

    Raises:
        TookTooLong: the process was not done in time.
        DatelineError: what the format raises.
    """
    return _done_apart((form, list(records), look, list(deadlines)))


def pixels_of(svg: str) -> bytes:
    """Return a picture in SVG as PNG.

    Raises:
        TookTooLong: the process was not done in time.
        DatelineError: the rasteriser is not installed.
    """
    return _done_apart(svg)


def _done_apart(task: Any) -> bytes:
    command, pipe = [sys.executable, "-c", _START], subprocess.PIPE
    try:  # in a group of its own it is not told of Ctrl-C
        done = subprocess.run(
            command, input=pickle.dumps(task), stdout=pipe, timeout=PATIENCE, process_group=0, check=False
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong from None
    if done.returncode != 0:
        raise DatelineError("the picture could not be drawn", "choose svg or html")
    found = pickle.loads(done.stdout)
    if isinstance(found, DatelineError):
        raise found
    return bytes(found)


def main() -> None:
    """Draw what stands on the standard input, and write the file, or the error, to the standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    task = pickle.load(sys.stdin.buffer)
    found: bytes | DatelineError
    try:
        found = png_of(task) if isinstance(task, str) else _file(*task)
    except DatelineError as error:
        found = error
    pickle.dump(found, sys.stdout.buffer)


def _file(form: str, records: list[Record], look: Look, deadlines: list[Record]) -> bytes:
    bytes_ = io.BytesIO()
    stream = io.TextIOWrapper(bytes_, encoding="utf-8", newline="")
    format_named(form).write(EVENT_FIELDS, records, stream, look=look, deadlines=deadlines)
    stream.flush()
    return bytes_.getvalue()
