"""The source files that decide the text of statements: those of this folder and all that they import from dateline."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from functools import cache


@cache
def sources(package: str) -> tuple[str, ...]:
    """Return the paths of these files below the folder `package` of dateline, sorted."""
    here = "storage/statements"
    waiting = [f"{here}/{name}" for name in os.listdir(os.path.join(package, here)) if name.endswith(".py")]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _imported(package, name)
    return tuple(sorted(found))


def _imported(package: str, name: str) -> Iterator[str]:
    with open(os.path.join(package, name), encoding="utf-8") as file:
        tree = ast.parse(file.read())
    for node in tree.body:  # an import within a function decides no text of a statement
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "dateline":
            parts = (node.module or "").split(".")[1:]
            module = "/".join(parts)
            above = ("/".join(parts[:number]) for number in range(1, len(parts)))
            candidates = (*above, module, *(f"{module}/{each.name}" for each in node.names))
            yield from (
                path for each in candidates for path in (f"{each}.py", f"{each}/__init__.py") if _is(package, path)
            )


def _is(package: str, path: str) -> bool:
    return os.path.isfile(os.path.join(package, path))
