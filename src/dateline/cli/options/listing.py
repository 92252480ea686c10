"""The options of every list: which columns, in which order, and how many rows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

import click

from dateline.cli.context import App, Listing
from dateline.cli.options.completions import columns_offered
from dateline.cli.options.types import Whole

_Function = TypeVar("_Function", bound=Callable[..., Any])


class NamesType(click.ParamType[tuple[str, ...]]):
    """Names with commas between them; a list in the configuration."""

    name = "names"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the names, without blanks around them; a usage error for none."""
        names = value if isinstance(value, list | tuple) else str(value).split(",")
        found = tuple(str(each).strip() for each in names)
        if not all(found):
            self.fail("give names with commas between them", param, ctx)
        return found


NAMES = NamesType()


def listing_options(own: Collection[str] = ()) -> Callable[[_Function], _Function]:
    """Return what adds --columns, --sort and --limit to a command, except those of its `own`."""
    options = (
        click.option(
            "--columns", type=NAMES, shell_complete=columns_offered,
            metavar="NAMES", expose_value=False, callback=_remember,
            help="Show these columns, with commas between them.",
        ),
        click.option(
            "--sort", "order", type=NAMES, shell_complete=columns_offered,
            metavar="NAMES", expose_value=False, callback=_remember,
            help="Sort by these columns; -NAME from the last to the first.",
        ),
        click.option(
            "--limit", "most", type=Whole(min=0), metavar="NUMBER", expose_value=False, callback=_remember,
            help="Show at most this many rows.",
        ),
    )  # fmt: skip

    def add(function: _Function) -> _Function:
        for name, option in zip(("limit", "sort", "columns"), reversed(options), strict=True):
            if name not in own:
                function = option(function)
        return function

    return add


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value is not None:
        remember(ctx, **{str(param.name): value})


def app_of_list(app: App) -> App:
    """Return the global options with what `query_of` has remembered for the list since."""
    return click.get_current_context().find_object(App) or app


def remember(ctx: click.Context, **values: Any) -> None:
    """Keep for the list that a command writes: its `columns`, `order`, or `most` rows."""
    app = ctx.find_object(App)
    assert app is not None
    ctx.obj = app._replace(listing=(app.listing or Listing())._replace(**values))
