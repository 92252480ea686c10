"""Statements for Wikidata say no more than the dates of events, read again by a reader that knows nothing of dateline."""

from __future__ import annotations

import calendar
import csv
import io
import json
from random import Random

import pytest

from dateline.dates import FAR_FUTURE, FAR_PAST, day_text, parse
from dateline.formats.datasets import wikidata
from dateline.formats.documents.quickstatements import statements
from dateline.formats.incoming import Incoming
from dateline.formats.registry import format_named
from dateline.wire_fields import EVENT_FIELDS

NOTHING = dict.fromkeys(EVENT_FIELDS) | {"actors": [], "themes": [], "citations": [], "measures": []}


def record(edtf, **values):
    return NOTHING | {"id": "e", "title": "E", "date": edtf} | values


def written(records, sources=None):
    stream = io.StringIO()
    losses = format_named("quickstatements").write(EVENT_FIELDS, records, stream, sources=sources or {})
    return stream.getvalue(), losses


# A reader of its own: a value as the first and last day (year, month, day), astronomical years.


def days(value):
    stamp, precision = value.removesuffix("").split("/")
    sign, rest = stamp[0], stamp[1:].split("T")[0]
    year, month, day = map(int, rest.rsplit("-", 2))
    year = 1 - year if sign == "-" else year
    if precision == "11":
        return (year, month, day), (year, month, day)
    if precision == "10":
        last = calendar.monthrange(2000 + year % 400, month)[1]
        return (year, month, 1), (year, month, last)
    assert month == day == 0
    wide = {"9": 1, "8": 10}[precision]
    assert year % wide == 0 or wide == 1
    return (year, 1, 1), (year + wide - 1, 12, 31)


def read(lines):
    """Return what is said of each property: first and last day, None where it is open, and if it is about."""
    found = {}
    for cells in lines:
        name, value, *more = cells
        told = dict(zip(more[::2], more[1::2], strict=True))
        first, last = (None, None) if value == "somevalue" else days(value)
        if "P1319" in told:
            first = days(told["P1319"])[0]
        if "P1326" in told:
            last = days(told["P1326"])[1]
        found[name] = first, last, "P1480" in told
    return found


def tuple_of(day):
    if not FAR_PAST < day < FAR_FUTURE:
        return None
    text = day_text(day)
    if text.startswith("Y"):
        return None
    year, month, rest = text.rsplit("-", 2)
    return int(year), int(month), int(rest)


def made_up(random):
    year = random.choice([random.randint(1, 2030), random.randint(1900, 2020), -random.randint(1, 600)])
    said = f"{'-' if year < 0 else ''}{abs(year):04d}"
    month, day = random.randint(1, 12), random.randint(1, 28)
    plain = [said, f"{said}-{month:02d}", f"{said}-{month:02d}-{day:02d}"]
    later = f"{abs(year) + random.randint(0, 30):04d}" if year > 0 else "2000"
    mark = random.choice(["", "", "", "~", "?", "%"])
    return random.choice([
        *(text + mark for text in plain), f"{said}-{random.choice([21, 22, 23, 33, 36, 41])}{mark}",
        f"[{said}..{later}]", f"[{said},{later}-06]" if said != later else said, f"[..{said}]", f"[{said}..]",
        f"{said}{mark}/{later}", f"{said}/..", f"../{said}", f"{said}/", f"/{said}",
        *([f"{said[:3]}X{mark}", f"{said[:2]}XX{mark}", f"{said}-XX", f"{said}-{month:02d}-XX"] if year > 0 else []),
    ])  # fmt: skip


def test_a_thousand_statements_overstate_no_precision():
    random = Random(29)
    texts = [made_up(random) for _ in range(1_000)]
    assert len(set(texts)) > 700
    for text in texts:
        date, found = parse(text), read(statements(text))
        bounds = date.unmarked.bounds
        marked = any(sign in text for sign in "~?%")
        if "P585" in found:
            first, last, doubt = found["P585"]
            assert doubt == marked, text
            exact = tuple_of(bounds.start_earliest), tuple_of(bounds.end_latest)
            if not marked:
                assert (first, last) == exact, text
            else:
                assert first <= exact[0], text
                assert last >= exact[1], text
        else:
            sides = text.split("/")
            for name, end in zip(("P580", "P582"), sides, strict=True):
                if end == "..":
                    assert name not in found
                elif not end:
                    assert found[name][:2] == (None, None)
                else:
                    own = parse(end).unmarked.bounds
                    assert found[name][:2] == (tuple_of(own.start_earliest), tuple_of(own.end_latest)), text
                    assert found[name][2] == any(sign in end for sign in "~?%")


