"""The questions about the deadlines of an open database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypedDict, Unpack, get_args

from dateline.deadlines import questions as wire
from dateline.library.found_deadlines import Deadlines
from dateline.library.opened import Day, Names, Opened, check_names, checked, names, whole
from dateline.library.records import Records

if TYPE_CHECKING:
    from dateline.deadlines.clocks import Clocks
    from dateline.deadlines.kept.groups import By as Grouping
    from dateline.operations.deadline_groups import Question as GroupQuestion
    from dateline.operations.deadline_questions import Filters
    from dateline.wire_fields import Record

_GROUPINGS = ("party", "programme", "theme")


class Days(TypedDict, total=False):
    """The days of a judgement: `as_of` is judged (default: today), by what was known by `known_at` (default: today).

    With `as_known_then` by what was known on the day judged. `silence` says what no report means.
    """

    as_of: Day | None
    known_at: Day | None
    as_known_then: bool
    silence: Literal["unmet", "unknown"]


class Judgement(Days, total=False):
    """The days of a judgement, and the level that counts as done: 1 begun, 2 half done, 3 done (default)."""

    threshold: Literal[1, 2, 3]


class Choice(TypedDict, total=False):
    """Which deadlines are meant: those of programmes, actors and themes, one or several, or all that are binding."""

    programme: Names | None
    actor: Names | None
    theme: Names | None
    forecasts: bool
    proposals: bool


class ByDays(Days, Choice, total=False):
    """What a question about days is asked with."""


class Judged(Judgement, Choice, total=False):
    """What a question about states is asked with."""


class Shown(Judged, total=False):
    """What a list of deadlines is asked with: some states, only those overdue, a horizon, and beside them the progress
    or how each due date was counted (`derivation`)."""

    state: Names | None
    overdue: bool
    horizon: str | None
    progress: bool
    stalled_after: str | None
    derivation: bool


class Between(Choice, total=False):
    """What a question about two days is asked with; what was known by may be said of each."""

    known_at: Day | None
    known_from: Day | None
    known_to: Day | None
    as_known_then: bool
    silence: Literal["unmet", "unknown"]
    threshold: Literal[1, 2, 3]
    by: Grouping | None


class Explanation(NamedTuple):
    """The state of one deadline with everything behind it: as a record, and as text for people."""

    record: Record
    text: str

    def __str__(self) -> str:
        return self.text


class AsksDeadlines(Opened):
    """Answers about deadlines, as they were judged on a day by what was known on a day.

    Raises InvalidQuery for days that contradict each other, NotFound and Ambiguous for names, TypeError for an argument
    that there is not.
    """

    def deadlines(self, **asked: Unpack[Shown]) -> Deadlines:
        """Return the deadlines that the options of `dateline deadlines` would list, with their states."""
        from dateline.deadlines.counting.periods import Period
        from dateline.deadlines.states import State
        from dateline.question_options import span_of
        from dateline.storage.reading.deadline_lists import question_of

        clocks, filters = self._taken(asked, Shown)
        states = names(asked.get("state"), "state")
        for each in states:
            checked("state", each, get_args(State))
        overdue = asked.get("overdue", False)
        question = question_of(clocks, states=states, overdue=overdue, **filters._asdict())  # type: ignore[arg-type]
        stalled_after = asked.get("stalled_after")
        stalled = None if stalled_after is None else Period(*span_of(stalled_after))
        progress = asked.get("progress", False) or stalled is not None
        derivation = asked.get("derivation", False)
        horizon = asked.get("horizon")
        return Deadlines(self, question, clocks, horizon, stalled, progress=progress, derivation=derivation)

    def explain(self, deadline: str, **asked: Unpack[Judgement]) -> Explanation:
        """Explain the state of one deadline: the rule, the possible worlds, the records, and what would settle it.

        Raises:
            NotFound: there is no such deadline.
        """
        from dateline.operations.deadlines import explained, judged, would_settle
        from dateline.render.explanation import explanation

        clocks, _ = self._taken(asked, Judgement)
        with self.reading() as connection:
            found = judged(connection, deadline, clocks)
            record = explained(found, clocks) | {"would_settle": would_settle(connection, found, clocks)}
        lines = explanation(record, found.deadline, (clocks.as_of, clocks.known_at), None)
        return Explanation(record, "\n".join(lines))

    def diff(self, from_: Day, to: Day | None = None, **asked: Unpack[Between]) -> Records:
        """Return what changed between the ends of two days (the second one today), or how often by party or so."""
        from dateline.operations.deadline_questions import changed

        check_names(asked, Between)
        known = asked.get("known_from"), asked.get("known_to")
        before, after = (
            self._clocks_of(asked | {"as_of": day, "known_at": own or asked.get("known_at")}, then=own is None)
            for day, own in zip((from_, to), known, strict=True)
        )
        by = asked.get("by")
        if by is not None:
            checked("by", by, _GROUPINGS)
        with self.reading() as connection:
            found = changed(connection, _filters(asked), before, after, by)
        return Records(found.fields, found.records)

    def slippage(self, **asked: Unpack[ByDays]) -> Records:
        """Return how many days each amendment added, and whether it came before or after the date that it replaced."""
        from dateline.operations.deadline_questions import slipped

        clocks, filters = self._taken(asked, ByDays)
        with self.reading() as connection:
            return Records(wire.SLIPPAGE_FIELDS, slipped(connection, filters, clocks).records)

    def cascade(self, **asked: Unpack[Judged]) -> Records:
        """Return which unmet deadlines can still be met in time, and which deadline holds up each of the others."""
        from dateline.operations.deadline_questions import held_up

        clocks, filters = self._taken(asked, Judged)
        with self.reading() as connection:
            return Records(wire.OUTLOOK_FIELDS, held_up(connection, filters, clocks))

    def responsibility(self, **asked: Unpack[Judged]) -> Records:
        """Return whose deadlines are overdue: their own, or waiting for somebody else's."""
        from dateline.operations.deadline_questions import outstanding

        clocks, filters = self._taken(asked, Judged)
        with self.reading() as connection:
            return Records(wire.OUTSTANDING_FIELDS, outstanding(connection, filters, clocks))

    def unknowns(self, *, limit: int | None = None, **asked: Unpack[Judged]) -> Records:
        """Return which single missing dates would settle most deadlines, the most useful first."""
        from dateline.operations.deadline_questions import would_help

        clocks, filters = self._taken(asked, Judged)
        with self.reading() as connection:
            found = would_help(connection, filters, clocks)
        return Records(wire.UNKNOWN_FIELDS, found[: whole("limit", limit)])

    def score(self, *, by: Grouping = "programme", on: Iterable[Day] = (), **asked: Unpack[Judged]) -> Records:
        """Return how much each programme, party or theme kept, in exact bounds: year by year, or `on` some days."""
        return self._grouped("scores", by, on, asked)

    def levels(self, *, by: Grouping = "theme", on: Iterable[Day] = (), **asked: Unpack[Judged]) -> Records:
        """Return how many promises had reached which level: year by year, or `on` some days."""
        return self._grouped("levels", by, on, asked)

    def tally(self, *, by: Grouping = "party", **asked: Unpack[Judged]) -> Records:
        """Return how well each party, programme or theme kept its promises: share on time, delay, deficit."""
        return self._grouped("tally", by, (), asked)

    def _grouped(self, question: GroupQuestion, by: Grouping, on: Iterable[Day], asked: Judged) -> Records:
        from dateline.deadlines.clocks import single_day
        from dateline.operations.deadline_groups import group_fields, group_records

        checked("by", by, _GROUPINGS)
        clocks, filters = self._taken(asked, Judged)
        days = [single_day(self.date(day, option="on"), "on") for day in on]
        then = asked.get("as_known_then", False)
        with self.reading() as connection:
            found = group_records(connection, question, filters._asdict(), clocks, by, then=then, days=days)
        return Records(group_fields(question, by), found)

    def _taken(self, asked: Mapping[str, Any], allowed: Any) -> tuple[Clocks, Filters]:
        """Return the clocks and the filters among the arguments; raises TypeError for one that is not allowed."""
        check_names(asked, allowed)
        return self._clocks_of(asked), _filters(asked)

    def _clocks_of(self, asked: Mapping[str, Any], *, then: bool = True) -> Clocks:
        given = {name: asked[name] for name in ("silence", "threshold") if name in asked}
        as_known_then = then and asked.get("as_known_then", False)
        return self.clocks(asked.get("as_of"), asked.get("known_at"), as_known_then=as_known_then, **given)


def _filters(asked: Mapping[str, Any]) -> Filters:
    from dateline.operations.deadline_questions import Filters

    programmes, actors, themes = (names(asked.get(each), each) for each in ("programme", "actor", "theme"))
    return Filters(programmes, actors, themes, asked.get("forecasts", False), asked.get("proposals", False))
