"""SQLite read by columns in a process of its own, by the driver of ADBC.

It must be another process: that driver brings a SQLite of its own, and when one of two SQLites in a process closes a
file, the system drops the locks of both (https://www.sqlite.org/howtocorrupt.html, 2.2.1). Then others would write
below the feet of a reader, and two writers at once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeAlias

from dateline.platforms import deaf

if TYPE_CHECKING:
    Table: TypeAlias = Any  # one of pyarrow, which has no types

_START = "from dateline.storage.engines.sqlite_process import main; main()"
_PIPE = 1 << 20
"""Bytes that wait between the processes, where the system lets them."""
_BATCH = 65_536
"""Rows of a batch of Arrow."""
_DONE = b"\n"


class SqliteProcess:
    """A process that reads one file: it is told statements, or asked for the table of one."""

    def __init__(self, started: subprocess.Popen[bytes]) -> None:
        assert started.stdin
        assert started.stdout
        self._process, self._to, self._from = started, started.stdin, started.stdout

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        with suppress(OSError):  # what it was not told any more
            self._process.__exit__(None, None, None)

    __del__ = close

    def tell(self, *statements: str) -> bool:
        """Run statements, and return whether all did what they should; if not, it has ended."""
        try:
            for sql in statements:
                self._say([sql, None])
        except OSError:
            return False
        return all(self._from.read(1) == _DONE for _ in statements)

    def ask(self, sql: str, values: Sequence[Any]) -> Table:
        """Return the table of a statement, with values for its parameters in order.

        Raises:
            OSError, pyarrow.ArrowInvalid: the process failed, and has ended.
        """
        from pyarrow import ipc

        self._say([sql, list(values)])
        with ipc.open_stream(self._from) as reader:
            return reader.read_all()

    def _say(self, told: list[Any]) -> None:
        self._to.write(json.dumps(told).encode() + _DONE)
        self._to.flush()


def started(uri: str) -> SqliteProcess:
    """Start a process that reads the file at a URI of SQLite."""
    command, pipe = [sys.executable, "-c", _START, uri], subprocess.PIPE
    # In a group of its own it is not told of Ctrl-C, and from its start it hears none: this process ends it.
    hear = deaf()
    try:
        return SqliteProcess(
            subprocess.Popen(
                command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, process_group=0, pipesize=_PIPE
            )
        )
    finally:
        hear()


def main() -> None:
    """Answer the statements on standard input, each a line of JSON, by an empty line or a stream of Arrow."""
    import adbc_driver_sqlite
    from adbc_driver_manager import AdbcConnection  # not by its DB-API, which imports pandas and Polars
    from pyarrow import ipc

    out = sys.stdout.buffer
    with adbc_driver_sqlite.connect(sys.argv[1]) as database, AdbcConnection(database) as connection:
        for line in sys.stdin.buffer:
            sql, values = json.loads(line)
            with _reader(connection, sql, values or ()) as reader:
                if values is None:
                    reader.read_all()
                    out.write(_DONE)
                else:
                    with ipc.new_stream(out, reader.schema) as stream:
                        for batch in reader:
                            stream.write_batch(batch)
            out.flush()


@contextmanager
def _reader(connection: Any, sql: str, values: Sequence[Any]) -> Iterator[Any]:
    """Give the batches of the rows of a statement."""
    import pyarrow
    from adbc_driver_manager import AdbcStatement

    with AdbcStatement(connection) as statement:
        statement.set_options(**{"adbc.sqlite.query.batch_rows": str(_BATCH)})
        statement.set_sql_query(sql)
        if values:
            statement.prepare()
            statement.bind(pyarrow.record_batch([[value] for value in values], list(map(str, range(len(values))))))
        handle, _ = statement.execute_query()
        with pyarrow.RecordBatchReader._import_from_c(handle.address) as reader:
            yield reader
