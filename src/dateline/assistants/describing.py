"""The tools about the database and about dates: `describe` and `date`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from dateline.assistants.answers import Answer, Page, single
from dateline.assistants.arguments import PAGE, Values
from dateline.operations.records import Listing
from dateline.question_options import Option

if TYPE_CHECKING:
    from dateline.assistants.opened import Asked

LISTS: tuple[str, ...] = get_args(Listing)
DESCRIBE = (
    Option(("--list",), "list", "choice", "List the records of this kind instead, page by page.", choices=LISTS),
    Option(("--text",), "text", "text", "With list: only those in whose names this occurs, in any spelling."),
    *PAGE,
)
DATE = (
    Option(("--text",), "texts", "text", "A date, in EDTF or in words; repeatable.", many=True),
    Option(("--anchor",), "anchor", "date", "The date that relative words count from (default: today)."),
    Option(("--edtf",), "strict", "flag", "Read strict EDTF only, no words."),
)
_NAMES = 30
"""Names of each kind in the description."""
_HELD = "Only what is recorded here can be answered: what is not there may still have happened."


def describe(db: Asked, values: Values) -> Answer:
    """Return what the database holds: numbers, first and last day, and the names most often met; or a list of names."""
    page, what = Page(values), values.get("list")
    if what is not None:
        every = getattr(db, what)(values.get("text"))
        return page.answer(every[page.offset : page.end], len(every), (), f"The database has no such {what}.")
    names = {kind: _names(getattr(db, kind)(values.get("text"))) for kind in LISTS}
    record = {"today": db.today, **db.stats(), "names": names}
    return single(record, [_HELD, f"Of each kind at most {_NAMES} are named; `list` gives all of them."])


def _names(records: Any) -> list[Any]:
    """Return the id and the name of those that are met most often."""
    met = sorted(records, key=_met, reverse=True)
    return [{"id": each["id"], "name": each.get("name") or each.get("title")} for each in met[:_NAMES]]


def _met(record: Any) -> int:
    return next(
        (int(record[name]) for name in ("events", "deadlines", "citations") if isinstance(record.get(name), int)), 0
    )


def date(db: Asked, values: Values) -> Answer:
    """Return what texts say as dates; one that has several meanings has them all, and none is chosen."""
    from dateline.date_record import explained

    anchor = db.date(values.get("anchor", db.today), option="anchor")
    strict = values.get("edtf", False)
    records = [explained(text, anchor, db.conventions, strict=strict).record for text in values["text"]]
    several = [record["input"] for record in records if not record["valid"] and record["candidates"]]
    wrong = [record["input"] for record in records if not record["valid"] and not record["candidates"]]
    said = [f"{text!r} has several meanings: ask which one is meant, or give all of them." for text in several]
    said += [f"{text!r} is no date that dateline reads." for text in wrong]
    return {"said": said, "total": len(records), "records": records}
