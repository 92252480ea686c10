"""How far a promise has come: its level, whether it was given up or has stalled, and what trackers of promises call it.

Source: deadline semantics, §5 derived answers. Nothing here changes a state: it stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from dateline.deadlines.counting.periods import Period, after
from dateline.deadlines.evidence import DONE
from dateline.deadlines.knowledge import weigh_all
from dateline.deadlines.states import FREE, GONE, MET, NOT_BINDING, Certainty, WorldState
from dateline.light_classes import dataclass
from dateline.model import Days, StatusReport
from dateline.wire_fields import Record

LEVELS = ("not begun", "begun", "half done", "done")
BAROMETER = ("none", "minimum", "intermediate", "full")
"""The scale of the Peace Accords Matrix, by level."""
TRACKER = ("kept", "in part", "broken", "in the works", "stalled", "not rated")
"""The scale of promise trackers; where worlds differ, several words in this order."""
_PARTLY = 2


@dataclass(frozen=True, slots=True)
class Progress:
    """What stands beside the state of a deadline.

    `level` is the lowest and highest by the latest reports, None if none surely counts; `since` when the first report
    of the present level speaks. `abandoned` says whether it was given up; `stalled` is None if nothing was asked.
    """

    level: Days | None
    since: Days | None
    abandoned: Certainty
    stalled: Certainty | None
    tracker: tuple[str, ...]

    @property
    def words(self) -> str:
        """The level in words, or that it was given up, or that there is no report."""
        if self.abandoned == "yes":
            return "abandoned"
        return _range(LEVELS, self.level) or "no report"

    @property
    def barometer(self) -> str | None:
        """The level on the scale of the Peace Accords Matrix, None without a report."""
        return _range(BAROMETER, self.level)


def progress_record(found: Progress) -> Record:
    """Return what stands beside the state of a deadline on the wire."""
    return {
        "progress": found.words,
        "level": list(found.level) if found.level else None,
        "abandoned": found.abandoned,
        "stalled": found.stalled,
        "tracker": " or ".join(found.tracker),
        "barometer": found.barometer,
    }


def told(words: str, stalled: Certainty | None) -> str:
    """Return the words of a progress, and that it stalled, if that was asked."""
    return words + {"yes": ", stalled", "maybe": ", possibly stalled"}.get(stalled or "no", "")


def progress(
    reports: Sequence[StatusReport],
    possible: Iterable[WorldState],
    as_of: int,
    known_at: int,
    quiet_until: int,
    stalled_after: Period | None = None,
) -> Progress:
    """Return how far a deadline had come by the end of `as_of`, as known at the end of `known_at`.

    `possible` are the states that were judged possible for these days. Silence proves nothing after `quiet_until`. A
    promise has stalled that is begun and not done, and of which no report tells a new level for longer than
    `stalled_after`.
    """
    worlds = frozenset(possible)
    level = level_of(reports, as_of, known_at)
    since = _since(reports, level, as_of, known_at) if level else None
    stalled = None
    if stalled_after:
        still = _stalled(level, since, as_of, min(as_of, quiet_until), stalled_after)
        stalled = _and(still, _share(worlds, worlds - MET - FREE - GONE))
    words = {word for world in worlds for word in _tracked(world, level, stalled)}
    return Progress(level, since, _share(worlds, GONE), stalled, tuple(word for word in TRACKER if word in words))


def level_of(reports: Sequence[StatusReport], day: int, known_at: int) -> Days | None:
    """Return the lowest and highest level by the latest reports of what had come by the end of `day`.

    Reports are ordered by the last day of which they speak. Beside the latest that surely count, doubtful ones that
    are no older widen the level; None if no report surely counts.
    """
    counting = _counting(reports, day, known_at)
    latest = max((report.when[1] for report, sure in counting if sure), default=None)
    if latest is None:
        return None
    levels = [report.level for report, _ in counting if report.when[1] >= latest]
    return min(low for low, _ in levels), max(high for _, high in levels)


def _counting(reports: Sequence[StatusReport], day: int, known_at: int) -> list[tuple[StatusReport, bool]]:
    """Return the reports that may count of what had come by the end of `day`, each with whether it surely does."""
    weights = weigh_all(reports, known_at, in_doubt=True)
    return [
        (report, weight == "sure" and report.when[1] <= day)
        for report, weight in zip(reports, weights, strict=True)
        if weight != "none" and report.when[0] <= day
    ]


def _since(reports: Sequence[StatusReport], level: Days, day: int, known_at: int) -> Days | None:
    """Return when the first report of the present level speaks, after all that speak of another."""
    run: list[Days] = []
    for report, _ in sorted(_counting(reports, day, known_at), key=lambda each: each[0].when[::-1]):
        run = [*run, report.when] if level[0] <= report.level[0] and report.level[1] <= level[1] else []
    return run[0] if run else None


def _stalled(level: Days | None, since: Days | None, as_of: int, quiet: int, period: Period) -> Certainty:
    if level is None or level[1] == 0:
        return "no"
    if since is None:
        return "maybe"
    first, last = (after(day, period) for day in since)
    return "no" if first >= as_of else "yes" if last < quiet and level[0] == level[1] else "maybe"


def _tracked(world: WorldState, level: Days | None, stalled: Certainty | None) -> set[str]:
    """Return the words of a tracker that may fit a world: those of every level that may be reached in it."""
    if world in MET:
        return {"kept"}
    if world in GONE:
        return {"broken"}
    if world in NOT_BINDING:
        return {"not rated"}
    low, high = level or (0, _PARTLY)
    levels = range(min(low, _PARTLY), min(high, DONE - 1) + 1)
    if world == "overdue":
        return {"in part" if each == _PARTLY else "broken" for each in levels}
    if level is None:
        return {"not rated"}
    begun = {"yes": {"stalled"}, "maybe": {"in the works", "stalled"}}.get(stalled or "no", {"in the works"})
    return {word for each in levels for word in (begun if each else {"not rated"})}


def _share(worlds: Set[WorldState], wanted: Set[WorldState]) -> Certainty:
    """Say whether the state is one of `wanted` in every world, in some or in none."""
    inside = {world in wanted for world in worlds}
    return "maybe" if len(inside) == 2 else "yes" if True in inside else "no"


def _and(one: Certainty, other: Certainty) -> Certainty:
    return "no" if "no" in (one, other) else "maybe" if "maybe" in (one, other) else "yes"


def _range(scale: tuple[str, ...], level: Days | None) -> str | None:
    if level is None:
        return None
    low, high = level
    return scale[low] if low == high else f"{scale[low]} to {scale[high]}"
