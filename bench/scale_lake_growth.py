"""How a lake grows: what it takes to be made, its room and its files, for one number of events; a line of the curve."""

from __future__ import annotations

from bench.scale_lake import made, size_of
from bench.workshop import Workshop

from dateline.storage.engines.lakes import manifest as manifests


def run(workshop: Workshop) -> None:
    """Print what making took, unless the lake is there, and what the lake is made of."""
    folder = workshop.file("lake")
    if not folder.exists():
        took = made(folder, workshop.rows())
        each = took.seconds / workshop.events * 1e6
        print(f"made once: {took.seconds:.1f} s, {each:.1f} µs an event, {took.peak:.0f} MB at most", flush=True)
    size, files = size_of(folder), sum(1 for _ in folder.rglob("*.parquet"))
    largest = max(file.rows for file in manifests.load(str(folder)).files if file.table == "event")
    print(f"{size / 1e6:.0f} MB, {size / workshop.events:.1f} bytes an event, {files} files", flush=True)
    print(f"largest file of events: {largest:,} rows", flush=True)
