"""`query`: list events by date, actor, theme, place, source and text."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.as_click import with_options
from dateline.cli.options.claims import by_claims_options, check_by_claims, check_claims, claims_option, linked_option
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
@claims_option
@by_claims_options
@linked_option
@output_options(EVENT_FIELDS, own=("sort", "limit"))
@pass_app
def query_command(
    app: App, /, count: bool, by: str | None, summed: tuple[str, ...], claims: bool, by_source: str | None,
    claimed: bool, linked: str | None, form: str, output: str | None, **filters: Any,
) -> None:  # fmt: skip
    """List events; a row that is only possibly in range is marked with a question mark.

    Each WORD must be in the title or the description; 'two words' in quotation marks stand side by side there.

    \b
    dateline query treaty Minsk
    dateline query --from 1995 --to 1996
    dateline query --actor Lukashenko --theme defence --from 2000 -f jsonl
    dateline query --actor Russia --members --on 2000-04
    dateline query --theme economy --by year
    """
    query = query_of(count=count, by=by, summed=summed, **filters)
    check_claims(form, claims=claims, counted=count or bool(by or summed))
    check_by_claims(query, by_source=by_source, claimed=claimed, grouped=bool(by or summed))
    events.answer(
        app_of_list(app), query, count=count, by=by, summed=summed, form=form, output=output, claims=claims,
        by_source=by_source, claimed=claimed, linked=linked,
    )  # fmt: skip
