"""`duplicates`: list events that may be recorded twice, and decide about them."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import Any

import click

from dateline.cli.context import App, pass_app
from dateline.cli.lazy import Parent
from dateline.cli.options.as_click import with_options
from dateline.cli.options.completions import offers
from dateline.cli.options.event_filters import query_of
from dateline.cli.options.history import occasion, reason_option, recorded_at_option
from dateline.cli.options.types import Share, Whole
from dateline.cli.output.destination import listed_first, output_options, write_records
from dateline.counted import counted
from dateline.duplicates.finding import THRESHOLD
from dateline.operations.duplicates import DUPLICATE_FIELDS, MOST_APART, Answer, Search, differ, duplicates
from dateline.question_options import FILTERS
from dateline.render.table import Column

_OF_LISTS = ("sort", "limit")
_FILTERS = tuple(each for each in FILTERS if each.name not in _OF_LISTS)


@click.command(cls=Parent)
@click.option("--beside", metavar="DATABASE", help="Compare with the events of this database: a file, URL or lake.")
@click.option(
    "--between", metavar="ID", shell_complete=offers("collection", "source"),
    help="Compare the events of this collection, or that cite this source, with all others.",
)  # fmt: skip
@click.option(
    "--threshold", type=Share(), default=THRESHOLD, show_default=True, metavar="SCORE",
    help="Only pairs with at least this score, from 0 to 1.",
)  # fmt: skip
@click.option(
    "--apart", "days", type=Whole(0, MOST_APART), default=0, metavar="DAYS",
    help="Also pairs whose dates lie at most so many days apart.",
)  # fmt: skip
@recorded_at_option
@with_options(_FILTERS)
@output_options(DUPLICATE_FIELDS)
@pass_app
def duplicates_command(
    app: App, /, beside: str | None, between: str | None, threshold: float, days: int, form: str, output: str | None,
    **filters: Any,
) -> None:  # fmt: skip
    """List pairs of events that may be one, the likeliest first, with the reasons; nothing is merged.

    \b
    dateline duplicates --from 1994 --to 2000
    dateline duplicates --between gdelt --limit 50
    dateline duplicates --beside other.db -o pairs.csv
    """
    if beside is not None and between is not None:
        raise click.UsageError("--beside compares two databases, --between two parts of one: omit one of the two")
    query = query_of(**filters, sought=(), sort="date", limit=None)
    search = Search(query, threshold, days, between)
    with ExitStack() as stack:
        here = stack.enter_context(app.reading())
        there = stack.enter_context(_other(app, beside).reading()) if beside else None
        answer = duplicates(here, search, there)
    write_records(app, answer.records, DUPLICATE_FIELDS, _COLUMNS, form, output)
    for line in _lines(app, answer):
        app.say(line)


def _other(app: App, database: str) -> App:
    """Return the global options with another database, as it is now."""
    found = app._replace(url=database, recorded_at=None)
    if found.database == app.database:
        raise click.UsageError("--beside names the database itself: omit it to compare its events with each other")
    return found


_COLUMNS = (
    Column("score", lambda r: f"{r['score']:.2f}"),
    Column("one", lambda r: r["one"], wraps=True),
    Column("date", lambda r: r["one_date"]),
    Column("title", lambda r: r["one_title"], wraps=True),
    Column("other", lambda r: r["other"], wraps=True),
    Column("date", lambda r: r["other_date"]),
    Column("title", lambda r: r["other_title"], wraps=True),
    Column("reasons", lambda r: "; ".join(r["reasons"]), wraps=True),
)


def _lines(app: App, answer: Answer) -> list[str]:
    one, other = answer.events
    among = counted(one, "event") + ("" if other is None else f" beside {counted(other, 'event')}")
    lines = [f"{listed_first(app, len(answer.records))}{_pairs(len(answer.records))} may be one event, of {among}"]
    if answer.shared:
        lines.append(
            f"left out: {_pairs(answer.shared)} of which one fits several events; a lower --threshold lists them"
        )
    if answer.apart:
        lines.append(f"left out: {_pairs(answer.apart)} that links connect, so they are two events")
    if answer.same:
        lines.append(f"left out: {_pairs(answer.same)} with one id, which are one record")
    if answer.crowded:
        groups = counted(answer.crowded, "group")
        lines.append(f"not compared: {groups} of very many events with the same words or actors; ask for less time")
    return lines


def _pairs(number: int) -> str:
    return counted(number, "pair")


@click.command()
@click.argument("old", metavar="OLD", shell_complete=offers("event"))
@click.argument("into", metavar="INTO", shell_complete=offers("event"))
@reason_option
@pass_app
def same_command(app: App, /, old: str, into: str, reason: str | None) -> None:
    """Make one event of two: INTO keeps its date, and what each of them says becomes a claim of its sources.

    It does what `dateline merge OLD INTO --as-claims` does.

    \b
    dateline duplicates same gdelt:1042 belarus-referendum-1995 -m "the same vote"
    """
    from dateline.cli.commands.write.editing import tell_merge
    from dateline.operations import editing
    from dateline.storage.writing.merging import merge

    with app.reading() as connection:
        key = editing.key_of(connection, old, "event")
        into = editing.named_as(connection, "event", into)
    merged = merge(app.database, key, into, occasion(app, "merge", reason), as_claims=True)
    tell_merge(app, key, into, merged, as_claims=True)


@click.command()
@click.argument("one", metavar="EVENT", shell_complete=offers("event"))
@click.argument("other", metavar="OTHER", shell_complete=offers("event"))
@click.option(
    "--collection", metavar="ID", shell_complete=offers("collection"),
    help="The collection that remembers it, if there are several.",
)  # fmt: skip
@reason_option
@pass_app
def different_command(app: App, /, one: str, other: str, collection: str | None, reason: str | None) -> None:
    """Remember that two events are two, by a link `differs from`, so that `duplicates` lists them no more.

    \b
    dateline duplicates different talks-1999-05-03 talks-1999-05-04 -m "two days of talks"
    """
    from dateline.operations import editing

    with app.reading() as connection:
        ones = [editing.key_of(connection, each, "event")[1] for each in (one, other)]
    batch = differ(app.database, ones[0], ones[1], occasion(app, "add", reason), collection)
    if batch is None:
        app.say(f"that {one} differs from {other} is known already")
    else:
        app.say(f"{one} differs from {other}: added in batch {batch}")


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(allow_dash=True))
@click.option(
    "--collection", metavar="ID", shell_complete=offers("collection"),
    help="The collection that remembers which events differ, if there are several.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Check the decisions, and show what they would change; write nothing.")
@reason_option
@pass_app
def decide_command(
    app: App, /, file: str, collection: str | None, reason: str | None, *, dry_run: bool
) -> None:  # fmt: skip
    """Do what a table of pairs decides: all of it in one batch, or nothing if anything is wrong.

    The table is a CSV file or a workbook with the columns `one`, `other` and `decision`: `keep one` and `keep other`
    make one event of the two, `different` remembers that they are two, an empty cell decides nothing.

    \b
    dateline duplicates -o pairs.csv
    dateline duplicates decide pairs.csv --dry-run
    """
    from dateline.operations.duplicates import decide

    of = occasion(app, "duplicates decide", reason, file)
    done = decide(app.database, sys.stdin.buffer if file == "-" else file, of, collection, dry_run=dry_run)
    for line in done.dropped:
        app.say(line)
    said = [f"{_pairs(done.merged)} made one event", f"{_pairs(done.apart)} remembered as two"]
    for number, words in ((done.known, "decided already"), (done.undecided, "not decided")):
        said += [f"{number} {words}"] if number else []
    batch = f" in batch {done.batch}" if done.batch else "; nothing was written" if dry_run else ""
    app.say(", ".join(said) + batch)
