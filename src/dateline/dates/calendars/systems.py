"""The calendars and their arithmetic, by integers for the Julian one and by the library convertdate for the others.

Months have the numbers of convertdate: Tishri is 7 and Nisan 1, the complementary days are month 13. Julian years are
astronomical, as everywhere: 0 is 1 BC.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from dateline.dates import calendar as gregorian
from dateline.dates.calendars.faults import ImpossibleError

_JULIAN_DAY_OF_ZERO = 1_721_424.5
_FROM_MARCH_TO_YEAR_ONE = 308  # days from 1 March of the Julian year 0, where the formulas count from, to day 0
_ETHIOPIAN_AHEAD = 276  # the years that the Ethiopian calendar counts more than the Coptic one, whose months it has
_LAST_REPUBLICAN_YEAR = 14
_TISHRI = 7


class System(NamedTuple):
    """A calendar: its names, its months, and where each begins.

    `months` holds the English names from month 1 on. `order` gives the numbers of the months of a year in their
    order, `length` the days of a month, `start` the first day of a month. `slack` is by how many days either way the
    true calendar may differ. `years` are those that dates in it usually have, `last_year` the last that it has.
    """

    name: str
    title: str
    months: tuple[str, ...]
    era: str
    order: Callable[[int], tuple[int, ...]]
    length: Callable[[int, int], int]
    start: Callable[[int, int], int]
    slack: int
    years: range
    first_year: int
    last_year: int = 9999


def days(system: System, year: int, month: int | None = None, day: int | None = None) -> tuple[int, int]:
    """Return the first and last day of a day, month or year of a calendar, as day numbers, without slack.

    Raises:
        ImpossibleError: the calendar has no such day, month or year.

    >>> from dateline.dates.calendar import day_text
    >>> [day_text(day) for day in days(system_named("hebrew"), 5760, 7)]
    ['1999-09-11', '1999-10-10']
    """
    _check_year(system, year)
    order = system.order(year)
    if month is None:
        return system.start(year, order[0]), system.start(year, order[-1]) + system.length(year, order[-1]) - 1
    if month not in order:
        raise ImpossibleError(f"the year {system.era.format(year)} of the {system.title} has no month {month}")
    first, length = system.start(year, month), system.length(year, month)
    if day is None:
        return first, first + length - 1
    if not 1 <= day <= length:
        raise ImpossibleError(
            f"{month_name(system, year, month)} {system.era.format(year)} has {length} days in the {system.title}, "
            f"not {day}"
        )
    return first + day - 1, first + day - 1


def _check_year(system: System, year: int) -> None:
    if not system.first_year <= year <= system.last_year:
        reason = f"the {system.title} has no year {year}"
        if system.name == "french-republican":
            raise ImpossibleError(f"{reason}: it was in use in the years 1 to {_LAST_REPUBLICAN_YEAR}")
        raise ImpossibleError(reason)


def parts(system: System, day: int) -> tuple[int, int, int] | None:
    """Return the year, month and day of month that a day has in a calendar, None where the calendar has no such day.

    >>> from dateline.dates.calendar import parse_day
    >>> parts(system_named("julian"), parse_day("1917-11-07"))
    (1917, 10, 25)
    """
    low, high = system.first_year, system.last_year
    if not days(system, low)[0] <= day <= days(system, high)[1]:
        return None
    while low < high:
        middle = (low + high + 1) // 2
        if days(system, middle)[0] <= day:
            low = middle
        else:
            high = middle - 1
    month = max((each for each in system.order(low) if system.start(low, each) <= day), key=_start_in(system, low))
    return low, month, day - system.start(low, month) + 1


def _start_in(system: System, year: int) -> Callable[[int], int]:
    return lambda month: system.start(year, month)


def day_in_words(system: System, day: int) -> str | None:
    """Write a day as a calendar has it, with its era, or None where the calendar has no such day.

    >>> day_in_words(system_named("islamic"), 730008)
    '30 Jumada I AH 1420'
    """
    found = parts(system, day)
    return None if found is None else written(system, *found)


def written(system: System, year: int, month: int | None = None, day: int | None = None) -> str:
    """Write a day, month or year in words: 25 October 1917, Tishri 5760 AM."""
    words = [str(day)] if day else []
    words += [month_name(system, year, month)] if month else []
    if system.name == "julian" and year <= 0:
        return " ".join([*words, f"{1 - year} BC"])
    return " ".join([*words, system.era.format(year)])


def month_name(system: System, year: int, month: int) -> str:
    """Return the name of a month, which for Adar depends on the year."""
    if system.name == "hebrew" and month == 12 and len(system.order(year)) == 13:
        return "Adar I"
    return system.months[month - 1]


def _julian_length(year: int, month: int) -> int:
    return 29 if month == 2 and year % 4 == 0 else gregorian.month_length(2001, month)


def _julian_start(year: int, month: int) -> int:
    years, months = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return 365 * years + years // 4 + (153 * months + 2) // 5 + 1 - _FROM_MARCH_TO_YEAR_ONE


def _from_julian_day(number: float) -> int:
    return int(number - _JULIAN_DAY_OF_ZERO)


def _twelve(year: int) -> tuple[int, ...]:
    return tuple(range(1, 13))


def _thirteen(year: int) -> tuple[int, ...]:
    return tuple(range(1, 14))


def _hebrew() -> System:
    from convertdate import hebrew

    def order(year: int) -> tuple[int, ...]:
        return (*range(_TISHRI, 14 if hebrew.leap(year) else 13), *range(1, _TISHRI))

    @cache
    def starts(year: int) -> dict[int, int]:
        # Adding up lengths calls no function of the library that it has deprecated.
        found, day = {}, _from_julian_day(hebrew.to_jd(year, _TISHRI, 1))
        for month in order(year):
            found[month] = day
            day += hebrew.month_length(year, month)
        return found

    names = ("Nisan", "Iyyar", "Sivan", "Tammuz", "Av", "Elul", "Tishri", "Marheshvan", "Kislev", "Tevet", "Shevat",
             "Adar", "Adar II")  # fmt: skip
    return System(
        "hebrew",
        "Hebrew calendar",
        names,
        "{} AM",
        order,
        hebrew.month_length,
        lambda year, month: starts(year)[month],
        slack=0,
        years=range(4000, 6200),
        first_year=1,
    )


def _islamic() -> System:
    from convertdate import islamic

    names = ("Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II", "Rajab", "Shaban", "Ramadan",
             "Shawwal", "Dhu al-Qada", "Dhu al-Hijja")  # fmt: skip
    return System(
        "islamic",
        "Islamic calendar",
        names,
        "AH {}",
        _twelve,
        islamic.month_length,
        lambda year, month: _from_julian_day(islamic.to_jd(year, month, 1)),
        slack=1,
        years=range(1, 1500),
        first_year=1,
    )


def _french_republican() -> System:
    from convertdate import french_republican

    names = ("Vendémiaire", "Brumaire", "Frimaire", "Nivôse", "Pluviôse", "Ventôse", "Germinal", "Floréal", "Prairial",
             "Messidor", "Thermidor", "Fructidor", "complementary day")  # fmt: skip
    return System(
        "french-republican",
        "French Republican calendar",
        names,
        "an {}",
        _thirteen,
        lambda year, month: 30 if month < 13 else 5 + french_republican.leap(year),
        cache(lambda year, month: _from_julian_day(french_republican.to_jd(year, month, 1))),
        slack=0,
        years=range(1, _LAST_REPUBLICAN_YEAR + 1),
        first_year=1,
        last_year=_LAST_REPUBLICAN_YEAR,
    )


def _egyptian(name: str, title: str, names: tuple[str, ...], era: str, ahead: int) -> System:
    from convertdate import coptic

    return System(
        name,
        title,
        names,
        era,
        _thirteen,
        lambda year, month: coptic.month_length(year - ahead, month),
        lambda year, month: _from_julian_day(coptic.to_jd(year - ahead, month, 1)),
        slack=0,
        years=range(1, 1900 + ahead),
        first_year=1,
    )


def _coptic() -> System:
    names = ("Tout", "Baba", "Hator", "Kiahk", "Toba", "Amshir", "Baramhat", "Baramouda", "Bashans", "Paona", "Epep",
             "Mesra", "Nasie")  # fmt: skip
    return _egyptian("coptic", "Coptic calendar", names, "{} AM", 0)


def _ethiopian() -> System:
    names = ("Meskerem", "Tikimt", "Hidar", "Tahsas", "Tir", "Yekatit", "Megabit", "Miyazya", "Ginbot", "Sene",
             "Hamle", "Nehase", "Pagume")  # fmt: skip
    return _egyptian("ethiopian", "Ethiopian calendar", names, "{} EC", _ETHIOPIAN_AHEAD)


_ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December")  # fmt: skip


def _gregorian() -> System:
    return System(
        "gregorian",
        "Gregorian calendar",
        _ENGLISH,
        "{}",
        _twelve,
        gregorian.month_length,
        lambda year, month: gregorian.day_of(year, month, 1),
        slack=0,
        years=range(-9000, 9001),
        first_year=-9999,
    )


def _julian() -> System:
    return System(
        "julian",
        "Julian calendar",
        _ENGLISH,
        "{}",
        _twelve,
        _julian_length,
        _julian_start,
        slack=0,
        years=range(-9000, 9001),
        first_year=-9998,
        last_year=9998,
    )


_SYSTEMS: dict[str, Callable[[], System]] = {
    "gregorian": _gregorian,
    "julian": _julian,
    "hebrew": _hebrew,
    "islamic": _islamic,
    "french-republican": _french_republican,
    "coptic": _coptic,
    "ethiopian": _ethiopian,
}


@cache
def system_named(name: str) -> System:
    """Return the calendar of a name in `convention_settings.CALENDARS`, with the library that it needs.

    >>> system_named("coptic").title
    'Coptic calendar'
    """
    return _SYSTEMS[name]()
