"""The ways in which events are staged, by what a database takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.storage.engines import store_behind

if TYPE_CHECKING:
    import sqlalchemy as sa

    from dateline.storage.writing.columns.opened import StagedEvents


def staged_events(connection: sa.Connection, *, alone: bool) -> StagedEvents:
    """Return what takes staged events into a database, which has no others if they are `alone`."""
    if store_behind(connection).takes_files:
        from dateline.storage.writing.columns.taking import StagedFiles

        return StagedFiles(connection)
    from dateline.storage.writing.columns.tables import StagedTables

    return StagedTables(connection, alone=alone)
