"""`load` and `check`: load curated TOML into the database, or only check it."""

from __future__ import annotations

import shlex

import click

from dateline.cli.context import App, pass_app
from dateline.cli.options.completions import collections
from dateline.cli.options.history import occasion, reason_option
from dateline.counted import counted
from dateline.deadlines.counting.moved import Moved
from dateline.formats.curated.doubts import doubts
from dateline.formats.curated.folder import Curated
from dateline.operations.loading import checked, read, spread

_PROPOSALS = ".proposals.toml"


def _take(app: App, file: str, reason: str | None, *, dry_run: bool) -> None:
    """Load what was accepted of proposals."""
    from dateline.operations.proposed.taking import take_proposals

    done, verdicts = take_proposals(app.database, file, occasion(app, "load", reason, file), dry_run=dry_run)
    doing = "would be " if dry_run else ""
    in_batch = f" in batch {done.batch}" if done.batch is not None else ""
    app.say(
        f"{verdicts['accepted'] + verdicts['edited']} accepted: {counted(done.new, 'record')} {doing}inserted, "
        f"{counted(done.cited, 'claim')} {doing}added to events, {done.there} there already{in_batch}"
    )
    for document in done.unread:
        app.say(f"note: {document} is not beside {file}: its text is not kept, and no quote was compared with it")
    if done.kept:
        app.say(f"{done.kept} differ in the database, and stay as they are there")
    if verdicts["open"]:
        app.say(f"{verdicts['open']} are still open: dateline review {file} --terminal")


def _counts(found: Curated) -> str:
    """Return how many records of each kind there are; links are counted only if there are any."""
    told = ((kind, len(each)) for kind, each in found.records.items() if each or kind != "link")
    return ", ".join(counted(number, kind) for kind, number in told)


def _words(moved: Moved) -> str:
    from dateline.render.explanation import moved_words

    return moved_words(moved)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=collections)
@pass_app
def check_command(app: App, paths: tuple[str, ...]) -> None:
    """Check TOML files without a database, and list every fault with its file and line.

    A warning reports what may be meant otherwise, such as a date that no source supports.

    \b
    dateline check events/union-state
    """
    found = checked(paths)
    for each in doubts(found):
        app.say(f"warning: {each}")
    app.say(f"no faults: {_counts(found)}")
    for moved in found.moved:
        app.say(f"{_words(moved)}; apply: dateline load {shlex.join(paths)}")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=collections)
@click.option("--dry-run", is_flag=True, help="Show what would change, but change nothing.")
@click.option("--prune", is_flag=True, help="Remove records of the collection that are no longer in PATH.")
@click.option("--theirs", is_flag=True, help="The files win over all changes that were made in the database.")
@click.option("--ours", is_flag=True, help="The database wins where a record was changed on both sides.")
@reason_option
@pass_app
def load_command(
    app: App, /, paths: tuple[str, ...], dry_run: bool, prune: bool, theirs: bool, ours: bool, reason: str | None
) -> None:
    """Load TOML files or folders into the database: all of them, or nothing if anything is wrong.

    Give a shipped collection by its name. The database is created if there is none. Loading again changes nothing. Of a
    file of proposals (see `dateline propose`), what was accepted is loaded.

    What `edit`, `add`, `merge` or `remove` changed since the last load stays as it is. A record that was changed in the
    files too is rejected, with both sides; `dateline status` lists such records.

    \b
    dateline load union-state
    dateline --db mine.db load my-events/ --prune
    """
    if theirs and ours:
        raise click.UsageError("--theirs and --ours exclude each other: omit one of them")
    if any(path.endswith(_PROPOSALS) for path in paths):
        if len(paths) > 1 or prune or theirs or ours:
            raise click.UsageError("proposals are loaded one file at a time, without --prune, --theirs and --ours")
        _take(app, paths[0], reason, dry_run=dry_run)
        return
    found = spread(read(paths), app.conventions.circa)
    from dateline.storage.writing.load import load
    from dateline.storage.writing.merging import join_imported
    from dateline.storage.writing.three_ways import Choice

    of = occasion(app, "load", reason, " ".join(paths))
    choice: Choice = "theirs" if theirs else "ours" if ours else None
    report = load(app.database, found, prune=prune, dry_run=dry_run, occasion=of, choice=choice, join=join_imported)
    doing = "would be " if dry_run else ""
    app.say(
        f"{_counts(found)}: {report.inserted} {doing}inserted, {report.updated} {doing}updated, "
        f"{report.unchanged} unchanged" + (f", {report.removed} {doing}removed" if prune else "")
    )
    for doubt in report.doubts:
        app.say(f"warning: {doubt}")
    if report.kept:
        app.say(f"{report.kept} changed in the database, and kept as there: dateline status {' '.join(paths)}")
    for moved in report.moved:
        app.say(_words(moved))
    for identity, into in report.joined:
        app.say(f"{identity!r} of an import {'would become' if dry_run else 'is now'} {into}, which has its code")
    for identity, into, name in report.called_alike:
        if (identity, into) not in report.two_of_one:
            command = shlex.join(("merge", identity, into))
            app.say(f"{identity!r} of an import is called {name!r} too; if it is {into}: dateline {command}")
    for identity, into in report.two_of_one:
        command = shlex.join(("merge", identity, into))
        app.say(f"{identity!r} is a name of {into}, and an actor of its own too: dateline {command}")
