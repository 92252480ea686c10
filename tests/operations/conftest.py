"""Fixtures: the shipped collection, open for reading, and an occasion for what is written."""

from __future__ import annotations

import pytest

from dateline.storage.history.occasion import Occasion
from dateline.storage.opening import reading


@pytest.fixture
def connection(loaded_url):
    with reading(loaded_url) as found:
        yield found


@pytest.fixture
def occasion():
    return Occasion("2026-01-02T03:04:05.000000Z", "ann", "a program", "to see")
