"""A real browser without a window: Debian's chromium, or that of CHROMIUM, driven by Playwright.

Without a browser, Playwright or axe-core the tests that need it are skipped and say what lacks; `make test` installs
them where it can (tests/browser/prepare.sh).
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from processes import running

_SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
AXE = Path(sys.prefix, "node_modules", "axe-core", "axe.min.js")
_RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
WIDTHS = (360, 1440)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Yield the browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no browser tests: playwright is not installed")
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not os.path.exists(path):
        pytest.skip(f"no browser tests: there is no {path}, and CHROMIUM names no other browser")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(_SWITCHES))
        yield browser
        browser.close()


class Visit:
    """A page in a context of its own, with everything that it asked for and complained of."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective))"
        )

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def asked_elsewhere(self, home: str) -> list[str]:
        """Return the requests that went to anybody but `home`."""
        return [url for url in self.asked if not url.startswith((home, "data:"))]

    def axe(self) -> list[str]:
        """Return the violations that axe-core finds, one line each."""
        if not AXE.exists():
            pytest.skip(f"no accessibility test: there is no {AXE}")
        self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate(f"axe.run(document, {_RULES})")["violations"]
        return [f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}" for each in found]


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[..., Visit]]:
    """Yield a function that opens an address at a width; nothing may have gone wrong by the end of the test."""
    made: list[tuple[Visit, Any]] = []

    def open_(url: str, width: int = 1440, **options: Any) -> Visit:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        found = Visit(context.new_page())
        made.append((found, context))
        found.page.goto(url)
        return found

    yield open_
    complaints = [complaint for found, _ in made for complaint in found.complaints]
    for _, context in made:
        context.close()
    assert complaints == []


@contextlib.contextmanager
def _serving(url: str, folders: dict[str, str]) -> Iterator[str]:
    """Yield the address of a server of a database, a process of its own."""
    command = [sys.executable, "-m", "dateline", "--db", url, "serve", "--port", "0"]
    environment = {**os.environ, **folders, "PYTHONUNBUFFERED": "1"}
    with running(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        said = server.stderr.readline()
        assert "served at " in said, said
        yield said.partition("served at ")[2].split()[0].rstrip("/")
        server.terminate()


@pytest.fixture
def serving(folders: dict[str, str]) -> Callable[[str], contextlib.AbstractContextManager[str]]:
    """Return a function that serves a database and yields the address."""
    return lambda url: _serving(url, folders)


@pytest.fixture(scope="session")
def served(folders: dict[str, str], load_once: Callable[..., Iterator[str]], request: Any) -> Iterator[str]:
    """Yield the address of a server that shows the shipped collection."""
    for url in load_once("sqlite", request):
        with _serving(url, folders) as address:
            yield address
