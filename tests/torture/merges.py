"""Random pairs of edits of a file of records, merged by whole `git merge` with the driver as it is installed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from formats.merged_by_git import PROGRAM, Repository, wrong
from formats.test_three_way import pair
from torture.stores import Count

PAIRS = int(os.environ.get("DATELINE_MERGES", "500"))


def trials(folder: Path, seed: int, pairs: int = PAIRS) -> Iterator[tuple[str, Count]]:
    """Yield what each pair loses; half of them edit other fields, the others often the same."""
    repository = Repository(folder)
    subprocess.run([PROGRAM, "-q", "merge-driver", "--install"], cwd=folder, check=True)
    for number in range(pairs):
        found = wrong(repository, *pair(1_000_000 * seed + number, apart=number % 2 == 0))
        yield f"git merge {seed}/{number} {found}", Count(1, 0, int(not found), int(bool(found)))
