"""A Markdown chronology for reports: an entry an event under headings of years, numbered citations, and their sources.

The headings are years; decades, centuries or millennia where years would hold hardly an event each; months below a
year of many. What is not known to begin within one heading stands at the end. "(possibly)" behind a date marks an
event that may lie outside of the period asked for; "possibly" before it is a doubt of the date itself. A citation is
the number of its source with the place in it, [3, p. 4]; sources are numbered in the order in which the text cites
them. Deadlines stand by their last day.

All entries are held in memory: the headings depend on how many there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import IO, NamedTuple

from dateline.dates import Bounds, parse, to_prose
from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, from_day, year_of
from dateline.dates.prose.vocabulary import MONTHS
from dateline.formats.delimited.cell_values import sentences
from dateline.formats.documents.bibliography import authors, one_line, source_of
from dateline.render.claims import said_by
from dateline.render.written_date import as_written
from dateline.wire_fields import Record, are_events

_UNITS = (1, 10, 100, 1000)
"""The years of a heading."""
_MANY_HEADINGS = 20
_FEW = 2
"""With many headings and fewer entries than that for each, the next greater unit is taken."""
_CROWDED = 20
"""A year of more entries is parted into months."""
_LONGEST_MONTH = 31
_LONGEST_YEAR = 366
_SPECIAL = re.compile(r"[\\`*\[\]<~|$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_OPENING = re.compile(r"(\d*)([-+#=.)>])")
"""What begins a list, a heading or a quotation at the beginning of a block."""
_DAY = re.compile(r"(“[^”]*”)|(?<![\w-])-?\d{4}-\d\d-\d\d(?![\w-])")
"""A day outside of quotations."""
_NAMES = "|".join(name.capitalize() for name in MONTHS)
_SAME_YEAR = re.compile(rf"((?:\d+ )?(?:{_NAMES})) (\d{{4}}) (to|and) ((?:\d+ )?(?:{_NAMES}) \2)")
_SAME_MONTH = re.compile(rf"(\d+) ({_NAMES}) (to|and) (\d+ \2)")


class _Entry(NamedTuple):
    """What stands in the text; it begins on a day from `first` to `last`, None where nobody says."""

    first: int | None
    last: int | None
    date: str
    title: str
    text: str | None
    about: str
    citations: Sequence[Record]
    possible: bool = False
    undated: bool = False

    @property
    def span(self) -> int:
        """How many days lie between the first and the last on which it may begin."""
        return FAR_FUTURE if self.first is None or self.last is None else self.last - self.first


def write(
    fields: tuple[str, ...],
    records: Iterable[Record],
    stream: IO[str],
    *,
    sources: Mapping[str, Record] | None = None,
) -> None:
    """Write the chronology of events or deadlines."""
    of_events = are_events(fields)
    known = sources or {}
    entries = [_event(record, known) if of_events else _deadline(record) for record in records]
    numbers: dict[str, int] = {}
    stream.write("# Chronology\n" if of_events else "# Deadlines\n")
    if any(entry.possible for entry in entries):
        stream.write("\n“(possibly)” behind a date: it may lie outside of the period asked for.\n")
    for heading, found in _parted(entries):
        stream.write(f"\n{heading}\n")
        stream.writelines(f"\n{_paragraph(entry, numbers)}\n" for entry in found)
    if numbers:
        stream.write("\n## Sources\n\n")
        stream.writelines(f"{n}. {_reference(source_of(s, known))}\n" for s, n in numbers.items())


# What an entry says.


def _event(record: Record, sources: Mapping[str, Record]) -> _Entry:
    date = parse(record["date"])
    words = to_prose(date)
    if (
        words == date.edtf and not words.isdigit() and record["date_text"] and not as_written(record)
    ):  # the source has words where English has none
        words = f"{words} ({one_line(record['date_text'])})"
    elif written := as_written(record):
        words = f"{words} ({one_line(written)})"
    possible = record["match"] == "possible"
    about = sentences(
        _actors(record),
        record["place"] and f"Place: {one_line(record['place'])}",
        _doubt(record),
        _claims(record, sources),
    )
    return _Entry(
        *_beginning(date.unmarked.bounds),
        f"{words} (possibly)" if possible else words,
        record["title"],
        record["description"],
        about or "",
        record["citations"],
        possible,
        date.kind == "undated",
    )


def _beginning(bounds: Bounds) -> tuple[int | None, int | None]:
    first, last = bounds.start_earliest, bounds.start_latest
    return (None if first <= FAR_PAST else first), (None if last >= FAR_FUTURE else last)


def _claims(record: Record, sources: Mapping[str, Record]) -> str | None:
    """Return who says what, where that is recorded."""
    said = (
        f"{one_line(source_of(c['source'], sources)['title'])} says {one_line(said_by(c))}"
        for c in record.get("claims", ())
    )
    return "; ".join(said) or None


def _doubt(record: Record) -> str | None:
    return "Low confidence" if record["confidence"] == "low" else None


def _deadline(record: Record) -> _Entry:
    first, last = (parse(record[name]).earliest if record[name] else None for name in ("cutoff_from", "cutoff_to"))
    about = sentences(_actors(record), f"Programme: {record['programme']}") or ""
    why = _DAY.sub(lambda found: found[1] or to_prose(parse(found[0])), record["why"])
    return _Entry(first, last, _due(record), record["title"], why, about, record.get("citations", ()))


def _due(record: Record) -> str:
    first, last = record["cutoff_from"], record["cutoff_to"]
    if last is None:
        return "no last day"
    if first == last:
        return f"by {to_prose(parse(last))}"
    return f"last day {to_prose(parse(f'[{first}..{last}]' if first else f'[..{last}]'))}"


def _actors(record: Record) -> str | None:
    named = ((one_line(each["name"] or each["id"]), each["role"]) for each in record["actors"])
    return ", ".join(f"{name} ({one_line(role)})" if role else name for name, role in named) or None


# Headings.


def _parted(entries: Sequence[_Entry]) -> Iterator[tuple[str, list[_Entry]]]:
    """Yield (heading, entries): the order is that of the entries, but for those that fit under no heading."""
    undated = [entry for entry in entries if entry.undated]
    entries = [entry for entry in entries if not entry.undated]
    unit = _unit(entries)
    placed = [entry for entry in entries if entry.span <= _LONGEST_YEAR * unit]
    for years, found in groupby(placed, lambda entry: _years(entry, unit)):
        group = list(found)
        yield f"## {_years_text(years, unit)}", [] if unit == 1 and len(group) > _CROWDED else group
        if unit == 1 and len(group) > _CROWDED:
            yield from _by_month(group)
    if rest := [entry for entry in entries if entry.span > _LONGEST_YEAR * unit]:
        name = {1: "year", 10: "decade", 100: "century", 1000: "millennium"}[unit]
        yield f"## Not dated to a {name}", rest
    if undated:
        yield "## Undated", undated


def _unit(entries: Sequence[_Entry]) -> int:
    """Return the years of a heading with which headings are neither many nor nearly empty."""
    for unit in _UNITS:
        used = Counter(_years(entry, unit) for entry in entries if entry.span <= _LONGEST_YEAR * unit)
        if len(used) <= _MANY_HEADINGS or used.total() >= _FEW * len(used):
            break
    return unit


def _years(entry: _Entry, unit: int) -> int:
    """Return the first year of the heading to which an entry belongs."""
    year = year_of(entry.first or 0)
    return year - year % unit


def _years_text(first: int, unit: int) -> str:
    last = first + unit - 1
    if unit == 1:
        return _year_text(first)
    if first > 0:
        return f"{_year_text(first)}–{last}"
    return f"{1 - first}–{1 - last} BC" if last <= 0 else f"{_year_text(first)} – {_year_text(last)}"


def _year_text(year: int) -> str:
    return f"{1 - year} BC" if year <= 0 else f"AD {year}" if year < 1000 else str(year)


def _by_month(entries: Iterable[_Entry]) -> Iterator[tuple[str, list[_Entry]]]:
    """Yield what begins on no day of one month, then the months."""
    found = list(entries)
    if rest := [entry for entry in found if entry.span > _LONGEST_MONTH]:
        yield "### Not dated to a month", rest
    placed = (entry for entry in found if entry.span <= _LONGEST_MONTH)
    for (year, month), group in groupby(placed, lambda entry: from_day(entry.first or 0)[:2]):
        yield f"### {MONTHS[month - 1].capitalize()} {_year_text(year)}", list(group)


# Markdown.


def _paragraph(entry: _Entry, numbers: dict[str, int]) -> str:
    """Return the text of an entry; a source that it is the first to cite gets the next of the `numbers`."""
    date = _shorter(entry.date)
    opened = date if date.startswith("c. ") else date[:1].upper() + date[1:]
    said = f"**{_plain(sentences(one_line(entry.title)) or '')}**"
    text = f" {_plain(one_line(entry.text))}" if entry.text else ""
    cited = "".join(f" {_citation(each, numbers)}" for each in entry.citations)
    about = f"  \n*{_plain(entry.about)}*" if entry.about else ""
    return f"{_plain(opened, opening=True)}: {said}{text}{cited}{about}"


def _shorter(words: str) -> str:
    """Return words of a date without a year or month that comes twice.

    >>> _shorter("some time between 5 January 1999 and 9 January 1999"), _shorter("May 1999 to June 1999")
    ('some time between 5 and 9 January 1999', 'May to June 1999')
    """
    return _SAME_MONTH.sub(r"\1 \3 \4", _SAME_YEAR.sub(r"\1 \3 \4", words))


def _citation(citation: Record, numbers: dict[str, int]) -> str:
    number = numbers.setdefault(citation["source"], len(numbers) + 1)
    locator = f", {one_line(citation['locator'])}" if citation["locator"] else ""
    quote = f": “{one_line(citation['quote'])}”" if citation["quote"] else ""
    return f"[{_plain(f'{number}{locator}{quote}')}]"


def _reference(source: Record) -> str:
    """Return author, title, publisher, date and address, as far as they are known."""
    names = ", ".join(author.name for author in authors(source["author"]))
    date = _shorter(to_prose(parse(source["date"]))) if source["date"] else None
    published = sentences(", ".join(one_line(part) for part in (source["publisher"], date) if part))
    title = one_line(source["title"])
    end = "" if title[-1:] in ".!?…" else "."
    parts = (f"*{_plain(title)}*{end}", _plain(published or ""), _address(source["url"]))
    return (f"{_plain(names, opening=True)}: " if names else "") + " ".join(filter(None, parts))


def _address(url: str | None) -> str | None:
    """Return an address as a link, if it is one that a browser should open."""
    if url and re.fullmatch(r"https?://[^\s<>]+", url):
        return f"<{url}>"
    return _plain(one_line(url)) if url else None


def _plain(text: str, *, opening: bool = False) -> str:
    """Return `text` so that Markdown shows it as it is; `opening` says that a block begins with it."""
    written = _SPECIAL.sub(r"\\\g<0>", text)
    return _OPENING.sub(r"\1\\\2", written, count=1) if opening and _OPENING.match(written) else written
