"""The report of a write: how many records it read, and what became of them."""

from __future__ import annotations

import dataclasses

from dateline.deadlines.counting.moved import Moved
from dateline.errors import Fault


@dataclasses.dataclass
class Report:
    """How many records of each fate a write had; repeated are those that equal an earlier one of the same file.

    Those by hand are rows of events that somebody has corrected, removed or merged: they stay so. Withdrawn unseen are
    rows that withdraw an event which the database never had.
    """

    read: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    repeated: int = 0
    corrected_by_hand: int = 0
    removed_by_hand: int = 0
    merged_by_hand: int = 0
    withdrawn_unseen: int = 0
    kept = 0
    """Records of a load that stay as the database has them; no field, for it is no fate of a row."""
    joined = tuple[tuple[str, str], ...]()
    """Pairs of ids: an actor of an import, and the one that was loaded with its code and has taken its place."""
    called_alike = tuple[tuple[str, str, str], ...]()
    """The ids of a state of an import and of one that was loaded, and the name that both have."""
    two_of_one = tuple[tuple[str, str], ...]()
    """Pairs of ids: an actor of the database, and the one that was loaded with its id as an alias; no field either."""
    moved = tuple[Moved, ...]()
    """The due dates whose last compliant days moved because they were counted anew; no field either."""
    doubts = tuple[Fault, ...]()
    """What may be meant otherwise in the files of a load, with file and line; no field either."""
