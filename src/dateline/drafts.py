"""Files that appear under their names when they are whole: until then each is a draft of a random name beside it.

A draft is made anew and never opened through a link, so no other file is written and two writers of one name cannot
mix. A name that is a link is followed, as a shell does: the file that it leads to is replaced, and the link stays.
"""

from __future__ import annotations

import os
import stat
from _thread import allocate_lock
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from errno import EEXIST, EISDIR

from dateline.platforms import take_place

_BESIDE = ("", "-journal", "-wal", "-shm")
"""Ends of the names of a draft and of the files that SQLite makes beside it."""
_NAME = 40
"""Letters of the name of a file that its draft has too; with UTF-8 and the rest they stay below 255 bytes."""
_live: set[str] = set()
_turn = allocate_lock()


@contextmanager
def draft(path: str, *, new: bool = False) -> Iterator[str]:
    """Give the path of an empty file that takes the place of `path` at the end, or is gone after an error.

    It has the rights of the file that it replaces. With `new` there must be none at the end either.

    Raises:
        OSError: it cannot be made, or cannot take the place; FileExistsError if there is one and `new`.
    """
    target = path if new else os.path.realpath(path)
    made = _made(target)
    try:
        yield made
        (_link if new else take_place)(made, target)
    finally:
        _forget(made)


@contextmanager
def scratch() -> Iterator[str]:
    """Give the path of an empty file of one's own in the folder for such files; it is gone at the end.

    Raises:
        OSError: it cannot be made.
    """
    from tempfile import gettempdir  # late: few need it

    made = _made(os.path.join(gettempdir(), "dateline"))
    try:
        yield made
    finally:
        _forget(made)


def write_together(contents: Mapping[str, str | bytes], gone: Iterable[str] = ()) -> None:
    """Write the text or the bytes of each path and remove the files `gone`: all of it or, after an error, none.

    Raises:
        OSError: a file cannot be written, replaced or removed; `filename` says which.
    """
    made: dict[str, str] = {}
    folders: list[str] = []
    try:
        for path, content in contents.items():
            target = os.path.realpath(path)
            folders += _folders(os.path.dirname(target))
            made[target] = _made(target)
            with open(made[target], "wb") as stream:
                stream.write(content.encode() if isinstance(content, str) else content)
        _exchange(made, [os.path.realpath(path) for path in gone])
        folders.clear()
    finally:
        for each in made.values():
            _forget(each)
        for folder in reversed(folders):
            with suppress(OSError):
                os.rmdir(folder)


def kept_apart(path: str, text: str) -> str:
    """Write a text to a file that is new, called like `path` or numbered beside it, and return its path.

    Raises:
        OSError: it cannot be written.
    """
    os.makedirs(os.path.dirname(path), exist_ok=True)
    stem, ending = os.path.splitext(path)
    found, number = path, 1
    while True:
        try:
            with open(found, "x", encoding="utf-8", errors="surrogatepass") as stream:
                stream.write(text)
            return found
        except FileExistsError:
            number += 1
            found = f"{stem}-{number}{ending}"


def abandon() -> None:
    """Remove all drafts under way, as when the process is to end at once; files that are exchanged now are waited for.

    Nothing can be written any more after it.
    """
    _turn.acquire(timeout=1)
    for path in list(_live):
        _removed(path)


def _made(target: str) -> str:
    """Make the draft of a file, with the rights of the file that is there."""
    path = _name(target)
    rights = _rights(target)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(path, flags, 0o666 if rights is None else rights & 0o600)
        os.close(number)
        if rights is not None:
            os.chmod(path, rights)
    except OSError as error:
        _forget(path)
        error.filename = target
        raise
    return path


def _name(target: str) -> str:
    """Return a random name beside a file, noted before anything is there: an end at once must find it."""
    folder, name = os.path.split(target)
    path = os.path.join(folder, f".{name[:_NAME]}.{os.urandom(8).hex()}.part")
    _live.add(path)
    return path


def _rights(target: str) -> int | None:
    with suppress(OSError):
        return stat.S_IMODE(os.stat(target).st_mode)
    return None


def _link(made: str, target: str) -> None:
    """Give the draft a name that nobody has."""
    try:
        os.link(made, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name was free a moment ago
        if os.path.lexists(target):
            raise FileExistsError(EEXIST, os.strerror(EEXIST), target) from None
        os.rename(made, target)


def _folders(folder: str) -> list[str]:
    """Make a folder, and return those that were not there, the outermost first."""
    missing = []
    while folder and not os.path.lexists(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for each in reversed(missing):
        os.mkdir(each)
    return missing[::-1]


def _exchange(made: Mapping[str, str], gone: Iterable[str]) -> None:
    """Put drafts in their places and remove files; what was done is taken back if a step fails."""
    aside: dict[str, str] = {}
    done = False
    with _turn:
        try:
            with ExitStack() as back:
                for target in (*made, *gone):
                    _step(target, made.get(target), aside, back)
                back.pop_all()
                done = True
        except OSError as error:
            error.filename = target
            raise
        finally:
            for target, path in aside.items():
                if done or os.path.lexists(target):  # else it could not be put back: nothing is thrown away
                    _forget(path)


def _step(target: str, made: str | None, aside: dict[str, str], back: ExitStack) -> None:
    """Replace one file, or remove it, and note how it is put back."""
    if os.path.isdir(target):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), target)
    if os.path.lexists(target):
        aside[target] = _name(target)
        _keep(target, aside[target])
        back.callback(take_place, aside[target], target)
    if made is None:
        os.unlink(target)
    else:
        take_place(made, target)
        back.callback(os.unlink, target)


def _keep(target: str, aside: str) -> None:
    """Give a file another name too, or only, where a file cannot have two."""
    try:
        os.link(target, aside)
    except OSError:
        take_place(target, aside)


def _forget(path: str) -> None:
    _removed(path)
    _live.discard(path)


def _removed(path: str) -> None:
    for end in _BESIDE:
        with suppress(OSError):
            os.unlink(path + end)
