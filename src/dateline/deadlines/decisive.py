"""Worlds in which many imprecise days overlap, by the few records that decide a state (deadline semantics, §4).

The state on a day depends on a constant number of records: the due date in force, the one that reinstates, the waiver
that counts, and the fulfilment. Every other record needs no more than one day of its own on which it does no harm, or
to be absent if it may be; so each is asked alone, and the cost grows with a power of the number of records where a walk
through the worlds would double with each. A decisive due date does best to take effect as late as it can: that leaves
the most room for the others before it.

What it does not decide exactly is whether every world was overdue at some time: it says "yes" only if all of them are
on one and the same day, otherwise "maybe".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.deadlines.courses import Setting, Term
from dateline.deadlines.states import Certainty, WorldState
from dateline.deadlines.worlds import Ending, critical_days, met_endings, open_endings
from dateline.light_classes import NamedTuple
from dateline.model import Days

Place = tuple[int, Term]
"""A due date as it may count, behind the number of its slot."""


class Moment(NamedTuple):
    """What must hold at a moment: due dates counted up to day `terms`, waivers up to day `waivers`.

    No due date that reinstates takes effect within one of the spans `shut`, each without its first day.
    """

    terms: int
    waivers: int
    shut: tuple[Days, ...] = ()


def decisive_endings(setting: Setting, fulfilments: tuple[Days, ...], as_of: int) -> frozenset[Ending]:
    """Return the endings of all worlds at the end of day `as_of`; what they were before is not told."""
    return _Decisive(setting, fulfilments, as_of).endings(as_of)


def decisive_ever_overdue(setting: Setting, fulfilments: tuple[Days, ...], as_of: int) -> Certainty:
    """Tell whether the end of a day up to `as_of` lay after the cutoff: "maybe" also where only days differ."""
    decisive = _Decisive(setting, fulfilments, as_of)
    found: Certainty = "no"
    for day in decisive.days:
        endings = decisive.endings(day)
        late = [ending for ending in endings if ending.state == "overdue"]
        surely = all(ending.term is not None and day > ending.term.cutoff[1] for ending in late)
        if late and surely and len(late) == len(endings):
            return "yes"
        found = "maybe" if late else found
    return found


class _Decisive:
    """The records of a deadline, asked which of them can decide."""

    def __init__(self, setting: Setting, fulfilments: tuple[Days, ...], as_of: int) -> None:
        self._setting, self._fulfilments = setting, fulfilments
        self._places: list[Place] = [(k, term) for k, slot in enumerate(setting.slots) for term in slot.versions]
        self.days = critical_days(setting, fulfilments, as_of)
        self._done_on = [day for day in self.days if any(first <= day <= last for first, last in fulfilments)]

    def endings(self, day: int) -> frozenset[Ending]:
        """Return the endings of all worlds at the end of a day."""
        found = set(self._met(day))
        if all(slot.optional for slot in self._setting.slots):
            found.add(Ending("not_recorded"))
        if any(last > day for _, last in self._fulfilments):
            found.update(self._open(day, ()))
        for done_on in self._done_on:
            if done_on <= day:
                found.update(self._voluntary(day, done_on))
        return frozenset(found)

    def _met(self, day: int) -> Iterator[Ending]:
        for done_on in self._done_on:
            if done_on > day:
                return
            moment = Moment(done_on, done_on - 1)
            for term, _ in self._in_force(moment):
                yield from met_endings(term, done_on)
            if self._none_in_force(moment) and self._unwaived(moment, None):
                yield Ending("met_on_time")

    def _open(
        self, day: int, shut: tuple[Days, ...], done_on: int | None = None, spent: int | None = None
    ) -> Iterator[Ending]:
        """Yield the endings of worlds without a fulfilment that counts, the reinstating kept out of what is `shut`.

        The waiver `spent` has taken effect already, before a voluntary fulfilment on the day `done_on`.
        """
        moment = Moment(day, day, shut)
        for term, _ in self._in_force(moment, since=done_on):
            yield from open_endings(term, day)
        if self._none_in_force(moment) and done_on is None and self._unwaived(moment, None):
            yield Ending("not_in_force")
        for waiver, aside in enumerate(self._setting.waivers):
            first, last = aside.effective
            if first <= day and waiver != spent and self._is_last(waiver, min(last, day), day):
                yield from self._aside(aside.state, moment._replace(shut=(*shut, (min(last, day), day))))

    def _aside(self, state: WorldState, moment: Moment) -> Iterator[Ending]:
        for place in self._places:
            if self._latest(place, moment) is not None:
                yield Ending(state, place[1])
        if self._none_in_force(moment):
            yield Ending(state)

    def _is_last(self, waiver: int, taken: int, day: int) -> bool:
        """Tell whether all waivers that say otherwise can come before one on `taken`, after `day`, or not at all."""
        state = self._setting.waivers[waiver].state
        return all(
            each.state == state
            or each.optional
            or each.effective[1] > day
            or (each.effective[0], other) < (taken, waiver)
            for other, each in enumerate(self._setting.waivers)
        )

    def _voluntary(self, day: int, done_on: int) -> Iterator[Ending]:
        """Yield the endings of worlds in which the deadline was waived when it was done, on `done_on`."""
        for waiver, aside in enumerate(self._setting.waivers):
            first, last = aside.effective
            if first < done_on:
                shut = (min(last, done_on - 1), done_on)
                yield from self._open(day, (shut,), done_on, waiver)
                if self._is_last(waiver, shut[0], day):
                    # It may still be in effect.
                    yield from self._aside(aside.state, Moment(day, day, ((shut[0], day),)))

    def _in_force(self, moment: Moment, since: int | None = None) -> Iterator[tuple[Term, int]]:
        """Yield the due dates that can be in force while no waiver is, with the day on which each took effect.

        After a voluntary fulfilment on the day `since`, a later reinstatement must have ended the waiver.
        """
        for place in self._places:
            taken = self._latest(place, moment)
            if taken is not None and self._unwaived(moment, (place, taken), since):
                yield place[1], taken

    def _latest(self, place: Place, moment: Moment) -> int | None:
        """Return the last day on which a due date can take effect and be in force at a moment, None if it cannot."""
        slot, term = place
        day = _last_open(term, term.effective[0], min(term.effective[1], moment.terms), moment.shut)
        if day is None:
            return None
        others = (other for other in range(len(self._setting.slots)) if other != slot)
        return day if all(self._does_no_harm(other, (day, slot), moment) for other in others) else None

    def _does_no_harm(self, slot: int, before: tuple[int, int] | None, moment: Moment) -> bool:
        """Tell whether a due date can be absent, take effect after the moment, or before the one in force."""
        found = self._setting.slots[slot]
        if found.optional:
            return True
        for term in found.versions:
            first, last = term.effective
            if last > moment.terms:
                return True
            if before is not None:
                end = min(last, before[0] - (slot > before[1]))
                if _last_open(term, first, end, moment.shut) is not None:
                    return True
        return False

    def _none_in_force(self, moment: Moment) -> bool:
        """Tell whether no due date need be in force at a moment, while one is recorded."""
        to_come = any(term.effective[1] > moment.terms for _, term in self._places)
        return to_come and all(self._does_no_harm(slot, None, moment) for slot in range(len(self._setting.slots)))

    def _unwaived(self, moment: Moment, taken: tuple[Place, int] | None, since: int | None = None) -> bool:
        """Tell whether every waiver can be absent, come after the moment, or before the last reinstatement."""
        ends = self._reinstated(taken, moment) if taken else None
        if since is not None and (ends is None or ends <= since):
            return False
        return all(
            optional or last > moment.waivers or (ends is not None and first < ends)
            for (first, last), optional, _ in self._setting.waivers
        )

    def _reinstated(self, taken: tuple[Place, int], moment: Moment) -> int | None:
        """Return the last day on which a due date can reinstate, given the one in force and its day."""
        (slot, in_force), day = taken
        days = [day] if in_force.reinstates else []
        for other, term in self._places:
            if term.reinstates and other != slot:
                end = min(term.effective[1], day - (other > slot))
                found = _last_open(term, term.effective[0], end, moment.shut)
                days += [] if found is None else [found]
        return max(days, default=None)


def _last_open(term: Term, first: int, last: int, shut: Iterable[Days]) -> int | None:
    """Return the last day of a stretch on which a due date may take effect, None if there is none."""
    if not term.reinstates:
        return last if first <= last else None
    for since, until in sorted(shut, reverse=True):
        if since < last <= until:
            last = since
    return last if first <= last else None
