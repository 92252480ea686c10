"""Records as canonical TOML: the same record always gives the same text, and reading it gives the same record.

Keys come in the order of docs/reference/records.md, one a line; what the reader would work out is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dateline.claims.forms import said
from dateline.counting import plain_counting
from dateline.dates import FAR_FUTURE, Date, InvalidDate, day_text, parse
from dateline.deadlines.reading_rules import cutoff
from dateline.event_fields import NAMES
from dateline.light_classes import replace
from dateline.measures import measure_record
from dateline.model import (
    Actor,
    Citation,
    Claim,
    Collection,
    Days,
    Deadline,
    Dependency,
    DueAssertion,
    Event,
    Horizon,
    HorizonDate,
    Link,
    Membership,
    Participant,
    Programme,
    Source,
    StatusReport,
    Theme,
    Waiver,
)
from dateline.wire import citation_record, participant_record, participant_text

_WIDTH = 120
_ELSEWHERE = ("due", "rule", "cutoff", "recurs")
"""What a count holds that stands elsewhere in the table of a due date, or in that of its deadline."""
Pairs = Iterable[tuple[str, Any]]
"""Keys with what stands for them in TOML; None is left out."""


def text_of(record: Any) -> str:
    """Return a record (or a collection) as TOML, a [[table]] with those below it, without an empty line at the end.

    >>> print(text_of(Event("a-1", "Talks", parse("1999-08"), actors=(Participant("belarus", "host"),))))
    [[event]]
    id = "a-1"
    title = "Talks"
    date = "1999-08"
    actors = ["belarus (host)"]
    """
    return "\n\n".join(_WRITERS[type(record)](record))


def days_text(days: Days) -> str:
    """Return an EDTF date with these bounds, the plainest there is.

    >>> [days_text(days) for days in ((730089, 730089), (730089, 730119), (730089, 730093), (FAR_PAST, 730089))]
    ['1999-12-01', '1999-12', '[1999-12-01..1999-12-05]', '[..1999-12-01]']
    """
    first, last = (day_text(day) for day in days)
    if first and last:
        for text in (first, first[:-3], first[:-6]):
            if _has_bounds(text, days):
                return text
    return f"[{first or ''}..{last or ''}]" if first or last else "/"


def _has_bounds(text: str, days: Days) -> bool:
    try:
        date = parse(text)
    except InvalidDate:
        return False
    return (date.earliest, date.latest) == days


def table_text(name: str, pairs: Pairs) -> str:
    """Return a table of TOML under its header; a pair whose value is None is left out."""
    lines = (line_of(key, value) for key, value in pairs if value is not None)
    return "\n".join([name, *lines])


def line_of(key: str, value: Any) -> str:
    """Return a field as TOML, a long list with an item a line."""
    line = f"{key} = {_value(value)}"
    if isinstance(value, list) and (len(line) > _WIDTH or "\n" in line):
        return "\n".join([f"{key} = [", *(f"    {_value(item)}," for item in value), "]"])
    return line


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        pairs = ", ".join(f"{key} = {_value(item)}" for key, item in value.items() if item is not None)
        return f"{{ {pairs} }}"
    return repr(value)


_UNSAID = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Letters that JSON writes as they are, and that TOML forbids or an editor takes for ends of lines."""
_json = json.JSONEncoder(ensure_ascii=False).encode
"""Made once: `json.dumps` makes one for each text."""


def _string(text: str) -> str:
    """Return a basic string; its escapes are those of JSON, but for a few letters."""
    return _UNSAID.sub(lambda found: f"\\u{ord(found[0]):04x}", _json(text))


def _edtf(date: Date | None) -> str | None:
    return None if date is None else date.edtf


def _days(days: Days | None) -> str | None:
    return None if days is None else days_text(days)


def _people(participants: Iterable[Participant]) -> list[str] | None:
    return [participant_text(participant_record(each)) for each in participants] or None


def _cited(citations: Iterable[Citation]) -> list[Any] | None:
    return [citation_record(citation) for citation in citations] or None


def _claiming(citations: Iterable[Citation]) -> list[Any] | None:
    """Return citations with what each says that its source says."""
    return [citation_record(each) | _claim(each.claim) for each in citations] or None


def _claim(claim: Claim | None) -> dict[str, Any]:
    if claim is None:
        return {}
    return said(claim) | {"actors": _people(claim.actors)}


def _standing(standing: str) -> str | None:
    return None if standing == "confirmed" else standing


def _pair(pair: tuple[int, int]) -> int | list[int]:
    return pair[0] if pair[0] == pair[1] else list(pair)


def _collection(record: Collection) -> Iterator[str]:
    pairs = [("id", record.id), ("title", record.title), ("description", record.description)]
    yield table_text("[collection]", [*pairs, ("circa", record.circa)])


def _source(record: Source) -> Iterator[str]:
    names = ("id", "title", "author", "publisher", "date", "url", "language", "note")
    pairs = [(name, getattr(record, name)) for name in names]
    yield table_text("[[source]]", [(name, _edtf(value) if name == "date" else value) for name, value in pairs])


def _actor(record: Actor) -> Iterator[str]:
    yield table_text(
        "[[actor]]",
        [
            ("id", record.id),
            ("name", record.name),
            ("kind", record.kind),
            ("aliases", list(record.aliases) or None),
            ("description", record.description),
            ("date", _edtf(record.date)),
            ("citations", _cited(record.citations)),
        ],
    )
    yield from map(_membership, record.member_of)


def _membership(record: Membership) -> str:
    pairs = [("actor", record.actor), ("role", record.role), ("date", _edtf(record.date))]
    return table_text("[[actor.member_of]]", [*pairs, ("citations", _cited(record.citations))])


