"""Who holds the turn of writers, as far as the system or the server tells."""

from __future__ import annotations

import os
import time

PATIENCE = 30
"""The seconds that one process waits for another that writes."""
TURN = 0x6461_7465_6C69_6E65
"""The number of the lock of all writers of a database on a server: "dateline" in ASCII."""
_HOLDER = f"""
SELECT a.application_name, a.usename, host(a.client_addr), a.pid, to_char(a.xact_start, 'YYYY-MM-DD HH24:MI:SS')
FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = {TURN >> 32} AND l.objid = {TURN & 0xFFFF_FFFF}
AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
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


def name_of_writer() -> str:
    """Return how this process is called on a server, in the 63 letters that it takes."""
    import socket
    import sys

    return f"dateline {' '.join(sys.argv[1:3])}"[:30] + f", process {os.getpid()} on {socket.gethostname()}"[:33]


def holder_on_server(url: str) -> str | None:
    """Return the process that writes to a PostgreSQL database, its user and since when it writes; None if none does."""
    from contextlib import closing, suppress

    import psycopg

    with suppress(psycopg.Error), closing(psycopg.connect(url, autocommit=True, connect_timeout=5)) as connection:
        for name, user, address, number, since in connection.execute(_HOLDER):
            place = f" from {address}" if address else ""
            return f"{name or 'another program'} ({user}{place}, backend {number}), since {since}"
    return None
