"""Generators that run in a process of their own, so that both cores of a small machine have work."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, TypeVar

import click

from dateline.errors import DatelineError

T = TypeVar("T")
_START = "from dateline.cli.elsewhere import main; main()"


@contextmanager
def elsewhere(function: Callable[..., Iterator[T]], *arguments: object) -> Iterator[Iterator[T]]:
    """Start a process that runs the generator function, and give what it yields; the process is ahead by one item.

    Function, arguments and items must be picklable. The process is ended with the context.

    Raises:
        DatelineError, click.ClickException: what the function raises, when the items before are taken.
    """
    command, pipe = [sys.executable, "-c", _START], subprocess.PIPE
    # In a group of its own it is not told of Ctrl-C: this process ends it.
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, process_group=0) as process:
        assert process.stdin
        assert process.stdout
        try:
            with process.stdin as stream:
                pickle.dump((function, arguments), stream)
            yield _items(process.stdout)
        finally:
            process.kill()


def _items(stream: IO[bytes]) -> Iterator[Any]:
    while message := _received(stream):
        yield from message


def _received(stream: IO[bytes]) -> tuple[Any, ...]:
    try:
        message = pickle.load(stream)
    except (EOFError, pickle.UnpicklingError):
        raise click.ClickException("a process that this one needs has ended before its work was done") from None
    if isinstance(message, Exception):
        raise message
    return message  # type: ignore[no-any-return]


def main() -> None:
    """Run the function that stands on standard input; an empty message is its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # nothing here is made of circles
    function, arguments = pickle.load(sys.stdin.buffer)
    try:
        for item in function(*arguments):
            _send((item,))
        _send(())
    except (DatelineError, click.ClickException) as error:
        _send(error)
    except Exception as error:
        import traceback

        fault = RuntimeError(f"{type(error).__name__}: {error}")  # what it was may not be picklable
        fault.add_note(traceback.format_exc())
        _send(fault)


def _send(message: object) -> None:
    try:
        pickle.dump(message, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os._exit(1)
