"""The days that one written day, month or year may stand for: in one run, or with gaps.

`Run` and `Mask` answer the same two questions, from which bounds, membership and overlap all follow: which
is the first such day from a given day on, and which the last one up to a given day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, day_of, month_length, year_of
from dateline.dates.seasons import Seasons, subyear_days


class Run(NamedTuple):
    """All days from first to last.

    >>> Run(10, 20).first_from(5), Run(10, 20).last_until(15), Run(10, 20).first_from(21)
    (10, 15, None)
    """

    first: int
    last: int

    def first_from(self, day: int) -> int | None:
        """Gives the first day of the run that is not before `day`, or None."""
        if day > self.last:
            return None
        return max(day, self.first)

    def last_until(self, day: int) -> int | None:
        """Gives the last day of the run that is not after `day`, or None."""
        if day < self.first:
            return None
        return min(day, self.last)


class Mask(NamedTuple):
    """Days that share the digits which are written, in years `sign` times `year_digits`.

    `year_digits` are four digits or X. `months` are the month numbers that fit, or one code of a part of
    the year (21 to 41); `days` are the days of the month that fit, empty for whole months. EDTF level 2,
    "Unspecified Digit".

    >>> leap_days = Mask(1, "196X", (2,), (29,))
    >>> year_of(leap_days.first_from(FAR_PAST)), year_of(leap_days.last_until(FAR_FUTURE))
    (1960, 1968)
    """

    sign: int
    year_digits: str
    months: tuple[int, ...]
    days: tuple[int, ...] = ()
    seasons: Seasons | None = None

    def first_from(self, day: int) -> int | None:
        """Gives the first day of the mask that is not before `day`, or None."""
        # A winter reaches into the year after its own, so the search begins a year early.
        for year in self._years(year_of(day) - 1, year_of(FAR_FUTURE)):
            for first, last in self._runs(year):
                if last >= day:
                    return max(first, day)
        return None

    def last_until(self, day: int) -> int | None:
        """Gives the last day of the mask that is not after `day`, or None."""
        for year in self._years(year_of(FAR_PAST), year_of(day), backwards=True):
            for first, last in reversed(self._runs(year)):
                if first <= day:
                    return min(last, day)
        return None

    def bounds(self) -> tuple[int, int]:
        """Gives the first and the last day of a mask that has any."""
        first, last = self.first_from(FAR_PAST), self.last_until(FAR_FUTURE)
        assert first is not None
        assert last is not None
        return first, last

    def _years(self, low: int, high: int, *, backwards: bool = False) -> Iterator[int]:
        """Yields the years of the mask from low to high, stepping over what the last digits exclude."""
        least, most = int(self.year_digits.replace("X", "0")), int(self.year_digits.replace("X", "9"))
        if self.sign < 0:
            least, most = -most, -least
        step: int = 10 ** (3 - self.year_digits.rfind("X")) if "X" in self.year_digits else 1
        years = range(least, most + 1, step)
        begin = max(0, -((least - low) // step))
        years = years[begin : max(begin, (high - least) // step + 1)]
        return filter(self._fits, reversed(years) if backwards else years)

    def _fits(self, year: int) -> bool:
        if self.sign < 0 and year == 0:  # -0000 is no year
            return False
        digits = f"{abs(year):04d}"
        return all(mask in ("X", digit) for mask, digit in zip(self.year_digits, digits, strict=True))

    def _runs(self, year: int) -> list[tuple[int, int]]:
        """Gives the runs of days of one year, in order."""
        if self.seasons is not None:
            return [subyear_days(year, self.months[0], self.seasons)]
        if not self.days:
            return [(day_of(year, m, 1), day_of(year, m, month_length(year, m))) for m in self.months]
        days = [
            day_of(year, month, day) for month in self.months for day in self.days if day <= month_length(year, month)
        ]
        return [(day, day) for day in days]


Days = Run | Mask
"""The days that one written date may stand for."""


def mask_numbers(digits: str, low: int, high: int) -> tuple[int, ...]:
    """Gives the two-digit numbers from low to high that fit digits and X.

    >>> mask_numbers("X1", 1, 12), mask_numbers("3X", 1, 31)
    ((1, 11), (30, 31))
    """
    tens, units = digits[0], digits[1]
    return tuple(
        number
        for number in range(low, high + 1)
        if tens in ("X", str(number // 10)) and units in ("X", str(number % 10))
    )
