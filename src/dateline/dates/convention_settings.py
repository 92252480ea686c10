"""Settings by which people say how dates are read: from the command line, a configuration file or a mapping."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from dateline.counted import counted
from dateline.dates import calendar as calendar_days
from dateline.dates.calendar import month_length
from dateline.dates.conventions import USUAL, Conventions
from dateline.dates.seasons import CONVENTIONS, Seasons
from dateline.errors import InvalidQuery

SETTINGS = Conventions._fields
"""The names of the settings, in the configuration file, in mappings and (with hyphens) on the command line."""
CALENDARS = calendar_days.CALENDARS
LANGUAGES = ("en", "ru", "uk", "be", "fr", "de", "es", "pl")
UNITS = ("day", "week", "month", "year", "decade", "century")
"""The units of a spread."""


def conventions_of(settings: Mapping[str, object]) -> Conventions:
    """Return the conventions that settings name; those that are missing or None are as in `USUAL`.

    Raises:
        InvalidQuery: a setting has a value that it cannot have; the hint says what it can be.

    >>> conventions_of({"circa": "10 years", "fiscal_start": "07-01"})[1:4]
    ((10, 'year'), None, (7, 1))
    """
    read = {name: _READERS[name](value) for name, value in settings.items() if value is not None}
    return USUAL._replace(**read) if read else USUAL


def circa_text(circa: tuple[int, str] | None) -> str | None:
    """Return a spread as the setting that gives it; None for none.

    >>> circa_text((10, "year")), circa_text((1, "century"))
    ('10 years', '1 century')
    """
    if circa is None:
        return None
    number, unit = circa
    return counted(number, unit)


def _one_of(name: str, among: tuple[str, ...], value: object) -> str:
    if value not in among:
        raise InvalidQuery(f"{name} must be one of {', '.join(among)}, not {value!r}")
    return str(value)


def _seasons(value: object) -> Seasons:
    return CONVENTIONS[_one_of("seasons", tuple(CONVENTIONS), value)]


def _circa(value: object) -> tuple[int, str]:
    found = re.fullmatch(rf"(\d{{1,4}}) *({'|'.join(UNITS)}|centurie)s?", str(value).strip())
    if not found:
        raise InvalidQuery(f"circa {value!r} is not a length of time", "such as '10 years', '1 decade' or '6 months'")
    return int(found[1]), "century" if found[2] == "centurie" else found[2]


def _two_digit_years(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"\d{4}", str(value)) or int(str(value)) > 9900:
        raise InvalidQuery(
            f"two-digit years {value!r} do not say a year", "give the first of the hundred years, such as 1930"
        )
    return int(str(value))


def _fiscal_start(value: object) -> tuple[int, int]:
    found = re.fullmatch(r"(\d\d)-(\d\d)", str(value))
    if not found or not 1 <= int(found[1]) <= 12 or not 1 <= int(found[2]) <= month_length(2001, int(found[1])):
        raise InvalidQuery(f"fiscal start {value!r} is not a day of the year", "write month and day, such as 07-01")
    return int(found[1]), int(found[2])


_READERS: dict[str, Callable[[object], object]] = {
    "seasons": _seasons,
    "circa": _circa,
    "two_digit_years": _two_digit_years,
    "fiscal_start": _fiscal_start,
    "calendar": partial(_one_of, "calendar", CALENDARS),
    "language": partial(_one_of, "language", LANGUAGES),
}
