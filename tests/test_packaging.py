"""The wheel carries the collections and the migrations, and does the main job from wherever it is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"  # setuptools leaves its build folder beside setup.cfg
    source.mkdir()
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", "src", "db", "events", "docs"):
        (source / name).symlink_to(ROOT / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_carries_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"dateline/{path.relative_to(ROOT)}" for path in (ROOT / "events").rglob("*.toml")}
    wanted |= {f"dateline/{path.relative_to(ROOT)}" for path in (ROOT / "db").rglob("*.py") if "cache" not in str(path)}
    wanted |= {"dateline/db/schema.sql", "dateline/py.typed"}
    wanted |= {f"dateline/dates/languages/{name}.toml" for name in ("ru", "uk", "be", "fr", "de", "es", "pl")}
    assert any(name.endswith(".data/data/share/man/man1/dateline.1") for name in names)
    letters = ("OFL.txt", "widths.json", "roboto-basic.woff2", "roboto-more.woff2", "roboto-400-all.ttf")
    assert {f"dateline/render/letters/{each}" for each in letters} <= set(names)
    assert len(wanted) > 20
    assert wanted <= names


def test_the_main_job_runs_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DATELINE"))}
    environment |= {"PYTHONPATH": str(target), "XDG_CACHE_HOME": str(tmp_path), "DATELINE_DB": str(tmp_path / "x.db")}

    def dateline(*arguments: str) -> str:
        script = f"import sys; sys.path.insert(0, {str(target)!r}); from dateline.cli.start import run; run()"
        command = [sys.executable, "-c", script, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import dateline; print(dateline.__file__)"
    found = subprocess.run([sys.executable, "-c", where], capture_output=True, text=True, check=True, env=environment)
    assert found.stdout.startswith(str(target))
    dateline("load", "union-state")
    records = map(json.loads, dateline("query", "--from", "1995", "--to", "1996", "-f", "jsonl").splitlines())
    assert {record["id"]: record["match"] for record in records}["subsidy-mechanism-mid-1990s"] == "possible"
    assert "usp-3-1" in dateline("deadlines", "--as-of", "2000-10-15", "--overdue")
    assert len(dateline("export", "-f", "jsonl").splitlines()) >= 120


def test_the_manual_page_says_what_the_help_says() -> None:
    code = "import sys; sys.path.insert(0, 'docs'); import man_page; sys.stdout.write(man_page.page())"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert (ROOT / "docs/dateline.1").read_text("utf-8") == made.stdout, "make man"
