"""Dates: parses a second of `dateline.dates` beside PyPI's `edtf`, the longest texts, and the cost of the import.

Run it with `make bench-more`. Both read the same texts and give the bounds, taking turns in one run, so that a noisy
machine is noisy for both; the figure is the median of the ratios of the pairs. A text counts when both accept it.
DATELINE_EDTF_CASES may name a further file of texts (JSON Lines with `edtf` and `valid`), measured by itself.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from dateline.dates import parse
from dateline.dates.strict import LONGEST

PAIRS = 9
PASSES = 20  # of ours for one of theirs, so that a turn of ours is long enough to be timed
PROCESSES = 25
TEXTS = """
1999-12-08 1994-07-10 2000-02-29 1914-06-28 0987-12-25 1848-02-22 2024-01-01 1066-10-14 -0044-03-15 0000-01-01
1999-09 1945-05 2021-12 0800-12 -0333-10
1999 1066 0476 1848 2008 0000 -0043 -0776 -0221
1999-12-08T10:00:00Z 2001-09-11T08:46:40-04:00 1969-07-20T20:17:40Z 1986-04-26T01:23:40+04:00 2010-04-10T08:41:06
199X 18XX 1999-XX 1999-12-XX 1999-XX-XX 196X? 156X-12-25 15XX-12-25 1999-XX-08 19X4
1999-21 2000-23 1914-24 1968-22 2001-33 1999-36 1990-40 2004-25
1999? 1066~ 1840% 1999-09~ 1914-07-28? 1945-04-30% -0043? 1999-~09 1999?-09-12 ?1999-09-~12 1993-08-%24
1993/1994 1914-07-28/1918-11-11 1999-12/2000-01 1985/.. ../1985 1985/ /1985 1939~/1945~ -0058/-0050 1991-12-26?/..
1999-21/1999-23 2004-06-XX/2004-07-03 -0431/-0404
[1994..1996] [1994,1996] {1994,1996} [1667,1668,1670..1672] {1999-01,1999-04..1999-06} [..1984] [1984..]
{1960,1961-12} [1999-12-08,1999-12-10]
1950S2 -1859S3 Y12345 Y-17000 Y17E7 Y-17E7 Y171010000S3
"""

# Sets are what takes longest for their length; these members are the dearest a character.
MEMBERS = ("XX00-02-29", "-X000-02-29", "XXX4-02-29", "XXXX-X1-X1", "X0X0-0X-0X", "X9X9", "199X-24", "1999?", "1999")
READINGS = 51


def accepted(texts: list[str], read: Callable[[str], object]) -> set[str]:
    """Give the texts that `read` does not refuse, by whatever error."""
    taken = set()
    for text in texts:
        try:
            read(text)
        except Exception:
            continue
        taken.add(text)
    return taken


def seconds(texts: list[str], read: Callable[[str], object], passes: int = 1) -> float:
    """Give the time for one reading of all texts, over some passes."""
    start = time.perf_counter()
    for _ in range(passes):
        for text in texts:
            read(text)
    return (time.perf_counter() - start) / passes


def ours(text: str) -> object:
    return parse(text).bounds


def compare(name: str, texts: list[str]) -> None:
    """Print the parses a second of both and the median of their ratios."""
    parse_edtf = import_module("edtf").parse_edtf

    def theirs(text: str) -> object:
        date = parse_edtf(text)
        return date.lower_strict(), date.upper_strict()

    with contextlib.redirect_stdout(io.StringIO()):  # edtf prints some of its refusals
        both = accepted(texts, ours) & accepted(texts, theirs)
    taken = [text for text in texts if text in both]
    pairs = [(seconds(taken, ours, PASSES), seconds(taken, theirs)) for _ in range(PAIRS)]
    rates = [len(taken) / statistics.median(pair[i] for pair in pairs) for i in (0, 1)]
    ratios = [b / a for a, b in pairs]
    print(f"{name}: {len(taken)} of {len(texts)} texts are read by both")
    print(f"dateline.dates.parse        median {rates[0]:8,.0f} a second")
    print(f"edtf.parse_edtf {version('edtf'):<12}median {rates[1]:8,.0f} a second")
    print(f"ratio                       median {statistics.median(ratios):8.0f}   (at least 200; {PAIRS} pairs)")
    print(f"                            from {min(ratios):.0f} to {max(ratios):.0f}")


def longest() -> None:
    """Print how long the slowest texts of the greatest length take."""
    sets = ["[" + ",".join([member] * ((LONGEST - 1) // (len(member) + 1))) + "]" for member in MEMBERS]
    times = [[seconds([text], ours) * 1000 for text in sets] for _ in range(READINGS)]
    median, member = max(zip(map(statistics.median, zip(*times, strict=True)), MEMBERS, strict=True))
    print(f"slowest of {LONGEST:,} characters median {median:8.1f} ms (at most 10; {READINGS} readings; {member})")


def process(code: str) -> float:
    """Give the milliseconds of a whole interpreter that runs `code`."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def compare_import() -> None:
    """Print what the first parse of a process costs over an interpreter that does nothing."""
    codes = ("pass", "from dateline.dates import parse; parse('1999')")
    for code in codes:  # warm: files cached
        process(code)
    pairs = [(process(codes[0]), process(codes[1])) for _ in range(PROCESSES)]
    bare, reading = (statistics.median(pair[i] for pair in pairs) for i in (0, 1))
    extra = statistics.median(b - a for a, b in pairs)
    print(f"python -c pass              median {bare:8.1f} ms")
    print(f"the same with a first parse median {reading:8.1f} ms")
    print(f"difference                  median {extra:8.1f} ms (at most 15; {PROCESSES} pairs)")


def main() -> None:
    print(f"Python {platform.python_version()}")
    compare("texts of bench/dates.py", TEXTS.split())
    if path := os.environ.get("DATELINE_EDTF_CASES"):
        cases = map(json.loads, Path(path).read_text(encoding="utf-8").splitlines())
        compare("texts of DATELINE_EDTF_CASES", [case["edtf"] for case in cases if case["valid"]])
    longest()
    compare_import()


if __name__ == "__main__":
    main()
