"""`show`: one record, whole."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

import click

from dateline.cli.context import App, is_terminal, pass_app, terminal_width
from dateline.cli.options.completions import offers
from dateline.cli.options.history import recorded_at_option
from dateline.errors import Ambiguous, NotFound
from dateline.names import nearest
from dateline.render.explanation import history
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.events import Reader
from dateline.storage.reading.lists import Catalogue
from dateline.storage.reading.single_deadline import deadline_with
from dateline.wire import deadline_history
from dateline.wire_fields import Record

_TOLD = ("due", "status", "waivers", "depends", "lead")
"""The fields of a deadline that are told in words, not listed."""
_KINDS = ("event", "deadline", "actor", "programme", "source", "theme")


@click.command()
@click.argument("identity", metavar="ID", shell_complete=offers(*_KINDS))
@click.option("--kind", type=click.Choice(_KINDS), help="Which kind of record, where several have this id.")
@recorded_at_option
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form.")
@pass_app
def show_command(app: App, /, identity: str, kind: str | None, form: str) -> None:
    """Show one record whole, with its citations: an event, deadline, actor, programme, source or theme.

    \b
    dateline show belarus-referendum-1995
    dateline show moshes-2000
    dateline show usp-3-1 -f json
    """
    with app.reading() as connection:
        found = _find(connection, identity, kind)
        if not found:
            raise _missing(connection, identity, kind)
        deadline = deadline_with(connection, identity) if "deadline" in found else None
    if len(found) > 1:
        raise Ambiguous(f"several records are called {identity!r}", f"add --kind {' or --kind '.join(found)}")
    record = next(iter(found.values()))
    if form == "json":
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    width = terminal_width() if is_terminal() else None
    for line in _lines({k: v for k, v in record.items() if not deadline or k not in _TOLD}, width):
        click.echo(line)
    for line in history(deadline, width) if deadline else ():
        click.echo(line)


def _find(connection: Connection, identity: str, kind: str | None) -> dict[str, Record]:
    """Return the records with this id by kind."""
    catalogue = Catalogue(connection)
    readers = {
        "event": lambda: [found] if (found := Reader(connection).event(identity)) else [],
        "deadline": lambda: [deadline_history(found)] if (found := deadline_with(connection, identity)) else [],
        "actor": catalogue.actors,
        "programme": catalogue.programmes,
        "source": catalogue.sources,
        "theme": catalogue.themes,
    }
    chosen = [kind] if kind else _KINDS
    found: dict[str, Record] = {}
    for name in chosen:
        for record in readers[name]():
            if record["id"] == identity or name == "event":  # an event that was merged has another id now
                found[name] = record
    return found


def _missing(connection: Connection, identity: str, kind: str | None) -> NotFound:
    """Return the error that names the nearest ids, or the kinds that the id does belong to."""
    if kind and (others := _find(connection, identity, None)):
        return NotFound(f"no {kind} has the id {identity!r}", f"it is the id of: {', '.join(others)}")
    columns = {"actors": 1, "themes": 2, "source_ids": 0, "programme_ids": 0, "deadlines": 0, "event_ids": 0}
    names = [str(row[column]) for statement, column in columns.items() for row in connection.rows(statement)]
    near = nearest(identity, names)
    hint = "did you mean " + " or ".join(near) + "?" if near else "dateline query lists events"
    return NotFound(f"no {kind or 'record'} has the id {identity!r}", hint)


def _lines(record: Record, width: int | None) -> Iterator[str]:
    """Yield the fields that are known, lists an item a line."""
    label = max(map(len, record)) + 2
    for key, value in record.items():
        if value is None or value == []:
            continue
        items = value if isinstance(value, list) else [value]
        for number, item in enumerate(items):
            head = (key if number == 0 else "").ljust(label)
            text = _item(item)
            if width is None:
                yield head + text
            else:
                yield from textwrap.wrap(text, width, initial_indent=head, subsequent_indent=" " * label) or [head]


def _item(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    if "locator" in item:
        locator = f", {item['locator']}" if item["locator"] else ""
        return str(item["source"]) + locator + (f": “{item['quote']}”" if item["quote"] else "")
    if "name" in item:
        role = f" ({item['role']})" if item["role"] else ""
        date = f" {item['date']}" if item.get("date") else ""
        return f"{item['name'] or item['id']}{role}{date}"
    pairs = ((key, value) for key, value in item.items() if value not in (None, []))
    return "; ".join(f"{key} {_value(value)}" for key, value in pairs)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_item(item) if isinstance(item, dict) else str(item) for item in value)
    return str(value)
