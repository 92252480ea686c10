"""Everything that is measured for the page: a module whose `run` measures, and what it needs."""

from __future__ import annotations

import importlib.util
import shutil
from typing import NamedTuple


class Measurement(NamedTuple):
    """A module with `run(workshop)`, which tells its rows to `bench.pairs`, and the programs and modules it needs."""

    name: str
    module: str
    needs: tuple[str, ...] = ()
    slow: bool = False

    def lacks(self) -> str | None:
        """Return why it cannot be measured here, None when it can."""
        missing = [name for name in self.needs if not (shutil.which(name) or importlib.util.find_spec(name))]
        return f"{', '.join(missing)} missing" if missing else None


MEASUREMENTS = (
    Measurement("start", "bench.page.starting"),
    Measurement("import", "bench.scale_import", ("sqlite3",)),
    Measurement("load", "bench.page.loading"),
    Measurement("queries", "bench.scale_queries"),
    Measurement("facets", "bench.scale_facets", ("duckdb",)),
    Measurement("export", "bench.scale_export", ("sqlite3",)),
    Measurement("lake", "bench.scale_lake", ("duckdb",)),
    Measurement("lake_queries", "bench.scale_lake_queries", ("duckdb",)),
    Measurement("lake_words", "bench.scale_lake_words", ("duckdb",)),
    Measurement("grows", "bench.page.growing", slow=True),
)
"""In the order of the page; what is slow is measured only when it is named."""
