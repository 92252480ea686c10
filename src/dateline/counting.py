"""How a last compliant day is counted, as a frozen value that records keep."""

from __future__ import annotations

from dateline.counted import counted
from dateline.dates import Date, day_text, parse_day
from dateline.light_classes import dataclass, replace
from dateline.safe_parsing import own_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_DATES = ("after", "before", "start", "due")


@dataclass(frozen=True, slots=True)
class Counting:
    """How a last compliant day is counted, as it was written; the names are those of docs/reference/records.md.

    It is counted from `after`, `before`, or the horizon or event `of`; `start` is the date that the event had when it
    was counted. Where nothing is counted, `cutoff` holds the days that are moved, or `due` and `rule` give them.
    `recurs` is the rule by which the commitment is due again and again, without end.
    """

    within: str | None = None
    after: Date | None = None
    before: Date | None = None
    of: str | None = None
    start: Date | None = None
    due: Date | None = None
    rule: str | None = None
    cutoff: tuple[int, int] | None = None
    counting: str | None = None
    roll: str | None = None
    holidays: str | None = None
    free: tuple[int, ...] = ()
    grace: str | None = None
    tz: str | None = None
    whichever: str | None = None
    alternatives: tuple[Counting, ...] = ()
    recurs: str | None = None

    @property
    def record(self) -> dict[str, Any]:
        """What was written, in the keys and values of curated records; what was not is absent.

        >>> Counting(within="8 weeks", of="summit").record
        {'within': '8 weeks', 'of': 'summit'}
        """
        found: dict[str, Any] = {}
        for name in self.__match_args__:
            value = getattr(self, name)
            if name == "alternatives":
                value = [each.record for each in value]
            elif name in ("free", "cutoff") and value is not None:
                value = [day_text(day) for day in value]
            if value is not None and value != []:
                found[name] = value.edtf if isinstance(value, Date) else value
        return found

    @property
    def origin(self) -> Date | None:
        """The date from which it is counted, None where that is the day of a horizon."""
        return self.after or self.before or self.start

    @property
    def uncertain(self) -> bool:
        """Tell whether a date from which it is counted is uncertain, as in `2000?`."""
        dates = (self.origin, self.due)
        return any(date is not None and date.uncertain for date in dates) or any(
            each.uncertain for each in self.alternatives
        )


def undoubted(counting: Counting) -> Counting:
    """Return the same count from dates that are sure."""
    dates = {name: date.undoubted for name in _DATES if (date := getattr(counting, name)) is not None}
    return replace(counting, **dates, alternatives=tuple(map(undoubted, counting.alternatives)))


def plain_counting(awaits: tuple[int, int], of: str | None) -> Counting:
    """Return how a due date is counted that lies so many months and days after a horizon.

    >>> plain_counting((3, 0), "summit").within
    '3 months'
    """
    months, days = awaits
    parts = [counted(months, "month")] * bool(months) + [counted(days, "day")] * bool(days)
    return Counting(within=" and ".join(parts or ["0 days"]), of=of)


def counting_text(counting: Counting) -> str:
    """Return how a due date is counted as JSON."""
    import json

    return json.dumps(counting.record, ensure_ascii=False)


def counting_from_text(text: str, date: Callable[[str], Date | None]) -> Counting:
    """Return what `counting_text` wrote; `date` reads dates as those of its collection spread."""

    return _from_record(own_json(text), date)


def _from_record(record: dict[str, Any], date: Callable[[str], Date | None]) -> Counting:
    found: dict[str, Any] = {key: date(value) if key in _DATES else value for key, value in record.items()}
    for key in ("free", "cutoff"):
        if key in found:
            found[key] = tuple(map(parse_day, found[key]))
    if "alternatives" in found:
        found["alternatives"] = tuple(_from_record(each, date) for each in found["alternatives"])
    return Counting(**found)
