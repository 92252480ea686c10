"""What may be asked of events and deadlines, as values, and what the texts of the answers mean.

The command line makes its options of them, and the web server the parameters of its addresses: a rule that both need
stands here.
"""

from __future__ import annotations

from collections import namedtuple

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.errors import Ambiguous, InvalidDate, InvalidQuery
from dateline.names import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from dateline.dates import Date
    from dateline.dates.seasons import Seasons
    from dateline.query import Query

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

DEADLINE_FILTERS = (
    Option(("--programme",), "programmes", "text", "Only of this programme.", "NAME", many=True, completes="programme"),
    Option(("--actor",), "actors", "text", "Only with this actor.", "NAME", many=True, completes="actor"),
    Option(("--theme",), "themes", "text", "Only of this theme or below it.", "NAME", many=True, completes="theme"),
    Option(("--forecasts",), "forecasts", "flag", "Also what was only forecast or announced."),
    Option(("--proposals",), "proposals", "flag", "Also what was only proposed."),
)
"""Those that choose deadlines."""

CLOCKS = (
    Option(("--as-of",), "as_of", "date", "The day judged, at its end; today unless given."),
    Option(("--known-at",), "known_at", "date", "Count only what was known by this day; today unless given."),
    Option(("--as-known-then",), "as_known_then", "flag", "Count only what was known on the day judged."),
    Option(
        ("--silence",),
        "silence",
        "choice",
        "What no report means: not done (default), or unknown.",
        default="unmet",
        choices=("unmet", "unknown"),
    ),
)
"""Those that set the days of a judgement (see `dateline.deadlines.clocks`)."""


def query_of(
    start: Date | None,
    end: Date | None,
    on: Date | None,
    actors: Iterable[str],
    *,
    around: str | None = None,
    span: tuple[int, int] | None = None,
    count: bool = False,
    by: str | None = None,
    **rest: Any,
) -> Query:
    """Return the query that the options ask for.

    Raises:
        InvalidQuery: they contradict each other, the range runs backwards, or a text has no word.
    """
    from dateline.query import Around, Query

    if count and by:
        raise InvalidQuery("--count and --by exclude each other")
    if by and rest["limit"] is not None:
        raise InvalidQuery("--by counts all events: leave out --limit")
    if on is not None and (start is not None or end is not None):
        raise InvalidQuery("--on says both ends already: leave out --from and --to")
    if around is not None and (start or end or on):
        raise InvalidQuery("--around says both ends already: leave out --from, --to and --on")
    if span is not None and around is None:
        raise InvalidQuery("--span goes with --around")
    first = (on or start).earliest if on or start else FAR_PAST  # type: ignore[union-attr]
    last = (on or end).latest if on or end else FAR_FUTURE  # type: ignore[union-attr]
    if first > last:
        raise InvalidQuery(f"the range runs backwards: --from {start} is after --to {end}")
    if rest["members"] and not actors:
        raise InvalidQuery("--members goes with --actor")
    for option, words in (("--place", rest["places"]), ("--text", rest["texts"])):
        if not all(map(fold, words)):
            raise InvalidQuery(f"{option} needs a letter or digit to look for")
    place = None if around is None else Around(around, *(span or ()))
    return Query(first, last, actors=tuple(actors), around=place, **rest)


def span_of(text: str) -> tuple[int, int]:
    """Return the (months, days) of a span of time in words.

    Raises:
        InvalidQuery: it is none.
    """
    from dateline.deadlines.periods import period

    try:
        found = period(text)
    except InvalidDate:
        found = None
    if found is None or found.working:
        raise InvalidQuery(f"{text!r} is no span of time", "as in '30 days', '3 months', 'a year', '2 weeks'")
    return found.months, found.days


def date_of(text: str, today: str, seasons: Seasons) -> Date:
    """Return the date that `text` says, in EDTF or in words, which may count from `today`.

    Raises:
        Ambiguous: it has several meanings; the hint lists them.
        InvalidDate: it is no date.
    """
    from dateline.dates import parse

    try:
        return parse(text, seasons)
    except InvalidDate as error:
        return _in_words(text, today, seasons, error)


def _in_words(text: str, today: str, seasons: Seasons, error: InvalidDate) -> Date:
    from dateline.dates import parse
    from dateline.dates.prose.candidate import Rank
    from dateline.dates.prose.interpretation import ambiguous, from_prose, in_words

    # Digits that are no EDTF are rather a slip of the pen than words: the hint says what they may mean.
    candidates = from_prose(text, parse(today), seasons) if in_words(text) else ()
    if ambiguous(candidates):
        readings = " or ".join(f"{each.edtf} ({each.rule})" for each in candidates if each.rank < Rank.SHAPE)
        raise Ambiguous(f"{text!r} has several meanings", f"write {readings}")
    if candidates:
        return candidates[0].date
    fault = "neither EDTF nor words of a date" if in_words(text) and not error.hint else error.message
    hint = error.hint or "as in 2000, 2000-08, 1994/1996, 'fall 2000', '44 BC', '3 months ago', today"
    raise InvalidDate(text, f"{text!r} is no date: {fault}", position=error.position, hint=hint)
