"""Opens databases for programs."""

from __future__ import annotations

from datetime import date as calendar_day
from os import PathLike, fspath
from os.path import exists
from typing import TYPE_CHECKING

from dateline.errors import InvalidQuery
from dateline.library.database import Database

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.dates import Date


def open_database(
    url: str | PathLike[str] | None = None, *, create: bool = False, today: str | calendar_day | Date | None = None,
    author: str | None = None, dates: Mapping[str, object] | None = None,
) -> Database:  # fmt: skip
    """Open a database: a file, `postgresql://USER@HOST/NAME`, `lake:DIR` or `spark://HOST/DIR`.

    Without a URL it is the one of the user's data folder. With `create` one is made where there is none. `today` is the
    day for words such as "last year" and for judgements, `author` who changes things; without them they are those of
    this machine. `dates` are settings for reading dates, as in the configuration of the command line.

    Raises:
        DatabaseError: there is none, it is not dateline's, or it is of another schema.
        InvalidQuery, InvalidDate: `today` or a setting cannot be.
    """
    from dateline.dates.convention_settings import conventions_of
    from dateline.dates.conventions import USUAL
    from dateline.storage.engines.urls import default_url, normal_url

    if dates is not None and not hasattr(dates, "items"):
        raise InvalidQuery(f"dates is {dates!r}", "it can be a dict of settings")
    if url is not None and not isinstance(url, str | PathLike):
        raise InvalidQuery(f"the database is {url!r}", "it can be a path or a URL")
    found = default_url() if url is None else normal_url(fspath(url))
    conventions = conventions_of(dates) if dates else USUAL
    opened = Database(found, today=None, author=author, conventions=conventions, moment=None)
    if create:
        _make(opened)
    if today is not None:
        opened.set_today(today)
    with opened.reading():  # what is wrong is said now
        return opened


def _make(opened: Database) -> None:
    """Make a database where there is none, or an empty lake on this machine."""
    from dateline.storage.engines import engine_of
    from dateline.storage.engines.urls import is_lake_here

    if not is_lake_here(opened.url):
        from dateline.storage.writing.migrating import ensure

        ensure(opened.url)
    elif not any(map(exists, engine_of(opened.url).files(opened.url))):
        from dateline.storage.engines.lakes.duck import folder_of
        from dateline.storage.lake.adding import create

        create(folder_of(opened.url), opened.occasion("lake create", None))
