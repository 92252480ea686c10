"""Groups of commands that import a command only when it is used."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NoReturn

import click

from dateline.cli.command_table import COMMANDS, GROUPS, below, top
from dateline.cli.refusal import Refused

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Commands(click.Group):
    """All commands of the table, those of two words too: each is found by its words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands of one word."""
        return top()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with the words `cmd_name`, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"dateline.cli.commands.{COMMANDS[cmd_name].module}")
        last = cmd_name.rsplit(maxsplit=1)[-1].replace("-", "_")
        command: click.Command = getattr(module, f"{last}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` begin with; an unknown one is refused with the nearest names."""
        for number in (2, 1):
            name = " ".join(args[:number])
            if name in COMMANDS:
                return name, self.get_command(ctx, name), args[number:]
        if ctx.resilient_parsing or args[0].startswith("-"):  # a shell that completes wants no error
            return super().resolve_command(ctx, args)
        refuse(ctx, args[0], top())

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write all commands of one word, by what they are for."""
        width = max(map(len, top()))
        for folder, heading in GROUPS.items():
            names = [name for name in top() if COMMANDS[name].module.startswith(f"{folder}.")]
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), COMMANDS[name].summary) for name in names])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands, and the options of dateline."""
        return [*offered(top(), incomplete), *click.Command.shell_complete(self, ctx, incomplete)]


class Parent(click.Command):
    """A command that has others below it: its help lists them, and shells offer them.

    One without arguments of its own takes no other words; with `no_args_is_help` it does nothing by itself.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._takes_words = any(isinstance(each, click.Argument) for each in self.params)
        self.allow_extra_args, self.allow_interspersed_args = not self._takes_words, self._takes_words

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; one that is no command below this one is refused with the nearest."""
        rest = super().parse_args(ctx, args)
        if self._takes_words or ctx.resilient_parsing:
            return rest
        if rest:
            name, known = f"{ctx.info_name} {rest[0]}", below(str(ctx.info_name))
            if name in known:
                raise Refused(f"options of {rest[0]!r} must follow its name", f"dateline {name} --help", ctx)
            refuse(ctx, name, known)
        if self.no_args_is_help and not rest:
            raise click.exceptions.NoArgsIsHelpError(ctx)
        return rest

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the line of usage, the word of a command below among them."""
        pieces = super().collect_usage_pieces(ctx)
        word = [] if self._takes_words else ["COMMAND"] if self.no_args_is_help else ["[COMMAND]"]
        return [*pieces, *word, *(["[ARGS]..."] if word else [])]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands below."""
        super().format_options(ctx, formatter)
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].summary) for name in below(str(ctx.info_name))])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands below, and the options."""
        return [*offered(below(str(ctx.info_name)), incomplete), *super().shell_complete(ctx, incomplete)]


def offered_below(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return what a shell offers for an argument in whose place a command below may be named."""
    return [*offered(below(str(ctx.info_name)), incomplete), *param.type.shell_complete(ctx, param, incomplete)]


def offered(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Return the last words of commands that begin with `incomplete`, for a shell."""
    from click.shell_completion import CompletionItem

    words = ((name.split()[-1], COMMANDS[name].summary) for name in names)
    return [CompletionItem(word, help=summary) for word, summary in words if word.startswith(incomplete)]


_MEANT = {
    "search": "query WORD", "find": "query WORD", "grep": "query WORD", "ask": "query", "list": "query", "ls": "query",
    "events": "query", "filter": "query", "count": "query --count", "facts": "query", "init": "load", "open": "load",
    "create": "load", "new": "add", "insert": "add", "delete": "remove", "rm": "remove", "rename": "merge",
    "log": "history", "promises": "deadlines", "overdue": "deadlines --overdue", "due": "deadlines", "people": "actors",
    "topics": "themes", "tags": "themes", "documents": "sources", "why": "explain", "web": "serve",
    "validate": "check", "save": "dump", "info": "db info", "backup": "db backup",
}  # fmt: skip
"""What other programs call a command."""


def refuse(ctx: click.Context, name: str, among: Iterable[str]) -> NoReturn:
    """Refuse a command that there is not, with those that may be meant: below others, or near among some."""
    from dateline.names import nearest

    words = {each.split()[-1]: each for each in among}
    if (meant := _MEANT.get(name)) and meant.split(maxsplit=1)[0] in words:
        raise Refused(f"No such command {name!r}", f"did you mean {meant}?", ctx)
    near = [each for each in COMMANDS if each.endswith(f" {name}")]
    near += [words[word] for word in nearest(name.rsplit(maxsplit=1)[-1], words)]
    raise Refused(f"No such command {name!r}", f"did you mean {' or '.join(near)}?" if near else None, ctx)
