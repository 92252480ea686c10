"""The options of `dateline` and of `query` as values, shared by click and by the fast path.

`declared` makes click's options of them, `quick` reads the plain cases by itself. Those that choose events stand in
`dateline.question_options`, for the web server knows them too.
"""

from __future__ import annotations

from dateline.cli.config import CALENDARS, COLORS, LANGUAGES, SEASONS
from dateline.question_options import COUNTS, FILTERS, Option

__all__ = ["COUNTS", "FILTERS", "GLOBAL", "OUTPUT", "Option"]

GLOBAL = (
    Option(("--db",), "db", "text", "The database: a file, sqlite:///FILE or postgresql://USER@HOST/NAME.", "URL"),
    Option(("--config",), "config", "file", "A TOML file with defaults.", "FILE"),
    Option(("--color",), "color", "choice", "When to use colour.", default="auto", choices=COLORS),
    Option(
        ("--seasons",),
        "seasons",
        "choice",
        "The convention for spring, summer, autumn and winter in a DATE.",
        choices=SEASONS,
    ),
    Option(
        ("--circa",),
        "circa",
        "text",
        "How far an approximate date may be off, such as '10 years'.",
        "SPREAD",
    ),
    Option(
        ("--two-digit-years",),
        "two_digit_years",
        "text",
        "The first of the hundred years that two digits stand for, such as 1930.",
        "YEAR",
    ),
    Option(("--fiscal-start",), "fiscal_start", "text", "The day on which fiscal years start, such as 07-01.", "MM-DD"),
    Option(
        ("--calendar",),
        "calendar",
        "choice",
        "The calendar of dates that name none: julian, hebrew, islamic, french-republican, coptic or ethiopian.",
        "NAME",
        choices=CALENDARS,
    ),
    Option(("--language",), "language", "choice", "The language of dates in words.", choices=LANGUAGES),
    Option(("--no-pager",), "no_pager", "flag", "Write long results to the terminal without a pager."),
    Option(("-q", "--quiet"), "quiet", "flag", "Print only results and errors."),
    Option(("-v", "--verbose"), "verbose", "flag", "Print more; show the traceback of an error."),
)
"""Those of dateline itself, before or behind the name of a command."""

OUTPUT = (
    Option(("-o", "--output"), "output", "file", "Write to FILE instead of the standard output.", "FILE"),
    Option(("-f", "--format"), "form", "format", "The format of the result.", default="table"),
)
"""Where results go, and as what."""
