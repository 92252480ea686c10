"""The options of `dateline` and of `query` as values, for both that read them: click, and the short way past it.

`declared` makes click's options of them, `quick` reads the plain cases by itself.
"""

from __future__ import annotations

from collections import namedtuple

from dateline.cli.config import COLORS, SEASONS

_Fields = namedtuple(
    "_Fields",
    ("spellings", "name", "kind", "help", "metavar", "default", "choices", "many", "completes"),
    defaults=(None, None, (), False, None),
)


class Option(_Fields):
    """An option: how it is written, the name of its value, and what it takes.

    `kind` is text, flag, date, choice (one of `choices`), number, format, file, event (an id) or span (a time). One
    that is `many` may be given again. `completes` is the kind of record whose names a shell offers.
    """

    __slots__ = ()
    spellings: tuple[str, ...]
    name: str
    kind: str
    help: str
    metavar: str | None
    default: str | None
    choices: tuple[str, ...]
    many: bool
    completes: str | None


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

FILTERS = (
    Option(("--from",), "start", "date", "From the first day of this date on (EDTF, or today)."),
    Option(("--to",), "end", "date", "Up to the last day of this date."),
    Option(("--on",), "on", "date", "On this date: short for the same --from and --to."),
    Option(
        ("--around",), "around", "event", "So far before and after an event as --span says.", "ID", completes="event"
    ),
    Option(("--span",), "span", "span", "How far around it: 30 days, a year (default: a month).", "TEXT"),
    Option(
        ("--match",),
        "match",
        "choice",
        "Which events count: perhaps in range (default), surely touching it, or wholly within it.",
        default="possible",
        choices=("possible", "certain", "within"),
    ),
    Option(("--actor",), "actors", "text", "An id, a name or any alias.", "NAME", many=True, completes="actor"),
    Option(("--members",), "members", "flag", "With --actor: also who belonged to it on the event's date."),
    Option(("--theme",), "themes", "text", "A theme with all below it.", "NAME", many=True, completes="theme"),
    Option(("--place",), "places", "text", "Words of the place.", "TEXT", many=True),
    Option(("--source",), "sources", "text", "A source that is cited.", "ID", many=True, completes="source"),
    Option(("--text",), "texts", "text", "Words of title or description.", "TEXT", many=True),
    Option(("--all",), "every", "flag", "Options given twice must all hold, not just one."),
    Option(("--sort",), "sort", "choice", "Oldest or newest first.", default="date", choices=("date", "-date")),
    Option(("--limit",), "limit", "number", "At most so many events."),
)
"""Those that choose events."""

COUNTS = (
    Option(("--count",), "count", "flag", "Print how many, and no events."),
    Option(("--by",), "by", "choice", "Count by this.", choices=("year", "month", "actor", "theme")),
)
"""Those of `query` alone."""

OUTPUT = (
    Option(("-o", "--output"), "output", "file", "Write to FILE, not to the screen.", "FILE"),
    Option(("-f", "--format"), "form", "format", "The form of the result.", default="table"),
)
"""Where results go, and as what."""
