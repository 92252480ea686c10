"""`db seal`: keep the seal of the history as a file, with who signed it and when it was there."""

from __future__ import annotations

import os
from typing import Any

import click

from dateline.cli.context import App, pass_app
from dateline.counted import counted
from dateline.errors import DatabaseError

_READ = click.Path(dir_okay=False, exists=True)


def proof_options(command: Any) -> Any:
    """Add the options that say whom to trust for signatures and time stamps."""
    for option in (
        click.option("--authorities", metavar="FILE", type=_READ, help="Certificates (PEM) of time stamp authorities."),
        click.option("--signers", metavar="FILE", type=_READ, help="Whose keys count: allowed signers, as of SSH."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--sign", "key", metavar="KEY", type=_READ, help="Sign FILE with a key of SSH, into FILE.sig.")
@click.option("--request", is_flag=True, help="Write FILE.tsq, which a time stamp authority answers.")
@click.option(
    "--timestamp", "token", metavar="TOKEN", type=_READ, help="Put its answer (RFC 3161) beside, as FILE.tsr."
)
@click.option("--verify", is_flag=True, help="Write nothing: FILE must be there.")
@proof_options
@pass_app
def seal_command(
    app: App, /, file: str, key: str | None, request: bool, token: str | None, verify: bool, **trusted: str | None
) -> None:
    """Write the seal of the history to FILE, or compare the database with a FILE that is there.

    A FILE that is there is never changed. Who signed it and when it was stamped is told, and checked with --signers
    and --authorities. Signing needs ssh-keygen, stamping openssl; nothing is sent anywhere.

    \b
    dateline db seal monday.seal --sign ~/.ssh/id_ed25519 --request
    curl -H 'Content-Type: application/timestamp-query' --data-binary @monday.seal.tsq URL > answer.tsr
    dateline db seal monday.seal --timestamp answer.tsr
    dateline db seal monday.seal --verify --signers allowed_signers
    """
    from dateline.operations.seals import proofs as vouched

    if verify and (key or request or token):
        raise click.UsageError("--verify writes nothing: omit --sign, --request and --timestamp")
    _compare_or_write(app, file, verify)
    if key:
        vouched.sign(file, key)
        app.say(f"signed: {file}{vouched.SIGNATURE}")
    if request:
        vouched.ask_for_time(file)
        app.say(f"send {file}{vouched.REQUEST} to a time stamp authority, then add its answer with --timestamp")
    if token:
        vouched.attach_time(file, token)
    faults = say_proofs(app, file, **trusted)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise DatabaseError(f"{counted(len(faults), 'fault')} found", "do not rely on this seal")


def _compare_or_write(app: App, file: str, verify: bool) -> None:
    """Write the seal, or make sure that the history goes on from the one that is there.

    Raises:
        DatabaseError: it does not.
        DatelineError: the file is no seal, or cannot be read or written.
    """
    from dateline.operations.seals import kept as kept_seals

    with app.reading() as connection:
        if not verify and not os.path.lexists(file):
            seal = kept_seals.current(connection)
            kept_seals.keep(file, seal)
            app.say(f"{file}: {counted(seal.batches, 'batch')}, sealed {seal.seal}")
            return
        kept = kept_seals.read(file)
        faults = kept_seals.faults(connection, kept)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise DatabaseError(f"{counted(len(faults), 'fault')} found: {file} is not of this history")
    app.say(f"the history goes on from {file}: {counted(kept.batches, 'batch')} until {kept.last}, unchanged")


def say_proofs(app: App, file: str, *, signers: str | None, authorities: str | None) -> list[str]:
    """Say who signed a seal and when it was stamped; return what is wrong with either."""
    from dateline.operations.seals.proofs import proofs

    found = proofs(file, signers, authorities)
    for proof in found:
        if not proof.is_fault:
            app.say(proof.sentence)
    return [proof.sentence for proof in found if proof.is_fault]
