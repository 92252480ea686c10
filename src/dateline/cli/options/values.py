"""The options of `dateline` and of `query` as values, for both that read them: click, and the short way past it.

`declared` makes click's options of them, `quick` reads the plain cases by itself. Those that choose events stand in
`dateline.question_options`, for the web server knows them too.
"""

from __future__ import annotations

from dateline.cli.config import COLORS, SEASONS
from dateline.question_options import COUNTS, FILTERS, Option

__all__ = ["COUNTS", "FILTERS", "GLOBAL", "OUTPUT", "Option"]

GLOBAL = (
    Option(("--db",), "db", "text", "The database: a file, sqlite:///FILE or postgresql://USER@HOST/NAME.", "URL"),
    Option(("--config",), "config", "file", "A TOML file of defaults.", "FILE"),
    Option(("--color",), "color", "choice", "When to use colour.", default="auto", choices=COLORS),
    Option(
        ("--seasons",), "seasons", "choice", "The days of spring, summer, autumn, winter in a DATE.", choices=SEASONS
    ),
    Option(("-q", "--quiet"), "quiet", "flag", "Say nothing but results and errors."),
    Option(("-v", "--verbose"), "verbose", "flag", "Say more; show the traceback of an error."),
)
"""Those before the name of a command."""

OUTPUT = (
    Option(("-o", "--output"), "output", "file", "Write to FILE, not to the screen.", "FILE"),
    Option(("-f", "--format"), "form", "format", "The form of the result.", default="table"),
)
"""Where results go, and as what."""
