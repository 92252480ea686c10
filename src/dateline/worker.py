"""Generators that run in a process of their own, so that a second core has work."""

from __future__ import annotations

import gc
import marshal
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, Generic, NamedTuple, TypeVar

from dateline.errors import DatelineError
from dateline.platforms import deaf

T = TypeVar("T")
_START = "from dateline.worker import main; main()"
_PIPE = 1 << 20
"""Bytes that wait between the processes, where the system lets them, so that neither waits at each item."""
_SIZE = 8
"""Bytes of the number that stands before a message and tells its size; a message of no bytes is the end."""


_running: set[subprocess.Popen[bytes]] = set()


class WorkerEnded(DatelineError):
    """Somebody ended the process, or the system did, as when memory is short."""

    exit_code = 70

    def __init__(self) -> None:
        super().__init__("a worker process ended before its work was done", "run the command again")


class Asking(NamedTuple):
    """An item that a generator yields to be answered: its `yield` then gives the answer."""

    item: Any


class Yielded(Generic[T]):
    """What a process yields, and the way back to it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin
        assert process.stdout
        self._from, self._to, self._ended = process.stdout, process.stdin, False

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        message = b"" if self._ended else _received(self._from)
        if not message:
            self._ended = True
            raise StopIteration
        item, error = marshal.loads(message)
        if error is not None:
            raise pickle.loads(error)
        found: T = item
        return found

    def answer(self, value: Any) -> None:
        """Answer the item that came last, which was Asking, with plain values."""
        with suppress(BrokenPipeError):  # it has ended: that is told when it is read
            _write(self._to, marshal.dumps(value))


@contextmanager
def elsewhere(function: Callable[..., Iterator[T]], *arguments: object) -> Iterator[Yielded[T]]:
    """Start a process that runs the generator function, and give what it yields; the process is ahead by one item.

    An item that is Asking comes without that, and its answer is awaited. Function and arguments must be picklable,
    items be made of plain tuples, lists, dicts, texts and numbers alone: marshal takes these several times faster than
    pickle. The process is ended with the context.

    Raises:
        DatelineError: what the function raises, when the items before are taken.
    """
    command, pipe = [sys.executable, "-c", _START], subprocess.PIPE
    # In a group of its own it is not told of Ctrl-C, and from its start it hears none: this process ends it.
    hear = deaf()
    try:
        started = subprocess.Popen(command, stdin=pipe, stdout=pipe, process_group=0, pipesize=_PIPE)
        _running.add(started)
    finally:
        hear()
    with started as process:
        assert process.stdin
        try:
            with suppress(BrokenPipeError):  # it has ended: that is told when it is read
                pickle.dump((function, arguments), process.stdin)
                process.stdin.flush()
            yield Yielded(process)
        finally:
            process.kill()
            _running.discard(process)
            with suppress(BrokenPipeError):
                process.stdin.close()


def abandon() -> None:
    """End all such processes, as when this one is to end at once."""
    for process in list(_running):
        process.kill()


def _received(stream: IO[bytes]) -> bytes:
    head = stream.read(_SIZE)
    size = int.from_bytes(head, "little")
    message = stream.read(size)
    if len(head) < _SIZE or len(message) < size:
        raise WorkerEnded
    return message


class _WithoutPandas:
    """Finds no pandas: pyarrow would load it where it is installed, which takes longer than reading a small file."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def main() -> None:
    """Run the function that stands on standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this process ends it
    gc.disable()  # nothing here is made of circles
    sys.meta_path.insert(0, _WithoutPandas)
    try:
        function, arguments = pickle.load(sys.stdin.buffer)
    except (EOFError, pickle.UnpicklingError):  # who started this process has ended
        os._exit(1)
    try:
        _send_all(function(*arguments))
        _send(b"")
    except DatelineError as error:
        _send(marshal.dumps((None, pickle.dumps(error))))
    except Exception as error:
        import traceback

        fault = RuntimeError(f"{type(error).__name__}: {error}")  # what it was may not be picklable
        fault.add_note(traceback.format_exc())
        _send(marshal.dumps((None, pickle.dumps(fault))))


def _send_all(items: Any) -> None:
    answer = None
    with suppress(StopIteration):
        while True:
            item = next(items) if answer is None else items.send(answer)
            asks = isinstance(item, Asking)
            _send(marshal.dumps((item.item if asks else item, None)))
            answer = marshal.loads(_received(sys.stdin.buffer)) if asks else None


def _send(message: bytes) -> None:
    try:
        _write(sys.stdout.buffer, message)
    except BrokenPipeError:
        os._exit(1)


def _write(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(_SIZE, "little"))
    stream.write(message)
    stream.flush()
