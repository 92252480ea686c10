"""What a change did: two versions of dateline beside each other, their commands taking turns.

    python bench/compare.py BEFORE AFTER [NAME...] [-n EVENTS] [--instructions]

BEFORE and AFTER are commits, tags or branches, or `.` for the files as they are; each is installed without its
dependencies into build/bench, imports the same EVENTS rows into a database of its own, and runs the commands of
`bench/page/commands.py`. The figures are seconds of the processor. With --instructions they are instructions as
callgrind counts them, which other work on the machine does not change; that takes fifty times as long. Two JSON files
of bench/runs are compared as they are.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_COLLECTED = re.compile(r"Collected : (\d+)")
_RUN = "from dateline.cli.start import run; run()"


def installed(version: str) -> Path:
    """Install a version below build/bench, and return the folder that Python finds it in."""
    commit = _git("rev-parse", "--short", f"{version}^{{commit}}") if version != "." else "as-it-is"
    base = ROOT / "build" / "bench" / commit
    source, target = base / "source", base / "installed"
    if target.exists() and version != ".":
        return target
    shutil.rmtree(base, ignore_errors=True)
    source.mkdir(parents=True)
    for name in _git("ls-files").splitlines() if version == "." else ():
        if (ROOT / name).exists():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    if version != ".":
        packed = subprocess.run(["git", "archive", version], cwd=ROOT, check=True, stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", source], input=packed.stdout, check=True)
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    subprocess.run([*pip, "--target", target, source], check=True)
    return target


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


class Version:
    """An installed version with a database of its own."""

    def __init__(self, place: Path, database: Path, rows: Path) -> None:
        self._environment = {**os.environ, "PYTHONPATH": str(place), "XDG_CACHE_HOME": f"{database}-cache"}
        self._command = (sys.executable, "-c", _RUN, "--quiet", "--db", str(database))
        database.unlink(missing_ok=True)
        self.seconds("import", "csv", str(rows))

    def seconds(self, *words: str) -> float:
        """Run a command and return its seconds of the processor."""
        from bench.page.commands import code_of
        from bench.pairs import process

        os.environ.update(self._environment)
        return process(*self._command, *words, code=code_of(words)).cpu

    def instructions(self, *words: str) -> float:
        """Run a command below callgrind and return its instructions, with those of the processes that it starts."""
        from bench.page.commands import code_of

        grind = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--trace-children=yes")
        done = subprocess.run(
            [*grind, *self._command, *words], env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, check=False,
        )  # fmt: skip
        if done.returncode != code_of(words):
            raise SystemExit(done.stderr)
        return float(sum(map(int, _COLLECTED.findall(done.stderr))))


def compared(versions: list[Version], names: list[str], *, counted: bool) -> None:
    """Print a line for each command: after beside before."""
    from bench.page.commands import COMPARED
    from bench.page.results import Row
    from bench.page.table import aligned, shown, spread
    from bench.pairs import PAIRS

    before, after = versions
    lines = [("what", "before", "after", "after / before (spread)")]
    for name in names or COMPARED:
        words = COMPARED[name]
        after.seconds(*words), before.seconds(*words)  # plans are kept, caches are filled
        if counted:
            pairs, unit = [(after.instructions(*words), before.instructions(*words))], "instructions"
        else:
            pairs, unit = [(after.seconds(*words), before.seconds(*words)) for _ in range(PAIRS)], "s"
        row = Row(name, pairs, unit=unit)
        ours, theirs = (sorted(side)[len(pairs) // 2] for side in zip(*pairs, strict=True))
        lines.append((name, shown(theirs, unit), shown(ours, unit), spread(row)))
        print(f"{name}: {spread(row)}", file=sys.stderr, flush=True)
    print(*aligned(lines), "", "spread: the least and the greatest of the pairs", sep="\n")


def main() -> int:
    """Compare what was given."""
    sys.path.insert(0, str(ROOT))
    from bench.page.commands import COMPARED
    from bench.page.results import read
    from bench.page.table import comparison
    from bench.workshop import Workshop, folder

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(COMPARED))
    parser.add_argument("-n", "--events", type=int, default=10_000)
    parser.add_argument("--folder")
    parser.add_argument("--instructions", action="store_true")
    given = parser.parse_args()
    if given.before.endswith(".json") and given.after.endswith(".json"):
        print(comparison(read(Path(given.before)), read(Path(given.after))), end="")
        return 0
    if unknown := set(given.names) - COMPARED.keys():
        parser.error(f"no command {', '.join(sorted(unknown))}; there are {', '.join(COMPARED)}")
    places = [installed(each) for each in (given.before, given.after)]
    workshop = Workshop(folder(given.folder), given.events)
    files = workshop.file("before.db"), workshop.file("after.db")
    versions = [Version(place, file, workshop.rows()) for place, file in zip(places, files, strict=True)]
    compared(versions, given.names, counted=given.instructions)
    return 0


if __name__ == "__main__":
    sys.exit(main())
