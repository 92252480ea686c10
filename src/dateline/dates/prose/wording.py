"""EDTF to English that reads naturally and, read again, gives the same EDTF."""

from __future__ import annotations

import re

from dateline.dates.conventions import Conventions
from dateline.dates.prose.interpretation import from_prose
from dateline.dates.prose.vocabulary import MONTHS, ordinal
from dateline.dates.seasons import CONVENTIONS, METEOROLOGICAL
from dateline.dates.values import Date

_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")
_DOUBTS = {"?": "possibly ", "~": "c. ", "%": "possibly c. ", "": ""}
_NAMED_DOUBTS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}

_PLAIN = re.compile(r"[1-9]\d{3}(-(0\d|1[0-2])(-\d\d)?)?")
"""A day, month or year with four digits of the year. The codes from 21 on are no months."""


class _NoWords(Exception):
    """Raised where English has no short words for a date."""


def to_prose(date: Date) -> str:
    """Write a date in English; what words cannot say exactly stays EDTF.

    Read again with the same seasons, the text gives the same EDTF as its first candidate.

    >>> from dateline.dates import parse
    >>> [to_prose(parse(text)) for text in ("1999-12-08", "1999-23~", "-0043-03-15", "11XX", "1985/..")]
    ['8 December 1999', 'c. autumn 1999', '15 March 44 BC', '12th century', 'from 1985 onwards']
    >>> to_prose(parse("[1667,1668..1670]")), to_prose(parse("2016-X2"))
    ('one of 1667, 1668 to 1670', '2016-X2')
    """
    try:
        words = _words(date)
    except _NoWords:
        return date.edtf
    if _PLAIN.fullmatch(date.edtf):  # such words have one meaning, and most dates are such: they are not read again
        return words
    candidates = from_prose(words, conventions=Conventions(CONVENTIONS.get(date.seasons or "", METEOROLOGICAL)))
    return words if candidates and candidates[0].edtf == date.edtf else date.edtf


def _words(date: Date) -> str:
    text = date.edtf
    if date.kind == "undated":
        return text
    if date.kind == "interval":
        return _interval(*text.split("/"))
    if date.kind in ("one_of", "all_of"):
        return _set(text[1:-1].split(","), "or" if date.kind == "one_of" else "and")
    if date.kind == "datetime":
        day, _, clock = text.partition("T")
        zone = clock[8:]
        return f"{_element(day)} at {clock[:8]}" + (" UTC" if zone == "Z" else f" {zone}" if zone else "")
    return _element(text)


def _interval(start: str, end: str) -> str:
    if ".." in (start, end):
        return f"until {_element(end)}" if start == ".." else f"from {_element(start)} onwards"
    if not start:
        return f"from an unknown date to {_element(end)}"
    if not end:
        return f"from {_element(start)} to an unknown date"
    first, last = _element(start.removeprefix("..")), _element(end.removesuffix(".."))
    if start.startswith(".."):
        first = f"from {first} or earlier"
    return f"{first} to {last}" + (" or later" if end.endswith("..") else "")


def _set(members: list[str], word: str) -> str:
    start, dots, end = members[0].partition("..")
    if len(members) == 1 and dots and not (start and end):
        if word == "or":
            return f"{_element(end)} or earlier" if end else f"in or after {_element(start)}"
        return f"all of {_element(end)} and earlier" if end else f"all of {_element(start)} and later"
    if len(members) == 1 and dots and word == "or":
        return f"some time between {_element(start)} and {_element(end)}"
    if any(".." in member for member in members) or len(members) == 1:
        return f"{'one' if word == 'or' else 'all'} of {', '.join(map(_member, members))}"
    *most, last = map(_element, members)
    return f"{', '.join(most)} {word} {last}"


def _member(text: str) -> str:
    start, dots, end = text.partition("..")
    if dots and not (start and end):
        raise _NoWords
    return f"{_element(start)} to {_element(end)}" if dots else _element(start)


