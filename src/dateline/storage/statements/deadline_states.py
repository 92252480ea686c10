"""The state of plain deadlines in SQL, by the lines of `dateline.deadlines.states` (deadline semantics, §4).

What is plain says `dateline.deadlines.plain`; the statement may call fewer deadlines plain, never more. Of the others
it says nothing: they come along, to be judged by `evaluate`. Asked for are the bound parameters `as_of`, `known_at`
and `watched`, the last day up to which silence counts where nothing ends it earlier, and `threshold`, the level that
counts as done.

Each step is a subquery, for it names what the next one needs: the records of a deadline taken together, its due date
beside them, the days of the closed form, the state.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dateline.dates import FAR_FUTURE, FAR_PAST
from dateline.deadlines.states import closed_lines
from dateline.storage.schema.tables import (
    deadline,
    deadline_theme,
    due_assertion,
    party,
    programme,
    status_report,
    theme,
    waiver,
)
from dateline.storage.statements.dialects import codepoints
from dateline.storage.statements.event_conditions import number, text

FORCES = 3
"""How many forces are asked for; who wants fewer repeats one."""
Condition = sa.ColumnElement[bool]


def judgements(programmes: int, actors: int, themes: int, states: int) -> sa.Select[tuple[object, ...]]:
    """Select the deadlines that filters leave, those that are not plain whatever their state, by cutoff, then id.

    The filters are of `programmes`, `actors`, `themes` and `states` values each, any of which may fit; none is no
    filter. What is not plain stands where the first of its due dates stands.
    """
    of = _judged(_days(_with_due(_records(programmes, actors, themes)))).c
    wanted = sa.or_(of.plain == _no, of.state.in_([text(f"state{i}") for i in range(states)]))
    return sa.select(*of).where(*[wanted] if states else []).order_by(of.first, of.last, codepoints(of.id))


def _fixed(value: int | str) -> sa.ColumnElement[Any]:
    """Return a value that belongs to the statement itself."""
    return sa.literal_column(repr(value), sa.Text if isinstance(value, str) else sa.BigInteger)


_past, _future, _no, _yes, _whole = map(_fixed, (FAR_PAST, FAR_FUTURE, 0, 1, 3))
_question, _percent, _tilde, _slash, _empty, _recurring = map(_fixed, ("?", "%", "~", "/", "", '"recurs"'))
_bracket, _digit = map(_fixed, ("[", "X"))
_as_of, _known_at, _watched, _done = map(number, ("as_of", "known_at", "watched", "threshold"))


def _seen(known_from: sa.ColumnElement[int | None]) -> Condition:
    """Return whether a record may be known at the day of knowledge."""
    return sa.or_(known_from.is_(None), known_from <= _known_at)


def _in_doubt(date: sa.ColumnElement[str]) -> Condition:
    """Return whether a date is uncertain: one that holds `?` or `%`, whose text without them is another."""
    without = sa.func.replace(sa.func.replace(date, _question, _empty), _percent, _empty)
    return without != date


def _has(text: sa.ColumnElement[Any], letter: sa.ColumnElement[str]) -> Condition:
    """Return whether a text has a letter."""
    return sa.func.replace(text, letter, _empty) != text


def _about(date: sa.ColumnElement[str]) -> Condition:
    """Return whether a date is approximate, and no more than that."""
    return _has(date, _tilde)


def _several_ends(date: sa.ColumnElement[str]) -> Condition:
    """Return whether a date may stand for days with several ends (`dateline.deadlines.evidence.several_ends`)."""
    return sa.or_(_about(date), _has(date, _bracket), _has(date, _digit))


def _recurs(counting: sa.ColumnElement[str]) -> Condition:
    """Return whether a commitment recurs without end, so that its occurrences are to be judged."""
    return sa.func.coalesce(_has(counting, _recurring), sa.false())


def _filters(programmes: int, actors: int, themes: int) -> list[Condition]:
    of = deadline.c
    found: list[Condition] = [of.force.in_([text(f"force{i}") for i in range(FORCES)])]
    if programmes:
        found.append(of.programme.in_([text(f"programme{i}") for i in range(programmes)]))
    if actors:
        bound = [number(f"actor{i}") for i in range(actors)]
        owners = sa.select(party.c.owner).where(party.c.actor.in_(bound), party.c.part == _fixed("deadline"))
        found.append(of.id.in_(owners))
    if themes:
        trees = [theme.c.num.between(number(f"theme{i}_first"), number(f"theme{i}_last")) for i in range(themes)]
        named = sa.and_(deadline_theme.c.deadline == of.id, theme.c.id == deadline_theme.c.theme)
        found.append(sa.exists().where(named, sa.or_(*trees)))
    return found


def _records(programmes: int, actors: int, themes: int) -> sa.Subquery:
    """Return one row a deadline: what its reports say together, and whether anything else speaks.

    `since` and `done_by` are those of `dateline.deadlines.plain.Plain`, `since` None for FAR_PAST.
    """
    of, later = status_report.c, due_assertion.alias("later").c
    done, either = of.level_from >= _done, sa.and_(of.level_from < _done, of.level_to >= _done)
    # Below the highest level nobody says since when it was reached, only by when.
    whole = of.level_from >= _whole
    counts = sa.and_(of.deadline == deadline.c.id, _seen(of.known_from))
    not_yet = sa.case((of.when_to < _known_at, of.when_to + _yes), else_=_known_at + _yes)
    unclear = sa.or_(
        of.standing != _fixed("confirmed"),
        of.known_to > _known_at,
        either,
        _in_doubt(of.date),
        sa.and_(done, _about(of.date)),
        sa.and_(of.level_to < _done, _several_ends(of.date)),
    )
    # A report names the day of the deed by its event, or by an interval; below the highest level it names no day.
    names = sa.and_(done, sa.or_(of.level_from < _whole, of.event.is_not(None), _has(of.date, _slash)))
    changed = sa.or_(later.kind == _fixed("original"), _seen(later.known_from))
    # One of each there is; but a view of the past has no key from which PostgreSQL could tell that.
    own = (sa.func.min(deadline.c[name]).label(name) for name in ("programme", "title"))
    return (
        sa.select(
            deadline.c.id,
            *own,
            sa.func.max(sa.case((whole, of.when_from), (of.level_to < _done, not_yet))).label("since"),
            sa.func.min(sa.case((done, of.when_to))).label("done_by"),
            sa.func.min(sa.case((done, of.when_from))).label("begun"),
            sa.func.max(sa.case((of.level_to < _done, of.when_to))).label("undone"),
            sa.func.max(sa.case((names, _yes), else_=_no)).label("named"),
            sa.func.max(sa.case((unclear, _yes), else_=_no)).label("unclear"),
            sa.func.max(sa.case((done, _yes), else_=_no)).label("done"),
            sa.func.max(sa.case((of.level_to < _done, _yes), else_=_no)).label("outstanding"),
            sa.exists().where(later.deadline == deadline.c.id, later.seq > _no, changed).label("changed"),
            sa.exists().where(waiver.c.deadline == deadline.c.id, _seen(waiver.c.known_from)).label("waived"),
        )
        .join_from(deadline, status_report, counts, isouter=True)
        .where(*_filters(programmes, actors, themes))
        .group_by(deadline.c.id)
        .subquery("records")
    )


def _with_due(records: sa.Subquery) -> sa.Subquery:
    """Return each row of records with its first due date, and whether all of it is plain."""
    of, due = records.c, due_assertion.c
    both = sa.and_(of.done == _yes, of.outstanding == _yes)
    # First not done, then done, and nobody says on which day: the deed lies in between.
    history = sa.and_(both, of.named == _no, of.undone < of.begun, of.undone <= _known_at)
    since = sa.case((history, of.undone + _yes), else_=sa.func.coalesce(of.since, _past))
    unclear = sa.or_(
        due.standing != _fixed("confirmed"),
        due.known_to > _known_at,
        due.effective_from != due.effective_to,
        sa.and_(due.rule.is_not(None), _in_doubt(due.due)),
        of.unclear == _yes,
        sa.and_(both, sa.not_(history)),
        of.waived,
        sa.and_(sa.not_(history), of.since > sa.func.coalesce(of.done_by, _future)),
    )
    unknown = sa.or_(due.deadline.is_(None), due.known_from > _known_at)
    plain = sa.case(
        (
            sa.or_(of.changed, due.awaits_months.is_not(None), due.kind != _fixed("original"), _recurs(due.counting)),
            _no,
        ),
        (unknown, _yes),
        (unclear, _no),
        else_=_yes,
    )
    watched = sa.case((programme.c.observed_through < _watched, programme.c.observed_through), else_=_watched)
    return (
        sa.select(
            *(of[name] for name in ("id", "programme", "title", "done_by")),
            since.label("since"),
            plain.label("plain"),
            sa.case((unknown, _yes), else_=_no).label("unknown"),
            *(due[name] for name in ("due", "text", "rule", "cutoff_from", "cutoff_to")),
            sa.func.coalesce(due.effective_from, _past).label("effective"),
            watched.label("quiet_until"),
        )
        # Outer joins, so that no engine begins with a table that no filter narrows.
        .join_from(records, due_assertion, sa.and_(due.deadline == of.id, due.seq == _no), isouter=True)
        .join(programme, programme.c.id == of.programme, isouter=True)
        .subquery("with_due")
    )


def _days(with_due: sa.Subquery) -> sa.Subquery:
    """Return each row with the days a, b, c and d of the closed form.

    What is done before entry into force is on time: as if the cutoff came no earlier than on its eve.
    """
    of = with_due.c
    eve = of.effective - _yes
    silent = sa.and_(of.done_by.is_(None), of.quiet_until >= of.since)
    return sa.select(
        *of,
        sa.case((of.cutoff_from < eve, eve), else_=of.cutoff_from).label("a"),
        sa.case((of.cutoff_to < eve, eve), else_=of.cutoff_to).label("b"),
        sa.case((silent, of.quiet_until + _yes), else_=of.since).label("c"),
        sa.func.coalesce(of.done_by, _future).label("d"),
    ).subquery("days")


def _judged(days: sa.Subquery) -> sa.Subquery:
    """Return each row with its state (None where it is not plain), the days overdue and its place in the order."""
    of = days.c
    lines = closed_lines(a=of.a, b=of.b, c=of.c, d=of.d, as_of=_as_of, effective=of.effective, never=_future)
    state = sa.case(
        (of.plain == _no, sa.null()),
        (of.unknown == _yes, _fixed("not_recorded")),
        *((sa.and_(sa.true(), *conditions), _fixed(word)) for word, conditions in lines),
    )
    late = sa.and_(of.plain == _yes, of.unknown == _no, of.d > _as_of, _as_of > of.a)
    surely = sa.case((sa.and_(of.c > _as_of, _as_of > of.b), _fixed("yes")), else_=_fixed("maybe"))
    fewest = sa.case((sa.and_(_as_of > of.cutoff_to, of.cutoff_to > _past), _as_of - of.cutoff_to), else_=_yes)
    due = due_assertion.c
    lowest = sa.select(sa.func.min(sa.case((due.awaits_months.is_(None), due.cutoff_from), else_=_past)))
    facts = ("text", "rule", "cutoff_from", "cutoff_to", "effective", "since", "done_by", "quiet_until")
    return sa.select(
        sa.case(
            (of.plain == _no, lowest.where(due.deadline == of.id).scalar_subquery()),
            else_=sa.func.coalesce(of.cutoff_from, _future),
        ).label("first"),
        sa.case((of.plain == _no, _past), else_=sa.func.coalesce(of.cutoff_to, _future)).label("last"),
        *(of[name] for name in ("id", "programme", "title", "due", "plain", *facts)),
        state.label("state"),
        sa.case((late, surely), (of.plain == _yes, _fixed("no"))).label("overdue"),
        sa.case((late, fewest)).label("days_from"),
        sa.case((sa.and_(late, of.cutoff_from > _past), _as_of - of.cutoff_from)).label("days_to"),
    ).subquery("judged")