def _theme(record: Theme) -> Iterator[str]:
    yield table_text(
        "[[theme]]",
        [
            ("id", record.id),
            ("title", record.title),
            ("aliases", list(record.aliases) or None),
            ("description", record.description),
            ("parent", record.above),
        ],
    )


def _event(record: Event) -> Iterator[str]:
    yield table_text(
        "[[event]]",
        [
            ("id", record.id),
            ("title", record.title),
            ("date", record.date.edtf),
            *((name, getattr(record, name)) for name in NAMES if name != "confidence"),
            ("actors", _people(record.actors)),
            ("themes", sorted(set(record.themes)) or None),
            ("measures", [measure_record(measure) for measure in record.measures] or None),
            ("confidence", record.confidence),
            ("verdict", record.verdict),
            ("citations", _claiming(record.citations)),
        ],
    )


def _programme(record: Programme) -> Iterator[str]:
    observed = None if record.observed_through is None else day_text(record.observed_through)
    yield table_text(
        "[[programme]]",
        [
            ("id", record.id),
            ("title", record.title),
            ("date", _edtf(record.date)),
            ("actors", _people(record.actors)),
            ("description", record.description),
            ("observed_through", observed),
            ("tz", record.tz),
            ("citations", _cited(record.citations)),
        ],
    )


def _horizon(record: Horizon) -> Iterator[str]:
    yield table_text(
        "[[horizon]]",
        [
            ("id", record.id),
            ("title", record.title),
            ("description", record.description),
            ("actors", _people(record.actors)),
            ("citations", _cited(record.citations)),
        ],
    )
    for date in record.dates:
        yield table_text("[[horizon.date]]", [("when", _when(date.when, date.date)), *_bearing(date)])


def _when(days: Days, date: Date | None) -> str:
    return date.edtf if date else days_text(days)


def _bearing(record: HorizonDate | StatusReport | Waiver | Dependency | DueAssertion) -> Pairs:
    """Return what all records of a deadline say of themselves at the end."""
    yield "known", _days(record.known)
    yield "standing", _standing(record.standing)
    yield "note", record.note
    yield "citations", _cited(record.citations)


def _deadline(record: Deadline) -> Iterator[str]:
    yield table_text(
        "[[deadline]]",
        [
            ("id", record.id),
            ("programme", record.programme),
            ("item", record.item),
            ("title", record.title),
            ("force", record.force),
            ("kind", None if record.kind == "one_off" else record.kind),
            ("recurs", record.recurs),
            ("actors", _people(record.actors)),
            ("themes", list(record.themes) or None),
            ("confidence", record.confidence),
            ("lead", None if record.lead == (0, 0) else _pair(record.lead)),
            ("note", record.note),
        ],
    )
    for due in record.due:
        yield table_text("[[deadline.due]]", _due(due))
    for report in record.status:
        pairs = [("level", _pair(report.level)), ("when", _when(report.when, report.date)), ("event", report.event)]
        yield table_text("[[deadline.status]]", [*pairs, *_bearing(report)])
    for waiver in record.waivers:
        pairs = [("effective", days_text(waiver.effective)), ("basis", waiver.basis)]
        yield table_text("[[deadline.waiver]]", [*pairs, *_bearing(waiver)])
    for wait in record.depends:
        lag = None if wait.lag == (0, 0) else _pair(wait.lag)
        yield table_text("[[deadline.depends]]", [("on", wait.on), ("lag", lag), *_bearing(wait)])


def _link(record: Link) -> Iterator[str]:
    ends = (("from", record.origin_kind, record.origin), ("to", record.target_kind, record.target))
    pairs = [(name if kind == "event" else f"{name}_deadline", value) for name, kind, value in ends]
    said = [("note", record.note), ("citations", _cited(record.citations))]
    yield table_text("[[link]]", [("id", record.id), ("type", record.type), *pairs, *said])


def _due(record: DueAssertion) -> Pairs:
    yield "kind", record.kind
    yield "due", _edtf(record.due)
    yield "text", record.text
    yield from _reading(record)
    implied = None if record.kind == "correction" else record.known
    yield "effective", None if record.effective == implied else _days(record.effective)
    yield "reinstates", record.reinstates or None
    yield from _bearing(record)


def _reading(record: DueAssertion) -> Pairs:
    """Return how a due date is read or counted, and the last compliant days if that does not give them."""
    counting = record.counting
    if counting is not None:
        if counting.within is None and not counting.whichever:
            yield "rule", record.rule
        if counting.cutoff is not None:
            yield "cutoff", _cutoff(replace(record, cutoff=counting.cutoff))
        counts = {key: value for key, value in counting.record.items() if key not in _ELSEWHERE}
        yield from counts.items()
        if record.awaits is None and counts:
            yield "counted", [day_text(day) or ".." for day in record.cutoff]
    elif record.awaits is not None:
        yield from plain_counting(record.awaits, record.of).record.items()
    else:
        yield "rule", record.rule
        yield "cutoff", _cutoff(record)


def _cutoff(record: DueAssertion) -> list[str] | None:
    """Return the last compliant days unless the rule gives them."""
    if record.due is not None and record.rule:
        try:
            if cutoff(record.due, record.rule) == record.cutoff:
                return None
        except InvalidDate:
            pass
    if record.cutoff == (FAR_FUTURE, FAR_FUTURE):
        return None
    return [day_text(day) or ".." for day in record.cutoff]


_WRITERS: dict[Any, Callable[[Any], Iterator[str]]] = {
    Collection: _collection,
    Source: _source,
    Actor: _actor,
    Theme: _theme,
    Event: _event,
    Programme: _programme,
    Horizon: _horizon,
    Link: _link,
    Deadline: _deadline,
}
