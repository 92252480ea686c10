"""The server's answers within this process, without a network."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Message


class Answered(NamedTuple):
    """A status, the type of the content, and the content."""

    status: int
    media_type: str
    content: bytes


def ask(app: ASGIApp, address: str) -> Answered:
    """Return the answer of `app` to a request for `address`, as a browser on this machine would get it."""
    with ThreadPoolExecutor(1) as apart:  # whoever asks may have a loop of events of its own
        return apart.submit(lambda: asyncio.run(_asked(app, address))).result()


async def _asked(app: ASGIApp, address: str) -> Answered:
    parts = urlsplit(address)
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": unquote(parts.path), "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
        "root_path": "", "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 0), "server": ("localhost", 80),
    }  # fmt: skip
    sent: list[Message] = []
    asked: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if not asked:
            await asyncio.Event().wait()  # nobody leaves
        return asked.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    head = dict(sent[0]["headers"])
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answered(sent[0]["status"], head.get(b"content-type", b"").decode(), body)
