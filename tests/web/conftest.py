"""Fixtures: the server of the loaded database, as a client in this process."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from dateline.web.app import application

TODAY = "2001-01-01"
BASE = "http://localhost"
PATIENCE = 600.0
"""A busy machine answers later; what is about the time that an answer may take says its own."""


@pytest.fixture(scope="session")
def client(loaded_url: str) -> TestClient:
    """Return a client of the server of the shipped collection, on every engine."""
    return TestClient(
        application(loaded_url, today=lambda: TODAY, patience=PATIENCE), base_url=BASE, follow_redirects=False
    )


@pytest.fixture
def client_of() -> Callable[..., TestClient]:
    """Return a function that makes a client of the server of another database, with settings of its own."""

    def make(url: str, **settings: object) -> TestClient:
        app = application(url, today=lambda: TODAY, **{"patience": PATIENCE, **settings})  # type: ignore[arg-type]
        return TestClient(app, base_url=BASE, follow_redirects=False, raise_server_exceptions=False)

    return make
