"""`add`, `edit`, `remove` and `merge`: single records changed by hand."""

from __future__ import annotations

import os
import re
import sys
from hashlib import sha256
from typing import IO

import click

from dateline.cli.commands.write.history import KINDS
from dateline.cli.commands.write.record_templates import TEMPLATES
from dateline.cli.context import App, pass_app
from dateline.cli.options.completions import offers
from dateline.cli.options.history import occasion, reason_option
from dateline.errors import Ambiguous, DatelineError, InvalidRecords, NotFound
from dateline.formats.curated.folder import Curated, read_text

_VERSION = re.compile(r"^# dateline: version ([0-9a-f]{16})$", re.MULTILINE)
_HEAD = """\
# {what}. Save and close to write it, or leave it as it is to change nothing.
# dateline: version {version}

"""
_FILE = click.option(
    "--file",
    "file",
    metavar="FILE",
    type=click.File(encoding="utf-8", lazy=True),
    help="Read the text from FILE, not an editor.",
)
_KIND = click.option("--kind", type=click.Choice(KINDS), help="Which kind of record, where several have this id.")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@_FILE
@click.option("--collection", metavar="ID", help="The collection it goes to, where there are several.")
@reason_option
@pass_app
def add_command(app: App, /, kind: str, file: IO[str] | None, collection: str | None, reason: str | None) -> None:
    """Add a record of a KIND: a template opens in your editor (VISUAL or EDITOR), or the text comes from a file.

    The text is TOML as in a collection; it may hold several records.

    \b
    dateline add event
    dateline add event --file treaty.toml -m "from the archive"
    """
    from dateline.storage.writing.editing import collection_for, save

    into = collection_for(app.database, collection)
    head = f"# A new {kind} of {into}. Save and close to write it, or close without saving to write nothing.\n\n"
    text = file.read() if file else _written(app, head + TEMPLATES[kind], kind)
    if text is None:
        app.say("nothing was written")
        return
    name = _name(file, kind)
    with _kept(app, text, file, kind):
        found = _parsed(name, text)
        expected = dict.fromkeys(found.places)
        batch = save(app.database, found, into, occasion(app, "add", reason, _origin(file)), dict(expected))
    names = ", ".join(f"{key[0]} {key[1]}" for key in expected)
    app.say(f"added {names} to {into} in batch {batch}")


@click.command()
@click.argument("identity", metavar="ID", shell_complete=offers(*KINDS))
@_KIND
@_FILE
@reason_option
@pass_app
def edit_command(app: App, /, identity: str, kind: str | None, file: IO[str] | None, reason: str | None) -> None:
    """Edit a record as TOML in your editor (VISUAL or EDITOR), or take its new text from a file.

    It is checked like a file that is loaded. With a fault, or when somebody else has changed the record meanwhile,
    nothing is written, and your text is kept.

    \b
    dateline edit belarus-referendum-1995
    dateline edit usp-3-1 --file usp-3-1.toml -m "the source was corrected"
    """
    from dateline.storage.writing.editing import opened, save

    key = _key(app, identity, kind)
    held = opened(app.database, key)
    if held is None:
        raise NotFound(f"no {key[0]} has the id {identity!r}")
    head = _HEAD.format(what=f"The {key[0]} {identity} of {held.collection}", version=_version(held.text))
    text = file.read() if file else _written(app, f"{head}{held.text}\n", identity)
    if text is None:
        app.say("nothing was changed")
        return
    with _kept(app, text, file, identity):
        version = _VERSION.search(text)
        if version and version[1] != _version(held.text):
            raise DatelineError(
                f"{identity!r} was changed since this text was made", "compare: dateline history " + identity
            )
        found = _parsed(_name(file, identity), text)
        if set(found.places) != {key}:
            raise DatelineError(
                f"the text must hold the {key[0]} {identity!r} and nothing else", "an id stays what it is"
            )
        batch = save(
            app.database, found, held.collection, occasion(app, "edit", reason, _origin(file)), {key: held.text}
        )
    app.say("nothing was changed" if batch is None else f"changed {identity} in batch {batch}")


