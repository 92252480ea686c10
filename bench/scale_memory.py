"""Memory alone: one run of the import and one of the export."""

from __future__ import annotations

from bench import scale_export, scale_import
from bench.workshop import Workshop


def run(workshop: Workshop) -> None:
    """Run both once."""
    scale_import.run(workshop, pairs=1)
    scale_export.run(workshop, pairs=1)
