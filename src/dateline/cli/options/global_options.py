"""The options of dateline itself behind the name of a command, where people write them too."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.config import defaults_of, read_config
from dateline.cli.context import app_of
from dateline.cli.options.as_click import option_type
from dateline.cli.options.completions import files_offered
from dateline.cli.options.values import GLOBAL, Option


class GlobalOption(click.Option):
    """An option of dateline itself as one of a command: read before all others, and left out of its help."""

    def __init__(self, option: Option) -> None:
        flag, spellings = option.kind == "flag", (*option.spellings, option.name)
        super().__init__(
            spellings, type=None if flag else option_type(option), is_flag=flag or None, help=option.help,
            metavar=option.metavar, is_eager=True, hidden=True, expose_value=False, callback=_take,
            shell_complete=files_offered if option.name == "db" else None,
        )  # fmt: skip


def _take(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Take a value that is given behind the command in place of the one before it."""
    if ctx.get_parameter_source(str(param.name)) is not click.core.ParameterSource.COMMANDLINE:
        return
    chosen = ctx.find_root().params
    chosen[str(param.name)] = value
    if ctx.resilient_parsing:
        return
    settings = read_config(chosen["config"])
    ctx.obj = app_of(settings, **{name: each for name, each in chosen.items() if name != "config"})
    if ctx.obj.date_settings:
        _ = ctx.obj.conventions  # which refuses what no setting can be
    if param.name == "config":
        ctx.default_map = defaults_of(ctx.command, settings.get("commands", {}).get(ctx.info_name, {}))


def with_global_options(command: click.Command) -> click.Command:
    """Return a command that takes the options of dateline itself too, except those that mean something else there."""
    if not any(isinstance(each, GlobalOption) for each in command.params):
        own = {spelling for each in command.params for spelling in each.opts}
        command.params += [GlobalOption(each) for each in GLOBAL if own.isdisjoint(each.spellings)]
    return command
