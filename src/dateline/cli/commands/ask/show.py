"""`show`: show one complete record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from dateline.cli.context import App, is_terminal, pass_app, shown, terminal_width, write_line
from dateline.cli.options.completions import offers
from dateline.cli.options.history import recorded_at_option
from dateline.operations import records
from dateline.wire_fields import Record

_ON_REQUEST = ("verdict", "claims", "links")
"""The keys of events and deadlines that JSON has only when they are asked for."""
_TOLD = ("due", "status", "waivers", "depends", "lead")
"""The fields of a deadline that are told in words, not listed."""


@click.command()
@click.argument("identity", metavar="ID", shell_complete=offers(*records.KINDS))
@click.option("--kind", type=click.Choice(records.KINDS), help="The kind of the record, if several kinds have this id.")
@click.option("--claims", is_flag=True, help="json: add verdict, claims and links, where there are any.")
@recorded_at_option
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form.")
@pass_app
def show_command(app: App, /, identity: str, kind: str | None, claims: bool, form: str) -> None:
    """Show one complete record with its citations: an event, deadline, actor, programme, source or theme.

    \b
    dateline show belarus-referendum-1995
    dateline show moshes-2000
    dateline show usp-3-1 -f json
    """
    with app.reading() as connection:
        record, deadline = records.record(connection, identity, kind)
        matched = records.matched_by(connection, record) if form == "text" and "match" in record else []
    if form == "json":
        import json

        record = record if claims else {key: each for key, each in record.items() if key not in _ON_REQUEST}
        with shown(app, data=True):
            write_line(json.dumps(record, ensure_ascii=False, indent=2))
        return
    width = terminal_width() if is_terminal() else None
    if "calendar" in record:
        from dateline.render.written_date import with_written

        record = record | {"date": with_written(record["date"], record)}
    if record.get("claims"):
        from dateline.render.claims import claim_line

        record = record | {"claims": list(map(claim_line, record["claims"]))}
    if record.get("links"):
        from dateline.render.links import link_line

        record = record | {"links": list(map(link_line, record["links"]))}
    told = {k: v for k, v in record.items() if deadline is None or k not in _TOLD}
    with shown(app):
        for line in _lines(_after(told, "latest", "matches", matched), width):
            write_line(line)
        if deadline:
            from dateline.render.explanation import history

            for line in history(deadline, width):
                write_line(line)


def _after(record: Record, place: str, key: str, value: list[str]) -> Record:
    """Return a record with one more field behind that at a place, if it has a value."""
    if not value:
        return record
    found: Record = {}
    for name, each in record.items():
        found[name] = each
        if name == place:
            found[key] = value
    return found


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
                from dateline.render.screen_text import fold, visible

                yield from fold(head + visible(text), width, " " * label)


def _item(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    if "locator" in item:
        locator = f", {item['locator']}" if item["locator"] else ""
        return str(item["source"]) + locator + (f": “{item['quote']}”" if item["quote"] else "")
    if "low" in item:
        from dateline.measures import measure_text

        return measure_text(item)
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
