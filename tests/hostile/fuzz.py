"""Hostile input for every reader, in this process: `python -m hostile.fuzz --seed N --seconds S` counts what goes wrong.

A good file or text is mutated and handed to the command line. A fault of dateline is an exit code that no one documents,
a traceback, or a time out of all proportion. Which inputs come depends on the seed alone, how many on the time.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from hostile.corpus import FILES, INJECTIONS, MAPPING, TEXTS, TOML

_EXPECTED = {0, 1, 2, 3, 4, 5}
_SLOW = 5.0
"""No input here is longer than a few thousand letters; none may take so many seconds."""
_PIECES = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b'"', b"'", b"\\", b"\n", b"\r\n", b"\t", b",", b";", b"[", b"]", b"{", b"}", b"=",
    b"0000-00-00", b"2699-01-01", b"-99999999999", b"9" * 400, b"1e400", b"NaN", b"Infinity", b"\xe2\x80\xa8",
    b"\xed\xb3\xbf", "İ".encode(), b"(" * 60, b"[" * 300, b"a" * 3_000, b"null", b"true", b"..", b"/", b"%", b"\x1b[31m",
)  # fmt: skip
_FILTERS = ("--actor", "--theme", "--place", "--source", "--text", "--from", "--on", "--around", "--match", "--by")


class Found(NamedTuple):
    """An input and what came of it: the exit code, what was said, and the seconds it took."""

    words: list[str]
    given: bytes
    code: int
    said: str
    seconds: float

    @property
    def fault(self) -> bool:
        """Whether dateline did not take it calmly."""
        return self.code not in _EXPECTED or "Traceback" in self.said


def mutated(random_: random.Random, text: bytes) -> bytes:
    """Return a text with a few things wrong in it."""
    found = bytearray(text)
    for _ in range(random_.choice((1, 1, 2, 3, 8))):
        place = random_.randrange(len(found) + 1)
        other = random_.randrange(len(found) + 1)
        match random_.randrange(6):
            case 0:
                found[place:place] = random_.choice(_PIECES)
            case 1:
                del found[min(place, other) : max(place, other)]
            case 2:
                found[place:place] = found[min(place, other) : max(place, other)]
            case 3 if place < len(found):
                found[place] ^= 1 << random_.randrange(8)
            case 4 if place < len(found):
                found[place : place + random_.randrange(12)] = random_.choice(_PIECES)
            case _:
                found = found[:place] if random_.random() < 0.2 else found
        del found[20_000:]
    return bytes(found)


def call(*words: str, given: bytes = b"") -> Found:
    """Run the command line in this process."""
    from dateline.cli.main import main

    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    begun = time.perf_counter()
    with (
        mock.patch.object(sys, "argv", ["dateline", *words]),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code
        except BaseException as error:  # whatever it is, it has passed by main
            code, err = 99, io.StringIO(f"Traceback: {error!r}")
    seconds = time.perf_counter() - begun
    return Found(list(words), given, code if isinstance(code, int) else 99, err.getvalue(), seconds)


def inputs(seed: int, url: str, folder: Path) -> Iterator[tuple[list[str], bytes]]:
    """Yield (words, standard input) without end."""
    random_ = random.Random(seed)
    path, mapping = folder / "given.toml", folder / "map.toml"
    while True:
        for form, text in FILES.items():
            yield ["--db", url, "import", form, "-", "--rejects", os.devnull], mutated(random_, text.encode())
        path.write_bytes(mutated(random_, TOML.encode()))
        yield ["check", str(path)], b""
        yield ["--db", url, "load", str(path)], b""
        mapping.write_bytes(mutated(random_, MAPPING.encode()))
        yield ["--db", url, "import", "csv", "-", "--map", str(mapping)], FILES["csv"].encode()
        lines = b"\n".join(mutated(random_, random_.choice(TEXTS).encode())[:400] for _ in range(20))
        yield ["date", "-", "-f", "jsonl"], lines
        text_ = mutated(random_, random_.choice((*TEXTS, *INJECTIONS)).encode("utf-8", "surrogatepass"))[:2_000]
        said = text_.decode("utf-8", "surrogateescape")
        yield ["--db", url, "query", random_.choice(_FILTERS), said, "--limit", "3"], b""
        yield ["--db", url, "deadlines", random_.choice(("--as-of", "--actor", "--theme", "--horizon")), said], b""


def run(seed: int, seconds: float | None = None, number: int | None = None) -> Iterator[Found]:
    """Yield what comes of each input, for so many seconds or so many inputs."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        environment = {f"XDG_{name}_HOME": folder for name in ("DATA", "CONFIG", "CACHE", "STATE")}
        with mock.patch.dict(os.environ, environment):
            url = f"sqlite:///{folder}/fuzz.db"
            for count, (words, given) in enumerate(inputs(seed, url, Path(folder))):
                if (number is not None and count >= number) or (
                    seconds is not None and time.perf_counter() - begun > seconds
                ):
                    return
                yield call(*words, given=given)


def main() -> None:
    """Fuzz for a while, tell each fault on the standard error, and the counts as one line of JSON."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--seconds", type=float, default=60)
    options = asked.parse_args()
    counts: dict[str, Any] = {"inputs": 0, "tracebacks": 0, "over_time": 0}
    for found in run(options.seed, options.seconds):
        counts["inputs"] += 1
        counts["tracebacks"] += found.fault
        counts["over_time"] += found.seconds > _SLOW
        if found.fault or found.seconds > _SLOW:
            sys.stderr.write(f"{found!r}\n\n")
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
