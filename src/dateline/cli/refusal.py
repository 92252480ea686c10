"""A usage error of click that has a hint of its own."""

from __future__ import annotations

import click


class Refused(click.BadParameter):
    """Words of a command line that cannot be, with what to do instead."""

    def __init__(
        self,
        message: str,
        hint: str | None = None,
        ctx: click.Context | None = None,
        param: click.Parameter | None = None,
    ) -> None:
        super().__init__(message, ctx, param)
        self.hint = hint

    def format_message(self) -> str:
        """Return what is wrong, with the parameter that it is wrong with."""
        return super().format_message() if self.param else self.message
