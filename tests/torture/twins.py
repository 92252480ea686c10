"""Random command lines, given to both engines alike: whatever they answer, they must answer the same.

After each command `db check` finds nothing, what wrote nothing changed nothing, an undo of the last batch brings back
what was before it, and in the end each past state is told as it was, and what is dumped and loaded is the same again.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from torture.random_records import IDS, IMPORTED, Writer


class Result(Protocol):
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Any]
ASKED = (
    ("query", "-f", "jsonl", "--claims"),
    ("export", "-f", "csv"),
    ("deadlines", "-f", "jsonl", "--as-of", "1996-06-15", "--progress", "--derivation"),
)
"""What is asked after each step, and of each past state."""
ONCE = (
    *((name, "-f", "json") for name in ("stats", "actors", "themes", "sources", "conflicts", "verify", "programmes")),
    *(("deadlines", name, "-f", "json", "--as-of", "1996-01-01") for name in (
        "slippage", "cascade", "unknowns", "score", "responsibility", "tally", "levels")),
    ("query", "--actor", "a", "--members"), ("query", "--by", "actor"), ("query", "--text", "gas", "--sort", "-date"),
    ("export", "-f", "graphml"), ("history", "-f", "jsonl", "--limit", "1000"),
)  # fmt: skip
"""What is asked in the end."""
_OWN = (
    (re.compile(r"\d+\.\d+ seconds"), "N seconds"),
    (re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)?"), "TIME"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "SEAL"),
)
"""What may differ from one run to another."""


class Twins:
    """Two databases that get the same commands; `run` runs the command line on one of them."""

    def __init__(self, run: Run, urls: Sequence[str], folder: Path, seed: int) -> None:
        self._run, self._urls, self._folder = run, urls, folder
        self._chance = random.Random(seed)
        self._write = Writer(self._chance)
        self._states: dict[int, list[tuple[int, str, str]]] = {}
        self._before: dict[int, list[tuple[int, str, str]]] = {}
        self.counts: Counter[str] = Counter()

    def both(self, *words: str, stdin: str = "") -> tuple[int, str, str]:
        """Run a command on both, and return what both left.

        Raises:
            AssertionError: they left something else.
        """
        one, other = (self._told(url, self._run(*words, url=url, stdin=stdin.encode())) for url in self._urls)
        assert one == other, f"the engines differ in {words}:\n{one}\n{other}"
        return one

    def _told(self, url: str, result: Result) -> tuple[int, str, str]:
        return result.code, _alike(result.out, url), _alike(result.err, url)

    def _file(self, name: str, text: str) -> str:
        path = self._folder / name
        path.write_text(text, "utf-8")
        return str(path)

    def begin(self) -> None:
        """Load a first collection; one with faults must be refused."""
        self.both("db", "upgrade")
        while self.both("load", self._file("all.toml", self._write.collection()))[0]:
            self.counts["load refused"] += 1
        self._states[self._last()] = self.answers()

    def _last(self) -> int:
        found = json.loads(self._run("history", "--limit", "1", "-f", "json", url=self._urls[0]).out or "[]")
        return int(found[0]["batch"]) if found else 0

    def answers(self, *more: str) -> list[tuple[int, str, str]]:
        """Return what is answered now, or with the options `more`."""
        return [self.both(*words, *more) for words in ASKED]

    def step(self) -> None:
        """Do one step.

        Raises:
            AssertionError: something is wrong after it.
        """
        words, stdin = self._command()
        last, now = self._last(), list(self._states.values())[-1]
        code, *said = self.both(*words, stdin=stdin)
        self.counts[f"{words[0]} {'refused' if code else 'done'}"] += 1
        found, batch = self.answers(), self._last()
        for url in self._urls:
            checked = self._run("db", "check", "--full", url=url)
            assert checked.code == 0, f"after {words}: {checked}"
        if batch == last:
            assert found == now, f"{words} wrote no batch, and changed something: {said}"
            return
        assert code == 0 or words[0] == "import", f"{words} was refused, and left a batch: {said}"
        if words == ("undo", "--yes") and last in self._before:
            assert found == self._before[last], f"the undo of batch {last} left something else than was before"
        self._before[batch], self._states[batch] = now, found

    def _command(self) -> tuple[tuple[str, ...], str]:
        """Return a command and what it reads."""
        chance, write = self._chance, self._write
        kind = chance.choice(tuple(IDS))
        one = chance.choice((*IDS[kind], *(IMPORTED if kind == "event" else ())))
        pair = chance.sample((*IDS["event"], *IMPORTED[:2]), 2)
        batch = str(chance.randint(1, self._last()))
        commands: tuple[Callable[[], tuple[tuple[str, ...], str]], ...] = (
            lambda: (("load", self._file("all.toml", write.collection()), *self._sides()), ""),
            lambda: (("import", "jsonl", self._file("rows.jsonl", write.rows()), *self._bulk()), ""),
            lambda: (("add", kind, "--file", "-", "--collection", "col"), write.record(kind, one)),
            lambda: (("edit", one, "--file", "-", "--kind", kind), write.record(kind, one)),
            lambda: (("remove", one, "--kind", kind), ""),
            lambda: (("restore", one, "--kind", kind, *(("--at", f"@{batch}") if chance.random() < 0.5 else ())), ""),
            lambda: (("merge", *pair, *(("--as-claims",) if chance.random() < 0.5 else ())), ""),
            lambda: (("merge", *chance.sample(IDS["actor"], 2)), ""),
            lambda: (("undo", "--yes"), ""),
            lambda: (("undo", batch, "--yes"), ""),
            lambda: (("import", "undo", batch), ""),
            lambda: (("duplicates", "decide", self._file("pairs.csv", write.decisions()), "--collection", "col"), ""),
            lambda: (("duplicates", "different", *pair, "--collection", "col"), ""),
            lambda: (("add", "citation", pair[0], "--source", chance.choice(IDS["source"]), "--locator", "p. 7"), ""),
            lambda: (("sources", "add", self._file("text.txt", f"Text {batch}\n"), "--source", "s1", "--replace"), ""),
            lambda: (("deadlines", "recount"), ""),
        )  # fmt: skip
        return chance.choice(commands)()

    def _sides(self) -> tuple[str, ...]:
        return self._chance.choice(((), ("--prune",), ("--ours",), ("--theirs",), ("--prune", "--theirs")))

    def _bulk(self) -> tuple[str, ...]:
        name = self._chance.choice(("bulk", "other"))
        rejects = ("--rejects", str(self._folder / "rejected.jsonl")) if self._chance.random() < 0.7 else ()
        return ("--collection", name, *rejects)

    def end(self) -> None:
        """Ask everything once, look back at each state, and load what is dumped.

        Raises:
            AssertionError: something is told otherwise.
        """
        for words in ONCE:
            self.both(*words)
        for batch, expected in self._states.items():
            assert self.answers("--recorded-at", f"@{batch}") == expected, f"batch {batch} is told otherwise"
            self.counts["states"] += 1
        dumps = [self._dumped(url, f"dump{number}") for number, url in enumerate(self._urls)]
        assert dumps[0] == dumps[1]
        again = f"sqlite:///{self._folder}/again.db"
        loaded = self._run("load", str(self._folder / "dump0"), url=again)
        if loaded.code == 0:  # a curated record may name what only an import has
            assert self._dumped(again, "dump2") == dumps[0]
            assert self._run("db", "check", "--full", url=again).code == 0
        self.counts["dumps loaded"] += loaded.code == 0

    def _dumped(self, url: str, name: str) -> dict[str, str]:
        done = self._run("dump", str(self._folder / name), url=url)
        assert done.code == 0, done
        folder = self._folder / name
        return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def _alike(text: str, url: str) -> str:
    """Return a text without what is the database's own."""
    for pattern, word in ((re.compile(f"{re.escape(url)}|{re.escape(url.removeprefix('sqlite:///'))}"), "URL"), *_OWN):
        text = pattern.sub(word, text)
    return text


def run(command: Run, urls: Sequence[str], folder: Path, seed: int, steps: int) -> Counter[str]:
    """Do so many steps from a seed, and return the counts of them.

    Raises:
        AssertionError: something is wrong; it begins with the seed.
    """
    twins = Twins(command, urls, folder, seed)
    try:
        twins.begin()
        for _ in range(steps):
            twins.step()
        twins.end()
    except AssertionError as error:
        raise AssertionError(f"seed {seed}: {error}") from error
    return twins.counts
