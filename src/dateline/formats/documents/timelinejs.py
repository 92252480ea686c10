"""TimelineJS 3 (https://timeline.knightlab.com): its JSON, read as events and written from them.

Reading: the title slide is left out, eras are events of the kind "era". The HTML of texts is taken out. `group` is a
theme, `location` a place, and the address of the media a citation with its caption as the locator; media that are a
quotation become part of the description. A time of day is not kept. Without `unique_id` the id is made of headline and
start; a second of the same id gets "-2", in the order of the file.

Years before the common era: TimelineJS shows the year -44 as "44 BCE", so that is what writers of timelines mean,
although its axis, which counts with a year 0, draws it a year off. -44 is read as 44 BC, which is `-0043` in EDTF, and
written so again. A year 0 is read as 1 BC.

Writing: `start_date` and `end_date` are the date itself where TimelineJS can say it, else its first and last day, with
`display_date` in words. `edtf` keeps the date, which TimelineJS ignores; it is read back unless somebody changed the
others. Actors have no place in a timeline.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from dateline.dates import FAR_FUTURE, FAR_PAST, Date, day_text, parse, to_prose
from dateline.dates.calendar import year_text
from dateline.errors import InvalidDate
from dateline.formats import incoming
from dateline.formats.delimited.cell_values import slug
from dateline.formats.documents.bibliography import cited_lines
from dateline.formats.documents.timelinejs_slides import slides, words
from dateline.formats.incoming import Item, Rejected, Told
from dateline.formats.losses import NO_DAY
from dateline.model import Source
from dateline.render.written_date import as_written, with_written
from dateline.wire_fields import Record

actor, theme, themes = incoming.actor, incoming.theme, incoming.themes

_LONGEST_TITLE = 100
_LONGEST_SLUG = 60
_OLDEST_YEAR = 271_821
"""Farther years, either way, need TimelineJS's cosmological scale: no JavaScript date holds them."""
_INTEGER = re.compile(r"\s*[+-]?[0-9]{1,18}\s*")
_SOURCES = re.compile(r'<p class="dateline-sources">.*?</p>\Z', re.S)
_PLAIN = re.compile(r"(?:(?P<year>-?\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?|Y(?P<far>-?\d+))[?~%]?")


def events(stream: IO[str]) -> Iterator[Item]:
    """Yield the events and eras of a document.

    Raises:
        InvalidRecords: it is not that of TimelineJS.
    """
    taken: set[str] = set()
    for part, line, content in slides(stream):
        if part == "title":
            yield from told_title(line) if content else ()
            continue
        try:
            record = record_of(content, "era" if part == "eras" else None, taken)
        except ValueError as error:
            yield Rejected(line, str(error), content if isinstance(content, dict) else {"slide": content})
        else:
            yield from incoming.from_records([(line, record)])
            yield from told_times(line, content)


def told_title(line: int) -> Iterator[Told]:
    """Yield what is told of the slide of a title, which has no date."""
    yield Told(line, "title slide", left_out=True)


def told_times(line: int, slide: Record) -> Iterator[Told]:
    """Yield what is told of a slide whose dates have a time of day, which is not kept."""
    if any(_table(slide, key).get("hour") not in (None, "") for key in ("start_date", "end_date")):
        yield Told(line, "clock time", left_out=True)


def source(identity: str) -> Source:
    """Return the page or picture of an address."""
    return Source(identity, identity, url=identity)


def record_of(slide: Any, kind: str | None, taken: set[str]) -> Record:
    """Return the wire record of a slide; `taken` are the ids of those before it.

    Raises:
        ValueError: the slide has no date or title, or a part of it is not what it should be.
    """
    if not isinstance(slide, dict):
        raise ValueError("is not an object")
    start, end = _written(slide, "start_date"), _written(slide, "end_date")
    if start is None:
        raise ValueError("start_date is missing")
    if end == start:
        end = None
    kept = _kept(slide, start, end)
    text, media = _table(slide, "text"), _table(slide, "media")
    location, body = _table(slide, "location"), words(_without_sources(text.get("text")))
    title = _title(words(text.get("headline")), body, words(media.get("caption")))
    group = words(slide.get("group"))
    return {
        "id": _identity(slide, f"{_cut(slug(title), _LONGEST_SLUG, '-')}-{start}", taken),
        "title": title,
        "date": kept.edtf if kept else f"{start}/{end}" if end else start,
        "date_text": _shown(slide, kept),
        "description": "\n\n".join(filter(None, (body, _quotation(media)))),
        "kind": kind,
        "place": words(location.get("name")),
        "latitude": location.get("lat") if location.get("lat") != "" else None,
        "longitude": location.get("lon") if location.get("lon") != "" else None,
        "themes": ["/".join(slug(name) for name in group.split("/") if name.strip())] if group.strip("/ ") else [],
        "citations": _citations(media),
    }