@pytest.mark.parametrize(
    ("edtf", "wanted"),
    [
        ("1999-12-08", ["P585 +1999-12-08T00:00:00Z/11"]),
        ("-0043-03-15", ["P585 -0044-03-15T00:00:00Z/11"]),
        ("0000", ["P585 -0001-00-00T00:00:00Z/9"]),
        ("Y-20000", ["P585 -20001-00-00T00:00:00Z/9"]),
        ("199X", ["P585 +1990-00-00T00:00:00Z/8"]),
        ("19XX", ["P585 somevalue P1319 +1900-00-00T00:00:00Z/9 P1326 +1999-00-00T00:00:00Z/9"]),
        ("1999~", ["P585 +1999-00-00T00:00:00Z/9 P1480 Q5727902"]),
        ("1999-12?", ["P585 +1999-12-00T00:00:00Z/10 P1480 Q18122778"]),
        ("1999-21", ["P585 somevalue P1319 +1999-03-01T00:00:00Z/11 P1326 +1999-05-31T00:00:00Z/11"]),
        ("[..1994]", ["P585 somevalue P1326 +1994-00-00T00:00:00Z/9"]),
        ("1994/1996-07", ["P580 +1994-00-00T00:00:00Z/9", "P582 +1996-07-00T00:00:00Z/10"]),
        ("1994/..", ["P580 +1994-00-00T00:00:00Z/9"]),
        ("1994/", ["P580 +1994-00-00T00:00:00Z/9", "P582 somevalue"]),
        ("undated", ["P585 somevalue"]),
    ],
)
def test_statements(edtf, wanted):
    assert [" ".join(cells) for cells in statements(edtf)] == wanted


def test_items_and_references():
    citations = [
        {"source": "paper", "locator": "p. 3", "quote": "said"},
        {"source": "wikidata:Q7", "locator": None, "quote": None},
        {"source": "letter", "locator": None, "quote": None},
    ]
    sources = {"paper": {"url": "https://example.org/a"}, "letter": {"url": None}}
    text, losses = written(
        [record("1999", title='A "new"\titem', citations=citations), record("2000", id="wikidata:Q42")], sources
    )
    assert text == (
        'CREATE\nLAST\tLen\t"A "new" item"\n'
        'LAST\tP585\t+1999-00-00T00:00:00Z/9\tS854\t"https://example.org/a"\tS958\t"p. 3"\t!S248\tQ7\n'
        "Q42\tP585\t+2000-00-00T00:00:00Z/9\n"
    )
    assert losses.lost == {"quotes": 1}


def test_what_cannot_be_said_is_counted():
    full = record(
        "[1994,1996]", title="x" * 251, description="d", kind="k", latitude=1.0, longitude=1.0, confidence="low",
        place="Minsk", date_text="then", themes=["t"], actors=[{"id": "a", "name": "A", "role": None}],
    )  # fmt: skip
    text, losses = written([full, full | {"title": "short"}])
    assert losses.left_out == {"a title of more than 250 letters": 1}
    assert set(losses.lost) == {
        "actors", "themes", "descriptions", "kinds", "places", "coordinates", "confidence", "the words of dates",
        "all but the outermost days",
    }  # fmt: skip
    assert text.startswith('CREATE\nLAST\tLen\t"short"\n')


# What the query service answers about such statements: JSON and CSV, whose times have a day whatever their precision.

QUALIFIERS = {"P1319": "earliest", "P1326": "latest"}
UNKNOWN = "http://www.wikidata.org/.well-known/genid/0123456789abcdef"


def answered(name, value):
    """Return the variables of a time, of the year 0 too; an unknown value is a blank node."""
    if value == "somevalue":
        return {name: UNKNOWN}
    stamp, precision = value.split("/")
    year, month, day = stamp[1:].split("T")[0].rsplit("-", 2)
    number = 1 - int(year) if stamp[0] == "-" else int(year)
    written = f"{'-' if number < 0 else ''}{abs(number):04d}-{max(month, '01')}-{max(day, '01')}T00:00:00Z"
    return {name: written, "timePrecision" if name == "date" else f"{name}Precision": precision}


def row(number, text):
    found = {"item": f"http://www.wikidata.org/entity/Q{number}", "itemLabel": text}
    for name, value, *more in statements(text):
        part = {"P585": "date", "P580": "start", "P582": "end"}[name]
        found |= answered(part, value)
        circumstances = []
        for qualifier, said in zip(more[::2], more[1::2], strict=True):
            if qualifier == "P1480":
                circumstances.append(f"http://www.wikidata.org/entity/{said}")
            else:
                found |= answered(QUALIFIERS[qualifier], said)
        found["endCircumstances" if part == "end" else "circumstances"] = ", ".join(circumstances)
    return found


def as_json(rows):
    bindings = [{name: {"type": "literal", "value": value} for name, value in each.items()} for each in rows]
    return json.dumps({"head": {"vars": []}, "results": {"bindings": bindings}})


def as_csv(rows):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(dict.fromkeys(name for each in rows for name in each)))
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize("form", [as_json, as_csv])
def test_a_thousand_statements_come_back_no_more_precise(form):
    random = Random(30)
    texts = [made_up(random) for _ in range(1_000)]
    rows = [row(number, text) for number, text in enumerate(texts, 1)]
    of_moments = [each for each in rows if "date" in each]
    of_spans = [{"startPrecision": "", **each} for each in rows if "date" not in each]
    back = [*wikidata.events(io.StringIO(form(of_moments))), *wikidata.events(io.StringIO(form(of_spans)))]
    assert len(back) == 1_000
    for item in back:
        assert isinstance(item, Incoming), item
        was, now = parse(item.event.title).bounds, item.event.date.bounds
        assert now.start_earliest <= was.start_earliest, (item.event.title, item.event.date)
        assert now.end_latest >= was.end_latest, (item.event.title, item.event.date)
        assert now.start_latest >= was.start_latest, (item.event.title, item.event.date)
        assert now.end_earliest <= was.end_earliest, (item.event.title, item.event.date)
