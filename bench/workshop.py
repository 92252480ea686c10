"""The files that the parts of the benchmark share, each made when it is first asked for and kept for the next run."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench import generate, shell

DATELINE = Path(sys.executable).with_name("dateline")


@dataclass(frozen=True)
class Workshop:
    """A folder with the rows for `events` events, and with the databases that hold them."""

    folder: Path
    events: int
    filled_by_shell: bool = False

    def file(self, name: str) -> Path:
        """Return the path of a file for this number of events."""
        return self.folder / f"{self.events}-{name}"

    def rows(self) -> Path:
        """Return the CSV."""
        path = self.file("events.csv")
        if not path.exists():
            draft = self.file("events.part")
            generate.write(self.events, str(draft))
            draft.rename(path)
        return path

    def empty(self) -> Path:
        """Return an empty database of the schema of today."""
        path = self.folder / "empty.db"
        path.unlink(missing_ok=True)
        subprocess.run([DATELINE, "--quiet", "--db", path, "db", "upgrade"], check=True)
        return path

    def script(self) -> Path:
        """Return the script of the sqlite3 shell that imports the CSV."""
        path = self.file("import.sql")
        path.write_text(shell.import_script(self.empty(), self.rows()))
        return path

    def database(self) -> Path:
        """Return the database that dateline filled, or the shell when that was asked for."""
        path = self.file("shell.db" if self.filled_by_shell else "dateline.db")
        if self._is_stale(path):
            path.unlink(missing_ok=True)
            draft = path.with_suffix(".part")
            draft.unlink(missing_ok=True)
            if self.filled_by_shell:
                with open(self.script(), "rb") as script:
                    subprocess.run(["sqlite3", "-batch", draft], check=True, stdin=script, stdout=subprocess.DEVNULL)
            else:
                subprocess.run([DATELINE, "--quiet", "--db", draft, "import", "csv", self.rows()], check=True)
            draft.rename(path)
        return path

    def lake(self) -> Path:
        """Return the lake that dateline made."""
        path = self.file("lake")
        if not path.exists():
            draft = self.file("lake.part")
            shutil.rmtree(draft, ignore_errors=True)
            subprocess.run([DATELINE, "--quiet", "lake", "create", draft], check=True)
            subprocess.run([DATELINE, "--quiet", "lake", "add", draft, "csv", self.rows()], check=True)
            draft.rename(path)
        return path

    def _is_stale(self, path: Path) -> bool:
        """Tell whether the database is missing or of another schema than dateline's."""
        return not path.exists() or _schema(path) != _schema(self.empty())


def _schema(path: Path) -> list[tuple[str]]:
    with sqlite3.connect(path) as connection:
        own = "sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        return connection.execute(f"SELECT sql FROM sqlite_master WHERE {own} ORDER BY sql").fetchall()


def common_actor() -> str:
    """Return the id of the actor that most events name."""
    return generate.actor_id(1)


def rare_actor(events: int) -> str:
    """Return the id of an actor that few events name: 190 of a million."""
    return generate.actor_id(generate.number_of_actors(events) // 20)


def seldom_actor(events: int) -> str:
    """Return the id of an actor that a few events name in a month: 4,000 of a million."""
    return generate.actor_id(generate.number_of_actors(events) // 400)


SUBTREE = "economy"
"""A theme at the top of the tree: a sixth of it."""


def folder(path: str | None) -> Path:
    """Return the folder to work in, made if need be; plans of queries are kept in it as well."""
    found = Path(path or "/tmp/dl-bench")
    found.mkdir(parents=True, exist_ok=True)
    os.environ["XDG_CACHE_HOME"] = str(found / "cache")
    os.environ.pop("DATELINE_DB", None)
    return found
