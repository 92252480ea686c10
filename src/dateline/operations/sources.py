"""The texts of sources, which what is said to be from them is checked against."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.errors import InvalidQuery, NotFound
from dateline.storage.engines.connection import Connection

if TYPE_CHECKING:
    from dateline.storage.history.occasion import Occasion


def keep_texts(
    url: str, files: Sequence[str], occasion: Occasion, *, source: str | None = None, replace: bool = False
) -> list[str]:
    """Keep the texts of files, each of `source` or of that whose id the name without ending is; return those new."""
    from dateline.input.documents import read_document
    from dateline.storage.writing.source_texts import SourceText, keep

    if source and len(files) > 1:
        raise InvalidQuery("--source takes exactly one FILE")
    names = [os.path.basename(file) for file in files]
    texts = [
        SourceText(source or os.path.splitext(name)[0], name, *read_document(file)[:2])
        for name, file in zip(names, files, strict=True)
    ]
    return keep(url, texts, occasion, replace=replace)


def text_of(connection: Connection, source: str) -> str:
    """Return the text that is kept of a source."""
    rows = connection.run("SELECT text FROM source_text WHERE source = :id", {"id": source})
    if not rows:
        raise NotFound(f"no text is kept for {source!r}", "dateline sources add FILE --source ID")
    return str(rows[0][0])
