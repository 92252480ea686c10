"""The days that several dates share: those on which each of them may lie."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, Match, day_text, parse

Runs = tuple[tuple[int, int], ...]
"""First and last days, in order and apart."""
MOST_DAYS = 40_000
"""So many days of dates with gaps are looked at one by one; of more, only the outermost are told."""
_FEW = 6
"""So many runs are written as one date."""


def shared_days(dates: Sequence[Date]) -> Runs:
    """Return the days on which every one of the dates may lie; the outermost alone if they have too many with gaps.

    >>> [day_text(day) for run in shared_days([parse("1999-21"), parse("[1999-05-20,1999-05-21,2000]")]) for day in run]
    ['1999-05-20', '1999-05-21']
    """
    first = max(date.bounds.start_earliest for date in dates)
    last = min(date.bounds.end_latest for date in dates)
    if first > last:
        return ()
    gapped = [date for date in dates if date.gapped]
    if not gapped:
        return ((first, last),)
    if first <= FAR_PAST or last >= FAR_FUTURE or last - first > MOST_DAYS:
        return _outermost(gapped, first, last)
    days = (day for day in range(first, last + 1) if all(_may_be(date, day) for date in gapped))
    return _runs(list(days))


def _outermost(gapped: Sequence[Date], first: int, last: int) -> Runs:
    """Return the range in which the days lie, none if one of the dates has no day of it."""
    if any(date.match(first, last) is Match.IMPOSSIBLE for date in gapped):
        return ()
    return ((first, last),)


def _may_be(date: Date, day: int) -> bool:
    return date.match(day, day) is not Match.IMPOSSIBLE


def _runs(days: list[int]) -> Runs:
    if not days:
        return ()
    breaks = [place for place, (one, other) in enumerate(pairwise(days), 1) if other > one + 1]
    return tuple((days[start], days[end - 1]) for start, end in pairwise([0, *breaks, len(days)]))


def as_edtf(runs: Runs) -> str | None:
    """Return an EDTF text of a day among these, the plainest there is; None for no day.

    >>> april, may = (parse(text).bounds for text in ("1999-04-01", "1999-05"))
    >>> as_edtf(((may.earliest, may.latest),)), as_edtf(((april[0], april[0]), (may.earliest, may.latest)))
    ('1999-05', '[1999-04-01,1999-05]')
    """
    if not runs:
        return None
    if len(runs) > _FEW:
        runs = ((runs[0][0], runs[-1][1]),)
    texts = [_text(*run) for run in runs]
    if len(texts) == 1 and ".." not in texts[0]:
        return texts[0]
    return f"[{','.join(texts)}]"


def _text(first: int, last: int) -> str:
    start, end = (day_text(day) or "" for day in (first, last))
    for text in (start, start[:-3], start[:-6]) if start and end else ():
        date = parse(text) if len(text) > 3 else None
        if date and (date.earliest, date.latest) == (first, last):
            return text
    return f"{start}..{end}"
