"""Options that the command line and the web share, and the queries that they make.

The command line makes its options of them, and the web server the parameters of its addresses: a rule that both need
stands here.
"""

from __future__ import annotations

from collections import namedtuple

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.errors import Ambiguous, InvalidDate, InvalidQuery
from dateline.names import fold, has_star_within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from dateline.dates import Date
    from dateline.dates.conventions import Conventions
    from dateline.measures.conditions import Condition
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
    Option(("--from",), "start", "date", "From the first day of this date (EDTF or words)."),
    Option(("--to",), "end", "date", "Up to the last day of this date."),
    Option(("--on",), "on", "date", "On this date: the same as --from DATE --to DATE."),
    Option(("--around",), "around", "event", "Events within --span of this event.", "ID", completes="event"),
    Option(
        ("--span",),
        "span",
        "span",
        "The time before and after the event of --around: 30 days, a year (default: a month).",
        "TEXT",
    ),
    Option(
        ("--match",),
        "match",
        "choice",
        "Which events to include: possibly in range (default), certainly touching it, or certainly within it.",
        default="possible",
        choices=("possible", "certain", "within"),
    ),
    Option(("--undated",), "undated", "flag", "Only events without a date, which no range of days includes."),
    Option(
        ("--actor",), "actors", "text", "An actor: id, name or alias; repeatable.", "NAME", many=True, completes="actor"
    ),
    Option(
        ("--members",), "members", "flag", "With --actor: also match whoever was a member on the date of the event."
    ),
    Option(
        ("--theme",),
        "themes",
        "text",
        "A theme, including all themes below it; repeatable.",
        "NAME",
        many=True,
        completes="theme",
    ),
    Option(
        ("--not-actor",),
        "not_actors",
        "text",
        "Only events in which this actor did not take part; repeatable.",
        "NAME",
        many=True,
        completes="actor",
    ),
    Option(
        ("--not-theme",),
        "not_themes",
        "text",
        "Only events without this theme and those below it; repeatable.",
        "NAME",
        many=True,
        completes="theme",
    ),
    Option(("--kind",), "kinds", "text", "Only events of this kind; repeatable.", "TEXT", many=True, completes="kind"),
    Option(
        ("--confidence",),
        "confidences",
        "choice",
        "Only events with this confidence; repeatable.",
        choices=("high", "medium", "low"),
        many=True,
    ),
    Option(
        ("--place",),
        "places",
        "text",
        "Words of the place, side by side; with a star the last may be longer: Niger*; repeatable.",
        "TEXT",
        many=True,
    ),
    Option(
        ("--bbox",),
        "bbox",
        "text",
        "Only events with coordinates in this box of degrees; west may be greater than east.",
        "W,S,E,N",
    ),
    Option(
        ("--near",),
        "near",
        "text",
        "Only events with coordinates near this point: latitude, then longitude.",
        "LAT,LON",
    ),
    Option(("--km",), "km", "text", "With --near: at most so many kilometres from it (default: 50).", "NUMBER"),
    Option(
        ("--source",),
        "sources",
        "text",
        "A source that the event cites; repeatable.",
        "ID",
        many=True,
        completes="source",
    ),
    Option(
        ("--text",),
        "texts",
        "text",
        "Words of the title or the description, side by side; with a star the last may be longer: treat*; repeatable.",
        "TEXT",
        many=True,
    ),
    Option(
        ("--where",),
        "wheres",
        "text",
        "A condition on a measure, such as 'deaths >= 25'; repeatable, and all must be met.",
        "CONDITION",
        many=True,
    ),
    Option(("--all",), "every", "flag", "All repeated filters must match, not just one of them."),
    Option(
        ("--any",), "either", "flag", "One filter is enough, whatever its kind; dates and --not-... still restrict."
    ),
    Option(("--stems",), "stems", "flag", "Also find the other English forms of words: election finds elected."),
    Option(
        ("--sort",),
        "sort",
        "choice",
        "Sort by date, oldest or newest (-date) first.",
        default="date",
        choices=("date", "-date"),
    ),
    Option(("--limit",), "limit", "number", "Show at most this many events."),
)
"""Those that choose events."""

