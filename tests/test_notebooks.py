"""The notebooks of the documentation run, and show what they hold; with DATELINE_DOCS_REWRITE=1 it is written anew."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from conftest import run

NOTEBOOKS = sorted((Path(__file__).parents[1] / "docs/notebooks").glob("*.ipynb"))
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


def outputs(notebook):
    """Return what each cell shows, as the data of each medium or the text printed."""
    return [
        {**each.get("data", {}), **({"printed": each["text"]} if "text" in each else {}), "kind": each["output_type"]}
        for cell in notebook.cells
        for each in cell.get("outputs", ())
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_show_what_they_hold(path, tmp_path, folders):
    from nbclient import NotebookClient

    assert run("load", "union-state", url=f"sqlite:///{tmp_path}/union-state.db", env=folders).code == 0
    shown = nbformat.read(path, as_version=4)
    made = nbformat.read(path, as_version=4)
    NotebookClient(made, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    if os.environ.get("DATELINE_DOCS_REWRITE"):
        for cell in made.cells:
            cell.metadata.pop("execution", None)
        nbformat.write(made, path)
    assert outputs(made) == outputs(shown)
    assert len(outputs(made)) >= 4
    assert not any(each["kind"] == "error" for each in outputs(made))
