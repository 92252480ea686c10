"""Groups of commands that are imported only when they are used, so that each starts fast."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any, ClassVar

import click


class Branching(click.Command):
    """A command that takes words of its own, and some first words for which another command stands.

    `branches` says in which module of dateline.cli.commands the command `WORD_command` is.
    """

    branches: ClassVar[Mapping[str, str]] = {}

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Return the context of the command that the words are for."""
        if args and (home := self.branches.get(args[0])):
            module = importlib.import_module(f"dateline.cli.commands.{home}")
            command: click.Command = getattr(module, f"{args[0]}_command")
            return command.make_context(args[0], args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


class LazyGroup(click.Group):
    """A group whose command NAME is `NAME_command` in the module of dateline.cli.commands that `homes` names."""

    def __init__(self, *args: Any, homes: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(self._homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command `cmd_name`, or None."""
        if cmd_name not in self._homes:
            return None
        module = importlib.import_module(f"dateline.cli.commands.{self._homes[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` begin with; an unknown one is refused with the nearest names."""
        unknown = args and args[0] not in self._homes and not args[0].startswith("-")
        if unknown and not ctx.resilient_parsing:  # a shell that completes wants no error
            from dateline.names import nearest

            near = nearest(args[0], self._homes)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)
