"""Every command that the documentation shows runs, and prints what is shown.

A page is worked through from its top, in an empty folder, as a reader would: the files that it shows are written, its
commands run one after the other. `<!-- file: NAME -->` before a block says that it is a file; `<!-- database:
union-state -->` that the page begins with the shipped collection loaded. A line `…` in an output stands for lines left
out. With DATELINE_DOCS_REWRITE=1 the outputs are written anew instead of compared.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
import termios
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import MEASURED

ROOT = Path(__file__).parents[1]
PAGES = [str(path.relative_to(ROOT)) for path in (*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md")))]
NOT_RUN = {
    "make ": "builds or tests the project itself; CI runs it",
    "python3 -m venv ": "what it makes is empty until dateline is installed from a package index",
    ". ~/": "enters that environment",
    "pip install ": "would change the environment that the tests run in",
    "createuser ": "needs the server of an administrator",
    "createdb ": "needs the server of an administrator",
    "psql ": "needs the server of an administrator",
    "man ": "opens a pager",
    "DATELINE_DOCS_REWRITE=1 ": "is this test, which would write the pages",
    "git ": "changes or asks the history of the project",
    "rm -rf dist ": "belongs to a release",
    "dateline db seal monday.seal --sign ": "needs a key of the reader; tests of seals make one",
    "curl -H ": "asks an authority for a time stamp",
    "dateline db seal monday.seal --timestamp ": "needs the answer of that authority",
    "dateline db check --seal monday.seal --signers ": "likewise",
    "python3 tests/supply/release.py": "belongs to a release; a test of the same builds twice",
    "python3 -m twine ": "belongs to a release",
    "/tmp/try-dateline/bin/": "belongs to a release; the tests of packaging try a wheel",
    "mkdir -p ~/.local/share/man/": "needs the manual pages, which another test builds",
}
"""How commands begin that no test can run, and why."""
CLOCK = re.compile(
    r'20(?:2[6-9]|[3-9]\d)-\d\d-\d\d(?: \d\d:\d\d:\d\d)?|[0-9a-f]{64}|[\d.]+(?= seconds)|(?<=seconds": )[\d.]+'
)
"""What hangs on the day and the speed: the records shown end before 2026."""
WIDTH = "100"
REWRITE = bool(os.environ.get("DATELINE_DOCS_REWRITE"))
BLOCK = re.compile(
    r"(?:^<!-- (?P<key>[a-z]+): (?P<value>[^\n]*) -->\n+)?^(?P<indent> *)```(?P<kind>\w*)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
COMMAND = re.compile(r"^\$ (?P<command>(?:.*\\\n)*.*)\n(?P<output>(?:(?!\$ |```).*\n)*)", re.M)
SERVER = re.compile(r"(?<=[ =])postgresql://[\w.@/]+")
"""The address of a database in a command."""


class Step(NamedTuple):
    """What a reader does: a file to write, or a command to run; `shown` is the place of its output, if one is shown."""

    text: str
    shown: slice | None = None
    file: str = ""


def steps(page: str) -> Iterator[Step]:
    """Yield the steps of a page in order."""
    for block in BLOCK.finditer(page):
        if block["key"] == "file":
            yield Step(block["text"], file=block["value"])
        elif block["kind"] == "sh":
            yield Step(run_lines(textwrap.dedent(block["text"])))
        elif block["kind"] == "console":
            for found in COMMAND.finditer(page, block.start("text"), block.end("text")):
                yield Step(found["command"], slice(found.start("output"), found.end("output")))


def run_lines(script: str) -> str:
    """Return a script without the lines that cannot run."""
    return "set -e\n" + "\n".join(line for line in script.splitlines() if not line.startswith(tuple(NOT_RUN)))


class Reader:
    """A shell in a folder of its own, on a terminal of a fixed width; only compiled statements are shared."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder, self._state, self._left = folder / "work", folder / "state", 0
        self.folder.mkdir()
        self._state.write_text("")
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._environment = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm", "NO_COLOR": "1"}
        self._environment |= {"COLUMNS": WIDTH, "XDG_CACHE_HOME": str(cache)}
        self._environment |= {"DATELINE_AUTHOR": "ada", **MEASURED}

    def run(self, command: str) -> tuple[int, str]:
        """Return the exit code and what is printed: results, then what is said."""
        script = f". {self._state}\n(exit {self._left})\n{command}\nleft=$?\n"
        script += f"{{ export -p; echo \"cd '$PWD'\"; }} > {self._state}\nexit $left"
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
    assert Reader(folder, folder / "work/cache").run("dateline --db union.db load union-state")[0] == 0
    return folder / "work" / "union.db"


@pytest.fixture
def servers(request: pytest.FixtureRequest) -> Iterator[Callable[[str], str]]:
    """Yield a function that names an empty database of PostgreSQL for each address that a page shows."""
    made: dict[str, str] = {}

    def database(shown: str) -> str:
        if shown not in made:
            made[shown] = request.getfixturevalue("postgres").create()
        return made[shown]

    yield database
    for url in made.values():
        request.getfixturevalue("postgres").drop(url)


@pytest.mark.in_part(8)
@pytest.mark.parametrize("page", PAGES)
def test_pages_show_what_is_printed(page: str, tmp_path: Path, loaded: Path, servers: Callable[[str], str]) -> None:
    text = (ROOT / page).read_text("utf-8")
    todo = list(steps(text))
    reader = Reader(tmp_path, loaded.parent / "cache")
    if "<!-- database: union-state -->" in text:
        home = tmp_path / ".local/share/dateline"
        home.mkdir(parents=True)
        shutil.copy(loaded, home / "dateline.db")
    if not page.startswith("docs/") or page.startswith("docs/maintainers/"):
        (reader.folder / "events").symlink_to(ROOT / "events")
    printed_at: list[tuple[slice, str]] = []
    for number, step in enumerate(todo):
        if step.file:
            file = reader.folder / step.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step.text, "utf-8")
            continue
        code, printed = reader.run(SERVER.sub(lambda found: servers(found[0]), step.text))
        shown = text[step.shown] if step.shown else ""
        asked = [each.text for each in todo[number + 1 : number + 2]] == ["echo $?"]
        assert code == 0 or asked or (code in (2, 4) and shown) or REWRITE, f"{step.text}\nended with {code}: {printed}"
        assert "Traceback" not in printed
        if step.shown and not same(printed, shown):
            wrong = f"{step.text}\nprints\n{printed}\nand not\n{shown}"
            assert REWRITE, wrong
            assert "…\n" not in shown, wrong
            printed_at.append((step.shown, printed))
    for place, printed in reversed(printed_at):
        text = text[: place.start] + printed + text[place.stop :]
    if printed_at:
        (ROOT / page).write_text(text, "utf-8")


def test_what_is_not_run_is_shown() -> None:
    blocks = (block for page in PAGES for block in BLOCK.finditer((ROOT / page).read_text("utf-8")))
    lines = [line.strip() for block in blocks if block["kind"] == "sh" for line in block["text"].splitlines()]
    assert [start for start in NOT_RUN if not any(line.startswith(start) for line in lines)] == []
