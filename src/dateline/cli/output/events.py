"""The answer of `query`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from dateline.cli.context import App, echo
from dateline.cli.output.destination import cited_sources, stamped, styled, write_records
from dateline.counted import counted
from dateline.event_fields import CLAIMED
from dateline.query import NO_EVENT, Query
from dateline.render.table import Column
from dateline.storage.reading.events import Reader
from dateline.wire_fields import EVENT_FIELDS, Record


def answer(
    app: App, query: Query, *, count: bool, by: str | None, summed: tuple[str, ...], form: str, output: str | None,
    claims: bool = False, by_source: str | None = None, claimed: bool = False,
    linked: str | None = None,
) -> None:  # fmt: skip
    """Write the events of `query`, how many they are, or what measures of them come to.

    Raises:
        NotFound, Ambiguous: a name in the query stands for none or for several.
        DatabaseError: there is none, or it fails.
        click.FileError: the file `output` cannot be written.
    """
    with app.reading() as connection:
        read_claims = claims or form == "chronology"
        reader = Reader(connection, many=form != "table" and query.limit is None, claims=read_claims)
        if linked is not None:
            from dateline.storage.reading.said.linked import linked_numbers

            query = query._replace(only=linked_numbers(connection, linked) or (NO_EVENT,))
        tell_left_out(app, reader, query)
        tell_names(app, reader, query)
        by_claims = None
        if by_source is not None or claimed:
            from dateline.storage.reading.said.by_claims import ByClaims

            by_claims = ByClaims(connection, by_source, claims=read_claims)
        if count:
            _write_count(app, by_claims.count(query) if by_claims else reader.count(query), form, output)
        elif summed:
            _write_sums(app, reader, query, by, summed, form, output)
        elif by:
            _write_facets(app, reader.facets(query, by), by, form, output)
        else:
            tally = Tally()
            found: Iterable[Record] = by_claims.events(query) if by_claims else reader.events(query)
            fields = EVENT_FIELDS
            if claims:
                from dateline.claims.records import in_full

                found, fields = in_full(found), (*EVENT_FIELDS, *CLAIMED)
            if app.listing:
                from dateline.cli.output.listing import arranged

                found = arranged(app, found, fields, event_columns(app))
                app = app._replace(listing=app.listing._replace(order=(), most=None))
            records, options = tally.of(found), cited_sources(connection, form) | stamped(form)
            write_records(app, records, fields, event_columns(app), form, output, **options)
            if form == "table":
                app.say(str(tally))


def tell_left_out(app: App, reader: Reader, query: Query) -> None:
    """Tell of events that a query does not look at because they lack what it asks for: a date, or coordinates."""
    _tell_undated(app, reader, query)
    if app.quiet or not (query.box or query.circle):
        return
    from dateline.storage.reading.places import extents

    if number := extents(reader, query._replace(box=None, circle=None)).unlocated:
        app.say(f"{counted(number, 'event', 'have')} no coordinates, and {'is' if number == 1 else 'are'} in no area")


def _tell_undated(app: App, reader: Reader, query: Query) -> None:
    """Tell that there are undated events where the query does not look at them; one look into an index."""
    if app.quiet or (query.timeless and not query.members):
        return
    if number := reader.undated():
        events = counted(number, "undated event", "lie")
        why = "in no range of days" if not query.timeless else "on no day on which somebody was a member"
        app.say(f"{events} {why}; --undated lists such events")


def tell_names(app: App, reader: Reader, query: Query) -> None:
    """Tell which words that are looked for in texts are names too, and how to ask for those."""
    if app.quiet:
        return
    for word in dict.fromkeys((*query.sought, " ".join(query.sought))) if query.sought else ():
        for kind in reader.named(word):
            app.say(f"{word!r} is looked for in texts; it is the name of {_A[kind]} too: --{kind} {_quoted(word)}")


_A = {"actor": "an actor", "theme": "a theme"}


def _quoted(word: str) -> str:
    import shlex

    return shlex.quote(word)


def actors_cell(record: Record, most: int = 3) -> str:
    """Return the names of the first actors of a record."""
    names = [actor["name"] or actor["id"] for actor in record["actors"]]
    return ", ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")


def event_columns(app: App) -> tuple[Column, ...]:
    """Return the columns of a table of events; `?` marks one that is only possibly in range."""

    def mark(record: Record) -> str:
        return styled(app, "?", "yellow", "bold") if record["match"] == "possible" else ""

    return (
        Column("", mark),
        Column("date", lambda r: r["date"]),
        Column("title", lambda r: r["title"], wraps=True),
        Column("actors", actors_cell, wraps=True, optional=True),
        Column("themes", lambda r: ", ".join(r["themes"]), wraps=True, optional=True),
        Column("id", lambda r: styled(app, r["id"], "dim")),
    )


class Tally:
    """Counts the records that pass, to tell below a table how many there were and what the mark means."""

    number = possible = 0

    def of(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass `records` on."""
        for record in records:
            self.number += 1
            self.possible += record["match"] == "possible"
            yield record

    def __str__(self) -> str:
        mark = f", {self.possible} of them only possibly in range (?)" if self.possible else ""
        return f"{counted(self.number, 'event')}{mark}"


def _write_count(app: App, found: dict[str, int], form: str, output: str | None) -> None:
    if form == "table" and output is None and not app.listing:
        echo(str(sum(found.values())), sys.stdout)
        return
    fields = ("certain", "possible", "total")
    record = {**found, "total": sum(found.values())}
    columns = tuple(Column(name, lambda r, name=name: str(r[name])) for name in fields)  # type: ignore[misc]
    write_records(app, [record], fields, columns, form, output)


def _write_facets(app: App, rows: list[Record], by: str, form: str, output: str | None) -> None:
    fields = (by, "certain", "possible")
    columns = tuple(Column(name, lambda r, name=name: str(r[name])) for name in fields)  # type: ignore[misc]
    write_records(app, rows, fields, columns, form, output)


def _write_sums(
    app: App, reader: Reader, query: Query, by: str | None, texts: tuple[str, ...], form: str, output: str | None
) -> None:
    from dateline.measures.sums import side_by_side, sum_keys, wanted_measures

    wanted = wanted_measures(texts, by)
    several = [reader.sums(query, by, each) for each in wanted]
    rows = side_by_side(several)
    fields = (*((by,) if by else ()), "certain", "possible", *(key for each in wanted for key in sum_keys(each.name)))
    columns = tuple(Column(name, lambda r, name=name: _number(r[name])) for name in fields)  # type: ignore[misc]
    write_records(app, rows, fields, columns, form, output)
    for each, found in zip(wanted, several, strict=True):
        if unit := reader.measures.unit(each):
            app.say(f"{each.name} in {unit}")
        if missing := found.missing_so():
            app.say(missing)
        _say_empty(app, rows, *sum_keys(each.name)[:3])


def _say_empty(app: App, rows: list[Record], best: str, low: str, high: str) -> None:
    """Say why some sums are empty."""
    if any(row[best] is None for row in rows):
        app.say(f"{best} is empty where an event has no best estimate")
    if any(row[low] is None or row[high] is None for row in rows):
        app.say(f"{low} or {high} is empty where an event has no such bound")


def _number(value: object) -> str:
    return "" if value is None else str(value)