COUNTS = (
    Option(("--count",), "count", "flag", "Print the number of events instead of the events."),
    Option(("--by",), "by", "choice", "Count the events by this.", choices=("year", "month", "actor", "theme")),
    Option(
        ("--sum",),
        "summed",
        "text",
        "Sum this measure, of all events or --by; repeatable.",
        "MEASURE",
        many=True,
        completes="measure",
    ),
)
"""Those of `query` alone."""

DEADLINE_FILTERS = (
    Option(
        ("--programme",),
        "programmes",
        "text",
        "Only deadlines of this programme; repeatable.",
        "NAME",
        many=True,
        completes="programme",
    ),
    Option(
        ("--actor",),
        "actors",
        "text",
        "Only deadlines of this actor; repeatable.",
        "NAME",
        many=True,
        completes="actor",
    ),
    Option(
        ("--theme",),
        "themes",
        "text",
        "Only deadlines of this theme or of themes below it; repeatable.",
        "NAME",
        many=True,
        completes="theme",
    ),
    Option(("--forecasts",), "forecasts", "flag", "Include what was only forecast or announced."),
    Option(("--proposals",), "proposals", "flag", "Include what was only proposed."),
)
"""Those that choose deadlines."""

CLOCKS = (
    Option(("--as-of",), "as_of", "date", "Judge at the end of this day (default: today)."),
    Option(("--known-at",), "known_at", "date", "Use only what was known by this day (default: today)."),
    Option(("--as-known-then",), "as_known_then", "flag", "Use only what was known on the day that is judged."),
    Option(
        ("--silence",),
        "silence",
        "choice",
        "The meaning of no report: not done (default), or unknown.",
        default="unmet",
        choices=("unmet", "unknown"),
    ),
    Option(
        ("--threshold",),
        "threshold",
        "choice",
        "The level that counts as done: 1 begun, 2 half done, 3 done (default).",
        default="3",
        choices=("1", "2", "3"),
    ),
)
"""Those that set the days of a judgement and what it asks (see `dateline.deadlines.clocks`)."""


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
    summed: Iterable[str] = (),
    wheres: Iterable[str] = (),
    bbox: str | None = None,
    near: str | None = None,
    km: str | None = None,
    **rest: Any,
) -> Query:
    """Return the query that the options ask for.

    Raises:
        InvalidQuery: they contradict each other, the range runs backwards, or a text has no word.
    """
    from dateline.areas import areas_of
    from dateline.query import Around, Query

    if count and by:
        raise InvalidQuery("--count and --by cannot be used together")
    if (by or summed) and rest["limit"] is not None:
        raise InvalidQuery(f"{'--by counts' if by else '--sum sums'} all events: omit --limit")
    if summed and count:
        raise InvalidQuery("--sum counts the events too: omit --count")
    if on is not None and (start is not None or end is not None):
        raise InvalidQuery("--on sets both ends: omit --from and --to")
    if around is not None and (start or end or on):
        raise InvalidQuery("--around sets both ends: omit --from, --to and --on")
    _check_undated(rest, dated=bool(start or end or on or around))
    conditions = _conditions(wheres)
    _check_joined(rest, [*actors, *conditions])
    if span is not None and around is None:
        raise InvalidQuery("--span needs --around")
    first = (on or start).earliest if on or start else FAR_PAST  # type: ignore[union-attr]
    last = (on or end).latest if on or end else FAR_FUTURE  # type: ignore[union-attr]
    if first > last:
        raise InvalidQuery(f"the range runs backwards: --from {start} is after --to {end}")
    if rest["members"] and not actors:
        raise InvalidQuery("--members needs --actor")
    for option, words in (("--place", rest["places"]), ("--text", rest["texts"]), ("a word", rest.get("sought", ()))):
        if not all(map(fold, words)):
            raise InvalidQuery(f"{option} needs at least one letter or digit")
        if starred := next(filter(has_star_within, words), None):
            message = f"{option} {starred!r}: a star may only follow the last word"
            raise InvalidQuery(message, "for example: 'gas contr*'")
    place = None if around is None else Around(around, *(span or ()))
    box, circle = areas_of(bbox, near, km) if (bbox, near, km) != (None,) * 3 else (None, None)
    return Query(first, last, actors=tuple(actors), around=place, wheres=conditions, box=box, circle=circle, **rest)


