"""`help`: the help of a command, by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.command_table import below, top
from dateline.cli.context import shown, write_line
from dateline.cli.lazy import Commands, offered, refuse

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    words = ctx.params.get("words")
    return offered(below(" ".join(words)) if words else top(), incomplete)


@click.command()
@click.argument("words", nargs=-1, metavar="[COMMAND]...", shell_complete=_complete)
@click.pass_context
def help_command(ctx: click.Context, words: tuple[str, ...]) -> None:
    """Show the help of a command, or of dateline.

    \b
    dateline help
    dateline help query
    dateline help sources add
    """
    root = ctx.find_root()
    if not words:
        with shown(ctx.obj):
            write_line(root.get_help())
        return
    assert isinstance(root.command, Commands)
    name, command, rest = root.command.resolve_command(root, list(words))
    if rest or command is None:
        refuse(ctx, " ".join(words), below(words[0]))
    with shown(ctx.obj):
        write_line(command.get_help(click.Context(command, info_name=name, parent=root)))
