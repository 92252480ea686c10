"""CSL-JSON, for Zotero, pandoc and citeproc: the sources, or those that records cite.

With an address a source is a `webpage`, otherwise a `document`; nobody says whether it is a book or a report. A date is
its parts, a range or a season; `circa` marks what is doubtful, or some day within the range; what has no days at both
ends is words in `literal`. Where that says less than the date, `edtf` holds it whole (CSL 1.0.2, csl-data.json). CSL
has no year 0: -44 is 44 BC.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import IO

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, parse, to_prose
from dateline.dates.calendar import from_day, month_length
from dateline.formats.documents.bibliography import Author, authors, cited, key, one_line
from dateline.wire_fields import Record

_PLAIN = re.compile(r"(?:(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?|Y(?P<far>-?\d+))(?:T.*)?")
_MOST_DIGITS = 15
"""Numbers of JSON are exact up to here; farther years are words."""


def write(
    fields: tuple[str, ...],
    records: Iterable[Record],
    stream: IO[str],
    *,
    sources: Mapping[str, Record] | None = None,
) -> None:
    """Write an array with an item for each source.

    Raises:
        DatelineError: the records neither are sources nor cite any.
    """
    found = cited(fields, records, sources)  # which refuses unfit records before anything is written
    stream.write("[")
    between = "\n"
    for source in found:
        stream.write(between + json.dumps(_item(source), ensure_ascii=False))
        between = ",\n"
    stream.write("\n]\n")


def _item(source: Record) -> Record:
    item = {
        "id": key(source["id"]),
        "type": "webpage" if source["url"] else "document",
        "author": [_name(author) for author in authors(source["author"])],
        "title": one_line(source["title"]),
        "publisher": source["publisher"],
        "issued": issued(parse(source["date"])) if source["date"] else None,
        "URL": source["url"],
        "language": source["language"],
        "annote": source["note"],
    }
    return {name: value for name, value in item.items() if value}


def _name(author: Author) -> Record:
    return {"family": author.family, "given": author.given} if author.given else {"literal": author.family}


def issued(date: Date) -> Record:
    """Return a date as CSL has it.

    >>> issued(parse("1999-12-08")), issued(parse("1999-23~"))
    ({'date-parts': [[1999, 12, 8]]}, {'date-parts': [[1999]], 'season': 3, 'circa': True})
    >>> issued(parse("[1994..1996]"))
    {'date-parts': [[1994], [1996]], 'circa': True, 'edtf': '[1994..1996]'}
    """
    bare = re.sub(r"[?~%]", "", date.edtf)
    found = _exactly(bare)
    whole = found is not None and (not date.qualifiers or date.edtf == f"{bare}~")
    found = found or _roughly(date)
    if date.qualifiers or (not whole and len(found.get("date-parts", ())) > 1):
        found["circa"] = True
    return found if whole else found | {"edtf": date.edtf}


def _exactly(text: str) -> Record | None:
    """Return a day, month, year, season, or a range from one to another but seasons; None for all else."""
    if season := re.fullmatch(r"(-?\d{4})-2([1-4])", text):
        return {"date-parts": [_parts(season[1])], "season": int(season[2])}
    sides = [_parts(side) for side in text.split("/")]
    return {"date-parts": sides} if all(sides) else None


def _roughly(date: Date) -> Record:
    """Return the range of days on which a date lies, else its words."""
    if date.earliest > FAR_PAST and date.latest < FAR_FUTURE:
        return {"date-parts": _stretch(date.earliest, date.latest)}
    return {"literal": to_prose(date)}


def _parts(text: str) -> list[int] | None:
    """Return year, month and day, None for what is more than these."""
    found = _PLAIN.fullmatch(text)
    if found is None or int(found["month"] or 0) > 12 or len(found["far"] or "") > _MOST_DIGITS:
        return None
    return [_year(int(found["year"] or found["far"])), *(int(found[part]) for part in ("month", "day") if found[part])]


def _year(year: int) -> int:
    return year if year > 0 else year - 1


def _stretch(first: int, last: int) -> list[list[int]]:
    """Return the parts of the first and last of the days, months or years that a stretch of days fills."""
    start, end = from_day(first), from_day(last)
    whole_months = start[2] == 1 and end[2] == month_length(*end[:2])
    taken = 1 if whole_months and start[1] == 1 and end[1] == 12 else 2 if whole_months else 3
    sides = [[_year(year), *rest][:taken] for year, *rest in (start, end)]
    return sides[:1] if sides[0] == sides[1] else sides
