"""`query`: list events by date, actor, theme, place, source and text."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.as_click import with_options
from dateline.cli.options.event_filters import filter_options, query_of
from dateline.cli.options.history import recorded_at_option
from dateline.cli.options.listing import app_of_list
from dateline.cli.options.values import COUNTS
from dateline.cli.output import events
from dateline.cli.output.destination import output_options
from dateline.wire_fields import EVENT_FIELDS


@click.command()
@recorded_at_option
@filter_options
@with_options(COUNTS)
@output_options(EVENT_FIELDS, own=("sort", "limit"))
@pass_app
def query_command(
    app: App, /, count: bool, by: str | None, summed: tuple[str, ...], form: str, output: str | None, **filters: Any
) -> None:
    """List events; a row that is only possibly in range is marked with a question mark.

    \b
    dateline query --from 1995 --to 1996
    dateline query --actor Lukashenko --theme defence --from 2000 -f jsonl
    dateline query --actor Russia --members --on 2000-04
    dateline query --theme economy --by year
    """
    query = query_of(count=count, by=by, summed=summed, **filters)
    events.answer(app_of_list(app), query, count=count, by=by, summed=summed, form=form, output=output)