def _element(text: str) -> str:
    """Write one written date with its qualifiers."""
    bare = re.sub(r"[?~%]", "", text)
    marks = re.findall(r"[?~%]", text)
    if not marks or text == bare + marks[0]:
        return _DOUBTS[marks[0] if marks else ""] + _bare(bare)
    sign, parts = ("-", text[1:].split("-")) if text[0] == "-" else ("", text.split("-"))
    if any(part[-1] in "?~%" for part in parts):
        raise _NoWords  # a sign in the middle doubts all before it: signs in front say the same
    doubted: dict[str, list[str]] = {}
    for name, part in zip(("year", "month", "day"), parts, strict=False):
        if part[0] in "?~%":
            doubted.setdefault(part[0], []).append(name)
    named = [f"{' and '.join(names)} {_NAMED_DOUBTS[mark]}" for mark, names in doubted.items()]
    return f"{_bare(sign + '-'.join(part.strip('?~%') for part in parts))} ({', '.join(named)})"


def _bare(text: str) -> str:
    if text[0] == "Y":
        return _year(text)
    sign, parts = ("-", text[1:].split("-")) if text[0] == "-" else ("", text.split("-"))
    year, month, day = sign + parts[0], *[*parts[1:], "", ""][:2]
    if month and month.isdigit() and int(month) > 12:
        return _part_of_year(int(month), _year(year))
    if "X" in year:
        return _in_masked_year(year, month, day)
    if month == "XX":
        if day.isdigit():
            return f"the {ordinal(int(day))} of some month of {_year(year)}"
        return f"some {'day' if day else 'month'} of {_year(year)}"
    return _dated(month, day, _year(year))


def _dated(month: str, day: str, year: str) -> str:
    """Write day, month and year, as far as they are told."""
    if "X" in month or (day != "XX" and "X" in day):
        raise _NoWords
    name = MONTHS[int(month) - 1].capitalize() if month else ""
    if day == "XX":
        return f"some day of {name} {year}".strip()
    return " ".join(filter(None, (str(int(day)) if day else "", name, year)))


def _year(text: str) -> str:
    """Write a year without X: with BC before Christ, with AD before 1000, where a bare number says little."""
    if text[0] == "Y":
        digits = text[1:].lstrip("-")
        if not digits.isdigit():
            raise _NoWords
        return f"{int(digits) + 1} BC" if text[1] == "-" else f"the year {digits}"
    if not text.lstrip("-").isdigit():
        raise _NoWords
    year = int(text)
    if year <= 0:
        return f"{1 - year} BC"
    return f"AD {year}" if year < 1000 else text


def _part_of_year(code: int, year: str) -> str:
    if code <= 32:
        side = "" if code <= 24 else " (northern hemisphere)" if code <= 28 else " (southern hemisphere)"
        return f"{_SEASONS[(code - 21) % 4]} {year}{side}"
    first, unit = (33, "quarter") if code <= 36 else (37, "quadrimester") if code <= 39 else (40, "half")
    return f"{_ORDINALS[code - first]} {unit} of {year}"


def _in_masked_year(year: str, month: str, day: str) -> str:
    words = _masked_year(year)
    if not month:
        return words
    if month == "XX" and day in ("", "XX"):
        return f"some {'day' if day else 'month'} {'of' if year == 'XXXX' else 'in the'} {words}"
    dated = _dated(month, day, "")
    if year == "XXXX":
        return dated if day != "XX" else f"{dated} of some year"
    return f"{dated} of some year in the {words}"


def _masked_year(year: str) -> str:
    """Names the decade, century or millennium of years whose last digits are X."""
    if year == "XXXX":
        return "some year"
    sign, digits = year.startswith("-"), year.lstrip("-").rstrip("X")
    if not digits.isdigit():
        raise _NoWords
    era = " BC" if sign else ""
    count = ordinal(int(digits) + 1)
    if len(digits) == 3 and not sign:
        return f"{digits}0s decade" if digits[2] == "0" or digits[0] == "0" else f"{digits}0s"
    if len(digits) == 3:
        raise _NoWords  # the 1990s BC are other years than the mask -199X
    return f"{count} {'century' if len(digits) == 2 else 'millennium'}{era}"
