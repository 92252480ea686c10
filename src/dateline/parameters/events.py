"""Options of lists of events that ask by what sources say, and by links."""

from __future__ import annotations

from dateline.question_options import Option

BY_SOURCE = Option(
    ("--by-source",), "by_source", "text", "Use the dates that this source gives; only events that cite it.", "ID"
)
CLAIMED = Option(
    ("--claimed",), "claimed", "flag", "Also list events that are in range only by what a source says, as possible."
)
LINKED_TO = Option(
    ("--linked-to",), "linked", "text", "Only events that a link connects with this event or deadline.", "ID"
)
