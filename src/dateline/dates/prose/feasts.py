"""Days with a name: feasts of the church and the English quarter days, with the year that follows or precedes them.

Movable feasts follow Easter of the Gregorian calendar, computed by dateutil; "Orthodox" asks for that of the Julian
calendar. Fixed ones stand in C. R. Cheney, "A Handbook of Dates", 2000, pp. 59-93.
"""

from __future__ import annotations

import re
from datetime import timedelta

from dateline.dates.prose.vocabulary import MONTHS

_FIXED = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "new year's": (1, 1), "new year": (1, 1),
    "epiphany": (1, 6), "candlemas": (2, 2), "valentine's day": (2, 14), "st valentine's day": (2, 14),
    "st patrick's day": (3, 17), "lady day": (3, 25), "annunciation": (3, 25), "st george's day": (4, 23),
    "may day": (5, 1), "midsummer day": (6, 24), "midsummer's day": (6, 24), "st john's day": (6, 24),
    "lammas": (8, 1), "assumption": (8, 15), "michaelmas": (9, 29), "halloween": (10, 31), "all hallows": (11, 1),
    "all saints' day": (11, 1), "all saints": (11, 1), "all souls' day": (11, 2), "all souls": (11, 2),
    "martinmas": (11, 11), "st andrew's day": (11, 30), "st nicholas' day": (12, 6), "st stephen's day": (12, 26),
    "holy innocents": (12, 28),
}  # fmt: skip
"""Month and day."""
_MOVABLE = {
    "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
    "holy saturday": -1, "easter eve": -1, "easter sunday": 0, "easter day": 0, "easter monday": 1, "easter": 0,
    "ascension day": 39, "ascension": 39, "pentecost": 49, "whit sunday": 49, "whitsunday": 49, "whitsun": 49,
    "whit monday": 50, "trinity sunday": 56, "corpus christi": 60,
}  # fmt: skip
"""Days from Easter Sunday."""
_NAME = "|".join(sorted((*_FIXED, *_MOVABLE), key=len, reverse=True))
_FEAST = re.compile(
    rf"(?<!\w)(?:the )?(?:feast of (?:the )?)?(?P<east>orthodox )?(?P<name>{_NAME})"
    rf",? (?:of |in )?(?P<year>\d{{4}}|'\d\d)(?!\w)"
    rf"|(?<!\w)(?P<before>\d{{4}}),? (?P<orthodox>orthodox )?(?P<called>{_NAME})(?!\w)"
)
_FIRST_EASTER, _LAST_EASTER = 1583, 4099


def with_feasts_as_days(text: str) -> str:
    """Write the feasts of a normal text, with their year, as days; Easter before 1583 stays as it is.

    >>> with_feasts_as_days("christmas 1999"), with_feasts_as_days("good friday 1998")
    ('25 december 1999', '10 april 1998')
    """
    return _FEAST.sub(_day, text)


def _day(found: re.Match[str]) -> str:
    name, written = found["name"] or found["called"], found["year"] or found["before"]
    eastern = bool(found["east"] or found["orthodox"])
    if name in _FIXED:
        month, day = _FIXED[name]
        # Fixed feasts of churches that keep the Julian calendar fall on other days, which the word alone does not tell.
        return found[0] if eastern else f"{day} {MONTHS[month - 1]} {written}"
    year = int(written.lstrip("'"))
    if not _FIRST_EASTER <= year <= _LAST_EASTER:
        return found[0]
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

    date = easter(year, EASTER_ORTHODOX if eastern else EASTER_WESTERN) + timedelta(days=_MOVABLE[name])
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
