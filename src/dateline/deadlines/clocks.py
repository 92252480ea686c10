"""The two clocks of a judgement: the day judged, and the day up to which records are known."""

from __future__ import annotations

from dateline.dates import FAR_FUTURE, Date
from dateline.deadlines.evidence import DONE, Silence
from dateline.errors import InvalidQuery
from dateline.light_classes import NamedTuple


class Clocks(NamedTuple):
    """The day judged, the day up to which records count, what silence means, and the level that counts as done."""

    as_of: int
    known_at: int
    silence: Silence
    threshold: int = DONE


def clocks_of(
    as_of: Date | None,
    known_at: Date | None,
    as_known_then: bool,
    silence: Silence,
    threshold: int | str = DONE,
    *,
    today: Date,
) -> Clocks:
    """Return the clocks that are asked for; what is not said is `today`.

    Raises:
        InvalidQuery: two days of knowledge are asked for, or a date has no last day.
    """
    if known_at is not None and as_known_then:
        raise InvalidQuery("--known-at and --as-known-then cannot be used together")
    day = single_day(as_of or today, "--as-of")
    known = day if as_known_then else single_day(known_at or today, "--known-at")
    return Clocks(day, known, silence, int(threshold))


def single_day(date: Date, option: str) -> int:
    """Return the day of `date`: the last of an imprecise one, for states hold at the end of a day.

    Raises:
        InvalidQuery: it has none; the message names the `option`.
    """
    if date.latest >= FAR_FUTURE:
        raise InvalidQuery(f"{option} {date} has no last day")
    return date.latest


def flags(clocks: Clocks) -> str:
    """Return what to add to a judgement that is not the usual one, with a leading blank, or nothing.

    It may be one with hindsight, one of the future, or one that takes less than the whole for done.
    """
    said = ["with hindsight"] if clocks.known_at > clocks.as_of else []
    said += ["a forecast"] if clocks.as_of > clocks.known_at else []
    said += [f"level {clocks.threshold} counts as done"] if clocks.threshold < DONE else []
    return f" ({'; '.join(said)})" if said else ""
