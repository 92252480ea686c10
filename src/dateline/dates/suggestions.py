"""Guesses of what an invalid text meant, for the hint of the error. A guess is shown, never taken.

Every guess is read again by the parser, so that only valid EDTF is ever offered. Where a text has two
readings (10/7/2008) both are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import product

from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, day_text, from_day, to_day
from dateline.dates.faults import UnreadableError
from dateline.dates.strict import read_date

Reading = tuple[str, str]
"""An EDTF text, and a note that tells it from other readings, or nothing."""

_MOST_READINGS = 3
_LONGEST_TEXT = 200  # a longer text is no date that somebody mistyped
_LONGEST_SHORT_RANGE = 50  # years: 1914-18 is a range, 1910-99 rather a slip
_MOST_BARE_DIGITS = 5
_LAST_DECADE = 210  # 365 is no decade that anybody writes of
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_OPEN = ("open", "now", "present", "today")
_UNKNOWN = ("unknown", "unk")


def hint(text: str) -> str | None:
    """Return "did you mean ...?" with every reading that is valid EDTF, at most three, or None.

    >>> print(hint("198"))
    did you mean '198X'?
    >>> print(hint("10/7/2008"))
    did you mean '2008-10-07' (month first) or '2008-07-10' (day first)?
    """
    readings = suggest(text)
    if not readings:
        return None
    # Quoted, because a reading may itself end in a question mark.
    quoted = [f"'{edtf}' ({note})" if note else f"'{edtf}'" for edtf, note in readings]
    return f"did you mean {' or '.join(quoted)}?"


def suggest(text: str) -> list[Reading]:
    """Return the valid readings of an unreadable text, likeliest first, from the first rule that has any.

    >>> suggest("[1667, 1668]"), suggest("2004/open"), suggest("hello")
    ([('[1667,1668]', '')], [('2004/..', '')], [])
    """
    # The patterns below take the digits of every script for digits, and EDTF has only 0 to 9.
    if len(text) > _LONGEST_TEXT or any(each.isdecimal() and not each.isascii() for each in text):
        return []
    plain = text.strip().translate(_DASHES)
    for rule in (_whole_dates, _wikidata, _time_of_day, _repaired, _bare_range):
        readings = [each for each in dict.fromkeys(rule(plain)) if _is_valid(each[0]) and _is_plausible(each[0], plain)]
        if readings:
            return readings[:_MOST_READINGS]
    return []


def _is_plausible(edtf: str, text: str) -> bool:
    """Tells whether the days of a reading lie in the years that a text names, or go from one of them to another."""
    if re.search(r"\d{5,}|[YyEeSs]-?\d|\.\.", text) or re.fullmatch(r"-?\d\d[?~%]?", text):
        return True
    spelt = re.sub(r"\s+", "", text) if "-" in text else text
    spans = [_years_of(digits) for digits in re.findall(r"\d[\dXxUu?]{2,3}|\d+(?= ?bc)", spelt, re.IGNORECASE)]
    if re.search(r"\d0'?s|\d{4}[-/]\d\d(?!\d)", spelt):  # the 1800s, 1914-18
        spans = [(first, last + 99) for first, last in spans]
    if re.search("bc", text, re.IGNORECASE) or text.startswith("-"):
        spans = [(1 - last, 1 - first) for first, last in spans]
    date = read_date(edtf)
    ends = [from_day(day)[0] for day in (date.earliest, date.latest) if FAR_PAST < day < FAR_FUTURE]
    return bool(spans) and all(any(first - 1 <= year <= last + 1 for first, last in spans) for year in ends)


def _years_of(digits: str) -> tuple[int, int]:
    """Return the years that digits may stand for: 198 is 198 or the 1980s."""
    digits = re.sub("[XxUu?]", "X", digits)
    padded = digits + "X" * (4 - len(digits))
    first, last = int(padded.replace("X", "0")), int(padded.replace("X", "9"))
    return (min(first, int(digits)), last) if digits.isdigit() else (first, last)


def _is_valid(text: str) -> bool:
    try:
        read_date(text)
    except UnreadableError:
        return False
    return True


def _whole_dates(text: str) -> Iterable[Reading]:
    """Read day, month and year parted by slashes, dots or hyphens, in either order."""
    if found := re.fullmatch(r"(\d{4})([/.])(\d{1,2})\2(\d{1,2})", text):
        yield f"{found[1]}-{found[3]:0>2}-{found[4]:0>2}", ""
    if found := re.fullmatch(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})", text):
        month_first = f"{found[4]}-{found[1]:0>2}-{found[3]:0>2}"
        day_first = f"{found[4]}-{found[3]:0>2}-{found[1]:0>2}"
        sure = month_first == day_first or int(found[1]) > 12 or int(found[3]) > 12
        yield month_first, "" if sure else "month first"
        yield day_first, "" if sure else "day first"


def _wikidata(text: str) -> Iterable[Reading]:
    """Read +1994-00-00T00:00:00Z, in which 00 stands for what is not known."""
    if found := re.fullmatch(r"\+?(-?\d{4})-(\d\d)-(\d\d)(?:T00:00:00Z)?", text):
        if found[3] == "00" and int(found[1]):  # 0000-00-00 is nothing
            yield found[1] + (f"-{found[2]}" if found[2] != "00" else ""), ""
        elif text[0] == "+":
            yield f"{found[1]}-{found[2]}-{found[3]}", ""


def _time_of_day(text: str) -> Iterable[Reading]:
    """Write a time of day in full; an hour 24 is midnight of the next day."""
    clock = r"(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d+)?"
    zone = r"([Zz]|[+-]\d\d(?::?\d\d)?)?"
    found = re.fullmatch(rf"(-?\d{{4}}-\d\d-\d\d)[Tt ]{clock} ?{zone}", text)
    if not found:
        return
    date, clock = found[1], f"{found[2]:0>2}:{found[3]:0>2}:{found[4] or '00':0>2}"
    zone = (found[5] or "").upper()
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    if clock == "24:00:00" and _is_valid(date):
        date, clock = day_text(read_date(date).earliest + 1) or date, "00:00:00"
    if re.fullmatch("-00(:00)?", zone):
        zone = "Z"
    yield f"{date}T{clock}{zone}", ""
    yield date, ""


def _repaired(text: str) -> Iterable[Reading]:
    """Repairs a set, an interval or a single date, piece by piece."""
    text = re.sub(r"(?<=\d{4})\s*--\s*(?=\d{4})|\s*[/\\]\s*", "/", text)
    if text[:1] in ("[", "{"):
        text = re.sub(r"\s+", "", text)
        closing = "]" if text[0] == "[" else "}"
        for inner, note in _joined(text[1:].rstrip("]}"), r"(,|\.\.)"):
            yield text[0] + ",".join(map(_forward, inner.split(","))) + closing, note
    elif "/" in text:
        yield from _intervals(text)
    else:
        yield from _elements(text)


def _forward(member: str) -> str:
    """Turn round a range of a set that ends before it starts."""
    first, _, last = member.partition("..")
    turned = f"{last}..{first}"
    return turned if first and last and not _is_valid(f"[{member}]") and _is_valid(f"[{turned}]") else member


def _intervals(text: str) -> Iterable[Reading]:
    text = "/".join(_end_word(side) for side in text.split("/"))
    for interval, note in _joined(text, "(/)"):
        start, _, end = interval.partition("/")
        yield (interval if _is_valid(interval) else f"{end}/{start}"), note


def _end_word(side: str) -> str:
    """Write `open` and `unknown` of the 2012 draft as `..` or nothing, and drop a time of day."""
    word = side.strip().lower()
    if word in _OPEN:
        return ".."
    return "" if word in _UNKNOWN else re.sub(r"(?<=-\d\d)[Tt ]\d\d:[\d:.]*([Zz]|[-+][\d:]+)?$", "", side)


def _joined(text: str, separator: str) -> Iterable[Reading]:
    """Repairs the pieces of a text between separators, and joins every combination of their readings."""
    pieces = re.split(separator, text)
    if len(pieces) > 20:
        return
    choices = [
        [(piece, "")] if index % 2 or piece in ("", "..") else list(dict.fromkeys(_elements(piece)))[:2]
        for index, piece in enumerate(pieces)
    ]
    if not all(choices):
        return
    for count, combination in enumerate(product(*choices)):
        if count == _MOST_READINGS:
            return
        notes = dict.fromkeys(note for _, note in combination if note)
        yield "".join(piece for piece, _ in combination), ", ".join(notes)


def _elements(text: str) -> Iterable[Reading]:
    """Return the valid readings of a single date: the tidied text, or what the rules make of it."""
    tidy = _tidied(text)
    for candidate in (text, tidy):
        if _is_valid(candidate):
            yield candidate, ""
            return
    for pattern, rewrite in _RULES:
        if found := re.fullmatch(pattern, tidy):
            yield from ((edtf, note) for edtf, note in rewrite(found) if _is_valid(edtf))


def _tidied(text: str) -> str:
    """Rewrites spaces, signs and the notation of the 2012 draft that have only one reading."""
    text = re.sub(r"^(c\.|ca\.?|circa)\s*(.*\d)$", r"\2~", text.strip(), flags=re.IGNORECASE)
    text = re.sub(r"\^\w+$", "", re.sub(r"\s+", "", text)).removeprefix("+")
    text = re.sub(r"\(([^()]*)\)([?~%]+)", _ungrouped, text)
    text = re.sub(r"(?<=\d)\?\?$", "XX", text) if re.fullmatch(r"-?\d\d\?\?", text) else text
    text = re.sub(r"[?~%]{2,}", lambda run: run[0][0] if len(set(run[0])) == 1 else "%", text)
    if re.fullmatch(r"[yY]-?\d+([eE]\d+)?([sSpP]\d+)?", text):
        return text.upper().replace("P", "S")
    if re.fullmatch(r"[-?~%\duUxX]+", text):
        return re.sub("[uUx]", "X", text)
    return text


def _ungrouped(found: re.Match[str]) -> str:
    """Write a bracketed group of the 2012 draft with qualifiers on each of its parts."""
    mark = "%" if len(set(found[2])) > 1 else found[2][0]
    if found.start() == 0:
        return found[1] + mark
    return "-".join(mark + part for part in found[1].split("-"))


def _bare_range(text: str) -> Iterable[Reading]:
    """Read two years, or dots, that stand outside of an interval or a set."""
    text = re.sub(r"\s+", "", text)
    if found := re.fullmatch(r"(\d{4}|\d{4}-\d\d-\d\d)-(\d{4}|\d{4}-\d\d-\d\d)", text):
        yield f"{found[1]}/{found[2]}", ""
    if found := re.fullmatch(r"(\d\d)(\d\d)/(\d\d)", text):
        last = int(found[1] + found[3])
        last += 100 * (found[3] <= found[2])
        if last - int(found[1] + found[2]) <= _LONGEST_SHORT_RANGE:
            yield f"{found[1]}{found[2]}/{last:04d}", ""
    found = re.fullmatch(r"(\d\d)(\d\d)-(\d\d)", text)
    if found and int(found[3]) - int(found[2]) <= _LONGEST_SHORT_RANGE:
        yield f"{found[1]}{found[2]}/{found[1]}{found[3]}", ""
    start, dots, end = text.partition("..")
    if dots:
        yield f"{start or '..'}/{end or '..'}", "from the first to the last"
        yield f"[{start}..{end}]", "one of them"


def _decade(found: re.Match[str]) -> Iterable[Reading]:
    sign, digits, mark = found.groups()
    if sign and len(digits) == 2:
        yield f"-00{digits}{mark}", ""
        return
    if len(digits) > 2 and int(digits) > _LAST_DECADE:
        return
    year = sign + digits + "X" * (4 - len(digits))
    yield year, ""
    if mark:
        yield year + mark, ""


def _plural(found: re.Match[str]) -> Iterable[Reading]:
    yield found[1] + "X", "the decade" if found[1].endswith("0") else ""
    if found[1].endswith("0"):
        yield found[1][:2] + "XX", "the century"


def _padded(found: re.Match[str]) -> Iterable[Reading]:
    year, month, day = found.groups()
    yield f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else ""), ""


def _impossible_day(found: re.Match[str]) -> Iterable[Reading]:
    """Offers the days around one that its month does not have, or month and day exchanged."""
    year, month, day = found[1], int(found[2]), int(found[3])
    if 12 < month <= 31 and day <= 12:
        yield f"{year}-{day:02d}-{month:02d}{found[4]}", ""
    if 1 <= month <= 12 and 28 < day <= 31 and year != "-0000":
        following = read_date(f"{year}-{month:02d}").latest + 1
        yield f"{day_text(following - 1)}{found[4]}", ""
        yield f"{day_text(following)}{found[4]}", ""


def _y_year(found: re.Match[str]) -> Iterable[Reading]:
    sign, digits = found[1], found[2].lstrip("0")
    # More than five bare digits are rather a compact day, badly spelt, or a number of something else.
    if found[0][0] != "Y" and not sign and (len(found[2]) > _MOST_BARE_DIGITS or found[2][0] == "0"):
        return
    yield (f"Y{sign}{digits}" if len(digits) > 4 else f"{sign}{digits:0>4}") + found[3], ""


def _ordinal(found: re.Match[str]) -> Iterable[Reading]:
    day = to_day(int(found[1]), 1, 1) + int(found[2]) - 1
    if int(found[2]) >= 1 and day < to_day(int(found[1]) + 1, 1, 1):
        yield str(day_text(day)), f"day {int(found[2])} of the year"


def _week(found: re.Match[str]) -> Iterable[Reading]:
    """Count ISO weeks, the first of which holds 4 January and which begin on Monday."""
    fourth = to_day(int(found[1]), 1, 4)
    monday = fourth - (fourth - 1) % 7 + 7 * (int(found[2]) - 1)
    following = to_day(int(found[1]) + 1, 1, 4)
    if not int(found[2]) >= 1 or monday >= following - (following - 1) % 7:
        return  # the year has no such week
    if found[3] and not 1 <= int(found[3]) <= 7:
        return
    if found[3]:
        yield str(day_text(monday + int(found[3]) - 1)), ""
    else:
        yield f"{day_text(monday)}/{day_text(monday + 6)}", "the whole week"
        yield f"[{day_text(monday)}..{day_text(monday + 6)}]", "a day in it"


def _before_christ(found: re.Match[str]) -> Iterable[Reading]:
    year = 1 - int(found[1])
    yield f"-{-year:04d}" if year < 0 else "0000", ""


_RULES: tuple[tuple[str, Callable[[re.Match[str]], Iterable[Reading]]], ...] = (
    (r"(-?)(\d{2,3})([?~%]?)", _decade),
    (r"(\d{3})0'?s", _plural),
    (r"(-?\d{4})-(\d{1,2})(?:-(\d{1,2}))?", _padded),
    (r"(-?\d{4})-(\d\d)-(\d\d)([?~%]?)", _impossible_day),
    (r"(\d{4})(\d\d)(\d\d)", lambda found: [("-".join(found.groups()), "")]),
    (r"([12]\d{3})(0[1-9]|1[0-2])", lambda found: [("-".join(found.groups()), "")]),
    (r"Y?(-?)(\d{5,})([?~%]?)", _y_year),
    (r"Y(-?)(\d{1,5})([?~%]?)", _y_year),
    (r"(\d{4})-00", lambda found: [(found[1], "no month")]),
    (r"(\d{4})-?(\d{3})", _ordinal),
    (r"(\d{4})-?W(\d\d)(?:-?(\d))?", _week),
    (r"(\d{4})-?Q([1-4])", lambda found: [(f"{found[1]}-{32 + int(found[2])}", "")]),
    (r"(\d{1,4})(?:BCE?|bce?)", _before_christ),
)
"""Patterns of whole tidied texts, and what each may mean. Compact days come before years of eight digits."""
