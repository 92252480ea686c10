"""The rebuild of all derived tables, for upgrades and for checks."""

from __future__ import annotations

import sqlalchemy as sa

from dateline.storage.derived import junctions, text_index, written_days
from dateline.storage.derived.marked_dates import restate, restate_deadlines
from dateline.storage.derived.theme_sets import share_anew
from dateline.storage.derived.theme_tree import number_themes


def rebuild(connection: sa.Connection) -> None:
    """Make anew all that is derived from the records.

    These are the days of approximate and uncertain dates, the numbers of themes, what sets of themes share, the
    junctions, the counts and the full text.
    """
    restate(connection)
    restate_deadlines(connection)
    written_days.fill(connection)
    number_themes(connection)
    share_anew(connection)
    junctions.make_anew(connection)
    text_index.rebuild(connection)
