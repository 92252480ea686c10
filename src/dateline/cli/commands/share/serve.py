"""`serve`: show the database as web pages."""

from __future__ import annotations

import gc
import ipaddress
import re
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.tokens import token_of, token_options
from dateline.cli.options.types import Whole, conventions_of, today
from dateline.errors import DatelineError, InvalidQuery

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

_ORIGIN = re.compile(r"https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")
_COLLECTED = (700, 10, 10)
"""When garbage is collected: Python's own settings."""
_TURN = 0.0005
"""Seconds after which a thread that computes lets another one go on; the loop that talks to clients waits for it."""
_GOING = 3
"""Seconds that answers under way have when the server is stopped."""


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    help="The address to listen on; an address that other machines can reach requires a token.",
)
@click.option("--port", type=Whole(0, 65_535), default=8_765, help="The port; 0 picks a free one.")
@token_options
@click.option(
    "--cors",
    "origins",
    metavar="ORIGIN",
    multiple=True,
    help="Let pages of this origin, such as https://example.org, read the answers; * stands for all; repeatable.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@click.pass_context
@pass_app
def serve_command(
    app: App,
    context: click.Context,
    /,
    host: str,
    port: int,
    token: str | None,
    token_file: str | None,
    origins: tuple[str, ...],
    opens: bool,
) -> None:
    """Show the database in the browser: timeline, deadlines, actors, sources, exports, feeds and a JSON API.

    The server only reads. Press Ctrl-C to stop it.

    \b
    dateline serve
    dateline serve --port 9000 --open
    dateline serve --host 0.0.0.0 --token-file token.txt
    dateline serve --cors https://observablehq.com
    """
    address = _address(host)
    token = token_of(token, token_file)
    if not address.is_loopback and token is None:
        raise InvalidQuery(
            f"{host} can be reached from other machines", "add --token TEXT or --token-file FILE, or omit --host"
        )
    served = _application(app, context, host, address, token, tuple(map(_origin, origins)))
    with app.reading():  # a database that is missing is told before anybody asks
        pass
    with listening(address, port) as listener:
        place = f"http://{_shown(host)}:{listener.getsockname()[1]}/"
        place += f"?token={quote(token, safe='')}" if token else ""
        app.say(f"dateline is served at {place} (press Ctrl-C to stop)")
        if opens:
            click.launch(place)
        run(served, listener, verbose=app.verbose)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the address that a host name stands for.

    Raises:
        InvalidQuery: it stands for none.
    """
    try:
        found = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise InvalidQuery(
            f"{host!r} is not an address of this machine", "use an address of this machine, such as 127.0.0.1"
        ) from error
    return ipaddress.ip_address(str(found[0][4][0]).partition("%")[0])


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _origin(text: str) -> str:
    """Return an origin as browsers send it: scheme and host in small letters, a port if it is not the usual one.

    Raises:
        click.UsageError: it is none.
    """
    if text == "*" or _ORIGIN.fullmatch(found := text.rstrip("/").lower()):
        return text if text == "*" else found
    raise click.UsageError(f"--cors {text!r} is not an origin: write *, or for example https://example.org")


def _application(
    app: App, context: click.Context, host: str, address: Any, token: str | None, origins: tuple[str, ...]
) -> ASGIApp:
    """Return the server.

    Raises:
        DatelineError: the packages that it needs are not installed.
    """
    try:
        import uvicorn  # noqa: F401

        from dateline.web.app import application
        from dateline.web.guard import LOOPBACK
    except ImportError as error:
        if (error.name or "").startswith("dateline"):
            raise
        raise DatelineError(f"serve needs the package {error.name}", "pip install 'dateline[web]'") from None
    hosts = [*LOOPBACK, _shown(host)]
    if address.is_unspecified:
        hosts += ["0.0.0.0", socket.gethostname()]
    return application(
        app.database, today=today, token=token, hosts=hosts, origins=origins, conventions=conventions_of(context)
    )


def listening(address: Any, port: int) -> socket.socket:
    """Return a socket that listens at an address of this machine; port 0 is a free one.

    Raises:
        DatelineError: the port is taken, or the address is none of this machine.
    """
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((str(address), port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        reason = (error.strerror or str(error)).lower()
        raise DatelineError(
            f"cannot listen on {_shown(str(address))}:{port}: {reason}",
            "choose another port with --port, or use --port 0",
        ) from error
    return listener


def run(
    served: ASGIApp,
    listener: socket.socket,
    *,
    verbose: bool,
    lifespan: bool = False,
    stop: threading.Event | None = None,
) -> None:
    """Serve until somebody presses Ctrl-C, or until `stop` is set; with `lifespan` the application begins and ends."""
    import uvicorn

    from dateline.cli.commands.share.connections import bounded, bounds_here

    gc.freeze()  # what was imported stays; a server collects what its answers leave, as a short command need not
    gc.set_threshold(*_COLLECTED)
    sys.setswitchinterval(_TURN)
    config = uvicorn.Config(
        served,
        http=bounded(bounds_here()),
        log_level="info" if verbose else "error",
        access_log=verbose,
        server_header=False,
        proxy_headers=False,
        lifespan="on" if lifespan else "off",
        ws="none",
        timeout_graceful_shutdown=_GOING,
    )
    server = uvicorn.Server(config)
    if stop is not None:
        threading.Thread(target=_end, args=(server, stop), daemon=True).start()
    server.run(sockets=[listener])


def _end(server: uvicorn.Server, stop: threading.Event) -> None:
    stop.wait()
    server.should_exit = True
