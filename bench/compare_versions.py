"""Compares the answers of two installed versions of dateline, byte for byte, on SQLite, PostgreSQL and a lake.

    python bench/compare_versions.py OLD/bin/dateline NEW/bin/dateline [postgresql://USER@HOST/]

Each version loads `union-state` into databases of its own. Then both run every `$ dateline` command of the README and
docs/ that only asks, and a matrix of commands by options and formats. Compared are the standard output and the exit
code, or the file that was written; what a version says on the standard error is not. It exits with 1 at a difference.
PostgreSQL is skipped where no server is given.
"""

from __future__ import annotations

import concurrent.futures
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1]
ASKING = {
    "actors", "date", "deadlines", "explain", "export", "history", "programmes", "query", "show", "sources", "stats",
    "themes", "timeline", "verify",
}  # fmt: skip
EVENTS = (
    "", "--from 1995 --to 1996", "--on 2000-04 --actor Россия --members", "--theme economy --match certain",
    "--text treaty --sort -date", "--place Minsk", "--limit 7", "--around currency-agreement-2000 --span '3 months'",
    "--from 'fall 1999' --to 'mid-2000' --actor Belarus --actor Russia --all", "--source memo-2000",
)  # fmt: skip
FORMATS = (
    "table", "csv", "tsv", "json", "jsonl", "md", "chronology", "ics", "timelinejs", "parquet", "svg", "html", "png",
    "pdf", "atom", "bibtex", "csl",
)  # fmt: skip
CLOCKS = (
    "--as-of 2000-10-15", "--as-of 2000-10-15 --as-known-then", "--as-of 2005-12-31 --overdue",
    "--as-of 2005-12-31 --known-at 2003-01-01 --silence unknown", "--as-of 2000-10-15 --forecasts --proposals",
    "--as-of 2003-06 --state possibly-overdue", "--as-of 2000-10-15 --actor Belarus --fail-on possible",
)  # fmt: skip
QUESTIONS = (
    "diff --as-of 1999-12-31 --until 2000-12-31", "slippage --as-of 2005-12-31", "cascade --as-of 2000-10-15",
    "responsibility --as-of 2000-10-15", "score --as-of 2005-12-31", "unknowns --as-of 2005-12-31",
)  # fmt: skip


def documented() -> Iterator[str]:
    """Yield the commands of the pages that ask and write nothing."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for line in re.findall(r"^\$ dateline (.*)$", page.read_text("utf-8"), re.M):
            words = line.split()
            if words and words[0] in ASKING and not re.search(r"[|>]| -o |--output|--input| add | text ", line):
                yield line


def matrix() -> Iterator[str]:
    """Yield commands with the options that matter to their answers."""
    for options, form in product(EVENTS, FORMATS):
        yield f"query {options} -f {form}"
        if form != "table":
            yield f"export {options} -f {form}"
    for options in EVENTS:
        yield f"query {options} --count"
        yield from (
            f"query {options} --by {by} -f jsonl"
            for by in ("year", "month", "actor", "theme")
            if "limit" not in options
        )
        yield f"timeline {options}"
    for options, form in product(CLOCKS, ("table", "csv", "jsonl", "json", "md", "ics", "svg")):
        yield f"deadlines {options} -f {form}"
    for question, form in product(QUESTIONS, ("table", "csv", "jsonl", "md")):
        yield f"deadlines {question} -f {form}"
    for name, form in product(("actors", "themes", "sources", "programmes", "stats"), ("table", "csv", "jsonl", "md")):
        yield f"{name} -f {form}"
    yield "sources -f bibtex"
    yield "sources -f csl"
    for record in (
        "us-1999-treaty",
        "usp-3-1",
        "belarus",
        "economy",
        "memo-2000",
        "union-treaty-1999",
        "currency-agreement-2000",
    ):
        yield from (f"show {record} -f {form}" for form in ("table", "jsonl"))
        yield from (
            f"explain {record} --as-of {day} -f {form}" for day in ("2000-10-15", "2006") for form in ("table", "jsonl")
        )
    for text in (
        "1999-12",
        "fall 1999",
        "10/7/2008",
        "[1994..1996]",
        "Q4 1999 – Q1 2000",
        "nonsense",
        "mid-1990s",
        "5 May 1999",
    ):
        yield f"date {shlex.quote(text)}"
        yield f"date {shlex.quote(text)} -f jsonl"


def answer(program: str, url: str, line: str, home: str) -> tuple[int, bytes]:
    """Return the exit code and the standard output of a command."""
    environment = os.environ | {"XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home, "SOURCE_DATE_EPOCH": "0", "TZ": "UTC"}
    words = [program, "--db", url, *shlex.split(line)]
    done = subprocess.run(words, capture_output=True, env=environment, cwd=home, check=False, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout


def prepared(program: str, folder: str, server: str | None) -> dict[str, str]:
    """Make a version's databases and its lake, and return their URLs."""
    urls = {"sqlite": f"{folder}/union.db"}
    if server:
        name = f"compare_{Path(folder).name}".lower()
        subprocess.run(["psql", "-q", f"{server}postgres", "-c", f"DROP DATABASE IF EXISTS {name}"], check=True)
        subprocess.run(["psql", "-q", f"{server}postgres", "-c", f"CREATE DATABASE {name}"], check=True)
        urls["postgresql"] = f"{server}{name}"
    for url in urls.values():
        subprocess.run([program, "-q", "--db", url, "load", "union-state"], check=True)
    table, lake = f"{folder}/all.csv", f"{folder}/lake"
    subprocess.run([program, "-q", "--db", urls["sqlite"], "export", "-o", table], check=True)
    subprocess.run([program, "-q", "lake", "create", lake], check=True)
    subprocess.run([program, "-q", "lake", "add", lake, "csv", table], check=True)
    return urls | {"lake": f"lake:{lake}"}


def main(old: str, new: str, server: str | None = None) -> int:
    """Compare, print each difference and the numbers, and return the exit code."""
    with tempfile.TemporaryDirectory() as above:
        homes = [f"{above}/{name}" for name in ("old", "new")]
        for home in homes:
            os.mkdir(home)
        programs = [os.path.abspath(old), os.path.abspath(new)]
        urls = [prepared(program, home, server) for program, home in zip(programs, homes, strict=True)]
        lines = list(dict.fromkeys((*documented(), *matrix())))
        compared, refused, different = 0, 0, []
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for engine in urls[0]:
                both = [
                    pool.map(lambda line, p=program, u=found[engine], h=home: answer(p, u, line, h), lines)
                    for program, found, home in zip(programs, urls, homes, strict=True)
                ]
                for line, one, other in zip(lines, *both, strict=True):
                    compared += 1
                    refused += one[0] not in (0, 1, 3)
                    if one[0] != other[0] or masked(one[1]) != masked(other[1]):
                        different.append(f"{engine}: dateline {line}")
    print(*different, sep="\n")
    print(f"{compared} outputs compared ({refused} refusals among them), {len(different)} differ")
    return 1 if different else 0


def masked(answer: bytes) -> bytes:
    """Return an answer without what differs at each run: moments, names of folders, ids of files."""
    answer = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?", b"MOMENT", answer)
    answer = re.sub(rb"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?", b"MOMENT", answer)
    answer = re.sub(rb"DTSTAMP:\d{8}T\d{6}Z", b"MOMENT", answer)
    return re.sub(rb"/tmp/\w+/(old|new)|D:\d{14}", b"PLACE", answer)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
