"""From status reports to the days on which a deadline may have been fulfilled (deadline semantics, §1, §2).

Every report narrows the day of fulfilment to an interval: "done" to the days it names, "not yet done on day
n" to the days after n. A history of reports is censored: what was begun in one report and done in a later one
was done in between, unless the later one names the day of the deed. Reports that agree hold together; where
confirmed reports contradict each other, either side may be right, never the last writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, product
from math import prod
from typing import Literal

from dateline.dates import FAR_FUTURE, FAR_PAST, Date
from dateline.dates.shifting import moved
from dateline.deadlines.knowledge import Weight, weigh_all
from dateline.light_classes import dataclass, replace
from dateline.model import Days, StatusReport

Silence = Literal["unmet", "unknown"]
"""What the lack of a report means: that nothing was done up to the knowledge date, or nothing at all."""

DONE = 3
_MOST_CHOICES = 64


@dataclass(frozen=True, slots=True)
class Window:
    """The days that one report leaves for the fulfilment; `done` is True if it says that there was one.

    A report that may say either has windows of both kinds with its number, of which only one kind is true.
    """

    days: Days
    done: bool
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The reports that count at a knowledge date, as windows: `sure` in every world, `doubtful` in some.

    `quiet_until` is the last day up to which silence means that nothing was done. `signs` says "approximate" or
    "uncertain" of the days on which it was done, where the reports mark them so. `either` holds the windows of each
    sure report that a doubtful one censors or not, of which one is true, the widest first.
    """

    sure: tuple[Window, ...]
    doubtful: tuple[Window, ...]
    quiet_until: int
    signs: tuple[str, ...] = ()
    either: tuple[tuple[Window, ...], ...] = ()

    def fulfilments(self) -> tuple[Days, ...]:
        """Return the possible days of fulfilment as intervals that may overlap, in order.

        An interval is fixed by the two windows that bound it, so trying the doubtful windows singly and in
        pairs reaches every interval that any larger choice of them reaches: the cost is quadratic, not
        exponential.
        """
        if not self.doubtful and not self.either:
            first = max((window.days[0] for window in self.sure), default=FAR_PAST)
            if first <= min((window.days[1] for window in self.sure), default=FAR_FUTURE):
                return (self._common(frozenset(self.sure)),)
        found: set[Days] = set()
        pairs = [(one, other) for one, other in combinations(self.doubtful, 2) if not _exclude(one, other)]
        for fixed in self._fixed():
            for chosen in chain([()], ((one,) for one in self.doubtful), pairs):
                found.update(self._agreeing(self.sure + fixed + chosen))
        return tuple(sorted(found))

    def _fixed(self) -> Iterable[tuple[Window, ...]]:
        """Return the choices of one window of each of `either`; of very many only the widest and the narrowest."""
        if prod(len(windows) for windows in self.either) <= _MOST_CHOICES:
            return product(*self.either)
        return tuple(windows[0] for windows in self.either), tuple(windows[-1] for windows in self.either)

    def reported(self) -> tuple[Days, ...]:
        """Return the days on which sure reports have it done, in order; those that disagree leave several."""
        groups = self._groups(self.sure + tuple(windows[0] for windows in self.either))
        return tuple(sorted({self._common(group) for group in groups if any(window.done for window in group)}))

    def outstanding(self) -> int | None:
        """Return the last day on which a sure report has it outstanding, None if none has."""
        return max((window.days[0] - 1 for window in self.sure if not window.done), default=None)

    def _agreeing(self, windows: tuple[Window, ...]) -> Iterator[Days]:
        """Yield the days left by each largest group of windows that have a day in common."""
        yield from map(self._common, self._groups(windows))

    @staticmethod
    def _groups(windows: tuple[Window, ...]) -> Iterator[frozenset[Window]]:
        starts = {window.days[0] for window in windows} | {FAR_PAST}
        groups = {frozenset(w for w in windows if w.days[0] <= day <= w.days[1]) for day in starts}
        yield from (group for group in groups if not any(group < other for other in groups))

    def _common(self, group: frozenset[Window]) -> Days:
        first = max((window.days[0] for window in group), default=FAR_PAST)
        if any(window.done for window in group):
            return first, min(window.days[1] for window in group)
        return max(first, self.quiet_until + 1), FAR_FUTURE


def _exclude(one: Window, other: Window) -> bool:
    """Tell whether two windows are what one report may say, of which only one is true."""
    return one.number is not None and one.number == other.number and one.done != other.done


