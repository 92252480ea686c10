"""How well and how fast events that are recorded twice are found, with the splink of PyPI beside if it is installed.

    python bench/duplicates.py [EVENTS] [SEED...]            precision and recall at some thresholds, seed by seed
    python bench/duplicates.py beside [EVENTS] [SEED]        two databases of so many events: seconds and memory
    python bench/duplicates.py splink [EVENTS] [SEED]        the same pairs by splink on DuckDB

The events are those of `duplicate_events.py`. The second form runs the whole command on SQLite files that it imports
before; its memory is the peak of the command alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.duplicate_events import Made, World, made, write

COMMAND = str(Path(sys.executable).with_name("dateline"))
PROCESS = str(Path(__file__).with_name("process.py"))
THRESHOLDS = (0.5, 0.6, 0.7, 0.8)


def main() -> None:
    """Measure what is asked for."""
    words = sys.argv[1:]
    form = words.pop(0) if words and not words[0].isdigit() else "quality"
    numbers = [int(each) for each in words]
    events = numbers[0] if numbers else 1_000_000 if form == "beside" else 100_000
    for seed in numbers[1:] or [2]:
        {"quality": quality, "beside": beside, "splink": by_splink}[form](events, seed)


def quality(events: int, seed: int) -> None:
    """Print precision and recall of the library, without a database."""
    from duckdb import connect

    from dateline.duplicates.corpus import Corpus
    from dateline.duplicates.finding import found_in

    found, began = made(events, seed), time.process_time()
    corpus = Corpus({each: [whole] for each, whole in found.members.items()})
    for event in found.ones:
        corpus.add(event | {"actors": [{"id": each} for each in event["actors"]]})
    pairs = found_in(corpus, connect(), min(THRESHOLDS)).matches
    used = time.process_time() - began
    scored = [((corpus.ids[each.one], corpus.ids[each.other]), each.score) for each in pairs]
    _report(f"{events:,} events, seed {seed}, {used:.0f} s of processor", found, scored)


def _report(head: str, found: Made, scored: Iterable[tuple[tuple[str, str], float]]) -> None:
    print(head)
    scored, truth = list(scored), {frozenset(each) for each in found.pairs}
    for threshold in THRESHOLDS:
        told = {frozenset(pair) for pair, score in scored if score >= threshold}
        right = len(told & truth)
        print(f"  at {threshold}: precision {right / max(1, len(told)):.4f}, recall {right / len(truth):.4f}")


def beside(events: int, seed: int) -> None:
    """Print seconds and memory of `duplicates --beside`, and what it finds."""
    found = made(events, seed, beside=True)
    with tempfile.TemporaryDirectory() as folder:
        urls = [
            _imported(Path(folder), name, some, found.world) for name, some in (("a", found.ones), ("b", found.others))
        ]
        out = Path(folder, "out.jsonl")
        command = [COMMAND, "--db", urls[0], "duplicates", "--beside", urls[1], "--threshold", "0.5", "-f", "jsonl"]
        measured = subprocess.run(
            [sys.executable, PROCESS, "/dev/null", str(out), *command], check=True, capture_output=True, text=True
        )
        spent = json.loads(measured.stdout)
        told = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    head = f"{events:,} beside {events:,} events, seed {seed}: {spent['seconds']:.0f} s, peak {spent['peak']:.0f} MB"
    _report(head, found, (((each["one"], each["other"]), each["score"]) for each in told))


def _imported(folder: Path, name: str, events: list[dict[str, Any]], world: World) -> str:
    url, rows, actors = f"sqlite:///{folder}/{name}.db", folder / f"{name}.csv", folder / "world.toml"
    world.write_actors(actors)
    write(events, rows)
    for words in (("load", actors), ("import", "csv", rows, "--collection", name)):
        subprocess.run([COMMAND, "--quiet", "--db", url, *map(str, words)], check=True)
    return url


def by_splink(events: int, seed: int) -> None:
    """Print precision and recall of splink with the blocking and the comparisons that its manual would choose."""
    import pandas as pd  # type: ignore[import-untyped]
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    found, began = made(events, seed), time.process_time()
    settings = SettingsCreator(
        link_type="dedupe_only", unique_id_column_name="id",
        blocking_rules_to_generate_predictions=[block_on(*each) for each in _BLOCKS],
        comparisons=[
            cl.ArrayIntersectAtSizes("words", [6, 5, 4, 3, 2]), cl.ExactMatch("first"),
            cl.JaroWinklerAtThresholds("place", [0.9]), cl.ArrayIntersectAtSizes("actors", [2, 1]),
        ],
    )  # fmt: skip
    database = DuckDBAPI()
    table = database.register(pd.DataFrame(map(_row, found.ones)))
    linker = Linker(table, settings)
    linker.training.estimate_probability_two_random_records_match([block_on("title", "first")], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=seed)
    for block in (("first",), ("title",)):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*block))
    told = linker.inference.predict(threshold_match_probability=min(THRESHOLDS)).as_pandas_dataframe()  # type: ignore[no-untyped-call, unused-ignore]
    used = time.process_time() - began
    scored = zip(zip(told["id_l"], told["id_r"], strict=True), told["match_probability"], strict=True)
    _report(f"splink: {events:,} events, seed {seed}, {used:.0f} s of processor", found, scored)


_BLOCKS: Collection[tuple[str, ...]] = (
    ("first", "subject"), ("month", "party"), ("year", "place"), ("year", "party", "subject"), ("title", "year"),
)  # fmt: skip


def _row(event: dict[str, Any]) -> dict[str, Any]:
    """Return an event with columns of single values, which is what splink compares."""
    from dateline.dates import day_text, parse

    first = day_text(parse(event["date"]).earliest) or ""
    return {
        "id": event["id"], "title": event["title"], "first": first, "month": first[:7], "year": first[:4],
        "place": event["place"] or None, "actors": event["actors"] or None,
        "party": min(event["actors"], default=None), "words": sorted(set(event["title"].lower().split())),
        "subject": event["themes"][0].split("/")[0] if event["themes"] else None,
    }  # fmt: skip


if __name__ == "__main__":
    main()
