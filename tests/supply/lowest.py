"""The lowest versions that setup.cfg allows, as constraints for pip: `python tests/supply/lowest.py > constraints.txt`."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BOUND = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?>=([^,;\s]+)")


def requirements() -> dict[str, list[str]]:
    """Return what is required: always (by the empty name), and by each extra."""
    found = configparser.ConfigParser()
    found.read(ROOT / "setup.cfg", "utf-8")
    sections = {"": found["options"]["install_requires"], **found["options.extras_require"]}
    return {name: [line for line in text.splitlines() if line.strip()] for name, text in sections.items()}


def lowest() -> Iterator[str]:
    """Yield `name==version` for the lower bound of everything that users install."""
    for extra, lines in requirements().items():
        if extra not in ("test", "docs"):
            for line in lines:
                if bound := _BOUND.match(line.strip()):
                    yield f"{bound[1]}=={bound[2]}"


if __name__ == "__main__":
    print("\n".join(sorted(set(lowest()))))
