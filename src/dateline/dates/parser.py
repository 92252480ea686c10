"""Parses strict EDTF; an error carries a hint of what the text may mean."""

from __future__ import annotations

from dateline.dates.conventions import USUAL, Conventions
from dateline.dates.faults import UnreadableError
from dateline.dates.strict import read_date
from dateline.dates.values import Date
from dateline.errors import InvalidDate

__all__ = ["parse"]


def parse(text: str, conventions: Conventions = USUAL) -> Date:
    """Read an EDTF text of level 0, 1 or 2 in its strict form.

    `conventions` settle what the text leaves open, as the days of the codes 21 to 24. Raises InvalidDate with the
    position of the fault and, where another reading suggests itself, a hint "did you mean ...".
    A text longer than LONGEST is refused.

    >>> from dateline.dates import day_text
    >>> date = parse("1999-09")
    >>> day_text(date.earliest), day_text(date.latest)
    ('1999-09-01', '1999-09-30')
    >>> parse("1999/2000").kind, parse("[1994..1996]").kind, parse("156X-12-25").level
    ('interval', 'one_of', 2)
    """
    try:
        return read_date(text, conventions)
    except UnreadableError as fault:
        # Imported here because few programs ever meet an unreadable date.
        from dateline.dates.suggestions import hint

        raise InvalidDate(text, fault.message, position=fault.position, hint=hint(text)) from None
