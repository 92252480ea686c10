"""`mcp`: let language models ask the database."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.history import recorded_at_option
from dateline.cli.options.tokens import token_of, token_options
from dateline.cli.options.types import Whole, conventions_of
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.assistants.opened import Asked

_HERE = "127.0.0.1"


@click.command()
@click.option("--http", is_flag=True, help="Listen on this machine over HTTP, instead of the standard input.")
@click.option("--port", type=Whole(0, 65_535), default=8_766, help="With --http: the port; 0 picks a free one.")
@token_options
@recorded_at_option
@click.pass_context
@pass_app
def mcp_command(
    app: App, context: click.Context, /, http: bool, port: int, token: str | None, token_file: str | None
) -> None:
    """Let a language model ask the database, over the Model Context Protocol: dates with their sources.

    The tools only read: query, show, explain, deadlines, conflicts, verify_quote, date, describe. A program that speaks
    the protocol starts the command itself. With --http it listens on this machine alone, and answers only who sends the
    token; without one it makes one and prints it.

    \b
    dateline --db union.db mcp
    dateline mcp --http --port 9000 --token-file token.txt
    """
    if not http and (token is not None or token_file is not None or _is_given(context, "port")):
        raise click.UsageError("--port, --token and --token-file need --http")
    wanted = token_of(token, token_file) if http else None
    with _opened(app, context) as asked:
        from dateline.assistants.server import run_stdio

        if http:
            _listen(app, asked, port, wanted or secrets.token_urlsafe(24))
        else:
            run_stdio(asked)


def _is_given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT


def _opened(app: App, context: click.Context) -> Asked:
    """Return the database, which is there.

    Raises:
        DatelineError: the packages that are needed are not installed.
        DatabaseError: it is missing, foreign or of another schema.
    """
    try:
        import jinja2  # noqa: F401
        import mcp  # noqa: F401

        from dateline.assistants.opened import Asked
    except ImportError as error:
        raise DatelineError(f"mcp needs the package {error.name}", "pip install 'dateline[mcp]'") from None
    found = Asked(
        app.database, today=None, author=app.author, conventions=conventions_of(context), moment=app.recorded_at
    )
    with found.reading():  # a database that is missing is told before anybody asks
        return found


def _listen(app: App, asked: Asked, port: int, token: str) -> None:
    """Answer over HTTP until somebody presses Ctrl-C."""
    import ipaddress

    from dateline.assistants.server import PATH, application
    from dateline.cli.commands.share.serve import listening, run
    from dateline.web.guard import LOOPBACK, Guard

    guarded = Guard(application(asked), LOOPBACK, token, asks=True)
    with listening(ipaddress.ip_address(_HERE), port) as listener:
        place = f"http://{_HERE}:{listener.getsockname()[1]}{PATH}"
        app.say(f"dateline answers language models at {place} (press Ctrl-C to stop)")
        app.say(f"they must send: Authorization: Bearer {token}")
        run(guarded, listener, verbose=app.verbose, lifespan=True)
