"""The beginning or end of a period as a bound means it: by the end of 1999 is by its last day."""

from __future__ import annotations

import re

from dateline.dates.calendar import day_text
from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import Term, single, valid_date
from dateline.dates.prose.terms import sides

_EDGE = re.compile(r"(?:the )?(?:very )?(start|beginning|end|close) of (.+)")


def edge_days(text: str, conventions: Conventions) -> list[Term]:
    """Return the first or last day of a period of which a text names the beginning or end, as a bound means it.

    >>> from dateline.dates.conventions import USUAL
    >>> [term.start for term in edge_days("the end of may 1999", USUAL)]
    ['1999-05-31']
    """
    found = _EDGE.fullmatch(text)
    if not found:
        return []
    last = found[1] in ("end", "close")
    days = [
        (term, date)
        for term in sides(found[2], conventions)
        if "XXXX" not in term.start and (date := valid_date(term.edtf, conventions))
    ]
    return [
        single(edge, f"{'last' if last else 'first'} day of it", term.rank)
        for term, date in days
        if (edge := day_text(date.latest if last else date.earliest))
    ]
