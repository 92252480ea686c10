"""Faults of the surroundings: a server that stops in the middle of an import, a disk that is full."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from torture.stores import RUN, Count, faults, start, state

_HEAD = b"id,date,title\n"
_LIMITED = (
    "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    "resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes}, {bytes}));"
)


class Server:
    """A PostgreSQL server of its own, that can be stopped at once and started again."""

    def __init__(self, folder: str) -> None:
        import pgserver

        self._folder, self._server = folder, pgserver.get_server(folder)  # type: ignore[attr-defined]
        self.address = self._server.get_uri()

    def create(self, name: str) -> str:
        """Make a database, and return its URL."""
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return urlsplit(self.address)._replace(path=f"/{name}").geturl()

    def stop(self) -> None:
        """Stop it as if the power went."""
        self._control("-m", "immediate", "stop")

    def start(self) -> None:
        """Start it again; it recovers from its log."""
        socket = self.address.partition("host=")[2]
        self._control("-o", f'-h "" -k {socket}', "-l", os.path.join(self._folder, "again.log"), "start")

    def _control(self, *words: str) -> None:
        from pgserver._commands import pg_ctl  # type: ignore[attr-defined]

        pg_ctl(["-w", *words], pgdata=Path(self._folder), user=self._server.system_user)

    def end(self) -> None:
        """Stop it for good."""
        self._server.cleanup()


@contextmanager
def fed(url: str, rows: int) -> Iterator[subprocess.Popen[bytes]]:
    """Start an import that has so many rows already, and waits for more."""
    command = [sys.executable, "-c", RUN, "--db", url, "import", "csv", "-"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, **pipes)  # type: ignore[call-overload]
    process.stdin.write(_HEAD + b"".join(b"e%d,1999,E\n" % number for number in range(rows)))
    process.stdin.flush()
    yield process
    process.kill()
    process.communicate()


def lost_server(server: Server, number: int) -> Count:
    """Stop the server in the middle of an import, and start it again: a clear error, and nothing of the import."""
    url = server.create(f"lost{number}")
    start(url, "import", "csv", "-", given=_HEAD + b"a,1999,A\n").communicate()
    with fed(url, 20_000) as process:
        server.stop()
        try:
            _, said = process.communicate(_HEAD)
        except BrokenPipeError:
            said = process.stderr.read()
        code = process.returncode
    server.start()
    now = state(url)
    return Count(1, 0, 0, int(now != {"a": "A"} or code != 5), len(faults(url)), int(b"Traceback" in said))


def full_disk(folder: Path, number: int) -> Count:
    """Let an import run into the end of the disk: a clear error, and nothing of the import."""
    url = f"sqlite:///{folder}/full{number}.db"
    start(url, "import", "csv", "-", given=_HEAD + b"a,1999,A\n").communicate()
    size = (folder / f"full{number}.db").stat().st_size + 40_000 * number
    path = folder / "rows.csv"
    path.write_bytes(_HEAD + b"".join(b"e%d,1999,E\n" % each for each in range(60_000)))
    command = [sys.executable, "-c", _LIMITED.format(bytes=size) + RUN, "--db", url, "import", "csv", str(path)]
    done = subprocess.run(command, capture_output=True)
    wrong = state(url) != {"a": "A"} or done.returncode != 5
    return Count(1, 0, 0, int(wrong), len(faults(url)), int(b"Traceback" in done.stderr))
