"""What all parts of an open database share: its connections, its today, and how it reads dates and names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date as calendar_day
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar, Union

from dateline.errors import InvalidQuery
from dateline.library.argument_types import check_methods, check_types
from dateline.library.connections import Connections
from dateline.storage.engines.connection import Connection

if TYPE_CHECKING:
    from dateline.dates import Date
    from dateline.dates.conventions import Conventions
    from dateline.deadlines.clocks import Clocks
    from dateline.storage.history.moments import Moment

Day = Union[str, "Date", calendar_day]
"""A date as EDTF or words, as a `Date`, or as a day of the standard library."""
_Item = TypeVar("_Item")
Names = str | Collection[str]
"""A name or several."""


class Opened:
    """An open database; `today` is the day that words count from and judgements are made for, None that of the clock.

    `moment` is that of the past that it shows, None for the present.
    """

    def __init_subclass__(cls) -> None:
        check_methods(cls)

    def __init__(
        self, url: str, *, today: str | None, author: str | None, conventions: Conventions, moment: Moment | None
    ) -> None:
        self.url, self.moment = url, moment
        self._today, self._author, self._conventions = today, author, conventions
        self._connections = Connections(url, self._opening, renews=moment is None)

    def _opening(self) -> AbstractContextManager[Connection]:
        if self.moment is None:
            from dateline.storage.opening import reading

            return reading(self.url)
        from dateline.storage.past.opened import rewound

        return rewound(self.url, self.moment)

    def close(self) -> None:
        """Close all connections; what is being read fails. Does nothing the second time."""
        self._connections.close()

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection of the storage for one question, for what no method of this class asks."""
        return self._connections.one()

    def while_open(self, found: Iterable[_Item]) -> Iterator[_Item]:
        """Pass on what is read, a part of which may have been fetched before; raises InvalidQuery once closed."""
        for each in found:
            yield each
            self._connections.check_open()

    def check_present(self, what: str) -> None:
        """Make sure that what looks into the files themselves is asked of the present, of which alone they tell.

        Raises:
            InvalidQuery: the past is open, or all is closed.
        """
        self._connections.check_open()
        if self.moment is not None:
            raise InvalidQuery(f"{what} is of the present, and this is the past", "ask the database that is open now")

    @property
    def today(self) -> str:
        """Return the day that stands for today, as ISO text."""
        return self._today or calendar_day.today().isoformat()

    def date(self, day: Day, *, option: str = "the date") -> Date:
        """Return what a program gives as a date.

        Raises:
            InvalidDate, Ambiguous: a text that is no date, or that has several meanings.
            InvalidQuery: it is of another type; the message names the `option`.
        """
        from dateline.dates import Date, parse
        from dateline.question_options import date_of

        if isinstance(day, Date):
            return day
        if isinstance(day, str):
            return date_of(day, self.today, self._conventions)
        if isinstance(day, calendar_day):
            return parse(day.isoformat()[:10])
        raise InvalidQuery(f"{option} is {day!r}, which is no date", "give a text, a Date, or a datetime.date")

    def set_today(self, day: Day) -> None:
        """Let a day stand for today: the last of an imprecise date.

        Raises:
            InvalidQuery, InvalidDate: it has none, or is no date.
        """
        from dateline.dates import day_text
        from dateline.deadlines.clocks import single_day

        self._today = day_text(single_day(self.date(day, option="today"), "today"))

    def _maybe(self, day: Day | None, option: str) -> Date | None:
        return None if day is None else self.date(day, option=option)

    def clocks(
        self, as_of: Day | None = None, known_at: Day | None = None, *, as_known_then: bool = False,
        silence: str = "unmet", threshold: int = 3,
    ) -> Clocks:  # fmt: skip
        """Return the days of a judgement, as the options of the command line set them.

        Raises:
            InvalidQuery: two days of knowledge are asked for, a date has no last day, or there is no such choice.
        """
        from dateline.dates import parse
        from dateline.deadlines.clocks import clocks_of

        checked("silence", silence, ("unmet", "unknown"))
        checked("threshold", threshold, (1, 2, 3))
        days = self._maybe(as_of, "as_of"), self._maybe(known_at, "known_at")
        return clocks_of(*days, as_known_then, silence, threshold, today=parse(self.today))  # type: ignore[arg-type]


def names(given: Names | None, option: str) -> tuple[str, ...]:
    """Return names as a tuple; none for None.

    Raises:
        InvalidQuery: one is no text; the message names the `option`.
    """
    found = () if given is None else (given,) if isinstance(given, str) else _several(given, option)
    for each in found:
        if not isinstance(each, str):
            raise InvalidQuery(f"{option} holds {each!r}, which is no text", "names and ids are texts")
    return found


def _several(given: Any, option: str) -> tuple[Any, ...]:
    try:
        return tuple(given)
    except TypeError:
        raise InvalidQuery(f"{option} is {given!r}, which is no text", "names and ids are texts") from None


def checked(option: str, value: Any, choices: Collection[Any]) -> None:
    """Make sure that a value is one of the choices of an option.

    Raises:
        InvalidQuery: it is none; the message lists them.
    """
    if not any(value == each and type(value) is type(each) for each in choices):  # True is not 1
        raise InvalidQuery(f"{option} is {value!r}", f"it can be {' or '.join(map(repr, choices))}")


def whole(option: str, value: int | None, least: int = 0) -> int | None:
    """Return a whole number of at least `least`, or None for none.

    Raises:
        InvalidQuery: it is something else.
    """
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < least):
        raise InvalidQuery(f"{option} is {value!r}", f"it can be a whole number from {least:,} on")
    return value


def check_names(asked: Mapping[str, Any], allowed: Any) -> None:
    """Make sure that arguments are those of a typed dictionary, as Python does for others, and of its plain types.

    Raises:
        InvalidQuery: one is of another type.
        TypeError: one is not; the message lists those that there are.
    """
    if wrong := [name for name in asked if name not in allowed.__annotations__]:
        raise TypeError(f"there is no argument {wrong[0]!r}; there are {', '.join(allowed.__annotations__)}")
    check_types(asked, allowed.__annotations__)


def moment_of(moment: str | int | calendar_day | datetime, opened: Opened) -> Moment:
    """Return a moment of the history as the storage takes it: a day (its end), a time, or the number of a batch.

    Raises:
        InvalidQuery, InvalidDate, Ambiguous: it is none.
    """
    from dateline.storage.history.moments import moment_from

    if isinstance(moment, bool) or not isinstance(moment, int | str | calendar_day):
        raise InvalidQuery(f"the moment is {moment!r}", "give a day, a time, or the number of a batch")
    if isinstance(moment, int):
        return moment
    return moment_from(moment if isinstance(moment, str) else moment.isoformat(), opened.date)
