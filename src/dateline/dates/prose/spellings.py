"""Spellings of a date that are put right before anything else: glued words, Roman months, the month in the middle.

Each rule rewrites a normal text and adds nothing: 3June1743 and 1743-June-03 are 3 june 1743.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.dates.prose.number_words import roman
from dateline.dates.prose.vocabulary import CARDINALS, MONTH_NUMBERS, MONTHS, SEASON_NUMBERS, WEEKDAYS, ordinal

MONTH = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + ")"
"""A pattern of the names of the months."""
NAMED = rf"(?:{MONTH}|" + "|".join(SEASON_NUMBERS) + ")"
"""A pattern of the names of the months and seasons."""
_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + "|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"


def usually_spelt(text: str) -> str:
    """Return a normal text with its words apart and in the usual order, as far as a rule fits.

    >>> usually_spelt("3june1743"), usually_spelt("1743-june-03"), usually_spelt("c16"), usually_spelt("20,000 bc")
    ('3 june 1743', '03 june 1743', '16th century', '20000 bc')
    """
    for pattern, rewrite in _RULES:
        text = pattern.sub(rewrite, text)
    return text


def _thousands(found: re.Match[str]) -> str:
    """Join 20,000 BC; behind a month the first number is its day."""
    return found[0] if re.search(rf"\b{MONTH} $", found.string[: found.start()]) else found[1] + found[2]


def _without_zeros(found: re.Match[str]) -> str:
    month = int(found[2] or found[3])
    return f"{found[5]}-{month:02d}" if 1 <= month <= 12 else found[0]


def _months_of(found: re.Match[str]) -> str:
    count = CARDINALS.get(found[2], int(found[2]) if found[2].isdigit() else 0)
    if not 2 <= count <= 11:
        return found[0]
    first, last = (1, count) if found[1] in ("first", "1st") else (13 - count, 12)
    return f"{MONTHS[first - 1]} - {MONTHS[last - 1]} {found[3]}"


def _roman_month(found: re.Match[str]) -> str:
    month = roman(found[2]) or 0
    return f"{found[3]} {MONTHS[month - 1]} {found[1]}" if 1 <= month <= 12 else found[0]


def _month_in_the_middle(found: re.Match[str]) -> str:
    return f"{found[4] or ''} {found[3]} {found[1]}".strip()


def _c_century(found: re.Match[str]) -> str:
    return f"{ordinal(int(found[1]))} century" if 1 <= int(found[1]) <= 21 else found[0]


_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), rewrite)
    for pattern, rewrite in (
        (r" ?(?:&amp;|&) ?", " and "),
        (r"[©℗] ?(?=c?\d)", ""),
        (r"(?<!\S)(\d{0,2}[23])d(?= |,|$)", lambda found: ordinal(int(found[1]))),
        (r"\bxmas\b", "christmas"),
        (rf"^(\d{{1,2}})[./]({MONTH})[./]?(\d\d|\d{{4}})$", r"\1 \2 \3"),
        (r"^(?:the )?(?:calendar year|cy) ?(?=\d{4})", ""),
        (r"^(q[1-4])/(?=\d\d$|\d{4}$)", r"\1 "),
        # A day or month of 00 is not known, in every order.
        (r"^00([./-])00\1(\d{4})$", r"\2"),
        (r"^(?:00([./-])(\d\d)|(\d\d)([./-])00)(?:\1|\4)(\d{4})$", _without_zeros),
        (r"^cc(?=\d{1,2}\b)", "circa c"),  # c.C16
        (r"\bcirca(?=\d)", "circa "),
        (r"(?<![\d.,])(\d{1,3}),(\d{3})(?!\d)(?=.*\bbce?\b)", _thousands),
        (r"^((?:c|ca|circa|about|around|before|after|by) )?(\d{2,3}) (\d{3}) (bce?)$", r"\1\2\3 \4"),
        (rf"(?<![\w-])(\d{{1,2}})({MONTH})(\d\d|\d{{4}})(?!\w)", r"\1 \2 \3"),
        (rf"(?<![\w-])({MONTH})(\d{{4}})(?!\w)", r"\1 \2"),
        (rf"^(\d{{4}})([-/.])({MONTH})(?:\2(\d{{1,2}}))?$", _month_in_the_middle),
        (rf"^(\d{{4}}),? ({_WEEKDAY}),? (?=[^,]*\d)([^,]*)$", r"\2 \3 \1"),
        (rf"^(\d{{4}}),? ((?:in or |on or |not )?(?:before|after)|by) ((?:\d.* )?{NAMED}(?: \d.*)?)$", r"\1, \2 \3 \1"),
        (r"^(\d{4})[., -]+(?!x[ ,])([ivx]+)[., -]+(\d{1,2})$", _roman_month),
        (r"^(\d{4}),? (q[1-4]) ?(?:-|to) ?(q[1-4])$", r"\2 - \3 \1"),
        (r"^(\d{4}-\d\d)-(\d\d)(?: ?- ?| to | ?/ ?)(\d\d)$", r"\1-\2 - \1-\3"),
        (r"\b(quarter|third|decade)s (?=of )", r"\1 "),
        (r"\broaring (?:twenties|20s)\b", "1920s"),
        (r"\b(?:dawn|outset|opening|commencement) (?=of (?:the )?\S*\d)", "beginning "),
        (r"\b(first|1st|last|final) (\w+) months of (\d{4})$", _months_of),
        (r"(\d{1,2}(?:st|nd|rd|th))c(?![\w.])", r"\1 century"),
        (r"^wft ", ""),
        (r"(?<![\w.])c(\d{1,2})(?:st|nd|rd|th)?(?![\w']| ?cent| \d| (?:ad|ce)\b)", _c_century),
    )
)
