"""Where programs have answers written."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import IO


@contextmanager
def written_to(target: str | IO[str]) -> Generator[IO[str]]:
    """Give a stream of text to write to: a file appears when it is whole, and takes the place of no database."""
    if not isinstance(target, str):
        yield target
        return
    from dateline.drafts import draft
    from dateline.storage.opening import check_no_database

    check_no_database(target)
    with draft(target) as drafted, open(drafted, "w", encoding="utf-8", newline="") as stream:
        yield stream
