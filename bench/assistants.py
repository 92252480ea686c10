"""A language model's `query` of ten rows over the tools, warm, beside the command as a process, in one run.

    python bench/assistants.py

It asks over the standard input with the client of the SDK, as a program does; the bar is 0.2 of the command.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import anyio
from mcp import Client, StdioServerParameters

ROUNDS = int(os.environ.get("ROUNDS", "15"))
BAR = 0.2
DATELINE = str(Path(sys.executable).parent / "dateline")


async def both(environment: dict[str, str]) -> list[tuple[float, float]]:
    """Return the seconds of the tool and of the command, in turns."""
    command = [DATELINE, "query", "--from", "1999", "--actor", "Belarus", "--limit", "10", "-f", "json"]
    found = []
    async with Client(StdioServerParameters(command=DATELINE, args=["mcp"], env=environment)) as client:
        for number in range(ROUNDS + 3):
            start = time.perf_counter()
            answer = await client.call_tool("query", {"from": "1999", "actor": "Belarus", "limit": 10})
            asked = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
            ended = time.perf_counter()
            assert len(answer.structured_content["records"]) == 10
            if number >= 3:
                found.append((asked - start, ended - asked))
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATELINE_DB": f"{folder}/bench.db", "XDG_CACHE_HOME": folder}
        subprocess.run([DATELINE, "load", "union-state"], check=True, env=environment)
        rounds = anyio.run(both, environment)
    ours, theirs = zip(*rounds, strict=True)
    ratio = statistics.median(one / other for one, other in rounds)
    print(
        f"mcp query {statistics.median(ours) * 1000:.1f} ms, command {statistics.median(theirs) * 1000:.1f} ms, ratio "
        f"{ratio:.2f} of at most {BAR:.2f} ({ROUNDS} rounds){'' if ratio <= BAR else '   MISSED'}"
    )


if __name__ == "__main__":
    main()