@click.command()
@click.argument("identities", metavar="ID...", nargs=-1, required=True, shell_complete=offers(*KINDS))
@_KIND
@reason_option
@pass_app
def remove_command(app: App, /, identities: tuple[str, ...], kind: str | None, reason: str | None) -> None:
    """Remove records that no other names; `dateline restore` brings them back.

    \b
    dateline remove belarus-referendum-1995 -m "it stands there twice"
    """
    from dateline.storage.writing.editing import remove

    keys = [_key(app, identity, kind) for identity in identities]
    batch = remove(app.database, keys, occasion(app, "remove", reason))
    app.say(f"removed {', '.join(identities)} in batch {batch}")


@click.command()
@click.argument("old", metavar="OLD", shell_complete=offers("actor", "event"))
@click.argument("into", metavar="INTO", shell_complete=offers("actor", "event"))
@click.option("--kind", type=click.Choice(("actor", "event")), help="Which kind, where both have these ids.")
@reason_option
@pass_app
def merge_command(app: App, /, old: str, into: str, kind: str | None, reason: str | None) -> None:
    """Merge the actor or event OLD into another: who names OLD names INTO from then on, and its id leads there.

    An actor's names become aliases; an event's citations, actors and themes are added.

    \b
    dateline merge duma-budget-committee state-duma -m "one body"
    """
    from dateline.storage.writing.editing import merge

    key = _key(app, old, kind, among=("actor", "event"))
    batch, naming = merge(app.database, key, into, occasion(app, "merge", reason))
    app.say(f"merged {old} into {into} in batch {batch}: {naming} record{'s' * (naming != 1)} named it")


def _key(app: App, identity: str, kind: str | None, among: tuple[str, ...] = KINDS) -> tuple[str, str]:
    """Return the kind and id of the one record that is meant.

    Raises:
        NotFound, Ambiguous: there is none, or several have the id.
    """
    from dateline.names import nearest

    with app.reading() as connection:
        kinds = [
            name
            for name in ((kind,) if kind else among)
            if connection.run(f"SELECT 1 FROM {name} WHERE id = :id", {"id": identity})
        ]
        if not kinds:
            names = (row[0] for name in among for row in connection.run(f"SELECT id FROM {name} LIMIT 100000"))
            near = nearest(identity, names)
            hint = f"did you mean {' or '.join(near)}?" if near else None
            raise NotFound(f"no {kind or 'record'} has the id {identity!r}", hint)
    if len(kinds) > 1:
        raise Ambiguous(f"several records are called {identity!r}", f"add --kind {' or --kind '.join(kinds)}")
    return kinds[0], identity


def _written(app: App, text: str, name: str) -> str | None:
    """Return what the user made of a text in an editor, None when it was left as it is.

    Raises:
        DatelineError: there is no terminal for an editor.
    """
    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR") or sys.stdin.isatty()):
        raise DatelineError("there is no terminal for an editor", "set EDITOR, or give the text with --file")
    found = click.edit(text, extension=f".{re.sub('[^a-z0-9-]', '-', name)}.toml", require_save=True)
    return None if found is None or found.strip() in ("", text.strip()) else found


def _parsed(name: str, text: str) -> Curated:
    """Return the records of a text.

    Raises:
        InvalidRecords: it has faults.
    """
    found = read_text(name, text)
    if found.faults:
        raise InvalidRecords(found.faults)
    if not found.places:
        raise DatelineError(f"{name} holds no record", "begin one with a line such as [[event]]")
    return found


def _version(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _name(file: IO[str] | None, name: str) -> str:
    return str(getattr(file, "name", None) or name)


def _origin(file: IO[str] | None) -> str | None:
    return None if file is None else _name(file, "-")


class _kept:  # noqa: N801 - used like a function
    """Keeps the text of an editor in a file when it could not be written, and tells where."""

    def __init__(self, app: App, text: str, file: IO[str] | None, name: str) -> None:
        self._app, self._text, self._file, self._name = app, text, file, name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if error is None or self._file is not None:
            return
        base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
        folder = os.path.join(base, "dateline")
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, f"{self._name.replace('/', '-')}.toml")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(self._text)
        click.echo(f"your text is kept in {path}", err=True)
