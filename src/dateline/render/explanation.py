"""The state of one deadline explained, with the records behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dateline.counted import counted
from dateline.dates import FAR_FUTURE, FAR_PAST, Date, InvalidDate, day_text
from dateline.deadlines.counting.moved import Moved
from dateline.deadlines.knowledge import known_by
from dateline.deadlines.reading_rules import in_words
from dateline.model import Citation, Days, Deadline, Dependency, DueAssertion, StatusReport, Waiver
from dateline.render.lateness import days_late_words

Named = Callable[[str, str], str]
"""What gives the name of a record for its kind and id."""
_LEVELS = ("nothing done", "begun", "partly done", "done")


def _by_id(_: str, identity: str) -> str:
    return identity


def explanation(record: dict[str, Any], deadline: Deadline, days: tuple[int, int], width: int | None) -> Iterator[str]:
    """Yield the lines that explain `record`, the wire form of `deadline` judged on the first of `days`.

    Records that were not known on the second of `days` are marked.
    """
    yield f"{deadline.id}: {deadline.title}"
    yield from _wrapped(f"{deadline.force} deadline of {deadline.programme}" + _item(deadline), width)
    if deadline.note:
        yield from _wrapped(deadline.note, width)
    yield ""
    yield f"at the end of {day_text(days[0])}, as known on {day_text(days[1])}: {record['state'].replace('_', ' ')}"
    yield from _wrapped(record["why"], width)
    late = days_late_words(record["days_overdue"], record["overdue"])
    yield f"  overdue: {record['overdue']}{late}; ever overdue: {record['ever_overdue']}"
    yield f"  possible: {', '.join(word.replace('_', ' ') for word in record['possible'])}"
    if record["vs_original"] != record["state"]:
        yield f"  by the original date alone: {record['vs_original'].replace('_', ' ')}"
    yield from history(deadline, width, days[1])
    yield from _section("what would settle it", ([fact] for fact in record.get("would_settle", ())), width)


def history(deadline: Deadline, width: int | None, known_at: int | None = None) -> Iterator[str]:
    """Yield the lines of everything recorded of `deadline`: due dates, reports and so on, with citations.

    With `known_at` each record that was not known, or perhaps not, at the end of that day is marked.
    """
    kinds: tuple[tuple[str, Iterable[Any], Callable[[Any], list[str]]], ...] = (
        ("due dates", deadline.due, due_words),
        ("reports", deadline.status, report_words),
        ("waivers", deadline.waivers, waiver_words),
        ("waits for", deadline.depends, dependency_words),
    )
    for title, records, words in kinds:
        entries = ([*marked(words(each), each, known_at), *map(_citation, each.citations)] for each in records)
        yield from _section(title, entries, width)
    if deadline.lead != (0, 0):
        yield ""
        yield f"takes {_number_of_days(deadline.lead)} once it can begin"


def marked(lines: list[str], record: Any, known_at: int | None) -> list[str]:
    """Return what a record says, its first line marked if nobody, or perhaps nobody, knew it on `known_at`."""
    known = "yes" if known_at is None else known_by(record.known, known_at)
    if known == "yes" or known_at is None:
        return lines
    words = "not yet known" if known == "no" else "perhaps not yet known"
    return [f"[{words} on {day_text(known_at)}] {lines[0]}", *lines[1:]]


def _item(deadline: Deadline) -> str:
    actors = ", ".join((p.name or p.actor) + (f" ({p.role})" if p.role else "") for p in deadline.actors)
    return (f", item {deadline.item}" if deadline.item else "") + (f"; with {actors}" if actors else "")


def _section(title: str, items: Iterable[list[str]], width: int | None) -> Iterator[str]:
    for number, lines in enumerate(items):
        if number == 0:
            yield ""
            yield title
        first, *rest = lines
        yield from _wrapped(f"- {first}", width, hanging="    ")
        for line in rest:
            yield from _wrapped(f"  {line}", width, hanging="      ")


def _wrapped(text: str, width: int | None, hanging: str = "  ") -> list[str]:
    if width is None:
        return [f"  {text}"]
    from dateline.render.screen_text import fold, visible

    return fold(f"  {visible(text)}", width, hanging)


def due_words(due: DueAssertion) -> list[str]:
    """Return what a due date says: the date with its last compliant day, when it is in force, known, and a note."""
    written = (f"“{due.text}”" if due.text else str(due.due or "no date")) + _marks(due.due)
    rule = (" by its cutoff" if _is_overridden(due) else f" by the rule “{in_words(due.rule)}”") if due.rule else ""
    cutoff = "open-ended" if due.cutoff[0] >= FAR_FUTURE else f"last compliant day {span(due.cutoff)}"
    head = f"{due.kind}: {written}, {cutoff}{rule}"
    times = [f"in force from {span(due.effective)}"] if due.effective else []
    recurs = due.counting and due.counting.recurs
    times += [f"recurs without end: {recurs}"] if recurs else []
    return [head + _standing(due.standing), *_steps(due), *times, *_known(due.known), *_note(due.note)]


def _is_overridden(due: DueAssertion) -> bool:
    """Return whether a cutoff was written that is not what the rule reads in the due date."""
    from dateline.deadlines.reading_rules import cutoff

    written = due.cutoff
    if (counting := due.counting) is not None:  # what is counted has no cutoff of its own; what is moved may have one
        if counting.within is not None or counting.whichever or counting.cutoff is None:
            return False
        written = counting.cutoff
    try:
        return due.due is None or cutoff(due.due, due.rule or "") != written
    except InvalidDate:
        return True


def _steps(due: DueAssertion) -> list[str]:
    """Return how a last compliant day was counted, a line for each step."""
    if due.counting is None:
        return []
    from dateline.deadlines.counting.told import told

    return [f"counted: {sentence}" for sentence in told(due)]


def report_words(report: StatusReport, named: Named = _by_id, dated: Callable[[str], str] = str) -> list[str]:
    """Return what a report says: the level and its day, then the event, when it was known, and a note.

    `named` gives the name of a kind and an id, `dated` a date for its EDTF.
    """
    low, high = report.level
    level = _LEVELS[low] if low == high else f"{_LEVELS[low]} to {_LEVELS[high]}"
    day = dated(report.date.edtf) if report.date else span(report.when)
    head = f"{level}: {day}{_marks(report.date)}" + _standing(report.standing)
    event = [f"event {named('event', report.event)}"] if report.event else []
    return [head, *event, *_known(report.known), *_note(report.note)]


def _marks(date: Date | None) -> str:
    """Return what the marks of a date say: how far it spreads, and that it is uncertain."""
    if date is None or not date.qualifiers:
        return ""
    from dateline.dates.doubt import spread_words

    said = [f"approximate, c. spreads {spread_words(date.edtf, date.circa)}"] if date.approximate else []
    return f" ({'; '.join([*said, 'uncertain, so nothing of it is certain'] if date.uncertain else said)})"


def waiver_words(waiver: Waiver) -> list[str]:
    """Return what a waiver says: from when on and why, then when it was known, and a note."""
    head = f"from {span(waiver.effective)}" + (f": {waiver.basis}" if waiver.basis else "")
    return [head + _standing(waiver.standing), *_known(waiver.known), *_note(waiver.note)]


def dependency_words(dependency: Dependency, named: Named = _by_id) -> list[str]:
    """Return what a dependency says: on which deadline and how long after it, then when it was known, and a note."""
    lag = f", then {_number_of_days(dependency.lag)}" if dependency.lag != (0, 0) else ""
    head = f"{named('deadline', dependency.on)}{lag}{_standing(dependency.standing)}"
    return [head, *_known(dependency.known), *_note(dependency.note)]


def _number_of_days(days: tuple[int, int]) -> str:
    return counted(days[0], "day") if days[0] == days[1] else f"{days[0]} to {days[1]} days"


def _known(known: Days | None) -> list[str]:
    return [f"known {span(known)}"] if known else []


def _note(note: str | None) -> list[str]:
    return [f"note: {note}"] if note else []


def _standing(standing: str) -> str:
    return "" if standing == "confirmed" else f" ({standing})"


def span(days: Days) -> str:
    """Return an interval of days in words: one day, two ends, or an open side."""
    first, last = days
    if first <= FAR_PAST:
        return "at some time" if last >= FAR_FUTURE else f"by {day_text(last)}"
    if last >= FAR_FUTURE:
        return f"{day_text(first)} or later"
    return str(day_text(first)) if first == last else f"{day_text(first)} to {day_text(last)}"


def moved_words(moved: Moved) -> str:
    """Return a sentence that says from where to where counting anew has moved a last compliant day."""
    days = f"was {span(moved.before)}, and is {span(moved.now)} counted anew"
    return f"{moved.deadline}: the last compliant day of the {moved.kind} {days}"


def _citation(citation: Citation) -> str:
    locator = f", {citation.locator}" if citation.locator else ""
    quote = f": “{citation.quote}”" if citation.quote else ""
    return f"source {citation.source}{locator}{quote}"
