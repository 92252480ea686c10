"""The filters of deadlines as options of the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from dateline.cli.options.as_click import with_options
from dateline.question_options import DEADLINE_FILTERS

_Function = TypeVar("_Function", bound=Callable[..., Any])


def deadline_filters(function: _Function) -> _Function:
    """Add the filters of deadlines to a command: --programme, --actor, --theme, --forecasts, --proposals."""
    return with_options(DEADLINE_FILTERS)(function)
