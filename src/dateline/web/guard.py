"""The guard of every request: it checks host, method, length and token, and sets the headers of every answer."""

from __future__ import annotations

import hmac
import re
from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.render.picture.page import policy_of
from dateline.web.assets import style_for_arrivals
from dateline.web.faults import refusal

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""The names by which a browser on this machine reaches the server."""
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; script-src 'self'; style-src 'self' {policy_of(style_for_arrivals())}; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every answer, errors too."""
LONGEST = 4_096
"""Bytes of an address with its query."""
MOST_PARAMETERS = 64
METHODS = ("GET", "HEAD")
_EVERYWHERE = ("0.0.0.0", "[::]")
_HOST = re.compile(r"(?P<name>[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE)
_COOKIE = "dateline_token"
_OPEN = ("/static/",)
"""What is shown without a token: the looks of the page that asks for it."""
_IN_PLACE = ("/api/", "/export.", "/feed.", "/mcp")
"""What programs fetch that keep no cookie: there the address itself may carry the token."""


class Guard:
    """Lets requests pass to `app` that name one of `hosts`, only read, and know the `token` if there is one.

    With `shared` pages of other origins may be among the readers; `app` says which, also before they ask (OPTIONS).
    Where it `writes`, forms of its own pages may be sent too, and the token of the address works once.
    Where it `asks`, programs may send questions by POST, and pages of other origins may not.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Collection[str],
        token: str | None,
        *,
        shared: bool = False,
        writes: bool = False,
        asks: bool = False,
    ) -> None:
        self._app = app
        self._writes, self._asks, self._spent, self._shared = writes, asks, False, shared
        self._hosts = frozenset(host.lower() for host in hosts)
        self._token = token.encode() if token else None
        # Without any referrer a browser says of a form of our own that it comes from nowhere.
        self._headers = HEADERS | ({"Referrer-Policy": "same-origin"} if writes else {})
        self._headers |= {"Cross-Origin-Resource-Policy": "cross-origin"} if shared else {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; anything but HTTP is turned away."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await (self._refused(scope) or self._app)(scope, receive, guarded)

    def _refused(self, scope: Scope) -> Response | None:
        """Return the answer to a request that must not pass, else None."""
        request = Request(scope)
        if not self._knows(request.headers.getlist("host")):
            return refusal(
                request, 400, "this server does not serve this host", "use the address that dateline serve printed"
            )
        if self._shared and _asks_first(request):
            return None
        if refused := self._of_method(request):
            return refused
        query: bytes = scope["query_string"]
        if len(scope.get("raw_path") or scope["path"].encode()) + len(query) > LONGEST:
            return refusal(
                request, 414, "the address is too long", f"it may have at most {LONGEST} bytes: use fewer filters"
            )
        if query.count(b"&") >= MOST_PARAMETERS:
            return refusal(request, 400, f"more than {MOST_PARAMETERS} filters", "omit some of them")
        return self._unknown(request) if self._token else None

    def _of_method(self, request: Request) -> Response | None:
        """Return the answer to a request whose method is not allowed, else None."""
        if self._writes and request.method == "POST":
            if _same_origin(request):
                return None
            return refusal(request, 403, "this form is of another page", "use the page that dateline review opened")
        if self._asks and request.method == "POST":
            if _same_origin(request) or "origin" not in request.headers:
                return None
            return refusal(request, 403, "pages of other origins may not ask", "ask from a program")
        if request.method in METHODS:
            return None
        answer = refusal(request, 405, f"{request.method} is not allowed", "this server only reads: use GET")
        answer.headers["Allow"] = ", ".join(METHODS)
        return answer

    def _knows(self, hosts: list[str]) -> bool:
        """Tell whether the Host is ours: another name may be one that was made to lead here (DNS rebinding)."""
        found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if found is None:
            return False
        name = found["name"].lower()
        return name in self._hosts or (not self._hosts.isdisjoint(_EVERYWHERE) and _is_address(name))

    def _unknown(self, request: Request) -> Response | None:
        """Return the answer to somebody without the token, or that which keeps it in a cookie, else None."""
        if request.url.path.startswith(_OPEN):
            return None
        pairs = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
        rest = [pair for pair in pairs if pair[0] != "token"]
        if len(rest) < len(pairs):
            return self._tried(request, next(text for name, text in pairs if name == "token"), rest)
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        known = self._same(bearer.strip()) if scheme.lower() == "bearer" else self._kept(request)
        return None if known else _unauthorized(request)

    def _tried(self, request: Request, text: str, rest: list[tuple[str, str]]) -> Response | None:
        # Without the token the address may be logged; the server writes it when the answer begins.
        request.scope["query_string"] = urlencode(rest).encode()
        if self._spent or not self._same(text):
            return _unauthorized(request)
        self._spent = self._writes
        if request.url.path.startswith(_IN_PLACE):
            return None
        path = "/" + request.scope["path"].lstrip("/\\")  # //elsewhere would lead away
        target = RedirectResponse(path + (f"?{urlencode(rest)}" if rest else ""), 303)
        target.set_cookie(_COOKIE, self._cookie(), httponly=True, samesite="strict")
        return target

    def _same(self, text: str) -> bool:
        return hmac.compare_digest(text.encode(), self._token or b"")

    def _kept(self, request: Request) -> bool:
        return hmac.compare_digest(request.cookies.get(_COOKIE, "").encode(), self._cookie().encode())

    def _cookie(self) -> str:
        """Return what proves the token without being it."""
        return hmac.new(self._token or b"", b"dateline", "sha256").hexdigest()


def _same_origin(request: Request) -> bool:
    """Tell whether a browser sent a form of a page of this server."""
    origin = request.headers.getlist("origin")
    return len(origin) == 1 and origin[0] == f"http://{request.headers.get('host', '')}"


def _unauthorized(request: Request) -> Response:
    hint = "open the address that dateline serve printed, or send Authorization: Bearer TOKEN"
    answer = refusal(request, 401, "this server requires a token", hint)
    answer.headers["WWW-Authenticate"] = 'Bearer realm="dateline"'
    return answer


def _asks_first(request: Request) -> bool:
    """Tell whether a browser asks what a page of another origin may ask, which it does without a token."""
    return request.method == "OPTIONS" and {"origin", "access-control-request-method"} <= set(request.headers)


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
