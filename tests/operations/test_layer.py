"""The layer itself: nothing printed, no clock read, no option parsed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dateline.operations

MODULES = sorted(Path(dateline.operations.__file__).parent.glob("*.py"))
FORBIDDEN = (
    r"\bprint\(|sys\.(std(in|out|err)|argv)|\bclick\b|\b(datetime|date)\.(now|today)|time\.(time|monotonic)|getpass"
)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_values_in_and_values_out(module):
    assert re.findall(FORBIDDEN, module.read_text("utf-8")) == []


def test_it_stays_small():
    assert len(MODULES) <= 24
