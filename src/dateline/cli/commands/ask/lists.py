"""`actors`, `themes`, `sources`, `programmes` and `stats`: list what a database contains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click

from dateline.cli.context import App, pass_app
from dateline.cli.lazy import Parent, offered_below
from dateline.cli.options.completions import offers
from dateline.cli.output.destination import cited_sources, output_options, write_records
from dateline.model import ActorKind
from dateline.operations.records import listed, statistics
from dateline.render.table import Column
from dateline.storage.reading.lists import ACTOR_FIELDS, PROGRAMME_FIELDS, SOURCE_FIELDS, THEME_FIELDS
from dateline.wire_fields import Record

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _text(kind: str) -> Callable[[_Function], _Function]:
    """Return what adds the argument TEXT to a command that lists records of a kind."""
    return click.argument("text", required=False, shell_complete=offers(kind))


def _plain(name: str, *, wraps: bool = False, optional: bool = False) -> Column:
    def text(record: Record) -> str:
        value = record[name]
        return "" if value is None else ", ".join(value) if isinstance(value, list) else str(value)

    return Column(name, text, wraps, optional)


def _memberships(record: Record) -> str:
    return "; ".join(f"{m['name']}" + (f" ({m['role']})" if m["role"] else "") for m in record["member_of"])


@click.command(cls=Parent)
@click.argument("text", required=False, shell_complete=offered_below)
@click.option("--kind", type=click.Choice(get_args(ActorKind)), help="Only records of this kind.")
@output_options(ACTOR_FIELDS)
@pass_app
def actors_command(app: App, /, text: str | None, kind: str | None, form: str, output: str | None) -> None:
    """List actors with their aliases and memberships; TEXT matches part of a name in any spelling.

    `dateline actors members ACTOR` lists who belonged to ACTOR, `dateline actors together` who acts with whom.

    \b
    dateline actors
    dateline actors лукаш
    dateline actors --kind body -f jsonl
    """
    with app.reading() as connection:
        records = listed(connection, "actors", text, kind)
        options = cited_sources(connection, form)
    columns = (
        _plain("id"),
        _plain("name", wraps=True),
        _plain("kind"),
        _plain("aliases", wraps=True, optional=True),
        Column("belongs to", _memberships, wraps=True, optional=True),
        _plain("events"),
    )
    write_records(app, records, ACTOR_FIELDS, columns, form, output, **options)


@click.command()
@_text("theme")
@output_options(THEME_FIELDS)
@pass_app
def themes_command(app: App, /, text: str | None, form: str, output: str | None) -> None:
    """List the tree of themes with the number of events of each theme and those below it.

    \b
    dateline themes
    dateline themes energy
    """
    with app.reading() as connection:
        records = listed(connection, "themes", text)
    indented = Column("theme", lambda r: "· " * r["depth"] + r["title"])
    columns = (indented, _plain("id"), _plain("events"), _plain("description", wraps=True, optional=True))
    write_records(app, records, THEME_FIELDS, columns, form, output)


@click.command(cls=Parent)
@click.argument("text", required=False, shell_complete=offered_below)
@click.option("--single", is_flag=True, help="Count the statements that rest on each source alone.")
@output_options(SOURCE_FIELDS)
@pass_app
def sources_command(app: App, /, text: str | None, single: bool, form: str, output: str | None) -> None:
    """List sources and how often each is cited.

    `dateline sources add FILE` keeps the text of a source for `dateline verify`; `dateline sources text ID` prints it.

    \b
    dateline sources
    dateline sources kommersant -f csv
    dateline sources -f bibtex -o sources.bib
    dateline sources --single
    """
    if single:
        if text:
            raise click.UsageError("--single takes no TEXT")
        from dateline.cli.commands.write.sources import write_single

        write_single(app, form, output)
        return
    with app.reading() as connection:
        records = listed(connection, "sources", text)
    columns = (
        _plain("id"),
        _plain("title", wraps=True),
        _plain("publisher", wraps=True, optional=True),
        _plain("date"),
        _plain("language"),
        _plain("citations"),
    )
    write_records(app, records, SOURCE_FIELDS, columns, form, output)


@click.command()
@_text("programme")
@output_options(PROGRAMME_FIELDS)
@pass_app
def programmes_command(app: App, /, text: str | None, form: str, output: str | None) -> None:
    """List programmes with the number of their deadlines.

    \b
    dateline programmes
    dateline programmes currency -f json
    """
    with app.reading() as connection:
        records = listed(connection, "programmes", text)
        options = cited_sources(connection, form)
    columns = (
        _plain("date"),
        _plain("title", wraps=True),
        _plain("deadlines"),
        _plain("observed_through"),
        _plain("id"),
    )
    write_records(app, records, PROGRAMME_FIELDS, columns, form, output, **options)


@click.command()
@output_options(("what", "value"))
@pass_app
def stats_command(app: App, /, form: str, output: str | None) -> None:
    """Count the records in the database.

    \b
    dateline stats
    dateline stats -f json
    """
    with app.reading() as connection:
        records = [{"what": what, "value": value} for what, value in statistics(connection).items()]
    write_records(app, records, ("what", "value"), (_plain("what"), _plain("value", wraps=True)), form, output)