def _without_sources(text: object) -> object:
    """Return the HTML of a slide without the paragraph of sources that `write` adds."""
    return _SOURCES.sub("", text) if isinstance(text, str) else text


def _table(slide: Record, key: str) -> Record:
    found = slide.get(key)
    return found if isinstance(found, dict) else {}


def _written(slide: Record, key: str) -> str | None:
    """Return `start_date` or `end_date` as EDTF, None when it is not there."""
    found = slide.get(key)
    if not isinstance(found, dict):
        if found:
            raise ValueError(f"{key} must be an object with year, month and day")
        return None
    year, month, day = (_number(found, key, part) for part in ("year", "month", "day"))
    if year is None:
        if month is None and day is None:
            return None
        raise ValueError(f"{key} has no year")
    if month is None and day is not None:
        raise ValueError(f"{key} has a day, but no month")
    text = year_text(year + 1 if year < 0 else year)
    if abs(year) >= 9999 and text.startswith("Y"):
        return text  # EDTF has no months in such years
    return "-".join([text, *(f"{part:02d}" for part in (month, day) if part is not None)])


def _number(found: Record, key: str, part: str) -> int | None:
    value = found.get(part)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    whole = type(value) is int or (isinstance(value, float) and value.is_integer())
    if isinstance(value, int | float) and whole:
        return int(value)
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    raise ValueError(f"the {part} {value!r} of {key} is not a whole number")


def _kept(slide: Record, start: str, end: str | None) -> Date | None:
    """Return `edtf` if the dates beside it are still those that were written for it."""
    try:
        date = parse(slide["edtf"])
        own = [_written({"date": part}, "date") for part in _parts(date)]
    except (InvalidDate, KeyError, TypeError, ValueError):
        return None
    return date if [*own, None][:2] == [start, end] else None


def _shown(slide: Record, kept: Date | None) -> str | None:
    """Return the words for the date that somebody chose, not those that `write` made."""
    if text := words(slide.get("display_date")):
        return None if kept and text == to_prose(kept) else text
    sides = (words(_table(slide, key).get("display_date")) for key in ("start_date", "end_date"))
    return " – ".join(filter(None, sides)) or None


def _title(headline: str, body: str, caption: str) -> str:
    found = headline or body or caption
    if not found:
        raise ValueError("has neither headline nor text")
    return " ".join(found.split()) if headline else _cut(" ".join(found.split()), _LONGEST_TITLE, " ", "…")


def _cut(text: str, most: int, between: str, end: str = "") -> str:
    """Return at most `most` characters of `text`, up to the end of a word, and `end` when it was cut."""
    if len(text) <= most:
        return text
    return (text[:most].rpartition(between)[0] or text[:most]) + end


def _identity(slide: Record, made: str, taken: set[str]) -> str:
    """Return an id that no slide before had, so that the same file gives the same ids."""
    given = slide.get("unique_id")
    first = str(given) if given and isinstance(given, str | int) else made
    found, number = first, 1
    while found in taken:
        number += 1
        found = f"{first}-{number}"
    taken.add(found)
    return found


def _address(media: Record) -> str | None:
    url = media.get("url")
    if not isinstance(url, str):
        return None
    url = f"https:{url.strip()}" if url.strip().startswith("//") else url.strip()
    return url if re.match(r"https?://\S+$", url) else None


def _citations(media: Record) -> list[Record]:
    address = _address(media)
    locator = words(media.get("caption")) or words(media.get("credit"))
    return [{"source": address, "locator": locator, "quote": None}] if address else []


