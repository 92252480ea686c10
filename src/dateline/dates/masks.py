"""The days that one written day, month or year can mean: one run, or several with gaps.

`Run` and `Mask` answer the same two questions, from which bounds, membership and overlap all follow: which
is the first such day from a given day on, and which the last one up to a given day.
"""

from __future__ import annotations

from collections import namedtuple

from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, day_of, month_length, year_of
from dateline.dates.seasons import Seasons, subyear_days

TYPE_CHECKING = False  # that of typing, whose import costs more than all that parsing needs
if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPLEMENT = str.maketrans("0123456789", "9876543210")


class Run(namedtuple("Run", ("first", "last"))):
    """All days from first to last.

    >>> Run(10, 20).first_from(5), Run(10, 20).last_until(15), Run(10, 20).first_from(21)
    (10, 15, None)
    """

    __slots__ = ()
    first: int
    last: int

    def first_from(self, day: int) -> int | None:
        """Return the first day of the run that is not before `day`, or None."""
        if day > self.last:
            return None
        return max(day, self.first)

    def last_until(self, day: int) -> int | None:
        """Return the last day of the run that is not after `day`, or None."""
        if day < self.first:
            return None
        return min(day, self.last)


class Mask(namedtuple("Mask", ("sign", "year_digits", "months", "days", "seasons"), defaults=((), None))):
    """Days that share the digits which are written, in years `sign` times `year_digits`.

    `year_digits` are four digits or X. `months` are the month numbers that fit, or one code of a part of
    the year (21 to 41); `days` are the days of the month that fit, empty for whole months. EDTF level 2,
    "Unspecified Digit".

    >>> leap_days = Mask(1, "196X", (2,), (29,))
    >>> year_of(leap_days.first_from(FAR_PAST)), year_of(leap_days.last_until(FAR_FUTURE))
    (1960, 1968)
    """

    __slots__ = ()
    sign: int
    year_digits: str
    months: tuple[int, ...]
    days: tuple[int, ...]
    seasons: Seasons | None

    def first_from(self, day: int) -> int | None:
        """Return the first day of the mask that is not before `day`, or None."""
        # A winter reaches into the year after its own, so the search begins a year early.
        year = self._year_from(year_of(day) - 1)
        while year is not None:
            for first, last in self._runs(year, 1):
                if last >= day:
                    return max(first, day)
            year = self._year_from(year + 1)
        return None

    def last_until(self, day: int) -> int | None:
        """Return the last day of the mask that is not after `day`, or None."""
        year = self._year_until(year_of(day))
        while year is not None:
            for first, last in self._runs(year, -1):
                if first <= day:
                    return min(last, day)
            year = self._year_until(year - 1)
        return None

    def bounds(self) -> tuple[int, int]:
        """Return the first and the last day of a mask that has any."""
        if self.days or self.seasons:
            first, last = self.first_from(FAR_PAST), self.last_until(FAR_FUTURE)
            assert first is not None
            assert last is not None
            return first, last
        low, high = int(self.year_digits.replace("X", "0")), int(self.year_digits.replace("X", "9"))
        if self.sign < 0:  # -0000 is no year
            low, high = -high, -(fitting_from(self.year_digits, 1) or high)
        month = self.months[-1]
        return day_of(low, self.months[0], 1), day_of(high, month, month_length(high, month))

    def exists(self) -> bool:
        """Tells whether any year that fits has one of the days; only 29 February depends on the year."""
        if not self.days or any(self.days[0] <= month_length(2001, month) for month in self.months):
            return True
        return 2 in self.months and self.days[0] == 29 and _has_leap_year(self.year_digits)

    def _year_from(self, low: int) -> int | None:
        if self.sign > 0:
            return fitting_from(self.year_digits, low)
        year = fitting_until(self.year_digits, -low)
        return -year if year else None  # -0000 is no year

    def _year_until(self, high: int) -> int | None:
        if self.sign > 0:
            return fitting_until(self.year_digits, high)
        year = fitting_from(self.year_digits, max(1, -high))
        return None if year is None else -year

    def _runs(self, year: int, step: int) -> Iterator[tuple[int, int]]:
        """Yield the runs of days of one year, in order or, with the step -1, backwards."""
        if self.seasons is not None:
            yield subyear_days(year, self.months[0], self.seasons)
            return
        for month in self.months[::step]:
            eve, length = day_of(year, month, 1) - 1, month_length(year, month)
            if not self.days:
                yield eve + 1, eve + length
            for day in self.days[::step]:
                if day <= length:
                    yield eve + day, eve + day


