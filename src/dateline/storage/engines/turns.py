"""Who holds the turn of writers of a SQLite database, as far as the system tells."""

from __future__ import annotations

import os
import time

_PLACES = {"-shm": 120, "": 1_073_741_825}
"""The byte that a writer locks, as the documentation of SQLite has it: in the index of the log, or in the file."""


def holder(path: str) -> str | None:
    """Return the process that writes to the database file `path`, with its command and since when it runs.

    None where the system does not tell; only Linux lists locks.
    """
    try:
        with open("/proc/locks", encoding="ascii") as file:
            locks = [line.split() for line in file]
    except OSError:
        return None
    for end, place in _PLACES.items():
        try:
            inode = str(os.stat(os.path.realpath(path) + end).st_ino)
        except OSError:
            continue
        for words in locks:
            ours = len(words) >= 8 and words[3] == "WRITE" and words[5].rpartition(":")[2] == inode
            if ours and int(words[6]) <= place and (words[7] == "EOF" or place <= int(words[7])):
                return _described(words[4])
    return None


def _described(number: str) -> str:
    found = f"process {number}"
    try:
        with open(f"/proc/{number}/cmdline", "rb") as file:
            words = file.read(500).decode("utf-8", "replace").replace("\0", " ").strip()
        since = time.localtime(os.stat(f"/proc/{number}").st_ctime)
    except OSError:
        return found
    shown = "".join(letter if letter.isprintable() else "?" for letter in words)
    return f"{found}, begun {time.strftime('%Y-%m-%d %H:%M:%S', since)}: {shown}"
