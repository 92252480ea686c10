"""Every command that the documentation shows runs, and prints what is shown.

A page is worked through from its top, in an empty folder, as a reader would: the files that it shows are written, its
commands run one after the other. `<!-- file: NAME -->` before a block says that it is a file; `<!-- database:
union-state -->` that the page begins with the shipped collection loaded. A line `…` in an output stands for lines left
out. With DATELINE_DOCS_REWRITE=1 the outputs are written anew instead of compared.
"""

from __future__ import annotations

import doctest
import os
import pty
import re
import shutil
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [str(path.relative_to(ROOT)) for path in (*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md")))]
NOT_RUN = {
    "make ": "builds or tests the project itself; CI runs it",
    "pip install ": "would change the environment that the tests run in",
}
"""How commands begin that no test can run, and why."""
CLOCK = re.compile(r"20(?:2[6-9]|[3-9]\d)-\d\d-\d\d|[\d.]+(?= seconds)")
"""What hangs on the day and the speed: the records shown end before 2026."""
WIDTH = "100"
BLOCK = re.compile(r"(?:^<!-- (?P<key>[a-z]+): (?P<value>[^\n]*) -->\n+)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.M | re.S)
SERVER = re.compile(r"postgresql://[\w.@/]+")


class Step(NamedTuple):
    """What a reader does: a file to write, or a command to run with the output shown, None when none is."""

    kind: str
    text: str
    shown: str | None = None
    file: str = ""


def steps(text: str) -> Iterator[Step]:
    """Yield the steps of a page in order."""
    for block in BLOCK.finditer(text):
        if block["key"] == "file":
            yield Step("file", block["text"], file=block["value"])
        elif block["kind"] == "sh":
            yield Step("script", block["text"])
        elif block["kind"] == "console":
            for part in re.split(r"(?m)^\$ ", block["text"])[1:]:
                command = re.match(r"(?:.*\\\n)*.*\n", part)
                assert command, part
                yield Step("command", command[0].rstrip("\n"), part[command.end() :])


def run_lines(script: str) -> str:
    """Return a script without the lines that cannot run."""
    return "set -e\n" + "\n".join(line for line in script.splitlines() if not line.startswith(tuple(NOT_RUN)))


class Reader:
    """A shell in a folder of its own, on a terminal of a fixed width."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._state, self._left = folder / "work", folder / "state", 0
        self.folder.mkdir()
        self._state.write_text("")
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._environment = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm", "NO_COLOR": "1"}
        self._environment["COLUMNS"] = WIDTH

    def run(self, command: str) -> tuple[int, str]:
        """Return the exit code and what is printed: results, then what is said."""
        script = f". {self._state}\n(exit {self._left})\n{command}\nleft=$?\n"
        script += f'{{ export -p; echo "cd \'$PWD\'"; }} > {self._state}\nexit $left'
        screen, terminal = pty.openpty()
        mode = termios.tcgetattr(terminal)
        mode[1] &= ~termios.OPOST  # lines end as they were written
        termios.tcsetattr(terminal, termios.TCSANOW, mode)
        printed: list[bytes] = []
        reading = threading.Thread(target=lambda: printed.extend(_until_closed(screen)))
        reading.start()
        options = {"cwd": self.folder, "env": self._environment, "stdin": subprocess.DEVNULL}
        done = subprocess.run(["sh", "-c", script], **options, stdout=terminal, stderr=subprocess.PIPE)  # type: ignore[call-overload]
        os.close(terminal)
        reading.join()
        os.close(screen)
        self._left = done.returncode
        return done.returncode, (b"".join(printed) + done.stderr).decode()


def _until_closed(screen: int) -> Iterator[bytes]:
    while True:
        try:
            if not (read := os.read(screen, 65536)):
                return
        except OSError:  # Linux says so when the other end is closed
            return
        yield read


def same(printed: str, shown: str) -> bool:
    """Tell whether an output is the one shown, but for the clock, and for lines left out."""
    pattern = "".join(".*" if line == "…\n" else re.escape(line) for line in CLOCK.sub("", shown).splitlines(True))
    return re.fullmatch(pattern, CLOCK.sub("", printed), re.DOTALL) is not None


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database that holds the shipped collection."""
    folder = tmp_path_factory.mktemp("docs")
    assert Reader(folder).run("dateline --db union.db load union-state")[0] == 0
    return folder / "work" / "union.db"


@pytest.mark.parametrize("page", PAGES)
def test_pages_show_what_is_printed(page: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text = (ROOT / page).read_text("utf-8")
    todo = list(steps(text))
    if not todo:
        return
    reader = Reader(tmp_path)
    if "<!-- database: union-state -->" in text:
        home = tmp_path / ".local/share/dateline"
        home.mkdir(parents=True)
        shutil.copy(request.getfixturevalue("loaded"), home / "dateline.db")
    if not page.startswith(("README", "docs/")) or page.startswith("docs/maintainers/"):
        (reader.folder / "events").symlink_to(ROOT / "events")
    server = SERVER.search(text)
    url = request.getfixturevalue("postgres").create() if server else ""
    rewriting = bool(os.environ.get("DATELINE_DOCS_REWRITE"))
    for number, step in enumerate(todo):
        if step.kind == "file":
            (reader.folder / step.file).write_text(step.text, "utf-8")
            continue
        code, printed = reader.run(SERVER.sub(url, run_lines(step.text) if step.kind == "script" else step.text))
        if server:
            printed = printed.replace(url, server[0])
        asked = todo[number + 1 : number + 2]
        excused = step.shown if code in (2, 4) else asked and asked[0].text == "echo $?"
        assert code == 0 or excused, f"{step.text}\nended with {code}: {printed}"
        assert "Traceback" not in printed
        if step.shown is None or same(printed, step.shown):
            continue
        if not rewriting:
            assert CLOCK.sub("", printed) == CLOCK.sub("", step.shown), step.text
        assert "…\n" not in step.shown, f"{step.text}\nlines are left out; mend it by hand:\n{printed}"
        text = text.replace(f"$ {step.text}\n{step.shown}", f"$ {step.text}\n{printed}")
    if server:
        request.getfixturevalue("postgres").drop(url)
    if rewriting:
        (ROOT / page).write_text(text, "utf-8")
