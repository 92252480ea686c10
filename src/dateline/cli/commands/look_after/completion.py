"""`completion`: print the script that lets a shell complete commands and options."""

from __future__ import annotations

import click

from dateline.cli.context import shown, write_line
from dateline.cli.fast_query import COMPLETING
from dateline.cli.shells import SHELLS

_WHERE = {
    "bash": "save it as ~/.local/share/bash-completion/completions/dateline",
    "zsh": "save it as _dateline in a folder of $fpath",
    "fish": "save it as ~/.config/fish/completions/dateline.fish",
}


@click.command()
@click.argument("shell", type=click.Choice(sorted(_WHERE)), metavar="SHELL")
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell.

    \b
    dateline completion bash > ~/.local/share/bash-completion/completions/dateline
    dateline completion zsh > ~/.zfunc/_dateline
    dateline completion fish > ~/.config/fish/completions/dateline.fish
    """
    script = SHELLS[shell](ctx.find_root().command, {}, "dateline", COMPLETING)
    # Bash's own source() asks bash for its version first; the script needs no such look.
    with shown(ctx.obj, data=True):
        write_line(script.source_template % script.source_vars())
    ctx.obj.say(f"# {_WHERE[shell]}")
