"""The rules of the house: small files, short functions, folders that one can look over, and facts that agree."""

from __future__ import annotations

import ast
import configparser
import re
from pathlib import Path

import pytest

import dateline

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dateline"
FILES = sorted(path for base in ("src", "tests", "bench", "db") for path in (ROOT / base).rglob("*.py"))
PACKAGES = sorted(path.parent for path in SOURCE.rglob("__init__.py"))
LINES_OF_A_FILE, LINES_OF_A_FUNCTION, MODULES_OF_A_FOLDER = 400, 60, 24


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def test_files_are_small():
    assert [str(path) for path in FILES if len(path.read_text("utf-8").splitlines()) > LINES_OF_A_FILE] == []


def test_functions_are_short():
    long = [
        f"{path.relative_to(SOURCE).as_posix()}: {node.name}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_folders_are_no_heaps():
    for package in PACKAGES:
        modules = [path.name for path in package.glob("*.py") if path.name != "__init__.py"]
        assert len(modules) <= MODULES_OF_A_FOLDER, package


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_packages_say_what_they_are(package):
    assert ast.get_docstring(tree(package / "__init__.py"))


def test_every_folder_with_modules_is_a_package():
    assert {path.parent for path in SOURCE.rglob("*.py")} == set(PACKAGES)


def test_every_package_is_installed():
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", "utf-8")
    listed = setup["options"]["packages"].split()
    found = {"dateline", *(".".join(("dateline", *path.relative_to(SOURCE).parts)) for path in PACKAGES)}
    assert set(listed) == found | {"dateline.db", "dateline.db.migrations", "dateline.events"}
    assert len(listed) == len(set(listed))


def test_the_citation_is_of_this_version():
    said = re.findall(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert said == [dateline.__version__]


def test_the_commands_of_other_tools_are_targets():
    """What CI, pre-commit and the container run is in the Makefile."""
    make = (ROOT / "Makefile").read_text("utf-8")
    for file in (".ci/run", ".pre-commit-config.yaml", ".devcontainer/devcontainer.json", "CONTRIBUTING.md"):
        for target in re.findall(r"\bmake (\.?[a-z][\w./-]*)", (ROOT / file).read_text("utf-8")):
            wanted = target.replace(".venv", "$(VENV)")
            assert re.search(rf"^{re.escape(wanted)}:", make, re.MULTILINE), f"{file}: make {target}"
