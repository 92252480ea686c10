"""Pages of the past lead to pages of the past: their links and forms name the same moment."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import parse_qsl, quote, urldefrag, urlencode

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.addressed.moment import NAME, keep

_LINK = re.compile(r' href="(/(?!/|static/)[^"]*)"')
"""As the templates write them: every text in them is escaped."""
_FORM = re.compile(r'<form [^>]*method="get"[^>]*>')


class OfThePast:
    """Takes the moment out of the addresses that `app` is asked for, and puts it into the links of its pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        pairs = _pairs(scope)
        moment = next((text for name, text in pairs if name == NAME and text.strip()), None)
        if moment is None:
            await self._app(scope, receive, send)
            return
        rest = [(name, text) for name, text in pairs if name != NAME]
        scope = {**scope, "query_string": urlencode(rest, encoding="utf-8", errors="surrogateescape").encode()}
        keep(scope, moment)
        await self._app(scope, receive, _Rewriting(send, moment))


def _pairs(scope: Scope) -> list[tuple[str, str]]:
    if scope["type"] != "http" or NAME.partition("_")[0].encode() not in scope["query_string"]:
        return []
    text = scope["query_string"].decode("latin-1")
    pairs = parse_qsl(text, keep_blank_values=True, errors="surrogateescape")
    return [(NAME if name.replace("-", "_") == NAME else name, each) for name, each in pairs]


class _Rewriting:
    """Sends the answer on; of a page first when it is whole, with the moment in its links."""

    def __init__(self, send: Send, moment: str) -> None:
        self._send, self._moment = send, moment
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Take the next part of the answer."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "location" in headers:
                headers["location"] = with_moment(headers["location"], self._moment)
            page = headers.get("content-type", "").startswith("text/html") and "content-disposition" not in headers
            if page:
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._whole()
            return
        await self._send(message)

    async def _whole(self) -> None:
        assert self._start is not None
        body = page_of(self._body.decode(), self._moment).encode() if self._body else b""
        if self._body:
            MutableHeaders(scope=self._start)["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def page_of(text: str, moment: str) -> str:
    """Return a page with the moment in every link and form of it that asks the server."""

    def link(found: re.Match[str]) -> str:
        return f' href="{escape(with_moment(unescape(found[1]), moment))}"'

    hidden = f'<input type="hidden" name="{NAME}" value="{escape(moment)}">'
    return _FORM.sub(lambda found: found[0] + hidden, _LINK.sub(link, text))


def with_moment(address: str, moment: str) -> str:
    """Return the address with the moment, unless it has one.

    >>> with_moment("/timeline?theme=gas#x", "@3")
    '/timeline?theme=gas&recorded_at=%403#x'
    """
    address, fragment = urldefrag(address)
    path, _, query = address.partition("?")
    if not any(name == NAME for name, _ in parse_qsl(query, keep_blank_values=True)):
        query += ("&" if query else "") + f"{NAME}={quote(moment)}"
    return f"{path}?{query}" + (f"#{fragment}" if fragment else "")
