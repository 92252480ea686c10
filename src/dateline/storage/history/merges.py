"""What batches merged: `merge` one record into another, `load` actors of imports into those that have their codes."""

from __future__ import annotations

from dateline.storage.engines.kept_json import kept, kept_object

MERGING = """report LIKE '%"merged": %'"""
"""The condition on batches that merged something."""


def merges_in(report: str | None, batch: int) -> list[dict[str, str]]:
    """Return the kind, the id and the target (`into`) of each record that a batch merged, by its report.

    Raises:
        Damaged: the report is not one.
    """
    if not report or '"merged": ' not in report:
        return []
    with kept("batch.report", f"batch {batch}"):
        told = kept_object(report, "batch.report", f"batch {batch}")["merged"]
        merged = told if isinstance(told, list) else [told]
        return [{name: _text(each[name]) for name in ("kind", "id", "into")} for each in merged]


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError
    return found
