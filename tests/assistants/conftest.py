"""Fixtures: a database as a language model asks it, through the client of the SDK, in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from dateline.dates.conventions import USUAL


def pytest_collection_modifyitems(items):
    """Skip what needs the SDK where it is missing, and say so."""
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        for item in items:
            if item.path.is_relative_to(__file__.rpartition("/")[0]):
                item.add_marker(pytest.mark.skip(reason="the extra mcp is not installed"))


class Said(NamedTuple):
    """An answer to a call: whether it is an error, what it holds, and the same as text."""

    error: bool
    data: dict[str, Any]
    text: str


class Model:
    """Somebody who asks a database by tools; each call is a session of its own unless `several` are made."""

    def __init__(self, url: str, **opening: Any) -> None:
        from dateline.assistants.opened import Asked

        self.db = Asked(url, **{"today": None, "author": None, "conventions": USUAL, "moment": None, **opening})

    def several(self, calls: list[tuple[str, Any]]) -> list[Said]:
        async def ask(client):
            found = [await client.call_tool(name, given) for name, given in calls]
            return [Said(each.is_error, each.structured_content, each.content[0].text) for each in found]

        return self.session(ask)

    def session(self, ask) -> Any:
        import anyio
        from mcp import Client

        from dateline.assistants.server import server

        async def main():
            async with Client(server(self.db)) as client:
                return await ask(client)

        return anyio.run(main)

    def call(self, name: str, **given: Any) -> dict[str, Any]:
        (said,) = self.several([(name, given)])
        assert not said.error, said.text
        return said.data

    def refused(self, name: str, **given: Any) -> tuple[str, str]:
        (said,) = self.several([(name, given)])
        assert said.error, said.text
        return said.data["error"], said.data["hint"] or ""


def plain(value: Any) -> Any:
    """Return a value of an answer without the marks of quoted texts."""
    if isinstance(value, dict):
        return value["quoted"] if list(value) == ["quoted"] else {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


@pytest.fixture
def model(loaded_url) -> Iterator[Model]:
    made = Model(loaded_url)
    yield made
    made.db.close()


@pytest.fixture
def model_of() -> Iterator[Any]:
    made: list[Model] = []

    def of(url: str, **opening: Any) -> Model:
        made.append(Model(url, **opening))
        return made[-1]

    yield of
    for each in made:
        each.db.close()