def gather(
    reports: tuple[StatusReport, ...],
    known_at: int,
    *,
    silence: Silence = "unmet",
    threshold: int = DONE,
    observed_through: int | None = None,
) -> Evidence:
    """Read the reports known by the end of `known_at`; a level of `threshold` or more counts as fulfilment.

    With `observed_through`, silence proves nothing after that day, the last one of complete monitoring.
    """
    sure: list[Window] = []
    doubtful: list[Window] = []
    either: list[tuple[Window, ...]] = []
    weighed = list(zip(reports, weigh_all(reports, known_at), strict=True))
    for number, (report, weight) in enumerate(weighed):
        read = _doubtful_windows if report.in_doubt else _windows
        widest, *others = censored(report, weighed, threshold)
        certain, possible = read(widest, weight, threshold, known_at)
        if others and certain and not report.in_doubt:
            either.append((*certain, *(_done(other, threshold) for other in others)))
            continue
        sure += certain
        doubtful += (replace(window, number=number) for window in possible)
        for other in others:
            doubtful += chain.from_iterable(read(other, weight, threshold, known_at))
    watched = known_at if observed_through is None else min(known_at, observed_through)
    quiet_until = watched if silence == "unmet" else FAR_PAST - 1
    dates = [r.date for r, weight in weighed if weight != "none" and r.level[1] >= threshold]
    signs = signs_of(*(date for date in dates if date))
    return Evidence(tuple(dict.fromkeys(sure)), tuple(dict.fromkeys(doubtful)), quiet_until, signs, tuple(either))


def signs_of(*dates: Date) -> tuple[str, ...]:
    """Return what is marked of any of the dates: approximate, uncertain, both or nothing."""
    signs = {"approximate": [date.approximate for date in dates], "uncertain": [date.uncertain for date in dates]}
    return tuple(sign for sign, marked in signs.items() if any(marked))


def _windows(report: StatusReport, weight: Weight, threshold: int, known_at: int) -> tuple[list[Window], list[Window]]:
    """Return what a report says surely and what it may say."""
    low, high = report.level
    done, undone = _done(report, threshold), _undone(report, known_at)
    if weight == "none":
        return [], []
    if low < threshold <= high:
        # It speaks for one of the two, done by then or not yet: together they leave every day open.
        return [], [done, undone]
    window = done if low >= threshold else undone
    return ([window], []) if weight == "sure" else ([], [window])


def _doubtful_windows(
    report: StatusReport, weight: Weight, threshold: int, known_at: int
) -> tuple[list[Window], list[Window]]:
    """Return what a report says whose date is uncertain: nothing of it is sure but what was done before it was known.

    The day that it names may be wrong, the fulfilment is not: it came at some time up to then.
    """
    certain, possible = _windows(report, weight, threshold, known_at)
    known = known_at if report.known is None else min(known_at, report.known[1])
    some_time = [
        Window((FAR_PAST, max(known, window.days[1])), done=True) for window in (*certain, *possible) if window.done
    ]
    if report.level[0] < threshold or not certain:
        return [], [*certain, *possible, *some_time]
    return some_time, certain


def censored(
    report: StatusReport, weighed: Sequence[tuple[StatusReport, Weight]], threshold: int
) -> list[StatusReport]:
    """Return a report with the days on which the deed may lie, by the earlier reports that had it outstanding.

    It lies after the last of them that counts. Where some are doubtful there are several such reports, the one with the
    most days first.
    """
    if report.level[0] < DONE or report.names_the_day:
        return [report]
    earlier = [
        (outstanding_to(other), weight == "sure" and not other.in_doubt)
        for other, weight in weighed
        if weight != "none" and other.level[1] < threshold and other.when[1] < report.when[0]
    ]
    surely = max((day for day, sure in earlier if sure), default=None)
    after = {day for day, _ in earlier if surely is None or day >= surely}
    found = [replace(report, when=(moved(day, 1), report.when[1])) for day in sorted(after)]
    return found if surely is not None else [*found, report]


def _done(report: StatusReport, threshold: int) -> Window:
    # Below level 3 `when` is the day spoken of: the level was reached then or at any time before.
    low, high = report.level
    exact = low >= DONE or (low < threshold and high >= DONE and report.names_the_day)
    return Window(report.when if exact else (FAR_PAST, report.when[1]), done=True)


def _undone(report: StatusReport, known_at: int) -> Window:
    # Nobody can know in advance that nothing will be done.
    return Window((moved(min(outstanding_to(report), known_at), 1), FAR_FUTURE), done=False)


def several_ends(date: Date | None) -> bool:
    """Tell whether a date may stand for days with several ends: about, some month of, one of."""
    return date is not None and (date.approximate or date.kind == "one_of" or "X" in date.edtf)


def outstanding_to(report: StatusReport) -> int:
    """Return the day up to which a report of a level that is too low surely says that it was not done.

    It is the last day spoken of; where that is one of several days, the first of them.
    """
    date, last = report.date, report.when[1]
    if date is None or not several_ends(date):
        return last
    from dateline.dates import InvalidDate
    from dateline.deadlines.reading_rules import cutoff

    try:
        return min(last, cutoff(date, "in")[0])
    except InvalidDate:  # it has no end
        return last
