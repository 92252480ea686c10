"""The licences of everything that dateline installs: `python tests/supply/licences.py` prints docs/licences.md.

What is needed by each extra is followed through to the end, in the environment of the tests.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

sys.path.insert(0, str(Path(__file__).parents[1]))
from supply.lowest import requirements

_NOT_FOR_USERS = ("test", "docs")
_HEAD = """\
# Licences

dateline has the Apache License 2.0. `make licences` writes this page: the licences of everything that dateline installs, as
the packages state them. A test fails if one is missing. All of them can be combined with each other and used in closed
programs. LGPL requires that the library can be exchanged, which is the case. dateline contains the font Roboto (SIL Open
Font License 1.1, beside it in `dateline/render/letters`) and outlines of countries of Natural Earth (public domain).

| package | for | licence |
|---|---|---|
"""


def packages() -> dict[str, set[str]]:
    """Return the packages that users install, by normal name, with the extras that need them ("" for always)."""
    found: dict[str, set[str]] = {}
    for extra, lines in requirements().items():
        if extra not in _NOT_FOR_USERS:
            for line in lines:
                _follow(Requirement(line.strip()), extra, found)
    return found


def _follow(wanted: Requirement, extra: str, found: dict[str, set[str]]) -> None:
    name = re.sub(r"[-_.]+", "-", wanted.name).lower()
    if extra in found.setdefault(name, set()):
        return
    found[name].add(extra)
    try:
        needed = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for text in needed:
        below = Requirement(text)
        if below.marker is None or any(below.marker.evaluate({"extra": each}) for each in (*wanted.extras, "")):
            _follow(below, extra, found)


def licence(found: Distribution) -> str:
    """Return what a package says of its licence: an SPDX expression, or else the last words of its classifiers."""
    about = found.metadata
    if expression := about.json.get("license_expression"):
        return str(expression)
    told = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    short = str(about.json.get("license") or "").strip().splitlines()
    return ", ".join(told) or (short[0][:60] if short else "not stated")


def page() -> str:
    """Return the page."""
    lines = []
    for name, extras in sorted(packages().items()):
        try:
            told = licence(distribution(name))
        except PackageNotFoundError:
            continue
        needed = ", ".join(f"`{extra}`" for extra in sorted(extras)) if "" not in extras else "always"
        lines.append(f"| {name} | {needed} | {told} |")
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
