"""`make torture`: commands killed, surroundings that fail, writers at once, hostile input; a table of what was found.

Which trials come depends on the seed alone, how many on the time. The table is printed, and written into the page that
--page names, between its marks.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from unittest import mock

from hostile import fuzz
from torture import broken_off, forged, histories, kills, merges, outputs, servers, signalled, writers
from torture.stores import Count

_MARKS = re.compile(r"(<!-- torture -->\n).*?(<!-- /torture -->)", re.DOTALL)
_HEAD = "| trial | engine | times | killed | confirmed | lost records | corrupted databases | tracebacks |"


def killed(url: str, folder: Path, seed: int, seconds: float) -> dict[str, Count]:
    """Kill commands for a while; return what was found by operation."""
    begun, found = time.monotonic(), {name: Count() for name in kills.OPERATIONS}
    for name, each in kills.trials(url, folder, seed):
        found[name] += each
        told(name, each)
        if time.monotonic() - begun > seconds:
            break
    return found


def told(name: str, each: Count) -> None:
    """Tell at once what went wrong."""
    if any(each[3:]):
        sys.stderr.write(f"{name}: {each}\n")


def rows(seed: int, seconds: float, steps: int) -> Iterator[tuple[str, str, Count]]:
    """Yield (trial, engine, what was found); the time is shared out among those that have no number of steps."""
    with tempfile.TemporaryDirectory() as base:
        server = servers.Server(os.path.join(base, "server"))
        urls = {"SQLite": f"sqlite:///{base}/kills.db", "PostgreSQL": server.create("kills")}
        for engine, url in urls.items():
            folder = Path(base, engine)
            folder.mkdir()
            for name, each in killed(url, folder, seed, seconds * 0.3).items():
                yield f"`{name}` killed at a random moment", engine, each
        for engine, url in (("SQLite", f"sqlite:///{base}/writers.db"), ("PostgreSQL", server.create("writers"))):
            folder = Path(base, f"{engine} writers")
            folder.mkdir()
            each, seen = writers.run(url, folder, writers=6, readers=2, times=10)
            told("writers", each)
            yield f"6 writers at one event, 2 readers ({seen} reads)", engine, each
        yield from _faults(server, Path(base), seconds * 0.15)
        yield from _bounded(server, Path(base), seed)
        yield from _histories(server, Path(base), seed, steps)
        server.end()
    yield from _fuzzed(seed, seconds * 0.2)


def _bounded(server: servers.Server, base: Path, seed: int) -> Iterator[tuple[str, str, Count]]:
    """Yield the trials whose number is set by variables of the environment."""
    folders = {name: base / f"more {name}" for name in ("outputs", "merges", "SQLite", "PostgreSQL")}
    for folder in folders.values():
        folder.mkdir()
    yield "`git merge` of two edits of a file", "Git", _sum(merges.trials(folders["merges"], seed))
    yield "two outputs to one name", "SQLite", _sum(outputs.races(folders["outputs"], seed))
    for engine, name in (("SQLite", "sqlite"), ("PostgreSQL", "postgresql")):
        urls = {
            kind: server.create(kind) if engine == "PostgreSQL" else f"sqlite:///{folders[engine]}/{kind}.db"
            for kind in ("signals", "forged")
        }
        yield (
            "SIGINT or SIGTERM, to a command or its process", engine,
            _sum(signalled.trials(urls["signals"], folders[engine], seed)),
        )  # fmt: skip
        forged.filled(urls["forged"], folders[engine] / "forged.jsonl")
        yield "a forgery by SQL", engine, _sum(forged.trials(urls["forged"], name, seed))
    found, before, after = broken_off.run(folders["outputs"] / "big.db")
    told("broken off", found)
    sys.stderr.write(f"the server before: {before}, and after: {after}\n")
    yield "a question to the server that is broken off", "SQLite", found


def _sum(trials: Iterator[tuple[str, Count]]) -> Count:
    found = Count()
    for name, each in trials:
        told(name, each)
        found += each
    return found


def _faults(server: servers.Server, base: Path, seconds: float) -> Iterator[tuple[str, str, Count]]:
    for name, engine, trial in (
        ("the disk is full in the middle of an import", "SQLite", lambda number: servers.full_disk(base, number)),
        ("the server stops in an import, and starts again", "PostgreSQL", lambda n: servers.lost_server(server, n)),
    ):
        begun, found = time.monotonic(), Count()
        for number in count(1):
            found += trial(number)
            if time.monotonic() - begun > seconds / 2:
                break
        told(name, found)
        yield name, engine, found


def _histories(server: servers.Server, base: Path, seed: int, steps: int) -> Iterator[tuple[str, str, Count]]:
    """Yield what random histories found: their steps are the trials, the past states that were told are confirmed."""
    numbers = count(1)
    for engine, part, url in (
        ("SQLite", steps, lambda: f"sqlite:///{base}/history{next(numbers)}.db"),
        ("PostgreSQL", steps // 10, lambda: server.create(f"history{next(numbers)}")),
    ):
        counts, wrong = histories.run(url, base, seed, part)
        sys.stderr.write("".join(f"{each}\n" for each in wrong))
        told = counts.pop("states", 0)
        yield "a step of a random history", engine, Count(sum(counts.values()), 0, told, len(wrong))


def _fuzzed(seed: int, seconds: float) -> Iterator[tuple[str, str, Count]]:
    found = Count()
    for each in fuzz.run(seed, seconds):
        found += Count(1, 0, 0, 0, 0, int(each.fault))
        if each.fault:
            sys.stderr.write(f"{each!r}\n")
    yield "mutated files, texts and filters", "SQLite", found


def table(found: list[tuple[str, str, Count]]) -> str:
    """Return the rows as a table of Markdown, with their sum."""
    lines = [_HEAD, "|---|---|" + "---:|" * 6]
    lines += [f"| {name} | {engine} | {' | '.join(f'{n:,}' for n in each)} |" for name, engine, each in found]
    total = sum((each for *_, each in found), Count())
    return "\n".join([*lines, f"| **all** | | {' | '.join(f'**{n:,}**' for n in total)} |"])


def main() -> None:
    """Run all of it; the exit code tells whether anything was lost."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--seconds", type=float, default=600)
    asked.add_argument("--steps", type=int, default=2000, help="of random histories")
    asked.add_argument("--page", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as own:
        environment = {f"XDG_{name}_HOME": own for name in ("DATA", "CONFIG", "CACHE", "STATE")}
        environment["XDG_RUNTIME_DIR"] = own  # pgserver asks for it
        with mock.patch.dict(os.environ, environment):
            found = list(rows(options.seed, options.seconds, options.steps))
    said = f"`make torture SEED={options.seed} SECONDS={options.seconds:g}`, Python {platform.python_version()}:\n\n"
    text = said + table(found) + "\n"
    print(text)
    if options.page:
        page = options.page.read_text("utf-8")
        options.page.write_text(_MARKS.sub(lambda marks: f"{marks[1]}{text}{marks[2]}", page), "utf-8")
    sys.exit(int(any(any(each[3:]) for *_, each in found)))


if __name__ == "__main__":
    main()
