"""Every command that the documentation shows runs, and prints what is shown where that does not hang on the clock."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md", "docs/reference/commands.md", "docs/semantics/dates.md", "docs/semantics/dates-in-words.md",
    "docs/semantics/deadlines.md", "docs/tutorial/one-currency.md",
)  # fmt: skip
CLOCK = re.compile(r"as known on \d{4}-\d\d-\d\d|[\d.]+ seconds")
SAID = re.compile(r"\d+ (events?|deadlines?|read|sources), |\d+ events?$|\d+ deadlines? at ")
"""Talk goes to the standard error, which the pages show in between."""


def shown(page: str) -> list[tuple[str, str]]:
    """Return (command, output) of the console blocks of a page, in order."""
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"(?m)^\$ ", block) if part]
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts)]


def comparable(text: str) -> str:
    """Return the lines that are results, without the layout that hangs on the width."""
    lines = (line for line in text.splitlines() if not SAID.match(line))
    return CLOCK.sub("", " ".join("\n".join(lines).split()))


@pytest.mark.parametrize("page", PAGES)
def test_pages_show_what_is_printed(page: str, tmp_path: Path) -> None:
    commands = shown(page)
    environment = {**os.environ, "DATELINE_DB": "main.db", "XDG_CACHE_HOME": str(tmp_path), "NO_COLOR": "1"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def run(command: str) -> subprocess.CompletedProcess[str]:
        options = {"cwd": tmp_path, "env": environment, "capture_output": True, "text": True, "check": False}
        return subprocess.run(["sh", "-c", command], **options)  # type: ignore[call-overload, no-any-return]

    assert run("dateline load union-state").returncode == 0
    for command, output in commands:
        done = run(command)
        assert done.returncode in (0, 2, 4), f"{command}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        exact = command.endswith(("csv", "jsonl", "--count")) or command.startswith("dateline date")
        if exact and "…" not in output:
            assert comparable(done.stdout) == comparable(output), command
    assert commands or page == "docs/semantics/deadlines.md"
