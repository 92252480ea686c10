"""Days as spreadsheets count them: 36161 is 1999-01-01, or 2003-01-02 in a file that counts from 1904."""

from __future__ import annotations

import re

from dateline.dates import day_text

STARTS = {"excel": 693_594, "excel-1904": 695_056}
"""The formats of such numbers, and the day before the one that each counts as 1."""
_SERIAL = re.compile(r"([1-9]\d{4})(?:\.\d+)?")
"""Five digits, the days from May 1927 to October 2173: a shorter number may be a year."""


def excel_day(text: str, form: str) -> str | None:
    """Return the EDTF text of the day that a number counts, None for what is no such number; its hours do not count.

    >>> excel_day("36161", "excel"), excel_day("36161.75", "excel-1904"), excel_day("1999", "excel")
    ('1999-01-01', '2003-01-02', None)
    """
    found = _SERIAL.fullmatch(text)
    return day_text(STARTS[form] + int(found[1])) if found else None


def excel_hint(text: str) -> str | None:
    """Return which day a number may be, and what settles it; None for what is no such number."""
    first, second = (excel_day(text, form) for form in STARTS)
    if first is None:
        return None
    return (
        f'if it is a day as Excel counts, add "excel" to format in [date]: {first} '
        f'("excel-1904" for a file that counts from 1904: {second})'
    )
