"""The terminal as the one place to which results and messages go when somebody looks at them.

Whatever is written to it is made visible: no text from a file or a database drives the terminal. Lines are folded at
its width, except those of data, and what is longer than the screen goes through a pager.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from dateline.render.ansi import with_codes
from dateline.render.screen_text import fold, indentation, visible, width_of

if TYPE_CHECKING:
    from subprocess import Popen

_LESS = {"LESS": "FRX", "LV": "-c"}
"""What pagers are told where the user tells them nothing, as git does: quit on one screen, show colours."""


def _size() -> tuple[int, int]:
    """Return the columns and rows of the terminal: of the one for messages where results go elsewhere."""
    import shutil

    found = shutil.get_terminal_size((0, 0))
    if not found.columns:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            found = os.get_terminal_size(sys.__stderr__.fileno())  # type: ignore[union-attr]
    return found.columns or 80, found.lines or 24


class Terminal:
    """The terminal of this process, and the pager that may stand between; both streams share it."""

    def __init__(self) -> None:
        self.columns, self._rows = _size()
        self._held: list[tuple[Screen, str]] | None = None
        self._used = 0
        self._pager: Popen[str] | None = None

    def put(self, screen: Screen, text: str, rows: int) -> None:
        """Write text that takes so many rows, to the pager when that has begun."""
        if self._pager:
            self._page(text)
        elif self._held is None:
            screen.stream.write(text)
        else:
            self._held.append((screen, text))
            self._used += rows
            if self._used >= self._rows:
                self._start()

    @contextlib.contextmanager
    def paging(self) -> Iterator[None]:
        """Hold back what is written until it is clear whether it needs a pager."""
        if self._held is not None or self._pager:
            yield
            return
        self._held, self._used = [], 0
        try:
            yield
        finally:
            self.release()

    def release(self) -> None:
        """Write what was held back."""
        held, self._held = self._held or [], None
        for screen, text in held:
            screen.stream.write(text)
            screen.stream.flush()

    def _start(self) -> None:
        """Start the pager and give it what was held back; without one all is written as it comes."""
        import shlex
        import subprocess

        command = shlex.split(_pager_named())
        held = self._held or []
        if command and command != ["cat"]:
            sys.__stdout__.flush() if sys.__stdout__ else None
            with contextlib.suppress(OSError):
                self._pager = subprocess.Popen(
                    command, stdin=subprocess.PIPE, text=True, encoding="utf-8", errors="backslashreplace",
                    env={**_LESS, **os.environ},
                )  # fmt: skip
        if self._pager is None:
            self.release()
            return
        self._held = None
        for _, text in held:
            self._page(text)

    def _page(self, text: str) -> None:
        assert self._pager is not None
        assert self._pager.stdin is not None
        self._pager.stdin.write(text)

    def close(self) -> None:
        """Write what is left, and wait until the user leaves the pager."""
        self.release()
        pager, self._pager = self._pager, None
        if pager is None:
            return
        with contextlib.suppress(OSError):
            assert pager.stdin
            pager.stdin.close()
        while pager.returncode is None:
            with contextlib.suppress(KeyboardInterrupt):  # it belongs to the pager
                pager.wait()


def _pager_named() -> str:
    """Return the command of the pager; that of ours needs a keyboard, and nobody has asked for it."""
    named = os.environ.get("DATELINE_PAGER", os.environ.get("PAGER"))
    return named if named is not None else "less" if sys.stdin and sys.stdin.isatty() else ""


class Screen:
    """A text stream to the terminal."""

    def __init__(self, stream: IO[str], terminal: Terminal, *, folds: bool = True) -> None:
        self.stream, self.terminal = stream, terminal
        self._folds, self._begun = folds, ""

    def write(self, text: str) -> int:
        """Write text as the terminal may show it; the end of a line begun waits for the rest."""
        if not isinstance(text, str):
            raise TypeError("a terminal takes text")
        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            self._put(line.removesuffix("\r"), "\n")
        return len(text)

    def writelines(self, lines: Iterator[str]) -> None:
        """Write texts one after the other."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Write a line that has begun, as a question has."""
        if self._begun:
            begun, self._begun = self._begun, ""
            self._put(begun, "")
        self.stream.flush()

    def _put(self, line: str, end: str) -> None:
        text = visible(line)
        lines = fold(text, self.terminal.columns, indentation(text)) if self._folds else [text]
        rows = sum(max(1, -(-width_of(each) // self.terminal.columns)) for each in lines)
        self.terminal.put(self, with_codes("\n".join(lines)) + end, rows)

    @contextlib.contextmanager
    def shown(self, *, data: bool, paged: bool) -> Iterator[None]:
        """Show what is written, page by page if it is long; lines of data are not folded."""
        folds, self._folds = self._folds, not data
        try:
            with self.terminal.paging() if paged else contextlib.nullcontext():
                yield
                self.flush()
        finally:
            self._folds = folds

    def __getattr__(self, name: str) -> Any:
        """Return what is asked of any stream: its encoding, its number, whether it is a terminal; but not its bytes."""
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self.stream, name)


@contextlib.contextmanager
def at_terminal() -> Iterator[None]:
    """Let results and messages go through the screen, where they go to a terminal at all."""
    before, terminal = (sys.stdout, sys.stderr), Terminal()
    for name in ("stdout", "stderr"):
        if getattr(sys, name).isatty():
            setattr(sys, name, Screen(getattr(sys, name), terminal))
    try:
        yield
    finally:
        for name, stream in zip(("stdout", "stderr"), before, strict=True):
            with contextlib.suppress(OSError):
                getattr(sys, name).flush()
            setattr(sys, name, stream)
        terminal.close()
