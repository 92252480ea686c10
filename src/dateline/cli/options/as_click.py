"""The options of `dateline.cli.options.values` as options of click."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from dateline.cli.options.completions import columns_offered, files_offered, offers, outputs_offered
from dateline.cli.options.types import DATE, SPAN, FormatType, Whole, by_ending
from dateline.cli.options.values import Option

_OFFERED = {"db": files_offered, "output": outputs_offered, "sort": columns_offered}
_Function = TypeVar("_Function", bound=Callable[..., Any])
_TYPES: Mapping[str, click.ParamType[Any]] = {
    "date": DATE,
    "span": SPAN,
    "number": Whole(min=0),
    "file": click.Path(dir_okay=False),
}


def with_options(options: Iterable[Option]) -> Callable[[_Function], _Function]:
    """Return what adds `options` to a command, in their order."""

    def add(function: _Function) -> _Function:
        for option in reversed(tuple(options)):
            function = _declared(option)(function)
        return function

    return add


def _declared(option: Option) -> Callable[[_Function], _Function]:
    settings: dict[str, Any] = {"metavar": option.metavar, "help": option.help}
    if option.kind == "format":
        settings["callback"] = by_ending(option.default or "csv")
    elif option.default is not None:
        settings["default"] = option.default
    if option.name in _OFFERED:
        settings["shell_complete"] = _OFFERED[option.name]
    elif option.completes is not None:
        settings["shell_complete"] = offers(option.completes)
    if option.kind == "flag":
        return click.option(*option.spellings, option.name, is_flag=True, help=option.help)
    return click.option(*option.spellings, option.name, type=option_type(option), multiple=option.many, **settings)


def option_type(option: Option) -> click.ParamType[Any] | None:
    """Return click's type of the values of an option, None for plain text."""
    if option.kind == "choice" and option.name != "sort":  # lists may be sorted by any of their columns
        return click.Choice(option.choices)
    if option.kind == "format":
        return FormatType(option.choices or None, table=option.default is not None)
    return _TYPES.get(option.kind)