def _quotation(media: Record) -> str:
    url = media.get("url")
    return words(url) if isinstance(url, str) and url.lstrip().startswith("<blockquote") else ""


# Writing.


def write(
    fields: tuple[str, ...], records: Iterable[Record], stream: IO[str], *, sources: Mapping[str, Record] | None = None
) -> dict[str, int]:
    """Write a document of the events, eras last; `sources` are records of sources by id.

    Return how many events have no place in it, by the reason: they have no day at all.
    """
    eras, between, far, left_out = [], "\n", False, Counter[str]()
    stream.write('{"events": [')
    for record in records:
        slide = _slide(record, sources or {})
        if slide is None:
            left_out[NO_DAY] += 1
            continue
        far = far or any(abs(slide[key]["year"]) > _OLDEST_YEAR for key in ("start_date", "end_date") if key in slide)
        if record["kind"] == "era":
            eras.append({"end_date": slide["start_date"]} | slide)
            continue
        stream.write(between + json.dumps(slide, ensure_ascii=False))
        between = ",\n"
    stream.write("\n]")
    if eras:
        stream.write(f', "eras": {json.dumps(eras, ensure_ascii=False)}')
    stream.write(', "scale": "cosmological"}\n' if far else "}\n")
    return left_out


def _slide(record: Record, sources: Mapping[str, Record]) -> Record | None:
    date = parse(record["date"])
    parts = _parts(date)
    if not parts:
        return None
    text = {"headline": _html(record["title"]), "text": _said(record, sources)}
    slide = {"unique_id": record["id"], "start_date": parts[0], "edtf": date.edtf, "text": text}
    if len(parts) > 1:
        slide["end_date"] = parts[1]
    if shown := _both(record, date) or record["date_text"] or (None if _is_plain(date) else to_prose(date)):
        slide["display_date"] = _html(shown)
    if record["themes"]:
        slide["group"] = _html(record["themes"][0])
    if media := _media(record["citations"], sources):
        slide["media"] = media
    location = {"name": _html(record["place"] or ""), "lat": record["latitude"], "lon": record["longitude"]}
    if any(value not in (None, "") for value in location.values()):
        slide["location"] = location
    return slide


def _both(record: Record, date: Date) -> str | None:
    """Return the date in words and as its source writes it, where that is another calendar."""
    return with_written(to_prose(date), record) if as_written(record) else None


def _html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def _said(record: Record, sources: Mapping[str, Record]) -> str:
    """Return the description, and below it a paragraph of the sources, which is not read again."""
    cited = "<br>".join(_html(line) for line in cited_lines(record, sources))
    return _html(record["description"] or "") + (f'<p class="dateline-sources">{cited}</p>' if cited else "")


def _media(citations: Iterable[Record], sources: Mapping[str, Record]) -> Record | None:
    """Return the first source with an address, which is its own or its id."""
    for citation in citations:
        source = citation["source"]
        if address := _address({"url": sources.get(source, {}).get("url") or source}):
            return {"url": address, "caption": _html(citation["locator"] or "")}
    return None


def _is_plain(date: Date) -> bool:
    """Tell whether TimelineJS shows the date as it is."""
    return all(_PLAIN.fullmatch(side) and side[-1].isdecimal() for side in date.edtf.split("/"))


def _parts(date: Date) -> list[Record]:
    """Return the start, and the end of what is more than a day, month or year, as TimelineJS has dates."""
    found = [_PLAIN.fullmatch(side) for side in date.edtf.split("/")]
    if not all(found):
        days = dict.fromkeys(day for day in (date.earliest, date.latest) if FAR_PAST < day < FAR_FUTURE)
        found = [_PLAIN.fullmatch(str(day_text(day))) for day in days]
    parts = [_part(each) for each in found if each]
    return parts[:1] if parts[1:] == parts[:1] else parts


def _part(found: re.Match[str]) -> Record:
    year = int(found["year"] or found["far"])
    part = {"year": year if year > 0 else year - 1}
    return part | {name: int(found[name]) for name in ("month", "day") if found[name]}
