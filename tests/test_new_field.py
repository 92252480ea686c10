"""A new field of an event of each kind is a line in the table, an attribute, a number and a migration.

A copy of the sources gets such fields, and the tests of all fields are run with it: each comes through every door.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
KINDS = {
    "note": ("Text", "str", 'Field("note", "text", "what is uncertain")'),
    "weight": ("Double", "float", 'Field("weight", "number")'),
    "casualties": ("BigInteger", "int", 'Field("casualties", "whole")'),
    "first_told": ("Text", "str", 'Field("first_told", "date", "when it was first told")'),
    "tone": ("Text", "str", 'Field("tone", "choice", choices=("good",))'),
}
SCHEMA = "9998"
MIGRATION = '''"""Fields of events that are tried out."""

import sqlalchemy as sa
from alembic import op

revision = "{schema}"
down_revision = "{before}"


def upgrade() -> None:
{columns}
'''


def edit(file: Path, pattern: str, text: str) -> None:
    """Replace the one place of a file where the pattern matches."""
    changed, number = re.subn(pattern, lambda _: text, file.read_text("utf-8"), flags=re.M)
    assert number == 1, f"{file.name}: look for {pattern} and mend this test"
    file.write_text(changed, "utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with the package, which has a new field of each kind: in three files, and a migration."""
    package = tmp_path / "dateline"
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "dateline", package, ignore=skip)
    for name in ("db", "events"):
        shutil.copytree(ROOT / name, package / name, ignore=skip)
    fields = ", ".join(field for _, _, field in KINDS.values())
    edit(package / "event_fields.py", r"^LATER: tuple\[Field, \.\.\.\] = \(", f"LATER: tuple[Field, ...] = ({fields},")
    attributes = "".join(f"    {name}: {kind} | None = None\n" for name, (_, kind, _) in KINDS.items())
    edit(
        package / "model.py",
        r"(?<=calendar: str \| None = None\n)(?=\n\n@dataclass.*\nclass Programme)",
        attributes,
    )
    versions = package / "db" / "migrations" / "versions"
    before = max(path.name for path in versions.glob("[0-9]*.py"))[:4]
    edit(package / "storage" / "schema" / "version.py", f'SCHEMA = "{before}"', f'SCHEMA = "{SCHEMA}"')
    columns = "\n".join(
        f'    op.add_column("event", sa.Column("{name}", sa.{kind}(), nullable=True))'
        for name, (kind, *_) in KINDS.items()
    )
    content = MIGRATION.format(schema=SCHEMA, before=before, columns=columns)
    (versions / f"{SCHEMA}_tried_fields.py").write_text(content)
    return tmp_path


def run(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(copy / "cache")}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_new_fields_come_through_every_door(copy, request):
    part = "quick" if request.config.getoption("part") in ("quick", "chosen") else "all"
    where = run(copy, "-c", "import dateline, dateline.db; print(dateline.__file__, dateline.db.__file__)")
    assert where.stdout.split() == [
        str(copy / "dateline" / "__init__.py"),
        str(copy / "dateline" / "db" / "__init__.py"),
    ]
    tests = [
        "tests/test_event_fields.py", "tests/storage/test_schema.py::test_migrations_make_the_tables",
        "tests/web/test_api.py",
    ]  # fmt: skip
    done = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "not postgresql", "--part", part, *tests)
    assert done.returncode == 0, done.stdout[-4000:]
