"""What is said, against the texts of the sources that it is said to be from."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dateline.errors import InvalidQuery, NotFound
from dateline.storage.checks.quotes import CHECKS, Verifier
from dateline.storage.engines.connection import Connection
from dateline.wire_fields import Record

if TYPE_CHECKING:
    from dateline.storage.history.occasion import Occasion


class Verified:
    """What was checked, as records with `quotes.FIELDS`, counted by their result as they pass."""

    def __init__(self, connection: Connection, checks: Collection[str] = CHECKS, source: str | None = None) -> None:
        """Check all citations, or those of one source.

        Raises:
            NotFound: there is no such source.
        """
        if source and not connection.run("SELECT 1 FROM source WHERE id = :id", {"id": source}):
            raise NotFound(f"no source has the id {source!r}", "dateline sources lists them all")
        self._records = Verifier(connection).records(frozenset(checks), source)
        self.number_of: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.number_of[record["result"]] += 1
            yield record


class Kept(NamedTuple):
    """The sources whose text is new, and how many texts are what they were."""

    new: list[str]
    unchanged: int


def keep_texts(
    url: str, files: Sequence[str], occasion: Occasion, *, source: str | None = None, replace: bool = False
) -> Kept:
    """Keep the texts of files, each of the `source` or of the one whose id the file's name is, without its ending.

    Raises:
        InvalidQuery: several files are to be one source, or another text is kept and not to be replaced.
        NotFound: there is no such source.
        UnusableFile, InvalidRecords: a file cannot be read, or is not what its ending says.
        DatabaseError: the engine fails.
    """
    from dateline.input.documents import read_document
    from dateline.storage.writing.source_texts import SourceText, keep

    if source and len(files) > 1:
        raise InvalidQuery("--source goes with one FILE")
    names = [os.path.basename(file) for file in files]
    texts = [
        SourceText(source or os.path.splitext(name)[0], name, *read_document(file))
        for name, file in zip(names, files, strict=True)
    ]
    new = keep(url, texts, occasion, replace=replace)
    return Kept(new, len(texts) - len(new))


def text_of(connection: Connection, source: str) -> str:
    """Return the text that is kept of a source.

    Raises:
        NotFound: none is kept.
    """
    rows = connection.run("SELECT text FROM source_text WHERE source = :id", {"id": source})
    if not rows:
        raise NotFound(f"no text is kept of {source!r}", "dateline sources add FILE --source ID")
    return str(rows[0][0])
