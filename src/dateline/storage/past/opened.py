"""The database opened as it stood at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

from dateline.storage.engines import engine_of, store_of
from dateline.storage.engines.connection import Connection
from dateline.storage.history.moments import Moment, batch_at
from dateline.storage.opening import reading
from dateline.storage.past.parts import InParts


@contextmanager
def rewound(url: str, moment: Moment) -> Iterator[Connection]:
    """Open the database as it stood at a moment; what was changed since is put back where nobody else sees it.

    It is a reader: it waits for no writer, and none waits for it, however slowly its rows are taken.

    Raises:
        DatabaseError: the engine fails, or there is no room for a copy where one is needed.
        InvalidQuery: there is no such batch.
    """
    store = store_of(url)
    with reading(url) as now:
        batch = batch_at(now.run, moment)
    with ExitStack() as stack:
        if store.kept and (kept := stack.enter_context(store.kept(url, batch))):
            yield stack.enter_context(closing(InParts(kept.raw, engine_of(url), url, kept.words, own=kept.own)))
        else:
            yield _made(url, batch, stack)


def _made(url: str, batch: int, stack: ExitStack) -> Connection:
    from dateline.storage.past.few import NotFew, with_few

    try:
        return stack.enter_context(with_few(url, batch))
    except NotFew:
        pass
    from dateline.storage.past.beside import CannotLayOver, laid_over  # late: they import SQLAlchemy
    from dateline.storage.past.copied import copied

    try:
        return stack.enter_context(laid_over(url, batch))
    except CannotLayOver:
        return stack.enter_context(copied(url, batch))
