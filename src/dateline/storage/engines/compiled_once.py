"""Engines of SQLAlchemy for many databases of one kind, which compile each statement once in a process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlalchemy as sa

_MOST = 1_000


class _Statements(dict[Any, Any]):
    """Compiled statements by their keys; it begins anew before it takes too much memory."""

    def __setitem__(self, key: Any, value: Any) -> None:
        if len(self) >= _MOST:
            self.clear()
        super().__setitem__(key, value)


_shared: dict[str, tuple[sa.Dialect, _Statements]] = {}


def compiling_once(engine: sa.Engine, server: str) -> sa.Engine:
    """Return an engine that uses what other engines of the same `server` compiled, and leaves there what it compiles.

    Compiling takes as long as all else that a small change does. The dialect is part of the key of a statement, and is
    fit for it only after the first connection, which asks the server for its version.
    """
    import sqlalchemy as sa

    if server in _shared:
        engine.dialect, statements = _shared[server]
        return engine.execution_options(compiled_cache=statements)
    statements = _Statements()

    @sa.event.listens_for(engine, "connect")
    def _connected(*_: object) -> None:
        _shared.setdefault(server, (engine.dialect, statements))

    return engine.execution_options(compiled_cache=statements)
