"""Pictures in pixels, drawn in a process of their own, because the rasteriser blocks all threads."""

from __future__ import annotations

import io
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterable

from dateline.errors import DatelineError, TookTooLong
from dateline.formats import format_named
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
    task = pickle.dumps((form, list(records), look, list(deadlines)))
    command, pipe = [sys.executable, "-c", _START], subprocess.PIPE
    try:  # in a group of its own it is not told of Ctrl-C
        done = subprocess.run(command, input=task, stdout=pipe, timeout=PATIENCE, process_group=0, check=False)
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
    form, records, look, deadlines = pickle.load(sys.stdin.buffer)
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    found: bytes | DatelineError
    try:
        format_named(form).write(EVENT_FIELDS, records, stream, look=look, deadlines=deadlines)
        stream.flush()
        found = stream.buffer.getvalue()
    except DatelineError as error:
        found = error
    pickle.dump(found, sys.stdout.buffer)
