"""`add`, `edit`, `remove` and `merge`: change single records by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

import click

from dateline.cli.commands.write.editor import saved
from dateline.cli.commands.write.editor import written as _written
from dateline.cli.commands.write.record_templates import TEMPLATES
from dateline.cli.context import App, pass_app
from dateline.cli.lazy import Parent
from dateline.cli.options.completions import offers
from dateline.cli.options.history import occasion, reason_option
from dateline.counted import counted
from dateline.model import Citation
from dateline.operations import editing as operation
from dateline.operations.history import KINDS

if TYPE_CHECKING:
    from dateline.storage.writing.merging import Merged
    from dateline.storage.writing.references import Key

_HEAD = """\
# {what}. Save and close to write it; close without a change to keep it as it is.
# dateline: version {version}
{since}
"""
_FILE = click.option(
    "--file",
    "file",
    metavar="FILE",
    type=click.File(encoding="utf-8", lazy=True),
    help="Read the text from FILE instead of an editor.",
)
_KIND = click.option("--kind", type=click.Choice(KINDS), help="The kind of the record, if several kinds have this id.")


@click.command(cls=Parent)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@_FILE
@click.option(
    "--collection",
    metavar="ID",
    shell_complete=offers("collection"),
    help="The collection for the record, if there are several.",
)
@reason_option
@pass_app
def add_command(app: App, /, kind: str, file: IO[str] | None, collection: str | None, reason: str | None) -> None:
    """Add a record of a KIND from a template in your editor (VISUAL or EDITOR), or from a file.

    The text is TOML as in a collection and may contain several records.

    \b
    dateline add event
    dateline add event --file treaty.toml -m "from the archive"
    """
    from dateline.storage.writing.editing import collection_for

    into = collection_for(app.database, collection)
    head = f"# A new {kind} of {into}. Save and close to write it, or close without saving to write nothing.\n\n"
    text = file.read() if file else _written(app, head + TEMPLATES[kind], kind)
    if text is None:
        app.say("nothing was written")
        return
    of = occasion(app, "add", reason, _origin(file))
    keys, batch = saved(
        app, text, file, kind, lambda text: operation.add(app.database, _name(file, kind), text, into, of)
    )
    app.say(f"added {', '.join(map(' '.join, keys))} to {into} in batch {batch}")
    _warn(app, keys)


def _warn(app: App, keys: Iterable[Key]) -> None:
    """Print what may be meant otherwise in the records that were written."""
    with app.reading() as connection:
        for doubt in operation.doubted(connection, keys):
            app.say(f"warning: {doubt}")


@click.command()
@click.argument("event", metavar="EVENT", shell_complete=offers("event"))
@click.option("--source", metavar="ID", required=True, shell_complete=offers("source"), help="The source.")
@click.option("--locator", metavar="TEXT", help="The place in the source, such as a page.")
@click.option("--quote", metavar="TEXT", help="The words of the source.")
@reason_option
@pass_app
def citation_command(
    app: App, /, event: str, source: str, locator: str | None, quote: str | None, reason: str | None
) -> None:
    """Add a citation to an event, also to one that came with an import.

    \b
    dateline add citation belarus-referendum-1995 --source moshes-2000 --locator "p. 4" -m "found in the archive"
    """
    with app.reading() as connection:
        held = operation.held(connection, event, "event")
    batch = operation.cite(app.database, held, Citation(source, locator, quote), occasion(app, "add", reason))
    app.say(f"{event} has this citation already" if batch is None else f"added a citation to {event} in batch {batch}")
    _warn(app, [held.key])


@click.command()
@click.argument("identity", metavar="ID", shell_complete=offers(*KINDS))
@_KIND
@_FILE
@reason_option
@pass_app
def edit_command(app: App, /, identity: str, kind: str | None, file: IO[str] | None, reason: str | None) -> None:
    """Edit a record as TOML in your editor (VISUAL or EDITOR), or replace it with the text of a file.

    The text is checked like a file that is loaded. If it has a fault, the editor opens again with the fault as a
    comment; save it without a change to give up. If somebody else has changed the record meanwhile, nothing is written.
    In both cases your text is kept.

    \b
    dateline edit belarus-referendum-1995
    dateline edit usp-3-1 --file usp-3-1.toml -m "the source was corrected"
    """
    with app.reading() as connection:
        held = operation.held(connection, identity, kind)
        since = operation.said_since(connection, held.key)
    identity = held.key[1]
    operation.check_writable(app.database)
    what = f"The {held.key[0]} {identity} of {held.collection}"
    head = _HEAD.format(what=what, version=operation.version_of(held.text), since=_since(since))
    text = file.read() if file else _written(app, f"{head}{held.text}\n", identity)
    if text is None:
        app.say("nothing was changed")
        return
    of = occasion(app, "edit", reason, _origin(file))
    name = _name(file, identity)
    batch = saved(app, text, file, identity, lambda text: operation.edit(app.database, held, name, text, of))
    app.say("nothing was changed" if batch is None else f"changed {identity} in batch {batch}")
    _warn(app, [held.key])


@click.command()
@click.argument("identities", metavar="ID...", nargs=-1, required=True, shell_complete=offers(*KINDS))
@_KIND
@reason_option
@pass_app
def remove_command(app: App, /, identities: tuple[str, ...], kind: str | None, reason: str | None) -> None:
    """Remove records that nothing refers to; `dateline restore` brings them back.

    \b
    dateline remove belarus-referendum-1995 -m "it is a duplicate"
    """
    from dateline.storage.writing.editing import remove

    with app.reading() as connection:
        keys = [operation.key_of(connection, identity, kind) for identity in identities]
    batch = remove(app.database, keys, occasion(app, "remove", reason))
    app.say(f"removed {', '.join(identity for _, identity in keys)} in batch {batch}")


@click.command()
@click.argument("old", metavar="OLD", shell_complete=offers("actor", "event"))
@click.argument("into", metavar="INTO", shell_complete=offers("actor", "event"))
@click.option(
    "--kind", type=click.Choice(("actor", "event")), help="The kind of both records, if several kinds have these ids."
)
@click.option("--as-claims", is_flag=True, help="Keep what each event says as what its sources say.")
@reason_option
@pass_app
def merge_command(app: App, /, old: str, into: str, kind: str | None, as_claims: bool, reason: str | None) -> None:
    """Merge the actor or event OLD into INTO: references to OLD point to INTO, and OLD's id redirects.

    An actor's names become aliases; an event's citations, actors and themes are added.

    \b
    dateline merge duma-budget-committee state-duma -m "one body"
    dateline merge cabinet-currency-dates-2000 cabinet-customs-currency-2000 --as-claims
    """
    from dateline.storage.writing.merging import merge

    with app.reading() as connection:
        key = operation.key_of(connection, old, kind, among=("actor", "event"))
        into = operation.named_as(connection, key[0], into)
    if as_claims and key[0] != "event":
        raise click.UsageError(f"--as-claims needs two events, and {key[1]!r} is an {key[0]}")
    merged = merge(app.database, key, into, occasion(app, "merge", reason), as_claims=as_claims)
    tell_merge(app, key, into, merged, as_claims=as_claims)


def tell_merge(app: App, old: Key, into: str, merged: Merged, *, as_claims: bool) -> None:
    """Say what became of a merge: its batch, and all that was dropped."""
    kind, identity = old
    naming = counted(merged.naming, "reference")
    app.say(f"merged {identity} into {into} in batch {merged.batch}: {naming} changed")
    for each in merged.dropped:
        app.say(f"dropped of {identity}: {each}")
    if merged.dropped:
        claims = ", --as-claims keeps date, place and numbers" if kind == "event" and not as_claims else ""
        app.say(f"dateline undo {merged.batch} takes the merge back{claims}")


def _since(lines: list[str]) -> str:
    """Return as comments what the import says of a corrected event since."""
    head = ["# The import has this otherwise since the record was changed:"] if lines else []
    return "".join(f"{line}\n" for line in (*head, *(f"#   {line}" for line in lines)))


def _name(file: IO[str] | None, name: str) -> str:
    return str(getattr(file, "name", None) or name)


def _origin(file: IO[str] | None) -> str | None:
    return None if file is None else _name(file, "-")
