"""References to the public names of dateline, wherever they are at home."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

LAZY = ("dateline.dates",)
"""Packages whose names are imported when they are first used; autodoc sees only what is there."""


def import_names() -> None:
    """Import the public names of packages that wait until they are used."""
    for package in map(import_module, LAZY):
        for name in package.__all__:
            getattr(package, name)


def at_home(app: Sphinx, env: BuildEnvironment, node: pending_xref, text: nodes.Element) -> nodes.Node | None:
    """Resolve `dateline.dates.values.Date` to where it is documented, `dateline.dates.Date`, and errors by name."""
    if node.get("refdomain") != "py":
        return None
    domain = env.domains.python_domain
    target = node.get("reftarget", "")
    package, name = ".".join(target.split(".")[:2]), target.rpartition(".")[2]
    home = f"{package}.{name}" if target.startswith("dateline.") else f"dateline.errors.{target}"
    found = home in domain.objects
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", home, node, text) if found else None


def without_aliases(app: Sphinx, what: str, name: str, item: object, options: object, lines: list[str]) -> None:
    """Leave out what Python says by itself of the fields of a named tuple."""
    if lines and lines[0].startswith("Alias for field number"):
        lines.clear()


def without_arguments(
    app: Sphinx, what: str, name: str, item: object, options: object, signature: str | None, returns: str | None
) -> tuple[str, str | None] | None:
    """Give a protocol no arguments: nobody makes one."""
    return ("", None) if what == "class" and getattr(item, "_is_protocol", False) else None


def setup(app: Sphinx) -> dict[str, Any]:
    """Import the names, and connect the functions above."""
    import_names()
    app.connect("autodoc-process-docstring", without_aliases)
    app.connect("autodoc-process-signature", without_arguments)
    app.connect("missing-reference", at_home)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
