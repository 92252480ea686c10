"""Fuzzing: texts found by coverage, none of which may raise anything but InvalidDate or take longer than 10 ms.

Run it with `make fuzz`, or where atheris is installed with `python bench/fuzz_dates.py SECONDS`. The parser that
atheris watches is several times slower than the real one. A text that takes it longer than 10 ms is therefore timed
three more times in a process of its own, and counts when it is too slow each time: a noisy machine is no fault of a
text. The first text that fails is printed and ends the run with an error.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

LIMIT = 0.010  # seconds for one text
LONGEST = 10_000  # characters
WORDS = (
    "1999", "-0043", "XX", "X9X9", "-02-29", "-XX-31", "/", "..", ",", "[", "]", "{", "}", "?", "~", "%", "T23:59:60",
    "+05:30", "Z", "Y17", "E9", "S2", "-21", "-41", "[1999,", "c. ", " BC", "-W01-1", "open", "(1999)?", "10/7/2008",
    "\u0661", "\u2212", "\u00a0", "\0",
)  # fmt: skip


class FailedTextError(Exception):
    """A text that breaks what is promised of every text."""


def text_of(data: bytes) -> str:
    """Give a text for the bytes of the fuzzer: characters and words in a row, the last of them perhaps repeated."""
    pieces: list[str] = []
    row = iter(data)
    for code in row:
        if code < 128:
            pieces.append(chr(code))
        elif code < 128 + len(WORDS):
            pieces.append(WORDS[code - 128])
        elif code < 224:
            pieces.append(chr(256 * code + next(row, 0)))
        else:
            last = "".join(pieces[-(code % 8) - 1 :])[:LONGEST]
            pieces.append((last * next(row, 1))[:LONGEST])
    return "".join(pieces)[:LONGEST]


def read(text: str) -> float:
    """Give the seconds for one reading, refused or not."""
    from dateline.dates import InvalidDate, parse

    start = time.perf_counter()
    try:
        date = parse(text)
    except InvalidDate as error:
        spent = time.perf_counter() - start
        check_hint(text, error.position)
        return spent
    spent = time.perf_counter() - start
    if parse(str(date)) != date or date.bounds.start_earliest > date.bounds.end_latest:
        raise FailedTextError(f"{text!r} gives bounds out of order, or another date when read again")
    return spent


def check_hint(text: str, position: int | None) -> None:
    from dateline.dates import parse
    from dateline.dates.suggestions import suggest

    for edtf, _ in suggest(text):
        parse(edtf)
    if position is not None and not 0 <= position <= len(text):
        raise FailedTextError(f"{text!r} has no position {position}")


def watch(data: bytes) -> None:
    """Read what the fuzzer made up; raises FailedTextError."""
    text = text_of(data)
    try:
        spent = read(text)
    except FailedTextError:
        raise
    except Exception as error:
        raise FailedTextError(f"{text!r} raises {error!r}") from error
    if spent > LIMIT:
        spent = alone(text)
    if spent > LIMIT:
        raise FailedTextError(f"{text!r} takes {spent * 1000:.1f} ms")


def alone(text: str) -> float:
    """Give the least of three times of a reading in a process that nobody watches."""
    command = [sys.executable, __file__, "alone"]
    return float(subprocess.run(command, input=json.dumps(text), check=True, capture_output=True, text=True).stdout)


def fuzz(seconds: int) -> None:
    """Read texts for some seconds; ends the process."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["dateline"]):
        for module in ("parser", "suggestions"):
            import_module(f"dateline.dates.{module}")
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(import_module("dates").TEXTS.split()):
            Path(folder, str(number)).write_text(text, encoding="ascii")
        options = [f"-max_total_time={seconds}", "-max_len=256", f"-artifact_prefix={folder}/", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *options, folder], watch)
        atheris.Fuzz()


def main() -> None:
    if sys.argv[1:] == ["alone"]:
        text = json.load(sys.stdin)
        read("hello")  # loads the suggestions and compiles their patterns, once in a process
        print(min(read(text) for _ in range(3)))
    else:
        fuzz(int(sys.argv[1]) if len(sys.argv) > 1 else 60)


if __name__ == "__main__":
    main()
