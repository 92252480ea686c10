"""Days and months counted from a day, and the shortest EDTF text for a run of days."""

from __future__ import annotations

from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, day_of, day_text, from_day, month_length, year_text
from dateline.dates.seasons import subyear_days


def shift(day: int, *, months: int = 0, days: int = 0) -> int:
    """Return the day so many months, then days, from `day`; past the end of a short month it is its last day.

    What has no bound keeps none: FAR_PAST and FAR_FUTURE stay what they are.

    The rule is that of dateutil's relativedelta, which knows the years 1 to 9999 alone.

    >>> from dateline.dates.calendar import parse_day
    >>> day_text(shift(parse_day("2000-03-31"), months=-1)), day_text(shift(parse_day("0001-01-01"), days=-1))
    ('2000-02-29', '0000-12-31')
    """
    if day <= FAR_PAST or day >= FAR_FUTURE:
        return day
    if months:
        year, month, of_month = from_day(day)
        years, month = divmod(12 * year + month - 1 + months, 12)
        day = day_of(years, month + 1, min(of_month, month_length(years, month + 1)))
    return moved(day, days)


def moved(day: int, days: int) -> int:
    """Return the day so many days later, held within FAR_PAST and FAR_FUTURE; what has no bound keeps none."""
    if day <= FAR_PAST or day >= FAR_FUTURE:
        return day
    return max(FAR_PAST, min(FAR_FUTURE, day + days))


def days_between(first: int, last: int) -> int | None:
    """Return how many days `last` lies after `first`, None where either has no bound.

    >>> days_between(3, 10), days_between(FAR_PAST, 10), days_between(3, FAR_FUTURE)
    (7, None, None)
    """
    bounded = FAR_PAST < first < FAR_FUTURE and FAR_PAST < last < FAR_FUTURE
    return last - first if bounded else None


def widened(first: int, last: int, *, months: int = 0, days: int = 0) -> tuple[int, int]:
    """Return the days from so many months and days before `first` to as many after `last`; no bound stays none.

    >>> from dateline.dates.calendar import parse_day
    >>> [day_text(day) for day in widened(parse_day("2000-03-31"), parse_day("2000-03-31"), months=1)]
    ['2000-02-29', '2000-04-30']
    """
    before = FAR_PAST if first <= FAR_PAST else max(FAR_PAST, shift(first, months=-months, days=-days))
    return before, FAR_FUTURE if last >= FAR_FUTURE else min(FAR_FUTURE, shift(last, months=months, days=days))


def around(first: int, last: int, months: int, days: int, *, whole: bool) -> tuple[int, int]:
    """Return what `widened` does; with `whole` units the end is counted by its border, as February ends on the 28th.

    >>> from dateline.dates.calendar import parse_day
    >>> february = parse_day("1999-02-01"), parse_day("1999-02-28")
    >>> [day_text(day) for day in around(*february, 1, 0, whole=True)]
    ['1999-01-01', '1999-03-31']
    """
    border = int(whole and last < FAR_FUTURE)
    before, after = widened(first, last + border, months=months, days=days)
    return before, after if after >= FAR_FUTURE else after - border


def unit_days(day: int, unit: str) -> tuple[int, int]:
    """Return the first and last day of the day, week (from Monday), month, quarter, half, year ... around a day."""
    year, month, _ = from_day(day)
    if unit == "week":
        monday = day - (day - 1) % 7
        return monday, monday + 6
    if unit == "month":
        return day_of(year, month, 1), day_of(year, month, month_length(year, month))
    if unit == "quarter":
        return subyear_days(year, 33 + (month - 1) // 3)
    if unit == "half":
        return subyear_days(year, 40 + (month - 1) // 6)
    years = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}.get(unit, 0)
    if not years:
        return day, day
    first = year - year % years
    return day_of(first, 1, 1), day_of(first + years - 1, 12, 31)


def whole_text(first: int, last: int) -> tuple[str, str]:
    """Return the EDTF text of the first and of the last day of a stretch, or twice that of a whole unit.

    >>> from dateline.dates.calendar import parse_day
    >>> whole_text(parse_day("1999-10-01"), parse_day("1999-12-31"))
    ('1999-36', '1999-36')
    >>> whole_text(parse_day("1999-12-30"), parse_day("1999-12-31"))
    ('1999-12-30', '1999-12-31')
    """
    year, month, _ = from_day(first)
    texts = {
        "month": f"{year_text(year)}-{month:02d}",
        "quarter": f"{year_text(year)}-{33 + (month - 1) // 3}",
        "half": f"{year_text(year)}-{40 + (month - 1) // 6}",
        "year": year_text(year),
        "decade": f"{year // 10:03d}X",
        "century": f"{year // 100:02d}XX",
    }
    for unit, text in texts.items():
        if unit_days(first, unit) == (first, last) and (year >= 0 or "X" not in text):
            return text, text
    if unit_days(first, "month")[0] == first and unit_days(last, "month")[1] == last:
        final = from_day(last)
        return texts["month"], f"{year_text(final[0])}-{final[1]:02d}"
    return str(day_text(first)), str(day_text(last))
