"""The tools about what sources say: `conflicts` and `verify_quote`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.assistants.answers import Answer, Page, single
from dateline.assistants.arguments import PAGE, Values
from dateline.claims.conflicts import ASPECTS
from dateline.question_options import Option

if TYPE_CHECKING:
    from dateline.assistants.opened import Asked
    from dateline.dates import Date
    from dateline.quotes import Kept

CONFLICTS = (
    Option(("--event",), "events", "event", "The id of an event; without any, all events; repeatable.", many=True),
    Option(("--by",), "by", "choice", "Compare only by this; repeatable.", choices=tuple(ASPECTS), many=True),
    Option(
        ("--match",), "match", "choice", "Which pairs: certain conflicts, possible ones too, or all (none).",
        default="possible", choices=("certain", "possible", "none"),
    ),
    Option(("--source",), "source", "text", "Only pairs of this source.", "ID"),
    *PAGE,
)  # fmt: skip
VERIFY_QUOTE = (
    Option(("--source",), "source", "text", "The id of the source that is said to have the quote.", "ID"),
    Option(("--quote",), "quote", "long", "The words, exactly as quoted; … stands for words left out."),
    Option(("--locator",), "locator", "text", "The place that is given, such as p. 4."),
    Option(("--date",), "date", "date", "A date that the quote is said to give."),
)
CONFLICT_ROW = ("citations",)
"""The fields of a row beside those of a conflict."""


def conflicts(db: Asked, values: Values) -> Answer:
    """Return a page of pairs of statements that disagree."""
    page = Page(values)
    every = db.conflicts(*values.pop("event", ()), **values)
    rows = [record | {"citations": _citations(db, record["event"])} for record in every[page.offset : page.end]]
    certain, possible = (sum(record["conflict"] == degree for record in every) for degree in ("certain", "possible"))
    empty = (
        "The database has no such conflict. That does not say that sources agree: only events whose citations say "
        "what their source claims are compared."
    )
    said = [f"{certain} certain and {possible} only possible conflicts."] if len(every) else []
    return page.answer(rows, len(every), said, empty, certain=certain, possible=possible)


def _citations(db: Asked, event: str) -> Any:
    return db.record(event, kind="event")["citations"]


def verify_quote(db: Asked, values: Values) -> Answer:
    """Return whether the kept text of a source has a quote, and which records cite the source with it."""
    from dateline.quotes import Kept

    source, quote = db.record(values["source"], kind="source")["id"], values["quote"]
    text = _kept(db, source)
    result, said = _result(text, quote)
    record = {"source": source, "quote": quote, "locator": values.get("locator"), "result": result}
    if text:
        place = text.find(quote)
        record["place"] = f"page {place.page}, line {place.line}" if place else None
        record["nearest"] = None if place else text.nearest(quote)
        if "locator" in values and (lacking := text.lacks(values["locator"])):
            said.append(f"The locator cannot be right: {lacking}.")
    if "date" in values:
        said.append(_of_date(quote, db.date(values["date"], option="date")))
    cited = [each for each in db.verify(checks="quotes", source=source) if Kept(each["quote"]).find(quote)]
    record["cited_by"] = [{name: each[name] for name in ("kind", "id", "locator", "quote")} for each in cited]
    said.append("" if cited else "No record of the database cites the source with these words.")
    return single(record, [each for each in said if each])


def _of_date(quote: str, date: Date) -> str:
    """Return what a quote says of a date; a date within a longer time is not what the quote gives."""
    from dateline.quotes import bears, dates_in

    found = bears(quote, date)
    if found is None:
        return "The quote names no date."
    if found == "contradicted":
        return "The quote names another time than the date."
    if any(date.earliest <= each.earliest and each.latest <= date.latest for each in dates_in(quote)):
        return "The quote gives the date."
    return "The quote is less precise than the date, which is only possible by it: give what the quote says."


def _kept(db: Asked, source: str) -> Kept | None:
    from dateline.errors import NotFound
    from dateline.quotes import Kept

    try:
        return Kept(db.source_text(source))
    except NotFound:
        return None


def _result(text: Kept | None, quote: str) -> tuple[str, list[str]]:
    if text is None:
        return "unknown", ["No text of this source is kept: nothing can be said of what stands in it."]
    if text.find(quote):
        return "ok", ["The kept text of the source has these words."]
    return "fault", ["The kept text of the source does not have these words: do not quote them from it."]
