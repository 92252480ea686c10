"""Lakes read on a cluster by Spark Connect: `spark://HOST[:PORT]/DIR`, with DIR as the cluster sees it.

Statements are those of the databases, and their values are sent apart from the text, as parameters.
"""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from dateline.errors import DatabaseError
from dateline.storage.engines.connection import Row, errors_of
from dateline.storage.engines.engine import Engine, driver
from dateline.storage.engines.lakes import manifest as manifests
from dateline.storage.engines.lakes.connection import LakeConnection
from dateline.storage.engines.lakes.layout import types
from dateline.storage.engines.lakes.manifest import DataFile
from dateline.storage.engines.lakes.words import pattern
from dateline.storage.engines.urls import shown

PORT = 15002
"""The port of a Spark Connect server."""
_WAIT = 10
"""Seconds to wait for an answer of the server's machine."""
_SETTINGS = {
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",  # looking at files is no work for the cluster
    "spark.sql.session.timeZone": "UTC",
}


class Place(NamedTuple):
    """What a URL says: the server, the folder of the lake, and how to reach the server."""

    host: str
    port: int
    folder: str
    options: Mapping[str, str]

    @property
    def remote(self) -> str:
        """Return the address as Spark Connect has it."""
        options = "".join(f";{name}={value}" for name, value in self.options.items())
        return f"sc://{self.host}:{self.port}/{options}"


def place_of(url: str) -> Place:
    """Return what `spark://HOST[:PORT]/DIR` says; `?lake=s3a://BUCKET/DIR` names a lake elsewhere, the rest is Spark's.

    Raises:
        DatabaseError: host or folder are missing.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    folder = options.pop("lake", "") or f"file://{unquote(parts.path)}".rstrip("/")
    try:
        port = parts.port or PORT
    except ValueError:
        port = 0
    if not parts.hostname or folder == "file:" or not port:
        raise DatabaseError(
            f"{shown(url)} does not name a cluster and a lake", "write spark://HOST:15002/FOLDER/OF/THE/LAKE"
        )
    return Place(parts.hostname, port, folder, options)


class SparkConnection(LakeConnection):
    """A lake that a Spark cluster reads."""

    def __init__(self, session: Any, url: str, folder: str, manifest: manifests.Manifest) -> None:
        super().__init__(session, ENGINE, url, manifest)
        self._folder, self._types = folder, types()

    def _execute(self, sql: str, values: Mapping[str, Any]) -> Iterator[Row]:
        with self._ended_by(self._raw.interruptAll):
            for row in self._raw.sql(sql, args=dict(values)).toLocalIterator():
                yield tuple(row)

    def _set_view(self, table: str, files: Sequence[DataFile]) -> None:
        paths = [f"{self._folder}/{file.path}" for file in files]
        self._check_there(paths, files)
        columns = ", ".join(f"`{name}` {kind}" for name, kind in self._types[table].items())
        from dateline.storage.statements.dialects import SUFFIX

        rows = self._raw.read.schema(columns).parquet(*paths)
        for name in (table, f"{table}{SUFFIX}"):  # fixed texts have none
            rows.createOrReplaceTempView(name)

    def _check_there(self, paths: Sequence[str], files: Sequence[DataFile]) -> None:
        """Make sure that files are there and have their size; no more of them is read."""
        found = self._raw.read.format("binaryFile").load(list(paths)).select("path", "length").collect()
        sizes = {path.rpartition("/")[2]: size for path, size in found}
        for file in files:
            manifests.check_size(self._folder, file, sizes.get(file.path.rpartition("/")[2]))

    def close(self) -> None:
        """End the session."""
        with suppress(Exception):
            self._raw.stop()


def _opened(url: str) -> SparkConnection:
    place = place_of(url)
    with errors_of(url):
        session = _session(place)
        try:
            return SparkConnection(session, url, place.folder, _manifest(session, place.folder))
        except BaseException:
            session.stop()
            raise


def _session(place: Place) -> Any:
    with _main_with_a_file():
        spark = driver("pyspark.sql.connect.session", "a Spark cluster needs pyspark-client", "spark")
    try:
        socket.create_connection((place.host, place.port), _WAIT).close()
    except OSError as error:
        message = f"no Spark Connect server at {place.host}:{place.port}: {error.strerror or error}"
        raise DatabaseError(message, "start one, or check the address (see docs/scale.md)") from error
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL + 1)  # errors are told once, by us
    session = spark.SparkSession.builder.remote(place.remote).create()
    for name, value in _SETTINGS.items():
        session.conf.set(name, value)
    return session


@contextmanager
def _main_with_a_file() -> Iterator[None]:
    """Keep pyspark from taking a program without a file, such as `python -c`, for its own tests, which end it."""
    main = sys.modules["__main__"]
    if hasattr(main, "__file__"):
        yield
        return
    main.__file__ = sys.executable
    try:
        yield
    finally:
        del main.__file__


def _manifest(session: Any, folder: str) -> manifests.Manifest:
    path = f"{folder}/{manifests.NAME}"
    try:
        rows = session.read.text(path, wholetext=True).collect()
    except Exception as error:
        if "PATH_NOT_FOUND" in str(error):
            raise DatabaseError(
                f"the cluster sees no lake at {folder}", "create one with: dateline lake create DIR"
            ) from None
        raise
    return manifests.read(rows[0][0] if rows else "", folder)


ENGINE = Engine("spark", _opened, pattern, collation="UTF8_BINARY")
