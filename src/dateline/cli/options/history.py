"""Options of commands that write (the reason for the history), and moments of the past as options."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.context import App
from dateline.cli.options.types import DATE
from dateline.errors import InvalidQuery
from dateline.platforms import login
from dateline.storage.history.moments import in_utc, moment_from

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from dateline.storage.history.occasion import Occasion

_Function = TypeVar("_Function", bound=Callable[..., Any])


def occasion(app: App, command: str, reason: str | None = None, origin: str | None = None) -> Occasion:
    """Return the occasion of a change that is made now, by the user."""
    from dateline.storage.history.occasion import Occasion

    return Occasion(in_utc(datetime.now(UTC)), app.author or login(), command, reason, origin)


def reason_option(function: _Function) -> _Function:
    """Add -m to a command that writes."""
    return click.option("-m", "--message", "reason", metavar="TEXT", help="The reason, recorded in the history.")(
        function
    )


class MomentType(click.ParamType[Any]):
    """A moment of the history: a date (its end), a time of a day, or a batch as @NUMBER."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str | int:
        """Return the moment as text in UTC, or the number of the batch; a usage error for anything else."""
        if not isinstance(value, str):
            return int(value)
        try:
            return moment_from(value, lambda text: DATE.convert(text, param, ctx))
        except InvalidQuery as error:
            self.fail(error.message, param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the last batches, which no date is needed for."""
        from dateline.cli.options.completions import batches_offered

        return batches_offered(ctx, incomplete or "@")


MOMENT = MomentType()


def recorded_at_option(function: _Function) -> _Function:
    """Add --recorded-at to a command that reads: it then reads the database as it stood."""

    def remember(context: click.Context, _: click.Parameter, value: str | int | None) -> None:
        if value is not None:
            context.obj = context.find_object(App)._replace(recorded_at=value)  # type: ignore[union-attr]

    return click.option(
        "--recorded-at",
        metavar="DATE",
        type=MOMENT,
        expose_value=False,
        callback=remember,
        help="Answer from the database as it was at the end of DATE, at a time, or after batch @NUMBER.",
    )(function)
