"""The tools about events and single records: `query` and `show`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.assistants.answers import Answer, Page, single
from dateline.assistants.arguments import PAGE, Values
from dateline.counted import counted
from dateline.operations.records import KINDS
from dateline.parameters.events import BY_SOURCE, CLAIMED, LINKED_TO
from dateline.question_options import FILTERS, Option
from dateline.wire_fields import Record

if TYPE_CHECKING:
    from dateline.assistants.opened import Asked

WORDS = Option(("--words",), "words", "text", "Each word must be in the title or the description.", many=True)
QUERY = (WORDS, *(each for each in FILTERS if each.name != "limit"), BY_SOURCE, CLAIMED, LINKED_TO, *PAGE)
SHOW = (
    Option(("--id",), "id", "text", "The id of the record, or its name."),
    Option(("--kind",), "kind", "choice", "The kind of the record.", choices=KINDS),
)
MATCHES = {
    "certain": "certainly matches",
    "possible": "only possibly matches: what is recorded does not settle it; say so when you use it",
}
"""What `match` of an event says, in words."""
ROW = ("date_in_words", "match_in_words")
"""The fields of a row beside those of an event."""
_KEYWORDS = {"from": "from_", "all": "all_", "any": "any_"}


def query(db: Asked, values: Values) -> Answer:
    """Return a page of events."""
    page = Page(values)
    words = values.pop("words", ())
    asked: dict[str, Any] = {_KEYWORDS.get(name, name): value for name, value in values.items()}
    every = db.events(*words, **asked)
    counts = every.count()
    records = islice(db.events(*words, **asked, limit=page.end).records(), page.offset, page.end)
    rows = [in_words(record) for record in (records if page.offset < counts.total else ())]
    said = [_counts(*counts)] if counts.total else []
    if bare := sum(not row["citations"] for row in rows):
        said.append(f"{counted(bare, 'record')} of this page cite no source.")
    said += _unlisted(every.unlisted())
    facts = {"certain": counts.certain, "possible": counts.possible}
    return page.answer(rows, counts.total, said, _nothing(db), **facts)


def in_words(record: Record) -> Record:
    """Return the record of an event with its date and its match in words."""
    from dateline.dates import parse
    from dateline.dates.prose.wording import to_prose

    found = to_prose(parse(record["date"])), MATCHES[record["match"]]
    return record | dict(zip(ROW, found, strict=True))


def _counts(certain: int, possible: int) -> str:
    return f"{counted(certain + possible, 'event')}: {certain:,} certainly, {possible:,} only possibly."


def _unlisted(left_out: dict[str, int]) -> Iterator[str]:
    if number := left_out["undated"]:
        yield f"Not looked at: {counted(number, 'event')} without a date (ask with undated)."
    if number := left_out["unlocated"]:
        yield f"Not looked at: {counted(number, 'event')} without coordinates."


def _nothing(db: Asked) -> str:
    held = db.stats()
    return (
        "The database has no such event. That does not say that nothing happened: it holds "
        f"{counted(int(str(held['events'])), 'event')} from {held['earliest']} to {held['latest']}, and no others."
    )


def show(db: Asked, values: Values) -> Answer:
    """Return one record with all that is known of it."""
    record = db.record(values["id"], kind=values.get("kind"))
    said = [] if record.get("citations") or "citations" not in record else ["This record cites no source."]
    if "match" in record:
        record = in_words(record) | {"match_in_words": "the record itself: nothing was asked of its date"}
    return single(record, said)
