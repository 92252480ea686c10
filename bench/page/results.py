"""The results of one run of the benchmarks, as values and as JSON."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

Pairs = Sequence[tuple[float, float]]
_PACKAGES = ("sqlalchemy", "duckdb", "pyarrow", "click", "psycopg")


@dataclass(frozen=True)
class Row:
    """What was done, and what ours and theirs took in each pair: seconds, or MB, or instructions.

    `wanted` is the greatest ratio; None where nothing is asked for. `most` is the greatest figure of ours, where that
    is asked for instead. `load` is how many processes waited for the processor when the last pair was done.
    """

    what: str
    pairs: Pairs
    wanted: float | None = None
    most: float | None = None
    unit: str = "s"
    load: float = 0.0

    @property
    def ratios(self) -> list[float]:
        """Return the ratios of the pairs, the least first."""
        return sorted(ours / theirs for ours, theirs in self.pairs if theirs)

    @property
    def ratio(self) -> float | None:
        """Return their median."""
        return statistics.median(self.ratios) if self.ratios else None

    @property
    def missed(self) -> bool:
        """Tell whether more was asked for."""
        beyond = self.most is not None and max(ours for ours, _ in self.pairs) > self.most
        return beyond or (self.wanted is not None and (self.ratio or 0) > self.wanted)


@dataclass(frozen=True)
class Results:
    """The rows of a run, why some measurements were left out, and what it ran on."""

    rows: Sequence[Row]
    skipped: Mapping[str, str] = field(default_factory=dict)
    made_on: Mapping[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """Return the results as JSON."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"


def read(path: Path) -> Results:
    """Return the results that are kept in a file."""
    found = json.loads(path.read_text("utf-8"))
    rows = [Row(**row | {"pairs": [tuple(pair) for pair in row["pairs"]]}) for row in found.pop("rows")]
    return Results(rows, **found)


def keep(results: Results, folder: Path) -> Path:
    """Write results to a file of their own in a folder, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    moment = str(results.made_on.get("moment", "")).replace(":", "").replace("-", "")
    path = folder / f"{moment}-{results.made_on.get('events')}.json"
    path.write_text(results.text(), "utf-8")
    return path


def surroundings(events: int) -> dict[str, Any]:
    """Return the machine, the versions and the moment, for those who compare runs."""
    return {
        "moment": datetime.now(UTC).isoformat(timespec="seconds"),
        "events": events,
        "machine": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": sys.version.split()[0],
        "commit": _commit(),
        **{name: _version(name) for name in ("dateline", *_PACKAGES)},
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next((line.partition(": ")[2].strip() for line in file if line.startswith("model name")), "")
    except OSError:
        return platform.processor()


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _commit() -> str | None:
    here = Path(__file__).parent
    words = ("git", "describe", "--always", "--dirty")
    done = subprocess.run(words, check=False, cwd=here, capture_output=True, text=True)
    return done.stdout.strip() or None