class Around(namedtuple("Around", ("mask", "months", "span", "whole"))):
    """The days of a mask and those around each of them: so many `months`, then `span` days, on both sides.

    `whole` says that the days are those of whole months or longer, which are counted from border to border.

    >>> near = Around(Mask(1, "199X", (5,), ()), 1, 0, True)
    >>> from dateline.dates.calendar import day_text
    >>> [day_text(near.first_from(day_of(1991, month, 1))) for month in (1, 5, 7)]
    ['1991-04-01', '1991-05-01', '1992-04-01']
    """

    __slots__ = ()
    mask: Mask
    months: int
    span: int
    whole: bool

    def first_from(self, day: int) -> int | None:
        """Return the first day that is not before `day`, or None."""
        found = self.mask.first_from(self._spread(day)[0] - 3)
        while found is not None and (reached := self._spread(found))[1] < day:
            found = self.mask.first_from(found + 1)
        return None if found is None else max(reached[0], day)

    def last_until(self, day: int) -> int | None:
        """Return the last day that is not after `day`, or None."""
        found = self.mask.last_until(self._spread(day)[1] + 3)
        while found is not None and (reached := self._spread(found))[0] > day:
            found = self.mask.last_until(found - 1)
        return None if found is None else min(reached[1], day)

    def _spread(self, day: int) -> tuple[int, int]:
        from dateline.dates.shifting import around

        return around(day, day, self.months, self.span, whole=self.whole)


Days = Run | Mask | Around
"""The days that one written date may stand for."""


def _has_leap_year(digits: str) -> bool:
    """Tells whether a year that fits four digits or X has a 29 February."""
    ends = mask_numbers(digits[2:], 0, 99)
    if any(end and end % 4 == 0 for end in ends):
        return True
    return 0 in ends and any(century % 4 == 0 for century in mask_numbers(digits[:2], 0, 99))


def mask_numbers(digits: str, low: int, high: int) -> tuple[int, ...]:
    """Return the two-digit numbers from low to high that fit digits and X.

    >>> mask_numbers("X1", 1, 12), mask_numbers("3X", 1, 31)
    ((1, 11), (30, 31))
    """
    if "X" not in digits:
        return (int(digits),) if low <= int(digits) <= high else ()
    least, most = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    step = 10 if digits[0] == "X" and digits[1] != "X" else 1
    while least < low:
        least += step
    return tuple(range(least, min(most, high) + 1, step))


def fitting_from(digits: str, low: int) -> int | None:
    """Return the least number that fits digits and X and is not below `low`, or None.

    >>> fitting_from("1X5X", 0), fitting_from("1X5X", 1062), fitting_from("1X5X", 1960)
    (1050, 1150, None)
    """
    least = int(digits.replace("X", "0"))
    if low <= least:
        return least
    wanted = str(low).zfill(len(digits))
    if len(wanted) > len(digits):
        return None
    misfit = 0
    while digits[misfit] == "X" or digits[misfit] == wanted[misfit]:
        misfit += 1
        if misfit == len(digits):
            return low
    if digits[misfit] > wanted[misfit]:
        return int(wanted[:misfit] + digits[misfit:].replace("X", "0"))
    # What is written there is too small: the last X before it that can grow must grow by one.
    for place in range(misfit - 1, -1, -1):
        if digits[place] == "X" and wanted[place] != "9":
            return int(wanted[:place] + str(int(wanted[place]) + 1) + digits[place + 1 :].replace("X", "0"))
    return None


def fitting_until(digits: str, high: int) -> int | None:
    """Return the greatest number that fits digits and X and is not above `high`, or None.

    >>> fitting_until("1X5X", 9999), fitting_until("1X5X", 1149), fitting_until("1X5X", 1000)
    (1959, 1059, None)
    """
    greatest = int(digits.replace("X", "9"))
    if high >= greatest:
        return greatest
    most = 10 ** len(digits) - 1
    found = fitting_from(digits.translate(_COMPLEMENT), most - high)
    return None if found is None else most - found
