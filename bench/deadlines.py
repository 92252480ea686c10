"""Deadlines: a hundred thousand of three records each, judged as of a day, beside the plain SQL through the driver.

Run it with `make bench-more`. The rows come from a fixed seed. Ours gives each deadline of an actor with its state,
worlds, parties, themes and reasons, and the same as a line of JSON. The SQL is the statements behind it, run through
sqlite3 and fetched whole: one that filters and judges, two for the parties and the themes of each batch; the first is
also measured alone. They take turns in one run; a figure is the median of the ratios of the pairs. Memory is the peak
of Python's own, over the results of a rare and of a common actor.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dateline.dates import to_day
from dateline.storage.engines.writing import writing_engine
from dateline.storage.opening import reading
from dateline.storage.reading.deadline_lists import Judgements, Question
from dateline.storage.schema import tables as t
from dateline.storage.statements.plans import Plans
from dateline.storage.writing.migrating import upgrade

NUMBER = 100_000
PAIRS = 9
BATCH = 256
ACTORS = {"common": 0.5, "middling": 0.1, "rare": 0.01}
AS_OF = to_day(2000, 10, 15)


def rows(wanted: int = NUMBER) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Yield each table with its rows: a due date, two reports, an actor or more and a theme for each deadline."""
    draw = random.Random(4)
    kept = {"collection": "bench", "fingerprint": ""}
    identities = [f"d{number:06}" for number in range(wanted)]
    yield t.programme, [{"id": f"p{n}", "title": f"Programme {n}", **kept} for n in range(20)]
    yield t.actor, [{"num": n, "id": a, "name": a, "kind": "body", **kept} for n, a in enumerate(ACTORS, 1)]
    yield t.actor_name, [{"folded": a, "actor": n, "seq": 0, "name": a} for n, a in enumerate(ACTORS, 1)]
    yield t.theme, [{"num": n, "last": n, "id": f"t{n}", "title": f"Theme {n}", **kept} for n in range(1, 11)]
    own = {"title": "A promise", "force": "binding", "kind": "duty", **kept}
    yield t.deadline, [{"id": each, "programme": f"p{draw.randrange(20)}", **own} for each in identities]
    themes = [(each, f"t{draw.randint(1, 10)}") for each in identities]
    yield t.deadline_theme, [{"deadline": each, "seq": 0, "theme": theme} for each, theme in themes]
    shares = list(enumerate(ACTORS.values(), 1))
    parties = [(each, num) for each in identities for num, share in shares if draw.random() < share]
    yield t.party, [{"part": "deadline", "owner": o, "seq": num, "actor": num, "role": "obligor"} for o, num in parties]
    cutoffs = [to_day(1996, 1, 1) + draw.randrange(3650) for _ in identities]
    lengths = [draw.choice((0, 30, 365)) for _ in identities]
    yield (
        t.due_assertion,
        [
            {
                "deadline": each, "seq": 0, "kind": "original", "cutoff_from": cutoff, "cutoff_to": cutoff + length,
                "text": "in good time", "standing": "confirmed", "reinstates": 0,
            }
            for each, cutoff, length in zip(identities, cutoffs, lengths, strict=True)
        ],
    )  # fmt: skip
    yield (
        t.status_report,
        [
            {
                "deadline": each, "seq": seq, "level_from": level, "level_to": level, "when_from": day, "when_to": day,
                "standing": "confirmed", "known_from": day, "known_to": day,
            }
            for each, cutoff in zip(identities, cutoffs, strict=True)
            for seq, level, day in ((0, 0, cutoff - 100), (1, draw.choice((1, 3)), cutoff + draw.randrange(-90, 900)))
        ],
    )  # fmt: skip


def generated(path: str, wanted: int = NUMBER) -> None:
    """Write the rows of so many deadlines into a new database."""
    url = f"sqlite:///{path}"
    upgrade(url)
    with writing_engine(url).begin() as connection:
        for table, found in rows(wanted):
            connection.execute(table.insert(), found)
        connection.exec_driver_sql("ANALYZE")


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def peak(run: Callable[[], object]) -> float:
    """Give the peak of memory while running, in MB."""
    tracemalloc.start()
    run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


class Judged:
    """The question about one actor, asked in the ways that are compared."""

    def __init__(self, path: str, judgements: Judgements, actor: str) -> None:
        self._judgements = judgements
        self._question = Question(AS_OF, AS_OF, actors=(actor,))
        self._driver = sqlite3.connect(path)
        plans = Plans("sqlite")
        self._sql, constants, _ = plans.plan("judgements", (0, 1, 0, 0))
        self._values = {**constants, **judgements._values(self._question)}
        self._parts = [plans.plan(name, ()) for name in ("parties_of", "deadline_themes_of")]

    def listed(self) -> int:
        return sum(1 for _ in self._judgements.listed(self._question))

    def lines(self) -> int:
        return sum(1 for each in self._judgements.listed(self._question) if each.line)

    def statement(self) -> list[Any]:
        return self._driver.execute(self._sql, self._values).fetchall()

    def statements(self) -> None:
        found = self.statement()
        for start in range(0, len(found), BATCH):
            deadlines = json.dumps([row[2] for row in found[start : start + BATCH]])
            for sql, constants, _ in self._parts:
                self._driver.execute(sql, {**constants, "deadlines": deadlines}).fetchall()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "bench.db"))
        os.environ["XDG_CACHE_HOME"] = folder
        generated(path)
        with reading(f"sqlite:///{path}") as connection:
            judgements = Judgements(connection)
            for actor in ACTORS:
                judged = Judged(path, judgements, actor)
                number = judged.lines()
                ways = (judged.listed, judged.lines, judged.statement, judged.statements)
                runs = [[seconds(run) for run in ways] for _ in range(PAIRS)]
                print(f"{actor}: {number} deadlines, peak {peak(judged.lines):.1f} MB")
                for way, name in enumerate(("listed", "as lines of JSON")):
                    first = statistics.median(each[way] for each in runs)
                    alone, whole = ([each[way] / each[i] for each in runs] for i in (2, 3))
                    print(f"  {name} {first:.3f} s; ratio to the statements {_spread(whole)},", end=" ")
                    print(f"to the first {_spread(alone)}")


def _spread(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


if __name__ == "__main__":
    main()
