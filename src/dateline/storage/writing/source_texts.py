"""The texts of sources: kept with the hash of the file that they were read from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.errors import InvalidQuery, NotFound
from dateline.names import did_you_mean
from dateline.storage.engines.writing import writing
from dateline.storage.history.batches import History
from dateline.storage.history.noted import Had
from dateline.storage.history.occasion import Occasion
from dateline.storage.schema import tables as t
from dateline.storage.writing.migrating import check_there


class SourceText(NamedTuple):
    """A text to keep: the source, the name of the file, the SHA-256 of its bytes, and the text."""

    source: str
    file: str
    sha256: str
    text: str


def said(digest: str, file: str, text: str) -> str:
    """Return what the history says of a text that is kept: the hashes of its file and of the text itself."""
    return f"sha256 = {digest}\nfile = {file}\ntext = {sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def kept_row(connection: sa.Connection, source: str) -> dict[str, Any] | None:
    """Return the row of the text that is kept of a source, by column."""
    chosen = sa.select(t.source_text).where(t.source_text.c.source == source)
    row = connection.execute(chosen).mappings().first()
    return None if row is None else dict(row)


def keep(url: str, texts: Iterable[SourceText], occasion: Occasion, *, replace: bool = False) -> list[str]:
    """Keep the texts of sources, in one transaction; return the sources whose text is new.

    Raises:
        NotFound: there is no such source.
        InvalidQuery: another text is kept of it, and is not to be replaced.
        DatabaseError: the engine fails.
    """
    check_there(url)
    with writing(url) as connection:
        history = History(connection, occasion)
        new = keep_through(connection, history, texts, replace=replace)
        history.seal()
    return new


def keep_through(
    connection: sa.Connection,
    history: History,
    texts: Iterable[SourceText],
    *,
    replace: bool = False,
    missing: bool = False,
) -> list[str]:
    """Keep the texts of sources as part of a batch, `missing` those of sources without any; return what is new.

    Raises:
        NotFound: there is no such source.
        InvalidQuery: another text is kept of it, and is not to be replaced.
    """
    new: list[str] = []
    of = t.source_text.c
    known = set(connection.execute(sa.select(t.source.c.id)).scalars())
    for each in texts:
        if each.source not in known:
            hint = did_you_mean(each.source, known) or "choose its source with --source"
            raise NotFound(f"{each.file}: there is no source with the id {each.source!r}", hint)
        had = kept_row(connection, each.source)
        if had and (missing or had["sha256"] == each.sha256):
            continue
        if had and not replace:
            raise InvalidQuery(f"the text of {had['file']} is already kept for {each.source!r}", "add --replace")
        connection.execute(sa.delete(t.source_text).where(of.source == each.source))
        connection.execute(sa.insert(t.source_text), {**each._asdict(), "added": history.recorded})
        content = said(each.sha256, each.file, each.text)
        before = Had(json.dumps(had, ensure_ascii=False), None) if had else None
        history.note("source_text", each.source, "changed" if had else "added", content=content, had=before)
        new.append(each.source)
    return new
