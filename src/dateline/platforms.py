"""All that differs between systems. Only Linux is tested: what is here for others follows their documentation."""

from __future__ import annotations

import os

WINDOWS = os.name == "nt"
_FOLDERS = {"DATA": ".local/share", "CONFIG": ".config", "CACHE": ".cache", "STATE": ".local/state"}
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.5, 0.75)
"""Seconds between the trials to replace a file that may be open elsewhere."""
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO, Any, Literal

    Kind = Literal["DATA", "CONFIG", "CACHE", "STATE"]


def user_folder(kind: Kind, *, windows: bool = WINDOWS) -> str:
    """Return the user's folder of dateline for files of a kind: by XDG's variables, else the usual place.

    macOS has the places of XDG too, where earlier versions put the database.
    """
    base = os.environ.get(f"XDG_{kind}_HOME")
    if not base and windows:
        base = os.environ.get("LOCALAPPDATA") or os.path.join(os.path.expanduser("~"), "AppData", "Local")
        if kind in ("CACHE", "STATE"):
            return os.path.join(base, "dateline", kind.capitalize())
    return os.path.join(base or os.path.join(os.path.expanduser("~"), _FOLDERS[kind]), "dateline")


def temporary_folder() -> str:
    """Return the folder for temporary files; `tempfile`, which asks the same, takes 15 ms to import."""
    for folder in (os.environ.get("TMPDIR", ""), "/tmp"):
        if not WINDOWS and os.path.isabs(folder) and os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK):
            return folder
    from tempfile import gettempdir

    return gettempdir()


def deaf() -> Callable[[], object]:
    """Hold Ctrl-C back, also from a process that is started now, until what is returned is called."""
    import signal

    if WINDOWS:  # there a process in a group of its own hears none
        return lambda: None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    return lambda: signal.pthread_sigmask(signal.SIG_SETMASK, before)


def lock(file: IO[Any]) -> None:
    """Wait until no other process has the lock of an open file, which ends when it is closed or the process ends."""
    if WINDOWS:
        import msvcrt

        while True:
            try:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
                return
            except OSError:  # after ten seconds
                continue
    import fcntl

    fcntl.flock(file, fcntl.LOCK_EX)


def hold_folder(folder: str) -> Callable[[], object]:
    """Wait until no other process holds a folder, and hold it until what is returned is called or the process ends.

    Windows cannot lock a folder: nothing is held there.

    Raises:
        OSError: there is no such folder.
    """
    if WINDOWS:
        return lambda: None
    import fcntl

    opened = os.open(folder or ".", os.O_RDONLY)
    fcntl.flock(opened, fcntl.LOCK_EX)
    return lambda: os.close(opened)


def take_place(made: str, target: str, *, windows: bool = WINDOWS) -> None:
    """Let the file `made` take the place of `target`.

    Windows refuses that while another program has the target open, as those that look for viruses do for a moment: it
    is tried again for two seconds.

    Raises:
        OSError: it cannot; PermissionError with `filename` if the target stays open elsewhere.
    """
    if windows:
        from time import sleep

        for pause in _PAUSES:
            try:
                os.replace(made, target)
                return
            except PermissionError:
                sleep(pause)
    os.replace(made, target)


def login() -> str:
    """Return the name of whoever is logged in, or "unknown"."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in a container
        return "unknown"
