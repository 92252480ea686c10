"""One cell of a mapped date by the formats of its mapping: EDTF, words or patterns; zeros are parts not known."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from dateline.dates import Date, from_prose, settled
from dateline.dates.calendar import year_text
from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import Rank, valid_date
from dateline.dates.prose.interpretation import meanings
from dateline.dates.prose.timestamps import timestamps
from dateline.dates.prose.vocabulary import normal
from dateline.formats.delimited.cell_values import UnfitError, edtf
from dateline.formats.delimited.date_patterns import by_pattern
from dateline.formats.delimited.excel_days import STARTS, excel_day, excel_hint
from dateline.formats.delimited.mapped_numbers import whole_number

Read = Callable[[str], Date]
FORMS = ("edtf", "words", *STARTS)
"""The formats that are called by a name; all others are patterns of strptime."""

_OTHER_ORDER = {"day-first": "month first", "month-first": "day first"}
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_ZEROS = re.compile(r"(-?\d{4})-(\d\d)-00(?:[T ].*)?")


def is_unknown(text: str) -> bool:
    """Tells whether a cell says that its date is unknown: 0000-00-00, 00/00/0000, 0.

    >>> is_unknown("0000-00-00"), is_unknown("0"), is_unknown("2000-00-00")
    (True, True, False)
    """
    return not text.strip("0-/. ") and "0" in text


def cell_reader(
    forms: tuple[str, ...], conventions: Conventions, order: str | None, negative_years: str | None
) -> Read:
    """Return a function that reads a cell by the first of several formats that can; raises UnfitError.

    Patterns that read one cell as different dates contradict each other, and the cell is ambiguous. EDTF and words are
    asked where no pattern fits. `order` is "day-first" or "month-first" and settles digits alone; `negative_years` is
    "bce" where -44 is 44 BCE.
    """
    other = conventions.calendar not in (None, "gregorian")
    words = partial(_from_words, conventions=conventions, order=order)
    numbers: Read = words if other else partial(_from_edtf, negative_years=negative_years)
    patterns = [form for form in forms if form not in ("edtf", "words", *STARTS)]
    counted = [form for form in forms if form in STARTS]
    plain = [words if form == "words" else numbers for form in forms if form in ("edtf", "words")]

    def read(text: str) -> Date:
        days = [found for form in counted if (found := excel_day(text, form)) is not None]
        written = [found for form in patterns if (found := by_pattern(text, form, conventions)) is not None]
        if len(meant := dict.fromkeys((*days, *written))) > 1:
            raise UnfitError(f"date {text!r} has several meanings", f"its formats read {' and '.join(meant)}")
        if meant:
            return edtf(days[0]) if days else numbers(written[0])
        return _first_that_reads(text, plain, [*patterns, *counted])

    return read


def _first_that_reads(text: str, readers: list[Read], patterns: list[str]) -> Date:
    fault = UnfitError(f"date {text!r} is not written as {' or '.join(map(repr, patterns))}")
    for reader in readers:
        try:
            return reader(text)
        except UnfitError as error:
            fault = error
    iso = 'add "edtf" to format in [date]' if _ISO.fullmatch(text) and not readers else None
    raise UnfitError(fault.reason, excel_hint(text) or fault.hint or iso)


def _from_edtf(text: str, negative_years: str | None) -> Date:
    """Read EDTF, a timestamp, or a day of which month or day is 00."""
    if found := _ZEROS.fullmatch(text):
        text = found[1] + (f"-{found[2]}" if found[2] != "00" else "")
    else:
        days = {stamp.start.partition("T")[0] for stamp in timestamps(normal(text)) if valid_date(stamp.start)}
        if len(days) == 1:  # 3/5/1999 10:00 is of two days, and 25:00 is no time of any
            text = days.pop()
    return edtf(_by_era(text) if negative_years == "bce" else text)


def _by_era(text: str) -> str:
    """Write years before Christ, where -44 is 44 BCE, as astronomical ones."""
    return re.sub(r"(?<![\d-])-(\d{1,4})(?=$|-\d\d)", lambda found: year_text(1 - int(found[1])), text)


def _from_words(text: str, conventions: Conventions, order: str | None) -> Date:
    readings = from_prose(text, None, conventions)
    meant = settled(readings)
    if meant is None and order:
        named = order.replace("-", " ")
        chosen = [each for each in readings if each.rank is not Rank.SHAPE and each.rule.startswith(named)]
        meant = chosen[0] if len(chosen) == 1 else None
    if meant is not None:
        if order and _OTHER_ORDER[order] in meant.rule:
            hint = f'if it is {meant.date.edtf}, add its pattern to format, such as "%d/%m/%Y" or "%m/%d/%Y"'
            raise UnfitError(f"date {text!r} is {_OTHER_ORDER[order]}, and order is {order!r}", hint)
        return meant.date
    if readings:
        raise UnfitError(f"date {text!r} has several meanings", meanings(readings))
    from dateline.dates.prose.refusals import why_unread

    found = why_unread(text, conventions)
    raise UnfitError(f"date {text!r} cannot be read" + (f": {found.message}" if found else ""), found and found.hint)


def parts_reader(read: Read, negative_years: str | None) -> Callable[[list[str]], Date | None]:
    """Return a function that reads year, month and day; a month or day that is empty or 0 is not known."""

    def date(texts: list[str]) -> Date | None:
        numbers = [whole_number(text, name) for text, name in zip(texts, ("year", "month", "day"), strict=False)]
        year, month, day = [*numbers, None, None][:3]
        if year is None:
            if month or day:
                raise UnfitError("the year is missing")
            return None
        if day and not month:
            raise UnfitError("there is a day, but no month")
        if negative_years == "bce" and year < 0:
            year += 1
        return read("-".join([year_text(year), *(f"{part:02d}" for part in (month, day) if part)]))

    return date
