"""The moment as of which an address wants the database: the parameter `recorded_at`, which every address may have."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.requests import HTTPConnection

from dateline.dates import Date
from dateline.errors import InvalidQuery, TookTooLong
from dateline.storage.engines import engine_of
from dateline.storage.engines.connection import Connection
from dateline.storage.history.moments import Moment, moment_from

NAME = "recorded_at"
_KEY = "dateline.recorded_at"
_LONGEST = 60
_MOST = 2
"""So many pasts are opened at a time, for one may need a copy of the database."""
_opening = threading.BoundedSemaphore(_MOST)


def text_of(request: HTTPConnection) -> str | None:
    """Return the moment that the address of a request names, as it is written there; None for now."""
    found: str | None = request.scope.get(_KEY)
    return found


def keep(scope: dict[str, object], text: str) -> None:
    """Keep the moment of a request, whose address is without it from now on."""
    scope[_KEY] = text


def moment_of(request: HTTPConnection, url: str, date_of: Callable[[str], Date]) -> Moment | None:
    """Return the moment that the address of a request names, None for now; `date_of` reads dates.

    Raises:
        InvalidQuery: it is no moment, or the database has no history.
    """
    text = text_of(request)
    if text is None:
        return None
    if len(text) > _LONGEST or "\0" in text:
        raise InvalidQuery(f"{NAME}: this is no moment", "write a date, a time of a day, or a batch as @NUMBER")
    if engine_of(url).store is None:
        raise InvalidQuery(f"{NAME}: a lake has no history", "omit it")
    try:
        return moment_from(text, date_of)
    except InvalidQuery as error:
        error.message = f"{NAME}: {error.message}"
        raise


@contextmanager
def past(url: str, moment: Moment) -> Iterator[Connection]:
    """Open the database as it was recorded at a moment.

    Raises:
        TookTooLong: as many pasts as may be are being opened.
        InvalidQuery: there is no such batch.
    """
    from dateline.storage.past.opened import rewound

    if not _opening.acquire(blocking=False):
        raise TookTooLong
    opened = rewound(url, moment)
    try:
        connection = opened.__enter__()
    finally:
        _opening.release()
    try:
        yield connection
    except BaseException as error:
        if not opened.__exit__(type(error), error, error.__traceback__):
            raise
    else:
        opened.__exit__(None, None, None)