_ALTERNATIVES = ("themes", "sources", "places", "texts", "kinds", "confidences", "sought")


def _check_joined(chosen: Mapping[str, Any], others: Sequence[object]) -> None:
    """Refuse what joins filters where there are none, or in two ways."""
    if chosen.get("either") and chosen["every"]:
        raise InvalidQuery("--any asks for one of the filters, --all for every one: omit one of the two")
    if chosen.get("either") and not others and not any(chosen.get(name) for name in _ALTERNATIVES):
        raise InvalidQuery(
            "--any chooses between filters, and there is none", "for example: --any --actor Belarus --text gas"
        )
    if chosen.get("stems") and not (chosen["texts"] or chosen.get("sought")):
        raise InvalidQuery("--stems needs words: --text, or words behind the name of the command")


def _conditions(texts: Iterable[str]) -> tuple[Condition, ...]:
    """Return the conditions on measures that texts say; raises InvalidQuery."""
    texts = tuple(texts)
    if not texts:
        return ()
    from dateline.measures.conditions import condition_of

    return tuple(map(condition_of, texts))


def _check_undated(chosen: Mapping[str, Any], *, dated: bool) -> None:
    """Refuse what cannot be asked of events without a date."""
    if chosen.get("undated") and dated:
        raise InvalidQuery("--undated lists events without a date, which lie in no range: omit the dates")
    if chosen.get("undated") and chosen["members"]:
        raise InvalidQuery("--members asks who belonged on the date of an event: omit it with --undated")


def span_of(text: str) -> tuple[int, int]:
    """Return the (months, days) of a span of time in words.

    Raises:
        InvalidQuery: it is none.
    """
    from dateline.deadlines.counting.periods import period

    try:
        found = period(text)
    except InvalidDate:
        found = None
    if found is None or not found.whole:
        raise InvalidQuery(
            f"{text!r} is not a span of time", "for example '30 days', '3 months', 'a year' or '2 weeks'"
        )
    return found.months, found.days


def date_of(text: str, today: str, conventions: Conventions) -> Date:
    """Return the date that `text` says, in EDTF or in words, which may count from `today`.

    Raises:
        Ambiguous: it has several meanings; the hint lists them.
        InvalidDate: it is no date, or says that there is none.
    """
    from dateline.dates import parse
    from dateline.dates.seasons import not_only_edtf

    try:
        date, fault = parse(text, conventions), None
    except InvalidDate as error:
        date, fault = None, error
    # In another calendar digits are no EDTF: 1229 is a year of that calendar.
    foreign = conventions.calendar not in (None, "gregorian")
    if date is None or foreign or not_only_edtf(text, months=conventions.fiscal_start is not None):
        date = _in_words(text, today, conventions, fault)
    if date.kind == "undated":
        raise InvalidDate(text, f"{text!r} tells no days", hint="events without a date are listed by: query --undated")
    return date


def _in_words(text: str, today: str, conventions: Conventions, fault: InvalidDate | None) -> Date:
    from dateline.dates import parse
    from dateline.dates.prose.interpretation import from_prose, meanings, settled

    candidates = from_prose(text, parse(today), conventions)
    if chosen := settled(candidates):
        return chosen.date
    if candidates:
        raise Ambiguous(f"{text!r} has several meanings", meanings(candidates))
    from dateline.dates.prose.refusals import unread

    message, hint = unread(text, conventions, fault)
    hint = hint or "for example 2000, 2000-08, 1994/1996, 'fall 2000', '44 BC', '3 months ago' or today"
    raise InvalidDate(text, f"{text!r} is not a date: {message}", position=fault.position if fault else None, hint=hint)
