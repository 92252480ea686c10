"""The time of day of a datetime. It is checked and kept in the text, but only the written day counts."""

from __future__ import annotations

from dateline.dates.faults import UnreadableError

_SHAPE = "a time is hh:mm:ss with nothing, Z, +hh or +hh:mm after it"
_MOST_MINUTES = 14 * 60  # the widest time shift in use, UTC+14


def check_time(text: str, start: int) -> None:
    """Check text from `start`, behind the T, as a time of day; raises UnreadableError.

    Hours are 00 to 23 (24:00:00 is the next day's 00:00:00), seconds 00 to 60 for leap seconds. Fractions,
    reduced times and +hhmm are not EDTF (EDTF level 0, "Date and Time").
    """
    _number(text, start, 23, "an hour")
    _expect(text, start + 2, ":")
    _number(text, start + 3, 59, "a minute")
    _expect(text, start + 5, ":")
    _number(text, start + 6, 60, "a second")
    zone = start + 8
    if len(text) > zone and text[zone:] != "Z":
        _check_shift(text, zone)


def _check_shift(text: str, start: int) -> None:
    if text[start] not in "+-":
        raise UnreadableError(start + (text[start] == "Z"), _SHAPE)
    minutes = 60 * _number(text, start + 1, 99, "a time shift")
    end = start + 3
    if len(text) > end:
        _expect(text, end, ":")
        minutes += _number(text, end + 1, 59, "a time shift")
        end += 3
    if len(text) > end:
        raise UnreadableError(end, _SHAPE)
    if minutes > _MOST_MINUTES:
        raise UnreadableError(start, "a time shift is at most 14 hours")
    if minutes == 0 and text[start] == "-":
        raise UnreadableError(start, "a time shift of nothing is written Z or +00:00")


def _number(text: str, start: int, most: int, meaning: str) -> int:
    digits = text[start : start + 2]
    for offset, digit in enumerate(digits):
        if digit not in "0123456789":
            raise UnreadableError(start + offset, _SHAPE)
    if len(digits) < 2:
        raise UnreadableError(len(text), _SHAPE)
    if int(digits) > most:
        raise UnreadableError(start, f"{digits} is not {meaning} of a day")
    return int(digits)


def _expect(text: str, position: int, character: str) -> None:
    if text[position : position + 1] != character:
        raise UnreadableError(min(position, len(text)), _SHAPE)
