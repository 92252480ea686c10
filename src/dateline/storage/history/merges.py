"""What batches merged: `merge` one record into another, `load` actors of imports into those that have their codes."""

from __future__ import annotations

from dateline.storage.history.kept_json import kept_object

MERGING = """report LIKE '%"merged": %'"""
"""The condition on batches that merged something."""


def merges_in(report: str | None) -> list[dict[str, str]]:
    """Return the kind, the id and the target (`into`) of each record that a batch merged, by its report."""
    if not report or '"merged": ' not in report:
        return []
    told = kept_object(report)["merged"]
    return told if isinstance(told, list) else [told]
