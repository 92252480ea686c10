"""The fields of the records on the wire, in order; scripts rely on them (docs/reference/commands.md)."""

from __future__ import annotations

from typing import Any

from dateline.event_fields import WIRE

Record = dict[str, Any]
"""A record on the wire: every field of its kind in order, None for what is unknown."""

EVENT_FIELDS = WIRE
DATE_FIELDS = (
    "input", "valid", "edtf", "level", "earliest", "latest", "precision", "kind", "prose", "candidates", "error",
    "hint", "matches_from", "matches_to", "spread", "uncertain",
)  # fmt: skip
DEADLINE_FIELDS = (
    "id", "programme", "title", "due", "due_text", "cutoff_from", "cutoff_to", "state", "overdue", "possible",
    "days_overdue", "ever_overdue", "vs_original", "hindsight", "forecast", "actors", "themes", "why",
)  # fmt: skip
PROGRESS_FIELDS = ("progress", "level", "abandoned", "stalled", "tracker", "barometer")
"""The fields that stand beside the state of a deadline on request."""
DERIVATION_FIELDS = (
    "rule", "within", "after", "before", "of", "start", "counting", "roll", "holidays", "free", "grace", "tz",
    "whichever", "steps",
)  # fmt: skip
"""The fields that say on request how the due date of a deadline was read and counted, as curated records have them."""


def are_events(fields: tuple[str, ...]) -> bool:
    """Tell whether records with these fields are events, perhaps with more beside."""
    return set(EVENT_FIELDS) <= set(fields)


def are_deadlines(fields: tuple[str, ...]) -> bool:
    """Tell whether records with these fields are judged deadlines, perhaps with more beside."""
    return set(DEADLINE_FIELDS) <= set(fields)
