"""What a text has said before an expression: the year, month and day that the next one counts from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.documents.finding.values import When, day_of_when

_QUARTERS = range(33, 37)
NamedTimes = Callable[[Sequence[str]], str | None]
"""Gives the date of the one event that words name as EDTF, None when they name none or several."""


class Context:
    """The time in which a text is.

    `year` and `month` are those of the main line, `last` its last time, `near` the last time of any kind, `quarter` the
    last quarter told, and `written` the day or month of the document; `history` has all times told by their tokens. In
    `news`, words count from the day of the document, in a narrative from what was told last. `orders` has True where
    the text wrote digits that must have the month first, and False where they must have the day first.
    """

    __slots__ = ("_aside", "history", "last", "month", "named", "near", "news", "orders", "quarter", "written", "year")

    def __init__(self, written: When | None = None, named: NamedTimes | None = None, *, news: bool = False) -> None:
        self.written, self.named = written, named
        self.news = news and written is not None
        self.year: int | None = None
        self.month: int | None = None
        self.last: When | None = None
        self.near: When | None = None
        self.quarter: When | None = None
        self.history: list[tuple[int, When]] = []
        self.orders: set[bool] = set()
        self._aside: int | None = None

    @property
    def now(self) -> When | None:
        """Return the time that "this year" and "last month" count from."""
        return self.written if self.news else self.last or self.written

    def _is_reported(self, quarter: When) -> bool:
        """Tell whether a quarter is the one of which the text tells: in news the latest that was over."""
        if not self.news or self.written is None:
            return True
        over = (quarter.year, 3 * ((quarter.month or 33) - 32)) < (self.written.year, self.written.real_month or 1)
        return over and (self.quarter is None or quarter[:2] > self.quarter[:2])

    def is_to_come(self, when: When | None) -> bool:
        """Tell whether a time lies after the day of the document."""
        return when is not None and self.written is not None and day_of_when(when) > day_of_when(self.written)

    @property
    def main_month(self) -> When | None:
        """Return the month of the main line, None as long as it has none."""
        return None if self.year is None or self.month is None else When(self.year, self.month, None, "month")

    def told(self, when: When, token: int, *, main: bool) -> None:
        """Take note of a time told at a token.

        A year that is said aside (not `main`) twice in a row is the main line after all.
        """
        if when.unit in ("decade", "century"):
            self.near = when
            return
        if when.month in _QUARTERS and self._is_reported(when):
            self.quarter = when
        self.history.append((token, when))
        main = main or self.year is None or (self._aside == when.year != self.year)
        self._aside = None if main else when.year
        self.near = when
        if main or self.last is None or when.year >= (self.year or 0):
            self.last = when
        if main:
            self.year = when.year
            self.month = when.real_month if when.month is not None else self.month
