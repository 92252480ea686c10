"""What dateline installs: every licence is listed, and every dependency has a lower bound."""

from __future__ import annotations

import re
from pathlib import Path

from supply.licences import packages
from supply.lowest import lowest, requirements

ROOT = Path(__file__).parents[2]


def test_every_licence_is_listed():
    page = (ROOT / "docs/licences.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| ([\w-]+) \| [^|]+ \| (.+) \|$", page, re.MULTILINE))
    missing = sorted(set(packages()) - set(listed))
    assert missing == [], "make licences"
    assert [name for name, told in listed.items() if "not stated" in told or _binds(told)] == []


def _binds(told):
    """Tell whether a licence is the GPL, and not another one as the user chooses."""
    return all(re.search(r"\bA?GPL", choice) for choice in told.split(" OR "))


def test_every_dependency_has_a_lower_bound():
    users = {extra: lines for extra, lines in requirements().items() if extra not in ("test", "docs")}
    assert len(set(lowest())) == len({line.strip() for lines in users.values() for line in lines})
