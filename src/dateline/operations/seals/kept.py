"""A seal that is kept as a file apart from the database, and whether the history still goes on from it."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.counted import counted
from dateline.drafts import draft
from dateline.errors import DatabaseError, DatelineError, UnusableFile
from dateline.storage.engines.connection import Connection
from dateline.storage.history.seals import broken

_KEPT = re.compile(
    r"dateline seal 1\nbatches: (?P<batches>[1-9][0-9]{0,9})\nlast: (?P<last>[!-~]{10,40})\n"
    r"seal: (?P<seal>[0-9a-f]{64})\n"
)
_LONGEST = 1_000
"""Letters of such a file that are read."""


class KeptSeal(NamedTuple):
    """The number of batches of a history, when the last of them was recorded (UTC), and its seal."""

    batches: int
    last: str
    seal: str

    def text(self) -> str:
        """Return the file, of which signatures and time stamps are made."""
        return f"dateline seal 1\nbatches: {self.batches}\nlast: {self.last}\nseal: {self.seal}\n"


def current(connection: Connection) -> KeptSeal:
    """Return the seal of the whole history.

    Raises:
        DatabaseError: there is no history.
    """
    found = connection.run("SELECT num, recorded, seal FROM batch ORDER BY num DESC LIMIT 1")
    if not found:
        raise DatabaseError("the history is empty: there is nothing to seal", "load or import something first")
    return KeptSeal(*found[0])


def read(file: str) -> KeptSeal:
    """Return the seal of a file.

    Raises:
        UnusableFile: it cannot be read.
        DatelineError: it is none, or was changed.
    """
    try:
        with open(file, encoding="utf-8", errors="replace", newline="") as stream:
            text = stream.read(_LONGEST)
    except OSError as error:
        raise UnusableFile(file, error) from error
    found = _KEPT.fullmatch(text)
    if not found:
        raise DatelineError(f"{file} is not a seal as dateline db seal writes it", "give the file that it wrote")
    return KeptSeal(int(found["batches"]), found["last"], found["seal"])


def keep(file: str, seal: KeptSeal) -> None:
    """Write a seal to a new file.

    Raises:
        UnusableFile: it cannot be written, or is there.
    """
    try:
        with draft(file, new=True) as made, open(made, "w", encoding="utf-8", newline="") as stream:
            stream.write(seal.text())
    except OSError as error:
        raise UnusableFile(file, error) from error


def faults(connection: Connection, kept: KeptSeal) -> list[str]:
    """Return what is wrong with a history, and why it does not go on from the seal that was kept."""
    return [*broken(connection), *departures(connection, kept)]


def departures(connection: Connection, kept: KeptSeal) -> list[str]:
    """Return why a history, sound in itself, does not go on from the seal that was kept; nothing if it does."""
    ((count,),) = connection.run("SELECT coalesce(max(num), 0) FROM batch")
    if count < kept.batches:
        return [f"the history was cut off, or is another: it has {counted(count, 'batch')}, the seal {kept.batches}"]
    ((last, seal),) = connection.run(f"SELECT recorded, seal FROM batch WHERE num = {kept.batches:d}") or [(None, None)]
    if (last, seal) != kept[1:]:
        return [f"batch {kept.batches} is not the one that was sealed: the history was rewritten, or is another"]
    return []
