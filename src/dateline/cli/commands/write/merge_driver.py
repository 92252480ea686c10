"""`merge-driver`: what Git calls to merge files of records."""

from __future__ import annotations

import os
import shutil

import click

from dateline.cli.context import App, pass_app
from dateline.errors import InvalidQuery
from dateline.operations import git_merging


@click.command()
@click.argument("files", nargs=-1, metavar="[BASE OURS THEIRS PATH]", type=click.Path())
@click.option("--install", is_flag=True, help="Let the Git repository around this folder merge TOML files by records.")
@pass_app
def merge_driver_command(app: App, files: tuple[str, ...], install: bool) -> int:
    """Merge two versions of a TOML file for Git, field by field; --install lets Git call it.

    BASE, OURS and THEIRS are files that Git makes (%O %A %B); the result replaces OURS. PATH (%P) is the name of the
    file in messages. Conflicts stand in the file with both sides and their sources. The exit code is 1 if there is any.

    \b
    dateline merge-driver --install
    """
    if install:
        if files:
            raise InvalidQuery("--install takes no files")
        for line in git_merging.install(os.getcwd()):
            app.say(line)
        if shutil.which("dateline") is None:
            app.say("dateline is not on the PATH, where Git looks for it")
        app.say("each clone needs this command once: Git does not share its settings")
        return 0
    if len(files) != 4:
        hint = "to let Git call it: dateline merge-driver --install"
        raise InvalidQuery("merge-driver takes four files: BASE OURS THEIRS PATH", hint)
    found = git_merging.merge_files(*files)
    for sentence in (*found.notes, *found.conflicts):
        app.say(f"{files[3]}: {sentence}")
    return int(bool(found.conflicts))
